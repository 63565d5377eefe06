"""Who sits in the demo's classes, who waits, and what they paid: by the commands."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import cycle

from django.db.models import QuerySet

from shoal.common.money import to_major
from shoal.customers.models import Customer, Status
from shoal.enrollments.models import Enrollment, Payment
from shoal.enrollments.services.applying import apply
from shoal.enrollments.services.confirming import confirm
from shoal.enrollments.services.crediting import open_dispute, set_shares
from shoal.enrollments.services.deciding import approve
from shoal.enrollments.services.paying import enter_payment
from shoal.enrollments.services.policy import save_template
from shoal.organization.models import Employee
from shoal.teaching.models import ClassGroup, ClassState

from .school import School

DAY = timedelta(days=1)
PARTS = [{"percent": 40, "days": 0}, {"percent": 30, "days": 30}, {"percent": 30, "days": 60}]
WHY = ("想转行做数据分析", "孩子喜欢，想系统地学", "准备出国考试", "朋友推荐")
# One class is full, and one more waits in line for it.
FULL = "PY-2"


def enroll_students(school: School, at: datetime) -> list[Enrollment]:
    """Seat whoever is enrolled, paid in full or the first part; let applicants fill one class."""
    plan = save_template(
        fields={"name": "三期 Three parts", "parts": PARTS}, by=school.people["ada"], at=at
    )
    running = ClassGroup.objects.filter(state=ClassState.RUNNING).order_by("pk")
    done = []
    for number, (student, group) in enumerate(
        zip(_held(Status.ENROLLED), cycle(running), strict=False)
    ):
        when = at - _ago(number)
        made = _apply(student, group, number, when, plan.pk if number % 3 == 2 else None)
        _approve(school, made, when + DAY / 4)
        first = made.installments.order_by("position").first()
        paid = _pay(made, first.amount if first else made.net_price, when + DAY / 2)
        confirm(payment_id=paid.pk, by=school.people["fan"], at=when + DAY)
        done.append(made)
    full = ClassGroup.objects.get(code=FULL)
    applicants = list(_held(Status.APPLIED)[: full.capacity + 2])
    for number, applicant in enumerate(applicants):
        made = _apply(applicant, full, number, at - DAY / 2, None)
        # The last one still waits for somebody to decide.
        if number < len(applicants) - 1:
            _approve(school, made, at - DAY / 3)
        # What the first one paid is for finance to look at.
        if number == 0:
            _pay(made, made.net_price, at - DAY / 4)
        done.append(made)
    _contest(school, done, at)
    return done


def _ago(number: int) -> timedelta:
    """How long ago they applied: of those who pay in parts the first is late with the second, and
    the next has it due today."""
    if number % 3 == 2:
        return (36 if number == 2 else 30) * DAY + DAY / 4
    return (24 - 4 * (number % 6)) * DAY


def _contest(school: School, made: list[Enrollment], at: datetime) -> None:
    """Of one sale a colleague was credited with the most, and who sold it disagrees."""
    lin, bo = school.people["lin"], school.people["bo"]
    for sale in (one for one in made if one.consultant in (lin, bo)):
        seller, other = (lin, bo) if sale.consultant == lin else (bo, lin)
        shares = [{"employee": other.pk, "percent": 60}, {"employee": seller.pk, "percent": 40}]
        set_shares(
            enrollment_id=sale.pk, shares=shares, note="首次到访由同事接待",
            by=school.people["ada"], at=at - DAY,
        )  # fmt: skip
        claim = "我跟进了三周，试听课也是我安排的。"
        open_dispute(enrollment_id=sale.pk, claim=claim, by=seller, at=at - DAY / 2)
        return


def _held(status: Status) -> QuerySet[Customer]:
    found = Customer.objects.living().filter(status=status, owner__isnull=False)
    return found.select_related("owner").order_by("pk")


def _apply(
    customer: Customer, group: ClassGroup, number: int, at: datetime, plan: int | None
) -> Enrollment:
    fields = {
        "why": WHY[number % len(WHY)], "contract_agreed": True,
        "discount": Decimal(100 * (number % 3)), "plan_template": plan,
    }  # fmt: skip
    return apply(
        customer_id=customer.pk, class_id=group.pk, fields=fields, submit=True,
        by=seller_of(customer.owner), at=at,
    )  # fmt: skip


def _approve(school: School, made: Enrollment, at: datetime) -> None:
    approve(enrollment_id=made.pk, by=leader_of(school, made), at=at, discount_agreed=True)
    made.refresh_from_db()


def seller_of(who: Employee | None) -> Employee:
    if who is None:
        raise ValueError("only who is held applies")
    return who


def leader_of(school: School, made: Enrollment) -> Employee:
    mei, seller = school.people["mei"], made.consultant
    mine = seller is not None and seller != mei and seller.department_id == mei.department_id
    return mei if mine else school.people["ada"]


def _pay(made: Enrollment, minor: int, at: datetime) -> Payment:
    money = {
        "type": "tuition", "amount": to_major(minor, made.currency),
        "method": ("wechat_pay", "card", "cash")[made.pk % 3],
    }  # fmt: skip
    return enter_payment(
        enrollment_id=made.pk, fields=money, submit=True, by=seller_of(made.consultant), at=at
    )
