from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shoal.customers.services.ledger_check import CHECKS, check_ledger

SHOWN = 10


class Command(BaseCommand):
    help = "Recompute owners, pools, contacts and dates from ledger, identities and follow-ups."

    def handle(self, *args: Any, **options: Any) -> None:
        found = check_ledger()
        for name, ids in found.items():
            more = ", …" if len(ids) > SHOWN else ""
            shown = ", ".join(map(str, ids[:SHOWN]))
            self.stdout.write(f"{name}: {len(ids)} customers ({shown}{more})")
        if found:
            raise CommandError(f"{len(found)} of {len(CHECKS)} checks found differences.")
        self.stdout.write(f"All {len(CHECKS)} checks agree.")
