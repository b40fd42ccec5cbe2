"""What a product's page says: values as they are shown, persons already under a pseudonym."""

from bs4 import BeautifulSoup

from audit.pseudonyms import pseudonym


def read_product(html: str) -> dict[str, str]:
    page = BeautifulSoup(html, "html.parser")
    article = page.select_one("article.produit")
    return {
        "reference": page.select_one("[itemprop=sku]").get_text(),
        "page": article["data-page"],
        "category": article["data-page"].split("/")[0],
        "sellerId": page.select_one("a.vendeur")["data-vendeur"],
        "name": page.select_one("[itemprop=name]").get_text(),
        "price": page.select_one("[itemprop=price]").get_text(),
    }


def read_reviews(html: str, forgotten: set[str]) -> list[dict[str, str]]:
    """The first five; persons who objected are left out, names and texts stay behind."""
    reviews = []
    for one in BeautifulSoup(html, "html.parser").select("article.avis"):
        author = pseudonym("account", one["data-compte"])
        if author in forgotten:
            continue
        reviews.append(
            {
                "reviewId": one["data-avis"],
                "productId": one["data-produit"],
                "accountKey": author,
                "rating": one.select_one(".note").get_text(),
                "writtenAt": one.select_one(".date").get_text(),
                "deviceKey": pseudonym("device", one["data-appareil"]),
                "networkKey": pseudonym("network", one["data-reseau"]),
            }
        )
    return reviews
