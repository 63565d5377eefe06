"""Phone numbers: the short way for mobile numbers at home ends where the long one does."""

import random

import phonenumbers
import pytest

from shoal.common.phones import mobile_at_home, normalize_phone

SPELLINGS = ("{n}", "{c}{n}", "{c} {n}", "{n:.3}-{r}", "{n:.3} {r}")


def parsed(text: str, region: str) -> str | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_what_is_taken_for_a_mobile_number_is_what_the_library_makes_of_it(region):
    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    if example is None:
        return
    dice = random.Random(region)
    for _ in range(60):
        digits = list(phonenumbers.national_significant_number(example))
        for _ in range(dice.randrange(len(digits))):
            digits[dice.randrange(len(digits))] = str(dice.randrange(10))
        national = "".join(digits[: dice.choice((len(digits), len(digits) - 1))])
        spelled = dice.choice(SPELLINGS).format(
            n=national, r=national[3:], c=f"+{example.country_code}"
        )
        if short := mobile_at_home(spelled, region):
            assert short == parsed(spelled, region), spelled


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("13812345678", "+8613812345678"),
        ("+86 138-1234 5678", "+8613812345678"),
        ("12812345678", None),
        ("02085551234", None),
        ("+852 9123 4567", None),
    ],
)
def test_only_mobile_numbers_at_home_go_the_short_way(written, number):
    assert mobile_at_home(written, "CN") == number


@pytest.mark.parametrize("written", ["020-8555 1234", "+852 9123 4567", "8613812345678"])
def test_all_others_are_looked_at_closely(written):
    assert normalize_phone(written, "CN") is not None
