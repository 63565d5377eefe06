"""The event feed of one person: what happened since they asked last (R140-R142)."""

from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, QuerySet

from shoal.activity.feed import Cursor, present, read_after, refuse_other_epoch, with_news
from shoal.common.statements import Slot, prepared
from shoal.organization.models import Employee

from ..audience import seen_by
from ..querysets import unread_count

# Read at once, whether or not the caller may see any of it: so each poll takes a bounded time and
# still leads on. Whoever finds `more` asks again at once.
BATCH = 500


def poll(*, by: Employee, after: str, at: datetime) -> dict[str, Any]:
    """Return {"next", "more", "unread", "events"} behind the cursor `after`.

    One statement when nothing is new. Raises InvalidCursor: malformed, or of another epoch.
    """
    cursor = Cursor.parse(after)
    statement = prepared("events.poll", _glance)
    [[epoch, news, unread]] = statement.rows(value=cursor.tx, pk=cursor.id, me=by.pk)
    refuse_other_epoch(cursor, epoch)
    if news is None:
        return _answer(cursor, unread)
    events, last = read_after(cursor, BATCH)
    return _answer(last, unread, events=seen_by(by, events, at), more=len(events) == BATCH)


def begin(*, by: Employee) -> dict[str, Any]:
    """Return the present cursor: what happens from now on is behind it."""
    cursor = present()
    statement = prepared("events.poll", _glance)
    [[_, _, unread]] = statement.rows(value=cursor.tx, pk=cursor.id, me=by.pk)
    return _answer(cursor, unread)


def _glance() -> QuerySet[Any]:
    me = Slot("me", BigIntegerField())
    return with_news().annotate(unread=unread_count(me)).values_list("epoch", "news", "unread")


def _answer(
    cursor: Cursor, unread: int, events: list[dict[str, Any]] | None = None, more: bool = False
) -> dict[str, Any]:
    return {"next": str(cursor), "more": more, "unread": unread, "events": events or []}
