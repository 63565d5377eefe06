"""The built pages, served by `manage.py serve` over the demo school, in a real Chromium."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize

from ..serving import BACKEND, Server, empty_school, free_port, made_once, manage
from .people import newcomer, someone  # noqa: F401

BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
SCREENS: dict[str, ViewportSize] = {
    "desktop": {"width": 1440, "height": 900},
    "phone": {"width": 390, "height": 844},
}
AXE = BACKEND.parent / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
# How far what is on the screen was pushed about without anybody asking for it: the sum of the
# layout shifts as browsers count them, of which 0.1 is good and 0.25 poor.
COUNT_MOVES = """window.moved = 0;
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.moved += each.value;
}).observe({ type: "layout-shift", buffered: true });"""
DEMO_PASSWORD = "shoal-demo-2026"


def chromium() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    skip = pytest.mark.skip(reason="no Chromium found; name one with CHROMIUM")
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if chromium() is None:
                item.add_marker(skip)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": chromium(), "args": FLAGS}


@pytest.fixture(scope="session")
def page_port() -> int:
    """Where pages of another origin may stand (test_other_origin)."""
    return free_port()


@pytest.fixture(scope="session")
def school(tmp_path_factory: pytest.TempPathFactory, page_port: int) -> Iterator[Server]:
    """One demo school for the whole run: a test works on customers it makes or claims itself."""

    def with_people(data: Path) -> None:
        empty_school(tmp_path_factory, data)
        manage(data, "load_demo")

    made = made_once(tmp_path_factory, "demo-school", with_people)
    data = shutil.copytree(made, tmp_path_factory.mktemp("school"), dirs_exist_ok=True)
    server = Server(data, CORS_ALLOWED_ORIGINS=f"http://localhost:{page_port}")
    assert server.ready_line().startswith("Shoal is ready")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def base_url(school: Server) -> str:
    return school.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "Asia/Shanghai"}


class Door:
    """One person's browser: opens pages on a screen, in a theme and a language."""

    def __init__(self, context: BrowserContext, base_url: str, username: str | None) -> None:
        self.context = context
        self.token = ""
        self.known: dict[str, Any] = {}
        # What the page opened last complained of.
        self.errors: list[str] = []
        if username:
            answer = context.request.post(
                "/api/v1/auth/login/",
                data={"username": username, "password": DEMO_PASSWORD},
                headers={"Origin": base_url},
            )
            assert answer.ok, answer.text()
            self.token = answer.json()["access"]

    def get(self, path: str) -> Any:
        """Return what the API says; the token of the login is good for five minutes."""
        if path not in self.known:
            headers = {"Authorization": f"Bearer {self.token}"}
            answer = self.context.request.get(f"/api/v1{path}", headers=headers)
            assert answer.ok, answer.text()
            self.known[path] = answer.json()
        return self.known[path]

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def open(
        self, path: str, *, screen: str = "desktop", theme: str = "light", language: str = "en"
    ) -> Page:
        page = self.context.new_page()
        self.errors = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.set_viewport_size(SCREENS[screen])
        page.add_init_script(
            f"localStorage.setItem('shoal.theme', '{theme}');"
            f"localStorage.setItem('shoal.language', '{language}')"
        )
        page.add_init_script(COUNT_MOVES)
        if self.token:
            # As after a login in the page: pages open to strangers too then ask who it is.
            page.add_init_script("localStorage.setItem('shoal.signedIn', '1')")
        page.goto(path)
        page.get_by_role("heading", level=1).first.wait_for()
        page.wait_for_load_state("networkidle")
        return page


@pytest.fixture(scope="session")
def door(browser: Browser, base_url: str, browser_context_args: dict[str, Any]) -> Iterator[Any]:
    """`door("lin").open("/pool")`. One context each: a person logs in once, as people do."""
    contexts: dict[str | None, Door] = {}

    def of(username: str | None) -> Door:
        if username not in contexts:
            context = browser.new_context(**browser_context_args)
            contexts[username] = Door(context, base_url, username)
        return contexts[username]

    yield of
    for opened in contexts.values():
        opened.context.close()


# Evaluated, not added as a tag: the pages' CSP lets no foreign script in. What is handed over is
# only what is wanted: the whole answer, with every element that passed, takes longer than looking.
RUN_AXE = """async (rules) => {
  const found = await axe.run(document, {
    resultTypes: ["violations"],
    ...(rules && { runOnly: { type: "rule", values: rules } }),
  });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
}"""
# Of the rules that axe runs, those that look at colours.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]


def axe_violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """Return the accessibility rules that `page` breaks, each with the first element that does."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found: list[str] = page.evaluate(RUN_AXE, rules)
    return found


@pytest.fixture
def shot() -> Any:
    """`shot(page, "pool-phone-dark-zh")`: a picture, where `make shots` asked for them."""
    folder = os.environ.get("SHOTS")

    def take(page: Page, name: str) -> None:
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png", animations="disabled")

    return take
