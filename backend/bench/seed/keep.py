"""Seeded once, kept for the next run: until the schema or the generator changes."""

import hashlib
import subprocess
import sys
from pathlib import Path

from bench.databases import Database, folder

BACKEND = Path(__file__).resolve().parents[2]


def ensure_seeded(database: Database, *, fresh: bool = False) -> None:
    """Seed `database` unless it is there and of this schema. Raises CalledProcessError."""
    note = folder() / f"{database.vendor}-{database.name}.seeded"
    wanted = fingerprint()
    if not fresh and note.exists() and note.read_text() == wanted and database.exists():
        return
    note.unlink(missing_ok=True)
    database.create()
    subprocess.run(
        [sys.executable, "-m", "bench.seed.fill", str(database.rows)],
        cwd=BACKEND,
        env=database.env(),
        check=True,
    )
    note.write_text(wanted)


def fingerprint() -> str:
    """Return a hash of all migrations and of the generator."""
    found = hashlib.sha256()
    files = [*BACKEND.glob("shoal/*/migrations/*.py"), *BACKEND.glob("bench/seed/*.py")]
    for file in sorted(files):
        found.update(file.read_bytes())
    return found.hexdigest()
