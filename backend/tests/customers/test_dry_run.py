"""What other rules would do is told before they are saved, and nothing is written (R93)."""

from datetime import timedelta

import pytest

from shoal.customers.services.clocks import refresh_clocks
from tests.permissions.school import fingerprint
from tests.world import NOW, make_customer


def days(count: float) -> timedelta:
    return timedelta(days=count)


def hold(world, name, *, owner=None, held=10, intent="B", spoke=None, pool=None, **kwargs):
    """A customer whom lin (or `owner`) has held for `held` days and spoke with `spoke` days ago."""
    contact = {} if spoke is None else {
        "last_contact_at": NOW - days(spoke), "last_effective_contact_at": NOW - days(spoke),
    }  # fmt: skip
    customer = make_customer(
        name, pool=pool or world.pool, owner=owner or world.lin, since=NOW - days(held),
        intent=intent, **contact, **kwargs,
    )  # fmt: skip
    refresh_clocks([customer.household])
    return customer


@pytest.fixture
def tried(world, api, clock):
    ada = api(world.ada)

    def call(changes, **query):
        path = f"/pools/{world.pool.pk}/dry-run/"
        if query:
            path += "?" + "&".join(f"{name}={value}" for name, value in query.items())
        return ada.post(path, changes)

    return call


def test_it_says_who_would_lose_whom_and_when(world, tried):
    hold(world, "late", held=20)
    hold(world, "spoken with", held=20, spoke=1)
    hold(world, "bos", owner=world.bo, held=11)
    hold(world, "hotter", held=3, intent="A")
    hold(world, "elsewhere", held=90, pool=world.east_pool)

    body = tried({"recycle_after_days": {"A": 7, "B": 10}}).json()

    assert (body["customers"], body["consultants"], body["within_7_days"]) == (2, 2, 1)
    assert (body["newly_due"], body["no_longer_due"]) == (2, 0)
    assert body["today"] == {"customers": 0, "within_7_days": 0}
    assert body["by_rule"] == [{"rule": "recycle_after_days", "customers": 2, "within_7_days": 1}]
    assert body["by_consultant"] == [
        {"consultant": {"id": world.lin.pk, "name": "Lin"}, "customers": 1, "within_7_days": 1},
        {"consultant": {"id": world.bo.pk, "name": "Bo"}, "customers": 1, "within_7_days": 0},
    ]
    assert [
        (r["customer"]["name"], r["consultant"]["name"], r["due_at"]) for r in body["rows"]
    ] == [
        ("late", "Lin", "2026-11-10T02:00:00Z"),
        ("bos", "Bo", "2026-11-19T02:00:00Z"),
        ("hotter", "Lin", "2026-11-24T02:00:00Z"),
        ("spoken with", "Lin", "2026-11-29T02:00:00Z"),
    ]
    assert body["rows_total"] == 4
    assert [(week["customers"], week["today"]) for week in body["weeks"]] == [
        (1, 0), (1, 0), *[(0, 0)] * 6,
    ]  # fmt: skip


def test_a_milder_policy_tells_whom_it_spares(world, tried):
    world.pool.recycle_after_days = {"B": 5}
    world.pool.save()
    hold(world, "late", held=20)
    hold(world, "soon", held=4)

    body = tried({"recycle_after_days": {"B": 30}}).json()

    assert (body["customers"], body["within_7_days"], body["no_longer_due"]) == (0, 0, 1)
    assert body["today"] == {"customers": 1, "within_7_days": 1}
    assert [week["customers"] for week in body["weeks"]] == [0, 1, 0, 1, 0, 0, 0, 0]


def test_rules_that_are_not_named_stay_as_they_are(world, tried):
    world.pool.max_holding_days = 15
    world.pool.save()
    hold(world, "late", held=20, spoke=1)

    body = tried({"first_contact_hours": 48}).json()

    assert [(r["rule"], r["is_new"]) for r in body["rows"]] == [("max_holding_days", False)]


def test_a_household_goes_back_as_one(world, tried):
    mother = hold(world, "mother", held=20)
    student = hold(world, "student", held=2, guardian=mother)

    body = tried({"max_holding_days": 10}).json()

    assert (body["customers"], body["consultants"]) == (2, 1)
    assert [r["customer"]["id"] for r in body["rows"]] == [mother.pk, student.pk]


def test_one_consultants_customers_may_be_asked_for(world, tried):
    hold(world, "lins", held=20)
    hold(world, "bos", owner=world.bo, held=20)

    body = tried({"max_holding_days": 10}, owner=world.bo.pk).json()

    assert [r["customer"]["name"] for r in body["rows"]] == ["bos"]
    assert (body["customers"], body["rows_total"]) == (1, 1)


def test_the_rows_are_capped_and_the_total_is_not(world, tried, monkeypatch):
    monkeypatch.setattr("shoal.customers.dry_run.SHOWN", 2)
    for number in range(3):
        hold(world, f"late {number}", held=20 + number)

    body = tried({"max_holding_days": 10}).json()

    assert [r["customer"]["name"] for r in body["rows"]] == ["late 2", "late 1"]
    assert (body["rows_total"], body["customers"]) == (3, 3)


def test_trying_writes_nothing(world, tried):
    hold(world, "late", held=20)
    before = fingerprint()
    assert tried({"max_holding_days": 1}).json()["customers"] == 1
    assert fingerprint() == before


def test_trying_costs_the_same_statements_however_many_they_are(
    world, tried, django_assert_num_queries
):
    hold(world, "one", held=20)
    tried({"max_holding_days": 10})  # what is read once for each process
    with django_assert_num_queries(8):
        tried({"max_holding_days": 10})
    for number in range(3):
        hold(world, f"late {number}", held=20, owner=world.bo)
    with django_assert_num_queries(8):
        tried({"max_holding_days": 10})


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"daily_claim_limit": 1}, "/daily_claim_limit"),
        ({"recycle_after_days": {"A": 0}}, "/recycle_after_days/A"),
        ({"recycle_after_days": {"E": 3}}, "/recycle_after_days/E"),
        ({"max_holding_days": "soon"}, "/max_holding_days"),
        ({"nonsense": 1}, "/nonsense"),
    ],
    ids=str,
)
def test_what_is_no_rule_of_the_clock_is_refused(tried, body, pointer):
    response = tried(body)
    assert response.status_code == 400
    assert [e["pointer"] for e in response.json()["errors"]] == [pointer]


def test_an_unknown_pool_or_parameter_is_refused(world, api, tried):
    assert api(world.ada).post("/pools/999999/dry-run/", {}).status_code == 404
    assert tried({}, holder=3).json()["code"] == "unknown_filter"
    assert tried({}, owner="x").json()["code"] == "invalid"
