"""The application form: drafted, changed, handed in (R172, R173)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from shoal.activity.services import record
from shoal.common.errors import Invalid, NotFound, Stale
from shoal.common.money import to_minor
from shoal.customers.services.access import lock_household
from shoal.organization.models import Employee
from shoal.teaching.models import ClassGroup
from shoal.teaching.services import seats

from ..models import Enrollment, PlanTemplate, State
from ..rules import applying as rules
from . import credit, standing
from .access import Locked, lock_enrollment
from .moving import record_move, write


@dataclass(frozen=True)
class Price:
    """In minor units of the class's currency."""

    list_price: int
    discount: int
    currency: str

    @property
    def columns(self) -> dict[str, Any]:
        return {
            "list_price": self.list_price, "discount": self.discount,
            "net_price": self.list_price - self.discount, "currency": self.currency,
        }  # fmt: skip


@transaction.atomic
def apply(
    *, customer_id: int, class_id: int, fields: dict[str, Any], submit: bool, by: Employee,
    at: datetime,
) -> Enrollment:  # fmt: skip
    """Fill in a form for a customer, and hand it in if `submit`.

    `fields` are of the form: `discount` is a Decimal in the class's currency, `plan_template` an
    id. Raises NotFound, NotHeld, DoNotContact, ClassTakesNobody, EnrolledAlready,
    ContractNotAgreed, Invalid.
    """
    customer, _ = lock_household(customer_id, by)
    if refusal := rules.apply_refusal(by, customer):
        raise refusal
    class_group = _lock_wanted(class_id)
    fields = dict(fields)
    price = price_in(class_group, fields.pop("discount", Decimal(0)))
    _settle_template(fields)
    enrollment = Enrollment(
        customer=customer, class_group=class_group, consultant=customer.owner, created_at=at,
        created_by=by, **price.columns, **fields,
    )  # fmt: skip
    if refusal := rules.place_refusal(customer, enrollment):
        raise refusal
    insert(enrollment)
    record(
        "enrollment.created", subject=enrollment, actor=by, at=at, customer_id=customer.pk,
        class_group=class_id, new=State.DRAFT,
    )  # fmt: skip
    if submit:
        _submit(Locked(customer, class_group, enrollment), by=by, at=at)
    return enrollment


@transaction.atomic
def edit_draft(
    *, enrollment_id: int, changes: dict[str, Any], expected_version: int, by: Employee,
    at: datetime,
) -> Enrollment:  # fmt: skip
    """Change the form before it is handed in; another class or discount drops the plan.

    Raises NotFound, Stale, NotInThisState, ClassTakesNobody, EnrolledAlready, Invalid.
    """
    locked = lock_enrollment(enrollment_id, by)
    enrollment, changes = locked.enrollment, dict(changes)
    if enrollment.version != expected_version:
        raise Stale(version=enrollment.version)
    if refusal := rules.edit_refusal(by, locked.customer, enrollment):
        raise refusal
    changed = sorted(changes)
    if "class_group" in changes:
        enrollment.class_group = _lock_wanted(changes.pop("class_group"))
        if refusal := rules.place_refusal(locked.customer, enrollment):
            raise refusal
        changes["class_group"] = enrollment.class_group
        changes.setdefault("discount", Decimal(0))
    if "discount" in changes:
        price = price_in(enrollment.class_group, changes.pop("discount"))
        changes |= price.columns
        enrollment.installments.all().delete()
    _settle_template(changes)
    write(enrollment, **changes)
    record(
        "enrollment.edited", subject=enrollment, actor=by, at=at, customer_id=locked.customer.pk,
        class_group=enrollment.class_group_id, fields=changed,
    )  # fmt: skip
    return enrollment


@transaction.atomic
def submit(*, enrollment_id: int, by: Employee, at: datetime) -> Enrollment:
    """Hand in a draft. Raises NotFound, NotInThisState, NotHeld, NotYours, DoNotContact,
    ClassTakesNobody, EnrolledAlready, ContractNotAgreed."""
    locked = lock_enrollment(enrollment_id, by)
    _submit(locked, by=by, at=at)
    return locked.enrollment


def _submit(locked: Locked, *, by: Employee, at: datetime) -> None:
    customer, enrollment = locked.customer, locked.enrollment
    if refusal := rules.submit_refusal(by, customer, enrollment):
        raise refusal
    # Who holds them by now sold it, whoever began the form.
    record_move(
        "enrollment.submitted", enrollment, State.SUBMITTED, by=by, at=at, customer_id=customer.pk,
        submitted_at=at, submitted_by=by, consultant=customer.owner,
    )  # fmt: skip
    credit.share_by_default(customer, enrollment, at)
    standing.follow(customer.pk, at, by)


def price_in(class_group: ClassGroup, discount: Decimal) -> Price:
    """Raises Invalid for a discount that the price does not bear."""
    minor = to_minor(discount, class_group.currency, "discount")
    if minor > class_group.tuition:
        raise Invalid.field("discount", "max_value", "Not more than the price.")
    return Price(class_group.tuition, minor, class_group.currency)


def _lock_wanted(class_id: int) -> ClassGroup:
    try:
        return seats.lock_class(class_id)
    except NotFound:
        raise Invalid.field("class_group", "does_not_exist", "There is no such class.") from None


def _settle_template(fields: dict[str, Any]) -> None:
    wanted = fields.get("plan_template")
    if wanted is None:
        return
    template = PlanTemplate.objects.filter(pk=wanted, is_active=True).first()
    if template is None:
        raise Invalid.field("plan_template", "does_not_exist", "There is no such plan.")
    fields["plan_template"] = template


def insert(enrollment: Enrollment) -> None:
    """Write a new enrollment. Raises EnrolledAlready."""
    # The household's lock keeps two of one customer apart; the unique index those of two rows
    # that were merged at this moment.
    try:
        with transaction.atomic():
            enrollment.save(force_insert=True)
    except IntegrityError as error:
        raise rules.EnrolledAlready() from error
