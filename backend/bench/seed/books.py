"""Classes, enrollments and money for one customer in twenty: what lists of money are read of."""

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.db import transaction

from shoal.customers.models import Customer
from shoal.enrollments.models import (
    Enrollment,
    Payment,
    PaymentState,
    PaymentType,
    Receipt,
    ReceiptCounter,
    State,
)
from shoal.organization.models import Campus, Employee, ListEntry
from shoal.teaching.models import ClassGroup, ClassState, Course

ONE_IN = 20
SEATS = 30
PRICE = 680_000
# As much as a few days bring, however large the school is.
WAITING = 200
CHUNK = 2_000


@transaction.atomic
def keep_books(rows: int, at: datetime) -> None:
    """Enroll held customers, `SEATS` a class; all but the last `WAITING` have paid, on receipts."""
    held = Customer.objects.filter(owner__isnull=False).order_by("pk")
    found = list(held.values_list("pk", "owner_id")[: max(rows // ONE_IN, 2 * WAITING)])
    classes = _classes(-(-len(found) // SEATS), at)
    fan = Employee.objects.get(username="fan")
    cash = ListEntry.objects.get(kind=ListEntry.Kind.PAYMENT_METHOD, code="cash")
    numbers: dict[tuple[int, int], Any] = {}
    last: Counter[tuple[int, int]] = Counter()
    for begin in range(0, len(found), CHUNK):
        seats, receipts, payments = [], [], []
        for number, (customer, owner) in enumerate(found[begin : begin + CHUNK], start=begin):
            group = classes[number // SEATS]
            when = at - timedelta(minutes=10 * (len(found) - number))
            seats.append(_seat(group, customer, owner, when))
            waits = number >= len(found) - WAITING
            counter = numbers.setdefault((group.campus_id, when.year), count(1))
            receipt = None if waits else _receipt(group.campus_id, when, next(counter), fan)
            if receipt:
                receipts.append(receipt)
                last[group.campus_id, when.year] += 1
            payments.append(_payment(seats[-1], receipt, cash, fan, when))
        Enrollment.objects.bulk_create(seats)
        Receipt.objects.bulk_create(receipts)
        Payment.objects.bulk_create(payments)
    ReceiptCounter.objects.bulk_create(
        ReceiptCounter(campus_id=campus, year=year, last=number)
        for (campus, year), number in last.items()
    )


def _classes(wanted: int, at: datetime) -> list[ClassGroup]:
    campuses, courses = list(Campus.objects.order_by("pk")), list(Course.objects.order_by("pk"))
    begins: date = at.date() - timedelta(days=30)
    return ClassGroup.objects.bulk_create(
        ClassGroup(
            course=courses[number % len(courses)], campus=campuses[number % len(campuses)],
            code=f"B-{number}", term=str(begins.year), class_type="weekend", start_date=begins,
            end_date=begins + timedelta(days=120), capacity=SEATS, tuition=PRICE, currency="CNY",
            state=ClassState.RUNNING, seats_taken=SEATS, created_at=at,
        )
        for number in range(wanted)
    )  # fmt: skip


def _seat(group: ClassGroup, customer: int, owner: int, when: datetime) -> Enrollment:
    return Enrollment(
        customer_id=customer, class_group=group, consultant_id=owner, list_price=PRICE,
        net_price=PRICE, currency="CNY", state=State.ACTIVE, created_at=when, created_by_id=owner,
        submitted_at=when, submitted_by_id=owner, activated_at=when, contract_agreed=True,
    )  # fmt: skip


def _receipt(campus: int, when: datetime, sequence: int, fan: Employee) -> Receipt:
    return Receipt(
        campus_id=campus, year=when.year, sequence=sequence, issued_at=when, issued_by=fan
    )


def _payment(
    seat: Enrollment, receipt: Receipt | None, cash: ListEntry, fan: Employee, when: datetime
) -> Payment:
    done: dict[str, Any] = {"state": PaymentState.SUBMITTED}
    if receipt:
        done = {"state": PaymentState.CONFIRMED, "confirmed_at": when, "confirmed_by": fan}
    return Payment(
        enrollment=seat, type=PaymentType.TUITION, amount=PRICE, currency="CNY", method=cash,
        received_at=when, created_at=when, created_by_id=seat.consultant_id, submitted_at=when,
        submitted_by_id=seat.consultant_id, receipt=receipt, **done,
    )  # fmt: skip
