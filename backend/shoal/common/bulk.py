"""Inserting thousands of rows: ten times as fast as `bulk_create`, which SQLite lets write a
few dozen rows at a time (measured), and with ids that are known beforehand."""

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import (
    BooleanField,
    CharField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    TextField,
)

# PostgreSQL plans its checks of foreign keys once for a connection. Planned while the table was
# of a page, each row written reads it whole: 9,240 customers in one transaction were checked in
# 9.5 s instead of 0.3 (measured). From so many rows on it is told to look, when it knows of fewer.
LOOK_AGAIN = 200
# Their values go into the database untouched.
AS_THEY_ARE = (BooleanField, CharField, ForeignKey, IntegerField, TextField)


def reserve_ids(model: type[Model], count: int) -> list[int]:
    """Return ids that nobody else gets, for rows of the caller's transaction."""
    transaction.get_connection().validate_no_broken_transaction()
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return [row[0] for row in cursor.fetchall()]
        # Writers on SQLite are one after the other, from the beginning of the transaction on.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
    return list(range(last + 1, last + 1 + count))


def insert_many(rows: Sequence[Model]) -> None:
    """INSERT model instances of one kind, as they are, reading nothing back.

    With ids when they have them. Raises IntegrityError like any insert.
    """
    if not rows:
        return
    meta = rows[0]._meta
    fields = [f for f in meta.concrete_fields if not f.primary_key or rows[0].pk is not None]
    values = [_column(field, map(attrgetter(field.attname), rows)) for field in fields]
    _write(meta.db_table, fields, zip(*values, strict=True))


def insert_columns(
    model: type[Model], columns: Mapping[str, Sequence[Any]], **same: Any
) -> None:  # fmt: skip
    """INSERT rows that are given column by column ("owner_id": […]); `same` is of all rows, what
    is named nowhere gets its default.

    Half the price of `insert_many`, where making instances costs more than writing them.
    """
    count = len(next(iter(columns.values())))
    if not count:
        return
    fields = {field.attname: field for field in model._meta.concrete_fields}
    if unknown := (columns.keys() | same.keys()) - fields.keys():
        raise TypeError(f"{model.__name__} has no {', '.join(sorted(unknown))}")
    written, values = [], []
    for name, field in fields.items():
        if name in columns:
            values.append(_column(field, columns[name]))
        elif field.primary_key:
            continue
        else:
            value = same[name] if name in same else field.get_default()
            values.append(_column(field, [value]) * count)
        written.append(field)
    _write(model._meta.db_table, written, zip(*values, strict=True))


def update_columns(
    model: type[Model], ids: Sequence[int], columns: Mapping[str, Sequence[Any]]
) -> None:
    """UPDATE thousands of rows, each with values of its own, given column by column.

    In one statement on PostgreSQL; `bulk_update` would spell a case for each row.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    if unknown := columns.keys() - fields.keys():
        raise TypeError(f"{model.__name__} has no {', '.join(sorted(unknown))}")
    written = [fields[name] for name in columns]
    values = [_column(field, columns[field.attname]) for field in written]
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    names = [quote(str(field.column)) for field in written]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sets = ", ".join(f"{name} = given.v{n}" for n, name in enumerate(names))
            arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in written)
            given = ", ".join(f"v{n}" for n in range(len(written)))
            cursor.execute(
                f"UPDATE {table} SET {sets} FROM unnest(%s::bigint[], {arrays}) "  # noqa: S608
                f"AS given (key, {given}) WHERE {table}.{key} = given.key",
                [list(ids), *values],
            )
        else:
            sets = ", ".join(f"{name} = %s" for name in names)
            cursor.executemany(
                f"UPDATE {table} SET {sets} WHERE {key} = %s",  # noqa: S608
                list(zip(*values, ids, strict=True)),
            )


def _write(name: str, fields: Sequence[Field], rows: Iterable[tuple[Any, ...]]) -> None:
    rows = list(rows)
    quote = connection.ops.quote_name
    table = quote(name)
    columns = ", ".join(quote(str(f.column)) for f in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with (
                connection.wrap_database_errors,
                cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
            ):
                for row in rows:
                    copy.write_row(row)
            if len(rows) >= LOOK_AGAIN:
                _learn_size(cursor, table, len(rows))
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608
                rows,
            )


def _learn_size(cursor: CursorWrapper, table: str, written: int) -> None:
    """Have PostgreSQL look at a table now, not at its next autovacuum, if that is news to it.

    Plans made for the smaller table are thrown away, in all connections once this commits.
    """
    cursor.execute("SELECT reltuples < %s FROM pg_class WHERE oid = %s::regclass", [written, table])
    if cursor.fetchone() == (True,):
        # Who looks already is not waited for.
        cursor.execute(f"ANALYZE (SKIP_LOCKED) {table}")


def _column(field: Field, values: Iterable[Any]) -> list[Any]:
    if isinstance(field, AS_THEY_ARE):
        return list(values)
    # The proxy looks the connection up each time it is asked for anything.
    database = transaction.get_connection()
    return [field.get_db_prep_save(value, database) for value in values]
