"""What the works stand on: seeded databases, servers, and clients who are logged in."""

from contextlib import ExitStack
from functools import cached_property

from .client import Client
from .databases import Database
from .seed.keep import ensure_seeded
from .server import serving

SMALL = 10_000


class Stage:
    """One database being measured. Servers and copies are made when a work first asks for them."""

    def __init__(self, database: Database, *, fresh: bool = False) -> None:
        self.database = database
        self.fresh = fresh
        self._open = ExitStack()
        self._ports: dict[Database, int] = {}
        self._clients: dict[tuple[Database, str | None], Client] = {}

    def __enter__(self) -> "Stage":
        ensure_seeded(self.database, fresh=self.fresh)
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()
        if "copy" in self.__dict__:
            self.copy.drop()

    def clear(self) -> None:
        """Stop the servers: who copies a database must be alone in it."""
        self._open.close()
        self._ports.clear()
        self._clients.clear()

    @cached_property
    def small(self) -> Database:
        """Return the school from which growth is measured."""
        database = Database(self.database.vendor, min(SMALL, self.database.rows // 2))
        ensure_seeded(database, fresh=self.fresh)
        return database

    @cached_property
    def copy(self) -> Database:
        """Return a copy that works may write into; it is gone when the stage is."""
        self.clear()
        return self.database.copy("work")

    def port(self, database: Database | None = None, processes: int = 1) -> int:
        database = database or self.database
        if database not in self._ports:
            serve = serving(database, processes=processes)
            self._ports[database] = self._open.enter_context(serve)
        return self._ports[database]

    def client(self, user: str | None = None, database: Database | None = None) -> Client:
        database = database or self.database
        if (database, user) not in self._clients:
            self._clients[database, user] = Client(self.port(database), user)
        return self._clients[database, user]
