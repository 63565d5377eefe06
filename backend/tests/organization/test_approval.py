"""Approving and rejecting registrations (R26)."""

import pytest

from shoal.activity.models import Event
from shoal.organization.models import EmployeeState
from tests.world import make_employee


@pytest.fixture
def yan(world):
    """Waits, and wishes for sales 1, which mei leads."""
    return make_employee("yan", state=EmployeeState.PENDING, department=world.sales1)


def approve(api, who, **fields):
    return api.post(f"/employees/{who.pk}/approve/", fields)


def test_a_manager_approves_into_her_own_department(world, api, yan):
    response = approve(api(world.mei), yan, role="sales", department=world.sales1.pk)

    assert response.status_code == 200
    assert response.json()["state"] == "active"
    assert response.json()["refusals"]["approve"]["code"] == "wrong_state"
    yan.refresh_from_db()
    assert (yan.state, yan.role, yan.department) == ("active", "sales", world.sales1)
    assert (yan.decided_by, yan.campus) == (world.mei, None)
    event = Event.objects.get(kind="employee.approved")
    assert (event.subject_id, event.actor_id) == (yan.pk, world.mei.pk)
    assert event.data == {"role": "sales", "department": world.sales1.pk}


def test_the_campus_is_the_departments_unless_told(world, api, yan):
    world.sales1.campus = world.west
    world.sales1.save()
    approve(api(world.mei), yan, role="sales", department=world.sales1.pk)
    yan.refresh_from_db()
    assert yan.campus == world.west

    other = make_employee("xu", state=EmployeeState.PENDING, department=world.sales1)
    approve(api(world.mei), other, role="sales", department=world.sales1.pk, campus=world.east.pk)
    other.refresh_from_db()
    assert other.campus == world.east


def test_an_admin_approves_any_role_into_any_department(world, api, yan):
    response = approve(api(world.ada), yan, role="manager", department=world.sales2.pk)
    assert response.status_code == 200
    yan.refresh_from_db()
    assert (yan.role, yan.department) == ("manager", world.sales2)


@pytest.mark.parametrize("role", ["manager", "finance", "admin"])
def test_a_manager_grants_sales_only(world, api, yan, role):
    response = approve(api(world.mei), yan, role=role, department=world.sales1.pk)
    assert (response.status_code, response.json()["code"]) == (403, "grants_sales_only")
    assert_untouched(yan)


@pytest.mark.parametrize("where", ["sales", "sales2", "finance"])
def test_a_manager_approves_into_no_other_department(world, api, yan, where):
    department = getattr(world, where)
    response = approve(api(world.mei), yan, role="sales", department=department.pk)
    assert (response.status_code, response.json()["code"]) == (403, "outside_your_scope")
    assert_untouched(yan)


def test_whoever_wishes_for_another_department_does_not_exist_for_her(world, api):
    other = make_employee("xu", state=EmployeeState.PENDING, department=world.sales2)
    response = approve(api(world.mei), other, role="sales", department=world.sales1.pk)
    assert response.status_code == 404
    assert api(world.mei).get(f"/employees/{other.pk}/").status_code == 404
    assert_untouched(other)


@pytest.mark.parametrize("who", ["lin", "zoe", "fan"])
def test_sales_and_finance_may_not(world, api, yan, who):
    caller = api(getattr(world, who))
    response = approve(caller, yan, role="sales", department=world.sales1.pk)
    assert (response.status_code, response.json()["code"]) == (403, "role_may_not")
    assert caller.post(f"/employees/{yan.pk}/reject/").status_code == 403
    assert_untouched(yan)


@pytest.mark.parametrize("state", ["active", "rejected", "suspended", "left"])
@pytest.mark.parametrize("command", ["approve", "reject"])
def test_only_who_waits_can_be_decided_about(world, api, yan, state, command):
    yan.state = state
    yan.save()
    body = {"role": "sales", "department": world.sales1.pk} if command == "approve" else {}

    response = api(world.mei).post(f"/employees/{yan.pk}/{command}/", body)

    assert (response.status_code, response.json()["code"]) == (409, "wrong_state")
    assert response.json()["state"] == state
    yan.refresh_from_db()
    assert yan.state == state


def test_rejecting_is_final(world, api, yan):
    response = api(world.mei).post(f"/employees/{yan.pk}/reject/")
    assert (response.status_code, response.json()["state"]) == (200, "rejected")
    assert Event.objects.get(kind="employee.rejected").subject_id == yan.pk
    assert approve(api(world.ada), yan, role="sales", department=world.sales1.pk).status_code == 409


@pytest.mark.parametrize(
    "fields",
    [
        {"role": "king"}, {"department": 999_999}, {"department": None}, {"campus": 999_999},
        {"state": "active"},
    ],
    ids=str,
)  # fmt: skip
def test_a_malformed_approval_is_a_400(world, api, yan, fields):
    body = {"role": "sales", "department": world.sales1.pk, **fields}
    assert approve(api(world.ada), yan, **body).status_code == 400
    assert_untouched(yan)


def assert_untouched(who):
    who.refresh_from_db()
    assert who.state == "pending"
    assert not Event.objects.exists()
