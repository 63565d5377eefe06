"""Whom the counter looks for, and how both databases find them (R31, R207)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shoal.common.bulk import insert_many
from shoal.customers.models import Customer
from shoal.customers.normalize import name_sort
from shoal.customers.services.search import index_customers
from shoal.enrollments.models import Enrollment
from tests.world import NOW

from .money import item, make_seat, make_student, receive
from .school import make_class

MANY = 10_000


@pytest.fixture
def siblings(world):
    parent = make_student(world, "王妈妈", phone="+8613800001234")
    children = [make_student(world, n, guardian=parent) for n in ("王小明", "王小红")]
    made = [make_seat(world, f"PY-{n}", student=s) for n, s in enumerate(children, start=1)]
    indexed()
    return made


def indexed():
    index_customers(Customer.objects.values_list("pk", flat=True))


def found(api, who, **asked):
    answer = api(who).get("/counter/", **asked)
    assert answer.status_code == 200, answer.json()
    return answer.json()["results"]


@pytest.mark.parametrize(
    "words", ["1234", "王妈", "王小明", "wang", "Wang  Xiao", "EAST-2026-000001"]
)
def test_found_by_four_digits_a_name_or_a_receipt(api, world, siblings, words):
    receive(api, world.fan, item(siblings[0], "100.00"))
    make_seat(world, "PY-9", student=make_student(world, "李雷", phone="+8613800005678"))
    indexed()
    rows = found(api, world.fan, search=words)
    assert siblings[0].pk in {row["id"] for row in rows}
    assert {row["payer"]["name"] for row in rows} == {"王妈妈"}
    assert rows[0]["payer"]["phone"] == "*******1234"


@pytest.mark.parametrize(
    "words", ["13800001234", "0001234", "001234", "1", "%%", "EAST-2026-9", "wangx"]
)
def test_a_number_is_not_found_by_more_than_its_mask_shows(api, world, siblings, words):
    assert found(api, world.fan, search=words) == []


def test_the_last_digits_of_a_parent_find_their_children(api, world, siblings):
    assert {r["id"] for r in found(api, world.fan, search="1234")} == {s.pk for s in siblings}


def test_all_of_a_household_is_found_by_who_pays(api, world, siblings):
    parent = siblings[0].customer.guardian
    own = make_seat(world, "PY-8", student=parent)
    make_seat(world, "PY-9", student=make_student(world, "李雷"))
    shown = [row["id"] for row in found(api, world.fan, payer=parent.pk)]
    assert shown == [own.pk, siblings[1].pk, siblings[0].pk]
    assert [r["id"] for r in found(api, world.fan, payer=parent.pk, search="小红")] == [
        siblings[1].pk
    ]


def test_what_was_bought_before_a_merge_is_found_by_the_one_kept(api, world, siblings):
    parent = siblings[0].customer.guardian
    own = make_seat(world, "PY-8", student=parent)
    kept = make_student(world, "王太太", phone="+8613800009999")
    Customer.objects.filter(guardian=parent).update(guardian=kept)
    Customer.objects.filter(pk=parent.pk).update(merged_into=kept)
    indexed()
    for asked in ({"payer": kept.pk}, {"payer": parent.pk}, {"search": "9999"}):
        rows = {row["id"] for row in found(api, world.fan, **asked)}
        assert rows == {own.pk, *(seat.pk for seat in siblings)}


def test_who_asks_for_nobody_finds_nobody(api, world, siblings):
    assert found(api, world.fan) == []
    assert api(world.fan).get("/counter/", payer="x").status_code == 400


@pytest.fixture
def crowd(tidy_tables, world):
    """A school of many, each enrolled once; few have the name that is looked for."""
    names = ("赵小明" if n % 1000 else "孙小明" for n in range(MANY))
    insert_many(
        [
            Customer(
                name=name, name_sort=name_sort(name), pool=world.pool, owner=world.lin,
                created_at=NOW, owned_since=NOW, phone=f"+86138{n:08}",
            )
            for n, name in enumerate(names)
        ]
    )  # fmt: skip
    group = make_class(world, capacity=MANY)
    insert_many(
        [
            Enrollment(
                customer_id=pk, class_group=group, state="awaiting_payment", list_price=1,
                net_price=1, currency="CNY", created_at=NOW, held_until=NOW + timedelta(days=3),
            )
            for pk in Customer.objects.values_list("pk", flat=True)
        ]
    )  # fmt: skip
    indexed()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            # All of it lies in memory: a page costs the same wherever it is.
            cursor.execute("SET LOCAL random_page_cost = 1")
    return world


@pytest.mark.parametrize("asked", [{"search": "孙小"}, {"search": "sun x"}, {"payer": 1}])
def test_neither_all_customers_nor_all_enrollments_are_read(crowd, api, asked):
    if "payer" in asked:
        asked = {"payer": Customer.objects.first().pk}
    fan = api(crowd.fan)
    with CaptureQueriesContext(connection) as run:
        assert len(fan.get("/counter/", **asked).json()["results"]) in (1, 10)
    (sql,) = [each["sql"] for each in run.captured_queries if "LIMIT 20" in each["sql"]]
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {sql}".replace("%", "%%"), [])
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    if connection.vendor == "postgresql":
        read = "Seq Scan on customers_customer" in plan or "Seq Scan on enrollments_enrol" in plan
    else:
        tables = ("SCAN customers_customer", "SCAN enrollments_enrollment", "SCAN U0", "SCAN V0")
        read = any(line in plan for line in tables)
    assert not read, plan
