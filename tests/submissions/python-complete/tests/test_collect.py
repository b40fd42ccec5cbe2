import gzip
import hashlib
import io
import json

import httpx
import pytest
from fakes import FakeSource, install
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from audit import collect as module
from audit.collect import Collector, collect, describe, person_keys
from audit.pseudonyms import pseudonym
from audit.raw import Raw, hide, read_state

SITE, PARTNER, REGISTRY = "http://site:1", "http://partner:2", "http://registry:3"
AT = "2026-09-07T06:00:00Z"
MODIFIED = "2026-09-01T10:00:00Z"
GONE = {"compte": "c9", "emails": ["Gone@x.example"], "telephones": ["06 39 98 01 09"], "depuis": "2026-01-01"}


def image(kind="PNG", taken=None):
    out, exif = io.BytesIO(), Image.Exif()
    if taken:
        exif[0x9003] = taken
    Image.new("RGB", (3, 2)).save(out, kind, exif=exif)
    return out.getvalue()


def pdf(text):
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    content = DecodedStreamObject()
    content.set_data(f"BT /F1 12 Tf 10 100 Td ({text}) Tj ET".encode())
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
                             NameObject("/BaseFont"): NameObject("/Helvetica")})  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
    page[NameObject("/Contents")] = content
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def answer(content, etag=None, **headers):
    content = content if isinstance(content, bytes) else content.encode()
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(200, headers=names | ({"etag": etag} if etag else {}), content=content)


def event(id_, kind, data):
    return f"id: {id_}\nevent: {kind}\ndata: {json.dumps(data)}\n\n"


def shown_review(id_, account="c1", text="Bon"):
    return {"id": id_, "produit": "P1", "auteur": {"compte": account, "nom": "Jeanne Petit"}, "note": 5, "texte": text,
            "le": MODIFIED, "appareil": "d1", "reseau": "n1"}  # fmt: skip


def shown_order(id_, email="a@b.example", phone="", quantity=1, modified=None):
    return {"id": id_, "client": {"nom": "x", "email": email, "telephone": phone, "adresse": "y"}, "passee_le": MODIFIED,
            "modifiee_le": modified, "statut": "livrée", "total_centimes": 250,
            "lignes": [{"produit": "P1", "quantite": quantity, "prix_unitaire_centimes": 250}]}  # fmt: skip


