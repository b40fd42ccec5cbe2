"""`load`: from the raw layer to the three stores; what is there already is not written again."""

import os

from audit import transform
from audit.environment import RAW_FOLDER, connect_loader, mongo_database, neo4j_driver, raw_folder
from audit.raw import hide, read, read_state

COLUMNS = {
    "seller": (1, "seller_id, name, commune, department, postcode, joined_on"),
    "certification": (2, "seller_id, label, valid_until"),
    "product": (1, "product_id, seller_id, name, description, price_cents, vat_basis_points, "
                   "net_quantity, net_unit, listed_on, image_file_id"),
    "product_category": (2, "product_id, category"),
    "page": (1, "page, product_id, modified_at"),
    "price": (2, "product_id, at, price_cents"),
    "customer": (1, "customer_key, account_key, phone_key, department, loyalty_cents, "
                    "newsletter, pickup_point, created_on"),
    "orders": (1, "order_id, customer_key, ordered_at, status, total_cents"),
    "order_line": (2, "order_id, line_no, product_id, quantity, unit_price_cents"),
    "review": (1, "review_id, product_id, author_key, rating, written_at, device_key, "
                  "network_key"),
    "label": (1, "review_id, fraudulent, moderated_on"),
    "file": (1, "file_id, media_type, bytes, sha256, width, height, taken_at"),
    "reject": (4, "source, kind, pointer, rule"),
    "repair": (3, "kind, id, rule"),
    "progress": (1, "source, position"),
}  # fmt: skip
VIEWS = {"sellers": None, "certifications": None, "products": None, "product_categories": None,
         "prices": "at", "customers": None, "orders": "ordered_at", "order_lines": None,
         "reviews": "written_at", "labels": None, "files": None}  # fmt: skip


