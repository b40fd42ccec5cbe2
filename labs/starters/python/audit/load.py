"""`load`: from the raw layer to the tables, all of it again, in one transaction."""

import json
from collections.abc import Iterator

from audit.clean import price_cents, rating
from audit.environment import connect_loader, raw_folder


def bodies(kind: str) -> Iterator[dict]:
    file = raw_folder() / f"{kind}.jsonl"
    if file.exists():
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["body"]


def product_rows() -> Iterator[tuple]:
    for body in bodies("products"):
        cents = price_cents(body["price"])
        if cents:
            yield body["reference"], body["sellerId"], body["name"].strip(), cents


def review_rows() -> Iterator[tuple]:
    for body in bodies("reviews"):
        stars = rating(body["rating"])
        if stars:
            keys = (
                body["accountKey"],
                stars,
                body["writtenAt"],
                body["deviceKey"],
                body["networkKey"],
            )
            yield body["reviewId"], body["productId"], *keys


def main() -> None:
    with connect_loader() as db:
        db.execute("DELETE FROM shop.review")
        db.execute("DELETE FROM shop.product")
        with db.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO shop.product VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
                list(product_rows()),
            )
            cursor.executemany(
                "INSERT INTO shop.review SELECT r.* FROM (SELECT %s::text, %s::text AS product_id,"
                " %s::text, %s::int, %s::timestamptz, %s::text, %s::text) AS r"
                " JOIN shop.product USING (product_id) ON CONFLICT DO NOTHING",
                list(review_rows()),
            )
        counts = db.execute(
            "SELECT (SELECT count(*) FROM shop.product), (SELECT count(*) FROM shop.review)"
        ).fetchone()
        print("products and reviews loaded:", *counts)


if __name__ == "__main__":
    main()
