"""Open, start, complete, cancel (R161), and the copy for a next term (R166)."""

from datetime import date

import pytest

from shoal.activity.models import Event
from shoal.teaching import enrolled
from shoal.teaching.models import ClassGroup, ClassState
from shoal.teaching.rules.classes import MOVES
from tests.enrollments.school import make_class

from .classes import SUNDAY, make_room, make_teacher, meet

ALLOWED = {
    ("open", "planned"): ("open", "class.opened"),
    ("start", "open"): ("running", "class.started"),
    ("complete", "running"): ("completed", "class.completed"),
    ("cancel", "planned"): ("cancelled", "class.cancelled"),
    ("cancel", "open"): ("cancelled", "class.cancelled"),
    ("cancel", "running"): ("cancelled", "class.cancelled"),
}


@pytest.mark.parametrize("state", ClassState.values)
@pytest.mark.parametrize("move", MOVES)
def test_every_move_from_every_state(world, api, move, state):
    group = make_class(world, state=state)
    response = api(world.mei).post(f"/classes/{group.pk}/{move}/")
    group.refresh_from_db()
    if (move, state) in ALLOWED:
        after, kind = ALLOWED[move, state]
        assert (response.status_code, response.json()["state"]) == (200, after)
        assert (group.state, group.version) == (after, 2)
        assert [e.kind for e in Event.objects.all()] == [kind]
    else:
        assert (response.status_code, response.json()["code"]) == (409, "wrong_class_state")
        assert (group.state, group.version, Event.objects.count()) == (state, 1, 0)


def test_too_few_start_only_when_one_says_so(world, api):
    group = make_class(world, min_to_open=2, seats_taken=1, seats_held=1)
    mei, path = api(world.mei), f"/classes/{group.pk}/start/"
    refused = mei.post(path)
    assert (refused.status_code, refused.json()["code"]) == (409, "too_few_to_start")
    assert (refused.json()["taken"], refused.json()["minimum"]) == (1, 2)
    assert not Event.objects.exists()
    assert mei.post(path, {"despite_minimum": True}).json()["state"] == "running"


@pytest.mark.parametrize("seats", [{"seats_taken": 1}, {"seats_held": 1}], ids=str)
def test_a_class_in_which_somebody_has_a_seat_is_not_cancelled(world, api, seats):
    group = make_class(world, **seats)
    refused = api(world.mei).post(f"/classes/{group.pk}/cancel/")
    assert (refused.status_code, refused.json()["code"]) == (409, "seats_in_use")
    group.refresh_from_db()
    assert (group.state, Event.objects.count()) == ("open", 0)


def test_nor_one_for_which_somebody_waits(world, api, monkeypatch):
    group = make_class(world)
    monkeypatch.setattr(enrolled, "_waiting", [lambda ids: dict.fromkeys(ids, 2)])
    refused = api(world.mei).post(f"/classes/{group.pk}/cancel/")
    assert (refused.json()["code"], refused.json()["waiting"]) == ("seats_in_use", 2)
    assert api(world.lin).get("/classes/").json()["results"][0]["seats"] == {
        "taken": 0, "held": 0, "free": 3, "waiting": 2,
    }  # fmt: skip


def test_completing_tells_those_who_know_the_students(world, api, monkeypatch):
    heard = []
    monkeypatch.setattr(enrolled, "_on_completed", [lambda *told: heard.append(told)])
    group = make_class(world, state=ClassState.RUNNING)
    api(world.mei).post(f"/classes/{group.pk}/complete/")
    assert [(told.pk, told.state, by) for told, by, _ in heard] == [
        (group.pk, "completed", world.mei)
    ]


def test_what_they_refuse_completes_nothing(world, api, monkeypatch):
    def refuse(*told):
        raise RuntimeError

    monkeypatch.setattr(enrolled, "_on_completed", [refuse])
    group = make_class(world, state=ClassState.RUNNING)
    assert api(world.mei).post(f"/classes/{group.pk}/complete/").status_code == 500
    group.refresh_from_db()
    assert (group.state, Event.objects.count()) == ("running", 0)


