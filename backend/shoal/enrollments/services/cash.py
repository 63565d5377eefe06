"""A campus's day of money: computed until it is signed, and final then (R210, R211)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Count, Q, Sum

from shoal.activity.services import record
from shoal.common import clock
from shoal.common.errors import Invalid, NotFound
from shoal.common.money import to_minor
from shoal.organization.models import Campus, Employee

from ..models import CashReport, CashReportLine, Payment, PaymentType
from ..payment_querysets import PaymentQuerySet
from ..rules import cash as rules
from .balances import MONEY, signed
from .receipts import lock_counter


@dataclass(frozen=True)
class Line:
    """One way to pay: `expected` in minor units, less than nothing on a day of refunds.

    It is `received` − `refunded` + `reversed`, the last of which is less than nothing where money
    that had come in was undone.
    """

    method_id: int
    code: str
    expected: int
    received: int
    refunded: int
    payments: int

    @property
    def reversed(self) -> int:
        return self.expected - self.received + self.refunded


def lines_of(campus: Campus, day: date) -> list[Line]:
    """Return what the rows of a campus's day say, one line a way to pay, in the school's order."""
    rows = rows_of(campus, day).order_by().values("method", "method__code", "method__position")
    incoming = [kind for kind, sign in MONEY.items() if sign > 0]
    summed = rows.annotate(
        expected=Sum(signed(MONEY)), payments=Count("pk"),
        received=Sum("amount", filter=Q(type__in=incoming), default=0),
        refunded=Sum("amount", filter=Q(type=PaymentType.REFUND), default=0),
    )  # fmt: skip
    return [
        Line(
            r["method"], r["method__code"], r["expected"], r["received"], r["refunded"],
            r["payments"],
        )
        for r in sorted(summed, key=lambda r: (r["method__position"], r["method"]))
    ]  # fmt: skip


def rows_of(campus: Campus, day: date) -> PaymentQuerySet:
    """Return the rows behind it: where money changed hands, by the campus's day of confirming."""
    begin, end = clock.day_bounds(day, campus.zone)
    rows = Payment.objects.hand_to_hand().at(campus)
    return rows.filter(confirmed_at__gte=begin, confirmed_at__lt=end)


@transaction.atomic
def sign_day(
    *, campus_id: int, day: date, counted: Mapping[str, Decimal], by: Employee, at: datetime,
    note: str = "",
) -> CashReport:  # fmt: skip
    """Sign a day with what was counted, {code of the way to pay: amount}: nothing is booked at
    this campus on it any more. A difference is explained in `note`.

    Raises NotFound, RoleMayNot, AlreadySigned, OwnCash, Invalid.
    """
    campus = Campus.objects.filter(pk=campus_id).first()
    if campus is None:
        raise NotFound()
    if day > at.astimezone(campus.zone).date():
        raise Invalid.field("day", "in_future", "This day has not begun.")
    # Whoever books holds the same lock: what we add up is the day.
    lock_counter(campus, day.year)
    took_part = rows_of(campus, day).filter(confirmed_by=by).exists()
    if refusal := rules.sign_refusal(by, campus, day, took_part=took_part):
        raise refusal
    lines = lines_of(campus, day)
    amounts = _amounts(lines, counted, campus.currency)
    if not note.strip() and any(amounts[line.code] != line.expected for line in lines):
        raise Invalid.field("note", "required", "Say how the difference came about.")
    report = CashReport.objects.create(
        campus=campus, day=day, currency=campus.currency, signed_at=at, signed_by=by, note=note
    )
    CashReportLine.objects.bulk_create(
        CashReportLine(
            report=report, method_id=line.method_id, expected=line.expected,
            counted=amounts[line.code],
        )
        for line in lines
    )  # fmt: skip
    record("cash_report.signed", subject=report, actor=by, at=at, campus=campus.pk, day=str(day))
    return report


def _amounts(lines: list[Line], counted: Mapping[str, Decimal], currency: str) -> dict[str, int]:
    wanted = {line.code for line in lines}
    if wanted != set(counted):
        raise Invalid.field("counted", "lines", f"Count exactly: {', '.join(sorted(wanted))}.")
    found = {}
    for code, amount in counted.items():
        minor = to_minor(amount, currency, f"counted/{code}")
        if abs(minor) >= 2**53:
            raise Invalid.field(f"counted/{code}", "max_value", "Not all the money there is.")
        found[code] = minor
    return found
