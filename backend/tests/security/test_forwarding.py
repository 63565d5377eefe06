"""A proxy in front is seen by what it adds, and the server leaves that as it came (R23)."""

import threading
from http.client import HTTPConnection

import pytest

from shoal.common.management.commands.serve import listen, serve_web
from tests.organization.test_demo_accounts import HERE, _demo, log_in  # noqa: F401


@pytest.mark.parametrize(
    "name", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host"]
)
def test_the_server_takes_no_forwarding_header_away(name):
    def echo(environ, start):
        start("200 OK", [])
        return [environ.get(f"HTTP_{name.upper().replace('-', '_')}", "gone").encode()]

    listener = listen("127.0.0.1", 0)
    threading.Thread(target=serve_web, args=(echo, listener), daemon=True).start()
    client = HTTPConnection("127.0.0.1", listener.getsockname()[1], timeout=10)
    client.request("GET", "/", headers={name: "for=203.0.113.9"})
    assert client.getresponse().read() == b"for=203.0.113.9"


@pytest.mark.parametrize(
    "name", ["X-Forwarded-Proto", "X-Forwarded-Port", "X-Client-Ip", "CF-Connecting-IP", "Via"]
)
def test_demo_accounts_stay_shut_behind_any_proxy(name):
    header = f"HTTP_{name.upper().replace('-', '_')}"
    assert log_in(**HERE, **{header: "1"}).status_code == 401
