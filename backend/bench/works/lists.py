"""Lists, pages and how they grow: each against its bare handler, or against itself."""

import base64
from collections.abc import Callable
from statistics import median
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson

from ..client import address
from ..figures import Figure, against, in_turn, percentile95
from ..stage import Stage

API = "/api/v1/"
PAGE, DEEP = 50, 6_000
# Who looks at which list, and by what query of ours.
LISTS = {
    "pool": ("c001", "pool/", {}),
    "mine": ("c001", "customers/", {"scope": "mine"}),
    "team": ("m07", "customers/", {"scope": "team"}),
    "all": ("ada", "customers/", {"scope": "all"}),
    "audit": ("ada", "audit/", {}),
    "payments": ("fan", "payments/", {}),
    "queue": ("fan", "payments/", {"to_confirm": "1"}),
    "receipts": ("fan", "receipts/", {}),
    "enrollments": ("fan", "enrollments/", {}),
    "enrollments of a department": ("m07", "enrollments/", {}),
    "classes": ("fan", "classes/", {}),
}
ORDERINGS = (
    "-created_at", "created_at", "-last_contact_at", "last_contact_at", "name", "-name",
)  # fmt: skip
HELD_ORDERINGS = (*ORDERINGS, "next_follow_up_at", "-next_follow_up_at")
Measure = Callable[[Stage], Figure]


def page(name: str, order: str) -> Measure:
    """Measure the first page of a list of customers."""

    def measure(stage: Stage) -> Figure:
        user, ours, bare = _addresses(name, order)
        mine, anybody = stage.client(user), stage.client()
        _refuse_other_rows(mine.get(ours)["results"], anybody.get(bare)["results"][:PAGE])
        return against(lambda: mine.milliseconds(ours), lambda: anybody.milliseconds(bare))

    return measure


def plain(user: str, ours: str, bare: str) -> Measure:
    """Measure any other address; "{pk}" in it is a customer of `user`."""

    def measure(stage: Stage) -> Figure:
        mine, anybody = stage.client(user), stage.client()
        customer = mine.get(f"{API}customers/?scope=mine")["results"][:1]
        names = {"pk": customer[0]["id"] if customer else 0, "user": user}
        one, other = (API + ours).format(**names), bare.format(**names)
        return against(lambda: mine.milliseconds(one), lambda: anybody.milliseconds(other))

    return measure


def growth(name: str, order: str) -> Measure:
    """Measure the first page against the same page of a small school."""

    def measure(stage: Stage) -> Figure:
        user, ours, _ = _addresses(name, order)
        large, small = stage.client(user), stage.client(user, stage.small)
        return against(lambda: large.milliseconds(ours), lambda: small.milliseconds(ours))

    return measure


def grows(user: str, path: str) -> Measure:
    """Measure any other address against the same in a small school."""

    def measure(stage: Stage) -> Figure:
        large, small = stage.client(user), stage.client(user, stage.small)
        return against(
            lambda: large.milliseconds(API + path), lambda: small.milliseconds(API + path)
        )

    return measure


def depth(name: str, order: str) -> Measure:
    """Measure page 6,000 against page 1 as the administrator, who sees so many."""

    def measure(stage: Stage) -> Figure:
        client = stage.client("ada")
        _, ours, bare = _addresses(name, order, user="ada")
        deep, number = _deep_page(stage, ours, bare)
        late, early = in_turn(lambda: client.milliseconds(deep), lambda: client.milliseconds(ours))
        more = {"page": number}
        return Figure(median(late) / median(early), median(late), percentile95(late), more)

    return measure


def statements(name: str, order: str) -> Measure:
    """Count what one page sends to the database; the time is that of the counted request."""

    def measure(stage: Stage) -> Figure:
        user, ours, _ = _addresses(name, order)
        client = stage.client(user)
        client.call("GET", ours)
        headers, _ = client.call("GET", ours, **{"X-Count-Statements": "1"})
        return Figure(float(headers["X-Statements"]))

    return measure


def _addresses(name: str, order: str, user: str = "") -> tuple[str, str, str]:
    """Return (user, our address, the bare handler's address)."""
    usual, path, query = LISTS[name]
    user = user or usual
    ours = address(API + path, {**query, "ordering": order})
    return user, ours, address("/bench/customers/", {"list": name, "order": order, "user": user})


def _refuse_other_rows(ours: list[Any], bare: list[Any]) -> None:
    if [row["id"] for row in ours] != [row["id"] for row in bare]:
        raise RuntimeError("The bare handler shows other rows than the list.")


def _deep_page(stage: Stage, ours: str, bare: str) -> tuple[str, int]:
    """Return the address of page 6,000, or of the last full one, and its number.

    Its cursor is that of page 2, with the row before the page written into it.
    """
    client, anybody = stage.client("ada"), stage.client()
    total = anybody.get(bare.replace("/customers/", "/count/"))["count"]
    number = max(2, min(DEEP, total // PAGE))
    before, *rest = anybody.get(f"{bare}&offset={(number - 1) * PAGE - 1}")["results"]
    link = client.get(ours)["next"]
    cursor = parse_qs(urlsplit(link).query)["cursor"][0]
    known = orjson.loads(base64.urlsafe_b64decode(cursor + "=="))
    order = parse_qs(urlsplit(ours).query)["ordering"][0].removeprefix("-")
    known |= {"i": before["id"], "v": _instant(before[order])}
    forged = base64.urlsafe_b64encode(orjson.dumps(known)).decode().rstrip("=")
    deep = link.replace(cursor, forged)
    deep = deep[deep.index(API) :]
    _refuse_other_rows(client.get(deep)["results"], rest[:PAGE])
    return deep, number


def _instant(text: str) -> str:
    """Return an instant of the raw rows as a cursor has it; SQLite keeps them without offset."""
    text = text.replace(" ", "T")
    return text if "+" in text or text.endswith("Z") else f"{text}+00:00"
