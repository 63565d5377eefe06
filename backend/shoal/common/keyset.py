"""Orderings that a database walks along an index, from any place in them, in either direction."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Expression, F, Field, QuerySet
from django.db.models.expressions import OrderBy

from .statements import Slot


class Beyond(Expression):
    """`(column, pk) > (the cursor's)` as one comparison of rows: on PostgreSQL an index leads
    straight there, however many rows share the value (a whole import has one `created_at`)."""

    output_field = BooleanField()

    def __init__(self, column: str, value_field: Field, pk_field: Field, sign: str) -> None:
        super().__init__()
        self.sign = sign
        self.sides: list[Expression | F] = (
            [F("pk"), Slot("pk", pk_field)]
            if column == "pk"
            else [F(column), F("pk"), Slot("value", value_field), Slot("pk", pk_field)]
        )

    def get_source_expressions(self) -> list[Any]:
        return self.sides

    def set_source_expressions(self, expressions: Any) -> None:
        self.sides = expressions

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        parts = [compiler.compile(side) for side in self.sides]
        half = len(parts) // 2
        left, right = (", ".join(sql for sql, _ in side) for side in (parts[:half], parts[half:]))
        return f"({left}) {self.sign} ({right})", [p for _, params in parts for p in params]


class Behind(Enum):
    """What of the rows behind a cursor a stretch has."""

    ALL = "all"
    # SQLite seeks by the first column only when two are compared as one, and would read whatever
    # shares the value before the cursor: it gets the rows that share it and the others apart.
    SAME_VALUE = "those with the cursor's value"
    OTHER_VALUES = "those with the values after it"


@dataclass(frozen=True)
class Stretch:
    """A part of an ordering that one index serves: the rows with a value, or those without."""

    ordering: "Ordering"
    backwards: bool
    nulls: bool = False
    # None: it begins where the ordering does.
    behind: Behind | None = None

    def of(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        ordering, column = self.ordering, self.ordering.column
        if ordering.nullable:
            rows = rows.filter(**{f"{column}__isnull": self.nulls})
        if self.nulls:
            column = "pk"
        if self.behind:
            rows = self._behind(rows, column)
        return self.sort(rows)

    def _behind(self, rows: QuerySet[Any], column: str) -> QuerySet[Any]:
        falls = self.ordering.descending != self.backwards
        value = Slot("value", _field(rows, column))
        if self.behind is Behind.OTHER_VALUES:
            return rows.filter(**{f"{column}__{'lt' if falls else 'gt'}": value})
        if self.behind is Behind.SAME_VALUE:
            rows, column = rows.filter(**{column: value}), "pk"
        sign, pk_field = "<" if falls else ">", rows.model._meta.pk
        return rows.filter(Beyond(column, value.output_field, pk_field, sign))

    def sort(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        names = dict.fromkeys(("pk" if self.nulls else self.ordering.column, "pk"))
        return rows.order_by(*(self._directed(name) for name in names))

    def _directed(self, name: str) -> OrderBy:
        return OrderBy(F(name), descending=self.ordering.descending != self.backwards)


@dataclass(frozen=True)
class Ordering:
    """Order by one column, NULLs last in both directions, `id` breaking ties."""

    column: str
    descending: bool = False
    nullable: bool = False

    def stretches(
        self, *, after: bool, at_null: bool = False, backwards: bool = False
    ) -> Iterator[Stretch]:
        """Return the stretches from the beginning, or `after` a place, to the end.

        No index has NULLs last in both directions on both databases. So who has no value is a
        stretch of its own, which is read only when the other one does not fill the page.
        """
        nulls_apart = self.nullable and self.column != "pk"
        order = [False, True] if nulls_apart else [False]
        if backwards:
            order.reverse()
        if not after:
            yield from (Stretch(self, backwards, nulls) for nulls in order)
            return
        here, *rest = order[order.index(at_null) :]
        by_pk = here or self.column == "pk"
        apart = (Behind.SAME_VALUE, Behind.OTHER_VALUES)
        for behind in (Behind.ALL,) if by_pk or connection.vendor == "postgresql" else apart:
            yield Stretch(self, backwards, here, behind)
        yield from (Stretch(self, backwards, nulls) for nulls in rest)


def _field(rows: QuerySet[Any], column: str) -> Any:
    if column == "pk":
        return rows.model._meta.pk
    annotated = rows.query.annotations.get(column)
    return annotated.output_field if annotated is not None else rows.model._meta.get_field(column)
