"""What the seeding makes, without a database to put it into."""

from collections import Counter

import pytest

from bench.seed import words
from bench.seed.rows import Generator
from bench.seed.school import Ids, Place
from shoal.common.phones import normalize_phone
from shoal.customers.normalize import normalize_identity

ROWS = 1_000
AT = 1_795_000_000
SCHOOL = Ids(
    default_pool=1,
    places=[Place(campus=n, pool=n + 1, consultants=[10 * n, 10 * n + 1]) for n in (1, 2, 3)],
    sources=[1, 2],
    courses=[1, 2],
    lost_reasons=[7],
    release_codes=["no_contact"],
)


def generated(seed: int = 1, first: int = 1, last: int = ROWS) -> dict[str, list]:
    rows: dict[str, list] = {}
    generator = Generator(SCHOOL, ROWS, seed, AT)
    generator.write(first, last, lambda name, row: rows.setdefault(name, []).append(row))
    return rows


def test_the_same_seed_makes_the_same_school():
    assert generated(seed=1) == generated(seed=1)
    assert generated(seed=1) != generated(seed=2)


def test_there_are_exactly_as_many_customers_as_were_asked_for():
    assert [row[0] for row in generated()["customer"]] == list(range(1, ROWS + 1))


def test_no_row_takes_the_id_of_another():
    for name, rows in generated().items():
        assert max(Counter(row[0] for row in rows).values()) == 1, name


def test_contacts_are_spelled_as_the_product_spells_them():
    for _, _, kind, source, value, _, _ in generated()["identity"]:
        assert normalize_identity(kind, value) == value
        assert bool(source) == (kind == "external")


@pytest.mark.parametrize("pk", [1, 999_999, 50_000_000])
def test_phone_numbers_are_ones_that_could_be_called(pk):
    for seed in range(50):
        number = words.phone(words.Dice(seed), pk)
        assert normalize_phone(number) == number


def test_wang_and_li_are_the_most_frequent_names():
    surnames = Counter(row[1][0] for row in generated()["customer"])
    assert {"王", "李", "张"} >= {name for name, _ in surnames.most_common(2)}
