"""Who sees what of whom."""

import pytest

from shoal.organization.models import EmployeeState
from tests.world import make_customer, make_employee

NAMES = {"id", "display_name", "role", "state", "department", "campus"}
ALL = NAMES | {"username", "email", "mobile", "grants", "created_at", "held", "refusals"}


def listed(api, **query):
    response = api.get("/employees/", **query)
    assert response.status_code == 200, response.content
    return {e["display_name"]: e for e in response.json()["results"]}


@pytest.fixture
def waiting(world):
    make_employee("yan", state=EmployeeState.PENDING, department=world.sales1)
    make_employee("xu", state=EmployeeState.PENDING, department=world.sales2)


@pytest.mark.parametrize("who", ["lin", "fan"])
def test_sales_and_finance_know_active_colleagues_by_name(world, api, waiting, who):
    found = listed(api(getattr(world, who)))
    assert sorted(found) == ["Ada", "Bo", "Fan", "Lin", "Mei", "Zoe"]
    assert all(set(e) == NAMES for e in found.values())


def test_a_manager_knows_her_scope_in_full_with_those_who_wait(world, api, waiting):
    make_customer("One", pool=world.pool, owner=world.lin)
    found = listed(api(world.mei))
    assert sorted(found) == ["Ada", "Bo", "Fan", "Lin", "Mei", "Yan", "Zoe"]
    assert {n for n, e in found.items() if set(e) == ALL} == {"Bo", "Lin", "Mei", "Yan"}
    assert set(found["Zoe"]) == NAMES
    assert (found["Lin"]["held"], found["Bo"]["held"]) == (1, 0)
    assert found["Yan"]["refusals"]["approve"] is None
    assert found["Lin"]["refusals"]["approve"]["code"] == "wrong_state"
    assert found["Lin"]["refusals"]["suspend"]["code"] == "role_may_not"


def test_an_admin_knows_all(world, api, waiting):
    found = listed(api(world.ada))
    assert len(found) == 8
    assert all(set(e) == ALL for e in found.values())
    assert found["Lin"]["refusals"]["suspend"] is None
    assert found["Ada"]["refusals"]["suspend"]["code"] == "not_yourself"


def test_what_is_not_visible_is_a_404(world, api):
    world.zoe.state = EmployeeState.SUSPENDED
    world.zoe.save()
    path = f"/employees/{world.zoe.pk}/"
    assert [api(p).get(path).status_code for p in (world.lin, world.mei, world.fan)] == [404] * 3
    assert api(world.ada).get(path).status_code == 200


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"state": "pending"}, ["Xu", "Yan"]),
        ({"state": "pending,active", "role": "admin,finance"}, ["Ada", "Fan"]),
        ({"search": "LI"}, ["Lin"]),
        ({"search": "%"}, []),
        ({"department": "sales2"}, ["Xu", "Zoe"]),
        ({"department": "none"}, ["Ada"]),
        ({"campus": "west"}, ["Zoe"]),
    ],
    ids=str,
)
def test_filters(world, api, waiting, query, names):
    query = {k: getattr(getattr(world, v, None), "pk", v) for k, v in query.items()}
    assert sorted(listed(api(world.ada), **query)) == names


def test_search_finds_no_user_name_that_is_not_shown(world, api):
    world.zoe.display_name = "Zhao"
    world.zoe.save()
    assert listed(api(world.mei), search="zoe") == {}
    assert list(listed(api(world.ada), search="zoe")) == ["Zhao"]


NOT_DOCUMENTED = [
    {"state": "x"}, {"department": "x"}, {"foo": "1"}, {"ordering": "password"}, {"search": "\x00"},
]  # fmt: skip


@pytest.mark.parametrize("query", NOT_DOCUMENTED, ids=str)
def test_what_is_not_documented_is_a_400(world, api, query):
    assert api(world.ada).get("/employees/", **query).status_code == 400


def test_a_list_is_two_statements(world, api, django_assert_num_queries):
    for who in (world.ada, world.mei, world.lin):
        caller = api(who)
        with django_assert_num_queries(2):
            caller.get("/employees/")
