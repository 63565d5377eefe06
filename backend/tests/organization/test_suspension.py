"""Suspending, resuming, moving: effective on the next request (R21, R27, R28)."""

import pytest

from shoal.activity.models import Event
from shoal.organization.models import Employee
from shoal.organization.services.employees import suspend_employee
from shoal.organization.services.sessions import open_session
from tests.api import Api
from tests.races import in_threads
from tests.world import NOW, PASSWORD, make_employee


def test_a_suspended_employees_next_request_is_refused(world, api):
    lin = api(world.lin)
    refresh = open_session(user=world.lin, kind="token", user_agent="", ip=None).refresh

    response = api(world.ada).post(f"/employees/{world.lin.pk}/suspend/")

    assert (response.status_code, response.json()["state"]) == (200, "suspended")
    assert lin.get("/auth/me/").status_code == 401
    assert Api(None).post("/auth/token/refresh/", {"refresh": refresh}).status_code == 401
    credentials = {"username": "lin", "password": PASSWORD}
    assert Api(None).post("/auth/token/", credentials).status_code == 401
    event = Event.objects.get()
    assert (event.kind, event.request_id) == ("employee.suspended", response["X-Request-Id"])


def test_resuming_lets_them_log_in_but_revives_no_session(world, api):
    lin = api(world.lin)
    ada = api(world.ada)
    ada.post(f"/employees/{world.lin.pk}/suspend/")

    response = ada.post(f"/employees/{world.lin.pk}/resume/")

    assert (response.status_code, response.json()["state"]) == (200, "active")
    assert lin.get("/auth/me/").status_code == 401
    credentials = {"username": "lin", "password": PASSWORD}
    assert Api(None).post("/auth/token/", credentials).status_code == 200


@pytest.mark.parametrize("command", ["suspend", "resume"])
@pytest.mark.parametrize("who", ["lin", "mei", "fan"])
def test_admins_only(world, api, who, command):
    response = api(getattr(world, who)).post(f"/employees/{world.bo.pk}/{command}/")
    assert response.status_code == 403
    world.bo.refresh_from_db()
    assert (world.bo.state, world.bo.token_version) == ("active", 1)


def test_nobody_suspends_themselves(world, api):
    make_employee("eve", "admin")
    response = api(world.ada).post(f"/employees/{world.ada.pk}/suspend/")
    assert (response.status_code, response.json()["code"]) == (409, "not_yourself")


def test_the_last_admin_stays_one(world, api):
    ada = api(world.ada)
    response = ada.patch(f"/employees/{world.ada.pk}/", {"role": "sales"})
    assert (response.status_code, response.json()["code"]) == (409, "last_admin")
    world.ada.refresh_from_db()
    assert (world.ada.role, world.ada.token_version) == ("admin", 1)


@pytest.mark.race
def test_two_admins_who_suspend_each_other_leave_one(committed_world):
    eve = make_employee("eve", "admin")
    pairs = [(committed_world.ada, eve), (eve, committed_world.ada)]

    results = in_threads(
        lambda n: suspend_employee(employee_id=pairs[n][1].pk, by=pairs[n][0], at=NOW), 2
    )

    active = Employee.objects.active().filter(role="admin")
    assert active.count() == 1
    assert sorted(type(r).__name__ for r in results) == ["Employee", "LastAdmin"]


@pytest.mark.parametrize(
    "changes",
    [{"role": "manager"}, {"department": "sales2"}, {"campus": "west"}, {"grants": ["import"]}],
    ids=str,
)
def test_a_change_of_place_is_effective_on_the_next_request(world, api, changes):
    lin = api(world.lin)
    departments = sorted({world.sales1.pk, getattr(world, changes.get("department", "sales1")).pk})
    body = {k: getattr(world, v).pk if k in ("department", "campus") else v
            for k, v in changes.items()}  # fmt: skip

    response = api(world.ada).patch(f"/employees/{world.lin.pk}/", body)

    assert response.status_code == 200
    assert lin.get("/auth/me/").status_code == 401
    world.lin.refresh_from_db()
    assert world.lin.token_version == 2
    event = Event.objects.get()
    assert (event.kind, event.data) == (
        "employee.placed", {"fields": list(changes), "departments": departments}
    )  # fmt: skip


def test_a_change_of_nothing_ends_nothing(world, api):
    lin = api(world.lin)
    response = api(world.ada).patch(f"/employees/{world.lin.pk}/", {"role": "sales"})
    assert response.status_code == 200
    assert lin.get("/auth/me/").status_code == 200
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "body", [{"role": "king"}, {"grants": ["fly"]}, {"department": 10**6}, {"username": "x"}]
)
def test_a_malformed_change_is_a_400(world, api, body):
    assert api(world.ada).patch(f"/employees/{world.lin.pk}/", body).status_code == 400
