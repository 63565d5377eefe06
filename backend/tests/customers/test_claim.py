"""Claiming: R1, R5-R9."""

from datetime import timedelta

import pytest

from shoal.activity.models import Event
from shoal.common.errors import NotFound
from shoal.customers.models import Customer, OwnershipSpell, Reason, Status
from shoal.customers.rules.claiming import (
    AlreadyClaimed,
    CoolingOff,
    DailyClaimLimitReached,
    FreshHold,
    HoldingLimitReached,
    NotClaimable,
)
from shoal.customers.services.pool import claim_customer, claim_customers, release_customer
from tests.world import NOW, make_customer


def open_spell(customer):
    return OwnershipSpell.objects.get(customer=customer, ended_at=None)


def state_of(customer):
    """Everything that a refused claim must leave as it was."""
    return (
        Customer.objects.filter(pk=customer.pk).values().get(),
        list(OwnershipSpell.objects.filter(customer=customer).values()),
        Event.objects.count(),
    )


def refused(error, customer, by, at=NOW):
    before = state_of(customer)
    with pytest.raises(error) as caught:
        claim_customer(customer_id=customer.pk, by=by, at=at)
    assert state_of(customer) == before
    return caught.value


def test_claiming_moves_the_customer_writes_the_ledger_and_an_event(world):
    wang = make_customer("王小明", pool=world.pool, phone="+8613800138000")

    claimed = claim_customer(customer_id=wang.pk, by=world.lin, at=NOW)

    wang.refresh_from_db()
    assert (claimed.owner, claimed.owned_since, claimed.version) == (world.lin, NOW, wang.version)
    assert (wang.owner, wang.owned_since, wang.entered_at) == (world.lin, NOW, None)
    assert wang.version == 2
    first, second = wang.spells.order_by("id")
    assert (first.ended_at, first.end_reason, first.ended_by) == (NOW, "claimed", world.lin)
    assert (second.owner, second.started_at, second.start_reason) == (world.lin, NOW, "claimed")
    event = Event.objects.get(kind="customer.claimed")
    assert (event.customer_id, event.actor_id) == (wang.pk, world.lin.pk)
    assert (event.owner_before, event.owner_after) == (None, world.lin.pk)
    assert (event.pool_before, event.pool_after) == (world.pool.pk, world.pool.pk)


def test_a_household_is_claimed_as_one_and_counts_once(world):
    world.pool.daily_claim_limit = 1
    world.pool.save()
    mother = make_customer("王妈妈", pool=world.pool)
    son = make_customer("王小明", pool=world.pool, guardian=mother)

    claim_customer(customer_id=son.pk, by=world.lin, at=NOW)

    assert {open_spell(c).owner for c in (mother, son)} == {world.lin}
    assert open_spell(son).household == mother.pk
    other = make_customer("李", pool=world.pool)
    assert refused(DailyClaimLimitReached, other, world.lin).params == {"limit": 1}


def test_a_customer_held_by_a_colleague_is_already_claimed(world):
    lately = NOW - timedelta(minutes=30)
    held = make_customer("held", pool=world.pool, owner=world.bo, since=lately)
    faster = refused(AlreadyClaimed, held, world.lin)
    assert faster.params == {"holder": {"id": world.bo.pk, "name": "Bo"}}


def test_claiming_one_after_the_other_does_not_tell_who_holds_whom(world):
    long_held = make_customer("held", pool=world.pool, owner=world.bo)
    assert refused(AlreadyClaimed, long_held, world.lin).params == {}


def test_who_was_faster_stays_unsaid_where_the_pool_hides_holders(world):
    world.pool.show_holder = False
    world.pool.save()
    held = make_customer("held", pool=world.pool, owner=world.bo, since=NOW)
    assert refused(AlreadyClaimed, held, world.lin).params == {}


def test_a_customer_held_by_me_is_already_claimed(world):
    held = make_customer("held", pool=world.pool, owner=world.lin)
    refused(AlreadyClaimed, held, world.lin)


@pytest.mark.parametrize("holder", [None, "zoe"])
def test_a_customer_of_a_foreign_pool_does_not_exist(world, holder):
    owner = getattr(world, holder) if holder else None
    customer = make_customer("far", pool=world.west_pool, owner=owner)
    refused(NotFound, customer, world.lin)


