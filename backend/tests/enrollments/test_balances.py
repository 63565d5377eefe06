"""What is paid and owed, from the rows (R201)."""

import pytest
from django.db import IntegrityError, transaction

from shoal.enrollments.models import Payment, Receipt
from shoal.enrollments.services.balances import balance_of
from tests.world import NOW, make_customer

from .school import make_class, make_enrollment, make_payment


@pytest.fixture
def enrollment(world):
    customer = make_customer("王", pool=world.pool, owner=world.lin)
    return make_enrollment(customer, make_class(world), discount=10_000)


def test_nothing_paid_is_all_owed(enrollment):
    assert balance_of(enrollment).balance == 90_000


@pytest.mark.parametrize(
    ("kind", "effect"),
    [
        ("deposit", -1), ("tuition", -1), ("transfer_in", -1), ("refund", 1),
        ("transfer_out", 1), ("material", 0), ("credit", 0),
    ],
)  # fmt: skip
def test_each_type_and_its_reversal(enrollment, kind, effect):
    row = make_payment(enrollment, 20_000, type=kind)
    assert balance_of(enrollment).balance == 90_000 + effect * 20_000
    make_payment(enrollment, 20_000, type="reversal", reverses=row)
    assert balance_of(enrollment).balance == 90_000


@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "rejected"])
def test_only_what_is_confirmed_counts(enrollment, state):
    make_payment(enrollment, 20_000, state=state)
    assert balance_of(enrollment).balance == 90_000


def refused(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


@pytest.mark.parametrize(
    "change",
    [
        {"amount": 1}, {"state": "rejected", "confirmed_at": None}, {"type": "refund"},
        {"reference": "x"}, {"note": "rewritten"}, {"received_at": "2026-01-01T00:00:00Z"},
        {"confirmed_by": 1}, {"version": 2},
    ],
)  # fmt: skip
def test_a_confirmed_payment_is_never_changed(enrollment, change):
    row = Payment.objects.filter(pk=make_payment(enrollment, 20_000, note="cash").pk)
    before = list(row.values())
    refused(lambda: row.update(**change))
    refused(lambda: row._raw_delete("default"))
    assert list(row.values()) == before


def test_the_words_of_a_confirmed_payment_may_be_erased(enrollment):
    row = Payment.objects.filter(pk=make_payment(enrollment, 20_000, note="for Wang").pk)
    assert row.update(note="") == 1


def test_receipts_are_never_changed_nor_deleted(world):
    made = Receipt.objects.create(campus=world.east, year=2026, sequence=1, issued_at=NOW)
    row = Receipt.objects.filter(pk=made.pk)
    refused(lambda: row.update(sequence=2))
    refused(lambda: row._raw_delete("default"))
