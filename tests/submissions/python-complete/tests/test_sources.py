import json
from datetime import UTC, datetime

import httpx
import pytest
from fakes import FakeDb, FakeSource, install

from audit import sources
from audit.pseudonyms import pseudonym
from audit.web import PoliteClient

SITE, PARTNER = "http://site:1", "http://partner:2"
AT = datetime(2026, 9, 1, 10, tzinfo=UTC)


def entry(path, modified="2026-09-01T10:00:00Z"):
    return f"<url><loc>{SITE}{path}</loc><lastmod>{modified}</lastmod></url>"


def test_the_map_of_the_site():
    assert sources.map_entries(entry("/a/b") + entry("/c", "x")) == [["/a/b", "2026-09-01T10:00:00Z"], ["/c", "x"]]


def test_a_page_is_behind_when_it_is_unknown_or_has_changed():
    entries = [
        ("/", "2026-09-09T00:00:00Z"), ("/categories/miels", "2026-09-09T00:00:00Z"), ("/categories/miels?page=2", "2026-09-09T00:00:00Z"),
        ("/categories/miels/same", "2026-09-01T10:00:00Z"), ("/categories/miels/ahead", "2026-09-01T09:59:59Z"),
        ("/categories/miels/changed", "2026-09-01T10:00:01Z"), ("/categories/miels/new", "2026-01-01T00:00:00Z"),
        ("/vendeurs/V1", "2026-09-09T00:00:00Z"), ("/vendeurs/V2", "2026-01-01T00:00:00Z"),
    ]  # fmt: skip
    pages = {f"miels/{name}": AT for name in ("same", "ahead", "changed")}
    assert sources.site_behind(entries, pages, {"V1"}) == ["/categories/miels/changed", "/categories/miels/new", "/vendeurs/V2"]


def test_two_requests_tell_whether_the_site_has_changed(monkeypatch):
    source = FakeSource({f"{SITE}/robots.txt": "User-agent: *\nDisallow: /admin\n",
                         f"{SITE}/sitemap.xml": entry("/categories/miels/a") + entry("/vendeurs/V1") + entry("/vendeurs/V2")})  # fmt: skip
    install(monkeypatch, source)
    db = FakeDb({"SELECT page": [("miels/a", AT)], "SELECT seller_id": [("V1",)]})
    assert sources.ask_site(db) == ("2026-09-07T06:00:00Z", ["/vendeurs/V2"])
    assert source.take() == [f"{SITE}/robots.txt", f"{SITE}/sitemap.xml"]


def test_what_has_not_changed_is_not_read_again(monkeypatch):
    def answer(text, etag):
        return httpx.Response(200, headers={"etag": etag}, text=text)

    address = f"{PARTNER}/v1/commandes?limite=500"
    first = json.dumps({"commandes": [{"id": "O1", "client": {"nom": "Petit"}}], "suivant": None})
    source = FakeSource({address: [answer(first, '"1"'), answer(first, '"1"'), answer(first.replace("O1", "O2"), '"2"')]})
    install(monkeypatch, source)
    for expected in (["O1"], ["O1"], ["O2"]):
        answers = sources.Answers()
        assert sources.orders_behind(PoliteClient(PARTNER, memory=answers.etags), FakeDb({}), answers) == expected
        answers.save()
    assert [r.headers.get("if-none-match") for r in source.requests] == [None, '"1"', '"1"']
    assert "Petit" not in sources.ANSWERS.read_text()


def test_how_far_the_stores_have_followed():
    db = FakeDb({"SELECT position": lambda given: [("k2",)] if given == ["orders"] else []})
    assert (sources.position(db, "orders"), sources.position(db, "events")) == ("k2", "")


def orders_source(monkeypatch):
    source = FakeSource({
        f"{PARTNER}/v1/commandes?limite=500": json.dumps({"commandes": [{"id": "O1"}, {"id": "O2"}], "suivant": "k2"}),
        f"{PARTNER}/v1/commandes?limite=500&curseur=k2": json.dumps({"commandes": [{"id": id_} for id_ in ("O2", "O3", "O4", "O4")], "suivant": None}),
    })  # fmt: skip
    install(monkeypatch, source)
    return source


def test_a_rejected_order_is_not_missing(monkeypatch):
    source = orders_source(monkeypatch)
    answers = {"SELECT order_id": [("O1",)], "SELECT pointer": [("O3",)], "SELECT position": [("k2",)]}
    assert sources.orders_behind(PoliteClient(PARTNER), FakeDb(answers), sources.Answers()) == ["O2", "O4"]
    assert source.take() == [f"{PARTNER}/v1/commandes?limite=500&curseur=k2"]


