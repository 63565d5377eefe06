"""Triggers that keep settled rows settled, on both databases.

Django's table rebuild on SQLite drops triggers without a word, so they are not laid down by a
migration: `install_guards` runs after every migrate, and `/readyz` and a test compare what the
database has with what is declared here by the apps (`declare`).
"""

from dataclasses import dataclass

from django.db import connection

_DECLARED: dict[str, "Guard"] = {}


@dataclass(frozen=True)
class Guard:
    """Refuse `operation` ("UPDATE" or "DELETE") on rows of `table` where `condition` holds.

    `condition` is SQL over OLD and NEW that both databases understand.
    """

    table: str
    operation: str
    condition: str
    message: str

    @property
    def name(self) -> str:
        return f"guard_{self.table}_{self.operation.lower()}"


def changed(*columns: str) -> str:
    """Return the condition that an UPDATE gives one of these columns another value."""
    return " OR ".join(
        f"NEW.{c} <> OLD.{c} OR (NEW.{c} IS NULL) <> (OLD.{c} IS NULL)" for c in columns
    )


def rewritten(column: str) -> str:
    """The same of words, which may name a person who asks to be forgotten: erasing is allowed."""
    return f"(NEW.{column} <> OLD.{column} AND NEW.{column} <> '')"


def declare(*guards: Guard) -> None:
    _DECLARED.update({g.name: g for g in guards})


def declared() -> list[Guard]:
    return list(_DECLARED.values())


def install_guards() -> None:
    """Create or replace every declared guard whose table exists. Idempotent."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in declared():
            if guard.table in tables:
                for statement in _statements(guard):
                    cursor.execute(statement)


def missing_guards() -> list[str]:
    """Return the names of declared guards that the database lacks, or has otherwise."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
                "WHERE NOT t.tgisinternal AND t.tgenabled = 'O'"
            )
            present = dict(cursor.fetchall())
            return [g.name for g in declared() if present.get(g.name) != _pg_body(g)]
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        present = dict(cursor.fetchall())
    return [g.name for g in declared() if present.get(g.name) != _sqlite_create(g)]


def _statements(guard: Guard) -> list[str]:
    if connection.vendor != "postgresql":
        return [f"DROP TRIGGER IF EXISTS {guard.name}", _sqlite_create(guard)]
    return [
        f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql "
        f"AS $guard${_pg_body(guard)}$guard$",
        f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}",
        f"CREATE TRIGGER {guard.name} BEFORE {guard.operation} ON {guard.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {guard.name}()",
    ]


def _pg_body(guard: Guard) -> str:
    row = "OLD" if guard.operation == "DELETE" else "NEW"
    return (
        f"BEGIN IF {guard.condition} THEN RAISE EXCEPTION '{guard.message}' "
        f"USING ERRCODE = 'check_violation'; END IF; RETURN {row}; END"
    )


def _sqlite_create(guard: Guard) -> str:
    return (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.operation} ON {guard.table} "
        f"WHEN {guard.condition} BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
    )
