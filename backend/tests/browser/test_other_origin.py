"""The pages on an origin of their own: of the same site and allowed, or foreign and refused."""

import functools
import http.server
import os
import re
import shutil
import threading
from pathlib import Path

import pytest
from playwright.sync_api import expect

from shoal.common.middleware import PAGE_CSP

from ..serving import BACKEND, free_port
from .people import DEMO_PASSWORD, log_in

META = re.compile(r'(<meta name="shoal-api" content=")[^"]*(")')
REFRESH = "/api/v1/auth/refresh/"
PATHS = [REFRESH, "/api/v1/auth/logout/", "/api/v1/auth/login/"]


class Pages(http.server.SimpleHTTPRequestHandler):
    """What any static host does, with the headers that the README asks of it."""

    api = ""

    def end_headers(self) -> None:
        csp = PAGE_CSP.replace("connect-src 'self'", f"connect-src 'self' {self.api}")
        self.send_header("Content-Security-Policy", csp)
        super().end_headers()

    def translate_path(self, path: str) -> str:
        found = super().translate_path(path)
        return found if Path(found).is_file() else super().translate_path("/index.html")

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def serve_pages(school, tmp_path_factory):
    """`serve_pages(port)`: the built pages there, told where the API is; nothing else is built."""
    folder = tmp_path_factory.mktemp("pages") / "dist"
    shutil.copytree(os.environ.get("SPA_DIST", BACKEND.parent / "frontend" / "dist"), folder)
    index = folder / "index.html"
    told, places = META.subn(rf"\g<1>{school.url}\g<2>", index.read_text())
    assert places == 1
    index.write_text(told)
    handler = type("Handler", (Pages,), {"api": school.url})
    running = []

    def at(port: int) -> None:
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", port), functools.partial(handler, directory=str(folder))
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)

    yield at
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.fixture
def visitor(browser, browser_context_args):
    context = browser.new_context(**{**browser_context_args, "base_url": None})
    yield context
    context.close()


@pytest.fixture(scope="module")
def allowed(serve_pages, page_port):
    """The one other origin that the demo school's API allows."""
    serve_pages(page_port)
    return f"http://localhost:{page_port}"


def test_from_an_allowed_origin_one_logs_in_claims_and_stays_logged_in(visitor, allowed, school):
    page = visitor.new_page()
    page.goto(f"{allowed}/login")
    log_in(page, "lin")
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()

    page.get_by_role("link", name="Pool", exact=True).click()
    with page.expect_response(re.compile("/claim-next/$")) as claimed:
        page.get_by_role("button", name="Claim next").click()
    assert (claimed.value.status, claimed.value.url.startswith(school.url)) == (200, True)
    expect(page.get_by_role("dialog")).to_be_visible()

    with page.expect_response(re.compile(REFRESH)) as refreshed:
        page.reload()
    assert refreshed.value.status == 200
    expect(page.get_by_role("dialog").get_by_role("button", name="Log follow-up")).to_be_visible()

    (cookie,) = [c for c in visitor.cookies(school.url + REFRESH) if c["name"] == "shoal_refresh"]
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")


FETCH = """async ([url, headers]) => {
  try {
    const answer = await fetch(url, {method: "POST", credentials: "include", headers, body: "{}"});
    return answer.status;
  } catch (error) { return error.name; }
}"""
AS_THE_PAGES = {"Content-Type": "application/json", "X-Shoal-Refresh": "1"}


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_page_of_another_origin_hears_nothing_and_changes_nothing(
    visitor, allowed, serve_pages, school, host
):
    logged_in = visitor.new_page()
    logged_in.goto(f"{allowed}/login")
    log_in(logged_in, "bo")
    expect(logged_in.get_by_role("heading", name="Today", level=1)).to_be_visible()

    port = free_port()
    serve_pages(port)
    foreign = visitor.new_page()
    foreign.goto(f"http://{host}:{port}/theme.js")
    for path in PATHS:
        assert foreign.evaluate(FETCH, [school.url + path, AS_THE_PAGES]) == "TypeError"
        # Without a preflight, as a form could: it arrives, and is refused.
        as_a_form = {"Content-Type": "text/plain"}
        assert foreign.evaluate(FETCH, [school.url + path, as_a_form]) == "TypeError"
    logged_in.reload()
    expect(logged_in.get_by_role("heading", name="Today", level=1)).to_be_visible()


@pytest.mark.parametrize("path", PATHS)
def test_the_api_itself_refuses_a_foreign_origin(visitor, school, path):
    answer = visitor.request.post(
        school.url + path,
        data={"username": "lin", "password": DEMO_PASSWORD} if "login" in path else {},
        headers={"Origin": f"http://localhost:{free_port()}", "X-Shoal-Refresh": "1"},
    )
    assert (answer.status, answer.json()["code"]) == (403, "foreign_origin")
    assert [name for name in answer.headers if name.startswith("access-control")] == []


def test_a_preflight_allows_the_listed_origin_alone(visitor, allowed, school):
    def asked(origin: str) -> str | None:
        headers = {
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,idempotency-key",
        }
        answer = visitor.request.fetch(
            f"{school.url}/api/v1/customers/", method="OPTIONS", headers=headers
        )
        return answer.headers.get("access-control-allow-origin")

    assert asked(allowed) == allowed
    assert asked(allowed.replace("localhost", "127.0.0.1")) is None
    assert asked(f"http://localhost:{free_port()}") is None
    assert asked("null") is None
