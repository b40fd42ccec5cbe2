"""How a person, a device or a network is named: the contract's HMAC over a normalised value."""

import hashlib
import hmac
import re

from audit.environment import required

NOISE = re.compile(r"[\s\u00a0\u202f.\-‐‑–/()]")
FRENCH = re.compile(r"(?:\+33|0033|0)([1-9]\d{8})")


def normal_email(value: str) -> str:
    value = value.strip().lower()
    return value.removeprefix("mailto:").strip()


def normal_phone(value: str) -> str:
    compact = NOISE.sub("", value.replace("(0)", ""))
    match = FRENCH.fullmatch(compact)
    return "+33" + match[1] if match else value.strip()


def pseudonym(kind: str, value: str, key: str | None = None) -> str | None:
    if kind == "email":
        value = normal_email(value)
    elif kind == "phone":
        value = normal_phone(value)
    if not value:
        return None
    secret = (key or required("PSEUDONYM_KEY")).encode()
    return hmac.new(secret, f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()
