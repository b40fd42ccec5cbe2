"""Cleaning rules. Each function returns the clean value and the names of the rules it used."""

import html
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
SPACES = "\\s\u00a0\u2007\u2009\u202f"
MISSING = {"N/A", "NC", "-", "(vide)"}
MONTHS = {
    name: rank
    for rank, name in enumerate(
        "janvier février mars avril mai juin juillet août septembre octobre novembre "
        "décembre".split(),
        1,
    )
}
MERGED = {
    "Cherbourg-Octeville": "Cherbourg-en-Cotentin",
    "Tourlaville": "Cherbourg-en-Cotentin",
    "Équeurdreville-Hainneville": "Cherbourg-en-Cotentin",
    "Le Chesnay": "Le Chesnay-Rocquencourt",
    "Évry": "Évry-Courcouronnes",
    "Courcouronnes": "Évry-Courcouronnes",
    "Annecy-le-Vieux": "Annecy",
    "Seynod": "Annecy",
    "Chemillé": "Chemillé-en-Anjou",
    "Beaupréau": "Beaupréau-en-Mauges",
    "Segré": "Segré-en-Anjou Bleu",
    "Baugé": "Baugé-en-Anjou",
}
STATUSES = {
    "passée": "placed",
    "expédiée": "shipped",
    "livrée": "delivered",
    "annulée": "cancelled",
}
EMAIL = re.compile(r"(?:mailto:\s*)?[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    rf"(?<![\d+])(?:\+33|0033|0)[{SPACES}.\-/]*(?:\(0\)[{SPACES}.\-/]*)?"
    rf"[1-9](?:[{SPACES}.\-/]*\d){{8}}(?!\d)"
)
TAG = re.compile(rf"[{SPACES}]*(?:</?[A-Za-z][^<>]*>[{SPACES}]*)+")
ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")


class Rejected(Exception):
    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def hide_contacts(text: str) -> tuple[str, list[str]]:
    hidden = PHONE.sub("[téléphone]", EMAIL.sub("[e-mail]", text))
    return hidden, ["text-contact"] if hidden != text else []


def name(shown: str) -> tuple[str, list[str]]:
    rules = []
    clean = re.sub(rf"[{SPACES}]+", " ", shown).strip()
    if clean != shown:
        rules.append("spaces")
    if "’" in clean:
        clean = clean.replace("’", "'")
        rules.append("apostrophe")
    return clean, rules


def description(shown: str | None) -> tuple[str | None, list[str]]:
    if not shown or not shown.strip():
        return None, []
    if ENTITY.search(shown):
        return html.unescape(shown), ["double-entity"]
    return shown, []


def price_cents(shown: str) -> tuple[int | None, list[str]]:
    value = shown.replace("€", "").strip()
    rules = []
    if re.search(rf"\d[{SPACES}]\d", value):
        rules.append("price-thousands")
    value = re.sub(rf"[{SPACES}]", "", value)
    if "," in value:
        rules.append("price-comma")
        value = value.replace(",", ".")
    try:
        return int((Decimal(value) * 100).to_integral_value()), rules
    except InvalidOperation:
        return None, []


def vat_points(shown: str) -> tuple[int, list[str]]:
    value = Decimal(shown.replace("%", "").replace(",", ".").strip())
    if "%" in shown:
        return int(value * 100), []
    return int(value * 10000), ["vat-fraction"]


def quantity(shown: str | None) -> tuple[int | None, str | None, list[str]]:
    if shown is None or not shown.strip():
        return None, None, []
    if shown.strip() in MISSING:
        return None, None, ["missing-marker"]
    match = re.fullmatch(r"([\d.,]+)(kg|g|ml|cl|l)", re.sub(rf"[{SPACES}]", "", shown.lower()))
    if not match:
        return None, None, []
    value = Decimal(match[1].replace(",", "."))
    factor, unit, rules = {
        "g": (1, "g", []),
        "kg": (1000, "g", ["unit-kilograms"]),
        "ml": (1, "ml", []),
        "cl": (10, "ml", ["unit-litres"]),
        "l": (1000, "ml", ["unit-litres"]),
    }[match[2]]
    return int(value * factor), unit, rules


def day(shown: str) -> tuple[date, list[str]]:
    shown = shown.strip()
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", shown):
        return date(int(match[3]), int(match[2]), int(match[1])), ["date-slash"]
    if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{2})", shown):
        return date(2000 + int(match[3]), int(match[2]), int(match[1])), ["date-short-year"]
    if match := re.fullmatch(r"(\d{1,2})(?:er)?\s+(\w+)\s+(\d{4})", shown):
        return date(int(match[3]), MONTHS[match[2].lower()], int(match[1])), ["date-words"]
    return date.fromisoformat(shown[:10]), []


def instant(shown: str) -> tuple[datetime, list[str]]:
    shown = str(shown).strip()
    if shown.isdigit():
        return datetime.fromtimestamp(int(shown) / 1000, UTC), ["date-epoch"]
    value = datetime.fromisoformat(shown.replace("Z", "+00:00"))
    if value.tzinfo is None:
        return value.replace(tzinfo=PARIS).astimezone(UTC), ["time-zone-missing"]
    return value.astimezone(UTC), []


