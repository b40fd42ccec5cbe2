import pytest

from audit.clean import price_cents, rating


@pytest.mark.parametrize(
    ("shown", "cents"), [("12.50 €", 1250), ("12,50 €", 1250), ("0.99 €", 99), ("free", None)]
)
def test_a_price_is_read_in_cents(shown: str, cents: int | None) -> None:
    assert price_cents(shown) == cents


@pytest.mark.parametrize(
    ("shown", "stars"), [("1", 1), ("5", 5), ("0", None), ("6", None), ("55", None)]
)
def test_a_rating_is_a_whole_number_from_one_to_five(shown: str, stars: int | None) -> None:
    assert rating(shown) == stars
