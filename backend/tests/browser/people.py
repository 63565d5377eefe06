"""Somebody of the demo school: a browser of their own, and the API for what a journey needs."""

import itertools
import random
import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

DEMO_PASSWORD = "shoal-demo-2026"
SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
# The machine may run other tests beside these.
expect.set_options(timeout=15_000)
# Names and numbers that nobody of the demo school has, nor another run against the same one.
_numbers = itertools.count(random.randrange(10**6) * 100)


def new_name(word: str) -> str:
    """Return a name that finds exactly one row."""
    return f"{word} {_letters(next(_numbers))}"


def new_phone() -> str:
    return f"139{next(_numbers):08d}"


def _letters(number: int) -> str:
    # Digits would be searched as a telephone number.
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)).capitalize()


class Person:
    """A browser in which `username` has logged in, or nobody yet."""

    def __init__(self, context: BrowserContext, base_url: str) -> None:
        self.context = context
        self.base_url = base_url
        self.token = ""
        self.id = 0

    def log_in(self, username: str, password: str = DEMO_PASSWORD) -> None:
        """As the login page does, only faster."""
        answer = self.context.request.post(
            "/api/v1/auth/login/",
            data={"username": username, "password": password},
            headers={"Origin": self.base_url},
        )
        assert answer.ok, answer.text()
        self.token, self.id = answer.json()["access"], answer.json()["employee"]["id"]

    def open(self, path: str) -> Page:
        page = self.context.new_page()
        page.goto(path)
        page.get_by_role("heading", level=1).first.wait_for()
        return page

    def asks(self, path: str) -> Any:
        """Return what the API answers to a GET."""
        answer = self._send("GET", path)
        assert answer.ok, answer.text()
        return answer.json()

    def status_of(self, path: str) -> int:
        return self._send("GET", path).status

    def does(self, path: str, *, seen: int | None = None, **body: Any) -> Any:
        """POST a command that is not what the journey is about, on the version that was `seen`."""
        answer = self.tries(path, seen=seen, **body)
        assert answer.ok, answer.text()
        return answer.json() if answer.body() else None

    def tries(self, path: str, *, seen: int | None = None, **body: Any) -> Any:
        """POST what may be refused; return the answer itself."""
        match = {} if seen is None else {"If-Match": f'"{seen}"'}
        return self._send("POST", path, body, match)

    def edits(self, customer: dict[str, Any], **changes: Any) -> None:
        now = self.asks(f"/customers/{customer['id']}/")
        match = {"If-Match": f'"{now["version"]}"'}
        answer = self._send("PATCH", f"/customers/{customer['id']}/", changes, match)
        assert answer.ok, answer.text()

    def enters(self, word: str, *, hold: bool, **fields: Any) -> dict[str, Any]:
        """Make a customer with a name and number of their own: held, or in the pool."""
        given = {"name": new_name(word), "phone": new_phone(), **fields}
        made: dict[str, Any] = self.does("/customers/", hold=hold, **given)
        return {**made, "typed_phone": given["phone"]}

    def _send(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> Any:
        once = {"Idempotency-Key": uuid.uuid4().hex} if method == "POST" else {}
        return self.context.request.fetch(
            f"/api/v1{path}",
            method=method,
            data=body,
            headers={"Authorization": f"Bearer {self.token}", **once, **(headers or {})},
        )


@pytest.fixture
def someone(browser: Browser, base_url: str, browser_context_args: dict[str, Any]) -> Iterator[Any]:
    """`someone("lin", screen="phone").open("/pool")`; `someone()` has not logged in."""
    contexts: list[BrowserContext] = []

    def of(
        username: str | None = None, password: str = DEMO_PASSWORD, screen: str = "desktop"
    ) -> Person:
        context = browser.new_context(**{**browser_context_args, **SCREENS[screen]})
        contexts.append(context)
        person = Person(context, base_url)
        if username:
            person.log_in(username, password)
        return person

    yield of
    for context in contexts:
        context.close()


@pytest.fixture
def newcomer(someone: Any) -> Any:
    """`newcomer("Kim")`: registered and approved as a consultant, with a session list of their own.

    `newcomer("Kim", role="manager")` leads the consultants' department beside mei. Returns their
    username and password.
    """
    boss = someone("ada")

    def hired(word: str, role: str = "sales") -> tuple[str, str]:
        username, password = new_name(word).lower().replace(" ", "."), "seven quiet rivers"
        department = someone("lin").asks("/auth/me/")["department"]["id"]
        registered = boss.does(
            "/auth/register/",
            username=username,
            password=password,
            display_name=word,
            department=department,
        )
        boss.does(f"/employees/{registered['id']}/approve/", role=role, department=department)
        return username, password

    return hired


def log_in(page: Page, username: str, password: str = DEMO_PASSWORD) -> None:
    """Through the login page, from wherever `page` is."""
    if "/login" not in page.url:
        page.goto("/login")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Log in").click()


def row_of(page: Page, name: str) -> Locator:
    """The one row of a list, or the one card of a phone, that shows `name`."""
    return page.get_by_role("row").or_(page.get_by_role("listitem")).filter(has_text=name)


def search_for(page: Page, words: str) -> None:
    """Type into a list's search, and wait for its answer: until then rows move under the mouse."""
    page.get_by_role("searchbox", name="Search these").fill(words)
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("search") == [words])
    expect(page.locator('[data-waiting="true"]')).to_have_count(0)


def choose(place: Locator, group: str, choice: str) -> None:
    """Tap one chip of a group."""
    place.get_by_role("group", name=group).get_by_text(choice, exact=True).click()


def choose_in_menu(page: Page, customer: dict[str, Any], command: str) -> None:
    """Open the row's menu and choose from it."""
    row_of(page, customer["name"]).get_by_role("button", name="More actions for").click()
    page.get_by_role("menuitem", name=command).click()


def hold_back(page: Page, address: str) -> list[Route]:
    """Let no request to `address` through: they wait in the list until one continues them."""
    waiting: list[Route] = []
    page.route(address, lambda route: waiting.append(route))
    return waiting
