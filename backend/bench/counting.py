"""How many statements a request sends, counted in the driver: raw cursors count too."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection
from django.http import HttpRequest, HttpResponse


class CountStatements:
    """Answers `X-Count-Statements: 1` with `X-Statements: n`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "X-Count-Statements" not in request.headers:
            return self.get_response(request)
        connection.ensure_connection()
        with _counted() as statements:
            response = self.get_response(request)
        response["X-Statements"] = str(len(statements))
        return response


@contextmanager
def _counted() -> Iterator[list[str]]:
    statements: list[str] = []
    if connection.vendor == "sqlite":
        connection.connection.set_trace_callback(statements.append)
        try:
            yield statements
        finally:
            connection.connection.set_trace_callback(None)
        return
    execute = psycopg.Cursor.execute

    def counted(self: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        statements.append(str(query))
        return execute(self, query, *args, **kwargs)

    psycopg.Cursor.execute = counted  # type: ignore[method-assign]
    try:
        yield statements
    finally:
        psycopg.Cursor.execute = execute  # type: ignore[method-assign]
