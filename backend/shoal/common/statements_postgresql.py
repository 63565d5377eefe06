"""The cursor on which PostgreSQL runs a `Statement`: prepared on the server, rows in binary form
(text is what Django asks for, and its loader of instants is Python)."""

from typing import Any

from django.db import connection
from psycopg import Cursor, pq
from psycopg.adapt import Loader
from psycopg.types.net import InetBinaryLoader


class JsonAsText(Loader):
    """Whoever asked for the column parses it, as with text."""

    format = pq.Format.BINARY

    def load(self, data: Any) -> str:
        return bytes(data[1:]).decode()  # one byte tells the version


class InetAsText(InetBinaryLoader):
    def load(self, data: Any) -> Any:
        return str(super().load(data))


def binary_cursor() -> Any:
    connection.ensure_connection()
    cursor: Cursor[Any] = Cursor(connection.connection)
    cursor.format = pq.Format.BINARY
    cursor.adapters.register_loader("jsonb", JsonAsText)
    cursor.adapters.register_loader("inet", InetAsText)
    # Django's wrapper: its errors, its log of statements, its hooks.
    return connection._prepare_cursor(cursor)  # type: ignore[attr-defined]
