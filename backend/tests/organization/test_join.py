"""Registering by an invitation: active at once, as what it says, and once only (R66)."""

import pytest

from shoal.activity.models import Event
from shoal.organization.models import Employee, EmployeeState, Invitation
from shoal.organization.services import links
from shoal.organization.services.invitations import invite
from shoal.organization.services.registration import register_employee
from tests.races import in_threads
from tests.world import NOW


def link(world, **fields):
    """Return the token of an invitation that mei has made."""
    fields = {"role": "sales", "department_id": world.sales1.pk, "by": world.mei, **fields}
    from django.utils import timezone

    return invite(**fields, at=timezone.now()).url.split("#token=")[1]


def join(api, token, **fields):
    body = {
        "username": "yan", "password": "nine white cranes", "display_name": "Yan Li",
        "invitation": token, **fields,
    }  # fmt: skip
    return api(None).post("/auth/register/", {k: v for k, v in body.items() if v is not None})


def test_who_joins_is_active_as_what_the_invitation_says(world, api):
    token = link(
        world, by=world.ada, role="manager", department_id=world.sales2.pk,
        campus_id=world.west.pk, grants=["export"], email="yan@school.example",
    )  # fmt: skip

    answer = join(api, token)

    assert answer.status_code == 201
    assert answer.json()["state"] == "active"
    yan = Employee.objects.get(username="yan")
    assert (yan.role, yan.department, yan.campus) == ("manager", world.sales2, world.west)
    assert (yan.grants, yan.state, yan.decided_by) == (["export"], EmployeeState.ACTIVE, world.ada)
    assert (yan.display_name, yan.email) == ("Yan Li", "yan@school.example")
    used = Invitation.objects.get()
    assert (used.employee, used.used_at is not None) == (yan, True)
    kinds = Event.objects.order_by("pk").values_list("kind", "subject_id", "actor_id")
    assert list(kinds)[1:] == [
        ("employee.registered", yan.pk, None), ("invitation.accepted", used.pk, yan.pk),
    ]  # fmt: skip
    row = api(world.ada).get("/invitations/").json()["results"][0]
    assert (row["state"], row["employee"]) == ("used", {"id": yan.pk, "name": "Yan Li"})


def test_who_joined_logs_in_at_once(world, api):
    join(api, link(world))
    body = {"username": "yan", "password": "nine white cranes"}
    assert api(None).post("/auth/token/", body).status_code == 200


def test_the_campus_is_the_departments_unless_told(world, api):
    world.sales1.campus = world.east
    world.sales1.save()
    join(api, link(world))
    assert Employee.objects.get(username="yan").campus == world.east


def test_a_link_lets_one_in(world, api):
    token = link(world)
    assert join(api, token).status_code == 201
    second = join(api, token, username="zhu")
    assert (second.status_code, second.json()["code"]) == (404, "link_void")
    assert not Employee.objects.filter(username="zhu").exists()


@pytest.mark.parametrize(
    ("fields", "pointer", "code"),
    [
        ({"username": "lin"}, "/username", "taken"),
        ({"password": "short"}, "/password", "password_too_short"),
        ({"department": 1}, "/department", "not_with_invitation"),
        ({"role": "admin"}, "/role", "unknown_field"),
        ({"grants": ["export"]}, "/grants", "unknown_field"),
    ],
    ids=str,
)
def test_a_mistake_does_not_use_it_up(world, api, fields, pointer, code):
    token, people = link(world), Employee.objects.count()

    refused = join(api, token, **fields)

    assert refused.status_code == 400
    assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [(pointer, code)]
    assert Employee.objects.count() == people
    assert join(api, token).status_code == 201


def test_without_an_invitation_a_department_is_needed(world, api):
    refused = join(api, None)
    assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [
        ("/department", "required")
    ]


def everybody_joins(world, token, count=4):
    """Return the outcomes of `count` registrations with one token at one instant."""

    def register(number):
        register_employee(
            username=f"guest{number}", password="nine white cranes", display_name="Guest",
            email="", mobile="", ip=f"192.0.2.{number}", at=NOW, invitation=token,
        )  # fmt: skip
        return "joined"

    results = in_threads(register, count)
    return sorted(r if isinstance(r, str) else type(r).__name__ for r in results)


def token_at_now(world):
    made = invite(role="sales", department_id=world.sales1.pk, by=world.mei, at=NOW)
    return made.url.split("#token=")[1]


@pytest.mark.race
def test_of_four_who_join_at_once_one_does(committed_world):
    outcomes = everybody_joins(committed_world, token_at_now(committed_world))

    assert outcomes == ["LinkVoid"] * 3 + ["joined"]
    guest = Employee.objects.get(username__startswith="guest")
    assert Invitation.objects.get().employee == guest


@pytest.mark.race
def test_without_the_guard_all_would_join(committed_world, monkeypatch):
    def use_unguarded(link, *, at):
        type(link).objects.filter(pk=link.pk).update(used_at=at)

    monkeypatch.setattr(links, "use", use_unguarded)
    outcomes = everybody_joins(committed_world, token_at_now(committed_world))
    assert outcomes.count("joined") > 1


@pytest.mark.race
def test_one_who_invites_and_is_suspended_at_the_same_moment_lets_in_before_or_not_at_all(
    committed_world,
):
    from shoal.organization.services.employees import suspend_employee

    world, token = committed_world, token_at_now(committed_world)

    def act(number):
        if number:
            return suspend_employee(employee_id=world.mei.pk, by=world.ada, at=NOW).state
        return register_employee(
            username="guest", password="nine white cranes", display_name="Guest", email="",
            mobile="", ip="192.0.2.1", at=NOW, invitation=token,
        ).state  # fmt: skip

    outcomes = [r if isinstance(r, str) else type(r).__name__ for r in in_threads(act, 2)]
    assert outcomes in (["active", "suspended"], ["LinkVoid", "suspended"])
    joined = Employee.objects.filter(username="guest").count()
    assert joined == (1 if outcomes[0] == "active" else 0)
