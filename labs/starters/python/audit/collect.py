"""`collect`: objections first, then one page of one category, and the moderators' labels."""

import csv
import io
import json
from collections.abc import Iterable

from bs4 import BeautifulSoup

from audit.environment import RAW_FOLDER, required
from audit.pages import read_product, read_reviews
from audit.pseudonyms import pseudonym
from audit.web import PoliteClient

# Where to go on: further pages, categories and sources; erasures of the stream.
CATEGORIES = 1


def keep(kind: str, records: Iterable[dict]) -> None:
    RAW_FOLDER.mkdir(parents=True, exist_ok=True)
    with (RAW_FOLDER / f"{kind}.jsonl").open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def collect_pages(site: PoliteClient, forgotten: set[str]) -> tuple[list[dict], list[dict]]:
    products, reviews = [], []
    home = BeautifulSoup(site.get("/").text, "html.parser")
    for category in home.select("a.categorie")[:CATEGORIES]:
        listing = BeautifulSoup(site.get(category["href"]).text, "html.parser")
        for link in listing.select("a.produit"):
            html = site.get(link["href"]).text
            body = read_product(html)
            products.append(
                {
                    "source": "catalogue-pages",
                    "kind": "products",
                    "id": f"{body['reference']}~{body['category']}",
                    "body": body,
                }
            )
            for review in read_reviews(html, forgotten):
                reviews.append(
                    {
                        "source": "review-pages",
                        "kind": "reviews",
                        "id": review["reviewId"],
                        "body": review,
                    }
                )
    return products, reviews


def collect_labels(partner: PoliteClient) -> list[dict]:
    rows = csv.DictReader(
        io.StringIO(partner.get("/v1/fichiers/moderation.csv").text), delimiter=";"
    )
    return [
        {
            "source": "drop-labels",
            "kind": "labels",
            "id": row["avis"],
            "body": {"reviewId": row["avis"], "verdict": row["verdict"]},
        }
        for row in rows
    ]


def main() -> None:
    key = required("SOURCE_PARTNER_KEY")
    partner = PoliteClient(required("SOURCE_PARTNER_URL"), {"authorization": f"Bearer {key}"})
    site = PoliteClient(required("SOURCE_SITE_URL"))
    site.read_robots()
    persons = partner.get("/v1/oppositions").json()["oppositions"]
    forgotten = {pseudonym("account", person["compte"]) for person in persons}
    products, reviews = collect_pages(site, forgotten)
    known = {review["id"] for review in reviews}
    labels = [label for label in collect_labels(partner) if label["id"] in known]
    for kind, records in (("products", products), ("reviews", reviews), ("labels", labels)):
        keep(kind, records)
        print(f"{kind}: {len(records)}")


if __name__ == "__main__":
    main()
