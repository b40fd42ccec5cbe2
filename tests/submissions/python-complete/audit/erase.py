"""`erase`: forget whom the sources ask to forget, and raw bodies older than 90 days at NOW."""

import os
from datetime import timedelta

import httpx

from audit.clean import instant
from audit.collect import Collector
from audit.load import load
from audit.raw import KINDS
from audit.web import clock

DAYS = 90


def purge(one: Collector, now: str) -> int:
    limit = instant(now)[0] - timedelta(days=DAYS)
    count = 0
    for kind in KINDS:
        if kind == "rejects":
            continue
        for key, record in list(one.raw.kinds[kind].items()):
            if instant(record["observedAt"])[0] < limit:
                del one.raw.kinds[kind][key]
                one.raw.dirty.add(kind)
                count += 1
    one.raw.save()
    return count


def main() -> None:
    one = Collector()
    failed = False
    for part in (one.objections, one.stream):
        try:
            part()
        except (RuntimeError, httpx.HTTPError) as problem:
            failed = True
            print("not read:", part.__name__, type(problem).__name__)
    one.save()
    now = os.environ.get("NOW") or clock(one.partner.get("/v1/oppositions"))
    os.environ.pop("RAW_DIR", None)
    load()
    print("raw bodies past their time:", purge(one, now))
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