@pytest.mark.parametrize("status", [Status.INVALID, Status.DO_NOT_CONTACT])
def test_invalid_and_do_not_contact_are_never_claimable(world, status):
    customer = make_customer("x", pool=world.pool, status=status)
    refused(NotClaimable, customer, world.lin)


def test_a_deleted_customer_does_not_exist(world):
    customer = make_customer("x", pool=world.pool)
    Customer.objects.filter(pk=customer.pk).update(deleted_at=NOW)
    refused(NotFound, customer, world.lin)


def test_releasing_refunds_no_claim(world):
    world.pool.daily_claim_limit = 1
    world.pool.save()
    one, two = (make_customer(n, pool=world.pool) for n in "ab")
    claim_customer(customer_id=one.pk, by=world.lin, at=NOW)
    release_customer(customer_id=one.pk, by=world.lin, at=NOW, reason="other")

    refused(DailyClaimLimitReached, two, world.lin)
    refused(DailyClaimLimitReached, one, world.lin)


def test_the_day_begins_at_local_midnight(world):
    world.pool.daily_claim_limit = 1
    world.pool.save()
    one, two = (make_customer(n, pool=world.pool) for n in "ab")
    before_midnight = NOW.replace(hour=15, minute=59)  # 23:59 in Shanghai
    claim_customer(customer_id=one.pk, by=world.lin, at=before_midnight)

    refused(DailyClaimLimitReached, two, world.lin, at=before_midnight)
    claim_customer(customer_id=two.pk, by=world.lin, at=before_midnight + timedelta(minutes=1))
    assert open_spell(two).owner == world.lin


def test_claims_in_another_pool_do_not_count(world):
    world.pool.daily_claim_limit = 1
    world.pool.save()
    claim_customer(customer_id=make_customer("a", pool=world.east_pool).pk, by=world.lin, at=NOW)
    two = make_customer("b", pool=world.pool)

    claim_customer(customer_id=two.pk, by=world.lin, at=NOW)
    assert open_spell(two).owner == world.lin


def test_the_holding_limit_counts_households_over_all_pools(world):
    world.pool.holding_limit = 2
    world.pool.save()
    mother = make_customer("m", pool=world.east_pool, owner=world.lin)
    make_customer("s", pool=world.east_pool, owner=world.lin, guardian=mother)
    make_customer("e", pool=world.pool, owner=world.lin, status=Status.ENROLLED)
    claim_customer(customer_id=make_customer("a", pool=world.pool).pk, by=world.lin, at=NOW)

    refusal = refused(HoldingLimitReached, make_customer("b", pool=world.pool), world.lin)
    assert refusal.params == {"limit": 2}


def test_cooling_off_looks_at_every_spell_not_only_the_last(world):
    world.pool.reclaim_cooldown_days = 7
    world.pool.save()
    wang = make_customer("王", pool=world.pool, owner=world.lin)
    release_customer(customer_id=wang.pk, by=world.lin, at=NOW - timedelta(days=6), reason="other")
    claim_customer(customer_id=wang.pk, by=world.bo, at=NOW - timedelta(days=5))
    release_customer(customer_id=wang.pk, by=world.bo, at=NOW - timedelta(days=1), reason="other")

    refusal = refused(CoolingOff, wang, world.lin)
    assert refusal.params == {"until": (NOW + timedelta(days=1)).isoformat()}
    claim_customer(customer_id=wang.pk, by=world.lin, at=NOW + timedelta(days=1))
    assert open_spell(wang).owner == world.lin


def test_fresh_in_the_pool_only_others_may_claim(world):
    world.pool.fresh_hold_hours = 24
    world.pool.save()
    wang = make_customer("王", pool=world.pool, owner=world.lin)
    release_customer(customer_id=wang.pk, by=world.lin, at=NOW, reason="other")

    refused(FreshHold, wang, world.lin, at=NOW + timedelta(hours=23))
    claim_customer(customer_id=wang.pk, by=world.bo, at=NOW + timedelta(hours=23))
    assert open_spell(wang).owner == world.bo


def test_a_clock_set_back_does_not_turn_a_spell_around(world):
    wang = make_customer("王", pool=world.pool, since=NOW)

    claim_customer(customer_id=wang.pk, by=world.lin, at=NOW - timedelta(hours=1))

    first, second = wang.spells.order_by("id")
    assert (first.started_at, first.ended_at, second.started_at) == (NOW, NOW, NOW)


