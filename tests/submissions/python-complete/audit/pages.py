"""What the pages say: values as they are shown, persons already under a pseudonym."""

from bs4 import BeautifulSoup

from audit.clean import hide_contacts
from audit.pseudonyms import pseudonym


def shown(node, selector: str) -> str | None:
    found = node.select_one(selector)
    return found.get_text() if found else None


def read_product(html: str) -> dict:
    page = BeautifulSoup(html, "html.parser")
    article = page.select_one("article.produit")
    image = article.select_one("img[itemprop=image]")
    return {
        "reference": shown(article, "[itemprop=sku]").strip(),
        "page": article["data-page"],
        "category": article["data-page"].split("/")[0],
        "sellerId": article.select_one("a.vendeur")["data-vendeur"],
        "name": shown(article, "[itemprop=name]"),
        "description": shown(article, "[itemprop=description]"),
        "price": shown(article, "[itemprop=price]").strip(),
        "vat": shown(article, "dd.tva").strip(),
        "quantity": shown(article, "dd.quantite"),
        "listedOn": shown(article, "dd.mise-en-ligne").strip(),
        "imageFileId": image["data-fichier"] if image else None,
    }


def image_path(html: str) -> str | None:
    image = BeautifulSoup(html, "html.parser").select_one("article.produit img[itemprop=image]")
    return image["src"] if image else None


def review(id_, product, account, note, text, at, device, network) -> tuple[dict, list[str]]:
    rules: list[str] = []
    if text is not None:
        text, rules = hide_contacts(text)
    body = {
        "reviewId": id_,
        "productId": product,
        "accountKey": pseudonym("account", account),
        "rating": str(note),
        "text": text or None,
        "writtenAt": at,
        "deviceKey": pseudonym("device", device),
        "networkKey": pseudonym("network", network),
    }
    return body, rules


def read_json_review(one: dict) -> tuple[dict, list[str]]:
    return review(
        one["id"], one["produit"], one["auteur"]["compte"], one["note"], one.get("texte"),
        one["le"], one["appareil"], one["reseau"],
    )  # fmt: skip


def read_reviews(html: str) -> tuple[list[tuple[dict, list[str]]], int, str | None]:
    """The first reviews, the total announced, and where the rest is."""
    page = BeautifulSoup(html, "html.parser")
    section = page.select_one("#avis")
    found = [
        review(
            one["data-avis"], one["data-produit"], one["data-compte"],
            (shown(one, ".note") or "").strip(), shown(one, ".texte"),
            (shown(one, ".date") or "").strip(), one["data-appareil"], one["data-reseau"],
        )
        for one in page.select("article.avis")
    ]  # fmt: skip
    return found, int(section["data-total"] or 0), section.get("data-suite")


def token(seller: str, grain: str) -> str:
    """What /statique/vendeur.js computes."""
    value = 0x811C9DC5
    for rank in range(64):
        for char in f"{seller}.{grain}.{rank}":
            value = ((value ^ ord(char)) * 0x01000193) & 0xFFFFFFFF
    return f"{value:08x}"
