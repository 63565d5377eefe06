"""Where a page of a list begins: what `cursor` says, and the links that carry it."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import orjson
from django.utils.dateparse import parse_datetime
from rest_framework.request import Request

from .errors import InvalidCursor
from .keyset import Ordering

MAX_NUMBER = 2**63 - 1


@dataclass(frozen=True)
class Place:
    """Behind the row `pk`, which has `value` in the ordering's column; before it if backwards."""

    value: str | int | datetime | None
    pk: int
    backwards: bool


def parse_cursor(text: str, fingerprint: str, ordering: Ordering) -> Place:
    """Raises InvalidCursor, also for a cursor of another ordering or other filters."""
    try:
        cursor = orjson.loads(base64.urlsafe_b64decode(text.encode() + b"=="))
        if cursor["h"] != fingerprint or cursor["d"] not in ("n", "p"):
            raise InvalidCursor()
        value, pk = cursor["v"], cursor["i"]
        if cursor.get("t"):
            value = parse_datetime(value)
            if value is None:
                raise InvalidCursor()
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidCursor() from error
    if not _number(pk) or not (_number(value) or isinstance(value, str | datetime | None)):
        raise InvalidCursor()
    if isinstance(value, str) and "\x00" in value:
        raise InvalidCursor()
    if value is None and not ordering.nullable and ordering.column != "pk":
        raise InvalidCursor()
    return Place(value, pk, cursor["d"] == "p")


def fingerprint_of(filters: Mapping[str, str], ordering: str) -> str:
    kept = sorted(filters.items())
    return hashlib.sha256(orjson.dumps([ordering, kept])).hexdigest()[:16]


class Links:
    """Makes the addresses of the pages before and behind a row."""

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


def _number(value: Any) -> bool:
    return type(value) is int and -MAX_NUMBER <= value <= MAX_NUMBER
