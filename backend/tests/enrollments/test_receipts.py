"""The list of receipts: found by days and by what is printed on them, along an index (R202)."""

from datetime import timedelta

import pytest
from django.db import connection

from shoal.common import statements
from shoal.common.bulk import insert_many
from shoal.enrollments.models import Payment, Receipt
from tests.world import NOW

from .money import item, make_seat, make_student, method, receive

MANY = 5000
DAY = timedelta(days=1)


@pytest.fixture
def handed_out(api, world, clock):
    """One today and one the day before."""
    seat = make_seat(world, student=make_student(world, "王小明"))
    clock.move_to(NOW - DAY, tick=False)
    first = receive(api, world.fan, item(seat, "100.00")).json()
    clock.move_to(NOW, tick=False)
    return [first["number"], receive(api, world.fan, item(seat, "50.00")).json()["number"]]


def numbers(api, who, **asked):
    answer = api(who).get("/receipts/", **asked)
    assert answer.status_code == 200, answer.json()
    return [row["number"] for row in answer.json()["results"]]


def test_the_newest_first_and_by_days(api, world, handed_out):
    first, second = handed_out
    today = NOW.astimezone(world.fan.zone).date()
    assert numbers(api, world.fan) == [second, first]
    assert numbers(api, world.fan, issued_from=today.isoformat()) == [second]
    assert numbers(api, world.fan, issued_to=(today - DAY).isoformat()) == [first]


@pytest.mark.parametrize(
    "typed", ["EAST-2026-000002", "east-2026-2", "2026-000002", "000002", "2", " 2 "]
)
def test_by_what_is_printed_on_it_or_its_end(api, world, handed_out, typed):
    assert numbers(api, world.fan, number=typed) == [handed_out[1]]


@pytest.mark.parametrize("typed", ["WEST-2026-000002", "2025-2", "EAST", "x", "9" * 12])
def test_another_number_finds_nothing(api, world, handed_out, typed):
    assert numbers(api, world.fan, number=typed) == []


def test_only_of_what_one_sees(api, world, handed_out):
    assert numbers(api, world.lin) == handed_out[::-1]
    assert numbers(api, world.zoe) == []


@pytest.fixture
def crowd(tidy_tables, world):
    seat, cash = make_seat(world), method()
    insert_many(
        [
            Receipt(
                campus=world.east if n % 2 else world.west, year=2026, sequence=n + 1,
                # In another order than the rows lie in.
                issued_at=NOW - timedelta(minutes=n * 7919 % 100_003),
            )
            for n in range(MANY)
        ]
    )  # fmt: skip
    paid = {
        "enrollment": seat, "type": "tuition", "amount": 1, "currency": "CNY", "method": cash,
        "state": "confirmed", "confirmed_at": NOW, "received_at": NOW, "created_at": NOW,
    }  # fmt: skip
    insert_many(
        [Payment(receipt_id=pk, **paid) for pk in Receipt.objects.values_list("pk", flat=True)]
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return world


@pytest.mark.parametrize(
    ("asked", "index"), [({}, "receipt_by_issued"), ({"number": "17"}, "receipt_by_number")]
)
def test_they_are_walked_along_an_index(crowd, api, asked, index):
    statements.forget()
    assert api(crowd.fan).get("/receipts/", **asked).status_code == 200
    rows = next(made for key, made in statements.kept() if "/api/v1/receipts/" in key)
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {rows.sql}", rows.params)
        plan = "\n".join(row[-1] for row in cursor.fetchall())
    assert index in plan, plan
    assert "Seq Scan on enrollments_receipt" not in plan
