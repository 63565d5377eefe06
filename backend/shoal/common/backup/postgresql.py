"""PostgreSQL: pg_dump of one snapshot, and a database loaded beside that takes the other's name."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection, connections
from psycopg import sql
from psycopg.conninfo import make_conninfo

from .contents import counts_of, migrations_of
from .trouble import BackupTrouble

# What Django or we read; the rest of OPTIONS is libpq's, as `sslmode`.
NOT_LIBPQ = {
    "options", "prepare_threshold", "pool", "isolation_level", "server_side_binding", "assume_role",
}  # fmt: skip


def dump(target: Path) -> tuple[list[str], dict[str, int]]:
    """Write a dump as of one instant; return its migrations and counts."""
    with _connect() as held:
        tool = _tool("pg_dump", held)
        held.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        held.read_only = True
        (snapshot,) = held.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        _run(
            [tool, "--format=custom", "--compress=3", "--no-owner", "--no-privileges"],
            [f"--snapshot={snapshot}", f"--file={target}", f"--dbname={_conninfo()}"],
        )

        def ask(statement: str) -> list[tuple]:
            return held.execute(statement).fetchall()

        tables = ask("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        return migrations_of(ask), counts_of(ask, {name for (name,) in tables})


def refuse_if_in_use() -> None:
    """Raise unless nobody is connected to the database, from whatever machine."""
    with _maintenance() as server:
        _tool("pg_restore", server)
        rows = server.execute(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend'",
            [_name()],
        ).fetchone()
        if rows and rows[0]:
            raise BackupTrouble(
                f"{rows[0]} connections to the database {_name()} are open: stop Shoal first."
            )


@contextmanager
def loaded(dumped: Path) -> Iterator[None]:
    """The dump as a database of its own, which `connection` leads to."""
    fresh, database = f"{_name()}_restoring", _name()
    with _maintenance() as server:
        tool = _tool("pg_restore", server)
        _drop(server, fresh)
        try:
            server.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0 {}").format(
                    sql.Identifier(fresh), _like(server, database)
                )
            )
        except psycopg.errors.InsufficientPrivilege as error:
            raise BackupTrouble(
                "A restore loads a database beside the present one, and this role may not create "
                f'one: ALTER ROLE "{connection.settings_dict["USER"]}" CREATEDB'
            ) from error
    try:
        _run(
            [tool, "--exit-on-error", "--no-owner", "--no-privileges"],
            [f"--dbname={_conninfo(fresh)}", str(dumped)],
        )
        connections.close_all()
        connection.settings_dict["NAME"] = fresh
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = database
        with _maintenance() as server:
            _drop(server, fresh)


def install() -> str:
    """Give what was loaded the database's name; returns the name of the previous one."""
    fresh = _name()
    database = fresh.removesuffix("_restoring")
    aside = f"{database}_before_restore"
    with _maintenance() as server:
        _drop(server, aside)
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        # Somebody who has connected meanwhile makes the first fail: then nothing has changed.
        with server.transaction():
            if _exists(server, database):
                server.execute(rename.format(sql.Identifier(database), sql.Identifier(aside)))
            server.execute(rename.format(sql.Identifier(fresh), sql.Identifier(database)))
    return aside


def _run(command: list[str], arguments: list[str]) -> None:
    # By environment: a command line is read by everybody on the machine.
    secret = {"PGPASSWORD": connection.settings_dict["PASSWORD"] or ""}
    done = subprocess.run(  # noqa: S603
        [*command, *arguments],
        env={**os.environ, **secret} if secret["PGPASSWORD"] else None,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupTrouble(f"{Path(command[0]).name} failed: {done.stderr.strip()}")


def _tool(name: str, server: psycopg.Connection[Any]) -> str:
    """Return the path of pg_dump or pg_restore, which must not be older than the server."""
    wanted = server.info.server_version // 10_000
    hint = f"install the PostgreSQL client tools, version {wanted} or newer"
    tool = shutil.which(name)
    if tool is None:
        raise BackupTrouble(f"{name} is missing: {hint}.")
    said = subprocess.run([tool, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    version = re.search(r"\) (\d+)", said.stdout)
    if version is None or int(version[1]) < wanted:
        raise BackupTrouble(f"{said.stdout.strip()} is older than the server ({wanted}): {hint}.")
    return tool


def _like(server: psycopg.Connection[Any], database: str) -> sql.Composable:
    """Sorted and encoded as the present one, if there is one."""
    row = server.execute(
        "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database "
        "WHERE datname = %s",
        [database],
    ).fetchone()
    if row is None:
        return sql.SQL("ENCODING 'UTF8'")
    options = sql.SQL("ENCODING {} LC_COLLATE {} LC_CTYPE {}")
    return options.format(*map(sql.Literal, row))


def _exists(server: psycopg.Connection[Any], database: str) -> bool:
    found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
    return found.fetchone() is not None


def _drop(server: psycopg.Connection[Any], database: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(database)))


def _connect(database: str = "", *, autocommit: bool = False) -> psycopg.Connection[Any]:
    try:
        return psycopg.connect(
            _conninfo(database), password=connection.settings_dict["PASSWORD"] or None,
            autocommit=autocommit,
        )  # fmt: skip
    except psycopg.OperationalError as error:
        raise BackupTrouble(f"PostgreSQL does not answer: {error}") from error


def _maintenance() -> psycopg.Connection[Any]:
    """A database may not be renamed or created from within itself."""
    return _connect("postgres", autocommit=True)


def _name() -> str:
    return connection.settings_dict["NAME"]


def _conninfo(database: str = "") -> str:
    """Return how to reach it, without the password."""
    at = connection.settings_dict
    extra = {key: value for key, value in at["OPTIONS"].items() if key not in NOT_LIBPQ}
    given = {"host": at["HOST"], "port": at["PORT"], "user": at["USER"], **extra}
    known = {key: value for key, value in given.items() if value}
    return make_conninfo(dbname=database or _name(), **known)
