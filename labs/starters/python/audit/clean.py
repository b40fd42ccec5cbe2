"""Cleaning rules, one function each. What cannot be read is None: to be rejected by name, later."""

import re

PRICE = re.compile(r"(\d+)[.,](\d\d)\s?€")
RATING = re.compile(r"([1-5])")


def price_cents(shown: str) -> int | None:
    """ "12.50 €"; rule price-comma: "12,50 €" too."""
    match = PRICE.fullmatch(shown.strip())
    return int(match[1]) * 100 + int(match[2]) if match else None


def rating(shown: str) -> int | None:
    match = RATING.fullmatch(shown)
    return int(match[1]) if match else None
