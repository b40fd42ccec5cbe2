"""`collect`: who is to be forgotten first, then every source, into the raw layer."""

import base64
import csv
import gzip
import hashlib
import io
import json
import re

import httpx
from bs4 import BeautifulSoup

from audit.clean import instant
from audit.environment import required
from audit.pages import image_path, read_json_review, read_product, read_reviews, token
from audit.pseudonyms import normal_email, normal_phone, pseudonym
from audit.raw import Raw, hide, lock, read_state, write_state
from audit.web import WORLD_END, PoliteClient, clock, http_time

INLINE = 256 * 1024


def person_keys(person: dict) -> list[str]:
    keys = [pseudonym("account", person.get("compte") or "")]
    keys += [pseudonym("email", value) for value in person.get("emails", [])]
    keys += [pseudonym("phone", value) for value in person.get("telephones", [])]
    return [key for key in keys if key]


class Collector:
    def __init__(self) -> None:
        lock()
        self.state = read_state()
        self.raw = Raw()
        self.partner = PoliteClient(
            required("SOURCE_PARTNER_URL"),
            {"authorization": f"Bearer {required('SOURCE_PARTNER_KEY')}"},
            memory=self.state.setdefault("etags", {}),
        )
        self.site = PoliteClient(required("SOURCE_SITE_URL"), memory=self.state["etags"])
        self.registry = PoliteClient(required("SOURCE_REGISTRY_URL"), memory=self.state["etags"])
        self.forgotten = self.raw.forgotten() | set(self.state.get("ledger", []))
        self.dropped = set(self.state["dropped"])
        self.seen_xhr: set[str] = set()

    def save(self) -> None:
        self.state["dropped"] = sorted(self.dropped | set(self.state["dropped"]))
        self.state["ledger"] = sorted(self.forgotten)
        self.raw.forget(self.state, self.forgotten)
        self.dropped = set(self.state["dropped"])
        self.raw.save()
        write_state(self.state)

    def erasure(self, source: str, reason: str, person: dict, observed: str) -> None:
        keys = person_keys(person)
        self.forgotten.update(keys)
        body = {"subjects": keys, "reason": reason, "at": person.get("depuis")}
        self.raw.put(source, "erasures", f"{reason}~{keys[0]}", body, observed=observed,
                     subjects=keys)  # fmt: skip

    def objections(self) -> None:
        answer = self.partner.get("/v1/oppositions", conditional=True)
        if answer.status_code != 304:
            for person in answer.json()["oppositions"]:
                self.erasure("partner-objections", "objection", person, clock(answer))

    def stream(self) -> None:
        last = self.state.get("lastEventId", "")
        for event, observed in self.partner.stream("/v1/flux", last):
            if event.get("event") != WORLD_END:
                self.event(event, json.loads(event["data"]), observed)
            self.state["lastEventId"] = event["id"]

    def event(self, event: dict, data: dict, observed: str) -> None:
        kind = event.get("event")
        if kind == "effacement":
            self.erasure("events", "erasure", data["personne"], observed)
        elif kind == "prix":
            body = {"productId": data["produit"], "at": str(data["le"]),
                    "amount": str(data["prix_centimes"]), "unit": "centimes"}  # fmt: skip
            id_ = f"{body['productId']}~{body['at']}"
            old = self.raw.kinds["prices"].get(("events", id_))
            record = self.raw.put("events", "prices", id_, body, observed=observed)
            if old and old.get("position") != event["id"]:
                self.raw.note(record, "stream-duplicate")
            record.setdefault("position", event["id"])
        elif kind == "avis":
            body, rules = read_json_review(data["avis"])
            body["receivedAt"] = data["recu_le"]
            old = self.raw.kinds["reviews"].get(("events", body["reviewId"]))
            self.review("events", body, rules, observed, data["revision"])
            if old and old["version"] > data["revision"]:
                self.raw.note(old, "stream-disorder")

    def review(self, source, body, rules, observed, version=1) -> None:
        if body["accountKey"] in self.forgotten:
            self.dropped.add(hide(body["reviewId"]))
            return
        self.raw.put(source, "reviews", body["reviewId"], body, observed=observed,
                     version=version, subjects=[body["accountKey"]], repairs=rules)  # fmt: skip

    def orders(self) -> None:
        cursor = self.state.get("cursor", "")
        while True:
            path = "/v1/commandes?limite=500" + (f"&curseur={cursor}" if cursor else "")
            answer = self.partner.get(path, conditional=True)
            self.state["cursor"] = cursor
            if answer.status_code == 304:
                return
            page = answer.json()
            for rank, one in enumerate(page["commandes"]):
                self.order(one, clock(answer), f"{cursor}#{rank}")
            if not page["suivant"]:
                return
            cursor = page["suivant"]

    def order(self, one: dict, observed: str, position: str) -> None:
        client = one.get("client") or {}
        key = pseudonym("email", client.get("email") or "")
        phone = pseudonym("phone", client.get("telephone") or "")
        if {key, phone} & self.forgotten:
            key = None
        body = {
            "orderId": one["id"],
            "customerKey": key,
            "orderedAt": one["passee_le"],
            "status": one["statut"],
            "totalCents": one["total_centimes"],
            "lines": [
                {"productId": line["produit"], "quantity": str(line["quantite"]),
                 "unitPriceCents": line["prix_unitaire_centimes"]}
                for line in one["lignes"]
            ],
        }  # fmt: skip
        modified = one.get("modifiee_le")
        version = int(instant(modified)[0].timestamp()) if modified else 1
        old = self.raw.kinds["orders"].get(("partner-orders", one["id"]))
        record = self.raw.put("partner-orders", "orders", one["id"], body, observed=observed,
                              version=version, subjects=[key])  # fmt: skip
        if old and old.get("position") != position:
            self.raw.note(record, "page-overlap")
        record.setdefault("position", position)

    def drops(self) -> None:
        readers = {
            "clients.csv": self.customers,
            "prix.jsonl.gz": self.price_file,
            "moderation.csv": self.labels,
        }
        known = self.state.setdefault("drops", {})
        for file in self.partner.get("/v1/fichiers").json()["fichiers"]:
            reader = readers.get(file["nom"])
            if not reader or known.get(file["nom"]) == file["sha256"]:
                continue
            answer = self.partner.get(f"/v1/fichiers/{file['nom']}")
            reader(answer.content, clock(answer))
            known[file["nom"]] = file["sha256"]

    def customers(self, content: bytes, observed: str) -> None:
        text = "".join(
            bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in content
        )
        seen: set[tuple] = set()
        for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";"):
            keys = {
                "account": pseudonym("account", row["compte"]),
                "email": pseudonym("email", row["email"]),
                "phone": pseudonym("phone", row["telephone"]),
            }
            if set(keys.values()) & self.forgotten:
                continue
            rules = []
            if row["email"] != normal_email(row["email"]):
                rules.append("email-case")
            if row["telephone"] and row["telephone"] != normal_phone(row["telephone"]):
                rules.append("phone-international")
            pickup = row["point_retrait"]
            if pickup.encode("cp1252", "replace").decode("latin-1") != pickup:
                rules.append("cp1252")
            code = row["code_postal"].strip()
            body = {
                "recordId": row["numero"],
                "accountKey": keys["account"],
                "emailKey": keys["email"],
                "phoneKey": keys["phone"],
                "department": code[: 3 if code.startswith(("97", "98")) else 2],
                "loyaltyBalance": row["solde"],
                "newsletter": row["lettre_info"],
                "pickupPoint": pickup,
                "createdOn": row["cree_le"],
                "updatedAt": row["modifie_le"],
            }
            line = tuple(row.values())
            record = self.raw.put("drop-customers", "customers", row["numero"], body,
                                  observed=observed, subjects=keys.values(),
                                  repairs=rules)  # fmt: skip
            if line in seen:
                self.raw.note(record, "duplicate-row")
            seen.add(line)

    def price_file(self, content: bytes, observed: str) -> None:
        lines = gzip.decompress(content).decode("utf-8").splitlines()
        for rank, line in enumerate(lines, 1):
            try:
                row = json.loads(line, parse_float=str)
                body = {"productId": row["produit"], "at": str(row["le"]),
                        "amount": str(row["montant"]), "unit": row["unite"]}  # fmt: skip
            except (ValueError, KeyError, TypeError):
                if line.strip():
                    reject = {"source": "drop-prices", "kind": "prices",
                              "pointer": f"prix.jsonl.gz#{rank}",
                              "rule": "json-truncated"}  # fmt: skip
                    self.raw.kinds["rejects"][("drop-prices", reject["pointer"])] = reject
                    self.raw.dirty.add("rejects")
                continue
            self.raw.put("drop-prices", "prices", f"{body['productId']}~{body['at']}", body,
                         observed=observed)  # fmt: skip

    def labels(self, content: bytes, observed: str) -> None:
        for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"):
            body = {"reviewId": row["avis"], "verdict": row["verdict"],
                    "moderatedOn": row["modere_le"]}  # fmt: skip
            self.raw.put("drop-labels", "labels", row["avis"], body, observed=observed)

    def registry_pages(self) -> None:
        self.registry.read_robots()
        path: str | None = "/producteurs?page=1"
        for _ in range(10):
            answer = self.registry.get(path, conditional=True)
            if answer.status_code == 304:
                path = self.state["pages"].get("registry" + path)
                if not path:
                    return
                continue
            page = BeautifulSoup(answer.text, "html.parser")
            for row in page.select("table.certifications tr[data-producteur]"):
                body = {
                    "sellerId": row.select_one(".identifiant").get_text().strip(),
                    "label": row.select_one(".label").get_text().strip(),
                    "validUntil": row.select_one(".validite").get_text().strip(),
                }
                self.raw.put("registry", "certifications", f"{body['sellerId']}~{body['label']}",
                             body, observed=clock(answer))  # fmt: skip
            following = page.select_one("[rel=next]")
            here, path = path, following["href"] if following else None
            if path and path.startswith("?"):
                path = "/producteurs" + path
            self.state["pages"]["registry" + here] = path
            if not path:
                return

    def pages(self) -> None:
        self.site.read_robots()
        answer = self.site.get("/sitemap.xml", conditional=True)
        if answer.status_code == 304:
            return
        entries = re.findall(r"<loc>([^<]+)</loc>\s*<lastmod>([^<]+)</lastmod>", answer.text)
        for address, modified in entries:
            path = "/" + address.split("/", 3)[3]
            if self.state["pages"].get(path) == modified:
                continue
            if path.count("/") == 3 and path.startswith("/categories/"):
                self.product(path, modified)
            elif path.startswith("/vendeurs/"):
                self.seller(path)
            elif path == "/conditions":
                self.documents(path)
            else:
                continue
            self.state["pages"][path] = modified

    def product(self, path: str, modified: str) -> None:
        answer = self.site.get(path, conditional=True)
        listed = int(instant(modified)[0].timestamp())
        if answer.status_code == 304:
            # The same page, at another date: the stores are not behind.
            for record in self.raw.kinds["products"].values():
                if path == f"/categories/{record['body']['page']}":
                    record["version"] = listed * 1000
                    self.raw.dirty.add("products")
            return
        observed = clock(answer)
        body = read_product(answer.text)
        # In milliseconds, as RAW_DIR has it.
        version = (http_time(answer.headers.get("last-modified")) or listed) * 1000
        self.raw.put("catalogue-pages", "products", f"{body['reference']}~{body['category']}",
                     body, observed=observed, version=version)  # fmt: skip
        reviews, total, following = read_reviews(answer.text)
        for review, rules in reviews:
            self.review("review-pages", review, rules, observed)
        self.state["totals"][body["reference"]] = total
        while following and following not in self.seen_xhr:
            self.seen_xhr.add(following)
            following = self.review_page(following)
        source = image_path(answer.text)
        if source:
            self.file("media", source, body["imageFileId"])

    def review_page(self, path: str) -> str | None:
        answer = self.site.get(path, conditional=True)
        if answer.status_code == 304:
            return self.state["pages"].get("next" + path)
        page = answer.json()
        for one in page["avis"]:
            body, rules = read_json_review(one)
            self.review("review-pages", body, rules, clock(answer))
        number = page["suivante"]
        following = re.sub(r"page=\d+", f"page={number}", path) if number else None
        self.state["pages"]["next" + path] = following
        return following

    def seller(self, path: str) -> None:
        shell = BeautifulSoup(self.site.get(path).text, "html.parser").select_one("#vendeur")
        seller = shell["data-vendeur"]
        answer = self.site.get(f"/xhr/vendeurs/{seller}?jeton={token(seller, shell['data-grain'])}")
        one = answer.json()
        body = {
            "sellerId": one["id"], "name": one["nom"], "commune": one["commune"],
            "department": one["departement"], "postcode": one["code_postal"],
            "joinedOn": one["inscrit_le"],
        }  # fmt: skip
        self.raw.put("seller-pages", "sellers", seller, body, observed=clock(answer))

    def documents(self, path: str) -> None:
        page = BeautifulSoup(self.site.get(path).text, "html.parser")
        for link in page.select("a.document"):
            self.file("documents", link["href"], link["data-fichier"])

    def file(self, source: str, path: str, id_: str) -> None:
        if (source, id_) in self.raw.kinds["files"] or id_ in self.state.setdefault("files", []):
            return
        answer = self.site.get(path)
        declared = answer.headers.get("content-type", "").split(";")[0].strip()
        body = {"fileId": id_, "path": path, "declaredMediaType": declared}
        body |= describe(answer.content)
        rules = ["media-type-lie"] if body["mediaType"] != declared else []
        self.raw.put(source, "files", id_, body, observed=clock(answer), repairs=rules)
        self.state["files"].append(id_)


