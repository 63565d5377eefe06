"""Restoring a backup: all of it, or nothing."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from ..guards import missing_guards
from ..running import InUse, at_work
from .archive import SECRETS, Manifest, unpack
from .contents import rows_of, unknown_migrations
from .making import engine
from .trouble import BackupTrouble


def restore_backup(
    source: Path, *, secrets: bool, prove: Callable[[], None]
) -> tuple[Manifest, str]:
    """Put `source` in the place of what is there; return its manifest and where that is now.

    Everything is loaded and proved beside the present database, which stays as it was until
    then, and is kept aside afterwards. `prove` is called with `connection` on the loaded one,
    migrated and guarded; it may write, and raises BackupTrouble if something is wrong with it.
    """
    os.umask(0o077)
    try:
        with (
            at_work(settings.DATA_DIR, alone=True),
            tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.DATA_DIR) as scratch,
        ):
            folder = Path(scratch)
            engine().refuse_if_in_use()
            manifest = unpack(source, folder)
            _refuse_foreign(manifest)
            if secrets and not (folder / SECRETS).exists():
                raise BackupTrouble(f"{source.name} holds no keys: it was made without SECRETS=1.")
            with engine().loaded(folder / "database"):
                _compare(manifest)
                call_command("migrate", verbosity=0)
                if missing := missing_guards():
                    raise BackupTrouble(f"Guards are missing: {', '.join(missing)}")
                prove()
                connections.close_all()
                previous = _install(folder, secrets=secrets)
    except InUse:
        raise BackupTrouble(f"Shoal is running on {settings.DATA_DIR}: stop it first.") from None
    return manifest, previous


def _refuse_foreign(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise BackupTrouble(
            f"It is a backup of {manifest.vendor}, and this school is on {connection.vendor}."
        )
    if unknown := unknown_migrations(manifest.migrations):
        raise BackupTrouble(
            f"It was made by a newer Shoal, which knows {', '.join(unknown)}: install that first."
        )


def _compare(manifest: Manifest) -> None:
    """Before anything is migrated: is every row there that was there when it was made?"""
    there = connection.introspection.table_names()
    with connection.cursor() as cursor:

        def ask(statement: str) -> list[tuple]:
            cursor.execute(statement)
            return cursor.fetchall()

        differing = [
            table
            for table, rows in manifest.counts.items()
            if table not in there or rows_of(ask, table) != rows
        ]
    if differing:
        raise BackupTrouble(f"Rows are missing or too many in {', '.join(differing)}.")


def _install(folder: Path, *, secrets: bool) -> str:
    """The uploads first: files that no row asks for harm nobody, the other way round it does."""
    uploads, aside = settings.UPLOAD_DIR, settings.DATA_DIR / "uploads.before-restore"
    _remove(aside)
    (folder / "uploads").mkdir(exist_ok=True, mode=0o700)
    if uploads.exists():
        uploads.rename(aside)
    (folder / "uploads").rename(uploads)
    try:
        previous = engine().install()
    except BaseException:
        uploads.rename(folder / "uploads")
        if aside.exists():
            aside.rename(uploads)
        raise
    if secrets:
        (folder / SECRETS).replace(settings.DATA_DIR / SECRETS)
    return previous


def _remove(folder: Path) -> None:
    for path in folder.iterdir() if folder.exists() else ():
        path.unlink()
    if folder.exists():
        folder.rmdir()
