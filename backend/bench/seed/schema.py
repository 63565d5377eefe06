"""Taking indexes and foreign keys off the tables for a load, and putting the very same back."""

from collections.abc import Iterable

from django.db import connection

from shoal.common.guards import install_guards


class Schema:
    """What stands on the tables besides their rows: {name: statement that makes it}."""

    def __init__(self, tables: Iterable[str]) -> None:
        self.tables = list(tables)
        self.keys = foreign_keys(self.tables)
        self.indexes = indexes(self.tables)
        self.all = described()

    def strip(self) -> None:
        with connection.cursor() as cursor:
            for name, (table, _) in self.keys.items():
                cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
            for name in self.indexes:
                cursor.execute(f'DROP INDEX "{name}"')

    def restore(self) -> None:
        """Build what was taken off. Raises RuntimeError unless all is as it was before."""
        with connection.cursor() as cursor:
            for statement in self.indexes.values():
                cursor.execute(statement)
            for name, (table, definition) in self.keys.items():
                cursor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}')
        install_guards()
        if described() != self.all:
            raise RuntimeError("The schema after the load is not the one before it.")


def foreign_keys(tables: list[str]) -> dict[str, tuple[str, str]]:
    """Return {name: (table, definition)}. SQLite's are off while it loads."""
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid) "
            "FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s)",
            [tables],
        )
        return {name: (table, definition) for name, table, definition in cursor.fetchall()}


def indexes(tables: list[str]) -> dict[str, str]:
    """Return {name: CREATE INDEX …} of those that no constraint owns."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes i WHERE tablename = ANY(%s) "
                "AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = "
                "format('%%I.%%I', i.schemaname, i.indexname)::regclass)",
                [tables],
            )
        else:
            marks = ", ".join(["%s"] * len(tables))
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL "
                f"AND tbl_name IN ({marks})",
                tables,
            )
        return dict(cursor.fetchall())


def described() -> list[tuple[str, ...]]:
    """Return the whole schema as the database describes it, to compare before and after."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' "
                "UNION ALL SELECT 'constraint', conname, pg_get_constraintdef(oid) "
                "FROM pg_constraint WHERE connamespace = 'public'::regnamespace "
                "UNION ALL SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger "
                "WHERE NOT tgisinternal"
            )
        else:
            cursor.execute(
                "SELECT type, name, sql FROM sqlite_master "
                "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%%'",
                [],
            )
        return sorted(cursor.fetchall())
