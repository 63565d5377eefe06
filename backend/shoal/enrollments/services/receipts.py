"""Receipt numbers without a gap, and the lock that keeps a day of money whole (R208, R211)."""

from datetime import datetime

from shoal.organization.models import Campus, Employee

from ..models import Receipt, ReceiptCounter
from ..rules.cash import day_refusal


def lock_books(campus: Campus, at: datetime) -> ReceiptCounter:
    """Return the counter of the campus and its year of `at`, locked until the transaction ends.

    The last lock of all. Whoever books money that changed hands holds it, and so does who signs a
    day: nothing slips in behind a signature. Raises DaySigned.
    """
    day = at.astimezone(campus.zone).date()
    counter = lock_counter(campus, day.year)
    if refusal := day_refusal(campus.pk, day):
        raise refusal
    return counter


def lock_counter(campus: Campus, year: int) -> ReceiptCounter:
    ReceiptCounter.objects.get_or_create(campus=campus, year=year)
    return ReceiptCounter.objects.select_for_update().get(campus=campus, year=year)


def issue(locked: ReceiptCounter, *, by: Employee, at: datetime) -> Receipt:
    """Take the next number. A rollback gives it back, so there is no gap."""
    locked.last += 1
    locked.save(update_fields=["last"])
    return Receipt.objects.create(
        campus_id=locked.campus_id, year=locked.year, sequence=locked.last, issued_at=at,
        issued_by=by,
    )  # fmt: skip
