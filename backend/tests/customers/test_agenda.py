"""follow-up-plans/calendar/ and expected/ (R131, R132)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shoal.customers import agenda
from shoal.customers.models import FollowUpPlan
from shoal.customers.services.answering import Answer, check_in
from shoal.customers.services.plans import cancel_plan, mark_no_show, schedule_plan
from shoal.customers.services.pool import release_customer
from shoal.organization.models import Campus
from tests.world import NOW, make_customer

pytestmark = pytest.mark.usefixtures("clock")
WEEK = {"from": "2026-11-16T00:00:00+08:00", "to": "2026-11-23T00:00:00+08:00"}


@pytest.fixture
def wang(world):
    return make_customer("王小明", pool=world.pool, owner=world.lin, phone="+8613800002746")


@pytest.fixture
def zhou(world):
    return make_customer("周", pool=world.pool, owner=world.zoe)


def planned(customer, kind="visit", due_at=None, campus=None, **delta):
    return schedule_plan(
        customer_id=customer.pk, kind=kind, due_at=due_at or NOW + timedelta(**delta),
        campus=campus, by=customer.owner, at=NOW - timedelta(days=9),
    )  # fmt: skip


def seen(answer, *columns):
    assert answer.status_code == 200, answer.json()
    return [tuple(row[c] for c in columns) for row in answer.json()["results"]]


# --- the calendar ---------------------------------------------------------------------------------
def test_a_calendar_shows_what_is_due_from_an_instant_to_another(world, api, wang):
    begin, end = datetime(2026, 11, 15, 16, tzinfo=UTC), datetime(2026, 11, 22, 16, tzinfo=UTC)
    instants = [begin - timedelta(seconds=1), begin, end - timedelta(seconds=1), end]
    _, first, last, _ = (planned(wang, due_at=at) for at in instants)
    answer = api(world.lin).get("/follow-up-plans/calendar/", **WEEK)
    assert seen(answer, "id") == [(first.pk,), (last.pk,)]
    assert answer.json()["capped"] is False
    assert answer.json()["results"][0]["customer"]["name"] == "王小明"
    assert answer.json()["results"][0]["campus"] == {"id": world.east.pk, "name": "East"}


def test_done_ones_stay_in_the_calendar_and_cancelled_ones_go(world, api, wang):
    done, gone, open_one = planned(wang, hours=-1), planned(wang, hours=1), planned(wang, hours=2)
    check_in(plan_id=done.pk, answer=Answer("visited"), by=world.lin, at=NOW)
    cancel_plan(plan_id=gone.pk, by=world.lin, at=NOW)
    answer = api(world.lin).get("/follow-up-plans/calendar/", **WEEK)
    assert seen(answer, "id", "state") == [(done.pk, "done"), (open_one.pk, "planned")]


def test_mine_my_departments_and_one_persons(world, api, wang, zhou):
    hu = make_customer("胡", pool=world.pool, owner=world.mei)
    mine, led, theirs = planned(hu, hours=1), planned(wang, hours=2), planned(zhou, hours=3)

    def ids(who, **query):
        answer = api(who).get("/follow-up-plans/calendar/", **WEEK, **query)
        return [pk for (pk,) in seen(answer, "id")]

    assert ids(world.mei) == [mine.pk]
    assert ids(world.mei, scope="team") == [mine.pk, led.pk]
    assert ids(world.mei, assignee=world.lin.pk) == [led.pk]
    # No way around R3: not by asking for a person, nor for a team that one does not lead.
    assert ids(world.mei, assignee=world.zoe.pk) == []
    assert ids(world.lin, scope="team") == [led.pk]
    assert ids(world.ada, scope="team") == [mine.pk, led.pk, theirs.pk]


def test_in_the_pool_names_are_as_one_may_see_them(world, api, wang):
    plan = planned(wang, hours=-1)
    FollowUpPlan.objects.update(note="打 13800002746")
    check_in(plan_id=plan.pk, answer=Answer("visited"), by=world.lin, at=NOW)
    release_customer(customer_id=wang.pk, by=world.lin, at=NOW, reason="other")
    (row,) = api(world.lin).get("/follow-up-plans/calendar/", **WEEK).json()["results"]
    assert (row["note"], row["customer"]["phone"]) == ("打 ***", "*******2746")


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"from": WEEK["from"]}, "/to"),
        ({**WEEK, "to": WEEK["from"]}, "/to"),
        ({**WEEK, "to": "2027-01-18T00:00:00+08:00"}, "/to"),
        ({**WEEK, "from": "2026-11-16T00:00:00"}, "/from"),
        ({**WEEK, "from": "0001-01-01T00:00:00+14:00"}, "/from"),
        ({**WEEK, "scope": "all"}, "/scope"),
        ({**WEEK, "assignee": "x"}, "/assignee"),
        ({**WEEK, "assignee": str(2**63)}, "/assignee"),
    ],
)
def test_a_range_is_bounded(world, api, query, pointer):
    answer = api(world.lin).get("/follow-up-plans/calendar/", **query)
    assert answer.status_code == 400
    assert [e["pointer"] for e in answer.json()["errors"]] == [pointer]


def test_unknown_parameters_are_refused(world, api):
    answer = api(world.lin).get("/follow-up-plans/calendar/", **WEEK, owner=1)
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_filter")


def test_more_than_fits_is_said(world, api, wang, monkeypatch):
    monkeypatch.setattr(agenda, "MOST", 2)
    plans = [planned(wang, hours=hours) for hours in (1, 2, 3)]
    answer = api(world.lin).get("/follow-up-plans/calendar/", **WEEK)
    assert seen(answer, "id") == [(p.pk,) for p in plans[:2]]
    assert answer.json()["capped"] is True


@pytest.mark.parametrize("count", [1, 3])
def test_calendar_and_expected_are_one_statement_each(
    world, wang, count, django_assert_num_queries
):
    for hours in range(count):
        planned(wang, hours=hours)
    week = {"begin": NOW - timedelta(days=1), "end": NOW + timedelta(days=1)}
    for who, team in ((world.lin, False), (world.mei, True)):
        with django_assert_num_queries(1):
            assert len(agenda.calendar(who, NOW, team=team, **week)["results"]) == count
        with django_assert_num_queries(1):
            assert len(agenda.expected(who, NOW)["results"]) == count


# --- who is expected ------------------------------------------------------------------------------
def test_expected_are_visits_and_trial_lessons_of_today_by_time(world, api, wang):
    lesson, visit = planned(wang, "trial_lesson", hours=5), planned(wang, hours=1)
    planned(wang, "call", hours=2)
    planned(wang, hours=24)
    answer = api(world.lin).get("/follow-up-plans/expected/")
    assert seen(answer, "id", "local_time", "arrival") == [
        (visit.pk, "11:00", "waiting"), (lesson.pk, "15:00", "waiting"),
    ]  # fmt: skip


def test_whether_they_came(world, api, wang):
    came, absent, waiting = (planned(wang, hours=h) for h in (-2, -1, 1))
    gone = planned(wang, hours=2)
    check_in(plan_id=came.pk, answer=Answer("visited"), by=world.lin, at=NOW)
    mark_no_show(plan_id=absent.pk, by=world.lin, at=NOW)
    cancel_plan(plan_id=gone.pk, by=world.lin, at=NOW)
    answer = api(world.lin).get("/follow-up-plans/expected/")
    assert seen(answer, "id", "arrival") == [
        (came.pk, "came"), (absent.pk, "did_not_come"), (waiting.pk, "waiting"),
    ]  # fmt: skip


def test_one_expects_whom_one_may_see(world, api, wang, zhou):
    own, foreign = planned(wang, hours=1), planned(zhou, hours=2)
    for who, ids in (
        ("lin", [own.pk]), ("bo", []), ("mei", [own.pk]), ("zoe", [foreign.pk]),
        ("ada", [own.pk, foreign.pk]),
    ):  # fmt: skip
        answer = api(getattr(world, who)).get("/follow-up-plans/expected/")
        assert seen(answer, "id") == [(pk,) for pk in ids], who
    west = api(world.ada).get("/follow-up-plans/expected/", campus=world.west.pk)
    assert seen(west, "id") == [(foreign.pk,)]


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [
        ("Asia/Shanghai", "2026-11-19T16:00:00", "2026-11-20T15:59:59"),
        ("Pacific/Kiritimati", "2026-11-19T10:00:00", "2026-11-20T09:59:59"),
        ("Etc/GMT+12", "2026-11-20T12:00:00", "2026-11-21T11:59:59"),
    ],
)
def test_a_day_is_a_day_at_the_campus(world, api, wang, zone, first, last):
    place = Campus.objects.create(code="far", name="Far", time_zone=zone)
    begin, end = (datetime.fromisoformat(t).replace(tzinfo=UTC) for t in (first, last))
    moment = timedelta(seconds=1)
    inside = [planned(wang, due_at=at, campus=place) for at in (begin, end)]
    for at in (begin - moment, end + moment):
        planned(wang, due_at=at, campus=place)
    answer = api(world.lin).get("/follow-up-plans/expected/", date="2026-11-20")
    assert seen(answer, "id", "local_date", "local_time", "time_zone") == [
        (inside[0].pk, "2026-11-20", "00:00", zone), (inside[1].pk, "2026-11-20", "23:59", zone),
    ]  # fmt: skip


def test_a_day_of_25_hours_is_expected_whole(world, api, wang):
    """New York, 1 November 2026: 01:30 comes twice."""
    york = Campus.objects.create(code="ny", name="York", time_zone="America/New_York")
    hours = [datetime(2026, 11, 1, 4 + h, 30, tzinfo=UTC) for h in range(-1, 20)]
    hours += [datetime(2026, 11, 2, 4, 30, tzinfo=UTC), datetime(2026, 11, 2, 5, 30, tzinfo=UTC)]
    for at in hours:
        schedule_plan(
            customer_id=wang.pk, kind="visit", due_at=at, campus=york, by=world.lin,
            at=at - timedelta(days=2),
        )  # fmt: skip
    answer = api(world.lin).get("/follow-up-plans/expected/", date="2026-11-01")
    times = [time for (time,) in seen(answer, "local_time")]
    assert times[:4] == ["00:30", "01:30", "01:30", "02:30"]
    assert times[-1] == "23:30"
    assert len(times) == 21


def test_today_is_each_campuss_own(world, api, wang):
    """10:00 on the 20th in Shanghai is 21:00 on the 19th in New York."""
    york = Campus.objects.create(code="ny", name="York", time_zone="America/New_York")
    tonight = planned(wang, campus=york, hours=1)
    planned(wang, campus=york, hours=12)
    answer = api(world.lin).get("/follow-up-plans/expected/")
    assert seen(answer, "id", "local_date") == [(tonight.pk, "2026-11-19")]


@pytest.mark.parametrize("day", [date.min, date.max])
def test_days_beyond_the_calendar_are_refused(world, api, day):
    answer = api(world.lin).get("/follow-up-plans/expected/", date=day.isoformat())
    assert answer.status_code == 400
