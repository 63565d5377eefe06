"""Reading the log from a cursor, without losing what commits late."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection
from django.db.models import Q

from shoal.common.errors import InvalidCursor

from .models import Event, FeedEpoch

EPOCHS_SINCE = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Cursor:
    """`epoch.tx.id`: everything up to here was read."""

    epoch: int
    tx: int
    id: int

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        parts = text.split(".")
        if len(parts) != 3 or not all(p.isascii() and p.isdigit() and len(p) <= 19 for p in parts):
            raise InvalidCursor()
        return cls(*map(int, parts))

    def __str__(self) -> str:
        return f"{self.epoch}.{self.tx}.{self.id}"


def read_after(cursor: Cursor, limit: int) -> tuple[list[Event], Cursor]:
    """Return the next events in commit-safe order, and where to go on.

    On PostgreSQL a transaction with a lower xid may commit after one with a higher: only what
    lies below the snapshot's xmin is settled. Raises InvalidCursor for another epoch's cursor.
    """
    epoch = current_epoch()
    if cursor.epoch != epoch:
        raise InvalidCursor("The database was restored since: start over.")
    rows = Event.objects.filter(Q(tx=cursor.tx, id__gt=cursor.id) | Q(tx__gt=cursor.tx))
    if connection.vendor == "postgresql":
        with connection.cursor() as db:
            db.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            rows = rows.filter(tx__lt=db.fetchone()[0])
    events = list(rows.order_by("tx", "id")[:limit])
    last = Cursor(epoch, events[-1].tx, events[-1].pk) if events else cursor
    return events, last


def current_epoch() -> int:
    return FeedEpoch.objects.get(pk=1).epoch  # laid down by the first migration


def start_new_epoch(*, at: datetime) -> int:
    """Tell every reader of before a restore to start over; return the new epoch.

    Two restores of one archive must not share an epoch, and the database that was lost cannot be
    asked: so it is the clock's, which is beyond any number that was only raised by one.
    """
    epoch = max(current_epoch() + 1, int((at - EPOCHS_SINCE).total_seconds()))
    FeedEpoch.objects.filter(pk=1).update(epoch=epoch)
    return epoch
