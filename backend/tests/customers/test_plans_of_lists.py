"""How both databases find what the busiest statements show: along an index, sorting nothing.

SQLite keeps no figures of its tables here, as where Shoal runs: with one index too many it reads
and sorts the whole pool for a page.
"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shoal.common import statements
from shoal.common.bulk import insert_many
from shoal.customers.models import Customer
from tests.world import NOW

MANY = 5000
POOL, HELD = "/pool/", "/customers/"
WALKS = [
    ("lin", POOL, {}, "pool_by_rank"),
    ("lin", POOL, {"ordering": "-created_at"}, "pool_by_created"),
    ("lin", POOL, {"ordering": "created_at"}, "pool_by_created"),
    ("lin", POOL, {"ordering": "-last_contact_at"}, "pool_by_contact"),
    ("lin", POOL, {"ordering": "last_contact_at"}, "pool_by_contact"),
    ("lin", POOL, {"ordering": "name"}, "pool_by_name"),
    ("lin", POOL, {"ordering": "-name"}, "pool_by_name"),
    ("lin", HELD, {"scope": "mine"}, "held_by_created"),
    ("lin", HELD, {"scope": "mine", "ordering": "-last_contact_at"}, "held_by_contact"),
    ("lin", HELD, {"scope": "mine", "ordering": "name"}, "held_by_name"),
    ("ada", HELD, {}, "customer_by_created"),
    ("ada", HELD, {"ordering": "-last_contact_at"}, "customer_by_contact"),
    ("ada", HELD, {"ordering": "-name"}, "customer_by_name"),
]
# Of so few rows PostgreSQL rather reads all that a filter leaves.
ON_SQLITE = [
    ("lin", POOL, {"campus": "{east}"}, "pool_by_campus"),
    ("lin", HELD, {"scope": "mine", "ordering": "next_follow_up_at"}, "held_by_next"),
    ("lin", HELD, {"scope": "mine", "ordering": "recycle_due_at"}, "held_by_due"),
    ("lin", HELD, {"scope": "mine", "ordering": "-recycle_due_at"}, "held_by_due"),
    ("ada", HELD, {"ordering": "recycle_due_at"}, "customer_by_due"),
]


@pytest.fixture
def crowd(tidy_tables, world):
    """Half lie in the pool, half are held by lin, bo and zoe; no two at one instant."""
    holders = [world.lin.pk, world.bo.pk, world.zoe.pk]
    rows = []
    for n in range(MANY):
        # In another order than the rows lie in, or PostgreSQL walks along all for those of one.
        at, held = NOW - timedelta(minutes=n * 7919 % 100_003), n % 2 == 0
        rows.append(
            Customer(
                name=f"{n:05}", name_sort=f"{n * 31 % 10_007:05}", pool=world.pool, created_at=at,
                campus=world.east if n % 3 else world.west,
                owner_id=holders[n % 3] if held else None, owned_since=at if held else None,
                entered_at=None if held else at, pool_rank_at=None if held else at,
                next_follow_up_at=at if held else None,
                recycle_due_at=at if held else None,
                last_contact_at=at if n % 5 else None,
            )
        )  # fmt: skip
    insert_many(rows)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return world


def plan_of_the_rows(api, world, who, path, query):
    """Return the plan, line by line, of the statement by which a list finds its rows."""
    statements.forget()
    ids = {"east": world.east.pk}
    given = {name: text.format(**ids) for name, text in query.items()}
    assert api(getattr(world, who)).get(path, **given).status_code == 200
    rows = next(made for key, made in statements.kept() if f"/api/v1{path}" in key)
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {rows.sql}", rows.params)
        return [row[-1] for row in cursor.fetchall()]


def flaws(plan, index):
    """Return what is wrong with a plan that should walk along `index`, at most re-sorting a page.

    The columns' own subqueries, of a row each, may do what they like.
    """
    if connection.vendor == "postgresql":
        table = [line for line in plan if " on customers_customer" in line]
        walked = any(f"using {index} on" in line for line in table)
        read = any("Seq Scan on customers_customer " in line for line in table)
    else:
        table = [line for line in plan if " customers_customer " in f"{line} " or " U0 " in line]
        walked = any(line.endswith(f"INDEX {index}") or f"INDEX {index} (" in line for line in plan)
        read = "SCAN customers_customer" in plan
    return [] if walked and not read else ["\n".join(plan)]


def test_every_ordering_is_walked_along_its_index(crowd, api):
    wrong = {}
    for who, path, query, index in WALKS + ON_SQLITE * (connection.vendor == "sqlite"):
        if found := flaws(plan_of_the_rows(api, crowd, who, path, query), index):
            wrong[who, path, str(query), index] = found
    assert wrong == {}


def test_one_index_too_many_is_seen(crowd, api):
    """The trap of SQLite: most are not merged, and it takes an index to mean few."""
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL knows how many rows share a value")
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX tempting ON customers_customer (merged_into_id)")
    assert flaws(plan_of_the_rows(api, crowd, "lin", POOL, {}), "pool_by_rank")


def reads_of_every_customer(run):
    """Return the plans of those statements that do."""
    found = []
    for sql in (each["sql"] for each in run.captured_queries):
        names = {"customers_customer", *re.findall(r'"customers_customer" (\w\d)\b', sql)}
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"), [])
            plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
        found += [plan] * any(f"SCAN {name}" in plan for name in names)
    return found


def test_a_customers_history_is_found_without_reading_the_other_customers(crowd, api):
    """Asked as `customer IN (all whom lin sees)`, SQLite collects those first."""
    if connection.vendor == "postgresql":
        pytest.skip("of so few rows PostgreSQL rather reads all")
    held = Customer.objects.filter(owner=crowd.lin).first().pk
    lin = api(crowd.lin)
    for path in (f"/customers/{held}/timeline/", f"/follow-ups/?customer={held}"):
        with CaptureQueriesContext(connection) as run:
            assert lin.get(path).status_code == 200
        assert reads_of_every_customer(run) == []
