from datetime import UTC, datetime, timedelta

import pytest

from audit.features import NAMES, build
from audit.pages import image_path, read_product, read_reviews, token
from audit.pseudonyms import normal_email, normal_phone, pseudonym

PAGE = """
<article class="produit" data-page="miels/miel-1"><h1 itemprop="name"> Miel</h1>
<img itemprop="image" src="/medias/F1.jpg" data-fichier="F1">
<dd itemprop="sku">P1</dd><span itemprop="price">12,50 €</span><dd class="tva">5.5 %</dd>
<dd class="mise-en-ligne">2026-01-02</dd>
<a class="vendeur" data-vendeur="V1">x</a></article>
<section id="avis" data-total="22" data-suite="/xhr/produits/P1/avis?page&#61;1">
<article class="avis" data-avis="A1" data-produit="P1" data-compte="c1" data-appareil="d1"
 data-reseau="n1"><span class="auteur">Jeanne Petit</span><span class="note">5</span>
<p class="date">2026-03-04T13:05:00Z</p><p class="texte">Écrire à a@b.example</p></article></section>
"""


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv("PSEUDONYM_KEY", "cle")


def test_a_page_gives_its_product():
    assert read_product(PAGE) == {
        "reference": "P1", "page": "miels/miel-1", "category": "miels", "sellerId": "V1", "name": " Miel",
        "description": None, "price": "12,50 €", "vat": "5.5 %", "quantity": None, "listedOn": "2026-01-02",
        "imageFileId": "F1"}  # fmt: skip
    assert image_path(PAGE) == "/medias/F1.jpg"


def test_a_review_names_nobody():
    [(review, rules)], total, following = read_reviews(PAGE)
    assert review["accountKey"] == pseudonym("account", "c1", "cle")
    assert (review["reviewId"], review["rating"], review["text"]) == ("A1", "5", "Écrire à [e-mail]")
    assert rules == ["text-contact"] and total == 22 and following == "/xhr/produits/P1/avis?page=1"
    assert "Petit" not in str(review) and "c1" not in review.values()


def test_pseudonyms():
    assert pseudonym("phone", "+33639980102", "cle").startswith("f7b679de2d7add04")
    for shown in ("06 39 98 01 02", "0033639980102", "+33 (0)6.39.98.01.02", "06-39-98-01-02", "06/39/98/01/02"):
        assert normal_phone(shown) == "+33639980102"
    assert normal_phone(" 12 34 ") == "12 34"
    assert normal_email(" MailTo: A@B.example ") == "a@b.example"
    assert pseudonym("email", "A@b.example") == pseudonym("email", "a@b.example")
    assert pseudonym("account", "") is None
    assert pseudonym("account", "A") != pseudonym("account", "a")


def test_the_token_of_the_script():
    assert (token("V1", "ab"), token("V1", "ac")) == ("524dcd91", "77580e9f")


def test_nothing_of_the_future_changes_a_score():
    start = datetime(2026, 1, 1, tzinfo=UTC)
    reviews = [(f"R{n}", "P1", f"a{n % 3}", 5, start + timedelta(days=n), "d1", "n1") for n in range(6)]
    texts = {f"R{n}": "très bon miel doux" for n in range(6)}
    bought = {"a0": [(start.timestamp() + 1, "P1"), (start.timestamp() + 10**7, "P1")]}
    whole = build(reviews, texts, bought)
    past = build(reviews[:4], texts, {"a0": bought["a0"][:1]})
    assert all(whole[id_] == row for id_, row in past.items())
    last = dict(zip(NAMES, whole["R5"], strict=True))
    assert (last["account_before"], last["device_before"], last["device_accounts"]) == (1, 5, 2)
    assert (last["product_before"], last["product_day"], last["product_week"]) == (5, 1, 5)
    third = dict(zip(NAMES, whole["R3"], strict=True))
    assert third["verified"] and third["orders_before"] == 1 and third["text_like_earlier"] == 1
