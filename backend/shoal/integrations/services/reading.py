"""The reader of the event log that makes notifications of it (R143)."""

import logging
import threading
import time

from django.db import close_old_connections, transaction

from shoal.activity.feed import Cursor, current_epoch, read_after, with_news
from shoal.common.errors import InvalidCursor
from shoal.common.statements import prepared

from ..models import LogReader
from ..notices import notices_of
from .growing import grow

READER = "notifications"
BATCH = 500
# As long as a bell may lag behind: a glance costs two short statements.
SECONDS_BETWEEN_LOOKS = 2.0
log = logging.getLogger("shoal.notifications")


def read_log() -> int:
    """Make notifications of all that is new; return how many events were read.

    Safe to be called by several at once, and to be killed anywhere.
    """
    total = 0
    while is_behind():
        total += read_some()
    return total


@transaction.atomic
def read_some() -> int:
    """Read one batch: its notifications and the new cursor are one transaction."""
    # The lock makes readers take turns: two must not both read from here.
    reader = LogReader.objects.select_for_update(no_key=True).get(name=READER)
    cursor = Cursor.parse(reader.cursor)
    try:
        events, after = read_after(cursor, BATCH)
    except InvalidCursor:
        # A restore puts the events of before first (tx 0): those that were read go by their ids.
        events, after = [], Cursor(current_epoch(), 0, cursor.id)
    grow(notices_of(events))
    reader.cursor = str(after)
    reader.save(update_fields=["cursor"])
    return len(events)


def is_behind() -> bool:
    """Tell without a transaction whether there may be something to read: writers on SQLite take
    turns, and must not wait for one who finds nothing."""
    cursor = Cursor.parse(LogReader.objects.values_list("cursor", flat=True).get(name=READER))
    statement = prepared("notifications.news", lambda: with_news().values_list("epoch", "news"))
    [[epoch, news]] = statement.rows(value=cursor.tx, pk=cursor.id)
    return news is not None or epoch != cursor.epoch


def keep_reading() -> None:
    """Read from a thread for as long as this process lives: a tick may take minutes."""
    threading.Thread(target=_read_for_ever, name="notifications", daemon=True).start()


def _read_for_ever() -> None:
    while True:
        close_old_connections()
        try:
            read_log()
        except Exception:
            log.exception("the event log could not be read; the next look tries again")
        time.sleep(SECONDS_BETWEEN_LOOKS)
