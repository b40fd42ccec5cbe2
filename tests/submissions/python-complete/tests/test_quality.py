import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import FakeDb
from test_load import FakeGraph

from audit import quality
from audit.quality import Report

AT = datetime(2026, 9, 7, 6, tzinfo=UTC)


def bad(report):
    return {one["name"]: (one["class"], one["subject"], one["violations"], one["examples"]) for one in report.controls if one["violations"]}


def test_a_control_counts_and_shows_ten():
    report = Report()
    report.add("n", "range", "products", range(12))
    assert report.controls == [{"name": "n", "class": "range", "subject": "products", "violations": 12,
                                "examples": [str(n) for n in range(10)]}]  # fmt: skip


SOUND = {
    "SELECT view, rows": [("sellers", 3, None), ("orders", 3, AT), ("prices", 3, AT), ("reviews", 3, AT)],
    "SELECT count(*)": [(3,)], "SELECT max(": [(AT,)],
}  # fmt: skip


def test_sound_tables_are_silent():
    report, db = Report(), FakeDb(SOUND)
    quality.tables(db, report)
    assert bad(report) == {} and len(report.controls) == 55
    names = [one["name"] for one in report.controls]
    assert len(set(names)) == len(names)
    assert {"unique-order_lines", "present-prices", "range-reviews", "link-labels-reviews", "total-orders", "unit-products",
            "forgotten-orders-customer_key", "complete-sellers", "fresh-reviews"} <= set(names)  # fmt: skip
    assert "SELECT order_id, line_no FROM lab.order_lines GROUP BY order_id, line_no HAVING count(*) > 1" in db.told
    assert "SELECT coalesce(product_id, '?') FROM lab.prices WHERE product_id IS NULL OR at IS NULL OR price_cents IS NULL" in db.told
    assert "SELECT product_id FROM lab.prices WHERE price_cents <= 0" in db.told
    assert ("SELECT c.review_id FROM lab.labels c LEFT JOIN lab.reviews p ON p.review_id = c.review_id WHERE p.review_id IS NULL") in db.told


@pytest.mark.parametrize(("question", "name", "kind"), [
    ("SELECT order_id, line_no FROM", "unique-order_lines", "duplicate"), ("SELECT coalesce(file_id", "present-files", "missing"),
    ("SELECT review_id FROM lab.reviews WHERE", "range-reviews", "range"), ("SELECT c.review_id FROM lab.labels", "link-labels-reviews", "orphan"),
    ("SELECT o.order_id", "total-orders", "inconsistent"), ("SELECT product_id FROM lab.products WHERE (net", "unit-products", "inconsistent"),
    ("SELECT left(author_key", "forgotten-reviews-author_key", "forgotten"),
])  # fmt: skip
def test_what_a_query_finds_is_told(question, name, kind):
    report, db = Report(), FakeDb(SOUND | {question: [("a", 1), ("b", 2)]})
    quality.tables(db, report)
    assert {n: (k, e) for n, (k, _, _, e) in bad(report).items()} == {name: (kind, ["a~1", "b~2"])}


def test_rows_that_were_lost_are_counted():
    report, db = Report(), FakeDb(SOUND | {"SELECT count(*) FROM lab.orders": [(1,)], "SELECT count(*) FROM lab.reviews": [(4,)]})
    quality.tables(db, report)
    assert bad(report) == {"complete-orders": ("completeness", "orders", 1, ["missing 2"])}


@pytest.mark.parametrize("newest", [None, datetime(2026, 9, 7, 5, tzinfo=UTC)])
def test_newest_rows_that_were_lost_are_told(newest):
    report, db = Report(), FakeDb(SOUND | {"SELECT max(at) FROM lab.prices": [(newest,)]})
    quality.tables(db, report)
    assert bad(report) == {"fresh-prices": ("freshness", "prices", 1, [str(newest)])}


