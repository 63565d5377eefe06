"""`manage.py setup_link`: a new link by which the school is set up."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shoal.common import clock
from shoal.organization.services.links import address
from shoal.organization.services.setup import AlreadySetUp, issue_setup_link


class Command(BaseCommand):
    help = "Print a new one-time link to set the school up; earlier ones are void."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-new", action="store_true", help="say nothing where the school is set up"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            token = issue_setup_link(at=clock.now())
        except AlreadySetUp as refusal:
            if options["if_new"]:
                return
            raise CommandError(refusal.message) from None
        # To whoever started us, and nowhere else: no log has the token.
        self.stdout.write(f"Set up your school: {address('setup', token)}")
