"""What the sources announce at this moment and the stores do not hold yet. Few requests, and none twice for nothing."""

import json
import re
from pathlib import Path

from audit.clean import instant
from audit.collect import person_keys
from audit.environment import required
from audit.pages import read_json_review
from audit.raw import write
from audit.web import PoliteClient, clock

# A control may not wait as long as a collection.
PATIENCE = {"tries": 4, "timeout": 5.0}
PRODUCT = re.compile(r"/categories/([^/?]+/[^/?]+)")
ANSWERS = Path("data/state/answers.json")
SELLER = re.compile(r"/vendeurs/([^/?]+)")


class Answers:
    """What was drawn from an answer, for as long as the source says that it has not changed. No answer
    itself is kept: persons are named in it."""

    def __init__(self) -> None:
        kept = json.loads(ANSWERS.read_text()) if ANSWERS.exists() else {}
        self.etags, self.drawn = kept.get("etags", {}), kept.get("drawn", {})

    def ask(self, client: PoliteClient, path: str, draw) -> tuple[str, list]:
        """The source's clock, and what `draw` makes of the answer."""
        answer, key = client.get(path, conditional=True), client.base + path
        if answer.status_code != 304:
            self.drawn[key] = draw(answer)
        return clock(answer), self.drawn[key]

    def save(self) -> None:
        write(ANSWERS, json.dumps({"etags": self.etags, "drawn": self.drawn}))


def column(db, query: str) -> set:
    return {row[0] for row in db.execute(query)}


def position(db, source: str) -> str:
    """How far the stores have followed; without it, everything is read again and compared."""
    row = db.execute("SELECT position FROM shop.progress WHERE source = %s", [source]).fetchone()
    return row[0] if row else ""


def map_entries(text: str) -> list[list[str]]:
    entries = re.findall(r"<loc>([^<]+)</loc>\s*<lastmod>([^<]+)</lastmod>", text)
    return [["/" + address.split("/", 3)[3], modified] for address, modified in entries]


def site_behind(entries: list[list[str]], pages: dict, sellers: set[str]) -> list[str]:
    """Pages that have changed since they were loaded: a price, a review more."""
    behind = []
    for path, modified in entries:
        if page := PRODUCT.fullmatch(path):
            held = pages.get(page[1])
            if held is None or held < instant(modified)[0]:
                behind.append(path)
        elif (seller := SELLER.fullmatch(path)) and seller[1] not in sellers:
            behind.append(path)
    return behind


def ask_site(db) -> tuple[str, list[str]]:
    """The source's clock, and the pages that are behind."""
    answers = Answers()
    site = PoliteClient(required("SOURCE_SITE_URL"), memory=answers.etags, **PATIENCE)
    site.read_robots()
    now, entries = answers.ask(site, "/sitemap.xml", lambda answer: map_entries(answer.text))
    answers.save()
    pages = dict(db.execute("SELECT page, modified_at FROM shop.page").fetchall())
    sellers = column(db, "SELECT seller_id FROM lab.sellers")
    return now, site_behind(entries, pages, sellers)


def order_page(answer) -> list:
    """The identifiers, and where the next page is."""
    page = answer.json()
    return [[one["id"] for one in page["commandes"]], page["suivant"]]


def orders_behind(partner: PoliteClient, db, answers: Answers) -> list[str]:
    held = column(db, "SELECT order_id FROM lab.orders")
    held |= column(db, "SELECT pointer FROM lab.rejects WHERE kind = 'orders'")
    cursor, behind = position(db, "orders"), []
    while True:
        path = "/v1/commandes?limite=500" + (f"&curseur={cursor}" if cursor else "")
        _, (ids, following) = answers.ask(partner, path, order_page)
        behind += [id_ for id_ in ids if id_ not in held]
        if not following:
            return list(dict.fromkeys(behind))
        cursor = following


def persons_behind(persons: list[list[str]], forgotten: set[str]) -> list[str]:
    """Those of whom no pseudonym is forgotten yet."""
    return [keys[0][:12] for keys in persons if keys and forgotten.isdisjoint(keys)]


def events_behind(events: list[dict], db, versions: dict[str, int]) -> dict[str, list[str]]:
    """By view. A review that is rejected, or whose author is forgotten, is not missing."""
    behind: dict[str, list[str]] = {"reviews": [], "prices": [], "forgotten": []}
    if not events:
        return behind
    reviews = column(db, "SELECT review_id FROM lab.reviews")
    prices = set(db.execute("SELECT product_id, at FROM lab.prices").fetchall())
    rejected = set(db.execute("SELECT kind, pointer FROM lab.rejects").fetchall())
    forgotten = column(db, "SELECT subject_key FROM shop.forgotten")
    for event in events:
        data = json.loads(event["data"])
        if event["event"] == "effacement":
            behind["forgotten"] += persons_behind([person_keys(data["personne"])], forgotten)
        elif event["event"] == "prix":
            id_ = f"{data['produit']}~{data['le']}"
            known = (data["produit"], instant(data["le"])[0]) in prices
            if not known and ("prices", id_) not in rejected:
                behind["prices"].append(id_)
        elif event["event"] == "avis":
            body, _ = read_json_review(data["avis"])
            id_ = body["reviewId"]
            if body["accountKey"] in forgotten or ("reviews", id_) in rejected:
                continue
            if id_ not in reviews or versions.get(id_, data["revision"]) < data["revision"]:
                behind["reviews"].append(id_)
    return {view: list(dict.fromkeys(ids)) for view, ids in behind.items()}


def objectors(answer) -> list[list[str]]:
    return [person_keys(person) for person in answer.json()["oppositions"]]


def ask_partner(db, versions: dict[str, int]) -> dict[str, list[str]]:
    answers = Answers()
    partner = PoliteClient(
        required("SOURCE_PARTNER_URL"),
        {"authorization": f"Bearer {required('SOURCE_PARTNER_KEY')}"},
        memory=answers.etags,
        **PATIENCE,
    )
    _, objections = answers.ask(partner, "/v1/oppositions", objectors)
    events = [event for event, _ in partner.stream("/v1/flux", position(db, "events"))]
    useful = [one for one in events if one.get("event") in ("avis", "prix", "effacement")]
    behind = events_behind(useful, db, versions)
    forgotten = column(db, "SELECT subject_key FROM shop.forgotten")
    behind["forgotten"] += persons_behind(objections, forgotten)
    behind["orders"] = orders_behind(partner, db, answers)
    answers.save()
    return behind