class FakeCollection:
    def __init__(self, documents):
        self.documents = documents

    def find(self, query, fields):
        assert query == {} and set(fields.values()) == {1}
        return [{"_id": one["_id"]} | {k: one[k] for k in fields if k in one} for one in self.documents]


def run_documents(monkeypatch, reviews, files):
    monkeypatch.setattr(quality, "mongo_database", lambda: {"reviews": FakeCollection(reviews), "files": FakeCollection(files)})
    report = Report()
    quality.documents(FakeDb({
        "SELECT review_id, author_key": [("A1", "c1"), ("A2", "c2")], "SELECT subject_key": [("gone",)],
        "SELECT file_id": [("F1", "s1"), ("F2", "s2")]}), report)  # fmt: skip
    return report


def test_documents_agree_with_the_tables(monkeypatch):
    sound = [{"_id": "A1", "subjects": ["c1"], "version": 1}, {"_id": "A2", "subjects": ["x", "c2"], "version": 3}]
    files = [{"_id": "F1", "sha256": "s1"}, {"_id": "F2", "sha256": "s2"}]
    report = run_documents(monkeypatch, sound, files)
    assert bad(report) == {} and len(report.controls) == 6 and report.versions == {"A1": 1, "A2": 3}
    report = run_documents(monkeypatch, [{"_id": "A1"}, {"_id": "A3", "subjects": ["gone"]}], [{"_id": "F1", "sha256": "other"}])
    assert report.versions == {}
    assert bad(report) == {
        "texts-complete": ("completeness", "reviews", 1, ["A2"]), "texts-parent": ("orphan", "reviews", 1, ["A3"]),
        "texts-forgotten": ("forgotten", "reviews", 1, ["A3"]), "texts-subjects": ("inconsistent", "reviews", 1, ["A1"]),
        "files-complete": ("completeness", "files", 1, ["F2"]), "files-hash": ("inconsistent", "files", 1, ["F1"])}  # fmt: skip


def run_graph(monkeypatch, reviews, products):
    graph = FakeGraph({"MATCH (r:Review)": reviews, "MATCH (p:Product)": products})
    monkeypatch.setattr(quality, "neo4j_driver", lambda: graph)
    report = Report()
    quality.graph(FakeDb({"SELECT review_id": [("A1", "c1", 5), ("A2", "c2", 4)], "SELECT subject_key": [("gone",)],
                          "SELECT product_id": [("P1",), ("P2",)]}), report)  # fmt: skip
    return report


def test_the_graph_agrees_with_the_tables(monkeypatch):
    report = run_graph(monkeypatch, [("A1", "c1", 5), ("A2", "c2", 4)], [("P1",), ("P2",)])
    assert bad(report) == {} and len(report.controls) == 5
    assert bad(run_graph(monkeypatch, [("A1", "c1", 1), ("A3", "gone", 5)], [("P1",)])) == {
        "graph-complete": ("completeness", "Review", 1, ["A2"]), "graph-parent": ("orphan", "Review", 1, ["A3"]),
        "graph-agrees": ("inconsistent", "Review", 1, ["A1"]), "graph-forgotten": ("forgotten", "Account", 1, ["A3"]),
        "graph-products": ("completeness", "Product", 1, ["P2"])}  # fmt: skip


@pytest.mark.parametrize(("newest", "stale"), [
    (AT, 0), (datetime(2026, 8, 8, 6, tzinfo=UTC), 0), (datetime(2026, 8, 8, 5, 59, tzinfo=UTC), 1), (None, 1)])  # fmt: skip
def test_thirty_silent_days_are_stale(newest, stale):
    report = Report()
    quality.received(FakeDb({"SELECT greatest": [(newest,)]}), report, "2026-09-07T06:00:00Z")
    assert [(c["class"], c["violations"]) for c in report.controls] == [("freshness", stale)]


