"""`measure`: the footprint of MEASURE_WORK times the same work, in CPU seconds × watts."""

import json
import os
import resource
from pathlib import Path

from audit.clean import hide_contacts, review_text

WATTS_PER_CORE = 8.0
GRAMS_PER_KWH = 32.0  # électricité française, ordre de grandeur de la Base Empreinte
TEXT = "Un miel <b>dÃ©licieux</b> au goût de sapin, écrire à jean@exemple.example ou 06 39 98 01 02. "


def cpu() -> float:
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def unit() -> None:
    for _ in range(60000):
        review_text(hide_contacts(TEXT)[0])


def main() -> None:
    work = int(os.environ.get("MEASURE_WORK") or 1)
    before = cpu()
    for _ in range(work):
        unit()
    seconds = cpu() - before
    hours = seconds * WATTS_PER_CORE / 3600
    folder = Path(os.environ.get("OUTPUT_DIR") or "output")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "measure.json").write_text(json.dumps({
        "method": f"CPU seconds × {WATTS_PER_CORE} W per core, {GRAMS_PER_KWH} g CO2e per kWh",
        "work": work, "energyWattHours": hours, "gramsCo2e": hours / 1000 * GRAMS_PER_KWH,
        "cpuSeconds": seconds,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
