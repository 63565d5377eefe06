"""Seeded once, kept for the next run: until what makes the rows changes."""

import hashlib
import subprocess
import sys
from pathlib import Path

from bench.databases import Database, folder

MAKERS = ("books.py", "fates.py", "rows.py", "school.py", "tables.py", "words.py")
BACKEND = Path(__file__).resolve().parents[2]


def ensure_seeded(database: Database, *, fresh: bool = False) -> None:
    """Seed `database`, unless it is there: then it gets what has been migrated since.

    Raises CalledProcessError.
    """
    note = folder() / f"{database.vendor}-{database.name}.seeded"
    wanted = fingerprint()
    is_kept = not fresh and note.exists() and note.read_text() == wanted and database.exists()
    if is_kept and _run(database, "manage.py", "migrate", "--verbosity=0").returncode == 0:
        return
    note.unlink(missing_ok=True)
    database.create()
    _run(database, "-m", "bench.seed.fill", str(database.rows)).check_returncode()
    note.write_text(wanted)


def _run(database: Database, *program: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, *program], cwd=BACKEND, env=database.env(), check=False)


def fingerprint() -> str:
    """Return a hash of what makes the rows."""
    found = hashlib.sha256()
    for name in MAKERS:
        found.update(Path(__file__).with_name(name).read_bytes())
    return found.hexdigest()
