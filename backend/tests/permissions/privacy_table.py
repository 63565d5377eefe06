"""Revealing and forgetting: who is answered what (R118-R122)."""

from .matrix import Block, School, table


def why(school: School, state: str) -> dict[str, str]:
    return {"reason": "They asked me to call back."}


PRIVACY = [
    # A manager sees the contacts of her own pools; there is nothing to reveal.
    Block(
        "POST", "/customers/{pk}/reveal/", "customers",
        table("""
            pool     200 200 403 403 403 403
            east     200 409 403 403 403 403
            west     200 404 403 403 403 403
            dnc      200 200 403 403 403 403
            lin      409 409 403 403 403 403
            bo       409 409 403 403 403 403
            zoe      409 404 403 403 403 403
            deleted  404 404 403 403 403 403
        """),
        body=why, reveals=True,
    ),
    Block(
        "POST", "/customers/{pk}/anonymise/", "customers",
        table("""
            pool     200 403 403 403 403 403
            west     200 403 403 403 403 403
            lin      200 403 403 403 403 403
            zoe      200 403 403 403 403 403
            deleted  200 403 403 403 403 403
        """),
    ),
    # A manager lets her own people leave, nobody themselves; finance and admins are an admin's.
    Block(
        "POST", "/employees/{pk}/hand-over/", "employees",
        table("""
            lin         201 201 403 403 403 403
            bo          201 201 403 403 403 403
            zoe         201 403 403 403 403 403
            mei         201 409 403 403 403 403
            fan         201 403 403 403 403 403
            ada         409 403 403 403 403 403
            suspended   201 201 403 403 403 403
            asks        409 409 403 403 403 403
            asks_there  409 404 403 403 403 403
        """),
    ),
    Block(
        "POST", "/employees/{pk}/hand-over/preview/", "employees",
        table("""
            lin         200 200 403 403 403 403
            zoe         200 403 403 403 403 403
            suspended   200 200 403 403 403 403
            asks_there  200 404 403 403 403 403
        """),
    ),
    # Nobody handed anything over yet.
    Block(
        "GET", "/employees/{pk}/hand-over/", "employees",
        table("""
            lin         404 404 403 403 403 403
            zoe         404 403 403 403 403 403
            asks_there  404 404 403 403 403 403
        """),
    ),
    Block("GET", "/reveals/", "", table("- 200 200 403 403 403 403")),
    Block("GET", "/reveals/numbers/", "", table("- 200 200 403 403 403 403")),
]  # fmt: skip