CUSTOMERS = (
    "numero;compte;civilite;nom;prenom;naissance;email;telephone;adresse;code_postal;solde;lettre_info;point_retrait;cree_le;modifie_le\r\n"
    "1;c1;Mme;Petit;Jeanne;1980-01-01; A@b.example;06 39 98 01 02;1 rue;74000;1.00;1;Halle d’Annecy;2025-01-01;2025-02-01\r\n"
    "2;c2;M;Grand;Paul;1980-01-01;c@d.example;;1 rue;97100;2.00;0;Marché;2025-01-01;2025-02-01\r\n"
    "2;c2;M;Grand;Paul;1980-01-01;c@d.example;;1 rue;97100;2.00;0;Marché;2025-01-01;2025-02-01\r\n"
    "3;c9;M;Parti;Luc;1980-01-01;z@z.example;;1 rue;01000;0;0;Marché;2025-01-01;2025-02-01\r\n"
    "4;c4;M;Net;Luc;1980-01-01;e@f.example;+33639980104;1 rue;98000;0;0;Marché;2025-01-01;2025-02-01\r\n"
)
PRICES = (
    '{"produit": "P1", "le": 1784211491000, "montant": 13.30, "unite": "euros"}\n\n{"produit": "P1", "le"\n'
    '{"produit": "P2", "montant": 1}\n{"produit": "P1", "le": "2026-01-02T00:00:00Z", "montant": 5, "unite": "centimes"}\n'
)
LABELS = "avis;verdict;modere_le\nA1;frauduleux;2026-01-02\nA9;honnete;2026-01-03\n"
PRODUCT = """<article class="produit" data-page="miels/miel-1"><h1 itemprop="name">Miel</h1>
<img itemprop="image" src="/medias/F1.jpg" data-fichier="F1">
<dd itemprop="sku">P1</dd><span itemprop="price">12,50 €</span><dd class="tva">5.5 %</dd>
<dd class="mise-en-ligne">2026-01-02</dd><a class="vendeur" data-vendeur="V1">x</a></article>
<section id="avis" data-total="4" data-suite="/xhr/produits/P1/avis?page=1">
<article class="avis" data-avis="A1" data-produit="P1" data-compte="c1" data-appareil="d1" data-reseau="n1">
<span class="note">5</span><p class="date">2026-03-04T13:05:00Z</p><p class="texte">Bon</p></article></section>"""
SITEMAP = "".join(
    f"<url><loc>{SITE}{path}</loc><lastmod>{MODIFIED}</lastmod></url>"
    for path in ("/", "/conditions", "/categories/miels", "/categories/miels/miel-1", "/vendeurs/V1", "/documents/D1.pdf")
)
STREAM = (
    event(1, "avis", {"revision": 2, "recu_le": AT, "avis": shown_review("A10")})
    + event(2, "avis", {"revision": 1, "recu_le": AT, "avis": shown_review("A10", text="Moins")})
    + event(3, "prix", {"recu_le": AT, "produit": "P1", "le": "2026-02-01T00:00:00Z", "prix_centimes": 1300})
    + event(3, "prix", {"recu_le": AT, "produit": "P1", "le": "2026-02-01T00:00:00Z", "prix_centimes": 1300})
    + event(4, "prix", {"recu_le": AT, "produit": "P2", "le": "2026-02-01T00:00:00Z", "prix_centimes": 1})
    + event(5, "prix", {"recu_le": AT, "produit": "P2", "le": "2026-02-01T00:00:00Z", "prix_centimes": 1})
    + event(6, "avis", {"revision": 1, "recu_le": AT, "avis": shown_review("A11", account="c8")})
    + event(7, "effacement", {"recu_le": AT, "personne": {"compte": "c8", "emails": [], "telephones": [], "depuis": "2026-02-02"}})
    + event(8, "avis", {"revision": 1, "recu_le": AT, "avis": shown_review("A12", account="c8")})
    + event(9, "nouveau", {}) + event(9, "fin-du-monde", {})
)  # fmt: skip


def world():
    files = {"fichiers": [{"nom": name, "sha256": f"s-{name}"} for name in
                          ("clients.csv", "prix.jsonl.gz", "moderation.csv", "lisez-moi.txt")]}  # fmt: skip
    customers = CUSTOMERS.encode("cp1252")
    pages = {
        f"{PARTNER}/v1/oppositions": answer(json.dumps({"oppositions": [GONE]}), '"o1"'),
        f"{PARTNER}/v1/flux": [answer(STREAM), answer(event(9, "fin-du-monde", {}))],
        f"{PARTNER}/v1/commandes?limite=500": answer(json.dumps({"commandes": [
            shown_order("O1", modified="2026-08-01T00:00:00Z"), shown_order("O2")], "suivant": "k2"}), '"c1"'),
        f"{PARTNER}/v1/commandes?limite=500&curseur=k2": answer(json.dumps({"commandes": [
            shown_order("O2"), shown_order("O3", email="gone@x.example"), shown_order("O4", phone="0639980109"),
            shown_order("O5") | {"client": None}], "suivant": None}), '"c2"'),
        f"{PARTNER}/v1/fichiers": json.dumps(files),
        f"{PARTNER}/v1/fichiers/clients.csv": customers,
        f"{PARTNER}/v1/fichiers/prix.jsonl.gz": gzip.compress(PRICES.encode()),
        f"{PARTNER}/v1/fichiers/moderation.csv": LABELS,
        f"{REGISTRY}/robots.txt": "User-agent: *\nDisallow: /extraits\nCrawl-delay: 1\n",
        f"{REGISTRY}/producteurs?page=1": answer(
            '<table class="certifications"><tr data-producteur="V1"><td class="identifiant"> V1 </td>'
            '<td class="label">Bio</td><td class="validite">2027-01-02</td></tr></table><a rel="next" href="?page=2">', '"r1"'),
        f"{REGISTRY}/producteurs?page=2": answer(
            '<table class="certifications"><tr data-producteur="V2"><td class="identifiant">V2</td>'
            '<td class="label">AOP</td><td class="validite">2027-01-03 </td></tr></table>', '"r2"'),
        f"{SITE}/robots.txt": "User-agent: *\nDisallow: /admin\n",
        f"{SITE}/sitemap.xml": answer(SITEMAP, '"s1"'),
        f"{SITE}/categories/miels/miel-1": answer(PRODUCT, '"p1"', last_modified="Tue, 01 Sep 2026 10:00:00 GMT"),
        f"{SITE}/xhr/produits/P1/avis?page=1": answer(json.dumps({"avis": [shown_review("A2")], "suivante": 2}), '"x1"'),
        f"{SITE}/xhr/produits/P1/avis?page=2": answer(json.dumps({"avis": [shown_review("A3", account="c9")], "suivante": None}), '"x2"'),
        f"{SITE}/medias/F1.jpg": answer(image("PNG"), content_type="image/jpeg"),
        f"{SITE}/vendeurs/V1": '<div id="vendeur" data-vendeur="V1" data-grain="ab"></div>',
        f"{SITE}/xhr/vendeurs/V1?jeton={module.token('V1', 'ab')}": json.dumps(
            {"id": "V1", "nom": "Ferme", "commune": "Annecy", "departement": "74", "code_postal": "74000",
             "inscrit_le": "2020-01-02", "contact": {"nom": "x"}}),
        f"{SITE}/conditions": '<a class="document" href="/documents/D1.pdf" data-fichier="D1">x</a><a href="/autre">y</a>',
        f"{SITE}/documents/D1.pdf": answer(pdf("Bonjour"), content_type="application/pdf; charset=x"),
    }  # fmt: skip
    return pages


