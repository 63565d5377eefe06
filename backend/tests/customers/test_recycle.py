"""The sweep returns whose time is over, all of a household, and says by which rule (R83)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from shoal.activity.models import Event
from shoal.common.models import Heartbeat
from shoal.customers.models import ClockJob, Customer, FollowUpPlan, OwnershipSpell
from shoal.customers.services import clock_jobs, recycling
from shoal.customers.services.clocks import schedule_recompute
from shoal.customers.services.followups import log_follow_up
from shoal.customers.services.ledger_check import check_ledger
from shoal.customers.services.plans import schedule_plan
from shoal.customers.services.pool import claim_customer
from shoal.customers.services.profile import create_customer
from shoal.customers.services.recycling import recycle_due
from tests.world import NOW, make_customer

DAY = timedelta(days=1)


@pytest.fixture
def world(world):
    world.pool.first_contact_hours = 48
    world.pool.recycle_after_days = {"A": 7}
    world.pool.save()
    return world


def claimed(world, name="王芳", at=NOW, **kwargs):
    customer = make_customer(name, pool=world.pool, **kwargs)
    return claim_customer(customer_id=customer.pk, by=world.lin, at=at)


def family(world):
    mother = make_customer("王芳", pool=world.pool)
    son = make_customer("王小明", pool=world.pool, guardian=mother)
    claim_customer(customer_id=son.pk, by=world.lin, at=NOW)
    return mother, son


def row(customer):
    return Customer.objects.get(pk=customer.pk)


def test_before_the_instant_nothing_happens_and_at_it_they_go(world):
    wang = claimed(world)
    assert recycle_due(at=NOW + 2 * DAY - timedelta(microseconds=1)).customers == {
        "recycle_after_days": 0, "first_contact_hours": 0, "max_holding_days": 0,
    }  # fmt: skip
    assert row(wang).owner == world.lin

    swept = recycle_due(at=NOW + 2 * DAY)

    assert swept.customers["first_contact_hours"] == 1
    wang = row(wang)
    assert (wang.owner, wang.pool, wang.entered_at) == (None, world.pool, NOW + 2 * DAY)
    assert (wang.recycle_due_at, wang.recycle_rule, wang.version) == (None, "", 3)
    spell = OwnershipSpell.objects.get(customer=wang, ended_at=None)
    assert (spell.start_reason, spell.rule, spell.started_by, spell.owner) == (
        "recycled", "first_contact_hours", None, None,
    )  # fmt: skip
    ended = OwnershipSpell.objects.filter(customer=wang).order_by("-started_at")[1]
    assert (ended.owner, ended.end_reason, ended.ended_at) == (world.lin, "recycled", NOW + 2 * DAY)
    event = Event.objects.get(kind="customer.recycled")
    assert (event.customer_id, event.actor, event.owner_before, event.owner_after) == (
        wang.pk, None, world.lin.pk, None,
    )  # fmt: skip
    assert (event.pool_before, event.pool_after) == (world.pool.pk, world.pool.pk)
    assert event.data == {"reason": "", "rule": "first_contact_hours"}
    assert check_ledger() == {}


def test_a_household_goes_as_one_and_counts_once(world):
    mother, son = family(world)
    swept = recycle_due(at=NOW + 2 * DAY)
    assert (swept.customers["first_contact_hours"], swept.households["first_contact_hours"]) == (
        2, 1,
    )  # fmt: skip
    assert (row(mother).owner, row(son).owner) == (None, None)
    assert set(
        OwnershipSpell.objects.filter(start_reason="recycled").values_list("household", flat=True)
    ) == {mother.pk}
    assert check_ledger() == {}


def test_a_second_sweep_finds_nobody(world):
    claimed(world)
    recycle_due(at=NOW + 2 * DAY)
    assert sum(recycle_due(at=NOW + 2 * DAY).customers.values()) == 0
    assert OwnershipSpell.objects.filter(start_reason="recycled").count() == 1


def test_what_was_to_be_done_by_then_was_missed_and_the_rest_is_cancelled(world):
    wang = claimed(world)
    for days in (1, 5):
        schedule_plan(
            customer_id=wang.pk, kind="call", due_at=NOW + days * DAY, by=world.lin, at=NOW
        )
    recycle_due(at=NOW + 2 * DAY)
    states = FollowUpPlan.objects.order_by("due_at").values_list("state", "closed_at")
    assert list(states) == [("missed", NOW + 2 * DAY), ("cancelled", NOW + 2 * DAY)]
    assert row(wang).next_follow_up_at is None
    assert check_ledger() == {}


def test_protection_ends_with_the_hold(world):
    wang = claimed(world, protected_until=NOW + 3 * DAY)
    assert sum(recycle_due(at=NOW + 2 * DAY).customers.values()) == 0
    recycle_due(at=NOW + 3 * DAY)
    assert (row(wang).owner, row(wang).protected_until) == (None, None)


def test_one_pool_and_one_person_s_doing(world):
    world.west_pool.first_contact_hours = 1
    world.west_pool.save()
    west = make_customer("west", pool=world.west_pool)
    claim_customer(customer_id=west.pk, by=world.zoe, at=NOW)
    wang = claimed(world)
    recycle_due(at=NOW + 2 * DAY, pool_id=world.pool.pk, by=world.ada)
    assert (row(wang).owner, row(west).owner) == (None, world.zoe)
    spell = OwnershipSpell.objects.get(customer=wang, ended_at=None)
    assert spell.started_by == world.ada
    assert Event.objects.get(kind="customer.recycled").actor == world.ada


def test_many_go_in_chunks_and_a_sweep_may_stop_halfway(world, monkeypatch):
    monkeypatch.setattr(recycling, "CHUNK", 2)
    for n in range(5):
        claimed(world, f"c{n}")
    first = recycle_due(at=NOW + 2 * DAY, most_chunks=2)
    assert (sum(first.customers.values()), first.more) == (4, True)
    rest = recycle_due(at=NOW + 2 * DAY, most_chunks=2)
    assert (sum(rest.customers.values()), rest.more) == (1, False)
    assert check_ledger() == {}


def test_a_changed_policy_is_followed_before_anybody_is_returned(world):
    wang = claimed(world)
    world.pool.first_contact_hours = 96
    world.pool.save()
    schedule_recompute(at=NOW, pool_id=world.pool.pk)
    assert sum(recycle_due(at=NOW + 2 * DAY).customers.values()) == 0
    assert row(wang).recycle_due_at == NOW + 4 * DAY


def test_whom_an_unfinished_job_covers_is_left_alone(world, monkeypatch):
    wang, li = claimed(world), claimed(world, "李")
    monkeypatch.setattr(recycling, "run_clock_jobs", lambda at: 0)
    schedule_recompute(at=NOW, owner_id=world.lin.pk)
    assert sum(recycle_due(at=NOW + 2 * DAY).customers.values()) == 0
    ClockJob.objects.all().delete()
    recycle_due(at=NOW + 2 * DAY)
    assert (row(wang).owner, row(li).owner) == (None, None)


# --- clocks that jump, and places -----------------------------------------------------------------
def test_a_clock_set_back_returns_nobody_twice_nor_before_they_were_taken(world):
    wang = claimed(world)
    recycle_due(at=NOW + 2 * DAY)
    # The machine's clock goes a day back; lin claims again, and the sweep comes by.
    claim_customer(customer_id=wang.pk, by=world.bo, at=NOW + DAY)
    assert row(wang).owned_since == NOW + 2 * DAY
    assert sum(recycle_due(at=NOW + 2 * DAY).customers.values()) == 0
    assert recycle_due(at=NOW + 4 * DAY).customers["first_contact_hours"] == 1
    assert check_ledger() == {}


def test_whose_household_somebody_joined_later_than_the_clock_says_waits(world):
    mother = claimed(world)
    son = create_customer(
        values={"name": "王小明", "guardian": mother.pk}, contacts=[], by=world.lin,
        at=NOW + 5 * DAY,
    )  # fmt: skip
    assert sum(recycle_due(at=NOW + 3 * DAY).customers.values()) == 0
    assert recycle_due(at=NOW + 5 * DAY).households["first_contact_hours"] == 1
    assert row(son).owner is None
    assert check_ledger() == {}


@pytest.mark.parametrize(
    ("zone", "spoke", "due"),
    [
        ("Asia/Shanghai", datetime(2026, 3, 5, 6, tzinfo=UTC),
         datetime(2026, 3, 12, 6, tzinfo=UTC)),
        # 8 March has 23 hours in New York, 1 November 25.
        ("America/New_York", datetime(2026, 3, 5, 20, tzinfo=UTC),
         datetime(2026, 3, 12, 19, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 10, 29, 20, tzinfo=UTC),
         datetime(2026, 11, 5, 21, tzinfo=UTC)),
        ("Pacific/Kiritimati", datetime(2026, 3, 5, 11, tzinfo=UTC),
         datetime(2026, 3, 12, 11, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_a_week_later_is_the_same_time_of_the_day_where_the_owner_works(world, zone, spoke, due):
    world.east.time_zone = zone
    world.east.save()
    wang = claimed(world, at=spoke - DAY, since=spoke - 10 * DAY)
    log_follow_up(
        customer_id=wang.pk, method="call", outcome="reached", by=world.lin, at=spoke,
        intent_after="A",
    )  # fmt: skip
    assert row(wang).recycle_due_at == due
    assert sum(recycle_due(at=due - timedelta(seconds=1)).customers.values()) == 0
    assert recycle_due(at=due).customers["recycle_after_days"] == 1


# --- who calls it ---------------------------------------------------------------------------------
def test_a_tick_sweeps_and_shows_a_sign_of_life(world, clock):
    wang = claimed(world)
    clock.shift(2 * DAY)
    call_command("tick")
    assert row(wang).owner is None
    assert set(Heartbeat.objects.values_list("name", flat=True)) == {"ticks", "sweep"}


def test_where_nobody_is_due_it_costs_one_statement(world, django_assert_num_queries):
    claimed(world)
    with django_assert_num_queries(1):
        recycle_due(at=NOW)


@pytest.mark.parametrize("households", [1, 40])
def test_the_statements_of_a_chunk_do_not_grow(world, households, django_assert_max_num_queries):
    for n in range(households):
        claimed(world, f"c{n}")
    with django_assert_max_num_queries(20):
        recycle_due(at=NOW + 2 * DAY)
    assert Customer.objects.in_pool().count() == households


def test_a_tick_runs_jobs_that_a_killed_worker_left(world, clock):
    wang = claimed(world)
    world.pool.first_contact_hours = 96
    world.pool.save()
    schedule_recompute(at=NOW, pool_id=world.pool.pk)
    clock_jobs._take_up(ClockJob.objects.get().pk, NOW)
    clock.shift(timedelta(minutes=1))
    call_command("tick")
    assert row(wang).recycle_due_at == NOW + 4 * DAY
    assert not ClockJob.objects.exists()
