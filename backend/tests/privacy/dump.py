"""Everything that a database and a folder hold, as text."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.db import connection


def every_cell() -> Iterator[tuple[str, str]]:
    """Yield ("table.column", value as text) of every row of every table, whoever made it."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for table in tables:
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {quoted}")
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    yield f"{table}.{column}", _as_text(value)


def every_cell_of(file: Path) -> Iterator[tuple[str, str]]:
    """The same of a SQLite database that other processes are working with."""
    # Not as a context manager: that only ends the transaction.
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        database.text_factory = lambda content: content.decode(errors="replace")
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            rows = database.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in rows.description]
            for row in rows:
                for column, value in zip(columns, row, strict=True):
                    yield f"{table}.{column}", _as_text(value)
    finally:
        database.close()


def every_byte(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield (name, content) of every file below a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()


def database_file() -> bytes:
    """Return the file of a SQLite database, what was deleted from it included."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with sqlite3.connect(connection.settings_dict["NAME"]) as file:
        name = file.execute("PRAGMA database_list").fetchone()[2]
    return Path(name).read_bytes()


def spellings(*secrets: str) -> set[str]:
    """Return each as it is, and as JSON writes it down with its letters escaped."""
    escaped = {json.dumps(secret)[1:-1] for secret in secrets}
    return set(secrets) | escaped


def _as_text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode(errors="replace")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
