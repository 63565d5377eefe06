"""`manage.py backup`: database and uploads in one file, while people work."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shoal.common import clock
from shoal.common.backup import BackupTrouble, make_backup


class Command(BaseCommand):
    help = "Save database and uploads into one file in DATA/backups."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--keep", type=int, default=14, help="how many to keep (default 14)")
        parser.add_argument(
            "--secrets", action="store_true", help="put the keys (secrets.json) in, too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"] < 1:
            raise CommandError("--keep must be 1 or more.")
        secrets = options["secrets"]
        try:
            target, manifest = make_backup(keep=options["keep"], secrets=secrets, at=clock.now())
        except (BackupTrouble, OSError) as error:
            raise CommandError(str(error)) from error
        megabytes = target.stat().st_size / 1e6
        rows = sum(manifest.counts.values())
        self.stdout.write(f"{target} ({megabytes:.1f} MB, {rows:,} rows)")
        self.stdout.write(
            "The keys are in it: who has this file can sign in as anybody. Keep it safe."
            if secrets
            else "The keys (secrets.json) are not in it; without them everybody logs in again. "
            "SECRETS=1 puts them in."
        )
