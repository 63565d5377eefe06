"""Reads the event feed as a page does."""

from typing import Any

from tests.activity.test_feed import settle


class Reader:
    """Stands at the present cursor of one person; `news()` is what came since."""

    def __init__(self, api: Any) -> None:
        self.api = api
        settle()
        self.cursor = api.get("/events/").json()["next"]
        self.answer: dict[str, Any] = {}

    def news(self) -> list[dict[str, Any]]:
        settle()
        found: list[dict[str, Any]] = []
        more = True
        while more:
            self.answer = self.api.get("/events/", after=self.cursor).json()
            self.cursor, more = self.answer["next"], self.answer["more"]
            found += self.answer["events"]
        return found

    def kinds(self) -> list[tuple[str, int | None]]:
        return [(e["kind"], e["customer"]) for e in self.news()]
