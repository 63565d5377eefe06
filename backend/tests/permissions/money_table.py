"""Money: who is answered what (R202–R211)."""

from typing import Any

from .matrix import Block, School, table

KEY = {"HTTP_IDEMPOTENCY_KEY": "one"}


def body_of(**fields: Any) -> Any:
    return lambda school, state: fields


def payment(school: School, state: str) -> dict[str, Any]:
    seat = school.seats[state]
    return {"enrollment": seat.pk, "type": "tuition", "amount": "1.00", "method": "cash"}


def refund(school: School, state: str) -> dict[str, Any]:
    return {"enrollment": school.seats[state].pk, "amount": "1.00"}


def item(school: School, state: str) -> dict[str, Any]:
    return {"items": [{"installment": school.installments[state].pk, **PART}]}


def use(school: School, state: str) -> dict[str, Any]:
    return {"enrollment": school.seats["here"].pk, "amount": "1.00"}


def day(school: School, state: str) -> dict[str, Any]:
    return {"campus": school.world.west.pk, "day": "2026-11-01", "counted": {}}


PART = {"amount": "1.00", "method": "cash"}
WORDS = body_of(note="because")
MONEY = [
    Block("GET", "/payments/", "", table("- 200 200 200 200 200 200")),
    Block("GET", "/payments/waiting/", "", table("- 200 200 200 200 200 200")),
    Block("GET", "/payments/today/", "", table("- 200 403 403 403 403 200")),
    Block(
        "GET", "/payments/{pk}/", "payments",
        table("""
            draft   200 200 200 404 404 200
            there   200 404 404 404 200 200
            refund  200 200 200 404 404 200
            paid    200 200 200 404 404 200
        """),
    ),
    Block(
        "POST", "/payments/", "seats",
        table("""
            here   201 201 201 404 404 201
            there  201 404 404 404 201 201
        """),
        body=payment, headers=KEY,
    ),
    Block(
        "PATCH", "/payments/{pk}/", "payments",
        table("""
            draft  200 200 200 404 404 200
            sent   409 409 409 404 404 409
            there  409 404 404 404 409 409
        """),
        body=body_of(amount="2.00"), headers={"HTTP_IF_MATCH": '"1"'},
    ),
    Block(
        "POST", "/payments/{pk}/submit/", "payments",
        table("""
            draft  200 200 200 404 404 200
            sent   409 409 409 404 404 409
            there  409 404 404 404 409 409
        """),
    ),
    # Never one's own submission; of a refund neither who agreed to it.
    Block(
        "POST", "/payments/{pk}/confirm/", "payments",
        table("""
            draft   409 403 403 403 403 409
            sent    200 403 403 403 403 200
            fans    200 403 403 403 403 403
            there   200 403 403 403 403 200
            refund  409 403 403 403 403 409
            agreed  200 403 403 403 403 200
            paid    409 403 403 403 403 409
        """),
    ),
    Block(
        "POST", "/payments/{pk}/reject/", "payments",
        table("""
            draft   409 403 403 403 403 409
            sent    200 403 403 403 403 200
            fans    200 403 403 403 403 403
            there   200 404 403 403 403 200
            refund  200 200 403 403 403 200
            meis    200 403 403 403 403 200
            agreed  200 200 403 403 403 200
            paid    409 403 403 403 403 409
        """),
        body=WORDS,
    ),
    Block(
        "POST", "/payments/{pk}/reverse/", "payments",
        table("""
            sent    409 403 403 403 403 409
            paid    201 403 403 403 403 201
            credit  201 403 403 403 403 201
        """),
        body=WORDS,
    ),
    Block(
        "POST", "/payments/{pk}/approve/", "payments",
        table("""
            sent    409 409 403 403 403 403
            there   409 404 403 403 403 403
            refund  200 200 403 403 403 403
            meis    200 403 403 403 403 403
            agreed  409 409 403 403 403 403
        """),
    ),
    Block(
        "POST", "/payments/refund/", "seats",
        table("""
            here   201 201 201 404 404 403
            there  409 404 404 404 409 403
        """),
        body=refund, headers=KEY,
    ),
    Block(
        "POST", "/payments/{pk}/use/", "payments",
        table("""
            credit  201 403 403 403 403 201
            paid    404 403 403 403 403 404
        """),
        body=use,
    ),
    Block("GET", "/installments/", "", table("- 200 200 200 200 200 200")),
    # Neither who sold nor who approved.
    Block(
        "POST", "/installments/{pk}/receive/", "installments",
        table("""
            here   201 403 403 403 403 201
            there  403 403 403 403 403 201
        """),
        body=body_of(**PART), headers=KEY,
    ),
    Block(
        "GET", "/counter/", "", table("- 200 403 403 403 403 200"), query="search=student",
    ),
    Block(
        "POST", "/counter/receive/", "installments",
        table("""
            here   201 403 403 403 403 201
            there  403 403 403 403 403 201
        """),
        body=item, headers=KEY,
    ),
    Block("GET", "/receipts/", "", table("- 200 200 200 200 200 200")),
    Block("GET", "/receipts/{pk}/", "receipts", table("here 200 200 200 404 404 200")),
    Block("GET", "/receipts/{pk}/pdf/", "receipts", table("here 200 200 200 404 404 200")),
    Block(
        "GET", "/payments/{pk}/receipt/", "payments",
        table("""
            paid  200 200 200 404 404 200
            sent  404 404 404 404 404 404
        """),
    ),
    Block(
        "GET", "/cash-reports/", "campuses", table("east 200 403 403 403 403 200"),
        query="campus={pk}&day=2026-11-20",
    ),
    Block("GET", "/cash-reports/days/", "", table("- 200 403 403 403 403 200")),
    Block("POST", "/cash-reports/", "", table("- 201 403 403 403 403 201"), body=day),
    Block(
        "GET", "/customers/{pk}/statement/pdf/", "customers",
        table("student 200 200 200 404 404 200"),
    ),
    # Whoever sees the customer, or an enrollment of theirs.
    Block(
        "GET", "/customers/{pk}/statement/", "customers",
        table("""
            pool           200 200 200 200 200 404
            student        200 200 200 404 404 200
            student_there  200 200 404 200 200 200
            deleted        404 404 404 404 404 404
        """),
    ),
]  # fmt: skip