def describe(content: bytes) -> dict:
    body = {"mediaType": "application/octet-stream", "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(), "width": None, "height": None,
            "takenAt": None, "text": None, "content": None}  # fmt: skip
    if len(content) <= INLINE:
        body["content"] = base64.b64encode(content).decode()
    if content.startswith(b"%PDF"):
        from pypdf import PdfReader

        body["mediaType"] = "application/pdf"
        pages = PdfReader(io.BytesIO(content)).pages
        body["text"] = "\n".join(page.extract_text() for page in pages).strip()
        return body
    from PIL import Image

    with Image.open(io.BytesIO(content)) as image:
        body["mediaType"] = {"PNG": "image/png", "JPEG": "image/jpeg"}[image.format]
        body["width"], body["height"] = image.size
        exif = image.getexif()
        body["takenAt"] = exif.get_ifd(0x8769).get(0x9003) or exif.get(0x9003)
    return body


def collect(parts: tuple[str, ...] = ()) -> Collector:
    one = Collector()
    failures = []
    for part in ("objections", "stream", "orders", "drops", "registry_pages", "pages"):
        if parts and part not in parts:
            continue
        try:
            getattr(one, part)()
            one.save()
        except (RuntimeError, httpx.HTTPError, OSError) as problem:
            failures.append(f"{part}: {type(problem).__name__}")
            one = Collector()
    for failure in failures:
        print("not collected,", failure)
    if failures:
        raise SystemExit(1)
    return one


if __name__ == "__main__":
    result = collect()
    for kind, records in result.raw.kinds.items():
        print(f"{kind}: {len(records)}")
