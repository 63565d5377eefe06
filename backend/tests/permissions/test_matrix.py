"""Plays the permission matrix: status, nothing changed by a refusal, no contact leaked."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.urls import URLPattern, URLResolver, get_resolver

from shoal.common.permissions import Door
from tests.api import make_client
from tests.world import make_department

from .matrix import Block
from .school import OPEN, ROLES, STRANGERS, School, fingerprint
from .tables import BLOCKS

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
# Not ours to answer by role: pages, schema, health (tests/common), forms for strangers, the SPA.
OPEN_PAGES = re.compile(r"^(api/(schema|docs|redoc)|f/|healthz|readyz|metrics|static|\^|$|<)")


def routes() -> Iterator[tuple[str, frozenset[str]]]:
    """Yield (path with kinds, methods) of everything under /api/v1/."""

    def walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
        for entry in resolver.url_patterns:
            path = prefix + str(entry.pattern)
            if isinstance(entry, URLResolver):
                yield from walk(entry, path)
            else:
                yield path, entry

    for path, entry in walk(get_resolver(), ""):
        if not OPEN_PAGES.match(path):
            methods = frozenset(m.upper() for m in getattr(entry.callback, "actions", {}))
            yield "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", path), methods - {"HEAD"}


ROUTES = dict(routes())


def listed(method: str, path: str) -> list[Block]:
    return [b for b in BLOCKS if (b.method, f"/api/v1{b.path}") == (method, path)]


def test_every_route_is_in_the_table():
    unlisted = [
        f"{method} {path}"
        for path, methods in ROUTES.items()
        for method in methods
        if not listed(method, path)
    ]
    assert unlisted == []


def test_the_table_lists_no_route_that_is_gone():
    gone = [
        f"{b.method} {b.path}" for b in BLOCKS if b.method not in ROUTES.get(f"/api/v1{b.path}", ())
    ]
    assert gone == []


def written() -> int:
    """Return how many rows this connection wrote so far, also those that were taken back."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        return connection.connection.total_changes
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables"
        )
        return cursor.fetchone()[0]


class Caller:
    """Calls in a savepoint that is rolled back, and says whether anything had changed."""

    def __init__(self, school: School) -> None:
        self.school = school
        self.before = fingerprint()
        self.clients = {"out": make_client()}
        for role, token in school.tokens.items():
            client = self.clients[role] = make_client()
            client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")

    def call(self, block: Block, state: str, role: str):
        path, headers = f"/api/v1{block.path}", dict(block.headers)
        if block.method == "GET" and block.query:
            query = block.query(self.school, state) if callable(block.query) else block.query
            path = f"{path}?{query}"
        if state != "-":
            for kind, pk in self.school.address(block.kind, state).items():
                path = path.replace(f"{{{kind}}}", str(pk))
        path = path.replace("{kind}", "source")
        body = block.body(self.school, state) if block.body else None
        method = getattr(self.clients[role], block.method.lower())
        written_before = written()
        with transaction.atomic():
            if block.method == "GET":
                answer = method(path)
            elif block.multipart:
                answer = method(path, body, format="multipart", **headers)
            else:
                answer = method(path, body if body is not None else {}, format="json", **headers)
            wrote = answer.status_code >= 400 and written() != written_before
            changed = wrote and fingerprint() != self.before
            transaction.set_rollback(True)
        return answer, changed

    def leaks(self, block: Block, state: str, role: str, answer) -> set[str]:
        """Return the customers whose contacts `role` may not see, and which it was told."""
        text = b"".join(answer) if answer.streaming else answer.content
        allowed = set(OPEN[role])
        if answer.status_code < 300 and block.reveals:
            allowed |= {state, *block.reveals_also}
        return {
            name
            for name, secrets in self.school.secrets.items()
            if name not in allowed and any(s in text.decode(errors="replace") for s in secrets)
        }


@pytest.fixture(scope="module")
def caller(django_db_setup, django_db_blocker) -> Iterator[Caller]:
    """One school for all: every call is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Caller(School())
        transaction.set_rollback(True)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda b: f"{b.method} {b.path}")
def test_matrix(block: Block, caller: Caller):
    wrong = []
    for state, statuses in block.answers.items():
        strangers = {} if block.public else dict.fromkeys(STRANGERS, 401)
        for role, expected in {**statuses, **strangers}.items():
            answer, changed = caller.call(block, state, role)
            leaked = caller.leaks(block, state, role, answer)
            if answer.status_code != expected or changed or leaked:
                wrong.append((state, role, expected, answer.status_code, changed, leaked))
    assert wrong == [], "\n" + observed(block, caller)


@pytest.mark.parametrize("kept", [True, False], ids=["a row", "a row that is taken back"])
def test_a_refusal_that_writes_is_found(caller: Caller, monkeypatch, kept: bool):
    """`written` only saves looking: what it lets through would be no refusal that wrote."""

    def careless(*_args: object) -> bool:
        with transaction.atomic():
            make_department("Written on the way out")
            transaction.set_rollback(not kept)
        return False

    monkeypatch.setattr(Door, "has_permission", careless)
    block = next(b for b in BLOCKS if (b.method, b.path) == ("GET", "/campuses/"))
    answer, changed = caller.call(block, "-", "ada")
    assert (answer.status_code, changed) == (403, kept)


def observed(block: Block, caller: Caller) -> str:
    """Return the table as it is, in the form of tables.py."""
    lines = []
    for state in block.answers:
        got = [str(caller.call(block, state, role)[0].status_code) for role in ROLES]
        lines.append(f"{state:12} {'  '.join(got)}")
    return "\n".join(lines)


@pytest.mark.parametrize("path", ROUTES)
def test_methods_that_a_route_lacks_are_a_405(path: str, caller: Caller):
    address = re.sub(
        r"\{kind\}", "source", re.sub(r"\{\w+\}", "1", path.replace("{kind}", "source"))
    )
    for method in set(METHODS) - ROUTES[path]:
        for role in (*ROLES, "out"):
            answer = getattr(caller.clients[role], method.lower())(address, {}, format="json")
            assert answer.status_code == 405, (method, role, answer.status_code)
            assert answer["Content-Type"] == "application/problem+json"
    assert fingerprint() == caller.before
