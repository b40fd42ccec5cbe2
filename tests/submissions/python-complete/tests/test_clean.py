from datetime import UTC, date, datetime

import pytest

from audit import clean
from audit.clean import Rejected


@pytest.mark.parametrize(("shown", "cents", "rules"), [
    ("12.50 €", 1250, []), ("12,50 €", 1250, ["price-comma"]), ("0.99 €", 99, []),
    ("1\u202f250.00 €", 1250_00, ["price-thousands"]), ("2\u00a0470,05 €", 247005, ["price-thousands", "price-comma"]),
    ("gratuit", None, []),
])  # fmt: skip
def test_price(shown, cents, rules):
    assert clean.price_cents(shown) == (cents, rules)


@pytest.mark.parametrize(("shown", "stars", "rules"), [
    ("1", 1, []), ("5", 5, []), ("4/5", 4, ["rating-fraction"]), (" 3 / 5 ", 3, ["rating-fraction"]),
])  # fmt: skip
def test_rating(shown, stars, rules):
    assert clean.rating(shown) == (stars, rules)


@pytest.mark.parametrize("shown", ["0", "6", "55", "4.5", "-1", "", "4/6"])
def test_rating_out_of_range(shown):
    with pytest.raises(Rejected) as caught:
        clean.rating(shown)
    assert caught.value.rule == "rating-out-of-range"


def test_names():
    assert clean.name("  Miel\u00a0 de  l’Ain ") == ("Miel de l'Ain", ["spaces", "apostrophe"])
    assert clean.name("Miel") == ("Miel", [])


def test_description():
    assert clean.description("caf&eacute; &amp; th&#233;") == ("café & thé", ["double-entity"])
    assert clean.description("A & B") == ("A & B", [])
    assert clean.description(None) == (None, [])
    assert clean.description("  ") == (None, [])


@pytest.mark.parametrize(("shown", "points", "rules"), [
    ("5.5 %", 550, []), ("20 %", 2000, []), ("0.055", 550, ["vat-fraction"]), ("0.2", 2000, ["vat-fraction"]),
])  # fmt: skip
def test_vat(shown, points, rules):
    assert clean.vat_points(shown) == (points, rules)


@pytest.mark.parametrize(("shown", "expected"), [
    ("500 g", (500, "g", [])), ("1.5 kg", (1500, "g", ["unit-kilograms"])), ("750 ml", (750, "ml", [])),
    ("0.75 l", (750, "ml", ["unit-litres"])), ("75 cl", (750, "ml", ["unit-litres"])),
    ("NC", (None, None, ["missing-marker"])), ("(vide)", (None, None, ["missing-marker"])),
    (None, (None, None, [])), ("  ", (None, None, [])), ("beaucoup", (None, None, [])),
])  # fmt: skip
def test_quantity(shown, expected):
    assert clean.quantity(shown) == expected


@pytest.mark.parametrize(("shown", "expected", "rules"), [
    ("2026-03-04", date(2026, 3, 4), []), ("04/03/2026", date(2026, 3, 4), ["date-slash"]),
    ("04.03.26", date(2026, 3, 4), ["date-short-year"]), ("4 mars 2026", date(2026, 3, 4), ["date-words"]),
    ("1er août 2025", date(2025, 8, 1), ["date-words"]), ("9 décembre 2025", date(2025, 12, 9), ["date-words"]),
])  # fmt: skip
def test_day(shown, expected, rules):
    assert clean.day(shown) == (expected, rules)


def test_instants():
    assert clean.instant("2026-03-04T14:05:00Z") == (datetime(2026, 3, 4, 14, 5, tzinfo=UTC), [])
    assert clean.instant("2026-03-04 14:05:00") == (datetime(2026, 3, 4, 13, 5, tzinfo=UTC), ["time-zone-missing"])
    assert clean.instant("2026-07-04 14:05:00")[0].hour == 12
    assert clean.instant("1784211491000") == (datetime.fromtimestamp(1784211491, UTC), ["date-epoch"])


def test_places():
    assert clean.postcode("1000") == ("01000", ["postcode-short"])
    assert clean.postcode("20100") == ("20100", [])
    assert clean.department("20", "20100") == ("2A", ["department-corsica"])
    assert clean.department("20", "20090") == ("2A", ["department-corsica"])
    assert clean.department("20", "20200") == ("2B", ["department-corsica"])
    assert clean.department("21", "21000") == ("21", [])
    assert clean.commune("Évry") == ("Évry-Courcouronnes", ["commune-merged"])
    assert clean.commune("Dijon") == ("Dijon", [])
    assert len(clean.MERGED) == 12 and clean.MERGED["Baugé"] == "Baugé-en-Anjou"