@pytest.fixture
def source(monkeypatch):
    one = FakeSource(world())
    one.time = install(monkeypatch, one)
    monkeypatch.setattr(module, "lock", lambda: one.locks.append(1))
    one.locks = []
    return one


def bodies(kind):
    return {id_: record["body"] for (_, id_), record in Raw().kinds[kind].items()}


def repairs(kind):
    return {id_: record["repairs"] for (_, id_), record in Raw().kinds[kind].items()}


def key(kind, value):
    return pseudonym(kind, value)


def test_who_is_to_be_forgotten_has_several_names():
    assert person_keys(GONE) == [key("account", "c9"), key("email", "gone@x.example"), key("phone", "+33639980109")]
    assert person_keys({"compte": "c8"}) == [key("account", "c8")]
    assert person_keys({"emails": ["a@b.example"]}) == [key("email", "a@b.example")]


def test_everything_is_read_in_order(source):
    collect()
    asked = source.take()
    assert asked[:2] == [f"{PARTNER}/v1/oppositions", f"{PARTNER}/v1/flux"]
    assert len(asked) == len(set(asked)) == 21
    assert f"{SITE}/categories/miels" not in asked
    assert source.locks


def test_persons_are_forgotten_before_anything_else(source):
    collect()
    kept = Raw().kinds["erasures"]
    assert {k: (r["subjects"], r["body"]["reason"], r["body"]["at"], r["observedAt"]) for k, r in kept.items()} == {
        ("partner-objections", f"objection~{key('account', 'c9')}"): (person_keys(GONE), "objection", "2026-01-01", AT),
        ("events", f"erasure~{key('account', 'c8')}"): ([key("account", "c8")], "erasure", "2026-02-02", AT)}  # fmt: skip
    state = read_state()
    assert state["ledger"] == sorted([*person_keys(GONE), key("account", "c8")])
    assert state["dropped"] == sorted(hide(id_) for id_ in ("A3", "A11", "A12"))
    assert set(bodies("reviews")) == {"A1", "A2", "A10"} and set(bodies("customers")) == {"1", "2", "4"}
    assert set(bodies("labels")) == {"A1", "A9"}


def test_the_stream(source):
    collect()
    review = Raw().kinds["reviews"][("events", "A10")]
    assert (review["version"], review["body"]["text"], review["body"]["receivedAt"]) == (2, "Bon", AT)
    assert review["subjects"] == [key("account", "c1")] and review["repairs"] == ["stream-disorder"]
    prices = {id_: r for (src, id_), r in Raw().kinds["prices"].items() if src == "events"}
    assert {id_: (r["repairs"], r["position"]) for id_, r in prices.items()} == {
        "P1~2026-02-01T00:00:00Z": ([], "3"), "P2~2026-02-01T00:00:00Z": (["stream-duplicate"], "4")}  # fmt: skip
    assert prices["P1~2026-02-01T00:00:00Z"]["body"] == {
        "productId": "P1", "at": "2026-02-01T00:00:00Z", "amount": "1300", "unit": "centimes"}  # fmt: skip
    assert read_state()["lastEventId"] == "9"


