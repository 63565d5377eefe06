"""The sweep while people work: whoever is worked with stays, and nobody goes twice (R83)."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from shoal.common.errors import NotFound
from shoal.customers.models import Customer, FollowUp, OwnershipSpell
from shoal.customers.querysets import CustomerQuerySet
from shoal.customers.rules.holding import NotHeld
from shoal.customers.services import recycling, spells
from shoal.customers.services.followups import log_follow_up
from shoal.customers.services.ledger_check import check_ledger
from shoal.customers.services.pool import assign_customer
from shoal.customers.services.recycling import recycle_due
from tests.races import UNTIL_SEEN, in_threads, let_writers_loose
from tests.world import NOW, make_customer

pytestmark = pytest.mark.race
DAY = timedelta(days=1)
DUE = NOW + 100 * DAY
SWEEPS = 3


@pytest.fixture
def world(committed_world, monkeypatch):
    committed_world.pool.recycle_after_days = {"C": 100}
    committed_world.pool.save()
    monkeypatch.setattr(recycling, "CHUNK", 4)
    monkeypatch.setattr(recycling, "PAUSE_SECONDS", 0)
    return committed_world


def held(world, count):
    """Return guardians with a student each, all of whom fell due a moment ago."""
    guardians = []
    for n in range(count):
        clock = {"recycle_due_at": DUE, "recycle_rule": "recycle_after_days"}
        guardians.append(make_customer(f"c{n}", pool=world.pool, owner=world.lin, since=NOW,
                                       **clock))  # fmt: skip
        make_customer("child", pool=world.pool, owner=world.lin, since=NOW,
                      guardian=guardians[-1], **clock)  # fmt: skip
    return guardians


def remove_the_guards(monkeypatch):
    """PostgreSQL: neither locks nor looks at the clock again. SQLite: without IMMEDIATE
    transactions and the queue before them."""
    if connection.vendor == "sqlite":
        let_writers_loose(monkeypatch)
        return
    monkeypatch.setattr(recycling, "_locking", lambda rows: rows.order_by("pk"))

    def take_back(self, ids, *, at):
        taken = {"owner": None, "owned_since": None, "recycle_due_at": None, "recycle_rule": ""}
        return self.filter(pk__in=ids).update(entered_at=at, pool_rank_at=at, **taken)

    monkeypatch.setattr(CustomerQuerySet, "take_back", take_back)
    monkeypatch.setattr(spells, "_exactly", lambda changed, members: None)


# --- two sweeps -----------------------------------------------------------------------------------
def swept_once(world):
    """Let several sweep at once; return whether each customer went exactly once."""
    guardians = held(world, 8)
    answers = in_threads(lambda _: recycle_due(at=DUE), SWEEPS)
    if any(isinstance(answer, Exception) for answer in answers):
        return False
    # Whom one passes by because the other has them is the other's.
    went = sum(sum(answer.customers.values()) for answer in answers)
    recycled = OwnershipSpell.objects.filter(
        start_reason="recycled", household__in=[g.pk for g in guardians]
    )
    return (went, recycled.count()) == (16, 16) and check_ledger() == {}


def test_of_several_sweeps_each_customer_is_one_s(world):
    assert all(swept_once(world) for _ in range(3))


def test_without_the_guards_several_sweeps_get_into_each_others_way(world, monkeypatch):
    remove_the_guards(monkeypatch)
    assert not all(swept_once(world) for _ in range(UNTIL_SEEN))


# --- a sweep and a follow-up ----------------------------------------------------------------------
def contacts_kept(world):
    """Sweep while each customer is spoken with; return whether everybody who was is still held,
    and everybody else lies in the pool."""
    guardians = held(world, 8)

    def work(number):
        if number == 0:
            for _ in range(4):
                recycle_due(at=DUE)
            return []
        told = []
        for guardian in guardians[number - 1 :: 4]:
            try:
                log_follow_up(
                    customer_id=guardian.pk, method="call", outcome="reached", by=world.lin, at=DUE
                )
                told.append(guardian.pk)
            except (NotHeld, NotFound):
                continue
        return told

    answers = in_threads(work, 5)
    if any(isinstance(answer, Exception) for answer in answers):
        return False
    spoken = {pk for told in answers for pk in told}
    still = Customer.objects.filter(pk__in=[g.pk for g in guardians], owner=world.lin)
    return (
        set(still.values_list("pk", flat=True)) == spoken
        and set(FollowUp.objects.filter(customer__in=guardians).values_list("customer", flat=True))
        == spoken
        and check_ledger() == {}
    )


def test_who_is_spoken_with_stays_and_who_went_is_not_spoken_with(world):
    assert all(contacts_kept(world) for _ in range(3))


def test_without_the_guards_somebody_who_was_spoken_with_goes(world, monkeypatch):
    remove_the_guards(monkeypatch)
    assert not all(contacts_kept(world) for _ in range(UNTIL_SEEN))


# --- a sweep and an assignment --------------------------------------------------------------------
def assignments_kept(world):
    """Sweep while everybody is assigned to bo, from lin or from the pool."""
    guardians = held(world, 8)

    def work(number):
        if number == 0:
            for _ in range(4):
                recycle_due(at=DUE)
        for guardian in guardians[number - 1 :: 4] if number else ():
            assign_customer(customer_id=guardian.pk, to_id=world.bo.pk, by=world.mei, at=DUE)

    answers = in_threads(work, 5)
    bos = Customer.objects.filter(guardian__in=guardians, owner=world.bo).count()
    return answers == [None] * 5 and bos == len(guardians) and check_ledger() == {}


def test_who_is_given_to_somebody_new_stays_there(world):
    assert all(assignments_kept(world) for _ in range(3))


def test_without_the_guards_somebody_is_taken_from_the_new_holder(world, monkeypatch):
    remove_the_guards(monkeypatch)
    assert not all(assignments_kept(world) for _ in range(UNTIL_SEEN))


# --- nobody waits ---------------------------------------------------------------------------------
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite locks no single rows")
@pytest.mark.parametrize("worked_with", ["guardian", "student"])
def test_a_household_of_which_somebody_has_one_is_left_whole_and_nobody_waits(world, worked_with):
    mother, other = held(world, 2)
    one = mother if worked_with == "guardian" else Customer.objects.get(guardian=mother)
    has_it, done = threading.Event(), threading.Event()

    def work(number):
        if number == 1:
            has_it.wait(10)
            swept = recycle_due(at=DUE)
            done.set()
            return sum(swept.customers.values())
        with transaction.atomic():
            list(Customer.objects.filter(pk=one.pk).lock())
            has_it.set()
            return done.wait(10)

    assert in_threads(work, 2) == [True, 2]
    assert Customer.objects.filter(owner=world.lin).count() == 2
    assert Customer.objects.get(pk=other.pk).owner is None
    assert sum(recycle_due(at=DUE).customers.values()) == 2
    assert check_ledger() == {}
