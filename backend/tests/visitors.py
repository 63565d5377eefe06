"""Many callers over HTTP at one instant: of real processes, or of a server in this process, where
a guard can be taken out first."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from json import dumps, loads
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

from shoal.organization.models import Employee
from shoal.organization.services.sessions import open_session

from .serving import Server

# PostgreSQL allows 100 connections, and other tests run beside this one.
AT_ONCE = 32


class Visitor:
    """Calls as one person: `call(path, body, key)` answers (status, body)."""

    def __init__(self, url: str, employee: Employee) -> None:
        self.url = url
        self.token = open_session(user=employee, kind="token", user_agent="", ip=None).access

    def call(self, path: str, body: Any, key: str | None = None) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        headers |= {"Idempotency-Key": key} if key else {}
        data = dumps(body).encode()
        request = Request(f"{self.url}/api/v1{path}", data, headers, method="POST")  # noqa: S310
        try:
            with urlopen(request, timeout=120) as answer:  # noqa: S310
                return answer.status, loads(answer.read())
        except HTTPError as refused:
            return refused.code, refused.read()

    def until_not_busy(self, path: str, body: Any) -> tuple[int, Any]:
        """The same, tried again where all are busy, as the answer asks for."""
        while True:
            status, answer = self.call(path, body)
            if status != 503:
                return status, answer

    def at_once(self, *calls: Any) -> list[int]:
        """Return the statuses, sorted."""
        with ThreadPoolExecutor(len(calls)) as pool:
            return sorted(pool.map(lambda call: self.call(*call)[0], calls))


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


class _Deep(ThreadedWSGIServer):
    daemon_threads = True
    request_queue_size = 256


@pytest.fixture
def far_server(committed_db: Any, tmp_path: Any) -> Iterator[Server]:
    """Two processes of a real Shoal."""
    keys = {"JWT_KEY": settings.JWT_KEYS["1"], "DATABASE_URL": committed_db.url}
    # The world stands still at NOW, and a worker's clock does not: it would let the holds expire.
    running = Server(tmp_path, "--no-worker", **keys)
    running.ready_line()
    yield running
    running.stop()


@pytest.fixture
def near_server(committed_db: Any) -> Iterator[Any]:
    """A server in this process, one thread a call: what a test patches is patched there too. It
    has a `url`."""
    httpd = _Deep(("127.0.0.1", 0), _Quiet, allow_reuse_address=False)
    httpd.set_app(get_wsgi_application())
    httpd.url = f"http://localhost:{httpd.server_port}"  # type: ignore[attr-defined]
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield httpd
    httpd.shutdown()
    httpd.server_close()
    thread.join(timeout=30)
