"""Planning a class, and changing it (R160, R162)."""

from datetime import date

import pytest

from shoal.activity.models import Event
from shoal.common import school
from shoal.teaching import enrolled
from shoal.teaching.models import ClassGroup, ClassState, WeeklySession
from tests.enrollments.school import make_class

from .classes import SATURDAY, SUNDAY, body, make_room, make_teacher, meet, session


def told(response):
    return [(e["pointer"], e["code"]) for e in response.json()["errors"]]


def test_a_manager_plans_a_class_with_its_week(world, api):
    wu, room = make_teacher(), make_room(world.east)
    week = [session(SUNDAY, "14:00", "16:00", room, wu), session(SATURDAY, room=room)]
    created = api(world.mei).post("/classes/", body(world, teachers=[wu.pk], sessions=week))

    assert created.status_code == 201
    assert created["ETag"] == '"1"'
    shown = created.json()
    assert {name: shown[name] for name in ("code", "state", "tuition", "currency", "seats")} == {
        "code": "PY-1", "state": "planned", "tuition": "3600.00", "currency": "CNY",
        "seats": {"taken": 0, "held": 0, "free": 12, "waiting": 0},
    }  # fmt: skip
    assert shown["teachers"] == [{"id": wu.pk, "name": "Wu Min"}]
    here = {"id": room.pk, "name": "301"}
    assert shown["sessions"] == [
        {"weekday": 6, "starts_at": "09:00:00", "ends_at": "11:00:00", "room": here,
         "teacher": None},
        {"weekday": 7, "starts_at": "14:00:00", "ends_at": "16:00:00", "room": here,
         "teacher": {"id": wu.pk, "name": "Wu Min"}},
    ]  # fmt: skip
    assert shown["lessons"] == {"total": 25, "held": 0}
    assert (shown["clashes"], shown["copied_from"]) == ([], None)
    group = ClassGroup.objects.get()
    assert (group.tuition, group.created_by, group.version) == (360_000, world.mei, 1)
    event = Event.objects.get()
    assert (event.kind, event.subject_type, event.data) == (
        "class.created", "classgroup", {"campus": world.east.pk},
    )  # fmt: skip
    # The first price of a school settles its currency (R62).
    assert school.current().currency_settled


def test_the_price_is_in_the_money_of_the_campus(world, api):
    world.east.currency = "JPY"
    world.east.save()
    ada = api(world.ada)
    wrong = ada.post("/classes/", body(world, tuition="1.5"))
    assert (wrong.status_code, told(wrong)) == (400, [("/tuition", "too_precise")])
    right = ada.post("/classes/", body(world, tuition="80000")).json()
    assert (right["tuition"], right["currency"]) == ("80000", "JPY")