def test_a_later_revision_is_no_disorder(source):
    source.pages[f"{PARTNER}/v1/flux"] = [answer(
        event(1, "avis", {"revision": 1, "recu_le": AT, "avis": shown_review("A10")})
        + event(2, "avis", {"revision": 1, "recu_le": AT, "avis": shown_review("A10")})
        + event(3, "avis", {"revision": 2, "recu_le": AT, "avis": shown_review("A10", text="Mieux a@b.example")})
        + event(3, "fin-du-monde", {}))]  # fmt: skip
    collect(("stream",))
    review = Raw().kinds["reviews"][("events", "A10")]
    assert (review["version"], review["body"]["text"], review["repairs"]) == (2, "Mieux [e-mail]", ["text-contact"])


def test_orders_are_read_to_the_end(source):
    collect()
    one = Raw().kinds["orders"]
    assert bodies("orders")["O1"] == {
        "orderId": "O1", "customerKey": key("email", "a@b.example"), "orderedAt": MODIFIED, "status": "livrée",
        "totalCents": 250, "lines": [{"productId": "P1", "quantity": "1", "unitPriceCents": 250}]}  # fmt: skip
    assert {id_: b["customerKey"] is None for id_, b in bodies("orders").items()} == {
        "O1": False, "O2": False, "O3": True, "O4": True, "O5": True}  # fmt: skip
    assert repairs("orders") == {"O1": [], "O2": ["page-overlap"], "O3": [], "O4": [], "O5": []}
    assert {k[1]: r["position"] for k, r in one.items()} == {
        "O1": "#0", "O2": "#1", "O3": "k2#1", "O4": "k2#2", "O5": "k2#3"}  # fmt: skip
    assert one[("partner-orders", "O1")]["version"] == 1785542400 and one[("partner-orders", "O2")]["version"] == 1
    assert one[("partner-orders", "O1")]["subjects"] == [key("email", "a@b.example")]
    assert read_state()["cursor"] == "k2"


def test_the_last_page_of_orders_is_read_again_when_it_has_changed(source):
    collect()
    source.take()
    collect(("orders",))
    assert source.take() == [f"{PARTNER}/v1/commandes?limite=500&curseur=k2"]
    assert repairs("orders")["O3"] == []
    source.pages[f"{PARTNER}/v1/commandes?limite=500&curseur=k2"] = answer(
        json.dumps({"commandes": [shown_order("O2"), shown_order("O3"), shown_order("O6")], "suivant": None}), '"c3"')
    collect(("orders",))
    assert "O6" in bodies("orders") and repairs("orders")["O3"] == [] and repairs("orders")["O2"] == ["page-overlap"]


def test_customers_under_pseudonyms(source):
    collect()
    assert bodies("customers")["1"] == {
        "recordId": "1", "accountKey": key("account", "c1"), "emailKey": key("email", "a@b.example"),
        "phoneKey": key("phone", "+33639980102"), "department": "74", "loyaltyBalance": "1.00", "newsletter": "1",
        "pickupPoint": "Halle d’Annecy", "createdOn": "2025-01-01", "updatedAt": "2025-02-01"}  # fmt: skip
    assert [bodies("customers")[n]["department"] for n in ("2", "4")] == ["971", "980"]
    assert repairs("customers") == {"1": ["email-case", "phone-international", "cp1252"], "2": ["duplicate-row"], "4": []}
    assert set(Raw().kinds["customers"][("drop-customers", "1")]["subjects"]) == {
        key("account", "c1"), key("email", "a@b.example"), key("phone", "+33639980102")}  # fmt: skip


