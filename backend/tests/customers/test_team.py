"""GET team/: who sits on what, and each number opens the rows behind it (R151, R152)."""

import random
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shoal.customers.models import Customer, FollowUp, FollowUpPlan, Status
from shoal.customers.services.plans import refresh_next
from shoal.customers.services.pool import claim_customer, release_customer
from shoal.customers.team import FIGURES, team
from shoal.organization.models import Campus, EmployeeState, Leave
from shoal.organization.roles import Role
from tests.world import NOW, make_customer, make_department, make_employee

pytestmark = pytest.mark.usefixtures("clock")
DAY = timedelta(days=1)


def seen(api, by):
    answer = api(by).get("/team/")
    assert answer.status_code == 200
    return answer.json()


def member(told, who):
    return next(m for m in told["people"] if m["employee"]["id"] == who.pk)


def due(world, name, owner, at):
    customer = make_customer(name, pool=world.pool, owner=owner, last_contact_at=NOW)
    FollowUpPlan.objects.create(
        customer=customer, assignee=owner, due_at=at, created_at=NOW - DAY, created_by=owner
    )
    refresh_next([customer.pk])
    return customer


def test_what_each_holds_is_late_with_and_claimed(world, api):
    due(world, "late", world.lin, NOW - 2 * DAY)
    mother = make_customer("母", pool=world.pool, owner=world.lin)
    make_customer("子", pool=world.pool, owner=world.lin, guardian=mother)
    Customer.objects.filter(pk=mother.pk).update(recycle_due_at=NOW + 6 * DAY)
    make_customer("later", pool=world.pool, owner=world.lin, recycle_due_at=NOW + 8 * DAY)
    claim_customer(customer_id=make_customer("claimed", pool=world.pool).pk, by=world.bo, at=NOW)
    make_customer("zoe's", pool=world.pool, owner=world.zoe)
    FollowUp.objects.create(
        customer=mother, author=world.lin, method="call", outcome="reached", created_at=NOW,
        occurred_at=NOW - DAY,
    )  # fmt: skip
    Leave.objects.create(
        employee=world.bo, first_day=date(2026, 11, 18), last_day=date(2026, 11, 22),
        created_at=NOW, created_by=world.mei,
    )  # fmt: skip

    told = seen(api, world.mei)

    assert [m["employee"]["name"] for m in told["people"]] == ["Bo", "Lin"]
    assert member(told, world.lin) == {
        "employee": {"id": world.lin.pk, "name": "Lin"},
        "role": "sales", "state": "active",
        "department": {"id": world.sales1.pk, "name": "Sales 1"},
        "campus": {"id": world.east.pk, "name": "East"},
        "day_began": "2026-11-19T16:00:00Z", "leave_until": None,
        "last_contact_at": "2026-11-19T02:00:00Z",
        "held": 4, "households": 3, "overdue": 1, "never_contacted": 3, "returning": 1,
        "claims_today": 0,
    }  # fmt: skip
    assert member(told, world.bo)["leave_until"] == "2026-11-22"
    assert member(told, world.bo)["claims_today"] == 1
    assert told["totals"] == {
        "held": 5, "households": 4, "overdue": 1, "never_contacted": 4, "returning": 1,
        "claims_today": 1,
    }  # fmt: skip
    assert told["returning_before"] == "2026-11-27T02:00:00Z"


def test_a_household_claimed_together_is_one_claim_and_releasing_refunds_nothing(world, api):
    mother = make_customer("母", pool=world.pool)
    make_customer("子", pool=world.pool, guardian=mother)
    claim_customer(customer_id=mother.pk, by=world.lin, at=NOW)
    release_customer(customer_id=mother.pk, by=world.lin, at=NOW, reason="other")
    lin = member(seen(api, world.mei), world.lin)
    assert (lin["held"], lin["claims_today"]) == (0, 1)


def test_yesterdays_claims_do_not_count_today(world, api):
    midnight = datetime(2026, 11, 19, 16, 0, tzinfo=UTC)
    for at in (midnight - timedelta(seconds=1), midnight):
        customer = make_customer("c", pool=world.pool)
        claim_customer(customer_id=customer.pk, by=world.lin, at=at)
    told = seen(api, world.mei)
    assert [m["claims_today"] for m in told["people"]] == [0, 1]


def test_whoever_leads_or_has_left_is_shown_only_while_they_hold_somebody(world, api):
    gone = make_employee("gone", department=world.sales1, state=EmployeeState.LEFT)
    boss = make_employee("boss", Role.MANAGER, department=world.sales1)
    make_employee("asks", department=world.sales1, state=EmployeeState.PENDING)
    names = [m["employee"]["name"] for m in seen(api, world.mei)["people"]]
    assert names == ["Bo", "Lin"]
    for owner in (gone, boss, world.mei):
        make_customer("c", pool=world.pool, owner=owner)
    shown = {m["employee"]["name"]: m["state"] for m in seen(api, world.mei)["people"]}
    assert shown == {
        "Bo": "active", "Boss": "active", "Gone": "left", "Lin": "active", "Mei": "active",
    }  # fmt: skip


def test_the_day_is_that_of_where_they_work_not_of_who_looks(world, api):
    """What lin sees as overdue today is what mei sees of her, wherever mei sits."""
    Campus.objects.filter(pk=world.east.pk).update(time_zone="America/New_York")
    zoe_too = due(world, "zoe's", world.zoe, datetime(2026, 11, 19, 15, 59, tzinfo=UTC))
    assert zoe_too.pk
    # In New York it is still the evening of the 19th, which began at 5:00 UTC.
    due(world, "lin's late", world.lin, datetime(2026, 11, 19, 4, 59, tzinfo=UTC))
    due(world, "lin's today", world.lin, datetime(2026, 11, 19, 5, 0, tzinfo=UTC))
    told = seen(api, world.ada)
    assert member(told, world.lin)["day_began"] == "2026-11-19T05:00:00Z"
    assert member(told, world.zoe)["day_began"] == "2026-11-19T16:00:00Z"
    assert member(told, world.lin)["overdue"] == 1
    assert member(told, world.zoe)["overdue"] == 1
    assert api(world.lin).get("/today/").json()["counts"]["overdue"] == 1


