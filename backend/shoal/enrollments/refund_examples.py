"""What a rule for refunds means, in numbers: computed by the rule itself (R182)."""

from typing import Any

from shoal.common import school
from shoal.common.money import decimals_of, to_text

from .models import RefundRule
from .rules.refunds import refund_of

# Of a course for 3,600 with 16 lessons in 112 days: how many were used, what was paid, begun?
PRICE, FIRST_PART = 3600, 1200
CASES = (
    ("before", 0, PRICE, False),
    ("quarter", 4, PRICE, True),
    ("part_paid", 4, FIRST_PART, True),
    ("used_up", 8, FIRST_PART, True),
)
LESSONS, DAYS_A_LESSON = 16, 7


def refund_examples(*, rule: str, fee_percent: int) -> list[dict[str, Any]]:
    """Return one line for each of CASES, in the school's currency."""
    currency = school.current().currency
    unit = DAYS_A_LESSON if rule == RefundRule.DAYS else 1

    def text(minor: int) -> str:
        return str(to_text(minor, currency))

    lines = []
    for case, lessons, whole, begun in CASES:
        net, paid = (each * 10 ** decimals_of(currency) for each in (PRICE, whole))
        done, total = lessons * unit, LESSONS * unit
        found = refund_of(
            net=net, paid=paid, done=done, total=total, fee_percent=fee_percent, begun=begun
        )
        lines.append({
            "case": case, "done": done, "total": total, "price": text(net), "paid": text(paid),
            "used": text(found.used), "fee": text(found.fee), "due": text(found.due),
            "currency": currency,
        })  # fmt: skip
    return lines
