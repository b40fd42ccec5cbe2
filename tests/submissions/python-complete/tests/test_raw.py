import fcntl
import json
import os
from pathlib import Path

import pytest

from audit import raw
from audit.raw import Raw, hide

SEEN = "2026-09-07T06:00:00Z"


def test_hidden_identifiers_are_keyed_and_short():
    assert hide("A1") == raw.hide("A1") and len(hide("A1")) == 24
    assert hide("A1") != hide("A2")
    assert set(hide("A1")) <= set("0123456789abcdef")


def test_one_process_at_a_time_writes(monkeypatch):
    monkeypatch.setattr(raw, "_held", [])
    raw.lock()
    raw.lock()
    assert len(raw._held) == 1
    with Path("data/state/lock").open("w") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    raw._held[0].close()


def test_files_are_put_in_place_at_once(monkeypatch):
    moved = []
    monkeypatch.setattr(raw.os, "replace", lambda a, b: moved.append((a, b)) or os.rename(a, b))
    path = Path("one/two/state.json")
    raw.write(path, "été")
    raw.write(path, "hiver")
    assert path.read_text(encoding="utf-8") == "hiver"
    assert moved[0] == (Path("one/two/state.partial"), path)


def test_the_state_begins_empty_and_is_kept():
    assert raw.read_state() == {"pages": {}, "totals": {}, "dropped": []}
    raw.write_state({"pages": {"/a": "1"}, "cursor": "k"})
    assert raw.read_state() == {"pages": {"/a": "1"}, "totals": {}, "dropped": [], "cursor": "k"}


def test_reading_a_kind():
    assert raw.read("orders") == []
    raw.write(Path("data/raw/orders.jsonl"), '{"id": "1"}\n\n{"id": "2"}\n')
    assert raw.read("orders") == [{"id": "1"}, {"id": "2"}]
    assert raw.read("orders", Path("elsewhere")) == []


def put(one, body, **more):
    return one.put("s", "reviews", "A1", body, **({"observed": SEEN} | more))


def test_a_record_is_kept_once():
    one = Raw()
    first = put(one, {"é": 1, "a": "x"}, subjects=["p", None, ""], repairs=["text-contact"])
    assert first == {
        "source": "s", "kind": "reviews", "id": "A1", "observedAt": SEEN, "version": 1, "subjects": ["p"],
        "repairs": ["text-contact"], "body": {"é": 1, "a": "x"},
        "hash": "de7ea9df3abff836a0a54348d63e75aa1a188cfb575cd56cb1d310b7b5791f66"}  # fmt: skip
    assert one.dirty == {"reviews"}
    one.save()
    assert one.dirty == set()
    again = put(one, {"a": "x", "é": 1}, subjects=["p"], repairs=["text-contact"], observed="later")
    assert again is first and one.dirty == set()
    assert raw.read("reviews") == [first] and "é" in Path("data/raw/reviews.jsonl").read_text()
    assert Raw().kinds["reviews"] == {("s", "A1"): first}


def test_an_older_revision_changes_nothing():
    one = Raw()
    new = put(one, {"a": 2}, version=2)
    assert put(one, {"a": 1}, version=1) is new and one.kinds["reviews"][("s", "A1")] is new
    same = put(one, {"a": 3}, version=2)
    assert same["body"] == {"a": 3} and same["hash"] != new["hash"]


def test_how_it_arrived_outlives_a_new_body():
    one = Raw()
    old = put(one, {"a": 1}, repairs=["mojibake"])
    old["position"] = "k#1"
    one.note(old, "page-overlap")
    one.note(old, "page-overlap")
    assert old["repairs"] == ["mojibake", "page-overlap"]
    kept = put(one, {"a": 1}, repairs=["text-contact"])
    assert kept["repairs"] == ["mojibake", "page-overlap", "text-contact"]
    new = put(one, {"a": 2}, repairs=["text-contact"], observed="later")
    assert new["repairs"] == ["page-overlap", "text-contact"]
    assert (new["position"], new["observedAt"]) == ("k#1", SEEN)
    one.save()
    one.note(new, "duplicate-row")
    assert one.dirty == {"reviews"}


def test_the_forgotten_leave_every_kind():
    one = Raw()
    for id_, who in (("A1", "gone"), ("A2", "stays")):
        one.put("s", "reviews", id_, {"accountKey": who}, observed=SEEN, subjects=[who])
        one.put("s", "customers", id_, {"accountKey": who}, observed=SEEN, subjects=[who])
        one.put("s", "orders", id_, {"customerKey": who}, observed=SEEN, subjects=[who])
        one.put("s", "labels", id_, {"verdict": "honnete"}, observed=SEEN)
    one.put("s", "labels", "A3", {"verdict": "honnete"}, observed=SEEN)
    one.put("s", "erasures", "e", {"subjects": ["gone"]}, observed=SEEN, subjects=["gone"])
    assert one.forgotten() == {"gone"}
    one.dirty.clear()
    state = {"dropped": [hide("A3")]}
    one.forget(state, {"gone"})
    assert state == {"dropped": sorted([hide("A1"), hide("A3")])}
    ids = {kind: [key[1] for key in one.kinds[kind]] for kind in ("reviews", "customers", "labels")}
    assert ids == {"reviews": ["A2"], "customers": ["A2"], "labels": ["A2"]}
    orders = {key[1]: (r["subjects"], r["body"]["customerKey"]) for key, r in one.kinds["orders"].items()}
    assert orders == {"A1": ([], None), "A2": (["stays"], "stays")}
    assert one.dirty == {"reviews", "customers", "orders", "labels"}
    one.dirty.clear()
    one.forget(state, {"gone"})
    assert one.dirty == set()


def test_every_kind_is_written_as_lines():
    one = Raw()
    one.kinds["rejects"][("s", "f#1")] = {"source": "s", "pointer": "f#1"}
    one.dirty.add("rejects")
    one.save()
    assert Path("data/raw/rejects.jsonl").read_text() == json.dumps({"source": "s", "pointer": "f#1"}) + "\n"
    assert Raw().kinds["rejects"] == {("s", "f#1"): {"source": "s", "pointer": "f#1"}}