def links(told, person):
    """Return {figure: (list, query)} as the page makes them."""
    mine, began = {"owner": str(person["employee"]["id"])}, person["day_began"]
    narrowed = {
        "held": {},
        "households": {"guardian": "none"},
        "overdue": {"next_to": began},
        "never_contacted": {"never_contacted": "1"},
        "returning": {"due_to": told["returning_before"]},
    }
    claims = {"to": mine["owner"], "reason": "claimed", "since": began, "household_once": "1"}
    theirs = {"scope": "team", **mine}
    customers = {name: ("/customers/", {**theirs, **query}) for name, query in narrowed.items()}
    return customers | {"claims_today": ("/movements/", claims)}


def rows_behind(api, path, query):
    """Return how many rows a list has, page by page."""
    page = api.get(path, page_size=50, **query).json()
    count = len(page["results"])
    while page["next"]:
        asked = parse_qs(urlsplit(page["next"]).query)
        page = api.get(path, **{name: values[0] for name, values in asked.items()}).json()
        count += len(page["results"])
    return count


def fill_at_random(world, dice):
    """A school over three time zones, whatever may lie around its midnights."""
    zones = ("Asia/Shanghai", "America/New_York", "Pacific/Kiritimati")
    people = []
    for number, zone in enumerate(zones):
        campus = Campus.objects.create(code=f"c{number}", name=zone, time_zone=zone, currency="CNY")
        placed = make_department(f"D{number}", world.sales1, campus=campus)
        people += [
            make_employee(f"by_campus{number}", department=world.sales1, campus=campus),
            make_employee(f"by_department{number}", department=placed),
        ]
    people += [world.lin, world.zoe, world.mei]
    for number in range(60):
        at = NOW + timedelta(minutes=dice.randrange(-2 * 1440, 2 * 1440))
        since = NOW - timedelta(days=dice.randrange(1, 20))
        customer = make_customer(
            f"c{number}", pool=world.pool, since=since, status=dice.choice(Status.values),
            owner=None if dice.random() < 0.4 else dice.choice(people),
        )  # fmt: skip
        if dice.random() < 0.2:
            make_customer(
                f"s{number}", pool=world.pool, since=since, owner=customer.owner, guardian=customer
            )
        if customer.owner:
            Customer.objects.filter(pk=customer.pk).update(
                next_follow_up_at=dice.choice([None, at]),
                last_contact_at=dice.choice([None, since, since - DAY, since + DAY]),
                recycle_due_at=dice.choice([None, NOW + timedelta(hours=dice.randrange(-48, 400))]),
            )
        elif customer.status not in ("invalid", "do_not_contact"):
            moment = NOW - timedelta(minutes=dice.randrange(2 * 1440))
            claim_customer(customer_id=customer.pk, by=dice.choice(people), at=max(moment, since))


@pytest.mark.parametrize("seed", range(6))
def test_each_number_is_the_rows_that_its_link_opens(world, api, clock, seed):
    dice = random.Random(seed)
    clock.shift(timedelta(minutes=dice.randrange(1440)))
    fill_at_random(world, dice)
    wrong = {}
    for viewer in (world.mei, world.ada):
        mine = api(viewer)
        told = seen(api, viewer)
        for person in told["people"]:
            for figure, (path, query) in links(told, person).items():
                count = rows_behind(mine, path, query)
                if count != person[figure]:
                    wrong[viewer.username, person["employee"]["name"], figure] = (
                        person[figure], count,
                    )  # fmt: skip
        assert told["totals"] == {n: sum(p[n] for p in told["people"]) for n in FIGURES}
        assert sum(told["totals"].values()) > 50
    assert wrong == {}


def test_consultants_and_finance_have_no_team(world, api):
    for who in (world.lin, world.fan):
        assert api(who).get("/team/").status_code == 403


def test_the_number_of_statements_is_constant(world):
    counts = []
    for number in range(3):
        seller = make_employee(f"s{number}", department=world.sales1)
        for n in range(number * 3):
            due(world, f"{number}-{n}", seller, NOW - 2 * DAY)
        with CaptureQueriesContext(connection) as run:
            team(world.mei, NOW)
        counts.append(len(run))
    assert counts == [4, 4, 4]


def test_who_is_held_is_counted_from_one_index_alone(world):
    """On SQLite; PostgreSQL chooses by how much of a table was vacuumed."""
    if connection.vendor == "postgresql":
        pytest.skip("of so few rows PostgreSQL rather reads all")
    for viewer in (world.ada, world.mei):
        with CaptureQueriesContext(connection) as run:
            team(viewer, NOW)
        plans = []
        for sql in (each["sql"] for each in run.captured_queries):
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"), [])
                plans += [str(row[-1]) for row in cursor.fetchall()]
        text = "\n".join(plans)
        assert "COVERING INDEX held_at_a_glance" in text
        assert "INDEX held_by_next (owner_id=? AND next_follow_up_at" in text
        assert "INDEX held_by_due (owner_id=? AND recycle_due_at" in text
        assert "INDEX spell_by_owner (owner_id=? AND start_reason=? AND started_at" in text
        assert "SCAN customers_ownershipspell" not in text
