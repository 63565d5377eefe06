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
from shoal.common.heartbeat import SWEEP, TICKS, beat
from shoal.common.idempotency import forget_old
from shoal.customers.services.anonymising import anonymise_deleted
from shoal.customers.services.clock_jobs import run_clock_jobs
from shoal.customers.services.handing_over import resume_hand_overs
from shoal.customers.services.recycling import recycle_due
from shoal.customers.services.scanning import scan_duplicates
from shoal.enrollments.services.class_end import follow_left_behind
from shoal.enrollments.services.seating import expire_holds, promote_waiting
from shoal.exchange.services.asking import resume_abandoned
from shoal.integrations.services.mornings import look_after_mornings
from shoal.integrations.services.reading import keep_reading, read_log

log = logging.getLogger("shoal.jobs")


def tick() -> None:
    at = clock.now()
    resume_abandoned(at=at)
    run_clock_jobs(at=at)
    read_log()
    look_after_mornings(at=at)
    resume_hand_overs(at=at)
    anonymise_deleted(at=at)
    scan_duplicates(at=at)
    expire_holds(at=at)
    promote_waiting(at=at)
    follow_left_behind(at=at)
    forget_old(at=at)
    forget_finished(at=at)
    beat(TICKS, clock.now())
    recycle_due(at=at)
    beat(SWEEP, clock.now())


class Command(BaseCommand):
    help = "Take up what a killed worker left, return whose time is over, tell whom it concerns."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=float, default=0, help="seconds between ticks; 0: tick once"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["every"]:
            keep_reading()
        while options["every"]:
            close_old_connections()
            try:
                tick()
            except Exception:
                log.exception("a tick failed; the next one tries again")
            time.sleep(options["every"])
        tick()
