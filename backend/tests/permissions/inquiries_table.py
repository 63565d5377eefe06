"""Inquiries and forms: who is answered what (R100-R104)."""

from .matrix import Block, School, table

# Waiting ones by their pool, settled ones by their customer.
SEEN = table("""
    pool      200 200 200 200 200 403
    east      200 200 200 200 404 403
    west      200 404 404 404 200 403
    of_lin    200 200 200 404 404 403
    of_zoe    200 404 404 404 200 403
    of_pool   200 200 200 200 200 403
    rejected  200 200 200 200 200 403
""")


def of_sight(school: School, state: str) -> dict[str, object]:
    return {"customer": school.customers["pool"].pk}


INQUIRIES = [
    Block("GET", "/consultations/", "", table("- 200 200 200 200 200 403")),
    Block("GET", "/consultations/{pk}/", "consultations", SEEN),
    Block(
        "POST", "/consultations/", "", table("- 201 201 201 201 201 403"),
        body=lambda s, _: {"channel": "phone", "name": "新", "phone": "13911110000"},
    ),
    # Whoever saw it waiting in a pool of theirs is told that somebody was faster.
    Block(
        "POST", "/consultations/{pk}/attach/", "consultations",
        table("""
            pool      200 200 200 200 200 403
            east      200 200 200 200 404 403
            west      200 404 404 404 200 403
            of_lin    409 409 409 409 409 403
            of_zoe    409 409 409 409 409 403
            of_pool   409 409 409 409 409 403
            rejected  409 409 409 409 409 403
        """),
        body=of_sight,
    ),
    Block(
        "POST", "/consultations/{pk}/create/", "consultations",
        table("""
            pool      200 200 200 200 200 403
            east      200 200 200 200 404 403
            west      200 404 404 404 200 403
            of_lin    409 409 409 409 409 403
            rejected  409 409 409 409 409 403
        """),
    ),
    # Only who leads turns somebody away.
    Block(
        "POST", "/consultations/{pk}/reject/", "consultations",
        table("""
            pool      200 200 403 403 403 403
            east      200 200 403 403 403 403
            west      200 404 403 403 403 403
            of_lin    409 409 403 403 403 403
            of_zoe    409 409 403 403 403 403
        """),
        body=lambda s, _: {"reason": "spam"},
    ),
    Block("GET", "/intake-forms/", "", table("- 200 403 403 403 403 403")),
    Block(
        "POST", "/intake-forms/", "", table("- 201 403 403 403 403 403"),
        body=lambda s, _: {"name": "Poster", "pool": s.world.pool.pk},
    ),
    Block("GET", "/intake-forms/{pk}/", "forms", table("unused 200 403 403 403 403 403")),
    Block(
        "PATCH", "/intake-forms/{pk}/", "forms", table("unused 200 403 403 403 403 403"),
        body=lambda s, _: {"name": "Poster"}, headers={"HTTP_IF_MATCH": '"1"'},
    ),
    Block(
        "DELETE", "/intake-forms/{pk}/", "forms",
        table("""
            unused  204 403 403 403 403 403
            used    409 403 403 403 403 403
        """),
    ),
    Block(
        "POST", "/intake-forms/{pk}/new-token/", "forms", table("unused 200 403 403 403 403 403")
    ),
    Block(
        "POST", "/intake/{token}/", "", table("- 404 404 404 404 404 404"), public=True,
        body=lambda s, _: {"phone": "13911110000"},
    ),
]  # fmt: skip
