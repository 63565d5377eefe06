"""`manage.py load_demo`: a school to try Shoal with. Only into an empty database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from shoal.common import clock
from shoal.jobs.demo.plot import told
from shoal.jobs.demo.school import PASSWORD, found_school
from shoal.jobs.demo.stories import write_down
from shoal.organization.models import Employee


class Command(BaseCommand):
    help = "Fill an empty database with a demo school."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-new", action="store_true", help="do nothing where there are people already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            if Employee.objects.exists():
                if options["if_new"]:
                    return
                raise CommandError("There are people in this database: it keeps its own school.")
            at = clock.now()
            stories = told(found_school(at), at)
            write_down(stories)
        self.stdout.write(
            f"A demo school with {len(stories)} customers: log in as lin, bo, zoe, mei, fan or "
            f"ada, password {PASSWORD} (from this machine only)."
        )