def test_the_rest_of_the_files(source):
    collect()
    prices = {id_: b for (src, id_), b in ((k, r["body"]) for k, r in Raw().kinds["prices"].items()) if src == "drop-prices"}
    assert prices == {
        "P1~1784211491000": {"productId": "P1", "at": "1784211491000", "amount": "13.30", "unit": "euros"},
        "P1~2026-01-02T00:00:00Z": {"productId": "P1", "at": "2026-01-02T00:00:00Z", "amount": "5", "unit": "centimes"}}  # fmt: skip
    assert list(Raw().kinds["rejects"].values()) == [
        {"source": "drop-prices", "kind": "prices", "pointer": f"prix.jsonl.gz#{line}", "rule": "json-truncated"} for line in (3, 4)]  # fmt: skip
    assert bodies("labels")["A1"] == {"reviewId": "A1", "verdict": "frauduleux", "moderatedOn": "2026-01-02"}
    assert read_state()["drops"] == {name: f"s-{name}" for name in ("clients.csv", "prix.jsonl.gz", "moderation.csv")}
    source.take()
    collect(("drops",))
    assert source.take() == [f"{PARTNER}/v1/fichiers"]


def test_the_registry_at_its_pace(source):
    collect()
    assert bodies("certifications") == {
        "V1~Bio": {"sellerId": "V1", "label": "Bio", "validUntil": "2027-01-02"},
        "V2~AOP": {"sellerId": "V2", "label": "AOP", "validUntil": "2027-01-03"}}  # fmt: skip
    assert source.time.sleeps.count(1.05) == 2
    source.take()
    collect(("registry_pages",))
    assert source.take() == [f"{REGISTRY}{path}" for path in ("/robots.txt", "/producteurs?page=1", "/producteurs?page=2")]
    assert len(bodies("certifications")) == 2


def test_ten_pages_of_the_registry_at_most(source):
    for page in range(1, 20):
        source.pages[f"{REGISTRY}/producteurs?page={page}"] = (
            f'<a rel="next" href="/producteurs?page={page + 1}"></a>')
    collect(("registry_pages",))
    assert len(source.take()) == 11


def test_the_site(source):
    collect()
    product = Raw().kinds["products"][("catalogue-pages", "P1~miels")]
    assert (product["version"], product["observedAt"], product["body"]["page"]) == (1788256800000, AT, "miels/miel-1")
    assert {k[1]: (r["source"], r["version"], r["observedAt"]) for k, r in Raw().kinds["reviews"].items() if k[0] != "events"} == {
        "A1": ("review-pages", 1, AT), "A2": ("review-pages", 1, AT)}  # fmt: skip
    assert bodies("sellers") == {"V1": {"sellerId": "V1", "name": "Ferme", "commune": "Annecy", "department": "74",
                                       "postcode": "74000", "joinedOn": "2020-01-02"}}  # fmt: skip
    state = read_state()
    assert state["totals"] == {"P1": 4}
    assert state["pages"] == {
        "/conditions": MODIFIED, "/categories/miels/miel-1": MODIFIED, "/vendeurs/V1": MODIFIED,
        "next/xhr/produits/P1/avis?page=1": "/xhr/produits/P1/avis?page=2", "next/xhr/produits/P1/avis?page=2": None,
        "registry/producteurs?page=1": "/producteurs?page=2", "registry/producteurs?page=2": None}  # fmt: skip
    files = bodies("files")
    assert (files["F1"]["mediaType"], files["F1"]["declaredMediaType"], files["F1"]["path"]) == ("image/png", "image/jpeg", "/medias/F1.jpg")
    assert repairs("files") == {"F1": ["media-type-lie"], "D1": []}
    assert {k[0] for k in Raw().kinds["files"]} == {"media", "documents"} and files["D1"]["text"] == "Bonjour"
    assert state["files"] == ["D1", "F1"]


def test_a_map_that_has_not_changed_ends_the_reading(source):
    collect()
    source.take()
    collect(("pages",))
    assert source.take() == [f"{SITE}/robots.txt", f"{SITE}/sitemap.xml"]


def test_only_pages_that_have_changed_are_read(source):
    collect()
    source.take()
    later = MODIFIED.replace("T10", "T11")
    source.pages[f"{SITE}/sitemap.xml"] = answer(SITEMAP.replace(f"miel-1</loc><lastmod>{MODIFIED}", f"miel-1</loc><lastmod>{later}"), '"s2"')
    collect(("pages",))
    assert source.take() == [f"{SITE}{path}" for path in ("/robots.txt", "/sitemap.xml", "/categories/miels/miel-1")]
    product = Raw().kinds["products"][("catalogue-pages", "P1~miels")]
    assert product["version"] == 1788260400000 and read_state()["pages"]["/categories/miels/miel-1"] == later


