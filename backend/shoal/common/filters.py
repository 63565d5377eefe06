"""Typed filters for lists: each parses its text, refuses what it can't read, narrows the rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_date, parse_datetime
from drf_spectacular.utils import OpenApiParameter

from . import clock
from .errors import Invalid

# The request's user has a `zone`; which class that is, this app does not know.
Request = Any
Apply = Callable[[QuerySet[Any], str, str, Request], QuerySet[Any]]
MAX_VALUES = 100


@dataclass(frozen=True)
class Filter:
    apply: Apply
    description: str
    kind: Any = str
    enum: tuple[str, ...] = ()
    # Whether what it asks of the rows is another thing tomorrow.
    by_the_day: bool = False

    def parameter(self, name: str) -> OpenApiParameter:
        # Several values are comma separated, so the enum can only be told in words.
        text = self.description + (f" One or more of: {', '.join(self.enum)}." if self.enum else "")
        return OpenApiParameter(name, self.kind, description=text)


def one_of(column: str, choices: Iterable[str], description: str = "") -> Filter:
    """Return a filter on one or more comma-separated codes; `none` stands for NULL or ''."""
    known = tuple(choices)

    def apply(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
        values = split(text, name)
        for value in values:
            if value not in known:
                raise Invalid.field(name, "choice", f"One of {', '.join(known)}.")
        return rows.filter(**{f"{column}__in": values})

    return Filter(apply, description, enum=known)


def ids(column: str, description: str = "") -> Filter:
    """Return a filter on one or more comma-separated ids; `none` stands for NULL."""

    def apply(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
        values = split(text, name)
        wanted = Q()
        if "none" in values:
            wanted |= Q(**{f"{column}__isnull": True})
        numbers = [parse_id(v, name) for v in values if v != "none"]
        if numbers:
            wanted |= Q(**{f"{column}__in": numbers})
        return rows.filter(wanted)

    return Filter(apply, (description + " Comma separated; `none` for those without.").strip())


def since(column: str) -> Filter:
    """Return a filter on `column` >= an instant, or the beginning of a local date."""

    def apply(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
        return rows.filter(**{f"{column}__gte": _instant(text, name, request, end=False)})

    return Filter(apply, "An instant (RFC 3339) or a campus-local date, inclusive.")


def until(column: str) -> Filter:
    """Return a filter on `column` before an instant, or the end of a local date."""

    def apply(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
        return rows.filter(**{f"{column}__lt": _instant(text, name, request, end=True)})

    return Filter(apply, "An instant (RFC 3339), exclusive, or a campus-local date, inclusive.")


def flag(condition: Callable[[], Q], description: str) -> Filter:
    """Return a filter that is on with 1 and its opposite with 0."""

    def apply(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
        if text not in ("0", "1", "true", "false"):
            raise Invalid.field(name, "boolean", "0 or 1.")
        return rows.filter(condition() if text in ("1", "true") else ~condition())

    return Filter(apply, description, bool)


def parse_id(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise Invalid.field(name, "id", "Ids are whole numbers.")
    return int(text)


def split(text: str, name: str) -> list[str]:
    values = [v.strip() for v in text.split(",") if v.strip()]
    if len(values) > MAX_VALUES:
        raise Invalid.field(name, "too_many", f"At most {MAX_VALUES} values.")
    return values


def _instant(text: str, name: str, request: Request, *, end: bool) -> datetime:
    try:
        if (day := _date(text)) is not None:
            return clock.day_bounds(day, request.user.zone)[1 if end else 0]
        # In a query string "+08:00" arrives as " 08:00".
        instant = parse_datetime(text.replace(" ", "+") if "T" in text else text)
        if instant is not None and instant.tzinfo is not None:
            return instant
    except (ValueError, OverflowError):
        pass
    raise Invalid.field(name, "date", "A date (2026-11-22) or an instant with offset.")


def _date(text: str) -> date | None:
    return parse_date(text) if len(text) == 10 else None
