"""Who is credited for a sale, and with how much (R185, R215)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from shoal.customers.lineage import lineage_of
from shoal.customers.models import Consultation, Customer, FollowUp
from shoal.customers.models.follow_up import EFFECTIVE
from shoal.organization.models import Employee

from ..models import WHOLE, CreditShare, Enrollment
from .policy import policy


def share_by_default(customer: Customer, enrollment: Enrollment, at: datetime) -> None:
    """Credit who earned it at the moment of applying, unless shares were agreed before."""
    earner = earned_by(customer, at)
    if earner is not None and not enrollment.credit_shares.exists():
        lay_shares(enrollment, {earner: WHOLE})


def shares_of(enrollment: Enrollment) -> dict[int, int]:
    """Return {employee: percent} of who is credited, the most first."""
    shares = enrollment.credit_shares.order_by("-percent", "employee")
    return dict(shares.values_list("employee", "percent"))


def lay_shares(enrollment: Enrollment, shares: Mapping[int, int]) -> None:
    """Credit these people with so many percent of a sale for which nobody is credited."""
    CreditShare.objects.bulk_create(
        CreditShare(enrollment=enrollment, employee_id=employee, percent=percent)
        for employee, percent in shares.items()
    )


def amounts_of(total: int, percents: Sequence[int]) -> list[int]:
    """Return what each share is of `total`, in minor units; what rounding leaves is the first's."""
    amounts = [total * percent // WHOLE for percent in percents]
    if amounts:
        amounts[0] += total - sum(amounts)
    return amounts


def earned_by(customer: Customer, at: datetime) -> int | None:
    """Return the holder; or who spoke with the customer before they last asked by themselves,
    within the attribution window: their inquiry came of that (R185)."""
    days, holder = policy().attribution_days, customer.owner_id
    if days is None or holder is None:
        return holder
    ids = lineage_of(customer.pk).ids
    asked = Consultation.objects.filter(customer__in=ids, created_at__lte=at)
    inquiry = asked.order_by("-created_at").values_list("created_at", flat=True).first()
    if inquiry is None:
        return holder
    spoke = FollowUp.objects.filter(
        customer__in=ids, outcome__in=EFFECTIVE, occurred_at__lte=inquiry,
        occurred_at__gte=inquiry - timedelta(days=days),
    )  # fmt: skip
    last = spoke.order_by("-occurred_at", "-pk").values_list("author", flat=True).first()
    if last is None or not Employee.objects.active().filter(pk=last).exists():
        return holder
    return last
