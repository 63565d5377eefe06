"""Where an entry stands in a timeline, and a page of what comes after a place."""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from shoal.common.errors import InvalidCursor


@dataclass(frozen=True, order=True)
class Place:
    """Where an entry stands; later ones first. `rank` parts the sources at one instant."""

    at: datetime
    rank: int
    pk: int

    def before(self, rank: int, column: str) -> Q:
        """Return the rows of the source `rank` that come after this place in the list."""
        earlier = Q(**{f"{column}__lt": self.at})
        if rank < self.rank:
            return Q(**{f"{column}__lte": self.at})
        return earlier | Q(**{column: self.at, "pk__lt": self.pk}) if rank == self.rank else earlier

    def cursor(self) -> str:
        text = orjson.dumps([self.at.isoformat(), self.rank, self.pk])
        return base64.urlsafe_b64encode(text).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> "Place":
        try:
            at, rank, pk = orjson.loads(base64.urlsafe_b64decode(text.encode() + b"=="))
            instant = parse_datetime(at)
            if instant is None or instant.tzinfo is None or {type(rank), type(pk)} != {int}:
                raise InvalidCursor()
            instant = instant.astimezone(UTC)
        except (ValueError, TypeError, AttributeError, OverflowError) as error:
            raise InvalidCursor() from error
        return cls(instant, rank, pk)


Entry = tuple[Place, dict[str, Any]]


def entry(
    kind: str, place: Place, actor: dict[str, Any] | None, data: dict[str, Any],
    customer: int | None = None,
) -> Entry:  # fmt: skip
    shown = {
        "id": f"{kind}-{place.pk}", "kind": kind, "at": place.at, "actor": actor,
        "merged": customer, "data": data,
    }  # fmt: skip
    return place, shown


def page_of(
    rows: QuerySet[Any], columns: tuple[str, ...], column: str, rank: int,
    after: Place | None, limit: int,
) -> list[dict[str, Any]]:  # fmt: skip
    if after is not None:
        rows = rows.filter(after.before(rank, column))
    return list(rows.order_by(f"-{column}", "-pk").values("pk", *columns)[:limit])
