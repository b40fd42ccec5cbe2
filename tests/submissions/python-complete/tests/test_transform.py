from datetime import UTC, date, datetime

from audit import transform
from audit.transform import Result

SEEN = "2026-09-07T06:00:00Z"


def raw(kind, id_, body, source="s", version=1, repairs=()):
    return {"kind": kind, "id": id_, "source": source, "version": version, "body": body,
            "observedAt": SEEN, "repairs": list(repairs)}  # fmt: skip


def fiche(number, email, phone, created, updated, **more):
    body = {"recordId": number, "accountKey": "a" + number, "emailKey": email, "phoneKey": phone,
            "department": "42", "loyaltyBalance": "1.00", "newsletter": "1", "pickupPoint": "P" + number,
            "createdOn": created, "updatedAt": updated} | more  # fmt: skip
    return raw("customers", number, body)


def test_customers_are_united_by_mail_or_phone_step_by_step():
    out = Result()
    transform.customers([
        fiche("1", "e1", "t1", "2025-01-02", "2025-06-01T00:00:00Z"),
        fiche("2", "e2", "t1", "2025-01-01", "2025-05-01T00:00:00Z"),
        fiche("3", "e2", None, "2025-02-01", "2025-07-01T00:00:00Z"),
        fiche("4", "e4", None, "2025-02-01", "2025-07-01T00:00:00Z"),
        fiche("5", "e5", "t5", "2025-02-30", "2025-07-01T00:00:00Z"),
        fiche("6", "e6", "gone", "2025-02-01", "2025-07-01T00:00:00Z"),
    ], {"gone"}, out)  # fmt: skip
    assert set(out.rows["customer"]) == {"e2", "e4"}
    row = out.rows["customer"]["e2"]
    assert row[1:3] == ("a3", None) and row[6] == "P3" and str(row[7]) == "2025-01-01"
    assert out.customer_of == {"e1": "e2", "e2": "e2", "e4": "e4"}
    assert {r for r in out.repairs if r[2] == "customer-duplicate"} == {
        ("customers", "1", "customer-duplicate"), ("customers", "3", "customer-duplicate")}  # fmt: skip
    assert out.rejects == {("s", "customers", "5", "date-impossible")}


def page(category, version, price):
    return raw("products", f"P1~{category}", {
        "reference": "P1", "page": f"{category}/x", "category": category, "sellerId": "V1", "name": "Miel",
        "description": None, "price": price, "vat": "5.5 %", "quantity": "500 g", "listedOn": "2026-01-01",
        "imageFileId": None}, version=version)  # fmt: skip


def test_two_pages_are_one_product_at_the_newest_price():
    for order in (1, -1):
        out = Result()
        transform.products([page("miels", 2, "3.00 €"), page("paniers", 1, "2.00 €")][::order], out)
        assert out.rows["product"]["P1"][4] == 300
        assert set(out.rows["product_category"]) == {("P1", "miels"), ("P1", "paniers")}
        assert len(out.repairs) == 1 and next(iter(out.repairs))[2] == "product-two-categories"
    out = Result()
    transform.products([page("miels", 2, "3.00 €")], out)
    assert not out.repairs


def test_a_product_whole():
    out = Result()
    transform.products([page("miels", 2000, "3,00 €")], out)
    assert out.rows["page"] == {"miels/x": ("miels/x", "P1", datetime(1970, 1, 1, 0, 0, 2, tzinfo=UTC))}
    assert out.rows["product"]["P1"] == ("P1", "V1", "Miel", None, 300, 550, 500, "g", date(2026, 1, 1), None)
    assert out.repairs == {("products", "P1~miels", "price-comma")}


def test_prices_and_orphans():
    out = Result()
    body = {"productId": "P1", "at": "2026-01-01T00:00:00Z", "amount": "100", "unit": "centimes"}
    transform.prices([
        raw("prices", "P1~a", body), raw("prices", "P1~a", body | {"amount": "110"}, source="events"),
        raw("prices", "P9~a", body | {"productId": "P9"}), raw("prices", "P1~b", body | {"amount": "0"}),
        raw("prices", "P1~c", body | {"at": "2026-01-02T00:00:00Z", "amount": "1.5", "unit": "euros"}),
    ], {"P1"}, out)  # fmt: skip
    assert [row[2] for row in out.rows["price"].values()] == [110, 150]
    assert out.repairs == {("prices", "P1~c", "price-unit")}
    assert {(r[2], r[3]) for r in out.rejects} == {("P9~a", "orphan"), ("P1~b", "price-not-positive")}


