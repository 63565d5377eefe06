"""Profiles and contact: who is answered what (R3, R4)."""

from .customers_table import SEEN
from .matrix import Block, School, table


def customer(school: School, state: str) -> dict[str, int]:
    return {"customer": school.customers[state].pk}


MATCH = {"HTTP_IF_MATCH": '"1"'}
# Who may edit: own, the led, and what lies in one's pools; nobody what isn't there for them.
EDITED = table("""
    pool     200 200 200 200 200 403
    east     200 200 200 200 404 403
    west     200 404 404 404 200 403
    dnc      200 200 200 200 200 403
    lin      200 200 200 404 404 403
    lins     200 200 200 404 404 403
    bo       200 200 404 200 404 403
    zoe      200 404 404 404 200 403
    deleted  404 404 404 404 404 403
""")

PROFILES = [
    Block(
        "POST", "/customers/", "", table("- 201 201 201 201 201 403"),
        body=lambda s, _: {"name": "新", "phone": "13911110000"},
    ),
    Block("GET", "/customers/{pk}/", "customers", table("""
        pool     200 200 200 200 200 403
        east     200 200 200 200 404 403
        west     200 404 404 404 200 403
        dnc      200 200 200 200 200 403
        lin      200 200 200 404 404 403
        lins     200 200 200 404 404 403
        bo       200 200 404 200 404 403
        zoe      200 404 404 404 200 403
        deleted  200 404 404 404 404 403
    """)),
    Block(
        "PATCH", "/customers/{pk}/", "customers", EDITED,
        body=lambda s, _: {"name": "New name"}, headers=MATCH,
    ),
    Block(
        "DELETE", "/customers/{pk}/", "customers",
        # Sales only what they entered by mistake today; managers what is their departments'.
        table("""
            todays   204 403 204 403 403 403
            pool     204 403 403 403 403 403
            east     204 204 403 403 404 403
            west     204 404 404 404 403 403
            dnc      204 403 403 403 403 403
            lin      204 204 403 404 404 403
            lins     204 204 403 404 404 403
            bo       204 204 404 403 404 403
            zoe      204 404 404 404 403 403
            deleted  404 404 404 404 404 403
        """),
        headers=MATCH,
    ),
    Block(
        "POST", "/customers/{pk}/restore/", "customers",
        table("""
            lin      409 403 403 403 403 403
            deleted  200 403 403 403 403 403
        """),
    ),
    Block(
        "POST", "/customers/{pk}/identities/", "customers",
        # Masked contacts are not written either.
        table("""
            pool     201 400 400 400 400 403
            east     201 201 400 400 404 403
            west     201 404 404 404 400 403
            dnc      201 400 400 400 400 403
            lin      201 201 201 404 404 403
            lins     201 201 201 404 404 403
            bo       201 201 404 201 404 403
            zoe      201 404 404 404 201 403
            deleted  404 404 404 404 404 403
        """),
        body=lambda s, _: {"kind": "qq", "value": "55566677"}, headers=MATCH,
    ),
    Block(
        "DELETE", "/customers/{pk}/identities/{identity}/", "identities",
        table("""
            pool     200 400 400 400 400 403
            east     200 200 400 400 404 403
            west     200 404 404 404 400 403
            dnc      200 400 400 400 400 403
            lin      200 200 200 404 404 403
            lins     200 200 200 404 404 403
            bo       200 200 404 200 404 403
            zoe      200 404 404 404 200 403
            deleted  404 404 404 404 404 403
        """),
        headers=MATCH,
    ),
    Block(
        "POST", "/customers/check-duplicates/", "", table("- 200 200 200 200 200 403"),
        body=lambda s, _: {"phone": "13810021002", "name": "east"},
    ),
    Block(
        "POST", "/customers/{pk}/status/", "customers",
        # Whoever wants to sort a pool customer out claims them first; "do not contact" is final.
        table("""
            pool     200 200 409 409 409 403
            east     200 200 409 409 404 403
            west     200 404 404 404 409 403
            dnc      409 409 409 409 409 403
            lin      200 200 200 404 404 403
            lins     200 200 200 404 404 403
            bo       200 200 404 200 404 403
            zoe      200 404 404 404 200 403
            deleted  404 404 404 404 404 403
        """),
        body=lambda s, _: {"status": "contacted"},
    ),
]  # fmt: skip

HELD_ONLY = table("""
    pool     409 409 409 409 409 403
    east     409 409 409 409 404 403
    west     409 404 404 404 409 403
    lin      201 201 201 404 404 403
    lins     201 201 201 404 404 403
    bo       201 201 404 201 404 403
    zoe      201 404 404 404 201 403
    deleted  404 404 404 404 404 403
""")
CONTACT = [
    Block("GET", "/follow-ups/", "", table("- 200 200 200 200 200 403")),
    Block(
        "POST", "/follow-ups/", "customers", HELD_ONLY,
        body=lambda s, state: {**customer(s, state), "method": "call", "outcome": "reached"},
    ),
    Block("GET", "/follow-ups/{pk}/", "follow_ups", SEEN),
    Block(
        "PATCH", "/follow-ups/{pk}/", "follow_ups",
        table("""
            pool     409 409 409 409 409 403
            east     409 409 409 409 404 403
            west     409 404 404 404 409 403
            dnc      409 409 409 409 409 403
            lin      200 200 200 404 404 403
            lins     200 200 200 404 404 403
            bo       200 200 404 200 404 403
            zoe      200 404 404 404 200 403
            deleted  404 404 404 404 404 403
        """),
        body=lambda s, _: {"note": "corrected"},
    ),
    Block("GET", "/follow-ups/{pk}/versions/", "follow_ups", SEEN),
    Block("GET", "/follow-up-plans/", "", table("- 200 200 200 200 200 403")),
    Block(
        "POST", "/follow-up-plans/", "customers", HELD_ONLY,
        body=lambda s, state: {
            **customer(s, state), "kind": "call", "due_at": "2030-01-01T09:00:00+08:00",
        },
    ),
    Block("GET", "/follow-up-plans/{pk}/", "plans", table("""
        lin      200 200 200 404 404 403
        lins     200 200 200 404 404 403
        bo       200 200 404 200 404 403
        zoe      200 404 404 404 200 403
    """)),
    Block("PATCH", "/follow-up-plans/{pk}/", "plans", table("""
        lin      200 200 200 404 404 403
        bo       200 200 404 200 404 403
        zoe      200 404 404 404 200 403
    """), body=lambda s, _: {"note": "bring the leaflet"}),
    Block("POST", "/follow-up-plans/{pk}/cancel/", "plans", table("""
        lin      200 200 200 404 404 403
        bo       200 200 404 200 404 403
        zoe      200 404 404 404 200 403
    """)),
    Block("POST", "/follow-up-plans/{pk}/no-show/", "plans", table("""
        lin      200 200 200 404 404 403
        bo       200 200 404 200 404 403
        zoe      200 404 404 404 200 403
    """)),
]  # fmt: skip
