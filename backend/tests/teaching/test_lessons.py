"""On which days, and at what instants, a class meets (R163)."""

from datetime import UTC, date, datetime

import pytest

from shoal.common.models import School
from shoal.organization.models import CalendarEntry
from shoal.teaching.lessons import lessons_between, lessons_held
from tests.enrollments.school import make_class

from .classes import SATURDAY, SUNDAY, days, meet

FIRST, LAST = date(2026, 12, 5), date(2026, 12, 20)


def close(first: str, last: str, **kwargs) -> None:
    CalendarEntry.objects.create(first_day=first, last_day=last, name="Closed", **kwargs)


@pytest.fixture
def group(world):
    """Saturdays 9 to 11 and Sundays 14 to 16, from 5 December, a Saturday, on."""
    group = make_class(world)
    meet(group, SUNDAY, "14:00", "16:00")
    meet(group, SATURDAY)
    return group


def test_a_class_meets_on_its_weekdays_in_order(group):
    lessons = lessons_between(group, FIRST, LAST)
    assert [lesson.day for lesson in lessons] == days(
        "2026-12-05", "2026-12-06", "2026-12-12", "2026-12-13", "2026-12-19", "2026-12-20"
    )
    first = lessons[0]
    assert first.starts_at == datetime(2026, 12, 5, 1, tzinfo=UTC)  # 9:00 in Shanghai
    assert first.starts_at.isoformat() == "2026-12-05T09:00:00+08:00"
    assert (first.ends_at - first.starts_at).seconds == 7200


def test_neither_before_its_first_day_nor_after_its_last(group):
    group.start_date, group.end_date = date(2026, 12, 6), date(2026, 12, 12)
    lessons = lessons_between(group, date(2026, 1, 1), date(2027, 12, 31))
    assert [lesson.day for lesson in lessons] == days("2026-12-06", "2026-12-12")
    assert lessons_between(group, date(2027, 1, 1), date(2027, 2, 1)) == []
    assert lessons_between(group, LAST, FIRST) == []


def test_not_on_days_on_which_the_school_or_its_campus_is_closed(group, world):
    close("2026-12-12", "2026-12-12")
    close("2026-12-19", "2026-12-31", campus=world.east)
    close("2026-12-05", "2026-12-06", campus=world.west)
    lessons = lessons_between(group, FIRST, LAST)
    assert [lesson.day for lesson in lessons] == days("2026-12-05", "2026-12-06", "2026-12-13")


def test_a_campus_that_works_although_the_school_is_closed_has_lessons(group, world):
    close("2026-12-12", "2026-12-13")
    close("2026-12-13", "2026-12-13", campus=world.east, is_working=True)
    lessons = lessons_between(group, date(2026, 12, 12), date(2026, 12, 13))
    assert [lesson.day for lesson in lessons] == days("2026-12-13")


def test_a_weekly_day_of_rest_closes_nothing(group, world):
    School.objects.update(rest_days=[6, 7])
    world.east.rest_days = [7]
    world.east.save()
    assert len(lessons_between(group, FIRST, LAST)) == 6


def test_the_clock_of_the_campus_counts_when_clocks_change(world):
    world.east.time_zone = "Europe/Berlin"
    world.east.save()
    group = make_class(world, start_date=date(2027, 3, 27), end_date=date(2027, 3, 28))
    for weekday in (SATURDAY, SUNDAY):
        meet(group, weekday)
    assert [lesson.starts_at.isoformat() for lesson in lessons_between(
        group, date(2027, 3, 27), date(2027, 3, 28)
    )] == ["2027-03-27T09:00:00+01:00", "2027-03-28T09:00:00+02:00"]  # fmt: skip


@pytest.mark.parametrize(
    ("at", "held"),
    [
        (datetime(2026, 12, 5, 2, 59, tzinfo=UTC), 0),
        (datetime(2026, 12, 5, 3, 0, tzinfo=UTC), 1),
        (datetime(2026, 12, 7, 0, 0, tzinfo=UTC), 2),
        (datetime(2030, 1, 1, 0, 0, tzinfo=UTC), 25),
    ],
    ids=str,
)
def test_a_lesson_is_held_when_it_is_over(group, at, held):
    assert lessons_held(group, at) == held


def test_what_is_known_is_not_asked_for(group, django_assert_num_queries):
    group.campus  # noqa: B018  read already
    closed = frozenset(days("2026-12-05"))
    with django_assert_num_queries(1):
        lessons = lessons_between(group, FIRST, LAST, closed=closed)
    assert len(lessons) == 5
