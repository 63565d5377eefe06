"""The clock: who protects from it, lets it go, and sees what it did (R83-R85)."""

from .matrix import Block, table

CLOCK = [
    Block(
        "POST", "/customers/{pk}/protect/", "customers",
        table("""
            pool     409 409 403 403 403 403
            east     409 409 403 403 403 403
            west     409 404 403 403 403 403
            lin      200 200 403 403 403 403
            lins     200 200 403 403 403 403
            bo       200 200 403 403 403 403
            zoe      200 404 403 403 403 403
            deleted  404 404 403 403 403 403
        """),
        body=lambda school, state: {"until": None},
    ),
    Block(
        "POST", "/pools/{pk}/recycle/", "pools",
        table("""
            pool       200 403 403 403 403 403
            east_pool  200 403 403 403 403 403
        """),
    ),
    Block("GET", "/pools/recycled/", "", table("- 200 200 403 403 403 403")),
]  # fmt: skip