def test_orders_are_read_from_the_first_when_no_one_knows_how_far(monkeypatch):
    source = orders_source(monkeypatch)
    assert sources.orders_behind(PoliteClient(PARTNER), FakeDb({}), sources.Answers()) == ["O1", "O2", "O3", "O4"]
    assert len(source.take()) == 2


def test_a_person_is_forgotten_under_one_name_or_another():
    persons = [[pseudonym("account", "c1"), pseudonym("email", "a@b.example")], [pseudonym("account", "c2")], []]
    second = pseudonym("account", "c2")
    assert sources.persons_behind(persons, {pseudonym("email", "a@b.example")}) == [second[:12]]


def review(id_, revision=1, account="c1"):
    return {"event": "avis", "data": json.dumps({"revision": revision, "recu_le": "x", "avis": {
        "id": id_, "produit": "P1", "auteur": {"compte": account, "nom": "x"}, "note": 5, "texte": None, "le": "x", "appareil": "d",
        "reseau": "n"}})}  # fmt: skip


def price(product, at):
    return {"event": "prix", "data": json.dumps({"produit": product, "le": at, "prix_centimes": 1})}


STORES = {
    "SELECT review_id": [("A1",), ("A2",), ("A6",)], "SELECT product_id, at": [("P1", AT)],
    "SELECT kind, pointer": [("reviews", "A3"), ("prices", "P9~2026-09-01T10:00:00Z")],
    "SELECT subject_key": [(pseudonym("account", "c9", "cle"),)],
}  # fmt: skip


def test_events_that_the_stores_do_not_hold():
    events = [
        review("A1"), review("A2", 2), review("A2", 2), review("A3"), review("A4"), review("A5", account="c9"), review("A6", 7),
        price("P1", "2026-09-01T10:00:00Z"), price("P1", 1788256800000), price("P1", "2026-09-01T11:00:00Z"),
        price("P2", "2026-09-01T10:00:00Z"), price("P9", "2026-09-01T10:00:00Z"),
        {"event": "effacement", "data": json.dumps({"personne": {"compte": "c9"}})},
        {"event": "effacement", "data": json.dumps({"personne": {"compte": "c8"}})},
    ]  # fmt: skip
    assert sources.events_behind(events, FakeDb(STORES), {"A1": 1, "A2": 1}) == {
        "reviews": ["A2", "A4"], "prices": ["P1~2026-09-01T11:00:00Z", "P2~2026-09-01T10:00:00Z"],
        "forgotten": [pseudonym("account", "c8")[:12]]}  # fmt: skip


def test_without_an_event_nothing_is_compared():
    db = FakeDb(STORES)
    assert sources.events_behind([], db, {}) == {"reviews": [], "prices": [], "forgotten": []} and db.told == []


@pytest.mark.parametrize("grown", [False, True])
def test_the_partner_is_asked_little(monkeypatch, grown):
    person = {"compte": "c8" if grown else "c9"}
    events = [("5", "avis", json.loads(review("A4" if grown else "A1")["data"])), ("6", "autre", {}), ("6", "fin-du-monde", {})]
    source = FakeSource({
        f"{PARTNER}/v1/oppositions": json.dumps({"oppositions": [person]}),
        f"{PARTNER}/v1/flux": "".join(f"id: {i}\nevent: {kind}\ndata: {json.dumps(data)}\n\n" for i, kind, data in events),
        f"{PARTNER}/v1/commandes?limite=500&curseur=k": json.dumps({"commandes": [{"id": "O2" if grown else "O1"}], "suivant": None}),
    })  # fmt: skip
    install(monkeypatch, source)
    marks = {"orders": "k", "events": "4"}
    db = FakeDb(STORES | {"SELECT position": lambda given: [(marks[given[0]],)], "SELECT order_id": [("O1",)]})
    assert sources.ask_partner(db, {}) == ({
        "reviews": ["A4"], "prices": [], "forgotten": [pseudonym("account", "c8")[:12]], "orders": ["O2"]}
        if grown else {"reviews": [], "prices": [], "forgotten": [], "orders": []})  # fmt: skip
    assert [r.headers["authorization"] for r in source.requests] == ["Bearer jeton"] * 3
    assert source.requests[1].headers["last-event-id"] == "4"
