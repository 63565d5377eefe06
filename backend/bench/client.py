"""One keep-alive connection, as a browser has it, and a stopwatch."""

import http.client
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import orjson


class Client:
    """Calls one server as one person: `user` None calls without a token (the bare handlers)."""

    def __init__(self, port: int, user: str | None = None) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.headers: dict[str, str] = {}
        if user:
            access = self.get("/bench/token/", user=user)["access"]
            self.headers = {"Authorization": f"Bearer {access}"}

    def get(self, path: str, **query: Any) -> Any:
        """Return the parsed answer. Raises RuntimeError unless it is a 200."""
        return orjson.loads(self.call("GET", address(path, query))[1])

    def call(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[Mapping[str, str], bytes]:
        """Return (headers, body). Raises RuntimeError unless it is a 200."""
        status, answered, found = self.send(method, path, body, **headers)
        if status != 200:
            raise RuntimeError(f"{method} {path} answered {status}: {found[:300]!r}")
        return answered, found

    def send(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, Mapping[str, str], bytes]:
        given = {**self.headers, **headers}
        if body is not None:
            given.setdefault("Content-Type", "application/json")
        try:
            self.connection.request(method, path, body, given)
            answer = self.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            # The server ends what was idle for half a minute.
            self.connection.close()
            self.connection.request(method, path, body, given)
            answer = self.connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def milliseconds(self, path: str) -> float:
        began = time.perf_counter()
        self.call("GET", path)
        return (time.perf_counter() - began) * 1000


def address(path: str, query: Mapping[str, Any]) -> str:
    return f"{path}?{urlencode(query)}" if query else path
