"""The images built, the services started in Compose's order, and the whole used through nginx."""

import json
import os
import re
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from . import replay
from .images import NODE_MODULES
from .replay import Stack, fresh_database
from .visitor import Answer, Visitor

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
WHY_NOT = (
    "needs nginx (apt install nginx)" if NGINX is None
    else "needs the pages' packages (make install)" if not NODE_MODULES.is_dir()
    else "needs PostgreSQL (make test-postgres)" if connection.vendor != "postgresql"
    else ""
)  # fmt: skip
SCHOOL = {"name": "Harbour School", "time_zone": "Asia/Shanghai", "currency": "CNY",
          "language": "en", "phone_region": "CN"}  # fmt: skip
ADA = {"username": "ada", "password": "three boats at anchor", "display_name": "Ada",
       "email": "ada@school.example"}  # fmt: skip
TOO_LONG = f"Content-Length: {40 * 1024 * 1024}"
UNDER_WAY = ("queued", "dry_running", "running")
PAGE_HEADERS = ("Content-Security-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy",
                "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options")  # fmt: skip


@pytest.fixture
def stack() -> Iterator[Stack]:
    # Not in pytest's own folder, which only root may enter.
    folder = Path(tempfile.mkdtemp(prefix="shoal-replay-"))
    folder.chmod(0o755)
    server = connection.settings_dict
    url = os.environ["DATABASE_URL"]
    with fresh_database(url, f"{server['NAME']}_replay"[:63]) as fresh:
        stack = Stack(folder, fresh)
        try:
            yield stack
        finally:
            stack.stop()
            shutil.rmtree(folder, ignore_errors=True)


def eventually(ask: Callable[[], Any]) -> Any:
    deadline = time.monotonic() + replay.PATIENCE
    while not (found := ask()):
        assert time.monotonic() < deadline, f"{ask} came to nothing"
        time.sleep(0.2)
    return found


@pytest.mark.slow
@pytest.mark.both_databases
@pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT or "all is here")
def test_the_images_build_start_in_order_and_serve_a_school(stack: Stack) -> None:
    stack.build()
    assert [text.split()[0] for text in stack.left_out] == ["useradd"]
    stack.start()
    assert stack.started == ["migrate", "api", "worker", "ticks", "web"]

    visitor = Visitor(stack.port)
    pages_come_from_nginx(visitor, stack)
    api_pages_come_with_their_files(visitor)
    a_school_is_set_up_by_the_printed_link(visitor, stack)
    cookies_and_origins_hold_behind_the_proxy(visitor)
    customers_come_in_by_hand_and_by_file(visitor)
    slow_clients_stop_nothing(visitor)
    bodies_have_a_limit(visitor)
    everything_is_seen_to_be_alive(visitor)
    a_killed_api_is_missed_for_a_moment_only(visitor, stack)
    logs_tell_no_secrets(visitor, stack)

    assert {
        name: code for name, code in stack.stop().items() if code not in (0, -signal.SIGTERM)
    } == {}


def pages_come_from_nginx(visitor: Visitor, stack: Stack) -> None:
    page = visitor.asks("/")
    assert (page.status, page.headers["Cache-Control"]) == (200, "no-cache")
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    for deep in ("/pool?search=x", "/customers/7", "/setup", "/公海"):
        assert visitor.asks(deep).body == page.body

    script = re.search(r'src="(/assets/[^"]+\.js)"', page.body.decode())
    assert script
    asset = visitor.asks(script[1], **{"Accept-Encoding": "gzip"})
    assert asset.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert (asset.status, asset.headers["Content-Encoding"]) == (200, "gzip")
    gone = visitor.asks("/assets/gone-12345678.js")
    assert (gone.status, gone.headers["Cache-Control"]) == (404, None)
    assert visitor.asks("/.vite/manifest.json").status == 404

    direct = Visitor(stack.api_port).asks("/readyz")
    for answer in (page, gone):
        for name in PAGE_HEADERS:
            assert answer.headers[name] == direct.headers[name], name
    https = visitor.asks("/", **{"X-Forwarded-Proto": "https"})
    assert https.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert page.headers["Strict-Transport-Security"] is None
    assert page.headers["Server"] == "nginx"


def api_pages_come_with_their_files(visitor: Visitor) -> None:
    for path in ("/api/docs/", "/api/redoc/"):
        page = visitor.asks(path)
        assert page.status == 200
        assert "script-src 'self'" in page.headers["Content-Security-Policy"]
        files = re.findall(r'(?:src|href)="(/[^"]+)"', page.body.decode())
        assert files
        for file in files:
            assert (file, visitor.asks(file.replace("&amp;", "&")).status) == (file, 200)
    assert visitor.asks("/api/schema/").json["info"]["title"] == "Shoal API"


def a_school_is_set_up_by_the_printed_link(visitor: Visitor, stack: Stack) -> None:
    said = {name: stack.log(name).read_text() for name in stack.running}
    links = {name: re.findall(r"(\S+)/setup#token=(\S+)", text) for name, text in said.items()}
    ((address, token),) = links.pop("api")
    assert address == stack.url
    assert not any(links.values())
    body = {"token": token, "school": SCHOOL, "admin": ADA}
    assert visitor.does("/api/v1/setup/", body).status == 201
    assert visitor.does("/api/v1/setup/", body).status in (404, 409)
    assert visitor.asks("/api/v1/setup/").json == {"open": False}


