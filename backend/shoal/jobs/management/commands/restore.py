"""`manage.py restore FILE`: a backup in the place of what is there."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shoal.activity.feed import start_new_epoch
from shoal.common import clock
from shoal.common.backup import BackupTrouble, restore_backup
from shoal.customers.services.ledger_check import check_ledger


class Command(BaseCommand):
    help = "Put a backup in the place of database and uploads. Shoal must not be running."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--secrets", action="store_true", help="take the keys from the backup, too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest, previous = restore_backup(
                options["file"], secrets=options["secrets"], prove=prove
            )
        except (BackupTrouble, OSError) as error:
            raise CommandError(f"Nothing was restored. {error}") from error
        rows = sum(manifest.counts.values())
        self.stdout.write(
            f"Restored as of {manifest.made_at}: {rows:,} rows, and the ledger agrees."
        )
        self.stdout.write(
            f"What was there before is {previous} (and uploads.before-restore): delete it when you "
            "are content; the next restore does."
        )


def prove() -> None:
    start_new_epoch(at=clock.now())
    if found := check_ledger():
        raise BackupTrouble(f"The ledger disagrees: {'; '.join(found)}.")
