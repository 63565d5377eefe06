"""Who is in a class, as far as one may see them; whose class ends soon (R186, R187)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from shoal.customers.models import Customer
from shoal.enrollments.models import State
from shoal.teaching.models import ClassState
from tests.world import NOW, make_customer

from .school import make_class, make_enrollment, make_payment

DAY = timedelta(days=1)


@pytest.fixture
def python(world):
    return make_class(world)


@pytest.fixture
def crowd(world, python):
    """Lin's student who paid a part, bo's held seat, two who wait, zoe's application."""

    def customer(name, owner, number):
        return make_customer(name, pool=world.pool, owner=owner, phone=f"+86138000027{number}")

    who = {
        "wang": make_enrollment(customer("王", world.lin, 46), python),
        "chen": make_enrollment(customer("陈", world.bo, 47), python, State.AWAITING_PAYMENT),
        "later": make_enrollment(
            customer("后", world.lin, 48), python, State.WAITLISTED, waitlisted_at=NOW
        ),
        "first": make_enrollment(
            customer("先", world.bo, 49), python, State.WAITLISTED, waitlisted_at=NOW - DAY
        ),
        "applied": make_enrollment(customer("申", world.zoe, 50), python, State.SUBMITTED),
    }
    make_enrollment(customer("走", world.lin, 51), python, State.WITHDRAWN)
    make_payment(who["wang"], 30_000)
    make_payment(who["chen"], 10_000)
    return who


def test_the_roll_stands_in_the_order_of_the_seats_and_of_the_line(api, world, python, crowd):
    shown = api(world.ada).get(f"/classes/{python.pk}/roll/").json()
    rows = [
        (row["customer"]["name"], row["state"], row["place_in_line"]) for row in shown["results"]
    ]
    assert rows == [
        ("王", "active", None),
        ("陈", "awaiting_payment", None),
        ("先", "waitlisted", 1),
        ("后", "waitlisted", 2),
        ("申", "submitted", None),
    ]
    seats = {name: shown[name] for name in ("capacity", "taken", "held", "free", "waiting")}
    assert seats == {"capacity": 3, "taken": 1, "held": 1, "free": 1, "waiting": 2}


def test_the_totals_are_the_sums_of_the_rows_and_only_who_has_a_seat_owes(
    api, world, python, crowd
):
    for viewer in (world.ada, world.fan, world.mei, world.lin, world.zoe):
        shown = api(viewer).get(f"/classes/{python.pk}/roll/").json()
        read = [row for row in shown["results"] if row["enrollment"]]
        for name in ("paid", "due"):
            assert Decimal(shown["totals"][name]) == sum(Decimal(row[name]) for row in read)
    dues = {row["customer"]["name"]: row["due"] for row in read}
    assert dues == {"申": "0.00"}
    whole = api(world.fan).get(f"/classes/{python.pk}/roll/").json()["totals"]
    assert whole == {"paid": "400.00", "due": "1600.00", "currency": "CNY", "out_of_sight": 0}


def test_a_consultant_sees_where_others_stand_and_not_who_they_are(api, world, python, crowd):
    shown = api(world.lin).get(f"/classes/{python.pk}/roll/").json()
    mine, theirs = shown["results"][0], shown["results"][1]
    assert (mine["customer"]["name"], mine["payer"]["phone"]) == ("王", "+8613800002746")
    assert theirs == {
        "enrollment": None, "customer": None, "payer": None, "contact_masked": True,
        "consultant": None, "state": "awaiting_payment", "place_in_line": None,
        "held_until": theirs["held_until"], "net_price": None, "paid": None, "due": None,
        "currency": "CNY",
    }  # fmt: skip
    assert shown["totals"]["out_of_sight"] == 3
    assert "陈" not in str(shown)


def test_finance_reads_masked_numbers(api, world, python, crowd):
    shown = api(world.fan).get(f"/classes/{python.pk}/roll/").json()
    assert {row["contact_masked"] for row in shown["results"]} == {True}
    assert "13800002746" not in str(shown)


