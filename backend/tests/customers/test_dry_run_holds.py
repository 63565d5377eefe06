"""A dry run tells what saving, computing and sweeping then do, in schools at random (R93)."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from shoal.customers.models import Customer, OwnershipSpell, Reason
from shoal.customers.services.clock_jobs import run_clock_jobs
from shoal.customers.services.clocks import refresh_clocks
from shoal.customers.services.recycling import recycle_due
from shoal.organization.models import CalendarEntry, Leave
from tests.world import NOW, World, make_customer

HOLDS = 40


def rules(random: Random) -> dict[str, Any]:
    """Any rules; each of them may be missing."""
    levels = [level for level in "ABCD" if random.random() < 0.7]
    return {
        "recycle_after_days": {level: random.randint(1, 30) for level in levels},
        "first_contact_hours": random.choice([None, random.randint(1, 200)]),
        "max_holding_days": random.choice([None, random.randint(1, 60)]),
    }


def fill(world: World, random: Random) -> None:
    """Held customers, some of them households, in a school with days off."""
    for place in (None, world.east, world.west):
        first = NOW.date() - timedelta(days=random.randint(0, 30))
        CalendarEntry.objects.create(
            campus=place, first_day=first, last_day=first + timedelta(days=random.randint(0, 5)),
            name="Off", is_working=random.random() < 0.3,
        )  # fmt: skip
    away = NOW.date() - timedelta(days=random.randint(0, 20))
    Leave.objects.create(
        employee=world.lin, first_day=away, last_day=away + timedelta(days=7),
        created_at=NOW, created_by=world.mei,
    )  # fmt: skip
    world.west.rest_days = random.sample(range(1, 8), random.randint(0, 3))
    world.west.save()
    for number in range(HOLDS):
        owner = random.choice([world.lin, world.bo, world.zoe])
        mother = _hold(world, random, f"customer {number}", owner)
        for student in range(random.choice([0, 0, 0, 1, 2])):
            _hold(world, random, f"student {number}.{student}", owner, guardian=mother)
    refresh_clocks(Customer.objects.filter(guardian=None).values_list("pk", flat=True))


def _hold(world: World, random: Random, name: str, owner: Any, **kwargs: Any) -> Customer:
    held = timedelta(hours=random.randint(1, 24 * 70))
    tried, spoke = held * random.uniform(0, 1.3), held * random.uniform(0, 1.3)
    return make_customer(
        name, pool=random.choice([world.pool, world.pool, world.east_pool])
        if not kwargs else kwargs["guardian"].pool,
        owner=owner, since=NOW - held, intent=random.choice(["", "A", "B", "C", "D"]),
        last_contact_at=random.choice([None, NOW - tried]),
        last_effective_contact_at=random.choice([None, NOW - spoke]),
        protected_until=random.choice([None] * 5 + [NOW + timedelta(days=random.randint(-3, 9))]),
        exempt_reasons=random.choice([[]] * 9 + [["enrollment"]]),
        status=random.choice(["new"] * 9 + ["enrolled"]), **kwargs,
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_what_is_told_is_what_then_happens(world, api, clock, seed):
    random = Random(seed)
    for name, value in rules(random).items():
        setattr(world.pool, name, value)
    world.pool.save()
    fill(world, random)
    changes = rules(random)
    ada = api(world.ada)

    told = ada.post(f"/pools/{world.pool.pk}/dry-run/", changes).json()
    assert ada.patch(f"/pools/{world.pool.pk}/", changes).status_code == 200
    run_clock_jobs(at=NOW)

    # Everybody who was told of, and nobody else, falls due then and by that rule.
    horizon = NOW + timedelta(weeks=8)
    due = Customer.objects.filter(pool=world.pool, recycle_due_at__lt=horizon)
    assert {
        (row["customer"]["id"], row["consultant"]["id"], row["due_at"], row["rule"])
        for row in told["rows"]
    } == {
        (c.pk, c.owner_id, c.recycle_due_at.isoformat().replace("+00:00", "Z"), c.recycle_rule)
        for c in due
    }  # fmt: skip
    assert told["rows_total"] == len(due)

    swept = recycle_due(at=NOW, pool_id=world.pool.pk)

    spells = OwnershipSpell.objects.filter(start_reason=Reason.RECYCLED, pool=world.pool)
    assert sum(swept.customers.values()) == spells.count() == told["customers"]
    by_rule = {each["rule"]: each["customers"] for each in told["by_rule"] if each["customers"]}
    assert by_rule == {rule: count for rule, count in swept.customers.items() if count}


def test_the_random_schools_return_some_and_keep_some(world, clock):
    random = Random(0)
    world.pool.max_holding_days = 30
    world.pool.save()
    fill(world, random)
    recycle_due(at=NOW)
    assert 0 < Customer.objects.in_pool().count() < Customer.objects.living().count()
