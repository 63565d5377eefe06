"""Two classes that want one room or one teacher at one time: a warning (R164)."""

from datetime import date

import pytest

from shoal.organization.models import CalendarEntry
from shoal.teaching.models import ClassState
from tests.enrollments.school import make_class

from .classes import SATURDAY, SUNDAY, make_room, make_teacher, meet, session


@pytest.fixture
def wu(world):
    return make_teacher()


@pytest.fixture
def room(world):
    return make_room(world.east)


@pytest.fixture
def taken(world, room, wu):
    """Saturdays from 9 to 11 in 301 with Wu, from 5 December to 27 February."""
    group = make_class(world, "PY-1")
    group.teachers.add(wu)
    meet(group, room=room, teacher=wu)
    return group


@pytest.fixture
def clashes(world, api, clock):
    def ask(*sessions, **fields):
        body = {
            "campus": world.east.pk, "start_date": "2027-01-01", "end_date": "2027-06-30",
            "sessions": list(sessions), **fields,
        }  # fmt: skip
        answer = api(world.mei).post("/classes/check-clashes/", body)
        assert answer.status_code == 200, answer.content
        return answer.json()["clashes"]

    return ask


def test_one_room_at_one_time(clashes, taken, room):
    assert clashes(session(starts="10:00", ends="12:00", room=room)) == [
        {
            "kind": "room", "subject": {"id": room.pk, "name": "301"},
            "class_group": {"id": taken.pk, "name": "PY-1"}, "weekday": SATURDAY,
            "starts_at": "10:00:00", "ends_at": "12:00:00",
            "first_at": "2027-01-02T10:00:00+08:00", "count": 9,
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    "free",
    [
        session(starts="11:00", ends="13:00"), session(starts="07:00", ends="09:00"),
        session(SUNDAY),
    ],
    ids=["after", "before", "another day"],
)  # fmt: skip
def test_nothing_at_another_time(clashes, taken, room, free):
    assert clashes({**free, "room": room.pk}) == []


def test_nor_in_another_room_nor_after_the_other_has_ended(clashes, taken, room, world):
    assert clashes(session(room=make_room(world.east, "302"))) == []
    assert clashes(session(room=room), start_date="2027-03-01") == []


def test_one_teacher_at_two_campuses(clashes, taken, wu, world):
    taken.campus = world.west
    taken.save()
    found = clashes(session(teacher=wu), teachers=[wu.pk])
    assert [(c["kind"], c["subject"]["name"], c["count"]) for c in found] == [
        ("teacher", "Wu Min", 9)
    ]


def test_the_instant_counts_not_what_the_clocks_say(clashes, taken, wu, world):
    world.west.time_zone = "Asia/Tokyo"
    world.west.save()
    taken.campus = world.west
    taken.save()
    # 9 to 11 in Tokyo is 8 to 10 in Shanghai.
    assert len(clashes(session(starts="09:30", ends="10:30", teacher=wu), teachers=[wu.pk])) == 1
    assert clashes(session(starts="10:00", ends="11:00", teacher=wu), teachers=[wu.pk]) == []


def test_a_session_that_names_no_teacher_needs_all_of_the_class(clashes, taken, wu, world):
    xu = make_teacher("Xu")
    taken.sessions.update(teacher=None)
    found = clashes(session(), teachers=[wu.pk, xu.pk])
    assert [c["subject"]["name"] for c in found] == ["Wu Min"]
    assert clashes(session(teacher=xu), teachers=[wu.pk, xu.pk]) == []


@pytest.mark.parametrize("state", ["completed", "cancelled"])
def test_classes_that_are_over_need_nothing(clashes, taken, room, state):
    taken.state = state
    taken.save()
    assert clashes(session(room=room)) == []


def test_days_on_which_the_campus_is_closed_do_not_clash(clashes, taken, room):
    CalendarEntry.objects.create(first_day="2027-01-02", last_day="2027-01-09", name="Closed")
    (found,) = clashes(session(room=room))
    assert (found["first_at"], found["count"]) == ("2027-01-16T09:00:00+08:00", 7)


def test_what_lies_behind_warns_nobody(world, api, clock, taken, room):
    ran = make_class(
        world, "OLD", start_date=date(2026, 9, 5), end_date=date(2026, 11, 28), state="running"
    )
    meet(ran, room=room)
    both = make_class(world, "NEW", start_date=date(2026, 9, 5))
    meet(both, room=room)
    # It is 20 November: two Saturdays are left, 21 and 28.
    found = api(world.lin).get(f"/classes/{both.pk}/").json()["clashes"]
    assert [(c["class_group"]["name"], c["count"], c["first_at"][:10]) for c in found] == [
        ("OLD", 2, "2026-11-21"), ("PY-1", 13, "2026-12-05"),
    ]  # fmt: skip


def test_a_class_does_not_clash_with_itself(clashes, taken, room, wu, api, world):
    assert api(world.lin).get(f"/classes/{taken.pk}/").json()["clashes"] == []
    again = session(room=room, teacher=wu)
    assert clashes(again, class_group=taken.pk, teachers=[wu.pk]) == []
    assert [c["kind"] for c in clashes(again, teachers=[wu.pk])] == ["room", "teacher"]


def test_a_class_that_is_over_is_warned_of_nothing(taken, room, api, world):
    other = make_class(world, "PY-9", state=ClassState.CANCELLED)
    meet(other, room=room)
    assert api(world.lin).get(f"/classes/{other.pk}/").json()["clashes"] == []


def test_it_refuses_nothing(taken, room, world, api):
    from .classes import body

    response = api(world.mei).post(
        "/classes/", body(world, code="B", sessions=[session(room=room)])
    )
    assert (response.status_code, len(response.json()["clashes"])) == (201, 1)


@pytest.mark.parametrize("others", [1, 12])
def test_the_statements_do_not_grow_with_the_classes(
    world, room, wu, others, django_assert_num_queries
):
    from shoal.teaching.clashes import clashes_of, wish_of

    group = make_class(world, "MINE")
    meet(group, room=room)
    for number in range(others):
        other = make_class(world, f"C-{number}")
        other.teachers.add(wu)
        meet(other, room=room)
    wish = wish_of(group)
    with django_assert_num_queries(4):
        found = clashes_of(wish, date(2026, 12, 1))
    assert len(found) == others