def postcode(shown: str) -> tuple[str, list[str]]:
    shown = shown.strip()
    return ("0" + shown, ["postcode-short"]) if re.fullmatch(r"\d{4}", shown) else (shown, [])


def department(shown: str, code: str) -> tuple[str, list[str]]:
    if shown.strip() != "20":
        return shown.strip(), []
    return "2A" if code.startswith(("200", "201")) else "2B", ["department-corsica"]


def commune(shown: str) -> tuple[str, list[str]]:
    shown = shown.strip()
    return (MERGED[shown], ["commune-merged"]) if shown in MERGED else (shown, [])


def rating(shown: str) -> tuple[int, list[str]]:
    shown = str(shown).strip()
    match = re.fullmatch(r"([1-5])(\s*/\s*5)?", shown)
    if not match:
        raise Rejected("rating-out-of-range")
    return int(match[1]), ["rating-fraction"] if match[2] else []


def _byte(char: str) -> int:
    try:
        return char.encode("cp1252")[0]
    except UnicodeEncodeError:
        return ord(char) if 0x80 <= ord(char) <= 0x9F else -1


LEADS = {0xC2: 1, 0xC3: 1, 0xC5: 1, 0xE2: 2, 0xEF: 2, 0xF0: 3}


def mojibake(text: str) -> str:
    out, index = [], 0
    while index < len(text):
        lead = _byte(text[index])
        count = LEADS.get(lead, 0)
        tail = [_byte(char) for char in text[index + 1 : index + 1 + count]]
        if count and len(tail) == count and all(0x80 <= byte <= 0xBF for byte in tail):
            try:
                out.append(bytes([lead, *tail]).decode("utf-8"))
                index += 1 + count
                continue
            except UnicodeDecodeError:
                pass
        out.append(text[index])
        index += 1
    return "".join(out)


def review_text(shown: str | None) -> tuple[str | None, list[str]]:
    if shown is None or not shown.strip():
        return None, []
    if shown.strip() in MISSING:
        return None, ["missing-marker"]
    rules = []
    clean = mojibake(shown)
    if clean != shown:
        rules.append("mojibake")
    if TAG.search(clean):
        clean = TAG.sub(" ", clean).strip()
        rules.append("text-markup")
    return clean or None, rules


def written_at(body: dict, observed: str) -> tuple[datetime, list[str]]:
    value, _ = instant(body["writtenAt"])
    limit, rules = observed, []
    if body.get("receivedAt"):
        received, _ = instant(body["receivedAt"])
        limit = body["receivedAt"]
        if abs(value - received) > timedelta(hours=1):
            value, rules = received, ["clock-skew"]
    if value > instant(limit)[0] + timedelta(days=1):
        raise Rejected("date-future")
    return value, rules


def line_quantity(shown: str | int) -> tuple[int, list[str]]:
    text = str(shown).strip()
    match = re.fullmatch(r"[x×]?\s*(-?\d+)\s*(?:unités?|unites?)?", text, re.I)
    value = int(match[1])
    return value, [] if re.fullmatch(r"-?\d+", text) else ["quantity-text"]


def order(body: dict) -> tuple[dict, list[str]]:
    rules: list[str] = []
    lines = []
    for rank, line in enumerate(body["lines"], 1):
        count, used = line_quantity(line["quantity"])
        if count <= 0:
            raise Rejected("quantity-negative")
        rules += used
        lines.append((rank, line["productId"], count, int(line["unitPriceCents"])))
    total = sum(count * cents for _, _, count, cents in lines)
    if total != body["totalCents"]:
        rules.append("total-mismatch")
    at, used = instant(body["orderedAt"])
    rules += used
    status = body["status"].strip().lower()
    if status in STATUSES:
        status = STATUSES[status]
        rules.append("status-synonym")
    return {"at": at, "status": status, "total": total, "lines": lines}, rules


def price(body: dict) -> tuple[tuple[datetime, int], list[str]]:
    at, rules = instant(body["at"])
    amount = Decimal(str(body["amount"]).replace(",", "."))
    if amount <= 0:
        raise Rejected("price-not-positive")
    if body["unit"] == "euros":
        return (at, int((amount * 100).to_integral_value())), [*rules, "price-unit"]
    return (at, int(amount)), rules


def customer(body: dict) -> tuple[dict, list[str]]:
    rules = []
    try:
        created = date.fromisoformat(body["createdOn"][:10])
        updated, _ = instant(body["updatedAt"])
    except ValueError:
        raise Rejected("date-impossible") from None
    balance = body["loyaltyBalance"].strip()
    if "," in balance:
        balance = balance.replace(",", ".")
        rules.append("decimal-comma")
    letter = body["newsletter"].strip().lower()
    if letter in ("oui", "non", "o", "n"):
        rules.append("boolean-french")
    return {
        "created": created,
        "updated": updated,
        "loyalty": int((Decimal(balance) * 100).to_integral_value()),
        "newsletter": letter in ("1", "oui", "o"),
    }, rules
