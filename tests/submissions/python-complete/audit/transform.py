"""From raw records to rows, rejects and repairs. No store is touched here."""

from collections import defaultdict
from datetime import UTC, date, datetime

from audit import clean
from audit.clean import Rejected


def newest(records: list[dict]) -> list[dict]:
    best: dict[tuple, dict] = {}
    for record in records:
        key = (record["kind"], record["id"], record["source"])
        old = best.get(key)
        if old is None or record.get("version", 1) >= old.get("version", 1):
            best[key] = record
    return list(best.values())


class Result:
    def __init__(self) -> None:
        self.rows: dict[str, dict] = defaultdict(dict)
        self.rejects: set[tuple] = set()
        self.repairs: set[tuple] = set()
        self.texts: dict[str, dict] = {}
        self.files: dict[str, dict] = {}
        self.customer_of: dict[str, str] = {}
        self.gone: dict[str, set] = defaultdict(set)

    def keep(self, record: dict, rules: list[str]) -> None:
        for rule in [*rules, *record.get("repairs", [])]:
            self.repairs.add((record["kind"], record["id"], rule))

    def reject(self, record: dict, rule: str) -> None:
        self.rejects.add((record["source"], record["kind"], record["id"], rule))


def sellers(records: list[dict], out: Result) -> None:
    for record in newest(records):
        body = record["body"]
        name, used = clean.name(body["name"])
        code, more = clean.postcode(body["postcode"])
        department, third = clean.department(body["department"], code)
        commune, fourth = clean.commune(body["commune"])
        joined = date.fromisoformat(body["joinedOn"][:10])
        row = (body["sellerId"], name, commune, department, code, joined)
        out.rows["seller"][body["sellerId"]] = row
        out.keep(record, used + more + third + fourth)


def certifications(records: list[dict], out: Result) -> None:
    for record in newest(records):
        body = record["body"]
        key = (body["sellerId"], body["label"])
        out.rows["certification"][key] = (*key, date.fromisoformat(body["validUntil"][:10]))
        out.keep(record, [])


def products(records: list[dict], out: Result) -> None:
    pages = defaultdict(list)
    for record in newest(records):
        pages[record["body"]["reference"]].append(record)
    for reference, found in pages.items():
        found.sort(key=lambda record: (record.get("version", 1), record["id"]))
        for record in found:
            body = record["body"]
            name, used = clean.name(body["name"])
            text, more = clean.description(body["description"])
            cents, third = clean.price_cents(body["price"])
            vat, fourth = clean.vat_points(body["vat"])
            amount, unit, fifth = clean.quantity(body["quantity"])
            listed, sixth = clean.day(body["listedOn"])
            out.rows["product"][reference] = (
                reference, body["sellerId"], name, text, cents, vat, amount, unit, listed,
                body["imageFileId"],
            )  # fmt: skip
            category = (reference, body["category"])
            out.rows["product_category"][category] = category
            modified = datetime.fromtimestamp(record["version"] / 1000, UTC)
            out.rows["page"][body["page"]] = (body["page"], reference, modified)
            out.keep(record, used + more + third + fourth + fifth + sixth)
        if len(found) > 1:
            out.repairs.add(("products", found[-1]["id"], "product-two-categories"))


def prices(records: list[dict], known: set[str], out: Result) -> None:
    for record in sorted(newest(records), key=lambda one: one["source"] == "events"):
        body = record["body"]
        try:
            (at, cents), rules = clean.price(body)
        except Rejected as problem:
            out.reject(record, problem.rule)
            continue
        if body["productId"] not in known:
            out.reject(record, "orphan")
            continue
        out.rows["price"][(body["productId"], at)] = (body["productId"], at, cents)
        out.keep(record, rules)


