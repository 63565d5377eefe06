"""What takes place when (R167)."""

from datetime import date

import pytest

from shoal.organization.models import CalendarEntry
from tests.enrollments.school import make_class

from .classes import SATURDAY, SUNDAY, make_room, make_teacher, meet

DECEMBER = {"from": "2026-12-05", "to": "2026-12-13"}


@pytest.fixture
def school(world):
    wu, xu = make_teacher("Wu"), make_teacher("Xu")
    room = make_room(world.east)
    east = make_class(world, "PY-1")
    east.teachers.set([wu, xu])
    meet(east, SATURDAY, room=room, teacher=wu)
    meet(east, SUNDAY)
    west = make_class(world, "GO-1", campus=world.west)
    west.teachers.add(xu)
    meet(west, SATURDAY, "08:00", "10:00")
    return {"wu": wu, "xu": xu, "room": room, "PY-1": east, "GO-1": west}


def shown(response):
    assert response.status_code == 200, response.content
    return [
        (lesson["class_group"]["name"], lesson["starts_at"][:16])
        for lesson in response.json()["lessons"]
    ]


def test_all_lessons_of_some_days_in_order(world, api, school):
    response = api(world.fan).get("/timetable/", **DECEMBER)
    assert shown(response) == [
        ("GO-1", "2026-12-05T08:00"), ("PY-1", "2026-12-05T09:00"), ("PY-1", "2026-12-06T09:00"),
        ("GO-1", "2026-12-12T08:00"), ("PY-1", "2026-12-12T09:00"), ("PY-1", "2026-12-13T09:00"),
    ]  # fmt: skip
    answer = response.json()
    assert (answer["closed"], answer["capped"]) == ([], False)
    assert answer["lessons"][1] == {
        "class_group": {"id": school["PY-1"].pk, "name": "PY-1"},
        "course": {"id": world.python.pk, "name": "Python"},
        "campus": {"id": world.east.pk, "name": "East"}, "state": "open", "day": "2026-12-05",
        "starts_at": "2026-12-05T09:00:00+08:00", "ends_at": "2026-12-05T11:00:00+08:00",
        "room": {"id": school["room"].pk, "name": "301"},
        "teachers": [{"id": school["wu"].pk, "name": "Wu"}],
    }  # fmt: skip


def test_by_campus_teacher_room_and_class(world, api, school):
    def asked(**query):
        return shown(api(world.lin).get("/timetable/", **{"from": "2026-12-05", "to": "2026-12-06"},
                                        **query))  # fmt: skip

    assert asked(campus=world.west.pk) == [("GO-1", "2026-12-05T08:00")]
    # Sunday's session names nobody: both teach it.
    assert asked(teacher=school["wu"].pk) == [
        ("PY-1", "2026-12-05T09:00"), ("PY-1", "2026-12-06T09:00"),
    ]  # fmt: skip
    assert asked(teacher=school["xu"].pk) == [
        ("GO-1", "2026-12-05T08:00"), ("PY-1", "2026-12-06T09:00"),
    ]  # fmt: skip
    assert asked(room=school["room"].pk) == [("PY-1", "2026-12-05T09:00")]
    assert asked(class_group=school["GO-1"].pk) == [("GO-1", "2026-12-05T08:00")]


def test_closed_days_are_said_and_have_no_lessons(world, api, school):
    CalendarEntry.objects.create(
        campus=world.east, first_day="2026-12-05", last_day="2026-12-06", name="Move"
    )
    response = api(world.lin).get("/timetable/", **{"from": "2026-12-05", "to": "2026-12-06"})
    assert shown(response) == [("GO-1", "2026-12-05T08:00")]
    assert response.json()["closed"] == [
        {"campus": world.east.pk, "days": ["2026-12-05", "2026-12-06"]}
    ]


def test_cancelled_classes_meet_no_more_completed_ones_did(world, api, school):
    for code, state in (("PY-1", "cancelled"), ("GO-1", "completed")):
        school[code].state = state
        school[code].save()
    assert {code for code, _ in shown(api(world.lin).get("/timetable/", **DECEMBER))} == {"GO-1"}


def test_the_classes_of_a_campus_that_is_not_used_any_more_are_still_there(world, api, school):
    world.west.is_active = False
    world.west.save()
    assert ("GO-1", "2026-12-05T08:00") in shown(api(world.lin).get("/timetable/", **DECEMBER))


@pytest.mark.parametrize(
    "wrong",
    [
        {"from": "2026-12-05"}, {"from": "2026-12-05", "to": "2026-12-04"},
        {"from": "2026-12-01", "to": "2027-02-01"}, {"from": "0001-01-01", "to": "0001-01-02"},
        {**DECEMBER, "colour": 1}, {**DECEMBER, "campus": "x"},
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_asked_is_a_400(world, api, wrong):
    assert api(world.lin).get("/timetable/", **wrong).status_code == 400


def test_sixty_two_days_are_the_most(world, api, school):
    asked = {"from": "2026-12-01", "to": "2027-01-31"}
    assert len(shown(api(world.lin).get("/timetable/", **asked))) == 27


@pytest.mark.parametrize("count", [1, 4])
def test_the_statements_do_not_grow(world, count, django_assert_num_queries):
    from shoal.teaching.timetable import timetable

    for number in range(count):
        group = make_class(world, f"C-{number}", campus=(world.east, world.west)[number % 2])
        group.teachers.add(make_teacher(f"T{number}"))
        meet(group)
    with django_assert_num_queries(5):
        found = timetable(world.lin, first=date(2026, 12, 5), last=date(2026, 12, 11))
    assert len(found["lessons"]) == count
