"""What the demo's books have beside tuition: books sold, refunds asked for, days signed."""

from datetime import datetime, timedelta
from decimal import Decimal

from shoal.common.money import to_major
from shoal.enrollments.models import Enrollment, Payment
from shoal.enrollments.serializers.cash_days import cash_days
from shoal.enrollments.services.cash import lines_of, sign_day
from shoal.enrollments.services.paying import enter_payment
from shoal.enrollments.services.refunds import approve_refund, request_refund
from shoal.organization.models import Campus, Employee

from .enrollments import leader_of, seller_of
from .school import School

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BOOKS = Decimal(120)
SPAN = timedelta(days=60)
# So many days with money, the latest, wait for somebody to sign them.
UNSIGNED = 2


def keep_books(school: School, enrolled: list[Enrollment], at: datetime) -> None:
    """Let money wait at every place where somebody decides about it, and let ada sign what is
    over."""
    moving, sick, *others = enrolled
    _ask_back(moving, Decimal(800), "全家搬到外地 They move away.", at - 5 * HOUR)
    agreed = _ask_back(sick, Decimal(500), "病假停课 Ill for a month.", at - DAY)
    approve_refund(payment_id=agreed.pk, by=leader_of(school, sick), at=at - 8 * HOUR)
    for number, each in enumerate(others[:2]):
        _sell_books(each, number, at - (6 - number) * HOUR)
    _sign_days(school.people["ada"], at)


def _ask_back(made: Enrollment, amount: Decimal, why: str, at: datetime) -> Payment:
    return request_refund(
        enrollment_id=made.pk, amount=amount, note=why, method="transfer",
        by=seller_of(made.customer.owner), at=at,
    )  # fmt: skip


def _sell_books(made: Enrollment, number: int, at: datetime) -> None:
    fields = {
        "type": "material", "amount": BOOKS, "method": "wechat_pay",
        "reference": f"42000281{number:02d}", "note": "教材 Books",
    }  # fmt: skip
    enter_payment(
        enrollment_id=made.pk, fields=fields, submit=True, by=seller_of(made.customer.owner), at=at
    )


def _sign_days(ada: Employee, at: datetime) -> None:
    """Sign each day with money but the latest; on the first with cash a note of ten was missing."""
    today = at.astimezone(ada.zone).date()
    latest_first = cash_days(since=today - SPAN, until=today)
    campuses = Campus.objects.in_bulk()
    missing = 10
    for each in latest_first[: UNSIGNED - 1 : -1]:
        campus, day = campuses[each["campus"]["id"]], each["day"]
        counted = {
            line.code: to_major(line.expected, campus.currency) for line in lines_of(campus, day)
        }
        apart = missing if "cash" in counted else 0
        if apart:
            counted["cash"] -= apart
            missing = 0
        sign_day(
            campus_id=campus.pk, day=day, counted=counted, by=ada, at=at - 2 * HOUR,
            note="找错十元 Ten too much given as change." if apart else "",
        )  # fmt: skip