def customers(records: list[dict], forgotten: set[str], out: Result) -> None:
    kept = []
    for record in newest(records):
        body = record["body"]
        if forgotten & {body["accountKey"], body["emailKey"], body["phoneKey"]}:
            continue
        try:
            values, rules = clean.customer(body)
        except Rejected as problem:
            out.reject(record, problem.rule)
            continue
        out.keep(record, rules)
        kept.append((record, body | values))
    parent = list(range(len(kept)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    seen: dict[str, int] = {}
    for index, (_, body) in enumerate(kept):
        for key in filter(None, (body["emailKey"], body["phoneKey"])):
            parent[root(index)] = root(seen.setdefault(key, index))
    groups = defaultdict(list)
    for index, one in enumerate(kept):
        groups[root(index)].append(one)
    for group in groups.values():
        oldest = min(group, key=lambda g: (g[1]["created"], g[1]["updated"], g[1]["recordId"]))
        latest = max(group, key=lambda g: (g[1]["updated"], g[1]["recordId"]))[1]
        key = oldest[1]["emailKey"]
        out.rows["customer"][key] = (
            key, latest["accountKey"], latest["phoneKey"], latest["department"],
            latest["loyalty"], latest["newsletter"], latest["pickupPoint"], oldest[1]["created"],
        )  # fmt: skip
        for record, body in group:
            out.customer_of[body["emailKey"]] = key
            if record is not oldest[0]:
                out.repairs.add(("customers", record["id"], "customer-duplicate"))


def orders(records: list[dict], known: set[str], forgotten: set[str], out: Result) -> None:
    for record in newest(records):
        body = record["body"]
        try:
            values, rules = clean.order(body)
        except Rejected as problem:
            out.reject(record, problem.rule)
            out.gone["orders"].add(body["orderId"])
            continue
        key = body["customerKey"]
        key = None if key in forgotten else out.customer_of.get(key, key)
        id_ = body["orderId"]
        out.rows["orders"][id_] = (id_, key, values["at"], values["status"], values["total"])
        for rank, product, count, cents in values["lines"]:
            if product in known:
                out.rows["order_line"][(id_, rank)] = (id_, rank, product, count, cents)
            else:
                out.rejects.add((record["source"], "orders", f"{id_}#{rank}", "orphan"))
        out.keep(record, rules)


def reviews(records: list[dict], known: set[str], forgotten: set[str], out: Result) -> set[str]:
    """The reviews of forgotten persons, whose labels go too."""
    dropped = set()
    for record in newest(records):
        body = record["body"]
        id_ = body["reviewId"]
        if body["accountKey"] in forgotten:
            dropped.add(id_)
            continue
        try:
            stars, rules = clean.rating(body["rating"])
            at, more = clean.written_at(body, record["observedAt"])
        except Rejected as problem:
            out.reject(record, problem.rule)
            out.gone["review"].add(id_)
            continue
        if body["productId"] not in known:
            out.reject(record, "orphan")
            continue
        text, third = clean.review_text(body["text"])
        out.rows["review"][id_] = (
            id_, body["productId"], body["accountKey"], stars, at, body["deviceKey"],
            body["networkKey"],
        )  # fmt: skip
        version = record.get("version", 1) if record["source"] == "events" else 1
        out.texts[id_] = {"_id": id_, "text": text, "version": version,
                          "subjects": [body["accountKey"]]}  # fmt: skip
        out.keep(record, rules + more + third)
    return dropped


def labels(records: list[dict], known: set[str], dropped: set[str], out: Result) -> None:
    for record in newest(records):
        body = record["body"]
        id_ = body["reviewId"]
        if id_ in dropped:
            continue
        if id_ not in known:
            out.reject(record, "orphan")
            continue
        moderated = date.fromisoformat(body["moderatedOn"][:10])
        out.rows["label"][id_] = (id_, body["verdict"] == "frauduleux", moderated)
        out.keep(record, [])


def files(records: list[dict], out: Result) -> None:
    for record in newest(records):
        body = record["body"]
        taken = body["takenAt"]
        if taken:
            taken = datetime.strptime(taken, "%Y:%m:%d %H:%M:%S").replace(tzinfo=UTC)
        out.rows["file"][body["fileId"]] = (
            body["fileId"], body["mediaType"], body["bytes"], body["sha256"], body["width"],
            body["height"], taken or None,
        )  # fmt: skip
        names = ("path", "mediaType", "sha256", "content", "text")
        out.files[body["fileId"]] = {"_id": body["fileId"]} | {n: body[n] for n in names}
        out.keep(record, [])
