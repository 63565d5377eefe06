"""Claim next: own campus, then intent, then the newest inquiry, past whom I may not claim."""

from datetime import timedelta

import pytest

from shoal.common.errors import NotFound
from shoal.customers.rules.claiming import DailyClaimLimitReached, NothingToClaim
from shoal.customers.services.pool import NEXT_BATCH, claim_next, release_customer
from tests.world import NOW, make_customer


def next_of(world):
    return claim_next(by=world.lin, at=NOW).name


def test_own_campus_comes_before_intent_and_intent_before_rank(world):
    day = timedelta(days=1)
    make_customer("far A", pool=world.pool, campus=world.west, intent="A")
    make_customer("near B old", pool=world.pool, campus=world.east, intent="B", since=NOW - 9 * day)
    make_customer("near B new", pool=world.pool, campus=world.east, intent="B", since=NOW - day)
    make_customer("near none", pool=world.pool, campus=world.east, since=NOW)
    make_customer("near A", pool=world.pool, campus=world.east, intent="A", since=NOW - 9 * day)

    names = [next_of(world) for _ in range(5)]

    assert names == ["near A", "near B new", "near B old", "near none", "far A"]
    with pytest.raises(NothingToClaim):
        next_of(world)


def test_it_passes_over_whom_i_may_not_claim(world):
    world.pool.reclaim_cooldown_days = 7
    world.pool.save()
    mine = make_customer("just released", pool=world.pool, owner=world.lin, intent="A")
    release_customer(customer_id=mine.pk, by=world.lin, at=NOW, reason="other")
    make_customer("do not", pool=world.pool, status="do_not_contact", intent="A")
    make_customer("foreign", pool=world.west_pool, intent="A")
    make_customer("the one", pool=world.pool, intent="D")

    assert next_of(world) == "the one"


@pytest.mark.parametrize("limit", [{"reclaim_cooldown_days": 7}, {"fresh_hold_hours": 24}])
def test_more_than_a_batch_of_those_i_just_released_hides_nobody(world, limit):
    for name, value in limit.items():
        setattr(world.pool, name, value)
    world.pool.save()
    for n in range(2 * NEXT_BATCH + 1):
        mine = make_customer(f"mine {n}", pool=world.pool, owner=world.lin, intent="A")
        release_customer(customer_id=mine.pk, by=world.lin, at=NOW, reason="other")
    make_customer("the one", pool=world.pool, intent="D")

    assert next_of(world) == "the one"


def test_it_says_which_limit_is_reached(world):
    for pool in (world.pool, world.east_pool):
        pool.daily_claim_limit = 0
        pool.save()
    make_customer("a", pool=world.pool)
    with pytest.raises(DailyClaimLimitReached):
        next_of(world)


def test_another_pool_goes_on_when_one_is_used_up(world):
    world.pool.daily_claim_limit = 0
    world.pool.save()
    make_customer("a", pool=world.pool)
    make_customer("b", pool=world.east_pool)
    assert next_of(world) == "b"


def test_a_foreign_pool_does_not_exist(world):
    with pytest.raises(NotFound):
        claim_next(by=world.lin, at=NOW, pool_id=world.west_pool.pk)


def test_over_http(world, api):
    make_customer("王", pool=world.pool)
    lin = api(world.lin)

    first, second = lin.post("/pool/claim-next/"), lin.post("/pool/claim-next/")

    assert (first.status_code, first.json()["name"]) == (200, "王")
    assert (second.status_code, second.json()["code"]) == (409, "nothing_to_claim")
