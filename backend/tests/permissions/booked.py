"""Money of the permission matrix: one row for each state that makes a difference."""

from dataclasses import dataclass, field
from typing import Any

from shoal.customers.models import Customer
from shoal.enrollments.models import Enrollment, Installment, Payment, Receipt
from shoal.organization.models import ListEntry
from tests.enrollments.school import make_class, make_enrollment, make_payment
from tests.world import NOW, World


@dataclass
class Booked:
    """`seats`: lin's sale and zoe's, approved by mei and by ada, each with a part to pay."""

    seats: dict[str, Enrollment] = field(default_factory=dict)
    payments: dict[str, Payment] = field(default_factory=dict)
    installments: dict[str, Installment] = field(default_factory=dict)
    receipts: dict[str, Receipt] = field(default_factory=dict)


def make_books(world: World, customers: dict[str, Customer]) -> Booked:
    books = Booked()
    for state, whose, boss in (("here", "student", "mei"), ("there", "student_there", "ada")):
        seat = books.seats[state] = make_enrollment(
            customers[whose], make_class(world, f"B-{state}"), decided_by=getattr(world, boss)
        )
        books.installments[state] = seat.installments.create(
            position=1, due_date=NOW.date(), amount=100_000
        )
    cash = ListEntry.objects.get(kind="payment_method", code="cash")
    books.receipts["here"] = Receipt.objects.create(
        campus=world.east, year=2020, sequence=1, issued_at=NOW, issued_by=world.fan
    )
    confirmed = {"state": "confirmed", "confirmed_by": world.fan}
    rows: dict[str, tuple[str, str, dict[str, Any]]] = {
        "draft": ("here", "lin", {"state": "draft"}),
        "sent": ("here", "lin", {"state": "submitted"}),
        "fans": ("here", "fan", {"state": "submitted"}),
        "there": ("there", "zoe", {"state": "submitted"}),
        "refund": ("here", "lin", {"state": "submitted", "type": "refund"}),
        "meis": ("here", "mei", {"state": "submitted", "type": "refund"}),
        "agreed": ("here", "lin", {
            "state": "approved", "type": "refund", "approved_by": world.mei,
        }),
        "paid": ("here", "lin", {**confirmed, "amount": 50_000, "receipt": books.receipts["here"]}),
        "credit": ("here", "lin", {**confirmed, "type": "credit", "amount": 500}),
    }  # fmt: skip
    for state, (seat, who, more) in rows.items():
        by = getattr(world, who)
        told = f"call {books.seats[seat].customer.phone[3:]}"
        more = {"note": told, "method": cash, "submitted_at": NOW, **more}
        books.payments[state] = make_payment(
            books.seats[seat], more.pop("amount", 1_000), created_by=by, submitted_by=by, **more
        )
    return books
