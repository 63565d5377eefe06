"""A campus's day of money, signed by somebody who took none of it (R210, R211)."""

from datetime import timedelta

import pytest

from shoal.activity.models import Event
from shoal.enrollments.models import CashReport, Payment
from shoal.enrollments.services.money_check import wrong_money
from tests.world import NOW, make_employee

from .money import act, item, make_seat, method, receive, submitted
from .school import make_class, make_payment

DAY = "2026-11-20"


@pytest.fixture
def seat(world):
    return make_seat(world)


@pytest.fixture
def taken(api, world, seat, clock):
    """fan took 300.00 in cash and 200.00 by card; 50.00 went back by transfer."""
    receive(api, world.fan, item(seat, "300.00"), item(seat, "200.00", "card"))
    make_payment(seat, 5_000, type="refund", method=method("transfer"), confirmed_by=world.fan)
    make_payment(seat, 9_900, type="transfer_in")


def report(api, who, campus, day=DAY):
    return api(who).get("/cash-reports/", campus=campus.pk, day=day)


def sign(api, who, campus, day=DAY, counted=None, **body):
    counted = (
        {"cash": "300.00", "card": "200.00", "transfer": "-50.00"} if counted is None else (counted)
    )
    body = {"campus": campus.pk, "day": day, "counted": counted, **body}
    return api(who).post("/cash-reports/", body)


def lines(answer):
    return [(line["method"], line["payments"], line["expected"]) for line in answer.json()["lines"]]


def test_an_unsigned_day_is_computed_from_the_rows(api, world, taken):
    shown = report(api, world.fan, world.east)
    assert lines(shown) == [("cash", 1, "300.00"), ("card", 1, "200.00"), ("transfer", 1, "-50.00")]
    assert (shown.json()["total"], shown.json()["signed_at"]) == ("450.00", None)
    assert shown.json()["refusals"]["sign"]["code"] == "own_cash"
    assert report(api, world.ada, world.east).json()["refusals"]["sign"] is None
    assert lines(report(api, world.fan, world.west)) == []


def test_a_reversal_counts_on_its_own_day(api, world, taken, clock):
    clock.shift(timedelta(days=1))
    act(api, world.fan, Payment.objects.filter(method__code="card").first(), "reverse", note="x")
    assert lines(report(api, world.fan, world.east))[1] == ("card", 1, "200.00")
    assert lines(report(api, world.fan, world.east, "2026-11-21")) == [("card", 1, "-200.00")]


def test_a_day_is_the_campuss_own(api, world, seat, time_machine):
    time_machine.move_to("2026-11-20T15:59:59Z", tick=False)
    receive(api, world.fan, item(seat, "1.00"))
    time_machine.move_to("2026-11-20T16:00:00Z", tick=False)
    receive(api, world.fan, item(seat, "2.00"))
    assert report(api, world.fan, world.east).json()["total"] == "1.00"
    assert report(api, world.fan, world.east, "2026-11-21").json()["total"] == "2.00"


def test_somebody_else_signs_and_it_is_final(api, world, taken, seat):
    answer = sign(api, world.ada, world.east)
    assert answer.status_code == 201, answer.json()
    assert answer.json()["signed_by"]["name"] == "Ada"
    assert [line["difference"] for line in answer.json()["lines"]] == ["0.00"] * 3
    assert Event.objects.get(kind="cash_report.signed").data == {
        "campus": world.east.pk, "day": DAY,
    }  # fmt: skip
    again = sign(api, world.ada, world.east)
    assert (again.status_code, again.json()["code"]) == (409, "already_signed")
    assert wrong_money() == []


def test_after_that_no_money_changes_hands_there_on_that_day(api, world, taken, seat, clock):
    sign(api, world.ada, world.east)
    waits = submitted(world, seat)
    refund = make_payment(seat, 100, type="refund", state="approved", method=method())
    west = make_seat(world, class_group=make_class(world, "W", campus=world.west))
    for answer in (
        receive(api, world.fan, item(seat, "1.00")),
        act(api, world.fan, waits, "confirm"),
        act(api, world.fan, refund, "confirm"),
        act(
            api, world.fan, Payment.objects.filter(method__code="card").first(), "reverse", note="x"
        ),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "day_signed")
    assert receive(api, world.fan, item(west, "1.00")).status_code == 201
    clock.shift(timedelta(days=1))
    assert act(api, world.fan, waits, "confirm").status_code == 200
    assert wrong_money() == []


def test_who_took_money_that_day_does_not_sign_it(api, world, taken):
    answer = sign(api, world.fan, world.east)
    assert (answer.status_code, answer.json()["code"]) == (403, "own_cash")
    other = make_employee("hua", "finance")
    assert sign(api, other, world.east).status_code == 201


@pytest.mark.parametrize("who", ["lin", "mei"])
def test_who_sells_sees_and_signs_no_cash(api, world, who):
    person = getattr(world, who)
    assert report(api, person, world.east).status_code == 403
    assert sign(api, person, world.east, counted={}).status_code == 403


@pytest.mark.parametrize(
    "counted", [{}, {"cash": "300.00"}, {"cash": "1.00", "card": "1.00", "shells": "1.00"}]
)
def test_each_way_is_counted(api, world, taken, counted):
    answer = sign(api, world.ada, world.east, counted=counted)
    assert [e["pointer"] for e in answer.json()["errors"]] == ["/counted"]
    assert CashReport.objects.count() == 0


def test_a_difference_is_explained(api, world, taken):
    counted = {"cash": "299.00", "card": "200.00", "transfer": "-50.00"}
    silent = sign(api, world.ada, world.east, counted=counted)
    assert [e["pointer"] for e in silent.json()["errors"]] == ["/note"]
    shown = sign(api, world.ada, world.east, counted=counted, note="A coin is missing.").json()
    assert [line["difference"] for line in shown["lines"]] == ["-1.00", "0.00", "0.00"]


def test_a_day_without_money_is_signed_too_and_one_to_come_is_not(api, world, clock):
    assert sign(api, world.fan, world.west, counted={}).status_code == 201
    early = sign(api, world.fan, world.west, "2026-11-21", counted={})
    assert [e["pointer"] for e in early.json()["errors"]] == ["/day"]
    assert early.status_code == 400
    assert NOW.date().isoformat() == DAY
