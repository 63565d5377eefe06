"""`manage.py load_demo`: a school to try Shoal with. Only into an empty database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from shoal.common import clock
from shoal.jobs.demo.classes import plan_classes
from shoal.jobs.demo.clocks import start_clocks
from shoal.jobs.demo.decisions import look_at_duplicates, say_goodbye
from shoal.jobs.demo.enrollments import enroll_students
from shoal.jobs.demo.inquiries import let_people_ask
from shoal.jobs.demo.money import keep_books
from shoal.jobs.demo.news import tell_the_news
from shoal.jobs.demo.plot import told
from shoal.jobs.demo.school import PASSWORD, found_school
from shoal.jobs.demo.stories import write_down
from shoal.jobs.demo.visits import expect_visitors
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
            school = found_school(at)
            plan_classes(school, at)
            stories = told(school, at)
            write_down(stories)
            say_goodbye(school, at)
            start_clocks(school, stories, at)
            keep_books(school, enroll_students(school, at), at)
            expect_visitors(school, at)
            let_people_ask(school, at)
            look_at_duplicates(school, at)
        tell_the_news(at)
        self.stdout.write(
            f"A demo school with {len(stories)} customers: log in as lin, bo, zoe, mei, fan or "
            f"ada, password {PASSWORD} (from this machine only)."
        )
