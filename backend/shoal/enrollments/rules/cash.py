"""A campus's day of money, and who may sign it (R210, R211)."""

from datetime import date

from shoal.common.errors import DomainError, RoleMayNot
from shoal.organization.models import Campus, Employee

from ..models import CashReport


class DaySigned(DomainError):
    detail = "The money of {day} is signed at this campus; confirm it on another day."


class AlreadySigned(DomainError):
    detail = "This day is signed already."


class OwnCash(DomainError):
    status = 403
    detail = "Somebody who confirmed none of this day's money has to sign it."


def day_refusal(campus_id: int, day: date) -> DomainError | None:
    """Return why no money changes hands at this campus on that day any more, or None (R211).

    Asked while the books of campus and year are locked (services/receipts.py).
    """
    signed = CashReport.objects.filter(campus=campus_id, day=day).exists()
    return DaySigned(day=day.isoformat()) if signed else None


def sign_refusal(by: Employee, campus: Campus, day: date, *, took_part: bool) -> DomainError | None:
    """Return why `by` may not sign the day, or None (R210)."""
    if not by.has_capability("cash.sign"):
        return RoleMayNot()
    if CashReport.objects.filter(campus=campus, day=day).exists():
        return AlreadySigned()
    return OwnCash() if took_part else None
