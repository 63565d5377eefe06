"""Writing the generated rows: a process for each core makes them, COPY or a bulk insert takes them.

PostgreSQL: each process copies its own part. SQLite has one writer, so each process fills a file
of plain tables, and those are poured into the real one in C.
"""

import multiprocessing
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from .rows import Generator
from .tables import Row, Table

CHUNK = 5_000
# FTS5 keeps new words in memory up to so many bytes before it writes them; it has 1 MB usually.
FTS_MEMORY = 64 * 1024 * 1024


@dataclass(frozen=True)
class Part:
    """The customers that one process makes, in chunks that do not depend on how many there are."""

    number: int
    of: int
    rows: int

    def chunks(self) -> Iterator[tuple[int, int]]:
        chunks = [(n + 1, min(n + CHUNK, self.rows)) for n in range(0, self.rows, CHUNK)]
        share = -(-len(chunks) // self.of)
        yield from chunks[self.number * share : (self.number + 1) * share]


def load_postgresql(generator: Generator, tables: dict[str, Table], rows: int, url: str) -> None:
    _in_processes(partial(_copy_part, generator, tables, url), rows)


def load_sqlite(generator: Generator, tables: dict[str, Table], rows: int, path: Path) -> None:
    parts = _in_processes(partial(_fill_part, generator, tables, path), rows)
    files = [_part_file(path, part) for part in parts]
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cache_size = -262144")
        _remember_more_words(db, FTS_MEMORY)
        for number, file in enumerate(files):
            db.execute(f"ATTACH '{file}' AS part{number}")
        db.execute("BEGIN")
        for name, table in tables.items():
            _pour(db, name, table, len(files))
        db.execute("COMMIT")
        db.execute("INSERT INTO customers_search (customers_search) VALUES ('optimize')")
        _remember_more_words(db, 1024 * 1024)
    for file in files:
        file.unlink()


def _in_processes(work: Any, rows: int) -> list[Part]:
    cores = os.cpu_count() or 1
    parts = [Part(number, cores, rows) for number in range(cores)]
    with multiprocessing.get_context("fork").Pool(cores) as pool:
        pool.map(work, parts)
    return parts


def _generated(generator: Generator, part: Part) -> Iterator[dict[str, list[Row]]]:
    for first, last in part.chunks():
        lists: dict[str, list[Row]] = {}
        generator.write(first, last, lambda name, row: lists.setdefault(name, []).append(row))  # noqa: B023
        yield lists


# --- PostgreSQL -----------------------------------------------------------------------------------


def _copy_part(generator: Generator, tables: dict[str, Table], url: str, part: Part) -> None:
    with psycopg.connect(url, options="-c timezone=UTC -c synchronous_commit=off") as db:
        for lists in _generated(generator, part):
            for name, rows in lists.items():
                _copy(db, tables[name], rows, braces=name == "search")


def _copy(db: psycopg.Connection, table: Table, rows: list[Row], *, braces: bool) -> None:
    columns = ", ".join(f'"{c}"' for c in table.columns)
    rest = "".join("\t" + _copied(value) for value in table.rest)
    if braces:
        rows = [(pk, "{" + tokens.replace(" ", ",") + "}") for pk, tokens in rows]
    text = "".join(["\t".join(map(_copied, row)) + rest + "\n" for row in rows])
    with db.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
        copy.write(text)


def _copied(value: Any) -> str:
    """Return a value as COPY's text format has it; nothing generated holds tabs or backslashes."""
    return "\\N" if value is None else str(value)


# --- SQLite ---------------------------------------------------------------------------------------


def _part_file(path: Path, part: Part) -> Path:
    return path.with_name(f"{path.name}.part{part.number}")


def _fill_part(generator: Generator, tables: dict[str, Table], path: Path, part: Part) -> None:
    file = _part_file(path, part)
    file.unlink(missing_ok=True)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        for name, table in tables.items():
            filled = table.columns[: len(table.columns) - len(table.rest)]
            db.execute(f"CREATE TABLE {name} ({', '.join(filled)})")
        db.execute("BEGIN")
        for lists in _generated(generator, part):
            for name, rows in lists.items():
                marks = ", ".join("?" * len(rows[0]))
                db.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
        db.execute("COMMIT")


def _pour(db: sqlite3.Connection, name: str, table: Table, parts: int) -> None:
    columns = ", ".join(f'"{c}"' for c in table.columns)
    rest = ", ?" * len(table.rest)
    for number in range(parts):
        db.execute(
            f'INSERT INTO main."{table.name}" ({columns}) SELECT *{rest} FROM part{number}.{name}',
            table.rest,
        )


def _remember_more_words(db: sqlite3.Connection, size: int) -> None:
    db.execute(
        "INSERT INTO customers_search (customers_search, rank) VALUES ('hashsize', ?)", [size]
    )
