"""Tests that commit: a database of their own, and many callers at one instant.

The triggers refuse deletes, so such tests cannot flush: each starts from a copy of the
migrated database (a file copy on SQLite, CREATE DATABASE … TEMPLATE on PostgreSQL).
"""

import itertools
import multiprocessing
import os
import sqlite3
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection, connections

from .world import World

# So often a race without its guard is run until it goes wrong: a quiet machine lets most go well.
UNTIL_SEEN = 60


@dataclass(frozen=True)
class CommittedDatabase:
    """Where the database of this test is, for programs that a test starts itself."""

    url: str

    def env(self) -> dict[str, str]:
        return {**os.environ, "DATABASE_URL": self.url}


@pytest.fixture
def committed_db(
    django_db_setup: Any, django_db_blocker: Any, tmp_path: Path
) -> Iterator[CommittedDatabase]:
    """A fresh database of this test alone, in which transactions really commit.

    Use it *instead of* `db` and `world` (which roll back, in the shared database): all
    connections of this process, its threads and its forks lead to the copy. `committed_world`
    adds the named people. For another program hand on `committed_db.env()`.

        def test_of_two_claims_one_wins(committed_world):
            results = in_threads(lambda n: claim(people[n]), 2)
    """
    with django_db_blocker.unblock():
        connections.close_all()
        template = connection.settings_dict["NAME"]
        copy = _copy_file if connection.vendor == "sqlite" else _copy_database
        name, drop = copy(template, tmp_path)
        connection.settings_dict["NAME"] = name
        try:
            yield CommittedDatabase(_url(name))
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = template
            drop()


@pytest.fixture(scope="session", autouse=True)
def _no_copies_left() -> Iterator[None]:
    yield
    _drop_used_copies()


@pytest.fixture
def committed_world(committed_db: CommittedDatabase) -> World:
    return World()


def let_writers_loose(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take from SQLite what keeps its writers apart: the queue, and IMMEDIATE transactions."""
    monkeypatch.setattr(type(connections["default"]), "_take_turn", lambda self: None)
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "transaction_mode", "DEFERRED")
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0)


def in_threads(work: Callable[[int], Any], count: int) -> list[Any]:
    """Call `work(0)` … `work(count - 1)` at one instant; return results, or the exceptions."""
    barrier = threading.Barrier(count)
    results: list[Any] = [None] * count

    def run(number: int) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            results[number] = work(number)
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return results


def in_processes(work: Callable[[int], Any], count: int) -> list[Any]:
    """The same with a forked process each; results must be picklable. A failure is its text."""
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(count)
    connections.close_all()
    pipes = []
    for number in range(count):
        ours, theirs = context.Pipe(duplex=False)
        # The child leaves by os._exit: pytest's own clean-up is not its business.
        process = context.Process(target=_be_a_child, args=(work, number, barrier, theirs))
        process.start()
        theirs.close()
        pipes.append((process, ours))
    results = []
    for process, ours in pipes:
        results.append(ours.recv() if ours.poll(120) else "no answer")
        process.join(timeout=10)
    return results


def _be_a_child(work: Callable[[int], Any], number: int, barrier: Any, theirs: Any) -> None:
    try:
        connection.ensure_connection()
        barrier.wait(timeout=60)
        theirs.send(work(number))
    except BaseException:
        theirs.send(traceback.format_exc())
    finally:
        connections.close_all()
        theirs.close()
        os._exit(0)


def _copy_file(template: str, folder: Path) -> tuple[str, Callable[[], None]]:
    target = folder / "committed.sqlite3"
    # Not a plain copy: what was committed last may still lie in the write-ahead log.
    with closing(sqlite3.connect(template)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return str(target), lambda: target.unlink(missing_ok=True)


# Each DROP DATABASE waits for a checkpoint: many in a row wait for one.
_used: list[str] = []
USED_AT_MOST = 16
_numbers = itertools.count()


def _copy_database(template: str, folder: Path) -> tuple[str, Callable[[], None]]:
    name = f"{template}_committed{next(_numbers)}"

    def drop() -> None:
        _used.append(name)
        if len(_used) >= USED_AT_MOST:
            _drop_used_copies()

    # One of a run that was killed may be there.
    _maintain(_drop(name), f'CREATE DATABASE "{name}" TEMPLATE "{template}"', unhurried(name))
    return name, drop


def _drop_used_copies() -> None:
    # Of a program that dies slowly a session may be left: the next run drops it.
    for name in _used:
        with suppress(psycopg.errors.ObjectInUse):
            _maintain(_drop(name))
    _used.clear()


def _drop(name: str) -> str:
    return f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'


def unhurried(name: str) -> str:
    """Return what keeps commits of that database from waiting for the disk: no test cuts power."""
    return f'ALTER DATABASE "{name}" SET synchronous_commit = off'


def _maintain(*statements: str) -> None:
    with psycopg.connect(_url("postgres"), autocommit=True) as maintenance:
        for statement in statements:
            maintenance.execute(statement)  # type: ignore[call-overload]


def _url(name: str) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    at = connection.settings_dict
    password = f":{at['PASSWORD']}" if at["PASSWORD"] else ""
    return f"postgresql://{at['USER']}{password}@{at['HOST']}:{at['PORT'] or 5432}/{name}"
