"""Merging, undoing it, and the proposed pairs: who is answered what (R110, R114, R117)."""

from .matrix import Block, table

MATCH = {"HTTP_IF_MATCH": '"1"'}

MERGING = [
    Block(
        "GET", "/customers/{pk}/merge/", "customers",
        # Whom they see they are told of, masked; whom not is not there.
        table("""
            pool     400 400 403 403 403 403
            west     400 400 403 403 403 403
            lin      400 400 403 403 403 403
            deleted  400 400 403 403 403 403
        """),
    ),
    Block(
        "POST", "/customers/{pk}/merge/", "customers",
        # Into which "bo" goes: by who sees the contacts of both.
        table("""
            pool     200 403 403 403 403 403
            east     200 200 403 403 403 403
            west     200 404 403 403 403 403
            lin      200 200 403 403 403 403
            lins     200 200 403 403 403 403
            bo       400 400 403 403 403 403
            zoe      200 404 403 403 403 403
            deleted  404 404 403 403 403 403
        """),
        body=lambda s, _: {"merged": s.customers["bo"].pk}, headers=MATCH, reveals=True,
        reveals_also=("bo",),
    ),
    Block(
        "POST", "/customers/{pk}/unmerge/", "customers",
        table("""
            pool     409 409 403 403 403 403
            east     409 409 403 403 403 403
            west     409 404 403 403 403 403
            lin      409 409 403 403 403 403
            zoe      409 404 403 403 403 403
            deleted  404 404 403 403 403 403
        """),
    ),
    Block("GET", "/duplicates/", "", table("- 200 200 403 403 403 403")),
    *(
        Block("POST", f"/duplicates/{{pk}}/{verb}/", "pairs", table(f"""
            led      {led} {led} 403 403 403 403
            beyond   {led} 404 403 403 403 403
        """))
        for verb, led in (("dismiss", 200), ("reopen", 409))
    ),
]  # fmt: skip
