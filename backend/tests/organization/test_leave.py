"""Leave: entered by who leads, read by them and by whose it is (R91)."""

import pytest

from shoal.activity.models import Event
from shoal.customers.models import ClockJob
from shoal.organization.models import Leave
from tests.world import NOW

WEEK = {"first_day": "2026-12-07", "last_day": "2026-12-11"}


def leave_of(employee, first="2026-12-07", last="2026-12-11", by=None) -> Leave:
    return Leave.objects.create(
        employee=employee, first_day=first, last_day=last, note="tired",
        created_at=NOW, created_by=by or employee,
    )  # fmt: skip


def test_a_manager_enters_leave_of_her_people_who_read_it(world, api):
    created = api(world.mei).post("/leave/", {"employee": world.lin.pk, **WEEK})

    assert created.status_code == 201
    assert created.json() == {
        "id": created.json()["id"], "employee": {"id": world.lin.pk, "name": "Lin"},
        "note": "", "may_edit": True, **WEEK,
    }  # fmt: skip
    leave = Leave.objects.get()
    assert (leave.employee, leave.created_by) == (world.lin, world.mei)
    assert [(e.kind, e.subject_id, e.data) for e in Event.objects.all()] == [
        ("leave.created", world.lin.pk, {"leave": leave.pk})
    ]
    assert api(world.lin).get("/leave/").json()["results"] == [
        {**created.json(), "may_edit": False}
    ]


def test_leave_is_seen_by_whose_it_is_and_who_leads_them(world, api):
    of = {who: leave_of(getattr(world, who)).pk for who in ("lin", "mei", "zoe", "fan")}

    def seen(who):
        results = api(getattr(world, who)).get("/leave/").json()["results"]
        return {row["id"] for row in results}

    assert seen("ada") == set(of.values())
    assert seen("mei") == {of["lin"], of["mei"]}
    assert seen("lin") == {of["lin"]}
    assert seen("bo") == set()
    assert seen("fan") == {of["fan"]}


def test_it_is_narrowed_to_a_year_and_a_person(world, api):
    leave_of(world.lin)
    turn = leave_of(world.bo, "2026-12-30", "2027-01-02")

    def shown(**query):
        return [row["id"] for row in api(world.mei).get("/leave/", **query).json()["results"]]

    assert shown(year=2027) == [turn.pk]
    assert shown(employee=world.bo.pk) == [turn.pk]


@pytest.mark.parametrize(
    ("who", "status", "code"),
    [("zoe", 403, "outside_your_scope"), ("ada", 403, "outside_your_scope")],
)
def test_a_manager_leaves_other_peoples_alone(world, api, who, status, code):
    response = api(world.mei).post("/leave/", {"employee": getattr(world, who).pk, **WEEK})
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert not Leave.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("fields", "pointer", "code"),
    [
        ({"last_day": "2026-12-06"}, "/last_day", "order"),
        ({"last_day": "2027-12-09"}, "/last_day", "too_long"),
        ({"employee": 999_999}, "/employee", "does_not_exist"),
        ({"first_day": "2026-12-01", "last_day": "2026-12-07"}, "/first_day", "overlaps"),
        ({"note": "x" * 201}, "/note", "max_length"),
    ],
    ids=str,
)
def test_what_is_not_right_is_named(world, api, fields, pointer, code):
    leave_of(world.lin, "2026-12-07", "2026-12-07")
    body = {"employee": world.lin.pk, "first_day": "2026-12-08", "last_day": "2026-12-11"}
    response = api(world.mei).post("/leave/", {**body, **fields})
    assert response.status_code == 400
    assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [(pointer, code)]
    assert Leave.objects.count() == 1


def test_two_people_may_be_away_together(world, api):
    leave_of(world.bo)
    assert api(world.mei).post("/leave/", {"employee": world.lin.pk, **WEEK}).status_code == 201


def test_days_and_note_are_changed_and_it_is_removed(world, api):
    leave = leave_of(world.lin)
    mei = api(world.mei)

    edited = mei.patch(f"/leave/{leave.pk}/", {"last_day": "2026-12-14", "note": ""})
    removed = mei.delete(f"/leave/{leave.pk}/")

    assert (edited.status_code, edited.json()["last_day"]) == (200, "2026-12-14")
    assert removed.status_code == 204
    assert not Leave.objects.exists()
    assert [(e.kind, e.subject_id, e.data) for e in Event.objects.order_by("pk")] == [
        ("leave.edited", world.lin.pk, {"leave": leave.pk, "fields": ["last_day", "note"]}),
        ("leave.removed", world.lin.pk, {"leave": leave.pk}),
    ]


def test_a_manager_without_people_does_not_enter_her_own(world, api):
    world.mei.department = None
    world.mei.save()
    own = leave_of(world.mei)
    for call in (
        lambda m: m.patch(f"/leave/{own.pk}/", {"note": "x"}),
        lambda m: m.delete(f"/leave/{own.pk}/"),
    ):
        response = call(api(world.mei))
        assert (response.status_code, response.json()["code"]) == (403, "outside_your_scope")
    assert api(world.mei).delete(f"/leave/{leave_of(world.zoe).pk}/").status_code == 404


def test_leave_moves_the_clocks_of_whose_it_is(world, api):
    mei = api(world.mei)

    def jobs() -> list[int]:
        return list(ClockJob.objects.values_list("owner", flat=True))

    leave = mei.post("/leave/", {"employee": world.lin.pk, **WEEK}).json()["id"]
    mei.patch(f"/leave/{leave}/", {"note": "at the sea"})
    assert jobs() == [world.lin.pk]
    mei.patch(f"/leave/{leave}/", {"last_day": "2026-12-12"})
    mei.delete(f"/leave/{leave}/")
    assert jobs() == [world.lin.pk] * 3
