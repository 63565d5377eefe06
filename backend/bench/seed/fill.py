"""Fill the empty database of DATABASE_URL (a process of its own, started by keep.py)."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

SEED = 20261122


def main(rows: int) -> None:
    django.setup()
    from bench.seed.books import keep_books
    from bench.seed.load import load_postgresql, load_sqlite
    from bench.seed.rows import EACH, Generator
    from bench.seed.schema import Schema
    from bench.seed.school import found_school
    from bench.seed.tables import tables
    from shoal.customers.services.clock_jobs import run_clock_jobs
    from shoal.customers.services.clocks import schedule_recompute
    from shoal.customers.services.ledger_check import check_ledger

    began = time.monotonic()
    at = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    with _told("schema and school"):
        call_command("migrate", verbosity=0)
        school = found_school(rows, at)
    filled = tables(connection.vendor)
    schema = Schema(table.name for table in filled.values())
    generator = Generator(school, rows, SEED, int(at.timestamp()))
    with _told(f"{rows:,} customers"):
        schema.strip()
        # A connection must not be shared by two processes.
        connections.close_all()
        if connection.vendor == "postgresql":
            load_postgresql(generator, filled, rows, os.environ["DATABASE_URL"])
        else:
            load_sqlite(generator, filled, rows, Path(settings.DATABASES["default"]["NAME"]))
    with _told("indexes and keys"):
        _roomy()
        schema.restore()
        for table in filled.values():
            if "id" in table.columns:
                _continue_ids(table.name, (rows + 1) * EACH)
    with _told("statistics"):
        _settle()
    with _told("clocks"):
        schedule_recompute(at=at)
        run_clock_jobs(at=at)
    with _told("classes and money"):
        keep_books(rows, at)
    with _told("statistics"):
        _settle()
    with _told("check_ledger"):
        if found := check_ledger():
            raise SystemExit(f"The ledger is broken: { {k: len(v) for k, v in found.items()} }")
    print(f"  {connection.vendor}: seeded in {time.monotonic() - began:.0f} s", file=sys.stderr)


@contextmanager
def _told(what: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    print(f"  {connection.vendor}: {what} {time.monotonic() - began:.1f} s", file=sys.stderr)


def _roomy() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET maintenance_work_mem = '1GB'")
            cursor.execute("SET max_parallel_maintenance_workers = 2")
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("SET synchronous_commit = off")
        else:
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA cache_size = -1048576")


def _continue_ids(table: str, last: int) -> None:
    """Whoever is entered next gets an id beyond those that were given by hand."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, last])
        else:
            cursor.execute(
                "UPDATE sqlite_sequence SET seq = MAX(seq, %s) WHERE name = %s", [last, table]
            )


def _settle() -> None:
    """What autovacuum does within minutes on PostgreSQL, and statistics for SQLite's planner."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM (ANALYZE)")
            cursor.execute("CHECKPOINT")
        else:
            cursor.execute("PRAGMA synchronous = FULL")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


if __name__ == "__main__":
    main(int(sys.argv[1]))
