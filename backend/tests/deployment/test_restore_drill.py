"""The drill: a backup while people write, the database destroyed, the backup put back."""

import hashlib
import json
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import connection, connections

from shoal.common.guards import missing_guards
from shoal.customers.models import Customer, FollowUp, OwnershipSpell
from shoal.customers.services.ledger_check import check_ledger

from ..races import CommittedDatabase
from ..serving import BACKEND, Server

PASSWORD = "shoal-demo-2026"
SQLITE = connection.vendor == "sqlite"
# Written by the restore itself, or by a service that has started again.
OF_THE_MOMENT = {"activity_feedepoch", "common_heartbeat"}
SEARCHES = ("王", "Writ", "0001", "nobody at all")


@dataclass
class Drill:
    """A school on the database of this test, with its own data folder."""

    database: CommittedDatabase
    data: Path
    server: Server | None = None

    @property
    def env(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database.url, "RATE_LIMIT_PER_MINUTE": "1000000"}

    def start(self, *options: str) -> Server:
        self.server = Server(self.data, *options, **self.env)
        assert self.server.ready_line().startswith("Shoal is ready")
        return self.server

    def stop(self) -> None:
        if self.server:
            self.server.stop()
        self.server = None

    def run(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=BACKEND,
            env={**os.environ, **self.env, "DATA": str(self.data)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def backup(self) -> Path:
        return Path(self.run("backup").split(" (")[0])

    def destroy(self) -> None:
        connections.close_all()
        name = connection.settings_dict["NAME"]
        if SQLITE:
            Path(name).write_bytes(b"\x00 not a database any more" * 5000)
            return
        with closing(psycopg.connect(_server_url(), autocommit=True)) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def restore(self, archive: Path) -> None:
        connections.close_all()
        assert "the ledger agrees" in self.run("restore", str(archive))


def _server_url() -> str:
    at = connection.settings_dict
    secret = f":{at['PASSWORD']}" if at["PASSWORD"] else ""
    return f"postgresql://{at['USER']}{secret}@{at['HOST']}:{at['PORT'] or 5432}/postgres"


@pytest.fixture
def drill(committed_db: CommittedDatabase, tmp_path: Path) -> Iterator[Drill]:
    one = Drill(committed_db, tmp_path / "school")
    one.data.mkdir(mode=0o700)
    yield one
    one.stop()
    connections.close_all()
    if not SQLITE:
        name = connection.settings_dict["NAME"]
        with closing(psycopg.connect(_server_url(), autocommit=True)) as server:
            for end in ("_before_restore", "_restoring"):
                server.execute(f'DROP DATABASE IF EXISTS "{name}{end}" WITH (FORCE)')


@dataclass
class Caller:
    """Somebody who has logged in."""

    url: str
    username: str
    token: str = ""

    def __post_init__(self) -> None:
        given = {"username": self.username, "password": PASSWORD}
        self.token = self.ask("/auth/login/", given)["access"]

    def ask(self, path: str, body: Any = None, accept: tuple[int, ...] = ()) -> Any:
        request = urllib.request.Request(  # noqa: S310
            f"{self.url}/api/v1{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Content-Type": "application/json",
                "Origin": self.url,
                "Idempotency-Key": uuid.uuid4().hex,
                **({"Authorization": f"Bearer {self.token}"} if self.token else {}),
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            problem = json.load(refused)
            if refused.code not in accept:
                raise RuntimeError(problem) from refused
            return problem

    def searches(self) -> dict[str, list[int]]:
        def found(text: str) -> list[int]:
            page = self.ask(f"/customers/?search={urllib.request.quote(text)}&page_size=100")
            return sorted(row["id"] for row in page["results"])

        return {text: found(text) for text in SEARCHES}


@dataclass
class Writers:
    """Two consultants who enter, follow up and release and claim; what was acknowledged is kept."""

    url: str
    ending: threading.Event = field(default_factory=threading.Event)
    acknowledged: list[tuple[str, int]] = field(default_factory=list)

    def __enter__(self) -> "Writers":
        self.threads = [
            threading.Thread(target=self._write, args=(Caller(self.url, name),))
            for name in ("lin", "bo")
        ]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ending.set()
        for thread in self.threads:
            thread.join()

    def wait_for(self, writes: int) -> list[tuple[str, int]]:
        deadline = time.monotonic() + 120
        wanted = len(self.acknowledged) + writes
        while len(self.acknowledged) < wanted:
            assert all(thread.is_alive() for thread in self.threads), "a writer has died"
            assert time.monotonic() < deadline, "the writers stand still"
            time.sleep(0.02)
        return list(self.acknowledged)

    def _write(self, who: Caller) -> None:
        while not self.ending.is_set():
            name = f"Writ {uuid.uuid4().hex[:12].translate(LETTERS)}"
            customer = who.ask("/customers/", {"name": name, "wechat": f"w{uuid.uuid4().hex[:16]}"})
            self.acknowledged.append(("customer", customer["id"]))
            spoke = {"customer": customer["id"], "method": "call", "outcome": "reached"}
            self.acknowledged.append(("follow-up", who.ask("/follow-ups/", spoke)["id"]))
            who.ask(f"/customers/{customer['id']}/release/", {"reason": "too_far"})
            self.acknowledged.append(("release", customer["id"]))
            who.ask("/pool/claim-next/", {}, accept=(409,))


LETTERS = str.maketrans("0123456789", "ghijklmnop")


def missing(acknowledged: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return those of `acknowledged` that the database does not know."""
    known = {
        "customer": set(Customer.objects.values_list("id", flat=True)),
        "follow-up": set(FollowUp.objects.values_list("id", flat=True)),
        "release": set(
            OwnershipSpell.objects.filter(end_reason="released").values_list("customer", flat=True)
        ),
    }
    return [(kind, pk) for kind, pk in acknowledged if pk not in known[kind]]


def contents() -> dict[str, tuple[int, str]]:
    """Return {table: (rows, hash of all of them)}.

    Without the numbers of transactions, which a restore takes away: another PostgreSQL server
    counts its own from the beginning (activity/feed.py).
    """
    found = {}
    models = {m._meta.db_table: m for m in apps.get_models(include_auto_created=True)}
    for table in sorted(models.keys() - OF_THE_MOMENT):
        columns = [f.name for f in models[table]._meta.concrete_fields if f.name != "tx"]
        rows = sorted(map(repr, models[table]._default_manager.values_list(*columns)))
        found[table] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
    connections.close_all()
    return found


@pytest.mark.slow
def test_a_destroyed_school_comes_back_as_it_was(drill: Drill) -> None:
    server = drill.start("--migrate", "--demo")
    before_all = drill.backup()
    with Writers(server.url) as writers:
        acknowledged = writers.wait_for(20)
        while_writing = drill.backup()
        writers.wait_for(5)
    searched = Caller(server.url, "ada").searches()
    drill.stop()
    at_rest, as_it_was = drill.backup(), contents()

    # It can fail: a backup from before the writers lacks what they wrote.
    drill.destroy()
    drill.restore(before_all)
    assert missing(acknowledged) == acknowledged
    assert contents() != as_it_was

    drill.restore(while_writing)
    assert missing(acknowledged) == []
    assert (check_ledger(), missing_guards()) == ({}, [])

    drill.destroy()
    drill.restore(at_rest)
    assert contents() == as_it_was
    assert (check_ledger(), missing_guards()) == ({}, [])
    server = drill.start()
    assert Caller(server.url, "ada").searches() == searched
    assert len(searched["Writ"]) > 0 < len(searched["王"])