def test_now_is_the_source_s_unless_it_is_given(monkeypatch):
    monkeypatch.setattr(quality, "ask_site", lambda db: ("2026-12-07T06:00:00Z", ["/a"]))
    report, db = Report(), FakeDb({"SELECT greatest": [(AT,)]})
    quality.site(db, report)
    assert bad(report) == {"received-lately": ("freshness", "stores", 1, [str(AT)]), "source-pages": ("completeness", "products", 1, ["/a"])}
    monkeypatch.setenv("NOW", "2026-09-08T06:00:00Z")
    report = Report()
    quality.site(db, report)
    assert [one["name"] for one in report.controls] == ["source-pages"]


def test_what_the_partner_has_more(monkeypatch):
    report = Report()
    report.versions = {"A1": 2}
    monkeypatch.setattr(quality, "ask_partner", lambda db, versions: {"orders": list(versions), "forgotten": ["p"], "prices": []})
    quality.partner("db", report)
    assert bad(report) == {"source-orders": ("completeness", "orders", 1, ["A1"]), "source-forgotten": ("forgotten", "forgotten", 1, ["p"])}
    assert len(report.controls) == 3


PARTS = ("tables", "documents", "graph", "site", "partner")


@pytest.fixture
def quiet(monkeypatch):
    db = FakeDb({"SELECT greatest": [(AT,)]})
    monkeypatch.setattr(quality, "connect_loader", lambda: db)
    for part in PARTS:
        monkeypatch.setattr(quality, part, lambda given, report: None)
    monkeypatch.setattr(quality, "mongo_database", lambda: type("Mongo", (), {"command": lambda *_: None})())
    monkeypatch.setattr(quality, "neo4j_driver", lambda: type("Neo4j", (), {"verify_connectivity": lambda _: None})())
    return db


def answers(report):
    return {one["subject"]: one["examples"] for one in report.controls if one["class"] == "availability"}


def fail(problem):
    def part(*_):
        raise problem

    return part


def test_all_that_is_there_answers(quiet, monkeypatch):
    report = quality.run()
    assert answers(report) == {name: [] for name in ("postgresql", "mongodb", "neo4j", "site", "partner")}
    assert quiet.autocommit and quiet.closed and quiet.told == ["SET statement_timeout = '30s'", "SET TIME ZONE 'UTC'"]
    monkeypatch.setenv("NOW", "2026-12-07T06:00:00Z")
    assert list(bad(quality.run())) == ["received-lately"]


@pytest.mark.parametrize(("part", "name"), [("documents", "mongodb"), ("graph", "neo4j"), ("site", "site"), ("partner", "partner")])
def test_what_does_not_answer_is_named_and_no_crash(quiet, monkeypatch, part, name):
    monkeypatch.setattr(quality, part, fail(SystemExit("not set") if part == "site" else OSError()))
    report = quality.run()
    assert {k: v for k, v in answers(report).items() if v} == {name: ["SystemExit" if part == "site" else "OSError"]}
    assert len(answers(report)) == 5


def test_without_tables_the_others_are_still_asked(quiet, monkeypatch):
    monkeypatch.setattr(quality, "connect_loader", fail(OSError()))
    assert answers(quality.run()) == {"postgresql": ["OSError"], "mongodb": [], "neo4j": []}
    monkeypatch.setattr(quality, "mongo_database", fail(ValueError()))
    assert answers(quality.run()) == {"postgresql": ["OSError"], "mongodb": ["ValueError"], "neo4j": []}


@pytest.mark.parametrize("violations", [0, 1])
def test_the_report_and_the_exit_code(monkeypatch, capsys, violations):
    report = Report()
    report.add("été", "range", "products", ["x"] * violations)
    monkeypatch.setattr(quality, "run", lambda: report)
    monkeypatch.setenv("OUTPUT_DIR", "a/b")
    for _ in range(2):
        with pytest.raises(SystemExit) as caught:
            quality.main()
        assert caught.value.code == violations
    written = json.loads(Path("a/b/quality.json").read_text(encoding="utf-8"))
    assert written["controls"] == report.controls and written["checkedAt"].endswith("Z")
    assert ("violated: été 1" in capsys.readouterr().out) == bool(violations)
