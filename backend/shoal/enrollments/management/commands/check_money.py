from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shoal.enrollments.services.money_check import wrong_money

SHOWN = 10


class Command(BaseCommand):
    help = "Prove the books: receipts without gaps, reversals, transfers, credit, shares, days."

    def handle(self, *args: Any, **options: Any) -> None:
        if wrong := wrong_money():
            raise CommandError(f"{len(wrong)} wrong: " + "; ".join(wrong[:SHOWN]))
        self.stdout.write("The money is right.")
