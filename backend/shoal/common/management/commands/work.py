"""`manage.py work`: work off the background tasks, in the foreground."""

import logging
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django_tasks_db.management.commands import db_worker

from shoal.common.heartbeat import WORKER, keep_beating

SECONDS_BETWEEN_LOOKS = 0.5


class QuietWorker(db_worker.Command):
    def configure_logging(self, verbosity: int) -> None:
        """Tell failures only, in the format of LOGGING, and not every start and end."""
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)


class Command(BaseCommand):
    help = "Work off the background tasks of all queues, and show a sign of life meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        keep_beating(WORKER)
        call_command(
            QuietWorker(), queue_name="*", interval=SECONDS_BETWEEN_LOOKS, startup_delay=False
        )
