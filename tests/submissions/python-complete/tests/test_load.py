import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import FakeDb

from audit import load as module
from audit.load import (
    COLUMNS,
    VIEWS,
    column,
    expect,
    followed,
    forget,
    load,
    load_documents,
    load_graph,
    load_tables,
    upsert,
)
from audit.raw import hide
from audit.transform import Result

SEEN = "2026-09-07T06:00:00Z"
AT = datetime(2026, 9, 7, 6, tzinfo=UTC)


def test_rows_that_are_there_already_are_not_written_again():
    db = FakeDb()
    upsert(db, "label", iter([("A1", True, "x"), ("A2", False, "y")]))
    assert db.copied == [("A1", True, "x"), ("A2", False, "y")]
    assert db.told == [
        "CREATE TEMP TABLE incoming (LIKE shop.label) ON COMMIT DROP",
        "COPY incoming (review_id, fraudulent, moderated_on) FROM STDIN",
        "INSERT INTO shop.label (review_id, fraudulent, moderated_on) SELECT review_id, fraudulent, moderated_on FROM incoming "
        "ON CONFLICT (review_id) DO UPDATE SET fraudulent = excluded.fraudulent, moderated_on = excluded.moderated_on "
        "WHERE ROW(label.fraudulent, label.moderated_on) IS DISTINCT FROM ROW(excluded.fraudulent, excluded.moderated_on)",
        "DROP TABLE incoming",
    ]


def test_rows_that_are_all_key_are_kept_as_they_are():
    db = FakeDb()
    upsert(db, "reject", {("s", "k", "p", "r")})
    assert db.told[2].endswith("ON CONFLICT (source, kind, pointer, rule) DO NOTHING") and db.copied == [("s", "k", "p", "r")]


def test_nothing_to_write_writes_nothing():
    db = FakeDb()
    upsert(db, "label", [])
    assert db.told == []


def test_a_column():
    assert column(FakeDb({"SELECT": [("a", 1), ("b", 2)]}), "SELECT x") == {"a", "b"}


def test_how_far_it_has_followed():
    assert followed({"cursor": "k", "lastEventId": "9"}) == [("orders", "k"), ("events", "9")]
    assert followed({"cursor": "", "pages": {}}) == []


def record(kind, id_, body, source="s", **more):
    return {"kind": kind, "id": id_, "source": source, "version": 1000, "body": body, "observedAt": SEEN, "repairs": []} | more