def test_the_update_is_conditional_on_own_columns(world, django_assert_max_num_queries):
    wang = make_customer("王", pool=world.pool)
    with django_assert_max_num_queries(21) as captured:
        claim_customer(customer_id=wang.pk, by=world.lin, at=NOW)

    updates = [
        q["sql"] for q in captured.captured_queries
        if q["sql"].startswith('UPDATE "customers_customer"') and '"owner_id" =' in q["sql"]
    ]  # fmt: skip
    assert len(updates) == 1
    assert "JOIN" not in updates[0]
    assert "SELECT" not in updates[0]


def test_of_many_each_is_judged_alone(world):
    free = make_customer("a", pool=world.pool)
    held = make_customer("b", pool=world.pool, owner=world.bo)
    far = make_customer("c", pool=world.west_pool)

    results = claim_customers(customer_ids=[far.pk, held.pk, free.pk], by=world.lin, at=NOW)

    assert [(r["customer"], r["ok"], r["error"] and r["error"]["code"]) for r in results] == [
        (free.pk, True, None),
        (held.pk, False, "already_claimed"),
        (far.pk, False, "not_found"),
    ]
    assert open_spell(free).owner == world.lin
    assert open_spell(held).owner == world.bo
    assert Event.objects.filter(kind=f"customer.{Reason.CLAIMED}").count() == 1


def test_over_http_the_answer_is_the_customer_unmasked(world, api):
    wang = make_customer("王小明", pool=world.pool, phone="+8613800138000")
    lin = api(world.lin)
    assert lin.get(f"/customers/{wang.pk}/").json()["phone"] == "*******8000"

    answer = lin.post(f"/customers/{wang.pk}/claim/")

    assert answer.status_code == 200
    body = answer.json()
    assert (body["phone"], body["contact_masked"]) == ("+8613800138000", False)
    assert body["owner"] == {"id": world.lin.pk, "name": "Lin"}
    assert answer["ETag"] == '"2"'
    assert open_spell(wang).owner == world.lin


def test_losing_the_race_is_a_409_and_changes_nothing(world, api):
    wang = make_customer("王小明", pool=world.pool, phone="+8613800138000")
    assert api(world.bo).post(f"/customers/{wang.pk}/claim/").status_code == 200
    before = state_of(wang)

    answer = api(world.lin).post(f"/customers/{wang.pk}/claim/")

    assert (answer.status_code, answer.json()["code"]) == (409, "already_claimed")
    assert answer["Content-Type"] == "application/problem+json"
    assert state_of(wang) == before


def test_a_retry_with_the_same_key_costs_no_quota(world, api):
    world.pool.daily_claim_limit = 1
    world.pool.save()
    wang = make_customer("王小明", pool=world.pool)
    lin = api(world.lin)

    first = lin.post(f"/customers/{wang.pk}/claim/", idempotency_key="k-123")
    again = lin.post(f"/customers/{wang.pk}/claim/", idempotency_key="k-123")

    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert OwnershipSpell.objects.filter(customer=wang).count() == 2


def test_a_retry_shows_nothing_once_the_customer_is_a_strangers(world, api):
    wang = make_customer("王小明", pool=world.pool, phone="+8613800138000")
    lin = api(world.lin)
    lin.post(f"/customers/{wang.pk}/claim/", idempotency_key="k-123")
    api(world.mei).post(f"/customers/{wang.pk}/assign/", {"owner": world.bo.pk})

    again = lin.post(f"/customers/{wang.pk}/claim/", idempotency_key="k-123")

    assert again.status_code == 404
    assert "13800138000" not in again.content.decode()


def test_bulk_over_http_says_what_is_left(world, api):
    world.pool.daily_claim_limit = 2
    world.pool.save()
    ids = [make_customer(str(n), pool=world.pool).pk for n in range(3)]

    body = api(world.lin).post("/pool/claim/", {"customers": ids}).json()

    assert [r["ok"] for r in body["results"]] == [True, True, False]
    assert body["results"][2]["error"]["code"] == "daily_claim_limit_reached"
    pool = next(p for p in body["allowance"]["pools"] if p["pool"] == world.pool.pk)
    assert (pool["claimed_today"], pool["left"]) == (2, 0)


@pytest.mark.parametrize("ids", [[], [0], ["x"], list(range(1, 202)), None, [2**63]])
def test_bad_id_lists_are_a_400_that_names_the_field(world, api, ids):
    answer = api(world.lin).post("/pool/claim/", {"customers": ids})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"].startswith("/customers")
