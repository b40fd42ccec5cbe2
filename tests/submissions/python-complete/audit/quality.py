"""`quality`: controls of the three stores, written to OUTPUT_DIR/quality.json."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from audit.clean import instant
from audit.environment import connect_loader, mongo_database, neo4j_driver
from audit.sources import ask_partner, ask_site

KEYS = {"sellers": "seller_id", "certifications": "seller_id, label", "products": "product_id",
        "product_categories": "product_id, category", "prices": "product_id, at",
        "customers": "customer_key", "orders": "order_id", "order_lines": "order_id, line_no",
        "reviews": "review_id", "labels": "review_id", "files": "file_id",
        "predictions": "review_id"}  # fmt: skip
REQUIRED = {"sellers": "name commune department postcode joined_on", "certifications": "valid_until",
            "products": "seller_id name price_cents vat_basis_points listed_on",
            "prices": "price_cents", "orders": "ordered_at status total_cents",
            "customers": "department loyalty_cents newsletter pickup_point created_on",
            "order_lines": "product_id quantity unit_price_cents",
            "reviews": "product_id author_key rating written_at device_key network_key",
            "labels": "fraudulent moderated_on", "files": "media_type bytes sha256"}  # fmt: skip
RANGES = {
    "sellers": "postcode !~ '^[0-9]{5}$' OR department !~ '^([0-9]{2}|2[AB]|9[78][0-9])$'",
    "products": "price_cents <= 0 OR vat_basis_points NOT BETWEEN 0 AND 3000 OR net_quantity <= 0 "
                "OR net_unit NOT IN ('g', 'ml') OR name = '' OR listed_on > now() + interval '2 years'",
    "prices": "price_cents <= 0",
    "customers": "loyalty_cents < 0 OR created_on < '1990-01-01'",
    "orders": "status NOT IN ('placed', 'shipped', 'delivered', 'cancelled') OR total_cents < 0",
    "order_lines": "quantity < 1 OR unit_price_cents <= 0 OR line_no < 1",
    "reviews": "rating NOT BETWEEN 1 AND 5 OR author_key !~ '^[0-9a-f]{64}$'",
    "files": "media_type NOT IN ('image/png', 'image/jpeg', 'application/pdf') OR bytes <= 0",
    "predictions": "score NOT BETWEEN 0 AND 1",
}  # fmt: skip
LINKS = [("products", "product_id", "seller_id", "sellers"),
         ("certifications", "seller_id", "seller_id", "sellers"),
         ("product_categories", "product_id", "product_id", "products"),
         ("prices", "product_id", "product_id", "products"),
         ("order_lines", "order_id", "order_id", "orders"),
         ("order_lines", "order_id", "product_id", "products"),
         ("reviews", "review_id", "product_id", "products"),
         ("labels", "review_id", "review_id", "reviews")]  # fmt: skip
FORGOTTEN = [("reviews", "author_key"), ("customers", "account_key"), ("customers", "customer_key"),
             ("customers", "phone_key"), ("orders", "customer_key")]  # fmt: skip


MOST_SILENCE = timedelta(days=30)


class Report:
    def __init__(self) -> None:
        self.controls: list[dict] = []
        self.versions: dict[str, int] = {}

    def add(self, name: str, kind: str, subject: str, bad) -> None:
        bad = [str(one) for one in bad]
        self.controls.append({"name": name, "class": kind, "subject": subject,
                              "violations": len(bad), "examples": bad[:10]})  # fmt: skip


def tables(db, report: Report) -> None:
    def ask(query: str) -> list[str]:
        return ["~".join(str(v) for v in row) for row in db.execute(query)]

    for view, keys in KEYS.items():
        report.add(f"unique-{view}", "duplicate", view,
                   ask(f"SELECT {keys} FROM lab.{view} GROUP BY {keys} HAVING count(*) > 1"))
        first = keys.split(",")[0]
        names = [k.strip() for k in keys.split(",")] + REQUIRED.get(view, "").split()
        where = " OR ".join(f"{name} IS NULL" for name in names)
        report.add(f"present-{view}", "missing", view,
                   ask(f"SELECT coalesce({first}, '?') FROM lab.{view} WHERE {where}"))
        if view in RANGES:
            report.add(f"range-{view}", "range", view,
                       ask(f"SELECT {first} FROM lab.{view} WHERE {RANGES[view]}"))
    for view, key, column, parent in LINKS:
        target = KEYS[parent]
        report.add(f"link-{view}-{parent}", "orphan", view,
                   ask(f"SELECT c.{key} FROM lab.{view} c LEFT JOIN lab.{parent} p "
                       f"ON p.{target} = c.{column} WHERE p.{target} IS NULL"))
    # A total counts the orphan lines too: it may exceed what is shown, when lines were set aside.
    report.add("total-orders", "inconsistent", "orders",
               ask("SELECT o.order_id FROM lab.orders o LEFT JOIN (SELECT order_id, "
                   "sum(quantity * unit_price_cents) AS total FROM lab.order_lines GROUP BY 1) l "
                   "USING (order_id) LEFT JOIN (SELECT DISTINCT split_part(pointer, '#', 1) AS id "
                   "FROM lab.rejects WHERE kind = 'orders' AND rule = 'orphan') r "
                   "ON r.id = o.order_id WHERE CASE WHEN r.id IS NULL "
                   "THEN coalesce(l.total, 0) <> o.total_cents "
                   "ELSE coalesce(l.total, 0) >= o.total_cents END"))
    report.add("unit-products", "inconsistent", "products",
               ask("SELECT product_id FROM lab.products "
                   "WHERE (net_quantity IS NULL) <> (net_unit IS NULL)"))
    for view, column in FORGOTTEN:
        report.add(f"forgotten-{view}-{column}", "forgotten", view,
                   ask(f"SELECT left({column}, 12) FROM lab.{view} "
                       f"WHERE {column} IN (SELECT subject_key FROM shop.forgotten)"))
    for view, rows, latest in db.execute("SELECT view, rows, latest FROM shop.expectation").fetchall():
        count = db.execute(f"SELECT count(*) FROM lab.{view}").fetchone()[0]
        report.add(f"complete-{view}", "completeness", view, [f"missing {rows - count}"]
                   if count < rows else [])
        if latest:
            at = {"prices": "at", "orders": "ordered_at", "reviews": "written_at"}[view]
            newest = db.execute(f"SELECT max({at}) FROM lab.{view}").fetchone()[0]
            late = newest is None or newest < latest
            report.add(f"fresh-{view}", "freshness", view, [newest] if late else [])


def documents(db, report: Report) -> None:
    reviews = mongo_database()["reviews"]
    found = {one["_id"]: one for one in reviews.find({}, {"subjects": 1, "version": 1})}
    report.versions = {k: one["version"] for k, one in found.items() if one.get("version") is not None}
    wanted = {row[0]: row[1] for row in db.execute("SELECT review_id, author_key FROM lab.reviews")}
    gone = {row[0] for row in db.execute("SELECT subject_key FROM shop.forgotten")}
    report.add("texts-complete", "completeness", "reviews", sorted(set(wanted) - set(found)))
    report.add("texts-parent", "orphan", "reviews", sorted(set(found) - set(wanted)))
    report.add("texts-forgotten", "forgotten", "reviews",
               [k for k, one in found.items() if gone & set(one.get("subjects") or [])])
    report.add("texts-subjects", "inconsistent", "reviews",
               [k for k, one in found.items()
                if k in wanted and wanted[k] not in (one.get("subjects") or [])])
    files = {one["_id"]: one.get("sha256") for one in mongo_database()["files"].find({}, {"sha256": 1})}
    wanted = dict(db.execute("SELECT file_id, sha256 FROM lab.files").fetchall())
    report.add("files-complete", "completeness", "files", sorted(set(wanted) - set(files)))
    report.add("files-hash", "inconsistent", "files",
               [k for k in files if k in wanted and files[k] != wanted[k]])


def graph(db, report: Report) -> None:
    with neo4j_driver() as driver:
        rows = driver.execute_query(
            "MATCH (r:Review) OPTIONAL MATCH (a:Account)-[:WROTE]->(r) RETURN r.id, a.key, r.rating"
        ).records
        products = {row[0] for row in driver.execute_query("MATCH (p:Product) RETURN p.id").records}
    found = {row[0]: (row[1], row[2]) for row in rows}
    wanted = {row[0]: (row[1], row[2])
              for row in db.execute("SELECT review_id, author_key, rating FROM lab.reviews")}
    gone = {row[0] for row in db.execute("SELECT subject_key FROM shop.forgotten")}
    report.add("graph-complete", "completeness", "Review", sorted(set(wanted) - set(found)))
    report.add("graph-parent", "orphan", "Review", sorted(str(k) for k in set(found) - set(wanted)))
    report.add("graph-agrees", "inconsistent", "Review",
               [k for k in found if k in wanted and found[k] != wanted[k]])
    report.add("graph-forgotten", "forgotten", "Account",
               [k for k, one in found.items() if one[0] in gone])
    ids = {row[0] for row in db.execute("SELECT product_id FROM lab.products")}
    report.add("graph-products", "completeness", "Product", sorted(ids - products))


def received(db, report: Report, now: str) -> None:
    """Whatever comes, comes more than once a month: silence is a fault of ours."""
    newest = db.execute(
        "SELECT greatest((SELECT max(at) FROM lab.prices), (SELECT max(ordered_at) FROM lab.orders), "
        "(SELECT max(written_at) FROM lab.reviews))"
    ).fetchone()[0]
    stale = newest is None or newest < instant(now)[0] - MOST_SILENCE
    report.add("received-lately", "freshness", "stores", [newest] if stale else [])


def site(db, report: Report) -> None:
    clock, behind = ask_site(db)
    if not os.environ.get("NOW"):
        received(db, report, clock)
    report.add("source-pages", "completeness", "products", behind)


def partner(db, report: Report) -> None:
    for view, ids in ask_partner(db, report.versions).items():
        kind = "forgotten" if view == "forgotten" else "completeness"
        report.add(f"source-{view}", kind, view, ids)


def run() -> Report:
    report = Report()
    down = set()
    try:
        db = connect_loader()
        db.autocommit = True
        db.execute("SET statement_timeout = '30s'")
        db.execute("SET TIME ZONE 'UTC'")
        tables(db, report)
        if os.environ.get("NOW"):
            received(db, report, os.environ["NOW"])
    except Exception as problem:  # noqa: BLE001 - whatever it is, the store cannot be read
        report.add("postgresql-answers", "availability", "postgresql", [type(problem).__name__])
        return probe(report, {"postgresql"})
    parts = {"mongodb": documents, "neo4j": graph, "site": site, "partner": partner}
    for name, part in parts.items():
        try:
            part(db, report)
        except (Exception, SystemExit) as problem:  # noqa: BLE001 - a variable not set is a SystemExit
            down.add(name)
            report.add(f"{name}-answers", "availability", name, [type(problem).__name__])
    db.close()
    for name in {"postgresql", *parts} - down:
        report.add(f"{name}-answers", "availability", name, [])
    return report


def probe(report: Report, down: set[str]) -> Report:
    """Without the tables, at least who else answers."""
    for name, ask in (("mongodb", lambda: mongo_database().command("ping")),
                      ("neo4j", lambda: neo4j_driver().verify_connectivity())):  # fmt: skip
        try:
            ask()
            report.add(f"{name}-answers", "availability", name, [])
        except Exception as problem:  # noqa: BLE001
            report.add(f"{name}-answers", "availability", name, [type(problem).__name__])
    return report


def main() -> None:
    report = run()
    folder = Path(os.environ.get("OUTPUT_DIR") or "output")
    folder.mkdir(parents=True, exist_ok=True)
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    (folder / "quality.json").write_text(
        json.dumps({"checkedAt": at, "controls": report.controls}, ensure_ascii=False, indent=1)
    )
    bad = [one for one in report.controls if one["violations"]]
    for one in bad:
        print("violated:", one["name"], one["violations"])
    print(len(report.controls), "controls,", len(bad), "violated")
    raise SystemExit(1 if bad else 0)


if __name__ == "__main__":
    main()