def test_more_students_are_no_more_statements(api, world, python, crowd, django_assert_num_queries):
    caller = api(world.mei)
    caller.get(f"/classes/{python.pk}/roll/")
    with django_assert_num_queries(5):
        assert len(caller.get(f"/classes/{python.pk}/roll/").json()["results"]) == 5


def test_of_no_class_there_is_no_roll(api, world):
    assert api(world.ada).get("/classes/4711/roll/").status_code == 404


@pytest.fixture
def ending(world):
    """A class that ends in ten days, and one that ends too late to be spoken of."""
    soon = make_class(
        world, "PY-0", start_date=date(2026, 9, 5), end_date=date(2026, 11, 30),
        state=ClassState.RUNNING,
    )  # fmt: skip
    late = make_class(
        world, "PY-2", start_date=date(2026, 9, 5), end_date=date(2026, 12, 24),
        state=ClassState.RUNNING,
    )  # fmt: skip
    return soon, late


def test_whose_class_ends_within_30_days_is_told_to_who_may_see_them(api, world, clock, ending):
    soon, late = ending
    wang = make_customer("王", pool=world.pool, owner=world.lin)
    make_enrollment(wang, soon)
    make_enrollment(make_customer("陈", pool=world.pool, owner=world.bo), soon, State.SUSPENDED)
    make_enrollment(make_customer("晚", pool=world.pool, owner=world.lin), late)
    make_enrollment(make_customer("走", pool=world.pool, owner=world.lin), soon, State.WITHDRAWN)

    def names(viewer, **query):
        found = api(viewer).get("/classes/ending-soon/", **query)
        assert found.status_code == 200, found.content
        return [row["customer"]["name"] for row in found.json()["results"]]

    assert names(world.lin) == ["王"]
    assert names(world.mei) == ["王", "陈"]
    assert names(world.mei, consultant=world.bo.pk) == ["陈"]
    assert names(world.zoe) == []
    [row] = api(world.lin).get("/classes/ending-soon/").json()["results"]
    assert (row["end_date"], row["next_class"]) == ("2026-11-30", None)


def test_whoever_has_a_next_class_is_marked_and_can_be_left_out(api, world, clock, ending, python):
    soon, _ = ending
    wang = make_customer("王", pool=world.pool, owner=world.lin)
    make_enrollment(wang, soon)
    caller = api(world.lin)
    assert caller.get("/classes/ending-soon/", going_on=0).json()["results"]
    make_enrollment(wang, python, State.SUBMITTED)
    [row] = caller.get("/classes/ending-soon/", going_on=1).json()["results"]
    assert row["next_class"] == {"id": python.pk, "name": "PY-1"}
    assert caller.get("/classes/ending-soon/", going_on=0).json()["results"] == []


def test_a_next_class_counts_whichever_of_two_merged_rows_has_it(api, world, clock, ending, python):
    soon, _ = ending
    wang = make_customer("王", pool=world.pool, owner=world.lin)
    twin = make_customer("王二", pool=world.pool, owner=world.lin)
    make_enrollment(twin, soon)
    make_enrollment(wang, python, State.SUBMITTED)
    gone = {"owner": None, "owned_since": None, "merged_into": wang}
    Customer.objects.filter(pk=twin.pk).update(**gone)
    [row] = api(world.lin).get("/classes/ending-soon/").json()["results"]
    assert (row["customer"]["id"], row["next_class"]["name"]) == (wang.pk, "PY-1")


def test_pages_of_those_who_end_soon_neither_lose_nor_repeat_anybody(api, world, clock, ending):
    soon, late = ending
    late.end_date = soon.end_date + DAY
    late.save()
    for group in (soon, late):
        for name in ("甲", "乙"):
            make_enrollment(make_customer(name, pool=world.pool, owner=world.lin), group)
    seen, caller, query = [], api(world.lin), {"page_size": "1"}
    while query is not None:
        page = caller.get("/classes/ending-soon/", **query).json()
        seen += [row["id"] for row in page["results"]]
        after = page["next"]
        query = after and {"page_size": "1", "cursor": after.split("cursor=")[1].split("&")[0]}
    assert len(seen) == len(set(seen)) == 4
