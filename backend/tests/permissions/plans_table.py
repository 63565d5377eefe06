"""Checking in, calendars, addresses for phones: who is answered what (R130–R136)."""

from .matrix import Block, table

# A visit of an hour ago, on another day than the one on which this is played.
ANSWERED = table("""
    lin      200 200 200 404 404 403
    lins     200 200 200 404 404 403
    bo       200 200 404 200 404 403
    zoe      200 404 404 404 200 403
""")
FOR_SELLERS = table("- 200 200 200 200 200 403")
RANGE = "from=2026-11-16T00:00:00Z&to=2026-11-23T00:00:00Z"

PLANS = [
    Block("POST", "/follow-up-plans/{pk}/check-in/", "plans", ANSWERED),
    Block("POST", "/follow-up-plans/{pk}/done/", "plans", ANSWERED),
    Block("GET", "/follow-up-plans/calendar/", "", FOR_SELLERS, query=RANGE),
    Block("GET", "/follow-up-plans/expected/", "", FOR_SELLERS),
    Block("GET", "/plan-feeds/", "", FOR_SELLERS),
    Block(
        "POST", "/plan-feeds/", "", table("- 201 201 201 201 201 403"),
        body=lambda s, _: {"name": "my phone"},
    ),
    Block("POST", "/plan-feeds/{pk}/revoke/", "plan_feeds", table("""
        lin      404 404 204 404 404 403
        revoked  404 404 404 404 404 403
    """)),
    Block(
        "GET", "/follow-up-plans.ics", "", table("- 404 404 404 404 404 404"), public=True,
    ),
]  # fmt: skip