@pytest.mark.parametrize(
    ("fields", "pointer", "code"),
    [
        ({"end_date": "2026-12-04"}, "/end_date", "order"),
        ({"end_date": "2030-01-01"}, "/end_date", "lasts_too_long"),
        ({"start_date": "0001-01-01"}, "/start_date", "date"),
        ({"min_to_open": 13}, "/min_to_open", "above_capacity"),
        ({"capacity": 0}, "/capacity", "min_value"),
        ({"tuition": "-1"}, "/tuition", "min_value"),
        ({"code": "taken"}, "/code", "taken"),
        ({"class_type": "lunch"}, "/class_type", "invalid_choice"),
        ({"course": 999_999}, "/course", "does_not_exist"),
        ({"campus": 999_999}, "/campus", "does_not_exist"),
        ({"teachers": [999_999]}, "/teachers", "does_not_exist"),
        ({"sessions": [session(8)]}, "/sessions/0/weekday", "max_value"),
        ({"sessions": [session(starts="09:00", ends="09:00")]}, "/sessions/0/ends_at",
         "ends_too_early"),
        ({"sessions": [session(), session(starts="10:59", ends="12:00")]}, "/sessions",
         "sessions_overlap"),
        ({"sessions": [{**session(), "room": 999_999}]}, "/sessions/0/room", "does_not_exist"),
        ({"sessions": [{**session(), "teacher": 999_999}]}, "/sessions/0/teacher", "not_of_class"),
        ({"sessions": [{**session(), "colour": 1}]}, "/sessions/0/colour", "unknown_field"),
        ({"seats_taken": 3}, "/seats_taken", "unknown_field"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_not_right_is_named(world, api, fields, pointer, code):
    make_class(world, "taken", term="2026 winter")
    response = api(world.ada).post("/classes/", body(world, **fields))
    assert (response.status_code, told(response)) == (400, [(pointer, code)])
    assert ClassGroup.objects.count() == 1
    assert not WeeklySession.objects.exists()
    assert not Event.objects.exists()


def test_what_is_switched_off_or_elsewhere_is_not_planned_with(world, api):
    gone, west = make_teacher(is_active=False), make_room(world.west)
    week = [session(room=west)]
    response = api(world.ada).post("/classes/", body(world, teachers=[gone.pk], sessions=week))
    assert told(response) == [
        ("/teachers", "does_not_exist"), ("/sessions/0/room", "does_not_exist"),
    ]  # fmt: skip
    world.python.is_active = False
    world.python.save()
    assert told(api(world.ada).post("/classes/", body(world))) == [("/course", "does_not_exist")]


def test_a_class_keeps_the_teacher_and_room_that_are_switched_off_meanwhile(world, api):
    group, wu, room = make_class(world), make_teacher(), make_room(world.east)
    group.teachers.add(wu)
    meet(group, room=room, teacher=wu)
    for thing in (wu, room):
        thing.is_active = False
        thing.save()
    week = [session(SUNDAY, room=room, teacher=wu)]
    response = api(world.mei).patch(f"/classes/{group.pk}/", {"sessions": week})
    assert response.status_code == 200
    assert [s["weekday"] for s in response.json()["sessions"]] == [SUNDAY]


def test_one_code_once_a_campus_and_term(world, api):
    mei, ada = api(world.mei), api(world.ada)
    assert mei.post("/classes/", body(world)).status_code == 201
    assert told(mei.post("/classes/", body(world))) == [("/code", "taken")]
    assert mei.post("/classes/", body(world, term="2027 spring")).status_code == 201
    assert ada.post("/classes/", body(world, campus=world.west.pk)).status_code == 201


def test_changing_says_what_changed_and_counts_the_version(world, api):
    group, wu = make_class(world), make_teacher()
    mei, path = api(world.mei), f"/classes/{group.pk}/"
    changes = {"tuition": "1200.00", "teachers": [wu.pk], "sessions": [session(teacher=wu)]}
    response = mei.patch(path, {**changes, "capacity": 3}, if_match='"1"')
    assert (response.status_code, response["ETag"]) == (200, '"2"')
    assert [(e.kind, e.data) for e in Event.objects.all()] == [
        ("class.edited", {"fields": ["sessions", "teachers", "tuition"]})
    ]
    # The same once more is no change, nor is the order of the week.
    assert mei.patch(path, changes).json()["version"] == 2
    assert Event.objects.count() == 1


def test_who_looked_at_an_older_version_is_told(world, api):
    group = make_class(world)
    mei, path = api(world.mei), f"/classes/{group.pk}/"
    assert mei.patch(path, {"capacity": 4}, if_match='"1"').status_code == 200
    stale = mei.patch(path, {"capacity": 5}, if_match='"1"')
    assert (stale.status_code, stale.json()["code"], stale.json()["version"]) == (412, "stale", 2)
    group.refresh_from_db()
    assert group.capacity == 4


@pytest.mark.parametrize("field", ["course", "campus"])
def test_course_and_campus_are_those_it_was_planned_for(world, api, field):
    group = make_class(world)
    response = api(world.ada).patch(f"/classes/{group.pk}/", {field: 1})
    assert (response.status_code, told(response)) == (400, [(f"/{field}", "unknown_field")])


def test_seats_that_are_taken_stay(world, api):
    group = make_class(world, seats_taken=2, seats_held=1)
    response = api(world.mei).patch(f"/classes/{group.pk}/", {"capacity": 2})
    assert (response.status_code, told(response)) == (400, [("/capacity", "below_seats")])
    group.refresh_from_db()
    assert (group.capacity, Event.objects.count()) == (3, 0)


def test_whoever_waits_is_told_when_there_are_more_seats(world, api, monkeypatch):
    heard = []
    monkeypatch.setattr(enrolled, "_on_more_seats", [lambda *told: heard.append(told)])
    group = make_class(world)
    mei, path = api(world.mei), f"/classes/{group.pk}/"
    for capacity in (5, 5, 4):
        assert mei.patch(path, {"capacity": capacity}).status_code == 200
    assert [(told.pk, by) for told, by, _ in heard] == [(group.pk, world.mei)]


@pytest.mark.parametrize("state", ["completed", "cancelled"])
def test_a_class_that_is_over_is_changed_no_more(world, api, state):
    group = make_class(world, state=state)
    mei, path = api(world.mei), f"/classes/{group.pk}/"
    refused = mei.patch(path, {"capacity": 9})
    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_class_state")
    assert mei.get(path).json()["refusals"]["edit"] == {
        "code": "wrong_class_state", "state": state,
        "detail": f"This is not possible for a class that is {state}.",
    }  # fmt: skip


def test_what_one_may_do_is_said_beforehand(world, api):
    group = make_class(world, min_to_open=2, seats_taken=1)
    path = f"/classes/{group.pk}/"

    def codes(who):
        refusals = api(who).get(path).json()["refusals"]
        return {name: no and no["code"] for name, no in refusals.items()}

    assert codes(world.mei) == {
        "edit": None, "open": "wrong_class_state", "start": "too_few_to_start",
        "complete": "wrong_class_state", "cancel": "seats_in_use", "copy": None,
    }  # fmt: skip
    assert set(codes(world.lin).values()) == {"role_may_not"}
    world.mei.campus = world.west
    world.mei.save()
    assert set(codes(world.mei).values()) == {"outside_your_campus"}


def test_a_class_is_never_shorter_than_a_day(world, api):
    group = make_class(world)
    day = {"start_date": "2026-12-05", "end_date": "2026-12-05"}
    assert api(world.mei).patch(f"/classes/{group.pk}/", day).status_code == 200
    group.refresh_from_db()
    assert group.end_date == date(2026, 12, 5)
    assert group.state == ClassState.OPEN
