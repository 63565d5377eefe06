"""The list of classes: filters, orderings, seats; and the terms."""

from datetime import date

import pytest

from tests.enrollments.school import make_class

from .classes import make_room, make_teacher, meet


@pytest.fixture
def three(world):
    wu = make_teacher()
    first = make_class(world, "PY-1", start_date=date(2026, 9, 5), end_date=date(2026, 12, 10))
    first.teachers.add(wu)
    make_class(
        world, "PY-2", class_type="evening", capacity=2, seats_taken=1, seats_held=1,
        start_date=date(2026, 10, 1), end_date=date(2026, 12, 20), state="running",
    )  # fmt: skip
    make_class(
        world, "GO-1", campus=world.west, term="2027 spring", state="planned",
        start_date=date(2027, 3, 6), end_date=date(2027, 6, 30),
    )  # fmt: skip
    return wu


def codes(response):
    assert response.status_code == 200, response.content
    return [row["code"] for row in response.json()["results"]]


def test_the_latest_stand_first(world, api, three):
    assert codes(api(world.lin).get("/classes/")) == ["GO-1", "PY-2", "PY-1"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"campus": "west"}, ["GO-1"]),
        ({"course": "python"}, ["GO-1", "PY-2", "PY-1"]),
        ({"teacher": "wu"}, ["PY-1"]),
        ({"state": "planned,running"}, ["GO-1", "PY-2"]),
        ({"class_type": "evening"}, ["PY-2"]),
        ({"term": "2027 spring"}, ["GO-1"]),
        ({"free": 1}, ["GO-1", "PY-1"]),
        ({"free": 0}, ["PY-2"]),
        ({"ends_within": 20}, ["PY-1"]),
        ({"ends_within": 30}, ["PY-2", "PY-1"]),
        ({"search": "py-"}, ["PY-2", "PY-1"]),
        ({"search": "PYTHON"}, ["GO-1", "PY-2", "PY-1"]),
        ({"ordering": "end_date"}, ["PY-1", "PY-2", "GO-1"]),
        ({"ordering": "code"}, ["GO-1", "PY-1", "PY-2"]),
    ],
    ids=str,
)
def test_filters_and_orderings(world, api, clock, three, query, found):
    ids = {"west": world.west.pk, "python": world.python.pk, "wu": three.pk}
    query = {name: ids.get(value, value) for name, value in query.items()}
    assert codes(api(world.fan).get("/classes/", **query)) == found


def test_pages_follow_each_other(world, api, three):
    lin = api(world.lin)
    first = lin.get("/classes/", page_size=2, with_total=1).json()
    assert first["total"] == {"value": 3, "capped": False}
    path = first["next"].partition("/api/v1")[2]
    assert codes(lin.get(path)) == ["PY-1"]


@pytest.mark.parametrize("wrong", [{"ends_within": "soon"}, {"ends_within": 9999}, {"free": "x"}])
def test_a_filter_that_cannot_be_read_is_a_400(world, api, wrong):
    assert api(world.lin).get("/classes/", **wrong).status_code == 400


def test_a_row_tells_seats_week_and_teachers(world, api):
    group, wu, room = make_class(world, seats_taken=1), make_teacher(), make_room(world.east)
    group.teachers.add(wu)
    meet(group, room=room)
    (row,) = api(world.lin).get("/classes/").json()["results"]
    assert row == {
        "id": group.pk, "code": "PY-1", "course": {"id": world.python.pk, "name": "Python"},
        "campus": {"id": world.east.pk, "name": "East"}, "term": "2026-winter",
        "class_type": "weekend", "state": "open", "teachers": [{"id": wu.pk, "name": "Wu Min"}],
        "sessions": [
            {"weekday": 6, "starts_at": "09:00:00", "ends_at": "11:00:00",
             "room": {"id": room.pk, "name": "301"}, "teacher": None}
        ],
        "start_date": "2026-12-05", "end_date": "2027-02-27", "capacity": 3, "min_to_open": 0,
        "seats": {"taken": 1, "held": 0, "free": 2, "waiting": 0}, "tuition": "1000.00",
        "currency": "CNY", "version": 1,
    }  # fmt: skip


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_is_one_statement_and_who_waits_another(
    world, api, count, django_assert_max_num_queries
):
    lin = api(world.lin)
    for number in range(count):
        meet(make_class(world, f"C-{number}"))
    lin.get("/classes/")
    with django_assert_max_num_queries(3):  # the session's own, the list, who waits
        assert len(lin.get("/classes/").json()["results"]) == count


def test_the_terms_are_known_the_latest_first(world, api, three):
    assert api(world.lin).get("/classes/terms/").json() == {"terms": ["2027 spring", "2026-winter"]}
