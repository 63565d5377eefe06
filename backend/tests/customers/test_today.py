"""GET today/ (R47)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shoal.customers.models import FollowUpPlan, Status
from shoal.customers.services.plans import refresh_next
from shoal.customers.services.pool import claim_customer
from shoal.customers.today import today
from shoal.organization.models import EmployeeState
from tests.world import NOW, make_customer, make_employee

pytestmark = pytest.mark.usefixtures("clock")
SINCE = NOW - timedelta(days=10)


def due(world, name, at, owner=None):
    owner = owner or world.lin
    customer = make_customer(name, pool=world.pool, owner=owner, last_contact_at=NOW)
    FollowUpPlan.objects.create(
        customer=customer, assignee=owner, due_at=at, created_at=SINCE, created_by=owner
    )
    refresh_next([customer.pk])
    return customer


def names(answer, section):
    return [row["name"] for row in answer[section]]


def test_the_day_is_that_of_the_campus(world, api):
    # NOW is 10:00 on the 20th in Shanghai; that day lasts from 16:00 to 16:00 UTC.
    due(world, "yesterday", datetime(2026, 11, 19, 15, 59, tzinfo=UTC))
    due(world, "this morning", datetime(2026, 11, 19, 16, 0, tzinfo=UTC))
    due(world, "tonight", datetime(2026, 11, 20, 15, 59, tzinfo=UTC))
    due(world, "tomorrow", datetime(2026, 11, 20, 16, 0, tzinfo=UTC))

    answer = api(world.lin).get("/today/").json()

    assert names(answer, "overdue") == ["yesterday"]
    assert names(answer, "due_today") == ["this morning", "tonight"]
    assert answer["counts"] == {
        "overdue": 1, "due_today": 2, "never_contacted": 0, "returning": 0,
    }  # fmt: skip


def test_another_campus_has_another_day(world, api):
    world.west.time_zone = "America/Los_Angeles"
    world.west.save()
    due(world, "late", datetime(2026, 11, 20, 7, 0, tzinfo=UTC), owner=world.zoe)
    due(world, "next", datetime(2026, 11, 20, 8, 0, tzinfo=UTC), owner=world.zoe)
    # There it is still 18:00 on the 19th.
    answer = api(world.zoe).get("/today/").json()
    assert names(answer, "due_today") == ["late"]


def test_never_contacted_since_they_were_taken(world, api):
    make_customer("fresh", pool=world.pool, owner=world.lin)
    make_customer(
        "before me", pool=world.pool, owner=world.lin, last_contact_at=SINCE - timedelta(days=1)
    )
    make_customer("called", pool=world.pool, owner=world.lin, last_contact_at=NOW)
    make_customer("given up", pool=world.pool, owner=world.lin, status=Status.LOST)
    make_customer("in the pool", pool=world.pool)

    answer = api(world.lin).get("/today/").json()
    listed = api(world.lin).get("/customers/", scope="mine", never_contacted="1").json()

    assert names(answer, "never_contacted") == ["fresh", "before me"]
    assert answer["counts"]["never_contacted"] == 2
    # Every number opens the rows behind it.
    assert {r["name"] for r in listed["results"]} == {"fresh", "before me"}


def test_consultants_see_their_own_and_no_team(world, api):
    make_customer("bo's", pool=world.pool, owner=world.bo)
    answer = api(world.lin).get("/today/").json()
    assert answer["counts"]["never_contacted"] == 0
    assert "team" not in answer
    assert "registrations" not in answer


def test_a_manager_sees_who_sits_on_what(world, api):
    due(world, "late", NOW - timedelta(days=2))
    make_customer("fresh", pool=world.pool, owner=world.lin)
    make_customer("zoe's", pool=world.pool, owner=world.zoe)
    claim_customer(customer_id=make_customer("claimed", pool=world.pool).pk, by=world.bo, at=NOW)
    pending = {"state": EmployeeState.PENDING}
    make_employee("new1", department=world.sales1, **pending)
    make_employee("new2", department=world.sales2, **pending)

    answer = api(world.mei).get("/today/").json()

    # The figures are those of Team (test_team.py).
    assert answer["team"] == api(world.mei).get("/team/").json()["people"]
    assert [(m["employee"]["name"], m["held"], m["overdue"]) for m in answer["team"]] == [
        ("Bo", 1, 0),
        ("Lin", 2, 1),
    ]
    assert answer["registrations"] == 1
    everybody = api(world.ada).get("/today/").json()
    assert [m["employee"]["name"] for m in everybody["team"]] == ["Bo", "Lin", "Zoe"]
    assert everybody["registrations"] == 2


def test_finance_has_no_today(world, api):
    assert api(world.fan).get("/today/").status_code == 403


def test_the_number_of_statements_is_constant(world):
    counts = []
    for n in range(3):
        due(world, f"late {n}", NOW - timedelta(days=2))
        make_customer(f"fresh {n}", pool=world.pool, owner=world.bo)
        with CaptureQueriesContext(connection) as statements:
            today(world.mei, NOW)
        counts.append(len(statements))
    assert counts == [19, 19, 19]
