"""Enrollments: who is answered what (R170–R181)."""

from typing import Any

from .matrix import Block, School, table

# Own customers', those one is credited for, and those of one's scope; finance and admins all.
SEEN = table("""
    draft     200 200 200 404 404 200
    applied   200 200 200 404 404 200
    mine      200 200 200 404 404 200
    there     200 404 404 404 200 200
    offered   200 200 200 404 404 200
    credited  200 200 404 200 200 200
    left      200 404 404 404 404 200
    active    200 200 200 404 404 200
""")
VERSION = {"HTTP_IF_MATCH": '"1"'}
KEY = {"HTTP_IDEMPOTENCY_KEY": "one"}


def form(school: School, state: str) -> dict[str, Any]:
    return {
        "customer": school.customers[state].pk, "class_group": school.open_class.pk,
        "contract_agreed": True, "submit": True,
    }  # fmt: skip


def words(school: School, state: str) -> dict[str, Any]:
    return {"note": "because"}


def whole(school: School, state: str) -> dict[str, Any]:
    return {"parts": [{"due_date": "2026-12-01", "amount": "1000.00"}]}


def shares(school: School, state: str) -> dict[str, Any]:
    return {"shares": [{"employee": school.world.bo.pk, "percent": 100}], "note": "because"}


def other_class(school: School, state: str) -> dict[str, Any]:
    return {"class_group": school.open_class.pk}