def write(folder, **kinds):
    folder.mkdir(parents=True, exist_ok=True)
    for kind, records in kinds.items():
        (folder / f"{kind}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records))


def seller(id_):
    return record("sellers", id_, {"sellerId": id_, "name": "N", "commune": "C", "department": "74", "postcode": "74000", "joinedOn": "2020-01-02"})


def product(id_, seller_id):
    return record("products", f"{id_}~miels", {
        "reference": id_, "page": f"miels/{id_}", "category": "miels", "sellerId": seller_id, "name": "Miel", "description": None,
        "price": "3.00 €", "vat": "5.5 %", "quantity": None, "listedOn": "2026-01-01", "imageFileId": None})  # fmt: skip


def review(id_, product_id, account, rating="4"):
    return record("reviews", id_, {"reviewId": id_, "productId": product_id, "accountKey": account, "rating": rating, "text": "Bon",
                                   "writtenAt": SEEN, "deviceKey": "d", "networkKey": "n"})  # fmt: skip


def label(id_):
    return record("labels", id_, {"reviewId": id_, "verdict": "frauduleux", "moderatedOn": "2026-01-02"})


def order(id_, quantity="1"):
    return record("orders", id_, {"orderId": id_, "customerKey": "gone", "orderedAt": SEEN, "status": "placed", "totalCents": 5,
                                  "lines": [{"productId": "P1", "quantity": quantity, "unitPriceCents": 5}]})  # fmt: skip


WORLD = {
    "sellers": [seller("V1")],
    "certifications": [record("certifications", f"{v}~Bio", {"sellerId": v, "label": "Bio", "validUntil": "2027-01-02"}) for v in ("V1", "V9")],
    "products": [product("P1", "V1"), product("P2", "V9")],
    "prices": [record("prices", "P1~a", {"productId": "P1", "at": SEEN, "amount": "5", "unit": "centimes"})],
    "customers": [record("customers", "1", {
        "recordId": "1", "accountKey": "c1", "emailKey": "e1", "phoneKey": None, "department": "74", "loyaltyBalance": "1",
        "newsletter": "1", "pickupPoint": "H", "createdOn": "2025-01-01", "updatedAt": SEEN})],
    "orders": [order("O1"), order("O2", "0")],
    "reviews": [review("A1", "P1", "c1"), review("A2", "P1", "gone"), review("A3", "P1", "c1", "9")],
    "labels": [label("A1"), label("A2"), label("A5"), label("A6")],
    "files": [record("files", "F1", {"fileId": "F1", "path": "/f", "mediaType": "image/png", "bytes": 3, "sha256": "0", "width": 1,
                                     "height": 2, "takenAt": None, "content": "AA==", "text": None})],
    "erasures": [record("erasures", "x", {"subjects": ["gone"]})],
    "rejects": [{"source": "drop-prices", "kind": "prices", "pointer": "f#3", "rule": "json-truncated"}],
}  # fmt: skip


@pytest.fixture
def written(monkeypatch):
    """Rows by table, in the order in which they are written."""
    tables = {}
    monkeypatch.setattr(module, "upsert", lambda db, table, rows: tables.__setitem__(table, list(rows)))
    monkeypatch.setattr(module, "forget", lambda db: tables.setdefault("(forget)", []))
    monkeypatch.setattr(module, "expect", lambda db: tables.setdefault("(expect)", []))
    return tables


ANSWERS = {
    "SELECT seller_id FROM shop.seller": [("V1",)], "SELECT product_id FROM shop.product": [("P1",)],
    "SELECT review_id FROM shop.review": [("A1",)], "SELECT subject_key FROM shop.forgotten": [("before",)],
}  # fmt: skip


def test_tables_are_loaded_parents_first(written):
    write(Path("data/raw"), **WORLD)
    state = {"dropped": [hide("A5")], "ledger": ["earlier"], "cursor": "k", "lastEventId": "9"}
    Path("data/state").mkdir(parents=True)
    Path("data/state/state.json").write_text(json.dumps(state))
    db = FakeDb(ANSWERS)
    out = load_tables(db)
    assert list(written) == [
        "seller", "certification", "product", "product_category", "page", "price", "customer", "orders", "order_line", "review",
        "(forget)", "label", "file", "reject", "repair", "progress", "(expect)"]  # fmt: skip
    keys = {table: sorted(row[0] for row in rows) for table, rows in written.items()}
    assert keys["certification"] == ["V1"] and keys["product"] == ["P1"] and keys["product_category"] == ["P1"]
    assert written["page"] == [("miels/P1", "P1", datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC))]
    assert keys["price"] == ["P1"] and keys["customer"] == ["e1"] and keys["orders"] == ["O1"]
    assert written["orders"][0][1] is None and keys["order_line"] == ["O1"]
    assert keys["review"] == ["A1"] and keys["label"] == ["A1"] and keys["file"] == ["F1"]
    assert set(written["reject"]) == {
        ("drop-prices", "prices", "f#3", "json-truncated"), ("s", "orders", "O2", "quantity-negative"),
        ("s", "reviews", "A3", "rating-out-of-range"), ("s", "labels", "A6", "orphan")}  # fmt: skip
    assert out.rejects == set(written["reject"]) and written["repair"] == []
    assert written["progress"] == [("orders", "k"), ("events", "9")]
    told = [one for one in db.told if not isinstance(one, str) or not one.startswith("SELECT s")]
    assert told[0] == "SELECT pg_advisory_xact_lock(20260907)"
    insert = "INSERT INTO shop.forgotten VALUES (%s) ON CONFLICT DO NOTHING"
    assert sorted(t[1][0] for t in told if t[0] == insert) == ["before", "earlier", "gone"]
    assert ("DELETE FROM shop.orders WHERE order_id = ANY(%s)", [["O2"]]) in told
    assert ("DELETE FROM shop.review WHERE review_id = ANY(%s)", [["A3"]]) in told
    assert "DELETE FROM shop.customer" in told
    order_of_kinds = ["sellers", "certifications", "products", "prices", "customers", "orders", "reviews", "labels", "files", "erasures", "rejects"]
    assert ("DELETE FROM shop.reject WHERE kind = ANY(%s)", [order_of_kinds]) in told
    assert ("DELETE FROM shop.repair WHERE kind = ANY(%s)", [order_of_kinds]) in told