def upsert(db, table: str, rows) -> None:
    rows = list(rows)
    if not rows:
        return
    count, text = COLUMNS[table]
    names = [name.strip() for name in text.split(",")]
    keys, others = names[:count], names[count:]
    db.execute(f"CREATE TEMP TABLE incoming (LIKE shop.{table}) ON COMMIT DROP")
    with db.cursor() as cursor, cursor.copy(f"COPY incoming ({text}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    action = "NOTHING"
    if others:
        sets = ", ".join(f"{name} = excluded.{name}" for name in others)
        old, new = (", ".join(f"{a}.{n}" for n in others) for a in (table, "excluded"))
        action = f"UPDATE SET {sets} WHERE ROW({old}) IS DISTINCT FROM ROW({new})"
    db.execute(
        f"INSERT INTO shop.{table} ({text}) SELECT {text} FROM incoming "
        f"ON CONFLICT ({', '.join(keys)}) DO {action}"
    )
    db.execute("DROP TABLE incoming")


def column(db, query: str) -> set:
    return {row[0] for row in db.execute(query)}


def load_tables(db) -> transform.Result:
    folder = raw_folder()
    # Before the records: what is noted as followed has been loaded, even while `collect` goes on.
    state = read_state()
    raw = {kind: read(kind, folder) for kind in (
        "sellers", "certifications", "products", "prices", "customers", "orders", "reviews",
        "labels", "files", "erasures", "rejects")}  # fmt: skip
    # One load at a time: `load` alone and the flow of `serve` may meet.
    db.execute("SELECT pg_advisory_xact_lock(20260907)")
    out = transform.Result()
    forgotten = {key for record in raw["erasures"] for key in record["body"]["subjects"]}
    forgotten |= set(state.get("ledger", [])) | column(db, "SELECT subject_key FROM shop.forgotten")
    for key in forgotten:
        db.execute("INSERT INTO shop.forgotten VALUES (%s) ON CONFLICT DO NOTHING", [key])
    transform.sellers(raw["sellers"], out)
    transform.certifications(raw["certifications"], out)
    upsert(db, "seller", out.rows["seller"].values())
    sellers = column(db, "SELECT seller_id FROM shop.seller")
    upsert(db, "certification",
           [r for r in out.rows["certification"].values() if r[0] in sellers])  # fmt: skip
    transform.products(raw["products"], out)
    upsert(db, "product", [r for r in out.rows["product"].values() if r[1] in sellers])
    known = column(db, "SELECT product_id FROM shop.product")
    upsert(db, "product_category",
           [r for r in out.rows["product_category"].values() if r[0] in known])  # fmt: skip
    upsert(db, "page", [r for r in out.rows["page"].values() if r[1] in known])
    transform.prices(raw["prices"], known, out)
    upsert(db, "price", out.rows["price"].values())
    transform.customers(raw["customers"], forgotten, out)
    if raw["customers"]:
        db.execute("DELETE FROM shop.customer")
    upsert(db, "customer", out.rows["customer"].values())
    transform.orders(raw["orders"], known, forgotten, out)
    upsert(db, "orders", out.rows["orders"].values())
    upsert(db, "order_line", out.rows["order_line"].values())
    dropped = transform.reviews(raw["reviews"], known, forgotten, out)
    upsert(db, "review", out.rows["review"].values())
    db.execute("DELETE FROM shop.orders WHERE order_id = ANY(%s)", [list(out.gone["orders"])])
    db.execute("DELETE FROM shop.review WHERE review_id = ANY(%s)", [list(out.gone["review"])])
    forget(db)
    hidden = set(state["dropped"])
    if hidden:
        dropped |= {r["body"]["reviewId"] for r in raw["labels"]
                    if hide(r["body"]["reviewId"]) in hidden}  # fmt: skip
    reviews = column(db, "SELECT review_id FROM shop.review")
    transform.labels(raw["labels"], reviews, dropped, out)
    upsert(db, "label", out.rows["label"].values())
    transform.files(raw["files"], out)
    upsert(db, "file", out.rows["file"].values())
    for one in raw["rejects"]:
        out.rejects.add((one["source"], one["kind"], one["pointer"], one["rule"]))
    present = [kind for kind, records in raw.items() if records]
    db.execute("DELETE FROM shop.reject WHERE kind = ANY(%s)", [present])
    db.execute("DELETE FROM shop.repair WHERE kind = ANY(%s)", [present])
    upsert(db, "reject", out.rejects)
    upsert(db, "repair", out.repairs)
    if folder == RAW_FOLDER:
        # Records that were supplied do not say how far they go.
        upsert(db, "progress", followed(state))
    expect(db)
    return out


def followed(state: dict) -> list[tuple[str, str]]:
    marks = (("orders", state.get("cursor")), ("events", state.get("lastEventId")))
    return [(source, mark) for source, mark in marks if mark]


def forget(db) -> None:
    known = "(SELECT subject_key FROM shop.forgotten)"
    db.execute(
        f"UPDATE shop.orders SET customer_key = NULL WHERE customer_key IN {known} OR customer_key "
        f"IN (SELECT customer_key FROM shop.customer WHERE account_key IN {known} "
        f"OR phone_key IN {known})"
    )
    db.execute(
        f"DELETE FROM shop.customer WHERE customer_key IN {known} OR account_key IN {known} "
        f"OR phone_key IN {known}"
    )
    db.execute(
        "DELETE FROM shop.repair WHERE kind = 'reviews' AND id IN "
        f"(SELECT review_id FROM shop.review WHERE author_key IN {known})"
    )
    db.execute(f"DELETE FROM shop.review WHERE author_key IN {known}")


def expect(db) -> None:
    """What a sound load holds: `quality` compares."""
    for view, at in VIEWS.items():
        latest = f"max({at})" if at else "NULL"
        db.execute(
            "INSERT INTO shop.expectation SELECT %s, count(*), "
            f"{latest} FROM lab.{view} ON CONFLICT (view) "
            "DO UPDATE SET rows = excluded.rows, latest = excluded.latest",
            [view],
        )


def load_documents(kept: set[str], out: transform.Result) -> None:
    from pymongo import ReplaceOne

    database = mongo_database()
    for name, wanted in (("reviews", out.texts), ("files", out.files)):
        collection = database[name]
        old = {one["_id"]: one for one in collection.find({})}
        changes = [
            ReplaceOne({"_id": key}, one, upsert=True)
            for key, one in wanted.items()
            if old.get(key) != one and (name == "files" or key in kept)
        ]
        for start in range(0, len(changes), 500):
            collection.bulk_write(changes[start : start + 500], ordered=False)
        if name == "reviews":
            gone = [key for key in old if key not in kept]
            if gone:
                collection.delete_many({"_id": {"$in": gone}})


SELL = """UNWIND $rows AS row MERGE (s:Seller {id: row[1]}) MERGE (p:Product {id: row[0]})
MERGE (s)-[:SELLS]->(p)"""
WRITE = """UNWIND $rows AS row MATCH (p:Product {id: row[1]})
MERGE (r:Review {id: row[0]}) SET r.rating = row[3], r.at = row[4]
MERGE (a:Account {key: row[2]}) MERGE (d:Device {key: row[5]}) MERGE (n:Network {key: row[6]})
MERGE (a)-[:WROTE]->(r) MERGE (r)-[:ABOUT]->(p) MERGE (r)-[:FROM_DEVICE]->(d)
MERGE (r)-[:FROM_NETWORK]->(n)"""


def load_graph(db) -> None:
    reviews = [
        [r[0], r[1], r[2], r[3], r[4].strftime("%Y-%m-%dT%H:%M:%SZ"), r[5], r[6]]
        for r in db.execute(f"SELECT {COLUMNS['review'][1]} FROM shop.review")
    ]
    sells = [list(row) for row in db.execute("SELECT product_id, seller_id FROM shop.product")]
    alone = [[row[0]] for row in db.execute("SELECT seller_id FROM shop.seller")]
    # UTC, whatever the session's zone.
    with neo4j_driver() as driver:
        run = driver.execute_query
        run("UNWIND $rows AS row MERGE (:Seller {id: row[0]})", rows=alone)
        run(SELL, rows=sells)
        found = run(
            "MATCH (a:Account)-[:WROTE]->(r:Review)-[:ABOUT]->(p:Product), "
            "(r)-[:FROM_DEVICE]->(d:Device), (r)-[:FROM_NETWORK]->(n:Network) "
            "RETURN r.id, p.id, a.key, r.rating, r.at, d.key, n.key"
        ).records
        old = {record[0]: list(record.values()) for record in found}
        wanted = {row[0]: row for row in reviews}
        every = {record[0] for record in run("MATCH (r:Review) RETURN r.id").records}
        gone = [key for key in every if key not in wanted or old.get(key) != wanted[key]]
        for start in range(0, len(gone), 1000):
            run("UNWIND $ids AS id MATCH (r:Review {id: id}) DETACH DELETE r",
                ids=gone[start : start + 1000])  # fmt: skip
        new = [row for key, row in wanted.items() if old.get(key) != row]
        for start in range(0, len(new), 1000):
            run(WRITE, rows=new[start : start + 1000])
        for label in ("Account", "Device", "Network"):
            run(f"MATCH (n:{label}) WHERE NOT (n)--() DELETE n")


def load() -> None:
    with connect_loader() as db:
        db.execute("SET TIME ZONE 'UTC'")
        out = load_tables(db)
        db.commit()
        kept = column(db, "SELECT review_id FROM shop.review")
        load_documents(kept, out)
        load_graph(db)
        for view in VIEWS:
            print(f"{view}: {db.execute(f'SELECT count(*) FROM lab.{view}').fetchone()[0]}")
        print("rejects:", len(out.rejects), "repairs:", len(out.repairs))


if __name__ == "__main__":
    print("from", "RAW_DIR" if os.environ.get("RAW_DIR") else RAW_FOLDER)
    load()
