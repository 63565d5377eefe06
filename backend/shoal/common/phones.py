"""Phone numbers as E.164, whatever way they were written down."""

import unicodedata

import phonenumbers
from django.conf import settings


def normalize_phone(text: str) -> str | None:
    """Return `text` as E.164 ("+8613812345678"), or None if it is no valid number.

    Without a country code it is one of settings.PHONE_REGION. Also takes the country code
    without its plus ("8613812345678") and numbers that a spreadsheet turned into "1.38e10".
    """
    cleaned = unicodedata.normalize("NFKC", text).strip().removesuffix(".0")
    for candidate in (cleaned, f"+{cleaned}"):
        try:
            number = phonenumbers.parse(candidate, settings.PHONE_REGION)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None