def test_supplied_records_say_nothing_of_progress(written, monkeypatch):
    monkeypatch.setenv("RAW_DIR", "given")
    write(Path("given"), sellers=[seller("V1")])
    db = FakeDb(ANSWERS)
    load_tables(db)
    assert "progress" not in written and [row[0] for row in written["seller"]] == ["V1"]
    assert "DELETE FROM shop.customer" not in db.told
    assert ("DELETE FROM shop.reject WHERE kind = ANY(%s)", [["sellers"]]) in db.told


def test_the_forgotten_leave_the_tables():
    db = FakeDb()
    forget(db)
    known = "(SELECT subject_key FROM shop.forgotten)"
    assert db.told == [
        f"UPDATE shop.orders SET customer_key = NULL WHERE customer_key IN {known} OR customer_key "
        f"IN (SELECT customer_key FROM shop.customer WHERE account_key IN {known} OR phone_key IN {known})",
        f"DELETE FROM shop.customer WHERE customer_key IN {known} OR account_key IN {known} OR phone_key IN {known}",
        f"DELETE FROM shop.repair WHERE kind = 'reviews' AND id IN (SELECT review_id FROM shop.review WHERE author_key IN {known})",
        f"DELETE FROM shop.review WHERE author_key IN {known}",
    ]


def test_what_a_sound_load_holds_is_noted():
    db = FakeDb()
    expect(db)
    assert [parameters for _, parameters in db.told] == [[view] for view in VIEWS]
    queries = dict(zip(VIEWS, (query for query, _ in db.told), strict=True))
    assert "count(*), NULL FROM lab.sellers ON CONFLICT" in queries["sellers"]
    assert "count(*), max(written_at) FROM lab.reviews ON CONFLICT" in queries["reviews"]


class FakeCollection:
    def __init__(self, documents):
        self.documents, self.batches, self.deleted = documents, [], []

    def find(self, query):
        assert query == {}
        return self.documents

    def bulk_write(self, changes, ordered):
        assert ordered is False
        self.batches.append([(one._filter, one._doc, one._upsert) for one in changes])

    def delete_many(self, query):
        self.deleted.append(query)


def test_only_documents_that_differ_are_written(monkeypatch):
    reviews = FakeCollection([{"_id": "A1", "text": "a"}, {"_id": "A2", "text": "old"}, {"_id": "A9", "text": "z"}])
    files = FakeCollection([{"_id": "F9"}])
    monkeypatch.setattr(module, "mongo_database", lambda: {"reviews": reviews, "files": files})
    out = Result()
    out.texts = {k: {"_id": k, "text": t} for k, t in (("A1", "a"), ("A2", "new"), ("A3", "c"), ("A4", "not kept"))}
    out.files = {"F1": {"_id": "F1"}}
    load_documents({"A1", "A2", "A3"}, out)
    assert reviews.batches == [[({"_id": "A2"}, {"_id": "A2", "text": "new"}, True), ({"_id": "A3"}, {"_id": "A3", "text": "c"}, True)]]
    assert reviews.deleted == [{"_id": {"$in": ["A9"]}}]
    assert files.batches == [[({"_id": "F1"}, {"_id": "F1"}, True)]] and files.deleted == []


def test_documents_are_written_by_five_hundred(monkeypatch):
    reviews, files = FakeCollection([]), FakeCollection([])
    monkeypatch.setattr(module, "mongo_database", lambda: {"reviews": reviews, "files": files})
    out = Result()
    out.texts = {str(n): {"_id": str(n)} for n in range(1001)}
    load_documents(set(out.texts), out)
    assert [len(batch) for batch in reviews.batches] == [500, 500, 1] and reviews.deleted == []
    assert len({one[0]["_id"] for batch in reviews.batches for one in batch}) == 1001


