"""How a receipt's number is printed, as in EAST-2026-000123, and how it is read again (R208)."""

import re

from django.db.models import Q

NUMBER = re.compile(r"(?:(?:(?P<code>.+)-)?(?P<year>\d{4})-)?(?P<sequence>\d{1,9})")


def spell(code: str, year: int, sequence: int) -> str:
    return f"{code.upper()}-{year}-{sequence:06d}"


def read(text: str, to_receipt: str = "", in_full: bool = False) -> Q | None:
    """Return who has this number, or the end of it from the year or sequence on; None: it is none.

    `to_receipt` leads from the filtered rows to receipts; with `in_full` a part of one is none.
    """
    found = NUMBER.fullmatch(text.strip())
    if found is None or (in_full and found["code"] is None):
        return None
    told = {
        "campus__code__iexact": found["code"], "year": found["year"], "sequence": found["sequence"],
    }  # fmt: skip
    return Q(**{f"{to_receipt}{name}": value for name, value in told.items() if value is not None})
