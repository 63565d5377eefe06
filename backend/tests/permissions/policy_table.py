"""The working calendar, leave, and trying rules: who is answered what."""

from .matrix import Block, table

DAYS = {"first_day": "2027-03-01", "last_day": "2027-03-02"}

POLICY = [
    Block("GET", "/calendar/", "", table("- 200 200 200 200 200 200")),
    Block(
        "POST", "/calendar/", "", table("- 201 403 403 403 403 403"),
        body=lambda s, _: {**DAYS, "name": "Spring clean"},
    ),
    Block(
        "PATCH", "/calendar/{pk}/", "calendar", table("east 200 403 403 403 403 403"),
        body=lambda s, _: {"name": "Fair"},
    ),
    Block("DELETE", "/calendar/{pk}/", "calendar", table("east 204 403 403 403 403 403")),
    Block("GET", "/calendar/days/", "", table("- 200 200 200 200 200 200")),
    Block("GET", "/calendar/holidays/", "", table("- 200 200 200 200 200 200")),
    Block(
        "POST", "/calendar/holidays/", "", table("- 200 403 403 403 403 403"),
        body=lambda s, _: {"year": 2026},
    ),
    Block(
        "POST", "/pools/{pk}/dry-run/", "pools",
        table("""
            pool       200 403 403 403 403 403
            east_pool  200 403 403 403 403 403
        """),
        body=lambda s, _: {"recycle_after_days": {"A": 1}},
    ),
    Block("GET", "/leave/", "", table("- 200 200 200 200 200 200")),
    # Managers for the people they lead, themselves included.
    Block(
        "POST", "/leave/", "employees",
        table("""
            lin  201 201 403 403 403 403
            mei  201 201 403 403 403 403
            zoe  201 403 403 403 403 403
            ada  201 403 403 403 403 403
            asks 201 201 403 403 403 403
            asks_there 201 400 403 403 403 403
        """),
        body=lambda s, state: {"employee": s.employees[state].pk, **DAYS},
    ),
    Block(
        "PATCH", "/leave/{pk}/", "leave",
        table("""
            lin  200 200 403 403 403 403
            zoe  200 404 403 403 403 403
        """),
        body=lambda s, _: {"note": "until noon"},
    ),
    Block(
        "DELETE", "/leave/{pk}/", "leave",
        table("""
            lin  204 204 403 403 403 403
            zoe  204 404 403 403 403 403
        """),
    ),
]  # fmt: skip
