"""The one list helper: typed filters, documented orderings, keyset cursors, one statement.

A list is declared once as a `ListSpec`; its rows are fetched as plain tuples (no model
instances, no serializers: several times faster) and handed to `row`, which makes the dict
that goes out. The statement is compiled once for each caller and query (statements.py).
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from . import clock
from .cursors import Links, Place, fingerprint_of, parse_cursor
from .errors import Invalid, InvalidCursor, UnknownFilter
from .filters import Filter
from .keyset import Ordering as Ordering
from .keyset import Stretch
from .statements import Statement, prepared

TOTAL_CAP = 10_000
MAX_PAGE, DEFAULT_PAGE = 200, 50
PAGING = ("cursor", "page_size", "ordering", "with_total")
Rows = QuerySet[Any]


@dataclass(frozen=True)
class ListSpec:
    """What a list shows and answers to.

    `columns` are `values_list` names (annotations included); `row` turns the dict of them
    into what goes out.
    """

    columns: Sequence[str]
    row: Callable[[dict[str, Any]], dict[str, Any]]
    orderings: Mapping[str, Ordering]
    default_ordering: str
    filters: Mapping[str, Filter] = field(default_factory=dict)

    def parameters(self) -> list[OpenApiParameter]:
        """Return the query parameters for the schema."""
        paging = [
            OpenApiParameter("cursor", str, description="From `next` or `previous`."),
            OpenApiParameter(
                "page_size", int, description=f"1 to {MAX_PAGE}; {DEFAULT_PAGE} unless told."
            ),
            OpenApiParameter(
                "ordering", str, enum=list(self.orderings), default=self.default_ordering
            ),
            OpenApiParameter(
                "with_total", OpenApiTypes.BOOL, description=f"Adds `total`, capped at {TOTAL_CAP}."
            ),
        ]
        return [f.parameter(name) for name, f in self.filters.items()] + paging


def fetch_page(request: Request, rows: Rows | Callable[[], Rows], spec: ListSpec) -> dict[str, Any]:
    """Return {"next", "previous", "results"} (and "total" when asked for), in one statement.

    One more where an ordering's values end within the page, and behind a cursor on SQLite
    (keyset.py). Given a function that makes the queryset, the compiled statement is remembered:
    it may look at the request's address and at the caller's `statement_key`, at nothing else.
    Raises Invalid, UnknownFilter, InvalidCursor.
    """
    params = _known(request, spec)
    asked = _Asked(request, rows, spec, params)
    size = page_size(params.get("page_size"))
    ordering, fingerprint = asked.ordering, asked.fingerprint
    cursor = parse_cursor(params["cursor"], fingerprint, ordering) if "cursor" in params else None
    backwards = cursor is not None and cursor.backwards
    # One more than asked for tells whether there is a further page.
    found = _walk(asked, cursor, size + 1)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    dicts = [dict(zip(asked.names, row, strict=True)) for row in found]
    link = Links(request, fingerprint, ordering.column)
    answer: dict[str, Any] = {
        "next": link.to(dicts[-1], "n") if dicts and (more or backwards) else None,
        "previous": link.to(dicts[0], "p") if dicts and (more if backwards else cursor) else None,
        "results": [spec.row(d) for d in dicts],
    }
    if params.get("with_total") in ("1", "true"):
        counted = asked.filtered().order_by().values("pk")[: TOTAL_CAP + 1].count()
        answer["total"] = {"value": min(counted, TOTAL_CAP), "capped": counted > TOTAL_CAP}
    return answer


class _Asked:
    """What one request asks of a list."""

    def __init__(
        self,
        request: Request,
        rows: Rows | Callable[[], Rows],
        spec: ListSpec,
        params: dict[str, str],
    ) -> None:
        self.request, self.spec = request, spec
        self.rows = rows
        name = params.get("ordering", spec.default_ordering)
        if name not in spec.orderings:
            raise Invalid.field("ordering", "choice", f"One of {', '.join(spec.orderings)}.")
        self.ordering = spec.orderings[name]
        self.filters = {k: v for k, v in params.items() if k not in PAGING}
        self.fingerprint = fingerprint_of(self.filters, name)
        self.names = tuple(dict.fromkeys(("pk", *spec.columns, self.ordering.column)))

    def filtered(self) -> Rows:
        rows = self.rows() if callable(self.rows) else self.rows
        for name, text in self.filters.items():
            if name in self.spec.filters:
                rows = self.spec.filters[name].apply(rows, text, name, self.request)
        return rows

    def statement(self, stretch: Stretch, limit: int) -> Statement:
        def build() -> Rows:
            return self._page(stretch, limit).values_list(*self.names)

        return prepared(self._key(stretch, limit), build) if callable(self.rows) else (
            Statement(build())
        )  # fmt: skip

    def _page(self, stretch: Stretch, limit: int) -> Rows:
        page = stretch.of(self.filtered())[:limit]
        if not self.filters:
            return page
        # What is filtered may have to be sorted: only ids then, not whole rows with all they show.
        rows = self.rows() if callable(self.rows) else self.rows
        return stretch.sort(rows.filter(pk__in=page.values("pk")))

    def _key(self, stretch: Stretch, limit: int) -> Hashable:
        caller = getattr(self.request.user, "statement_key", None)
        filters = tuple(sorted(self.filters.items()))
        request: Any = self.request  # its user has a zone: see filters.py
        if any(self.spec.filters[name].by_the_day for name in self.filters):
            today = clock.today(request.user.zone)
            filters = (*filters, ("today", today.isoformat()))
        return self.request.path, caller, filters, self.names, stretch, limit


def _walk(asked: _Asked, cursor: Place | None, limit: int) -> list[list[Any]]:
    """Return at most `limit` rows from the cursor on. Raises InvalidCursor for a forged value."""
    slots = {"value": cursor.value, "pk": cursor.pk} if cursor else {}
    stretches = asked.ordering.stretches(
        after=cursor is not None,
        at_null=cursor is not None and cursor.value is None and asked.ordering.nullable,
        backwards=cursor is not None and cursor.backwards,
    )
    found: list[list[Any]] = []
    for stretch in stretches:
        statement = asked.statement(stretch, limit)
        try:
            params = statement.fill(**slots)
        except (ValueError, TypeError, OverflowError, ValidationError) as error:
            raise InvalidCursor() from error
        found += statement.run(params)[: limit - len(found)]
        if len(found) == limit:
            break
    return found


def _known(request: Request, spec: ListSpec) -> dict[str, str]:
    for name in request.query_params:
        if name not in spec.filters and name not in PAGING:
            raise UnknownFilter(name=name)
        if "\x00" in request.query_params[name]:
            raise Invalid.field(name, "null_characters_not_allowed", "NUL is not text.")
    return {k: str(v) for k, v in request.query_params.items() if v != ""}


def page_size(text: str | None) -> int:
    if text is None:
        return DEFAULT_PAGE
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= MAX_PAGE:
        raise Invalid.field("page_size", "range", f"A whole number from 1 to {MAX_PAGE}.")
    return int(text)
