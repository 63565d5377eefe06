"""Those who lead keep a customer from the clock for a while (R84)."""

from datetime import timedelta

import pytest

from shoal.activity.models import Event
from shoal.customers.models import Customer, CustomerEdit
from shoal.customers.services.ledger_check import check_ledger
from shoal.customers.services.pool import assign_customer, claim_customer, release_customer
from tests.world import NOW, make_customer

DAY = timedelta(days=1)


@pytest.fixture
def wang(world):
    world.pool.max_holding_days = 10
    world.pool.save()
    mother = make_customer("王芳", pool=world.pool)
    make_customer("王小明", pool=world.pool, guardian=mother)
    claim_customer(customer_id=mother.pk, by=world.lin, at=NOW)
    return mother


def dues():
    return set(Customer.objects.values_list("recycle_due_at", flat=True))


def test_a_manager_puts_off_what_is_due_for_the_whole_household(world, wang, api, clock):
    until = NOW + 30 * DAY
    answer = api(world.mei).post(
        f"/customers/{wang.pk}/protect/", {"until": until.isoformat(), "note": "春节后决定"}
    )

    assert answer.status_code == 200
    assert answer.json()["recycle_due_at"] == answer.json()["protected_until"]
    assert dues() == {until}
    edit = CustomerEdit.objects.get()
    assert (edit.customer_id, edit.editor) == (wang.pk, world.mei)
    assert edit.changes == {
        "protected_until": [None, until.isoformat()], "note": [None, "春节后决定"],
    }  # fmt: skip
    event = Event.objects.get(kind="customer.protected")
    assert (event.customer_id, event.actor, event.owner_after) == (wang.pk, world.mei, world.lin.pk)
    assert event.data == {"until": until.isoformat()}
    assert check_ledger() == {}


def test_and_takes_the_protection_away_again(world, wang, api, clock):
    mei = api(world.mei)
    mei.post(f"/customers/{wang.pk}/protect/", {"until": (NOW + 30 * DAY).isoformat()})
    answer = mei.post(f"/customers/{wang.pk}/protect/", {"until": None})
    assert (answer.status_code, answer.json()["protected_until"]) == (200, None)
    assert dues() == {NOW + 10 * DAY}


@pytest.mark.parametrize("days", [-1, 0, 366])
def test_an_instant_that_is_over_or_too_far_away_is_a_400_and_changes_nothing(
    world, wang, api, clock, days
):
    until = (NOW + days * DAY).isoformat()
    answer = api(world.mei).post(f"/customers/{wang.pk}/protect/", {"until": until})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/until")
    assert dues() == {NOW + 10 * DAY}
    assert not Event.objects.filter(kind="customer.protected").exists()


def test_who_lies_in_the_pool_needs_none(world, api):
    li = make_customer("李", pool=world.pool)
    answer = api(world.mei).post(f"/customers/{li.pk}/protect/", {"until": None})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_held")
    assert not Event.objects.exists()


def test_a_page_is_told_beforehand_who_may_not(world, wang, api):
    refusals = {
        name: api(getattr(world, name)).get(f"/customers/{wang.pk}/").json()["refusals"]["protect"]
        for name in ("mei", "lin")
    }
    assert refusals["mei"] is None
    assert refusals["lin"]["code"] == "role_may_not"


def test_it_stays_with_the_customer_when_a_manager_assigns_and_ends_in_the_pool(
    world, wang, api, clock
):
    until = NOW + 30 * DAY
    api(world.mei).post(f"/customers/{wang.pk}/protect/", {"until": until.isoformat()})
    assign_customer(customer_id=wang.pk, to_id=world.bo.pk, by=world.mei, at=NOW)
    assert dues() == {until}
    release_customer(customer_id=wang.pk, by=world.bo, at=NOW, reason="other")
    claim_customer(customer_id=wang.pk, by=world.zoe, at=NOW)
    assert dues() == {NOW + 10 * DAY}


def test_the_history_says_so(world, wang, api, clock):
    until = (NOW + 30 * DAY).isoformat()
    api(world.mei).post(f"/customers/{wang.pk}/protect/", {"until": until, "note": "等"})
    entries = api(world.lin).get(f"/customers/{wang.pk}/timeline/").json()["results"]
    edit = next(e for e in entries if e["kind"] == "edit")
    assert {change["field"] for change in edit["data"]["changes"]} == {"protected_until", "note"}