def test_orders_keep_their_total_and_forget_their_customer():
    lines = [{"productId": "P9", "quantity": "1", "unitPriceCents": 50},
             {"productId": "P1", "quantity": "2", "unitPriceCents": 50}]  # fmt: skip
    body = {"orderId": "O1", "customerKey": "e1", "orderedAt": SEEN, "status": "placed", "totalCents": 150, "lines": lines}
    out = Result()
    out.customer_of["e1"] = "e0"
    transform.orders([
        raw("orders", "O1", body), raw("orders", "O2", body | {"orderId": "O2", "customerKey": "gone"}),
        raw("orders", "O3", body | {"orderId": "O3", "customerKey": "e7", "lines": [lines[0] | {"quantity": "0"}]}),
        raw("orders", "O4", body | {"orderId": "O4", "customerKey": "e7"}),
    ], {"P1"}, {"gone"}, out)  # fmt: skip
    assert {k: (v[1], v[4]) for k, v in out.rows["orders"].items()} == {"O1": ("e0", 150), "O2": (None, 150), "O4": ("e7", 150)}
    assert ("s", "orders", "O1#1", "orphan") in out.rejects and ("O1", 2) in out.rows["order_line"]
    assert ("s", "orders", "O3", "quantity-negative") in out.rejects and out.gone["orders"] == {"O3"}
    assert len(out.rows["order_line"]) == 3


def test_reviews_and_labels():
    body = {"reviewId": "R1", "productId": "P1", "accountKey": "a1", "rating": "4/5", "text": "Bon", "writtenAt": SEEN,
            "deviceKey": "d", "networkKey": "n"}  # fmt: skip
    out = Result()
    dropped = transform.reviews([
        raw("reviews", "R1", body, source="events", version=2),
        raw("reviews", "R1", body | {"rating": "1"}, source="events", version=1),
        raw("reviews", "R2", body | {"reviewId": "R2", "accountKey": "gone"}),
        raw("reviews", "R3", body | {"reviewId": "R3", "rating": "9"}),
        raw("reviews", "R4", body | {"reviewId": "R4", "productId": "P9"}),
    ], {"P1"}, {"gone"}, out)  # fmt: skip
    assert dropped == {"R2"} and set(out.rows["review"]) == {"R1"} and out.rows["review"]["R1"][3] == 4
    assert out.texts["R1"] == {"_id": "R1", "text": "Bon", "version": 2, "subjects": ["a1"]}
    assert out.gone["review"] == {"R3"} and {r[2] for r in out.rejects} == {"R3", "R4"}
    label = {"verdict": "frauduleux", "moderatedOn": "2026-01-02"}
    transform.labels([raw("labels", id_, label | {"reviewId": id_}) for id_ in ("R1", "R2", "R3")], {"R1"}, dropped, out)
    assert out.rows["label"]["R1"][1] is True and ("s", "labels", "R3", "orphan") in out.rejects
    assert not any(r[2] == "R2" for r in out.rejects | out.repairs)


def test_sellers_certifications_files():
    out = Result()
    transform.sellers([raw("sellers", "V1", {"sellerId": "V1", "name": "L’Orée", "commune": "Seynod", "department": "20",
                                             "postcode": "20200", "joinedOn": "2020-01-02"})], out)  # fmt: skip
    assert out.rows["seller"]["V1"][1:5] == ("L'Orée", "Annecy", "2B", "20200")
    assert len(out.repairs) == 3
    transform.certifications([raw("certifications", "V1~Bio", {"sellerId": "V1", "label": "Bio", "validUntil": "2027-01-02"})], out)
    assert str(out.rows["certification"][("V1", "Bio")][2]) == "2027-01-02"
    body = {"fileId": "F1", "path": "/f", "mediaType": "image/png", "bytes": 3, "sha256": "0", "width": 1, "height": 2,
            "takenAt": "2026:03:04 10:11:12", "content": "AA==", "text": None}  # fmt: skip
    transform.files([raw("files", "F1", body, repairs=["media-type-lie"])], out)
    assert out.rows["file"]["F1"][6].isoformat() == "2026-03-04T10:11:12+00:00"
    assert out.files["F1"]["path"] == "/f" and ("files", "F1", "media-type-lie") in out.repairs
