"""A department goes when nothing refers to it, and not otherwise (R69)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from shoal.activity.models import Event
from shoal.common.errors import DomainError
from shoal.customers.services.policy import change_pool
from shoal.organization.models import Department, Employee, Invitation
from shoal.organization.services import places
from shoal.organization.services.employees import place_employee
from shoal.organization.services.invitations import invite
from shoal.organization.services.registration import register_employee
from tests.races import in_threads
from tests.world import NOW, make_department, make_employee

NOTHING = {"children": 0, "employees": 0, "invitations": 0, "pools": 0}


def remove(caller, department):
    return caller.post(f"/departments/{department.pk}/remove/")


def test_what_nothing_refers_to_goes(world, api):
    team = make_department("Team", world.sales1)

    assert remove(api(world.ada), team).status_code == 204

    assert not Department.objects.filter(pk=team.pk).exists()
    event = Event.objects.get()
    assert (event.kind, event.subject_id, event.actor_id) == (
        "department.removed", team.pk, world.ada.pk,
    )  # fmt: skip
    assert remove(api(world.ada), team).status_code == 404


def uses(world, team, what):
    if what == "children":
        make_department("Below", team)
    elif what == "employees":
        make_employee("gone", department=team, state="left")
    elif what == "pools":
        world.east_pool.departments.add(team)
    else:
        invite(role="sales", department_id=team.pk, by=world.ada, at=timezone.now())


@pytest.mark.parametrize("what", ["children", "employees", "pools", "invitations"])
def test_what_something_refers_to_stays_and_says_what_it_is(world, api, what):
    team = make_department("Team", world.sales1)
    uses(world, team, what)
    ada, events = api(world.ada), Event.objects.count()

    answer = remove(ada, team)

    assert (answer.status_code, answer.json()["code"]) == (409, "department_in_use")
    counts = {name: answer.json()[name] for name in NOTHING}
    assert counts == {**NOTHING, what: 1}
    assert Department.objects.filter(pk=team.pk).exists()
    assert Event.objects.count() == events
    refusal = ada.get(f"/departments/{team.pk}/").json()["refusals"]["remove"]
    assert (refusal["code"], refusal[what]) == ("department_in_use", 1)
    listed = {d["id"]: d for d in ada.get("/departments/").json()["results"]}
    assert listed[team.pk]["refusals"]["remove"] == refusal


@pytest.mark.parametrize("way", ["used", "revoked", "expired"])
def test_an_invitation_that_is_closed_forgets_it(world, api, way):
    team, now = make_department("Team"), timezone.now()
    invite(role="sales", department_id=team.pk, by=world.ada, at=now)
    column = {"used": "used_at", "revoked": "revoked_at", "expired": "expires_at"}[way]
    Invitation.objects.update(**{column: now - timedelta(minutes=1)})

    assert remove(api(world.ada), team).status_code == 204
    row = api(world.ada).get("/invitations/").json()["results"][0]
    assert (row["department"], row["state"]) == (None, way)


def test_only_who_edits_them_is_told_whether_it_may_go(world, api):
    team = make_department("Team")
    assert api(world.ada).get(f"/departments/{team.pk}/").json()["refusals"] == {"remove": None}
    assert "refusals" not in api(world.mei).get(f"/departments/{team.pk}/").json()
    assert remove(api(world.mei), team).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_two_statements_whatever_the_rows(world, api, rows, django_assert_num_queries):
    for number in range(rows):
        make_department(f"Team {number}", world.sales1)
    ada = api(world.ada)
    with django_assert_num_queries(2):
        ada.get("/departments/")


def come_in(world, team, way):
    """Let somebody or something refer to `team`."""
    if way == "registration":
        return register_employee(
            username="yan", password="nine white cranes", display_name="Yan", email="",
            mobile="", ip="192.0.2.1", at=NOW, department_id=team.pk,
        )  # fmt: skip
    if way == "placement":
        return place_employee(
            employee_id=world.bo.pk, changes={"department": team.pk}, by=world.ada, at=NOW
        )
    if way == "child":
        fields = {"name": "Below", "parent": team.pk}
        return places.create_department(fields=fields, by=world.ada, at=NOW)
    if way == "pool":
        return change_pool(pool_id=world.east_pool.pk, departments=[team], by=world.ada, at=NOW)
    return invite(role="sales", department_id=team.pk, by=world.ada, at=NOW)


def race(world, way):
    """Return what became of removing a department while somebody comes into it."""
    team = make_department(f"Team {way} {Department.objects.count()}")

    def act(number):
        if number:
            return come_in(world, team, way)
        return places.remove_department(department_id=team.pk, by=world.ada, at=NOW)

    return team, in_threads(act, 2)


WAYS = ["registration", "placement", "child", "pool", "invitation"]


@pytest.mark.race
@pytest.mark.parametrize("way", WAYS)
def test_removing_it_while_somebody_comes_in_refuses_one_of_the_two(committed_world, way):
    team, results = race(committed_world, way)
    refused = [r for r in results if isinstance(r, Exception)]
    assert [isinstance(r, DomainError) for r in refused] == [True]
    assert Department.objects.filter(pk=team.pk).exists() == (refused[0] is results[0])


@pytest.mark.race
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer anyway")
def test_without_holding_the_department_the_database_says_it_at_the_commit(
    committed_world, monkeypatch
):
    """Then nobody can say it well: what arrives is an IntegrityError."""
    from django.db import IntegrityError
    from django.db.models import QuerySet

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **kwargs: self)
    seen = []
    for _ in range(30):
        Employee.objects.filter(pk=committed_world.bo.pk).update(department=None)
        _team, results = race(committed_world, "placement")
        seen += [r for r in results if isinstance(r, Exception)]
        if any(isinstance(r, IntegrityError) for r in seen):
            return
    pytest.fail(f"in 30 rounds nothing but {seen}")
