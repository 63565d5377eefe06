"""Every page, on both devices, in both themes and both languages: readable by all, and quiet."""

import os
from itertools import product
from typing import Any

import pytest

from .conftest import axe_violations

PAGES = [
    (None, "login", "/login"),
    (None, "register", "/register"),
    (None, "forgot", "/forgot"),
    (None, "forgot-sent", "/forgot?sent=1"),
    (None, "join-without-a-link", "/join"),
    (None, "reset-without-a-link", "/reset"),
    (None, "setup-closed", "/setup"),
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
    ("mei", "invitations", "/people?tab=invitations"),
    ("ada", "person", "/people?person={lin}"),
    ("ada", "setup-campuses", "/setup?step=campuses"),
    ("ada", "setup-pool", "/setup?step=pool"),
    ("ada", "setup-people", "/setup?step=people"),
    ("ada", "setup-customers", "/setup?step=customers"),
    ("mei", "imports", "/imports"),
    ("ada", "all", "/all"),
    ("mei", "pools-of-a-manager", "/admin/pools"),
    ("ada", "administration", "/admin"),
    ("ada", "school", "/admin/school"),
    ("ada", "campuses", "/admin/campuses"),
    ("ada", "new-campus", "/admin/campuses?edit=new"),
    ("ada", "departments", "/admin/departments"),
    ("ada", "courses", "/admin/courses"),
    ("ada", "new-course", "/admin/courses?edit=new"),
    ("ada", "pools", "/admin/pools"),
    ("ada", "new-pool", "/admin/pools?edit=new"),
    ("ada", "lists", "/admin/lists"),
    ("ada", "audit", "/admin/audit"),
]


def address_of(path: str, door: Any) -> str:
    if "{held}" in path:
        return path.format(held=door.get("/customers/?scope=mine")["results"][0]["id"])
    if "{lin}" in path:
        return path.format(lin=door.get("/employees/?search=lin")["results"][0]["id"])
    return path


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
