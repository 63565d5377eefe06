"""Teachers and rooms: read by all; rooms kept by who leads at the campus (R160, R169)."""

import pytest

from shoal.activity.models import Event
from shoal.organization.models import EmployeeState
from shoal.teaching.models import Room, Teacher

from .classes import make_room, make_teacher


def told(response):
    return [(e["pointer"], e["code"]) for e in response.json()["errors"]]


def test_an_admin_adds_a_teacher_who_never_logs_in(world, api):
    created = api(world.ada).post("/teachers/", {"name": "Wu Min"})
    assert (created.status_code, created.json()) == (
        201, {"id": created.json()["id"], "name": "Wu Min", "employee": None, "is_active": True},
    )  # fmt: skip
    assert api(world.fan).get("/teachers/").json()["results"] == [created.json()]
    event = Event.objects.get()
    assert (event.kind, event.subject_type, event.data) == ("teacher.created", "teacher", {})


def test_a_teacher_may_be_a_colleague_as_long_as_they_work_here(world, api):
    ada = api(world.ada)
    pk = ada.post("/teachers/", {"name": "Bo", "employee": world.bo.pk}).json()["id"]
    assert api(world.lin).get(f"/teachers/{pk}/").json()["employee"] == {
        "id": world.bo.pk, "name": "Bo",
    }  # fmt: skip
    twice = ada.post("/teachers/", {"name": "Bo again", "employee": world.bo.pk})
    assert (twice.status_code, told(twice)) == (400, [("/employee", "taken")])
    world.bo.state = EmployeeState.LEFT
    world.bo.save()
    assert api(world.lin).get(f"/teachers/{pk}/").json()["employee"] is None


def test_a_teacher_is_switched_off_and_the_same_again_is_no_change(world, api):
    wu = make_teacher()
    for _ in range(2):
        response = api(world.ada).patch(f"/teachers/{wu.pk}/", {"is_active": False})
        assert (response.status_code, response.json()["is_active"]) == (200, False)
    assert [(e.kind, e.data) for e in Event.objects.all()] == [
        ("teacher.edited", {"fields": ["is_active"]})
    ]
    assert api(world.lin).get("/teachers/", is_active=1).json()["results"] == []
    assert len(api(world.lin).get("/teachers/", search="wu").json()["results"]) == 1


@pytest.mark.parametrize(
    ("fields", "pointer", "code"),
    [
        ({"name": "wu min"}, "/name", "taken"),
        ({"name": ""}, "/name", "blank"),
        ({"employee": 999_999}, "/employee", "does_not_exist"),
        ({"colour": "red"}, "/colour", "unknown_field"),
    ],
    ids=str,
)
def test_what_is_not_right_about_a_teacher_is_named(world, api, fields, pointer, code):
    make_teacher()
    response = api(world.ada).post("/teachers/", {"name": "Xu", **fields})
    assert (response.status_code, told(response)) == (400, [(pointer, code)])
    assert Teacher.objects.count() == 1
    assert not Event.objects.exists()


def test_a_manager_adds_a_room_at_her_own_campus_only(world, api):
    mei = api(world.mei)
    created = mei.post("/rooms/", {"campus": world.east.pk, "name": "301", "capacity": 24})
    assert (created.status_code, created.json()) == (
        201,
        {
            "id": created.json()["id"], "campus": {"id": world.east.pk, "name": "East"},
            "name": "301", "capacity": 24, "is_active": True, "may_edit": True,
        },
    )  # fmt: skip
    assert api(world.lin).get(f"/rooms/{created.json()['id']}/").json()["may_edit"] is False
    refused = mei.post("/rooms/", {"campus": world.west.pk, "name": "301"})
    assert (refused.status_code, refused.json()["code"]) == (403, "outside_your_campus")
    assert [(e.kind, e.data) for e in Event.objects.all()] == [
        ("room.created", {"campus": world.east.pk})
    ]


def test_a_managers_campus_is_the_departments_where_she_has_none(world, api):
    world.mei.campus = None
    world.mei.save()
    assert api(world.mei).post("/rooms/", {"campus": world.east.pk, "name": "1"}).status_code == 403
    world.sales1.campus = world.west
    world.sales1.save()
    assert api(world.mei).post("/rooms/", {"campus": world.west.pk, "name": "1"}).status_code == 201


def test_two_campuses_may_have_a_room_of_one_name_one_may_not(world, api):
    make_room(world.east, "Aula")
    ada = api(world.ada)
    assert ada.post("/rooms/", {"campus": world.west.pk, "name": "Aula"}).status_code == 201
    twice = ada.post("/rooms/", {"campus": world.east.pk, "name": "aula"})
    assert (twice.status_code, told(twice)) == (400, [("/name", "taken")])
    assert Room.objects.count() == 2


def test_a_room_stays_at_its_campus_and_is_switched_off(world, api):
    room = make_room(world.east)
    mei = api(world.mei)
    moved = mei.patch(f"/rooms/{room.pk}/", {"campus": world.west.pk})
    assert (moved.status_code, told(moved)) == (400, [("/campus", "unknown_field")])
    assert mei.patch(f"/rooms/{room.pk}/", {"is_active": False}).json()["is_active"] is False
    assert [(e.kind, e.data) for e in Event.objects.all()] == [
        ("room.edited", {"fields": ["is_active"]})
    ]
    assert mei.patch("/rooms/999999/", {"name": "x"}).status_code == 404
    assert mei.get("/rooms/", campus=world.west.pk).json()["results"] == []


def test_a_campus_that_is_closed_for_good_gets_no_room(world, api):
    world.east.is_active = False
    world.east.save()
    response = api(world.ada).post("/rooms/", {"campus": world.east.pk, "name": "301"})
    assert (response.status_code, told(response)) == (400, [("/campus", "does_not_exist")])
