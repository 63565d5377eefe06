"""Writing notifications: one a recipient, kind and local day, which grows while unread (R144)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from shoal.organization.models import Employee

from ..models import Notification
from ..notice import CUSTOMERS, Notice

MOST_NAMED = 5
Place = tuple[int, str, date]


def grow(notices: Iterable[Notice]) -> int:
    """Add each notice to its recipient's notification of the day; return how many grew or began.

    In the caller's transaction. Whoever is no longer active is told nothing.
    """
    notices = list(notices)
    people = _recipients({n.recipient for n in notices})
    by_place: dict[Place, list[Notice]] = defaultdict(list)
    for notice in notices:
        if recipient := people.get(notice.recipient):
            day = notice.at.astimezone(recipient.zone).date()
            by_place[recipient.pk, notice.kind, day].append(notice)
    there = _unread(by_place)
    fresh: list[Notification] = []
    for place, added in by_place.items():
        recipient_id, kind, day = place
        if place not in there:
            there[place] = Notification(recipient_id=recipient_id, kind=kind, day=day, data={})
            fresh.append(there[place])
        for notice in added:
            _add(there[place], notice)
    known = [row for row in there.values() if row.pk is not None]
    Notification.objects.bulk_update(known, ["customers", "count", "data", "at", "mailed_at"])
    Notification.objects.bulk_create(fresh)
    return len(there)


def _recipients(ids: set[int]) -> dict[int, Employee]:
    rows = Employee.objects.active().filter(pk__in=ids)
    return {e.pk: e for e in rows.select_related("campus", "department__campus")}


def _unread(places: Iterable[Place]) -> dict[Place, Notification]:
    """Locked: who reads one at this moment has read it as it was, and the next begins anew."""
    wanted = set(places)
    rows = Notification.objects.unread().filter(
        recipient__in={r for r, _, _ in wanted}, day__in={d for _, _, d in wanted}
    )
    found = rows.order_by("pk").select_for_update(no_key=True)
    return {
        place: row for row in found if (place := (row.recipient_id, row.kind, row.day)) in wanted
    }


def _add(row: Notification, notice: Notice) -> None:
    known = row.customers if notice.about == CUSTOMERS else row.data.get(notice.about, [])
    fresh = [pk for pk in notice.ids if pk not in known]
    # Who is told of again moves to the newest.
    ids = [pk for pk in known if pk not in notice.ids] + list(notice.ids)
    _set(row, notice.about, ids[-Notification.MOST :])
    row.count += len(fresh)
    row.at = max(row.at or notice.at, notice.at)
    row.data.update(notice.more)
    if fresh:
        row.mailed_at = None
    if notice.by is not None:
        by = [pk for pk in row.data.get("by", []) if pk != notice.by]
        row.data["by"] = [*by, notice.by][-MOST_NAMED:]


def _set(row: Notification, about: str, ids: list[int]) -> None:
    if about == CUSTOMERS:
        row.customers = ids
    else:
        data: dict[str, Any] = row.data
        data[about] = ids
