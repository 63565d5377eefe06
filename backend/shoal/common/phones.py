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


def display_phone(e164: str) -> str:
    """Return the number as people here write it: national at home, else as it is."""
    number = phonenumbers.parse(e164, None)
    if number.country_code == phonenumbers.country_code_for_region(settings.PHONE_REGION):
        return str(number.national_number)
    return e164