class FakeRecord(tuple):
    def values(self):
        return self


class FakeGraph:
    def __init__(self, answers):
        self.answers, self.told = answers, []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def execute_query(self, query, **parameters):
        self.told.append((query, parameters))
        found = next((rows for key, rows in self.answers.items() if query.startswith(key)), [])
        return type("Answer", (), {"records": [FakeRecord(row) for row in found]})


def test_the_graph_is_brought_in_line_with_the_reviews(monkeypatch):
    same = ["A1", "P1", "c1", 5, "2026-09-07T06:00:00Z", "d1", "n1"]
    graph = FakeGraph({
        "MATCH (a:Account)": [same, ["A2", "P1", "c1", 1, "2026-09-07T06:00:00Z", "d1", "n1"]],
        "MATCH (r:Review) RETURN": [["A1"], ["A2"], ["A8"]],
    })  # fmt: skip
    monkeypatch.setattr(module, "neo4j_driver", lambda: graph)
    rows = [(id_, "P1", "c1", 5, AT, "d1", "n1") for id_ in ("A1", "A2", "A3")]
    load_graph(FakeDb({f"SELECT {COLUMNS['review'][1]} FROM shop.review": rows,
                       "SELECT product_id, seller_id": [("P1", "V1")], "SELECT seller_id": [("V1",), ("V2",)]}))  # fmt: skip
    new = [["A2", *same[1:]], ["A3", *same[1:]]]
    assert graph.told[0] == ("UNWIND $rows AS row MERGE (:Seller {id: row[0]})", {"rows": [["V1"], ["V2"]]})
    assert graph.told[1] == (module.SELL, {"rows": [["P1", "V1"]]})
    assert graph.told[4][0] == "UNWIND $ids AS id MATCH (r:Review {id: id}) DETACH DELETE r"
    assert sorted(graph.told[4][1]["ids"]) == ["A2", "A8"]
    assert graph.told[5] == (module.WRITE, {"rows": new})
    assert [query for query, _ in graph.told[6:]] == [
        f"MATCH (n:{label}) WHERE NOT (n)--() DELETE n" for label in ("Account", "Device", "Network")]  # fmt: skip


def test_the_graph_is_written_by_thousands(monkeypatch):
    graph = FakeGraph({"MATCH (r:Review) RETURN": [[f"G{n}"] for n in range(1001)]})
    monkeypatch.setattr(module, "neo4j_driver", lambda: graph)
    rows = [(f"A{n}", "P1", "c1", 5, AT, "d1", "n1") for n in range(2001)]
    load_graph(FakeDb({f"SELECT {COLUMNS['review'][1]}": rows}))
    assert [len(p["ids"]) for _, p in graph.told if "ids" in p] == [1000, 1]
    written = [p["rows"] for query, p in graph.told if query == module.WRITE]
    assert [len(batch) for batch in written] == [1000, 1000, 1]
    assert len({row[0] for batch in written for row in batch}) == 2001


def test_a_load_fills_the_three_stores(monkeypatch, capsys):
    db, seen = FakeDb({"SELECT review_id FROM shop.review": [("A1",)], "SELECT count(*)": [(7,)]}), []
    out = Result()
    out.rejects = {("r",)}
    monkeypatch.setattr(module, "connect_loader", lambda: db)
    monkeypatch.setattr(module, "load_tables", lambda given: seen.append(("tables", db.commits)) or out)
    monkeypatch.setattr(module, "load_documents", lambda kept, given: seen.append(("documents", kept, given, db.commits)))
    monkeypatch.setattr(module, "load_graph", lambda given: seen.append(("graph", given)))
    load()
    assert seen == [("tables", 0), ("documents", {"A1"}, out, 1), ("graph", db)]
    assert db.told[0] == "SET TIME ZONE 'UTC'"
    assert "sellers: 7\n" in capsys.readouterr().out
