"""The tree of departments: whoever leads a branch leads all of it."""

import pytest

from shoal.activity.models import Event
from shoal.organization.models import Department, Employee
from shoal.organization.services.places import edit_department
from tests.races import in_threads
from tests.world import NOW, make_department


def paths():
    return {d.name: d.path for d in Department.objects.all()}


def test_everybody_reads_them(world, api):
    body = api(world.fan).get("/departments/").json()
    found = {d["name"]: d for d in body["results"]}
    assert found["Sales 1"] == {
        "id": world.sales1.pk,
        "name": "Sales 1",
        "parent": {"id": world.sales.pk, "name": "Sales"},
        "manager": {"id": world.mei.pk, "name": "Mei"},
        "manager_gone": False,
        "campus": None,
    }
    assert api(world.fan).get(f"/departments/{world.sales1.pk}/").json() == found["Sales 1"]


def test_an_admin_adds_one(world, api):
    body = {"name": "Sales 3", "parent": world.sales.pk, "manager": world.bo.pk}
    response = api(world.ada).post("/departments/", body)
    assert response.status_code == 201
    pk = response.json()["id"]
    assert paths()["Sales 3"] == f"/{world.sales.pk}/{pk}/"
    assert Event.objects.get().kind == "department.created"


def test_a_move_takes_everything_below_along(world, api):
    team = make_department("Team", world.sales1)
    response = api(world.ada).patch(
        f"/departments/{world.sales1.pk}/", {"parent": world.finance.pk}
    )
    assert response.status_code == 200
    assert response.json()["parent"]["name"] == "Finance"
    root = world.finance.path
    assert paths()["Sales 1"] == f"{root}{world.sales1.pk}/"
    assert paths()["Team"] == f"{root}{world.sales1.pk}/{team.pk}/"
    assert paths()["Sales 2"] == world.sales2.path


def test_a_department_may_become_a_root(world, api):
    api(world.ada).patch(f"/departments/{world.sales1.pk}/", {"parent": None})
    assert paths()["Sales 1"] == f"/{world.sales1.pk}/"


def test_a_move_changes_who_leads_whom_at_once(world, api):
    mei = api(world.mei)
    api(world.ada).patch(f"/departments/{world.sales2.pk}/", {"parent": world.sales1.pk})
    zoe = mei.get(f"/employees/{world.zoe.pk}/").json()
    assert "username" in zoe


@pytest.mark.parametrize("below", ["itself", "child"])
def test_no_department_lies_below_itself(world, api, below):
    target = world.sales if below == "itself" else world.sales1
    response = api(world.ada).patch(f"/departments/{world.sales.pk}/", {"parent": target.pk})
    assert (response.status_code, response.json()["code"]) == (409, "department_cycle")
    assert paths()["Sales"] == world.sales.path


def test_twelve_levels_are_enough(world, api):
    ada, parent = api(world.ada), None
    for level in range(12):
        parent = ada.post("/departments/", {"name": f"L{level}", "parent": parent}).json()["id"]
    response = ada.post("/departments/", {"name": "too deep", "parent": parent})
    assert (response.status_code, response.json()["code"]) == (409, "department_too_deep")
    assert not Department.objects.filter(name="too deep").exists()


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"name": "sales"}, "/name", "taken"),
        ({"name": ""}, "/name", "blank"),
        ({"name": "X", "parent": 10**6}, "/parent", "does_not_exist"),
        ({"name": "X", "manager": 10**6}, "/manager", "does_not_exist"),
        ({"name": "X", "campus": 10**6}, "/campus", "does_not_exist"),
        ({"name": "X", "path": "/"}, "/path", "unknown_field"),
    ],
    ids=str,
)
def test_what_is_not_right_is_named(world, api, body, pointer, code):
    response = api(world.ada).post("/departments/", body)
    assert response.status_code == 400
    assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [(pointer, code)]


@pytest.mark.parametrize("who", ["lin", "mei", "fan"])
def test_only_admins_write(world, api, who):
    caller = api(getattr(world, who))
    assert caller.post("/departments/", {"name": "X"}).status_code == 403
    assert caller.patch(f"/departments/{world.sales.pk}/", {"name": "X"}).status_code == 403
    assert "X" not in paths()


@pytest.mark.race
def test_two_moves_at_once_close_no_ring(committed_world):
    one, two = committed_world.sales1, committed_world.sales2
    pairs = [(one, two), (two, one)]
    ada = committed_world.ada

    def move(number):
        what, below = pairs[number]
        return edit_department(department_id=what.pk, changes={"parent": below.pk}, by=ada, at=NOW)

    results = in_threads(move, 2)

    assert sorted(type(r).__name__ for r in results) == ["Department", "DepartmentCycle"]


def test_a_department_without_a_path_leads_nobody(world):
    world.sales1.path = ""
    world.sales1.save()
    world.mei.department.path = ""
    assert not Employee.objects.in_scope_of(world.mei).exists()
    assert not Department.objects.within(world.mei.department).exists()
    assert not world.mei.leads("/1/")
