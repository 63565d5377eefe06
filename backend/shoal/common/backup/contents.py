"""What a database holds, as far as a manifest tells it."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

# `execute(sql)` of one connection, returning all rows.
Ask = Callable[[str], list[tuple[Any, ...]]]


def migrations_of(ask: Ask) -> list[str]:
    return sorted(f"{app}.{name}" for app, name in ask("SELECT app, name FROM django_migrations"))


def counts_of(ask: Ask, existing: set[str]) -> dict[str, int]:
    """Return {table: rows} of every model of this code whose table exists."""
    models = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return {table: rows_of(ask, table) for table in sorted(models & existing)}


def rows_of(ask: Ask, table: str) -> int:
    return ask(f'SELECT COUNT(*) FROM "{table}"')[0][0]  # noqa: S608


def unknown_migrations(applied: list[str]) -> list[str]:
    """Return those of `applied` that this code does not have: it would be older than the data."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    ours = {config.label for config in apps.get_app_configs()}
    return [name for name in applied if name not in known and name.split(".")[0] in ours]
