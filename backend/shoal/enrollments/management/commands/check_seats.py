from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shoal.enrollments.services.seats_check import wrong_seats

SHOWN = 10


class Command(BaseCommand):
    help = "Recount the seats of all classes from their enrollments."

    def handle(self, *args: Any, **options: Any) -> None:
        if wrong := wrong_seats():
            shown = ", ".join(map(str, wrong[:SHOWN]))
            raise CommandError(f"{len(wrong)} classes count other seats than they have: {shown}")
        self.stdout.write("All seats agree.")
