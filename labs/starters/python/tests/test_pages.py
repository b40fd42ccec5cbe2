from audit.pages import read_product, read_reviews
from audit.pseudonyms import pseudonym

PAGE = """
<article class="produit" data-page="miels/miel-1"><h1 itemprop="name">Miel</h1>
<dd itemprop="sku">P1</dd><span itemprop="price">12,50 €</span>
<a class="vendeur" data-vendeur="V1">x</a></article>
<article class="avis" data-avis="A1" data-produit="P1" data-compte="c1" data-appareil="d1"
 data-reseau="n1"><span class="auteur">Jeanne Petit</span><span class="note">5</span>
<p class="date">2026-03-04T13:05:00Z</p></article>
"""


def test_a_page_gives_its_product() -> None:
    assert read_product(PAGE) == {
        "reference": "P1",
        "page": "miels/miel-1",
        "category": "miels",
        "sellerId": "V1",
        "name": "Miel",
        "price": "12,50 €",
    }


def test_a_review_names_nobody(monkeypatch) -> None:
    monkeypatch.setenv("PSEUDONYM_KEY", "cle")
    [review] = read_reviews(PAGE, set())
    assert review["accountKey"] == pseudonym("account", "c1", "cle")
    assert (review["reviewId"], review["rating"]) == ("A1", "5")
    assert "Petit" not in str(review) and "c1" not in review.values()


def test_who_objected_is_left_out(monkeypatch) -> None:
    monkeypatch.setenv("PSEUDONYM_KEY", "cle")
    assert read_reviews(PAGE, {pseudonym("account", "c1", "cle")}) == []


def test_a_pseudonym_is_the_contract_s() -> None:
    assert pseudonym("phone", "+33639980102", "cle").startswith("f7b679de2d7add04")