def test_a_retry_with_its_key_moves_once(world, api):
    group = make_class(world, state=ClassState.PLANNED)
    answers = [
        api(world.mei).post(f"/classes/{group.pk}/open/", idempotency_key="k") for _ in range(2)
    ]
    assert [a.status_code for a in answers] == [200, 200]
    assert Event.objects.count() == 1


def test_a_copy_is_planned_as_long_from_another_day_on(world, api):
    wu, room = make_teacher(), make_room(world.east)
    group = make_class(world, min_to_open=1, seats_taken=2, state=ClassState.RUNNING)
    group.teachers.add(wu)
    meet(group, SUNDAY, room=room, teacher=wu)

    body = {"term": "2027 spring", "start_date": "2027-03-06"}
    response = api(world.mei).post(f"/classes/{group.pk}/copy/", body)

    assert response.status_code == 201
    shown = response.json()
    facts = ("code", "term", "state", "start_date", "end_date", "tuition")
    assert {name: shown[name] for name in facts} == {
        "code": "PY-1", "term": "2027 spring", "state": "planned", "start_date": "2027-03-06",
        "end_date": "2027-05-29", "tuition": "1000.00",
    }  # fmt: skip
    assert shown["copied_from"] == {"id": group.pk, "name": "PY-1"}
    assert shown["seats"] == {"taken": 0, "held": 0, "free": 3, "waiting": 0}
    assert [(s["weekday"], s["room"]["id"], s["teacher"]["id"]) for s in shown["sessions"]] == [
        (SUNDAY, room.pk, wu.pk)
    ]
    made = ClassGroup.objects.get(term="2027 spring")
    assert (made.created_by, made.end_date - made.start_date) == (
        world.mei, group.end_date - group.start_date,
    )  # fmt: skip
    event = Event.objects.get()
    assert (event.kind, event.subject_id, event.data) == (
        "class.copied", made.pk, {"source": group.pk},
    )  # fmt: skip


def test_who_teaches_no_more_and_a_room_that_is_gone_stay_behind(world, api):
    wu, room = make_teacher(is_active=False), make_room(world.east, is_active=False)
    group = make_class(world)
    group.teachers.add(wu)
    meet(group, room=room, teacher=wu)
    body = {"term": "2027 spring", "start_date": "2027-03-06", "code": "PY-2"}
    shown = api(world.mei).post(f"/classes/{group.pk}/copy/", body).json()
    assert (shown["code"], shown["teachers"]) == ("PY-2", [])
    assert [(s["room"], s["teacher"]) for s in shown["sessions"]] == [(None, None)]


def test_there_is_one_of_that_code_in_that_term_already(world, api):
    group = make_class(world)
    body = {"term": group.term, "start_date": "2027-03-06"}
    response = api(world.mei).post(f"/classes/{group.pk}/copy/", body)
    assert response.status_code == 400
    assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [("/code", "taken")]
    assert (ClassGroup.objects.count(), Event.objects.count()) == (1, 0)


def test_a_course_that_is_not_offered_any_more_is_not_copied(world, api):
    group = make_class(world)
    world.python.is_active = False
    world.python.save()
    body = {"term": "2027 spring", "start_date": "2027-03-06"}
    response = api(world.mei).post(f"/classes/{group.pk}/copy/", body)
    assert (response.status_code, response.json()["code"]) == (409, "course_not_offered")
    assert ClassGroup.objects.count() == 1


def test_a_class_runs_its_whole_life(world, api):
    group = make_class(world, state=ClassState.PLANNED, end_date=date(2027, 2, 28))
    mei = api(world.mei)
    for move in ("open", "start", "complete"):
        assert mei.post(f"/classes/{group.pk}/{move}/").status_code == 200
    assert [e.kind for e in Event.objects.order_by("pk")] == [
        "class.opened", "class.started", "class.completed",
    ]  # fmt: skip
