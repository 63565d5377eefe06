"""Merging while somebody else acts on one of the two (R110, R112): exactly one order of events."""

import pytest
from django.db import connection  # noqa: F401  read by skipif

from shoal.common.errors import DomainError
from shoal.customers.models import Customer, Identity
from shoal.customers.services import access
from shoal.customers.services.contacts import add_identity
from shoal.customers.services.identities import read_contact
from shoal.customers.services.ledger_check import check_ledger
from shoal.customers.services.merging import merge_customers
from shoal.customers.services.pool import claim_customer
from tests.races import UNTIL_SEEN, in_threads
from tests.world import NOW, make_customer

pytestmark = pytest.mark.race
ROUNDS = 10
POSTGRES_ONLY = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has one writer anyway"
)


def merge(world, kept, merged):
    return merge_customers(
        kept_id=kept.pk, merged_id=merged.pk, take=[], expected_version=1, by=world.ada, at=NOW
    )


def against_each_other(world, number):
    """A into B while B goes into A; return how many said that they did it."""
    one, other = (make_customer(f"{n}{number}", pool=world.pool) for n in ("王", "汪"))
    answers = in_threads(
        lambda n: merge(world, one, other) if n == 0 else merge(world, other, one), 2
    )
    return answers, sum(not isinstance(a, Exception) for a in answers)


def against_a_claim(world, number):
    """Two parents become one, with a child, while both are claimed by others."""
    kept, merged = (make_customer(f"{n}{number}", pool=world.pool) for n in ("王", "汪"))
    make_customer(f"孩子{number}", pool=world.pool, guardian=merged)

    def act(n):
        if n == 0:
            return merge(world, kept, merged)
        who, whom = ((world.bo, kept), (world.zoe, merged))[n - 1]
        return claim_customer(customer_id=whom.pk, by=who, at=NOW)

    return in_threads(act, 3)


def against_a_contact(world, number):
    """One row goes into the other while it gets a further contact."""
    kept, merged = (
        make_customer(f"{n}{number}", pool=world.pool, owner=world.lin) for n in ("王", "汪")
    )

    def act(n):
        if n == 0:
            return merge(world, kept, merged)
        contact = read_contact("qq", f"1234{number:04}")
        return add_identity(
            customer_id=merged.pk, contact=contact, is_primary=True, by=world.lin, at=NOW
        )

    return in_threads(act, 2)


def unexpected(answers):
    return [a for a in answers if isinstance(a, Exception) and not isinstance(a, DomainError)]


def test_of_two_merges_the_other_way_round_one_wins(committed_world):
    for number in range(ROUNDS):
        answers, won = against_each_other(committed_world, number)
        assert (unexpected(answers), won) == ([], 1)
    assert check_ledger() == {}
    assert Customer.objects.filter(merged_into__isnull=False).count() == ROUNDS


def test_a_claim_comes_before_or_after(committed_world):
    for number in range(ROUNDS):
        assert unexpected(against_a_claim(committed_world, number)) == []
    assert check_ledger() == {}


def test_a_contact_goes_along_or_is_refused(committed_world):
    for number in range(ROUNDS):
        answers = against_a_contact(committed_world, number)
        assert unexpected(answers) == []
    assert check_ledger() == {}
    assert not Identity.objects.filter(customer__merged_into__isnull=False).exists()


def unlocked(monkeypatch):
    def read(ids):
        return {c.pk: c for c in Customer.objects.filter(pk__in=ids)}

    monkeypatch.setattr(access, "lock_households_of", read)


@POSTGRES_ONLY
# A contact is safe by itself: leaving writes the row that whoever adds one has to lock.
@pytest.mark.parametrize("race", [against_each_other, against_a_claim])
def test_without_the_lock_it_goes_wrong(committed_world, monkeypatch, race):
    unlocked(monkeypatch)
    for number in range(UNTIL_SEEN):
        answers = race(committed_world, number)
        answers = answers[0] if isinstance(answers, tuple) else answers
        if unexpected(answers) or check_ledger():
            return
    pytest.fail("nothing went wrong")
