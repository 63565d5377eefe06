"""The working calendar: days off pause the clock, in the zone of the place (R81)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shoal.organization.calendars import calendar_of, calendars_of
from shoal.organization.models import CalendarEntry, Leave
from shoal.organization.workdays import FARTHEST, Days, WorkingCalendar
from tests.world import NOW

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
KIRITIMATI = ZoneInfo("Pacific/Kiritimati")
WEEKEND = frozenset({6, 7})


def days(first, last=None, *, works=False):
    return Days(date.fromisoformat(first), date.fromisoformat(last or first), works)


def calendar(*layers, zone=SHANGHAI, rest=frozenset()):
    return WorkingCalendar(zone, rest, layers)


def local(zone, text):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-11-20T10:00", 1, "2026-11-23T10:00"),  # Friday to Monday
        ("2026-11-20T10:00", 5, "2026-11-27T10:00"),
        ("2026-11-21T15:00", 1, "2026-11-24T00:00"),  # begun on a Saturday: from Monday, 00:00
        ("2026-11-20T10:00", 0, "2026-11-20T10:00"),
        ("2026-11-22T10:00", 0, "2026-11-23T00:00"),
    ],
)
def test_days_are_counted_over_the_days_of_rest(start, count, end):
    found = calendar(rest=WEEKEND).add_days(local(SHANGHAI, start), count)
    assert found == local(SHANGHAI, end)


def test_a_holiday_pauses_and_a_working_weekend_counts():
    october = [days("2026-10-01", "2026-10-07"), days("2026-10-10", works=True)]
    week = calendar(october, rest=WEEKEND)
    assert week.add_days(local(SHANGHAI, "2026-09-30T09:00"), 1) == local(
        SHANGHAI, "2026-10-08T09:00"
    )
    # 8, 9, then Saturday the 10th, which makes up for the holiday.
    assert week.add_days(local(SHANGHAI, "2026-09-30T09:00"), 3) == local(
        SHANGHAI, "2026-10-10T09:00"
    )


def test_the_campus_says_more_than_the_school_and_leave_more_than_both():
    school = [days("2026-11-23", "2026-11-27")]
    campus = [days("2026-11-24", works=True), days("2026-11-26", works=True)]
    leave = [days("2026-11-24")]
    worked = calendar(school, campus, leave)
    assert [d for d in range(20, 30) if worked.is_working(date(2026, 11, d))] == [
        20, 21, 22, 26, 28, 29,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-19T10:00", 24, "2026-11-20T10:00"),
        ("2026-11-20T10:00", 24, "2026-11-23T10:00"),  # 14 on Friday, 10 on Monday
        ("2026-11-20T10:00", 14, "2026-11-21T00:00"),
        ("2026-11-21T10:00", 1, "2026-11-23T01:00"),
    ],
)
def test_hours_pass_on_working_days_only(start, hours, end):
    found = calendar(rest=WEEKEND).add_hours(local(SHANGHAI, start), hours)
    assert found == local(SHANGHAI, end)


# New York: 8 March 2026 has no 02:30, 1 November 2026 has 01:30 twice.
def test_a_local_time_that_is_skipped_is_resolved_and_the_days_after_are_as_usual():
    every_day = calendar(zone=NEW_YORK)
    start = local(NEW_YORK, "2026-03-07T02:30")
    assert every_day.add_days(start, 1) == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    assert every_day.add_days(start, 2) == local(NEW_YORK, "2026-03-09T02:30")


def test_the_same_local_time_on_both_sides_of_a_change_of_clocks():
    every_day = calendar(zone=NEW_YORK)
    spring, autumn = local(NEW_YORK, "2026-03-07T10:00"), local(NEW_YORK, "2026-10-31T10:00")
    assert every_day.add_days(spring, 1) - spring == timedelta(hours=23)
    assert every_day.add_days(autumn, 1) - autumn == timedelta(hours=25)


def test_hours_are_real_ones_across_a_change_of_clocks():
    every_day = calendar(zone=NEW_YORK)
    for start in ("2026-03-07T10:00", "2026-10-31T10:00", "2026-11-01T01:30"):
        begin = local(NEW_YORK, start).astimezone(UTC)
        assert every_day.add_hours(begin, 48) == begin + timedelta(hours=48)


def test_a_day_of_25_hours_off_pauses_all_of_them():
    sundays_off = calendar(zone=NEW_YORK, rest=frozenset({7}))
    saturday = local(NEW_YORK, "2026-10-31T20:00")
    assert sundays_off.add_hours(saturday, 6) == local(NEW_YORK, "2026-11-02T02:00")


def test_kiritimati_has_its_own_day():
    weekdays = calendar(zone=KIRITIMATI, rest=WEEKEND)
    # Friday 11:00 UTC is Saturday 01:00 there: the clock starts on Monday.
    start = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
    assert weekdays.add_days(start, 1) == local(KIRITIMATI, "2026-11-24T00:00")
    assert weekdays.add_hours(start, 1) == local(KIRITIMATI, "2026-11-23T01:00")


def test_a_school_that_is_closed_for_ever_never_gets_there():
    closed = calendar(rest=frozenset(range(1, 8)))
    assert closed.add_days(NOW, 1) is None
    assert closed.add_hours(NOW, 1) is None
    once = calendar([days("2030-01-01", works=True)], rest=frozenset(range(1, 8)))
    assert once.add_days(NOW, 0) == local(SHANGHAI, "2030-01-01T00:00")
    assert once.add_days(NOW, 1) is None


def test_the_end_of_time_is_never_reached():
    late = datetime(9999, 12, 1, tzinfo=UTC)
    assert calendar().add_days(late, 60) is None
    assert calendar().add_days(NOW, FARTHEST) is None


def test_what_was_asked_before_does_not_change_an_answer():
    fresh = [calendar(rest=WEEKEND) for _ in range(3)]
    asked = calendar(rest=WEEKEND)
    starts = [NOW, NOW - timedelta(days=900), NOW + timedelta(days=700)]
    assert [asked.add_days(at, 20) for at in starts] == [
        one.add_days(at, 20) for one, at in zip(fresh, starts, strict=True)
    ]


# --- read from the database -----------------------------------------------------------------------
def entry(first, last=None, campus=None, **kwargs):
    return CalendarEntry.objects.create(
        first_day=first, last_day=last or first, campus=campus, name="x", **kwargs
    )


def test_one_statement_reads_school_campus_and_leave(world, django_assert_num_queries):
    entry("2026-11-23", "2026-11-25")
    entry("2026-11-24", campus=world.east, is_working=True)
    entry("2026-11-26", campus=world.west)
    Leave.objects.create(
        employee=world.lin, first_day="2026-11-27", last_day="2026-11-27",
        created_at=NOW, created_by=world.lin,
    )  # fmt: skip
    week = [date(2026, 11, d) for d in range(23, 29)]
    with django_assert_num_queries(1):
        lin = calendar_of(world.lin.pk)
    with django_assert_num_queries(1):
        found = calendars_of([world.lin.pk, world.bo.pk, world.zoe.pk])

    def worked(calendar):
        return [day.day for day in week if calendar.is_working(day)]

    assert worked(lin) == worked(found[world.lin.pk]) == [24, 26, 28]
    assert worked(found[world.bo.pk]) == [24, 26, 27, 28]
    assert worked(found[world.zoe.pk]) == [27, 28]


def test_place_and_rest_are_the_campus_s_else_the_department_s_else_the_school_s(world):
    from shoal.common.models import School

    School.objects.update(time_zone="America/New_York", rest_days=[6, 7])
    world.west.time_zone, world.west.rest_days = "Pacific/Kiritimati", [1]
    world.west.save()
    world.sales2.campus = world.west
    world.sales2.save()
    world.zoe.campus = None
    world.zoe.save()

    found = calendars_of([world.lin.pk, world.zoe.pk, world.ada.pk])

    said = {pk: (calendar.zone.key, set(calendar.rest)) for pk, calendar in found.items()}
    assert said == {
        world.lin.pk: ("Asia/Shanghai", {6, 7}),
        world.zoe.pk: ("Pacific/Kiritimati", {1}),
        world.ada.pk: ("America/New_York", {6, 7}),
    }
