"""The school's own row, by which clock, money and phone numbers go where nothing closer says."""

from django.db import connection, transaction

from .models import School

ONLY = 1
# The region of phone numbers, once it is settled: it never changes again (R62).
_home: str | None = None


def current() -> School:
    return School.objects.get(pk=ONLY)


def lock() -> School:
    """Return the school, locked until the transaction ends."""
    return School.objects.select_for_update(no_key=True).get(pk=ONLY)


def time_zone() -> str:
    return School.objects.values_list("time_zone", flat=True).get(pk=ONLY)


def phone_region() -> str:
    """Return where a phone number without a country code is at home, as in "CN".

    One statement until it is settled, none from then on.
    """
    global _home
    if _home is not None:
        return _home
    columns = ("phone_region", "phone_region_settled")
    region, settled = School.objects.values_list(*columns).get(pk=ONLY)
    # Within a transaction it may be settled by ourselves, and be undone with us.
    if settled and not connection.in_atomic_block:
        _home = region
    return region


def settle(field: str) -> None:
    """Let "currency" or "phone_region" be final, in the transaction that first relies on it.

    Whoever changes them locks the school first, so one of the two waits for the other.
    """
    if field == "phone_region" and _home is not None:
        return
    unsettled = School.objects.filter(pk=ONLY, **{f"{field}_settled": False})
    unsettled.update(**{f"{field}_settled": True})
    transaction.on_commit(phone_region)
