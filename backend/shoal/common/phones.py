"""Phone numbers as E.164, whatever way they were written down."""

import unicodedata

import phonenumbers

from . import school


def normalize_phone(text: str, region: str | None = None) -> str | None:
    """Return `text` as E.164 ("+8613812345678"), or None if it is no valid number.

    Without a country code it is one of `region`, else of the school's. Also takes the country
    code without its plus ("8613812345678") and numbers that a spreadsheet turned into "1.38e10".
    """
    region = region or school.phone_region()
    cleaned = unicodedata.normalize("NFKC", text).strip().removesuffix(".0")
    for candidate in (cleaned, f"+{cleaned}"):
        try:
            number = phonenumbers.parse(candidate, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None
