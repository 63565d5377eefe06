"""Reading the log from a cursor, without losing what commits late."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, Func, QuerySet, Subquery

from shoal.common.errors import InvalidCursor
from shoal.common.guards import declared
from shoal.common.keyset import Beyond
from shoal.common.statements import Slot, prepared

from .models import Event, FeedEpoch

TABLE = Event._meta.db_table
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


class Horizon(Func):
    """The oldest transaction that may still be going on: all below it are settled (PostgreSQL)."""

    template = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
    output_field = BigIntegerField()


def read_after(cursor: Cursor, limit: int) -> tuple[list[Event], Cursor]:
    """Return the next events in commit-safe order, and where to go on.

    On PostgreSQL a transaction with a lower xid may commit after one with a higher: only what
    lies below the snapshot's xmin is settled. Raises InvalidCursor for another epoch's cursor.
    """
    refuse_other_epoch(cursor, current_epoch())
    statement = prepared(("feed", limit), lambda: _beyond().order_by(*_order())[:limit])
    events: list[Event] = statement.objects(value=cursor.tx, pk=cursor.id)
    last = Cursor(cursor.epoch, events[-1].tx, events[-1].pk) if events else cursor
    return events, last


def present() -> Cursor:
    """Return the place behind everything that is settled."""
    newest = _settled().order_by(*_order()).reverse()
    return Cursor(current_epoch(), *(newest.values_list("tx", "id").first() or (0, 0)))


def with_news() -> QuerySet[Any]:
    """Return the epoch's row with `news`: the id of the first event behind the slots `value` (tx)
    and `pk` (id), None where there is none. For a statement that is compiled once and asked every
    other second."""
    # Of EXISTS, PostgreSQL supposes when it does not know the cursor that a third of the log lies
    # behind it, and reads from the log's beginning; in this order only the index can be first.
    first = _beyond().order_by(*_order()).values("pk")[:1]
    return FeedEpoch.objects.filter(pk=1).annotate(news=Subquery(first))


def refuse_other_epoch(cursor: Cursor, epoch: int) -> None:
    if cursor.epoch != epoch:
        raise InvalidCursor("The database was restored since: start over.")


def _beyond() -> QuerySet[Event]:
    if connection.vendor != "postgresql":
        return Event.objects.filter(pk__gt=Slot("pk", BigIntegerField()))
    return _settled().filter(Beyond("tx", BigIntegerField(), Event._meta.pk, ">"))


def _settled() -> QuerySet[Event]:
    rows = Event.objects.all()
    return rows.filter(tx__lt=Horizon()) if connection.vendor == "postgresql" else rows


def _order() -> tuple[str, ...]:
    # SQLite's writers commit one after the other, in the order of the ids; and it seeks by the
    # first column only when two are compared as one, which of a `tx` that is always 0 is no seek.
    return ("tx", "id") if connection.vendor == "postgresql" else ("id",)


def current_epoch() -> int:
    return FeedEpoch.objects.get(pk=1).epoch  # laid down by the first migration


def start_new_epoch(*, at: datetime) -> int:
    """Tell every reader of before a restore to start over; return the new epoch.

    Two restores of one archive must not share an epoch, and the database that was lost cannot be
    asked: so it is the clock's, which is beyond any number that was only raised by one.
    """
    epoch = max(current_epoch() + 1, int((at - EPOCHS_SINCE).total_seconds()))
    FeedEpoch.objects.filter(pk=1).update(epoch=epoch)
    _outlive_their_cluster()
    return epoch


def _outlive_their_cluster() -> None:
    """Put restored events before all that will be written here.

    Another PostgreSQL cluster counts transactions from its own beginning: what it writes would
    come before events that remember a higher number, and no reader would ever see it.
    """
    if connection.vendor != "postgresql":
        return
    guard = next(g for g in declared() if (g.table, g.operation) == (TABLE, "UPDATE"))
    with connection.cursor() as db:
        db.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER {guard.name}")
        Event.objects.exclude(tx=0).update(tx=0)
        db.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER {guard.name}")
