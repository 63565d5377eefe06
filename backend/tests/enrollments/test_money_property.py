"""Whatever is done in whatever order: the balance is the sum of rows, and every total agrees."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from shoal.common.errors import DomainError
from shoal.enrollments.models import OWING, Enrollment, Payment, Receipt
from shoal.enrollments.serializers.cash import cash_report
from shoal.enrollments.serializers.receipts import RECEIPT_COLUMNS, receipt_row, receipts_seen_by
from shoal.enrollments.serializers.rows import ROW_COLUMNS, enrollments_seen_by, row
from shoal.enrollments.serializers.statement import statement
from shoal.enrollments.services import (
    confirming,
    counter,
    paying,
    refunds,
    transferring,
    transfers,
)
from shoal.enrollments.services.balances import balances_of
from shoal.enrollments.services.booking import credit_left
from shoal.enrollments.services.money_check import wrong_money
from shoal.enrollments.services.seats_check import wrong_seats
from shoal.enrollments.services.several import lock_family
from tests.properties import PLAYED
from tests.world import NOW

from .money import make_parts, make_seat, make_student
from .school import make_class

# Of each type: what it means for the price, and for the hand that it goes through.
PRICE = {"deposit": 1, "tuition": 1, "transfer_in": 1, "refund": -1, "transfer_out": -1}
HANDS = {"deposit": 1, "tuition": 1, "material": 1, "credit": 1, "refund": -1}
STEPS = (
    "pay",
    "pay",
    "receive",
    "receive",
    "refund",
    "reverse",
    "use",
    "transfer",
    "change_class",
    "change_class",
    "refund_credit",
)

step = st.tuples(
    st.sampled_from(STEPS), st.integers(0, 5), st.integers(0, 30),
    st.integers(1, 130_000), st.sampled_from(["cash", "card"]),
    st.sampled_from(["deposit", "tuition", "material"]),
)  # fmt: skip


class School:
    """A household with three enrollments, and the people who book their money."""

    def __init__(self, world):
        self.world = world
        self.parent = make_student(world, "王妈妈")
        self.seats = [
            make_seat(
                world, student=make_student(world, f"王{n}", guardian=self.parent),
                class_group=make_class(world, f"PY-{n}", tuition=tuition),
            )
            for n, tuition in enumerate((100_000, 33_333, 1), start=1)
        ]  # fmt: skip
        make_parts(self.seats[0], 33_333, 33_333, 33_334)
        self.at = NOW

    def do(self, what, seat, place, minor, method, kind):
        self.at += timedelta(minutes=1)
        amount = Decimal(minor) / 100
        try:
            with transaction.atomic():
                getattr(self, what)(self.seats[seat % len(self.seats)], place, amount, method, kind)
        except DomainError:
            pass

    def pay(self, seat, place, amount, method, kind):
        fields = {"type": kind, "amount": amount, "method": method}
        made = paying.enter_payment(
            enrollment_id=seat.pk, fields=fields, submit=True, by=self.world.lin, at=self.at
        )
        confirming.confirm(payment_id=made.pk, by=self.world.fan, at=self.at)

    def receive(self, seat, place, amount, method, kind):
        item = counter.Item(enrollment=seat.pk, amount=amount, method=method, type=kind)
        counter.receive(items=[item], by=self.world.fan, at=self.at)

    def refund(self, seat, place, amount, method, kind, credit=None):
        asked = refunds.request_refund(
            enrollment_id=seat.pk, amount=amount, by=self.world.lin, at=self.at, method=method,
            credit_id=credit,
        )  # fmt: skip
        refunds.approve_refund(payment_id=asked.pk, by=self.world.mei, at=self.at)
        confirming.confirm(payment_id=asked.pk, by=self.world.fan, at=self.at)

    def refund_credit(self, seat, place, amount, method, kind):
        if credit := self.nth(place, type="credit"):
            self.refund(credit.enrollment, place, amount, method, kind, credit=credit.pk)

    def reverse(self, seat, place, amount, method, kind):
        if row := self.nth(place):
            confirming.reverse(payment_id=row.pk, by=self.world.fan, at=self.at, note="x")

    def use(self, seat, place, amount, method, kind):
        if credit := self.nth(place, type="credit"):
            transfers.use_credit(
                credit_id=credit.pk, enrollment_id=seat.pk, amount=amount, by=self.world.fan,
                at=self.at,
            )  # fmt: skip

    def transfer(self, seat, place, amount, method, kind):
        other = self.seats[place % len(self.seats)]
        if other.pk != seat.pk:
            family = lock_family([seat.pk, other.pk], self.world.ada)
            transfers.book_transfer(
                family[seat.pk], family[other.pk], by=self.world.mei, at=self.at
            )

    def change_class(self, seat, place, amount, method, kind):
        """Into a class of that price, with or without something off."""
        other = make_class(self.world, f"TO-{len(self.seats)}", tuition=int(amount * 100))
        off = amount / 4 if place % 2 else None
        asked = transferring.Asked(other.pk, off and off.quantize(Decimal("0.01")))
        new = transferring.transfer_enrollment(
            enrollment_id=seat.pk, asked=asked, by=self.world.mei, at=self.at, discount_agreed=True
        )
        self.seats.append(new)

    def nth(self, place, **where):
        rows = Payment.objects.filter(state="confirmed", **where).order_by("pk")
        return rows[place % len(rows)] if rows else None


def by_hand(rows, meaning, *, credit_apart):
    """Add up rows the slow way, one by one."""
    total = 0
    for found in rows:
        undone = found.reverses
        what, sign = (undone, -1) if undone else (found, 1)
        if not (credit_apart and what.type == "refund" and what.source_id):
            total += sign * meaning.get(what.type, 0) * found.amount
    return total


def text(minor):
    return f"{Decimal(minor) / 100:.2f}"


def assert_all_totals_agree(school):
    rows = list(Payment.objects.filter(state="confirmed").select_related("reverses"))
    balances = balances_of([seat.pk for seat in school.seats])
    facts = Enrollment.objects.values_list("pk", "net_price", "state")
    nets, states = {f[0]: f[1] for f in facts}, {f[0]: f[2] for f in facts}
    for seat in school.seats:
        theirs = [r for r in rows if r.enrollment_id == seat.pk]
        paid = by_hand(theirs, PRICE, credit_apart=True)
        balance = balances[seat.pk]
        assert (balance.paid, balance.balance) == (paid, nets[seat.pk] - paid)
        parts = list(seat.installments.values_list("amount", flat=True))
        assert not parts or sum(parts) == nets[seat.pk]
    # Nothing comes from nowhere: what went through hands is what was paid, or is credit still.
    lefts = sum(credit_left(r) for r in rows if r.type == "credit")
    hands = [r for r in rows if r.method_id]
    in_hand = by_hand(hands, HANDS, credit_apart=False)
    assert in_hand == sum(b.paid + b.material for b in balances.values()) + lefts
    shown_rows = enrollments_seen_by(school.world.fan).values("pk", *ROW_COLUMNS)
    shown = {found["pk"]: row(found) for found in shown_rows}
    assert {pk: s["balance"] for pk, s in shown.items()} == {
        pk: text(b.balance) for pk, b in balances.items()
    }
    account = statement(school.parent.pk, school.world.fan, school.at)
    total = account["totals"][0]
    assert total["owed"] == text(
        sum(b.balance for pk, b in balances.items() if states[pk] in OWING)
    )
    assert (total["credit"], total["paid"]) == (
        text(lefts), text(sum(b.paid for b in balances.values())),
    )  # fmt: skip
    report = cash_report(school.world.east.pk, NOW.date(), school.world.ada)
    assert report["total"] == text(in_hand)
    receipts = receipts_seen_by(school.world.fan).values("pk", *RECEIPT_COLUMNS)
    printed = sum(Decimal(receipt_row(found)["total"]) for found in receipts)
    assert printed * 100 == sum(r.amount for r in rows if r.receipt_id)


@pytest.fixture
def rolled_back(world):
    def run(example):
        with transaction.atomic():
            example()
            transaction.set_rollback(True)

    return run


@PLAYED
@given(steps=st.lists(step, max_size=14))
def test_every_total_agrees_after_every_step(world, rolled_back, steps):
    def example():
        school = School(world)
        for one in steps:
            school.do(*one)
            assert_all_totals_agree(school)
        assert (wrong_money(), wrong_seats()) == ([], [])
        assert Receipt.objects.count() == len(
            set(Payment.objects.exclude(receipt=None).values_list("receipt", flat=True))
        )

    rolled_back(example)
