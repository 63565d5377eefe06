"""Statements that are compiled once and run many times.

Django takes longer to build and compile a list's queryset than the database to run it. A
`Statement` keeps the SQL; what differs from run to run stands in it as a `Slot`. PostgreSQL
plans it once for each connection and sends its rows in binary form.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime
from typing import Any

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import DateTimeField, Expression, Field, JSONField, Model, QuerySet
from django.db.models.query import get_related_populators

MOST = 4096
_kept: OrderedDict[Hashable, "Statement"] = OrderedDict()
_lock = threading.Lock()


class Slot(Expression):
    """A value that each run gives anew, as in `filter(pk=Slot("customer", BigIntegerField()))`."""

    def __init__(self, name: str, output_field: Field) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]  # stands among the parameters until a run fills it

    def filled(self, value: Any) -> Any:
        return self.output_field.get_db_prep_value(value, connection)


class Statement:
    """A SELECT with everything that is needed to run it. Raises nothing: an empty result that
    Django foresees (`in []`) is one."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        self.compiler = rows.query.get_compiler(rows.db)
        self.sql: str | None
        self.params: tuple[Any, ...]
        try:
            self.sql, self.params = self.compiler.as_sql()
        except EmptyResultSet:
            self.sql = None
            return
        columns = [column for column, *_ in self.compiler.select[: self.compiler.col_count]]
        self.converters = list(self._converters(columns))

    def rows(self, **slots: Any) -> list[list[Any]]:
        """Run with a value for each slot; return the rows as `values_list` would."""
        return self.run(self.fill(**slots))

    def fill(self, **slots: Any) -> list[Any]:
        """Return the parameters of a run. Raises what a field does of a value it cannot take."""
        if self.sql is None:
            return []
        return [p.filled(slots[p.name]) if isinstance(p, Slot) else p for p in self.params]

    def run(self, params: list[Any]) -> list[list[Any]]:
        if self.sql is None:
            return []
        with _cursor() as cursor:
            cursor.execute(self.sql, params)
            found = [list(row) for row in cursor.fetchall()]
        for position, convert in self.converters:
            for row in found:
                if row[position] is not None:
                    row[position] = convert(row[position])
        return found

    def objects(self, **slots: Any) -> list[Any]:
        """Like `rows`, as model instances with what the queryset's `select_related` names."""
        found = self.rows(**slots)
        if not found:
            return []
        select, info = self.compiler.select, self.compiler.klass_info
        related = get_related_populators(info, select, connection.alias)  # type: ignore[call-arg]
        start, end = info["select_fields"][0], info["select_fields"][-1] + 1
        names = [column.target.attname for column, *_ in select[start:end]]
        made: list[Model] = []
        for row in found:
            made.append(info["model"].from_db(connection.alias, names, row[start:end]))
            for populator in related:
                populator.populate(row, made[-1])
        return made

    def _converters(self, columns: Iterable[Any]) -> Iterable[tuple[int, Callable[[Any], Any]]]:
        found = self.compiler.get_converters(columns)
        for position, (converters, expression) in found.items():
            if type(expression.output_field) is JSONField:
                yield position, orjson.loads
            elif type(expression.output_field) is DateTimeField and connection.vendor == "sqlite":
                yield position, _instant
            else:
                yield position, _in_turn(converters, expression)


def prepared(key: Hashable, rows: Callable[[], QuerySet[Any]]) -> Statement:
    """Return the statement of `rows()`, compiled when the key is met for the first time.

    The key must hold all that `rows` looks at. The MOST lately used are kept.
    """
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = Statement(rows())
    with _lock:
        _kept[key] = made
        if len(_kept) > MOST:
            _kept.popitem(last=False)
    return made


def kept() -> list[tuple[Hashable, Statement]]:
    """Return what is kept, the latest used last."""
    return list(_kept.items())


def forget() -> None:
    _kept.clear()


def _instant(value: datetime | str) -> datetime:
    """SQLite keeps instants without an offset, in UTC; what is computed arrives as text."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value.replace(tzinfo=UTC)


def _in_turn(converters: list[Any], expression: Any) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        for converter in converters:
            value = converter(value, expression, connection)
        return value

    return convert


def _cursor() -> Any:
    if connection.vendor != "postgresql":
        return connection.cursor()
    from .statements_postgresql import binary_cursor

    return binary_cursor()
