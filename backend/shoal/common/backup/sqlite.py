"""SQLite: a copy by VACUUM INTO while people write, and the file put in place at once."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, connections

from .contents import counts_of, migrations_of
from .trouble import BackupTrouble

BESIDE = ("-wal", "-shm", "-journal")


def dump(target: Path) -> tuple[list[str], dict[str, int]]:
    """Write a copy as of one instant; return its migrations and counts."""
    database = _path()
    if not database.exists():
        raise BackupTrouble(f"There is no database at {database}.")
    try:
        # A reader only: whoever writes meanwhile does not wait.
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=20)) as source:
            source.execute("VACUUM INTO ?", [str(target)])
        with closing(sqlite3.connect(target)) as copy:
            copy.execute("PRAGMA query_only=ON")

            def ask(sql: str) -> list[tuple]:
                return copy.execute(sql).fetchall()

            tables = ask("SELECT name FROM sqlite_master WHERE type = 'table'")
            return migrations_of(ask), counts_of(ask, {name for (name,) in tables})
    except sqlite3.DatabaseError as error:
        raise BackupTrouble(f"SQLite could not copy {database}: {error}") from error


def refuse_if_in_use() -> None:
    """Raise unless nobody has the file open. Folds the write-ahead log into it, too."""
    database = _path()
    if not database.exists():
        return
    try:
        with closing(sqlite3.connect(database, timeout=0)) as probe:
            mode = probe.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    except sqlite3.OperationalError:
        mode = "locked"
    except sqlite3.DatabaseError:
        return  # Destroyed, which is why it is restored.
    if mode != "delete":
        raise BackupTrouble(f"A program has {database} open: stop Shoal first.")


@contextmanager
def loaded(dumped: Path) -> Iterator[None]:
    """The dump as a database of its own, which `connection` leads to."""
    fresh, database = _path().with_name(f"{_path().name}.restoring"), str(_path())
    _remove(fresh)
    shutil.move(dumped, fresh)
    connections.close_all()
    connection.settings_dict["NAME"] = str(fresh)
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            if (said := cursor.fetchone()[0]) != "ok":
                raise BackupTrouble(f"The database in it is damaged: {said}")
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = database
        _remove(fresh)


def install() -> str:
    """Put what was loaded in the database's place; returns where the previous one is."""
    fresh = _path()
    database = fresh.with_name(fresh.name.removesuffix(".restoring"))
    aside = database.with_name(f"{database.name}.before-restore")
    with closing(sqlite3.connect(fresh, timeout=0)) as last:
        # One file, without a log beside it: it is about to change its name.
        last.execute("PRAGMA journal_mode=DELETE")
    _remove(aside)
    if database.exists():
        os.link(database, aside)
    for end in BESIDE:
        # A log of the previous one would be played into the new one.
        if (log := Path(f"{database}{end}")).exists():
            log.replace(f"{aside}{end}")
    fresh.replace(database)
    return str(aside)


def _remove(database: Path) -> None:
    for end in ("", *BESIDE):
        Path(f"{database}{end}").unlink(missing_ok=True)


def _path() -> Path:
    return Path(connection.settings_dict["NAME"])