ENROLLMENTS = [
    Block("GET", "/enrollments/", "", table("- 200 200 200 200 200 200")),
    Block("GET", "/enrollments/{pk}/", "enrollments", SEEN),
    Block(
        "POST", "/enrollments/", "customers",
        table("""
            pool     409 409 409 409 409 403
            east     409 409 409 409 404 403
            west     409 404 404 404 409 403
            dnc      409 409 409 409 409 403
            lin      201 201 201 404 404 403
            lins     201 201 201 404 404 403
            bo       201 201 404 201 404 403
            zoe      201 404 404 404 201 403
            deleted  404 404 404 404 404 403
        """),
        body=form,
    ),
    Block(
        "PATCH", "/enrollments/{pk}/", "enrollments",
        table("""
            draft     200 200 200 404 404 403
            applied   409 409 409 404 404 403
            there     409 404 404 404 409 403
            credited  409 409 404 409 409 403
            left      409 404 404 404 404 403
        """),
        body=lambda s, _: {"why": "to travel"}, headers=VERSION,
    ),
    Block(
        "POST", "/enrollments/{pk}/submit/", "enrollments",
        table("""
            draft     200 200 200 404 404 403
            applied   409 409 409 404 404 403
            credited  409 409 404 409 409 403
            left      409 404 404 404 404 403
        """),
    ),
    # Never one's own sale.
    Block(
        "POST", "/enrollments/{pk}/approve/", "enrollments",
        table("""
            draft     409 409 403 403 403 403
            applied   200 200 403 403 403 403
            mine      200 403 403 403 403 403
            there     200 404 403 403 403 403
            offered   409 409 403 403 403 403
            left      409 404 403 403 403 403
        """),
    ),
    Block(
        "POST", "/enrollments/{pk}/reject/", "enrollments",
        table("""
            draft     409 409 403 403 403 403
            applied   200 200 403 403 403 403
            mine      200 403 403 403 403 403
            there     200 404 403 403 403 403
        """),
        body=words,
    ),
    # Who is credited sees it, and leaves it to who holds the customer.
    Block(
        "POST", "/enrollments/{pk}/cancel/", "enrollments",
        table("""
            draft     200 200 200 404 404 403
            applied   200 200 200 404 404 403
            there     200 404 404 404 200 403
            offered   200 200 200 404 404 403
            credited  200 403 404 403 200 403
            left      409 404 404 404 404 403
            active    409 409 409 404 404 403
        """),
    ),
    Block(
        "POST", "/enrollments/{pk}/accept/", "enrollments",
        table("""
            draft     409 409 409 404 404 403
            offered   200 200 200 404 404 403
            credited  200 403 404 403 200 403
        """),
    ),
    Block(
        "POST", "/enrollments/{pk}/plan/", "enrollments",
        table("""
            draft     200 200 200 404 404 403
            there     200 404 404 404 200 403
            credited  200 403 404 403 200 403
            left      409 404 404 404 404 403
        """),
        body=whole,
    ),
    Block(
        "POST", "/enrollments/{pk}/suspend/", "enrollments",
        table("""
            offered   409 409 409 404 404 403
            active    200 200 200 404 404 403
        """),
    ),
    Block(
        "POST", "/enrollments/{pk}/resume/", "enrollments",
        table("active 409 409 409 404 404 403"),
    ),
    Block(
        "POST", "/enrollments/{pk}/complete/", "enrollments",
        table("active 200 200 403 403 403 403"),
    ),
    Block(
        "POST", "/enrollments/{pk}/withdraw/", "enrollments",
        table("""
            applied   409 409 403 403 403 403
            offered   200 200 403 403 403 403
            there     409 404 403 403 403 403
            active    200 200 403 403 403 403
        """),
    ),
    Block(
        "GET", "/enrollments/{pk}/withdraw/preview/", "enrollments",
        table("""
            there     200 404 403 403 403 403
            active    200 200 403 403 403 403
        """),
    ),
    # As approving: never one's own sale, and for who leads the holder.
    Block(
        "POST", "/enrollments/{pk}/transfer/", "enrollments",
        table("""
            applied   409 409 403 403 403 403
            there     409 404 403 403 403 403
            credited  409 409 403 403 403 403
            active    201 201 403 403 403 403
        """),
        body=other_class, headers=KEY,
    ),
    Block(
        "GET", "/enrollments/{pk}/transfer/preview/", "enrollments",
        table("""
            there     200 404 403 403 403 403
            active    200 200 403 403 403 403
        """),
        query=lambda s, _: f"class_group={s.open_class.pk}",
    ),
    Block("GET", "/enrollments/{pk}/form/", "enrollments", SEEN),
    Block("GET", "/enrollments/{pk}/contract/", "enrollments", SEEN),
    # Whoever sees classes sees how full they are; whose seats they are is another matter.
    Block("GET", "/classes/{pk}/roll/", "classes", table("east_open 200 200 200 200 200 200")),
    Block("GET", "/classes/ending-soon/", "", table("- 200 200 200 200 200 200")),
    Block("GET", "/enrollments/{pk}/credit/", "enrollments", SEEN),
    # Never one's own credit.
    Block(
        "POST", "/enrollments/{pk}/credit/", "enrollments",
        table("""
            draft     409 409 403 403 403 403
            applied   200 200 403 403 403 403
            mine      200 403 403 403 403 403
            there     200 404 403 403 403 403
            credited  200 403 403 403 403 403
        """),
        body=shares,
    ),
    Block(
        "POST", "/enrollments/{pk}/disputes/", "enrollments",
        table("""
            draft     409 409 409 404 404 403
            mine      201 409 201 404 404 403
            credited  201 201 404 409 201 403
            left      201 404 404 404 404 403
        """),
        body=lambda s, _: {"claim": "mine"},
    ),
    Block(
        "GET", "/credit-disputes/{pk}/", "disputes",
        table("""
            lins   200 200 200 404 404 404
            bos    200 200 404 200 404 404
            meis   200 200 404 404 404 404
            there  200 404 404 404 200 404
        """),
    ),
    Block(
        "POST", "/credit-disputes/{pk}/decide/", "disputes",
        table("""
            lins   200 200 403 403 403 403
            bos    200 403 403 403 403 403
            meis   200 403 403 403 403 403
            there  200 404 403 403 403 403
        """),
        body=lambda s, _: {"uphold": False, "note": "no"},
    ),
    Block("GET", "/enrollment-policy/", "", table("- 200 200 200 200 200 200")),
    Block(
        "PATCH", "/enrollment-policy/", "", table("- 200 403 403 403 403 403"),
        body=lambda s, _: {"hold_hours": 24}, headers=VERSION,
    ),
    Block(
        "GET", "/enrollment-policy/refund-examples/", "", table("- 200 200 200 200 200 200"),
        query="refund_rule=days&refund_fee_percent=10",
    ),
    Block("GET", "/plan-templates/", "", table("- 200 200 200 200 200 200")),
    Block(
        "POST", "/plan-templates/", "", table("- 201 403 403 403 403 403"),
        body=lambda s, _: {"name": "All", "parts": [{"percent": 100, "days": 0}]},
    ),
    Block(
        "PATCH", "/plan-templates/{pk}/", "templates", table("halves 200 403 403 403 403 403"),
        body=lambda s, _: {"is_active": False},
    ),
]  # fmt: skip
