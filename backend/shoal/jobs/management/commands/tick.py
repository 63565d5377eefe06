"""`manage.py tick`: what has to be looked after from time to time.

There is no cron among our tasks: a tick asks each app what is due, and each does its part in
transactions of its own. `serve` keeps one process that ticks for ever.
"""

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from shoal.common import clock
from shoal.common.finished_tasks import forget_finished
from shoal.common.heartbeat import TICKS, beat
from shoal.common.idempotency import forget_old
from shoal.exchange.services.asking import resume_abandoned

log = logging.getLogger("shoal.jobs")


def tick() -> None:
    at = clock.now()
    resume_abandoned(at=at)
    forget_old(at=at)
    forget_finished(at=at)
    beat(TICKS, clock.now())


class Command(BaseCommand):
    help = "Take up again what a killed worker left undone; forget old answers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=float, default=0, help="seconds between ticks; 0: tick once"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        while options["every"]:
            close_old_connections()
            try:
                tick()
            except Exception:
                log.exception("a tick failed; the next one tries again")
            time.sleep(options["every"])
        tick()
