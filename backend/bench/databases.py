"""Where the bench keeps its databases: files in DATA/bench, or databases on the server."""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

SERVER = "postgres://postgres@127.0.0.1:5432/postgres"


def folder() -> Path:
    """Return DATA/bench, where databases, keys and uploads of the bench are."""
    found = Path(os.environ.get("DATA", "data")).resolve() / "bench"
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


@dataclass(frozen=True)
class Database:
    """One seeded school: `vendor` is "sqlite" or "postgresql"; `purpose` names a copy."""

    vendor: str
    rows: int
    purpose: str = ""
    server: str = field(default_factory=lambda: _server(), repr=False)

    @property
    def name(self) -> str:
        prefix = os.environ.get("BENCH_NAME") or "shoal_bench"
        return f"{prefix}_{self.rows}{self.purpose and '_'}{self.purpose}"

    @property
    def file(self) -> Path:
        return folder() / f"{self.name}.sqlite3"

    @property
    def url(self) -> str:
        if self.vendor == "sqlite":
            return f"sqlite:///{self.file}"
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{self.name}"))

    def env(self) -> dict[str, str]:
        """Return the environment of a program that lives in this database."""
        return {
            **os.environ,
            "DATABASE_URL": self.url,
            "DATA": str(folder()),
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "RATE_LIMIT_PER_MINUTE": "1000000000",
        }

    def exists(self) -> bool:
        if self.vendor == "sqlite":
            return self.file.exists()
        with psycopg.connect(self.server, autocommit=True) as db:
            found = db.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name])
            return found.fetchone() is not None

    def drop(self) -> None:
        if self.vendor == "sqlite":
            for suffix in ("", "-wal", "-shm"):
                self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)
        else:
            self._on_server(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def create(self) -> None:
        """Make an empty one in place of whatever there is."""
        self.drop()
        if self.vendor != "sqlite":
            self._on_server(f'CREATE DATABASE "{self.name}"')

    def copy(self, purpose: str) -> "Database":
        """Return a copy to write into, named for its purpose; nobody may be connected meanwhile."""
        made = Database(self.vendor, self.rows, purpose, self.server)
        made.drop()
        if self.vendor == "sqlite":
            source, target = sqlite3.connect(self.file), sqlite3.connect(made.file)
            with closing(source), closing(target):
                source.backup(target)
        else:
            self._on_server(
                f'CREATE DATABASE "{made.name}" TEMPLATE "{self.name}" STRATEGY FILE_COPY'
            )
        return made

    def _on_server(self, statement: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as db:
            db.execute(statement.encode())


def _server() -> str:
    """Not that of DATABASE_URL: a school's own server is no place for a million more."""
    return os.environ.get("TEST_DATABASE_URL") or SERVER


def has_postgresql() -> bool:
    try:
        psycopg.connect(_server(), connect_timeout=3).close()
    except psycopg.Error:
        return False
    return True
