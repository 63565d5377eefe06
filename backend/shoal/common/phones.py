"""Phone numbers as E.164, whatever way they were written down."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import phonenumbers

from . import school

BETWEEN = str.maketrans("", "", " -")


def normalize_phone(text: str, region: str | None = None) -> str | None:
    """Return `text` as E.164 ("+8613812345678"), or None if it is no valid number.

    Without a country code it is one of `region`, else of the school's. Also takes the country
    code without its plus ("8613812345678") and numbers that a spreadsheet turned into "1.38e10".
    """
    region = region or school.phone_region()
    cleaned = unicodedata.normalize("NFKC", text).strip().removesuffix(".0")
    # Most numbers of a file: parsing them as if they were any is a third of an import's time.
    if mobile := mobile_at_home(cleaned, region):
        return mobile
    for candidate in (cleaned, f"+{cleaned}"):
        try:
            number = phonenumbers.parse(candidate, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


@dataclass(frozen=True)
class _Mobiles:
    """How mobile numbers of a region look, and what a number begins with that is to be parsed."""

    code: str
    shape: re.Pattern[str]
    ambiguous: re.Pattern[str]


def mobile_at_home(text: str, region: str) -> str | None:
    """Return as E.164 what can only be a mobile number of `region`; None where one must look
    closer, which says nothing about the number."""
    mobiles = _mobiles(region)
    if mobiles is None:
        return None
    digits = text.removeprefix(mobiles.code).translate(BETWEEN)
    if not digits.isascii() or not mobiles.shape.fullmatch(digits):
        return None
    return None if mobiles.ambiguous.match(digits) else mobiles.code + digits


@cache
def _mobiles(region: str) -> _Mobiles | None:
    found = phonenumbers.PhoneMetadata.metadata_for_region(region)
    if found is None or not found.mobile or not found.mobile.national_number_pattern:
        return None
    # The country's own code, a trunk prefix, an exit code: all of these may be taken off.
    beginnings = ["0", str(found.country_code), found.national_prefix_for_parsing,
                  found.international_prefix]  # fmt: skip
    return _Mobiles(
        code=f"+{found.country_code}",
        shape=re.compile(found.mobile.national_number_pattern),
        ambiguous=re.compile("|".join(f"(?:{b})" for b in beginnings if b)),
    )
