"""What waits, what is to collect, and which days nobody has signed (R202, R210)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shoal.organization.models import Campus
from tests.world import NOW

from .money import item, make_parts, make_seat, make_student, method, receive, submitted
from .school import make_class, make_payment

DAY = "2026-11-20"
YESTERDAY = "2026-11-19"


@pytest.fixture
def seat(world):
    return make_seat(world)


def waiting(api, who):
    return api(who).get("/payments/waiting/").json()


def test_what_waits_is_counted_for_who_sees_it(api, world, seat):
    submitted(world, seat)
    submitted(world, seat, type="refund")
    submitted(world, seat, type="refund", state="approved", approved_by=world.mei)
    make_payment(seat, 100)
    everything = {"to_confirm": 1, "refunds_to_approve": 1, "refunds_to_pay": 1}
    for person in (world.fan, world.ada, world.mei, world.lin):
        assert waiting(api, person) == everything
    assert waiting(api, world.zoe) == dict.fromkeys(everything, 0)


def test_what_is_due_is_summed_by_campus(api, world, seat, clock):
    # 400.00 were due a week ago, of which 100.00 came; 600.00 are due today.
    first, second = make_parts(seat, 40_000, 60_000)
    first.due_date, second.due_date = NOW.date() - timedelta(days=7), NOW.date()
    first.save()
    second.save()
    make_payment(seat, 10_000)
    there = make_seat(
        world, student=make_student(world, "李雷"),
        class_group=make_class(world, "W", campus=world.west),
    )  # fmt: skip
    (later,) = make_parts(there, 100_000)
    later.due_date = NOW.date() + timedelta(days=1)
    later.save()
    shown = api(world.fan).get("/payments/today/").json()
    assert shown["to_collect"] == [
        {
            "campus": {"id": world.east.pk, "name": world.east.name}, "currency": "CNY",
            "due_today": 1, "due_today_amount": "600.00",
            "overdue": 1, "overdue_amount": "300.00",
        }
    ]  # fmt: skip
    assert (shown["day"], shown["seats_held"], shown["unsigned_days"]) == (DAY, 2, [])
    rows = api(world.fan).get("/installments/", due="overdue").json()["results"]
    assert [row["id"] for row in rows] == [first.pk]


def test_a_day_before_today_waits_until_somebody_signs_it(api, world, seat, clock):
    receive(api, world.fan, item(seat, "300.00"))
    assert api(world.ada).get("/payments/today/").json()["unsigned_days"] == []
    clock.shift(timedelta(days=1))
    (day,) = api(world.ada).get("/payments/today/").json()["unsigned_days"]
    assert (day["campus"]["id"], day["day"], day["total"]) == (world.east.pk, DAY, "300.00")
    sign(api, world, world.east, DAY, "300.00")
    assert api(world.ada).get("/payments/today/").json()["unsigned_days"] == []


def sign(api, world, campus, day, counted, **body):
    body = {"campus": campus.pk, "day": day, "counted": {"cash": counted}, **body}
    answer = api(world.ada).post("/cash-reports/", body)
    assert answer.status_code == 201, answer.json()


def days(api, who, **asked):
    rows = api(who).get("/cash-reports/days/", **asked).json()["results"]
    return [(row["campus"]["id"], row["day"], row["payments"], row["total"]) for row in rows]


def test_days_are_listed_the_latest_first_with_what_was_counted(api, world, seat, clock):
    make_payment(
        seat, 5_000, method=method(), confirmed_by=world.fan, confirmed_at=NOW - timedelta(days=1)
    )
    receive(api, world.fan, item(seat, "300.00"))
    # Moved, not handed over.
    make_payment(seat, 700, type="transfer_in")
    sign(api, world, world.east, YESTERDAY, "49.00", note="A coin is missing.")
    east = world.east.pk
    assert days(api, world.fan) == [(east, DAY, 1, "300.00"), (east, YESTERDAY, 1, "50.00")]
    assert days(api, world.fan, is_signed="true") == [(east, YESTERDAY, 1, "50.00")]
    assert days(api, world.fan, is_signed="false") == [(east, DAY, 1, "300.00")]
    assert days(api, world.fan, since=DAY, until=DAY) == [(east, DAY, 1, "300.00")]
    assert days(api, world.fan, campus=world.west.pk) == []
    signed = api(world.fan).get("/cash-reports/days/", is_signed="true").json()["results"][0]
    assert (signed["difference"], signed["signed_by"]["name"]) == ("-1.00", "Ada")


def test_a_day_is_that_of_its_campus(api, world, seat, time_machine):
    Campus.objects.filter(pk=world.west.pk).update(time_zone="America/New_York")
    world.west.refresh_from_db()
    there = make_seat(
        world, student=make_student(world, "李雷"),
        class_group=make_class(world, "W", campus=world.west),
    )  # fmt: skip
    time_machine.move_to("2026-11-20T02:00:00Z", tick=False)
    receive(api, world.fan, item(seat, "1.00"))
    receive(api, world.fan, item(there, "2.00"))
    assert days(api, world.fan) == [
        (world.east.pk, DAY, 1, "1.00"), (world.west.pk, YESTERDAY, 1, "2.00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "asked", [
        {"since": "2025-11-01", "until": DAY}, {"since": DAY, "until": YESTERDAY},
        {"until": "0001-01-01"}, {"until": "9999-12-31"}, {"since": "yesterday"},
    ],
)  # fmt: skip
def test_a_span_is_a_year_at_most(api, world, asked):
    assert api(world.fan).get("/cash-reports/days/", **asked).status_code == 400


def test_the_statements_do_not_grow_with_the_days(api, world, seat, clock):
    def asked():
        with CaptureQueriesContext(connection) as found:
            assert api(world.fan).get("/payments/today/").status_code == 200
        return len(found)

    asked()
    before = asked()
    for ago in range(1, 4):
        at = NOW - timedelta(days=ago)
        make_payment(seat, 100, method=method(), confirmed_at=at, confirmed_by=world.fan)
    make_parts(seat, 100, 200)
    assert asked() == before


def test_the_parts_of_a_line_add_up(api, world, seat):
    cash = {"method": method(), "confirmed_by": world.fan}
    make_payment(seat, 50_000, **cash)
    wrong = make_payment(seat, 3_000, **cash)
    make_payment(seat, 3_000, type="reversal", reverses=wrong, **cash)
    make_payment(seat, 2_000, type="refund", **cash)
    shown = api(world.ada).get("/cash-reports/", campus=world.east.pk, day=DAY).json()
    (line,) = shown["lines"]
    assert {name: line[name] for name in ("received", "refunded", "reversed", "expected")} == {
        "received": "530.00", "refunded": "20.00", "reversed": "-30.00", "expected": "480.00",
    }  # fmt: skip
    behind = api(world.ada).get(
        "/payments/", campus=world.east.pk, method=method().pk,
        confirmed_from=shown["begins_at"], confirmed_to=shown["ends_at"],
    )  # fmt: skip
    assert len(behind.json()["results"]) == line["payments"] == 4
