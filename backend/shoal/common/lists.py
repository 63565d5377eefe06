"""The one list helper: typed filters, documented orderings, keyset cursors, one statement.

A list is declared once as a `ListSpec`; its rows are fetched as plain tuples (no model
instances, no serializers: several times faster) and handed to `row`, which makes the dict
that goes out.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NoReturn
from urllib.parse import urlencode

import orjson
from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.dateparse import parse_datetime
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from .errors import Invalid, InvalidCursor, UnknownFilter
from .filters import Filter

TOTAL_CAP = 10_000
MAX_PAGE, DEFAULT_PAGE = 200, 50
PAGING = ("cursor", "page_size", "ordering", "with_total")


@dataclass(frozen=True)
class Ordering:
    """Order by one column, NULLs last in both directions, `id` breaking ties."""

    column: str
    descending: bool = False
    nullable: bool = False

    def order_by(self, backwards: bool) -> list[OrderBy]:
        down = self.descending != backwards
        nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
        kwargs = nulls if self.nullable else {}
        make = (lambda c, **k: F(c).desc(**k)) if down else (lambda c, **k: F(c).asc(**k))
        if self.column == "pk":
            return [make("pk")]
        return [make(self.column, **kwargs), make("pk")]

    def beyond(self, value: Any, pk: int, backwards: bool) -> Q:
        """Return what lies after (value, pk) in this order; before it when `backwards`."""
        step = "lt" if self.descending != backwards else "gt"
        tie = Q(**{self.column: value, f"pk__{step}": pk})
        if self.column == "pk":
            return Q(**{f"pk__{step}": pk})
        if value is None:
            # Among the NULLs, which stand last: backwards all values come next.
            ties = Q(**{f"{self.column}__isnull": True, f"pk__{step}": pk})
            return ties | Q(**{f"{self.column}__isnull": False}) if backwards else ties
        further = Q(**{f"{self.column}__{step}": value}) | tie
        if self.nullable and not backwards:
            further |= Q(**{f"{self.column}__isnull": True})
        return further


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


def fetch_page(request: Request, queryset: QuerySet[Any], spec: ListSpec) -> dict[str, Any]:
    """Return {"next", "previous", "results"} (and "total" when asked for), in one statement.

    Raises Invalid, UnknownFilter, InvalidCursor.
    """
    params = _known(request, spec)
    for name, value in params.items():
        if name in spec.filters:
            queryset = spec.filters[name].apply(queryset, value, name, request)
    ordering_name = params.get("ordering", spec.default_ordering)
    if ordering_name not in spec.orderings:
        raise Invalid.field("ordering", "choice", f"One of {', '.join(spec.orderings)}.")
    ordering = spec.orderings[ordering_name]
    size = page_size(params.get("page_size"))
    fingerprint = _fingerprint(params, ordering_name)
    cursor = _decode(params["cursor"], fingerprint, ordering) if "cursor" in params else None
    backwards = cursor is not None and cursor["d"] == "p"
    page = queryset
    if cursor:
        page = _beyond(page, ordering, cursor, backwards)
    names = ["pk", *spec.columns]
    keyed = names if ordering.column in names else [*names, ordering.column]
    # One more than asked for tells whether there is a further page.
    found = list(page.order_by(*ordering.order_by(backwards)).values_list(*keyed)[: size + 1])
    more, rows = len(found) > size, found[:size]
    if backwards:
        rows.reverse()
    dicts = [dict(zip(keyed, row, strict=True)) for row in rows]
    link = _Links(request, fingerprint, ordering.column)
    answer: dict[str, Any] = {
        "next": link.to(dicts[-1], "n") if dicts and (more or backwards) else None,
        "previous": link.to(dicts[0], "p") if dicts and (more if backwards else cursor) else None,
        "results": [spec.row(d) for d in dicts],
    }
    if params.get("with_total") in ("1", "true"):
        counted = queryset.order_by().values("pk")[: TOTAL_CAP + 1].count()
        answer["total"] = {"value": min(counted, TOTAL_CAP), "capped": counted > TOTAL_CAP}
    return answer


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


def _fingerprint(params: Mapping[str, str], ordering: str) -> str:
    kept = sorted((k, v) for k, v in params.items() if k not in PAGING)
    return hashlib.sha256(orjson.dumps([ordering, kept])).hexdigest()[:16]


def _refuse() -> NoReturn:
    raise InvalidCursor()


def _beyond(
    rows: QuerySet[Any], ordering: Ordering, cursor: dict[str, Any], backwards: bool
) -> QuerySet[Any]:
    try:
        return rows.filter(ordering.beyond(cursor["v"], cursor["i"], backwards))
    except (ValueError, TypeError, ValidationError) as error:
        raise InvalidCursor() from error  # a forged value of another type


def _decode(text: str, fingerprint: str, ordering: Ordering) -> dict[str, Any]:
    try:
        cursor = orjson.loads(base64.urlsafe_b64decode(text.encode() + b"=="))
        if cursor["h"] != fingerprint or cursor["d"] not in ("n", "p"):
            raise InvalidCursor()
        value = cursor["v"]
        if cursor.get("t"):
            value = parse_datetime(value) or _refuse()
        if type(cursor["i"]) is not int or not isinstance(value, str | int | datetime | None):
            raise InvalidCursor()
        if isinstance(value, str) and "\x00" in value:
            raise InvalidCursor()
        if not ordering.nullable and value is None and ordering.column != "pk":
            raise InvalidCursor()
        return {**cursor, "v": value}
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidCursor() from error


class _Links:
    def __init__(self, request: Request, fingerprint: str, column: str) -> None:
        self.request, self.fingerprint, self.column = request, fingerprint, column

    def to(self, row: Mapping[str, Any], direction: str) -> str:
        value = row[self.column]
        cursor = {
            "h": self.fingerprint, "d": direction, "i": row["pk"],
            "v": value, "t": isinstance(value, datetime),
        }  # fmt: skip
        text = base64.urlsafe_b64encode(orjson.dumps(cursor)).decode().rstrip("=")
        query = {**self.request.query_params.dict(), "cursor": text}
        query.pop("with_total", None)
        return self.request.build_absolute_uri(f"{self.request.path}?{urlencode(query)}")
