"""Customers, the pool, and contact: who is answered what (R3, R4)."""

from .matrix import Block, School, table

# Who knows of whom. Held by somebody out of one's reach, or in a foreign pool: not there.
SEEN = table("""
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


def one(school: School, state: str) -> dict[str, int]:
    return {"customer": school.customers[state].pk}


CUSTOMERS = [
    Block("GET", "/pool/", "", table("- 200 200 200 200 200 403")),
    Block("GET", "/customers/", "", table("- 200 200 200 200 200 403")),
    Block("GET", "/today/", "", table("- 200 200 200 200 200 403")),
    Block("GET", "/customers/{pk}/timeline/", "customers", SEEN),
    Block("GET", "/customers/{pk}/ownership/", "customers", SEEN),
    Block(
        "POST", "/customers/{pk}/claim/", "customers",
        table("""
            pool     200 200 200 200 200 403
            east     200 200 200 200 404 403
            west     200 404 404 404 200 403
            dnc      409 409 409 409 409 403
            lin      409 409 409 409 404 403
            lins     409 409 409 409 409 403
            bo       409 409 409 409 409 403
            zoe      409 409 409 409 409 403
            deleted  404 404 404 404 404 403
        """),
        reveals=True,
    ),
    Block(
        "POST", "/customers/{pk}/release/", "customers",
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
        body=lambda school, state: {"reason": "other"},
    ),
    Block(
        "POST", "/customers/{pk}/assign/", "customers",
        table("""
            pool     200 200 403 403 403 403
            east     200 200 403 403 403 403
            west     200 404 403 403 403 403
            dnc      409 409 403 403 403 403
            lin      200 200 403 403 403 403
            lins     200 200 403 403 403 403
            bo       409 409 403 403 403 403
            zoe      200 404 403 403 403 403
            deleted  404 404 403 403 403 403
        """),
        body=lambda school, state: {"owner": school.world.bo.pk},
        reveals=True,
    ),
    # In bulk each item is judged alone: the call itself is answered 200.
    Block(
        "POST", "/pool/claim/", "", table("- 200 200 200 200 200 403"),
        body=lambda school, state: {"customers": [c.pk for c in school.customers.values()]},
    ),
    Block(
        "POST", "/pool/claim-next/", "", table("- 200 200 200 200 200 403"),
        reveals=True, reveals_also=("pool", "east", "west", "todays", "student_gone"),
    ),
    Block(
        "POST", "/customers/bulk/assign/", "", table("- 200 200 403 403 403 403"),
        body=lambda school, state: {
            "customers": [c.pk for c in school.customers.values()], "owner": school.world.bo.pk,
        },
    ),
    Block(
        "POST", "/customers/bulk/release/", "", table("- 200 200 200 200 200 403"),
        body=lambda school, state: {
            "customers": [c.pk for c in school.customers.values()], "reason": "other",
        },
    ),
    Block("GET", "/pools/", "", table("- 200 200 200 200 200 200")),
    Block("POST", "/pools/", "", table("- 201 403 403 403 403 403"), body=lambda s, _: {"name": "New"}),
    Block(
        "GET", "/pools/{pk}/", "pools",
        table("""
            pool       200 200 200 200 200 404
            east_pool  200 200 200 200 404 404
            west_pool  200 404 404 404 200 404
        """),
    ),
    Block(
        "PATCH", "/pools/{pk}/", "pools",
        table("""
            pool       200 403 403 403 403 403
            east_pool  200 403 403 403 403 403
        """),
        body=lambda s, _: {"daily_claim_limit": 5},
    ),
]  # fmt: skip