def cookies_and_origins_hold_behind_the_proxy(visitor: Visitor) -> None:
    login = {"username": ADA["username"], "password": ADA["password"]}
    for foreign in ("http://evil.example", "http://127.0.0.1:9", "null"):
        answer = visitor.does("/api/v1/auth/login/", login, Origin=foreign)
        assert (answer.status, answer.json["code"]) == (403, "foreign_origin")
    # TLS that ends before nginx: then the pages' own origin is https.
    secure = {"Origin": visitor.origin.replace("http:", "https:"), "X-Forwarded-Proto": "https"}
    assert visitor.does("/api/v1/auth/login/", login, **secure).status == 200

    answer = visitor.does("/api/v1/auth/login/", login, Origin=visitor.origin)
    assert answer.status == 200
    cookie = visitor.cookies["shoal_refresh"]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Strict", "")
    as_the_pages = {"Origin": visitor.origin, "X-Shoal-Refresh": "1"}
    answer = visitor.does("/api/v1/auth/refresh/", {}, **as_the_pages)
    assert answer.status == 200
    visitor.token = answer.json["access"]
    assert visitor.asks("/api/v1/auth/me/").json["username"] == "ada"
    assert visitor.asks("/api/v1/auth/me/", Host="evil.example").status == 400


def customers_come_in_by_hand_and_by_file(visitor: Visitor) -> None:
    pool = visitor.asks("/api/v1/pools/").json[0]["id"]
    made = visitor.does(
        "/api/v1/customers/", {"name": "王小明", "phone": "13812345678", "pool": pool}
    )
    assert made.status == 201, made.body
    sheet = "姓名,电话\n李雷,13900000001\n韩梅梅,13900000002\n".encode()
    batch = visitor.uploads("/api/v1/imports/", "leads.csv", sheet)
    assert batch.status == 201, batch.body
    address = batch.headers["Location"]
    for run in ("dry-run", "commit"):
        eventually(lambda: visitor.asks(address).json["state"] not in UNDER_WAY)
        asked = visitor.does(f"{address}{run}/", {})
        assert asked.status == 202, asked.body
    eventually(lambda: visitor.asks(address).json["state"] == "committed")
    found = visitor.asks("/api/v1/pool/?search=韩梅梅").json["results"]
    assert [customer["name"] for customer in found] == ["韩梅梅"]


def slow_clients_stop_nothing(visitor: Visitor) -> None:
    host = f"Host: localhost:{visitor.port}\r\n".encode()
    headers = visitor.half_send(b"GET /api/v1/campuses/ HTTP/1.1\r\n" + host, 200)
    bodies = visitor.half_send(
        b"POST /api/v1/auth/login/ HTTP/1.1\r\n" + host + b"Content-Length: 900\r\n\r\n{", 200
    )
    try:
        assert visitor.asks("/api/v1/campuses/").status == 200
        assert visitor.asks("/").status == 200
    finally:
        for opened in (*headers, *bodies):
            opened.close()


def bodies_have_a_limit(visitor: Visitor) -> None:
    for path in ("/api/v1/customers/", "/api/v1/imports/"):
        lines = (f"POST {path} HTTP/1.1", f"Host: localhost:{visitor.port}", TOO_LONG, "", "")
        (opened,) = visitor.half_send("\r\n".join(lines).encode(), 1)
        answer = HTTPResponse(opened)
        answer.begin()
        assert (answer.status, json.load(answer)["code"]) == (413, "too_large")
        opened.close()


def everything_is_seen_to_be_alive(visitor: Visitor) -> None:
    fine = ("worker", "ticks", "sweep", "database", "migrations", "guards")
    checks = dict.fromkeys(fine, "ok")
    assert visitor.asks("/readyz").json["checks"] == checks
    assert visitor.asks("/metrics").status == 404
    figures = visitor.asks("/metrics", Authorization="Bearer scrape-9").body.decode()
    assert 'route="/api/v1/setup/"' in figures
    assert 'shoal_heartbeat_age_seconds{process="worker"}' in figures


def a_killed_api_is_missed_for_a_moment_only(visitor: Visitor, stack: Stack) -> None:
    stack.running["api"].kill()
    stack.running["api"].wait()

    def gone() -> Answer | None:
        answer = visitor.asks("/api/v1/campuses/")
        return answer if answer.status == 503 else None

    busy = eventually(gone)
    assert (busy.json["code"], busy.headers["Retry-After"]) == ("busy", "2")
    assert visitor.asks("/").status == 200
    stack.begin("api")  # as `restart: unless-stopped` does
    eventually(lambda: visitor.asks("/readyz").status == 200)
    assert visitor.asks("/api/v1/campuses/").status == 200


def logs_tell_no_secrets(visitor: Visitor, stack: Stack) -> None:
    asked = visitor.asks("/api/v1/pool/?search=13812345678", **{"X-Request-Id": "smoke-test-1"})
    assert (asked.status, asked.headers["X-Request-Id"]) == (200, "smoke-test-1")

    def lines(name: str) -> list[dict[str, Any]]:
        text = stack.log(name).read_text()
        return [json.loads(line) for line in text.splitlines() if line.startswith("{")]

    for name in ("api", "web"):
        (line,) = eventually(lambda name=name: [
            line for line in lines(name) if line.get("request_id") == "smoke-test-1"])  # fmt: skip
        assert line["status"] == 200
    assert [line for line in lines("api") if line["level"] == "error"] == []
    written = "".join(stack.log(name).read_text() for name in stack.running)
    secrets = ["13812345678", "search=", ADA["password"], visitor.token,
               visitor.cookies["shoal_refresh"].value]  # fmt: skip
    assert [secret for secret in secrets if secret in written] == []
