"""From any place of any ordering the walk goes on where it was, and seeks its place."""

from datetime import timedelta
from random import Random

import pytest
from django.db import connection

from shoal.common.bulk import insert_many
from shoal.common.keyset import Ordering
from shoal.common.statements import Statement
from shoal.customers.models import Customer
from tests.world import NOW

ORDERINGS = {
    "name": Ordering("name_sort"),
    "created": Ordering("created_at"),
    "contact": Ordering("last_contact_at", nullable=True),
    "id": Ordering("pk"),
}
COLUMNS = ("pk", "name_sort", "created_at", "last_contact_at")


def fill(world, random, count):
    """Customers of whom many share a value, and many have none; NUL-free names of any length."""
    instants = [NOW - timedelta(days=random.randint(0, 3)) for _ in range(3)]
    insert_many([
        Customer(
            name_sort=random.choice(["", "a", "ab", "b", "王"]), pool=world.pool,
            created_at=random.choice(instants), pool_rank_at=NOW, entered_at=NOW,
            last_contact_at=random.choice([None, None, *instants]),
        )
        for _ in range(count)
    ])  # fmt: skip


def in_order(ordering):
    """Return all rows as Python sorts them: those without a value last, in both directions."""
    place = COLUMNS.index(ordering.column)
    rows = list(Customer.objects.values_list(*COLUMNS))
    having = [row for row in rows if row[place] is not None]
    having.sort(key=lambda row: (row[place], row[0]), reverse=ordering.descending)
    without = [row for row in rows if row[place] is None]
    return having + sorted(without, reverse=ordering.descending)


def walked(ordering, row, *, backwards=False):
    """Return the rows behind `row`, or before it if backwards, as the stretches give them."""
    value = row[COLUMNS.index(ordering.column)]
    found = []
    for stretch in ordering.stretches(after=True, at_null=value is None, backwards=backwards):
        statement = Statement(stretch.of(Customer.objects.all()).values_list(*COLUMNS))
        found += map(tuple, statement.rows(value=value, pk=row[0]))
    return found


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", ORDERINGS)
def test_behind_any_row_is_the_rest_and_before_it_what_was(world, name, seed, descending):
    kind = ORDERINGS[name]
    ordering = Ordering(kind.column, descending, kind.nullable)
    random = Random(seed)
    fill(world, random, random.randint(1, 25))
    rows = in_order(ordering)
    for place, row in enumerate(rows):
        assert walked(ordering, row) == rows[place + 1 :]
        assert walked(ordering, row, backwards=True) == rows[:place][::-1]


@pytest.mark.parametrize("backwards", [False, True])
def test_among_rows_of_one_value_the_place_is_sought_not_walked_to(tidy_tables, world, backwards):
    """A whole import has one `created_at`: page 6,000 of it must not read the pages before."""
    insert_many([
        Customer(name=f"{n}", pool=world.pool, created_at=NOW, pool_rank_at=NOW, entered_at=NOW)
        for n in range(3000)
    ])  # fmt: skip
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE customers_customer")
    middle = Customer.objects.order_by("pk")[1500].pk
    ordering = Ordering("created_at", descending=True)
    first, *_ = ordering.stretches(after=True, backwards=backwards)
    rows = first.of(Customer.objects.all())[:50].values_list(*COLUMNS)

    read = rows_read(Statement(rows), value=NOW, pk=middle)

    assert read == "sought"


def rows_read(statement, **slots):
    """Return "sought" where the plan goes by both columns to its place; or else the plan."""
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {statement.sql}", statement.fill(**slots))
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    if connection.vendor == "postgresql":
        return "sought" if "Index Cond: (ROW(created_at, id)" in plan else plan
    return "sought" if "(created_at=? AND id" in plan else plan