def test_contacts():
    text = "écrire à Jean.Petit@courriel.example ou 06 39 98 01 02, merci"
    assert clean.hide_contacts(text) == ("écrire à [e-mail] ou [téléphone], merci", ["text-contact"])
    for phone in ("+33639980102", "0033 6 39 98 01 02", "06.39.98.01.02", "+33 (0)6 39 98 01 02"):
        assert clean.hide_contacts(f"au {phone}.")[0] == "au [téléphone]."
    assert clean.hide_contacts("à 24 euros, 100 g en 2026") == ("à 24 euros, 100 g en 2026", [])


def test_review_texts():
    assert clean.review_text("dÃ©licieux â€™ Å“uf") == ("délicieux ’ œuf", ["mojibake"])
    assert clean.review_text("Bon<br />miel <b>doux</b>") == ("Bon miel doux", ["text-markup"])
    assert clean.review_text("N/A") == (None, ["missing-marker"])
    assert clean.review_text("[téléphone] Ârdèche 3 < 4") == ("[téléphone] Ârdèche 3 < 4", [])
    assert clean.review_text(" ") == (None, [])
    assert clean.review_text(None) == (None, [])


def test_when_a_review_was_written():
    seen = "2026-09-07T06:00:00Z"
    assert clean.written_at({"writtenAt": "2026-09-08T05:00:00Z"}, seen)[1] == []
    with pytest.raises(Rejected) as caught:
        clean.written_at({"writtenAt": "2026-09-08T06:00:01Z"}, seen)
    assert caught.value.rule == "date-future"
    body = {"writtenAt": "2027-01-23T17:12:00Z", "receivedAt": "2026-08-08T17:12:00Z"}
    assert clean.written_at(body, seen) == (datetime(2026, 8, 8, 17, 12, tzinfo=UTC), ["clock-skew"])
    body = {"writtenAt": "2026-08-08T16:12:00Z", "receivedAt": "2026-08-08T17:12:00Z"}
    assert clean.written_at(body, seen) == (datetime(2026, 8, 8, 16, 12, tzinfo=UTC), [])


ORDER = {"orderedAt": "2026-03-04T14:05:00Z", "status": "delivered", "totalCents": 700, "lines": [
    {"productId": "P1", "quantity": "2", "unitPriceCents": 200},
    {"productId": "P2", "quantity": "x3", "unitPriceCents": 100}]}  # fmt: skip


def test_order():
    values, rules = clean.order(ORDER)
    assert values["lines"] == [(1, "P1", 2, 200), (2, "P2", 3, 100)]
    assert (values["total"], values["status"], rules) == (700, "delivered", ["quantity-text"])
    assert clean.line_quantity("3 unités") == (3, ["quantity-text"])
    values, rules = clean.order(ORDER | {"totalCents": 1, "status": "Livrée", "orderedAt": "2026-03-04 14:05:00"})
    assert values["total"] == 700 and values["status"] == "delivered" and values["at"].hour == 13
    assert rules == ["quantity-text", "total-mismatch", "time-zone-missing", "status-synonym"]
    for bad in ("0", "-1"):
        with pytest.raises(Rejected) as caught:
            clean.order(ORDER | {"lines": [{"productId": "P1", "quantity": bad, "unitPriceCents": 1}]})
        assert caught.value.rule == "quantity-negative"


def test_price_records():
    at = datetime(2026, 3, 4, 14, 5, tzinfo=UTC)
    body = {"at": "2026-03-04T14:05:00Z", "amount": "1330", "unit": "centimes"}
    assert clean.price(body) == ((at, 1330), [])
    assert clean.price(body | {"amount": "13.3", "unit": "euros"}) == ((at, 1330), ["price-unit"])
    for amount in ("0", "-5"):
        with pytest.raises(Rejected) as caught:
            clean.price(body | {"amount": amount})
        assert caught.value.rule == "price-not-positive"


def test_customers():
    body = {"createdOn": "2026-01-02", "updatedAt": "2026-01-03T00:00:00Z", "loyaltyBalance": "3,20", "newsletter": "oui"}
    values, rules = clean.customer(body)
    assert (values["loyalty"], values["newsletter"], rules) == (320, True, ["decimal-comma", "boolean-french"])
    values, rules = clean.customer(body | {"loyaltyBalance": "3.2", "newsletter": "0"})
    assert (values["loyalty"], values["newsletter"], rules) == (320, False, [])
    assert [clean.customer(body | {"newsletter": v})[0]["newsletter"] for v in ("1", "O", "N", "non")] == [True, True, False, False]
    assert clean.customer(body | {"createdOn": "2026-01-02T03:04:05"})[0]["created"] == date(2026, 1, 2)
    with pytest.raises(Rejected) as caught:
        clean.customer(body | {"createdOn": "2026-02-31"})
    assert caught.value.rule == "date-impossible"
