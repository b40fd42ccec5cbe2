"""How a person, a device or a network is named: the contract's HMAC."""

import hashlib
import hmac

from audit.environment import required


def pseudonym(kind: str, value: str, key: str | None = None) -> str:
    secret = (key or required("PSEUDONYM_KEY")).encode()
    return hmac.new(secret, f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()
