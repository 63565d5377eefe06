"""Money: minor units in the database, Decimal in Python, a decimal string in JSON."""

from decimal import Decimal

from .errors import Invalid

# ISO 4217 currencies that have no two decimals, as far as schools met them.
_DECIMALS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "BHD": 3, "KWD": 3, "OMR": 3, "TND": 3}


def decimals_of(currency: str) -> int:
    return _DECIMALS.get(currency, 2)


def to_minor(amount: Decimal, currency: str, field: str) -> int:
    """Return `amount` in minor units. Raises Invalid, pointing at `field`, when it has a smaller
    part than the currency knows."""
    minor = amount.scaleb(decimals_of(currency))
    if minor != minor.to_integral_value():
        raise Invalid.field(field, "too_precise", f"{currency} has no such small part.")
    return int(minor)


def to_major(minor: int, currency: str) -> Decimal:
    return Decimal(minor).scaleb(-decimals_of(currency))


def to_text(minor: int | None, currency: str) -> str | None:
    if minor is None:
        return None
    places = decimals_of(currency)
    return f"{to_major(minor, currency):.{places}f}"
