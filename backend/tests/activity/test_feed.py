"""The event log read by a cursor: nothing that commits late is lost (R12)."""

import threading
import time

import pytest
from django.db import connection, transaction

from shoal.activity.feed import Cursor, current_epoch, read_after
from shoal.activity.models import Event, FeedEpoch
from shoal.activity.services import record
from shoal.common.errors import InvalidCursor
from tests.world import NOW


def beginning() -> Cursor:
    return Cursor(current_epoch(), 0, 0)


def note(world, kind: str) -> Event:
    return record(kind, subject=world.pool, actor=world.ada, at=NOW)


def kinds(events) -> list[str]:
    return [e.kind for e in events]


def settle() -> None:
    """Wait until what is committed is settled: a transaction that other tests hold open on the
    same PostgreSQL server, in whatever database, keeps the snapshot's xmin back."""
    if connection.vendor != "postgresql":
        return
    deadline = time.monotonic() + 60
    with connection.cursor() as db:
        db.execute("SELECT pg_current_xact_id()::text::bigint")
        (mine,) = db.fetchone()
        xmin = 0
        while xmin <= mine and time.monotonic() < deadline:
            db.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            (xmin,) = db.fetchone()
            time.sleep(0.02)


def test_it_goes_on_where_the_cursor_stands(committed_world):
    for kind in ("a", "b", "c"):
        with transaction.atomic():
            note(committed_world, kind)
    settle()

    first, cursor = read_after(beginning(), 2)
    rest, end = read_after(Cursor.parse(str(cursor)), 2)

    assert (kinds(first), kinds(rest)) == (["a", "b"], ["c"])
    assert read_after(end, 2) == ([], end)


def overtaken(world) -> list[str]:
    """Return what a reader gets who looks between two writers: the first to begin commits last."""
    begun, go_on = threading.Event(), threading.Event()

    def slow_writer() -> None:
        with transaction.atomic():
            note(world, "slow")
            begun.set()
            go_on.wait(10)
        connection.close()

    writer = threading.Thread(target=slow_writer)
    writer.start()
    begun.wait(10)
    with transaction.atomic():
        note(world, "fast")
    seen, cursor = read_after(beginning(), 10)
    go_on.set()
    writer.join()
    settle()
    return kinds(seen + read_after(cursor, 10)[0])


needs_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite's writers commit one after the other"
)


@needs_postgresql
def test_who_commits_late_is_not_lost(committed_world):
    assert overtaken(committed_world) == ["slow", "fast"]


@needs_postgresql
def test_by_id_alone_the_late_one_is_lost(committed_world, monkeypatch):
    monkeypatch.setattr("shoal.activity.services.current_tx", lambda: 0)
    assert overtaken(committed_world) == ["fast"]


@pytest.mark.parametrize("text", ["", "1", "1.2", "1.2.3.4", "a.b.c", "-1.0.0", "1.0." + "9" * 20])
def test_a_cursor_of_another_kind_is_refused(db, text):
    with pytest.raises(InvalidCursor):
        Cursor.parse(text)


def test_after_a_restore_the_reader_starts_over(world):
    old = beginning()
    FeedEpoch.objects.update(epoch=2)
    with pytest.raises(InvalidCursor):
        read_after(old, 10)
