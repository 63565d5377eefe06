"""`manage.py import_customers FILE`: the same import as over the API, at once."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from shoal.common import clock
from shoal.common.errors import DomainError
from shoal.customers.models import Pool
from shoal.organization.models import Employee

from ...models import Import, Run, State
from ...services import uploads
from ...services.asking import ask_for_run
from ...services.choices import CREATABLE, CREATE, SKIP
from ...services.running import run_import


class Command(BaseCommand):
    help = "Import customers from an XLSX or CSV file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, help="user name of who imports")
        parser.add_argument("--pool", help="name or id; the default pool unless told")
        parser.add_argument("--dry-run", action="store_true", help="say the verdicts only")
        parser.add_argument(
            "--create-unknown",
            action="store_true",
            help="create unknown campuses, courses and sources; else their words are kept as text",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = Employee.objects.active().filter(username=options["by"].lower()).first()
        if by is None or not by.has_capability("imports.run"):
            raise CommandError(f"{options['by']} is nobody who may import.")
        try:
            batch = self.upload(options["file"], options["pool"], by)
            self.settle(batch, by, create=options["create_unknown"])
            run = Run.DRY_RUN if options["dry_run"] else Run.COMMIT
            ask_for_run(import_id=batch.pk, run=run, by=by, at=clock.now(), enqueue=False)
            run_import(batch.pk)
        except (DomainError, OSError) as error:
            raise CommandError(str(error)) from error
        self.report(Import.objects.get(pk=batch.pk))

    def upload(self, path: Path, pool_name: str | None, by: Employee) -> Import:
        pool = _pool(pool_name) if pool_name else None
        with path.open("rb") as file:
            upload: Any = File(file, name=path.name)
            received = uploads.receive(upload=upload, by=by)
        return uploads.register(received=received, pool_id=pool, by=by, at=clock.now())

    def settle(self, batch: Import, by: Employee, *, create: bool) -> None:
        choices = {
            kind: {
                entry["value"]: CREATE if create else SKIP
                for entry in batch.unknown[kind]
                if entry["choice"] in (CREATE, SKIP)
            }
            for kind in CREATABLE
        }
        uploads.change_import(import_id=batch.pk, by=by, choices=choices)

    def report(self, batch: Import) -> None:
        if batch.state == State.FAILED:
            raise CommandError(f"{batch.error_code}: {batch.error_detail}")
        for verdict, count in (batch.counts or {}).items():
            self.stdout.write(f"{verdict}: {count}")
        for kind, entries in batch.unknown.items():
            words = ", ".join(f"{e['value']} ({e['count']}) → {e['choice']}" for e in entries)
            if words:
                self.stdout.write(f"unknown {kind}: {words}")


def _pool(name: str) -> int:
    pools = Pool.objects.filter(pk=int(name)) if name.isdigit() else Pool.objects.filter(name=name)
    pool = pools.first()
    if pool is None:
        raise CommandError(f"There is no pool {name}.")
    return pool.pk
