"""The raw layer: one JSON-lines file a kind, written whole and put in place at once."""

import fcntl
import hashlib
import json
import os
from pathlib import Path

from audit.environment import RAW_FOLDER, STATE_FILE

KINDS = (
    "sellers", "certifications", "products", "reviews", "orders", "customers", "prices",
    "labels", "files", "erasures", "rejects",
)  # fmt: skip


_held: list = []


def lock() -> None:
    """One process at a time writes the raw layer; freed when the process ends, however it ends."""
    if not _held:
        STATE_FILE.parent.mkdir(parents=True, exist_ok=True)
        _held.append((STATE_FILE.parent / "lock").open("w"))
        fcntl.flock(_held[0], fcntl.LOCK_EX)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text(text, encoding="utf-8")
    os.replace(partial, path)


def read_state() -> dict:
    state = json.loads(STATE_FILE.read_text()) if STATE_FILE.exists() else {}
    for name in ("pages", "totals"):
        state.setdefault(name, {})
    state.setdefault("dropped", [])
    return state


def write_state(state: dict) -> None:
    write(STATE_FILE, json.dumps(state))


def read(kind: str, folder: Path = RAW_FOLDER) -> list[dict]:
    file = folder / f"{kind}.jsonl"
    if not file.exists():
        return []
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


class Raw:
    """What has been collected, by kind and by (source, id)."""

    def __init__(self) -> None:
        self.kinds = {k: {(r["source"], r.get("id") or r["pointer"]): r for r in read(k)}
                      for k in KINDS}  # fmt: skip
        self.dirty: set[str] = set()

    def forgotten(self) -> set[str]:
        return {s for r in self.kinds["erasures"].values() for s in r["subjects"]}

    def put(self, source, kind, id_, body, *, observed, version=1, subjects=(), repairs=()):
        subjects = [s for s in subjects if s]
        digest = hashlib.sha256(
            json.dumps(body, sort_keys=True, ensure_ascii=False).encode()
        ).hexdigest()
        old = self.kinds[kind].get((source, id_))
        if old and old["version"] > version:
            return old
        if old:
            observed = old["observedAt"]
            repairs = sorted({*repairs, *(old["repairs"] if old["hash"] == digest else
                              [r for r in old["repairs"] if r in ARRIVAL])})  # fmt: skip
        record = {
            "source": source, "kind": kind, "id": id_, "hash": digest, "observedAt": observed,
            "version": version, "subjects": subjects, "repairs": list(repairs), "body": body,
        }  # fmt: skip
        if old is not None and "position" in old:
            record["position"] = old["position"]
        if record == old:
            return old
        self.kinds[kind][(source, id_)] = record
        self.dirty.add(kind)
        return record

    def note(self, record: dict, rule: str) -> None:
        if rule not in record["repairs"]:
            record["repairs"].append(rule)
            self.dirty.add(record["kind"])

    def forget(self, state: dict, forgotten: set[str]) -> None:
        """Nobody who asked to be forgotten stays; their orders do, without them."""
        dropped = set(state["dropped"])
        for kind in ("reviews", "customers"):
            for key, record in list(self.kinds[kind].items()):
                if forgotten.intersection(record["subjects"]):
                    if kind == "reviews":
                        dropped.add(hide(key[1]))
                    del self.kinds[kind][key]
                    self.dirty.add(kind)
        for record in self.kinds["orders"].values():
            if forgotten.intersection(record["subjects"]):
                record["subjects"] = []
                record["body"]["customerKey"] = None
                self.dirty.add("orders")
        for key in list(self.kinds["labels"]):
            if hide(key[1]) in dropped:
                del self.kinds["labels"][key]
                self.dirty.add("labels")
        state["dropped"] = sorted(dropped)

    def save(self) -> None:
        for kind in self.dirty:
            text = "".join(
                json.dumps(r, ensure_ascii=False) + "\n" for r in self.kinds[kind].values()
            )
            write(RAW_FOLDER / f"{kind}.jsonl", text)
        self.dirty.clear()


ARRIVAL = {"page-overlap", "duplicate-row", "stream-duplicate", "stream-disorder"}


def hide(review_id: str) -> str:
    from audit.pseudonyms import pseudonym

    return pseudonym("review", review_id)[:24]
