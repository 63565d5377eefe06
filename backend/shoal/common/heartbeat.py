"""Signs of life of the processes that answer nobody: the worker and the ticks."""

import logging
import threading
import time
from datetime import datetime, timedelta

from django.db import close_old_connections

from . import clock
from .models import Heartbeat

log = logging.getLogger("shoal.heartbeat")
WORKER, TICKS, SWEEP = "worker", "ticks", "sweep"
EVERY_SECONDS = 10.0
# Several beats late, or a tick that took long, is no silence yet.
# A sweep of a great many customers takes minutes.
SILENT_AFTER = {
    WORKER: timedelta(minutes=1),
    TICKS: timedelta(minutes=3),
    SWEEP: timedelta(minutes=15),
}


def beat(name: str, at: datetime) -> None:
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, at=at)],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["at"],
    )


def keep_beating(name: str) -> None:
    """Beat from a thread for as long as this process lives: its own work may take minutes."""
    threading.Thread(target=_beat_for_ever, args=(name,), name="heartbeat", daemon=True).start()


def ages(at: datetime) -> dict[str, timedelta]:
    """Return how long ago each was heard of; who never was is left out."""
    return {name: at - heard for name, heard in Heartbeat.objects.values_list("name", "at")}


def silent(name: str, heard: dict[str, timedelta]) -> bool:
    """Return whether `name` is too long ago, or missing, in what `ages` returned."""
    return heard.get(name, timedelta.max) > SILENT_AFTER[name]


def _beat_for_ever(name: str) -> None:
    while True:
        close_old_connections()
        try:
            beat(name, clock.now())
        except Exception:
            log.exception("a heartbeat failed; the next one tries again")
        time.sleep(EVERY_SECONDS)
