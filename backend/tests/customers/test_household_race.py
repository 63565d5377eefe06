"""Joining a household while it is claimed: all members end in the same hands (R9, R36)."""

import pytest
from django.db import connection  # noqa: F401  read by skipif

from shoal.common.errors import DomainError
from shoal.customers.services import access
from shoal.customers.services.ledger_check import check_ledger
from shoal.customers.services.pool import claim_customer
from shoal.customers.services.profile import edit_customer
from tests.races import UNTIL_SEEN, in_threads
from tests.world import NOW, make_customer

pytestmark = pytest.mark.race
ROUNDS = 12


def joined_while_claimed(world):
    """Of a guardian and a child one joins the other while both are claimed, again and again."""
    for round_ in range(ROUNDS):
        mother = make_customer(f"妈妈{round_}", pool=world.pool)
        child = make_customer(f"孩子{round_}", pool=world.pool)

        def act(number, mother=mother.pk, child=child.pk):
            if number == 0:
                return edit_customer(
                    customer_id=child, expected_version=1, changes={"guardian": mother},
                    by=world.mei, at=NOW,
                )  # fmt: skip
            return claim_customer(
                customer_id=mother if number == 1 else child,
                by=world.bo if number == 1 else world.zoe,
                at=NOW,
            )

        answers = in_threads(act, 3)
        unexpected = [a for a in answers if isinstance(a, Exception)]
        assert all(isinstance(a, DomainError) for a in unexpected), unexpected
    return check_ledger()


def test_a_household_stays_in_the_same_hands(committed_world):
    assert joined_while_claimed(committed_world) == {}


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer anyway")
def test_locked_as_it_was_seen_it_falls_apart(committed_world, monkeypatch):
    def lock_members_at_once(customer):
        members = list(access.Customer.objects.household_of(customer).lock())
        return next(m for m in members if m.pk == customer.pk), members

    monkeypatch.setattr(access, "_lock_members", lock_members_at_once)
    monkeypatch.setattr(access, "lock_roots", lambda roots: None)
    assert any(joined_while_claimed(committed_world) for _ in range(UNTIL_SEEN))