def test_a_changed_page_is_read_whole_and_its_image_once(source):
    collect()
    source.take()
    later = MODIFIED.replace("T10", "T11")
    source.pages[f"{SITE}/sitemap.xml"] = answer(SITEMAP.replace(MODIFIED, later), '"s2"')
    source.pages[f"{SITE}/categories/miels/miel-1"] = answer(PRODUCT.replace("12,50", "13,00"), '"p2"')
    source.pages[f"{SITE}/xhr/produits/P1/avis?page=2"] = answer(json.dumps({"avis": [shown_review("A4")], "suivante": None}), '"x3"')
    collect(("pages",))
    asked = source.take()
    assert f"{SITE}/medias/F1.jpg" not in asked and f"{SITE}/documents/D1.pdf" not in asked
    assert f"{SITE}/xhr/produits/P1/avis?page=2" in asked
    product = Raw().kinds["products"][("catalogue-pages", "P1~miels")]
    assert product["body"]["price"] == "13,00 €" and product["version"] == 1788260400000
    assert "A4" in bodies("reviews")


def test_a_product_without_image_or_more_reviews(source):
    source.pages[f"{SITE}/categories/miels/miel-1"] = PRODUCT.replace(' data-suite="/xhr/produits/P1/avis?page=1"', "").replace(
        '<img itemprop="image" src="/medias/F1.jpg" data-fichier="F1">', "")  # fmt: skip
    collect(("pages",))
    asked = source.take()
    assert not any("xhr/produits" in one or "medias" in one for one in asked) and "P1~miels" in bodies("products")


def test_two_pages_of_a_product_share_their_reviews(source):
    source.pages[f"{SITE}/sitemap.xml"] = SITEMAP + f"<loc>{SITE}/categories/paniers/miel-1</loc><lastmod>{MODIFIED}</lastmod>"
    source.pages[f"{SITE}/categories/paniers/miel-1"] = PRODUCT.replace("miels/miel-1", "paniers/miel-1")
    collect(("pages",))
    assert source.take().count(f"{SITE}/xhr/produits/P1/avis?page=1") == 1
    assert set(bodies("products")) == {"P1~miels", "P1~paniers"}


def test_one_broken_source_does_not_cost_the_others(source, capsys):
    source.pages[f"{PARTNER}/v1/commandes?limite=500&curseur=k2"] = httpx.Response(500)
    with pytest.raises(SystemExit) as caught:
        collect()
    assert caught.value.code == 1 and "not collected, orders: RuntimeError" in capsys.readouterr().out
    assert bodies("orders") == {} and "P1~miels" in bodies("products") and "cursor" not in read_state()


def test_what_is_kept_when_a_person_goes_later(source):
    collect()
    source.pages[f"{PARTNER}/v1/oppositions"] = answer(
        json.dumps({"oppositions": [GONE, {"compte": "c1", "emails": ["a@b.example"], "telephones": [], "depuis": "x"}]}), '"o2"')
    one = collect(("objections",))
    assert isinstance(one, Collector) and bodies("reviews") == {} and set(bodies("customers")) == {"2", "4"}
    assert bodies("orders")["O1"]["customerKey"] is None and set(bodies("labels")) == {"A9"}
    assert hide("A1") in one.dropped


def test_files_are_known_by_their_bytes():
    png, jpeg, text = image("PNG"), image("JPEG", "2026:03:04 10:11:12"), pdf("Bonjour")
    assert describe(png) == {
        "mediaType": "image/png", "bytes": len(png), "sha256": hashlib.sha256(png).hexdigest(), "width": 3, "height": 2,
        "takenAt": None, "text": None, "content": module.base64.b64encode(png).decode()}  # fmt: skip
    assert (describe(jpeg)["mediaType"], describe(jpeg)["takenAt"]) == ("image/jpeg", "2026:03:04 10:11:12")
    assert (describe(text)["mediaType"], describe(text)["text"], describe(text)["width"]) == ("application/pdf", "Bonjour", None)
    edge = jpeg + b"\0" * (module.INLINE - len(jpeg))
    assert describe(edge)["content"] and describe(edge + b"\0")["content"] is None
