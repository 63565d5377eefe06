"""Every page, on both devices, in both themes and both languages: readable by all, and quiet."""

import os
from itertools import product
from typing import Any

import pytest

from .conftest import axe_violations

PAGES = [
    (None, "login", "/login"),
    (None, "register", "/register"),
    ("lin", "today", "/"),
    ("lin", "mine", "/mine"),
    ("lin", "pool", "/pool"),
    ("lin", "new-customer", "/customers/new"),
    ("lin", "customer", "/customers/{held}"),
    ("lin", "drawer", "/mine?customer={held}"),
    ("lin", "search", "/search?search=王"),
    ("lin", "profile", "/profile"),
    ("mei", "today-of-a-manager", "/"),
    ("mei", "team", "/team"),
    ("mei", "approvals", "/approvals"),
    ("mei", "people", "/people"),
    ("mei", "imports", "/imports"),
    ("ada", "all", "/all"),
]


def address_of(path: str, door: Any) -> str:
    if "{held}" not in path:
        return path
    return path.format(held=door.get("/customers/?scope=mine")["results"][0]["id"])


# Each pair of screen, theme and language once; `make shots` wants all eight.
LOOKS = [
    ("desktop", "light", "en"),
    ("desktop", "dark", "zh"),
    ("phone", "light", "zh"),
    ("phone", "dark", "en"),
]
if os.environ.get("SHOTS"):
    LOOKS = list(product(("desktop", "phone"), ("light", "dark"), ("en", "zh")))


@pytest.mark.parametrize(("screen", "theme", "language"), LOOKS, ids=map("-".join, LOOKS))
@pytest.mark.parametrize(("who", "name", "path"), PAGES, ids=[name for _, name, _ in PAGES])
def test_it_is_accessible_and_logs_no_error(door, shot, who, name, path, screen, theme, language):
    mine = door(who)
    page = mine.open(address_of(path, mine), screen=screen, theme=theme, language=language)
    shot(page, f"{name}-{screen}-{theme}-{language}")
    assert (axe_violations(page), mine.errors) == ([], [])
    page.close()
