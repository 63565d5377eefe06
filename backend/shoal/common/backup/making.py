"""Making a backup, while people work."""

import os
import re
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from ..running import InUse, at_work
from . import archive, postgresql, sqlite
from .trouble import BackupTrouble

OURS = re.compile(r"shoal-\d{8}T\d{6}Z-(sqlite|postgresql)\.tar\.gz")


def make_backup(*, keep: int, secrets: bool, at: datetime) -> tuple[Path, archive.Manifest]:
    """Write one archive into DATA/backups and delete all but the `keep` newest there.

    The keys of the installation come along only where `secrets` asks for it: who has both can
    sign as anybody. Raises BackupTrouble.
    """
    folder = settings.DATA_DIR / "backups"
    folder.mkdir(exist_ok=True, mode=0o700)
    target = folder / f"shoal-{at:%Y%m%dT%H%M%SZ}-{connection.vendor}.tar.gz"
    if target.exists():
        raise BackupTrouble(f"{target} is there already: one backup a second.")
    os.umask(0o077)
    try:
        with (
            at_work(settings.DATA_DIR),
            tempfile.TemporaryDirectory(prefix=".dump-", dir=settings.DATA_DIR) as scratch,
        ):
            dumped = Path(scratch) / archive.DATABASE
            migrations, counts = engine().dump(dumped)
            manifest = archive.Manifest(connection.vendor, at.isoformat(), migrations, counts)
            archive.pack(target, manifest, _members(dumped, secrets=secrets))
    except InUse:
        raise BackupTrouble("A restore is under way.") from None
    for old in sorted(found(folder))[:-keep]:
        old.unlink()
    return target, manifest


def engine():  # type: ignore[no-untyped-def]
    return sqlite if connection.vendor == "sqlite" else postgresql


def found(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if OURS.fullmatch(path.name)]


def _members(dumped: Path, *, secrets: bool) -> dict[str, Path]:
    """After the database: an upload that came later is one too many, but none is missing."""
    uploads = sorted(settings.UPLOAD_DIR.iterdir()) if settings.UPLOAD_DIR.is_dir() else []
    keys = {archive.SECRETS: settings.DATA_DIR / archive.SECRETS} if secrets else {}
    files = {f"uploads/{path.name}": path for path in uploads if path.is_file()}
    return {archive.DATABASE: dumped, **files, **keys}
