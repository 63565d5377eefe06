"""What keeps a customer from the pool follows their enrollments through a merge and back (R179)."""

import pytest

from shoal.customers.models import Customer
from shoal.customers.services.merging import merge_customers
from shoal.customers.services.unmerging import unmerge_customers
from shoal.enrollments.models import Enrollment, State
from tests.world import NOW, make_customer

from .school import make_class, make_enrollment, make_payment

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def pair(world):
    kept = make_customer("王", pool=world.pool, owner=world.mei)
    twin = make_customer("王二", pool=world.pool, owner=world.mei)
    return kept, twin


def merge(world, kept, twin):
    kept.refresh_from_db()
    return merge_customers(
        kept_id=kept.pk, merged_id=twin.pk, take=[], expected_version=kept.version, by=world.ada,
        at=NOW,
    )  # fmt: skip


def exempt(customer):
    return Customer.objects.get(pk=customer.pk).exempt_reasons


def test_who_is_merged_brings_what_exempts_them(world, pair):
    kept, twin = pair
    make_enrollment(twin, make_class(world), State.SUBMITTED)
    merge(world, kept, twin)
    assert exempt(kept) == ["enrollment"]


def test_what_ended_while_they_were_one_exempts_neither_of_two_again(world, pair):
    kept, twin = pair
    enrollment = make_enrollment(twin, make_class(world), State.SUBMITTED)
    Customer.objects.filter(pk=twin.pk).update(exempt_reasons=["enrollment"])
    merge(world, kept, twin)
    Enrollment.objects.filter(pk=enrollment.pk).update(state=State.CANCELLED)
    unmerge_customers(kept_id=kept.pk, by=world.ada, at=NOW)
    assert (exempt(kept), exempt(twin)) == ([], [])


def test_what_began_while_they_were_one_stays_with_whose_it_is(world, pair):
    kept, twin = pair
    make_enrollment(kept, make_class(world), State.SUBMITTED)
    merge(world, kept, twin)
    unmerge_customers(kept_id=kept.pk, by=world.ada, at=NOW)
    assert (exempt(kept), exempt(twin)) == (["enrollment"], [])


def test_a_debt_of_either_exempts_the_one_they_are(world, pair):
    kept, twin = pair
    over = make_enrollment(twin, make_class(world), State.COMPLETED)
    make_payment(over, 10_000)
    merge(world, kept, twin)
    assert exempt(kept) == ["unpaid_balance"]


def test_what_is_exempt_for_another_reason_stays_so(world, pair):
    kept, twin = pair
    Customer.objects.filter(pk=twin.pk).update(exempt_reasons=["promised"])
    merge(world, kept, twin)
    assert exempt(kept) == ["promised"]
