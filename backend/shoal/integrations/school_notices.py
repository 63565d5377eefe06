"""Whom an event of an enrollment or a payment concerns: who holds or sold, and who asked (R189)."""

from collections.abc import Collection, Iterator

from shoal.activity.models import Event
from shoal.enrollments.models import Enrollment, Payment, PaymentType
from shoal.organization.models import Employee

from .models import Kind
from .notice import Notice

ENROLLMENTS = "enrollments"
# Something to do about a seat: whoever holds the customer by now, and who sold it.
SEATS = {"enrollment.offered": Kind.SEAT_OFFERED, "enrollment.expired": Kind.HOLD_EXPIRED}
DECISIONS = {
    "enrollment.approved": Kind.APPLICATION_APPROVED,
    "enrollment.rejected": Kind.APPLICATION_REJECTED,
}


def of_school(event: Event) -> Iterator[Notice]:
    """Tell who may see the enrollment, and nobody else."""
    if event.kind in SEATS or event.kind in DECISIONS:
        found = Enrollment.objects.select_related("customer__merged_into").filter(
            pk=event.subject_id
        )
        for enrollment in found:
            if event.kind in SEATS:
                kind, people = SEATS[event.kind], in_charge_of(enrollment)
            else:
                kind, people = DECISIONS[event.kind], _sellers(enrollment)
            yield from _notices(event, kind, enrollment.pk, people)
    elif event.kind.startswith("payment."):
        yield from _of_payment(event)


def in_charge_of(enrollment: Enrollment) -> set[int]:
    customer = enrollment.customer.merged_into or enrollment.customer
    return {pk for pk in (customer.owner_id, enrollment.consultant_id) if pk is not None}


def _sellers(enrollment: Enrollment) -> set[int]:
    sellers = (enrollment.consultant_id, enrollment.submitted_by_id)
    return {pk for pk in sellers if pk is not None}


def _of_payment(event: Event) -> Iterator[Notice]:
    refund = event.data.get("type") == PaymentType.REFUND
    kind = {
        "payment.rejected": Kind.PAYMENT_REJECTED,
        "payment.approved": Kind.REFUND_APPROVED,
        "payment.confirmed": Kind.REFUND_PAID if refund else None,
    }.get(event.kind)
    if kind is None:
        return
    asked = Payment.objects.filter(pk=event.subject_id, submitted_by__isnull=False)
    for enrollment, submitter in asked.values_list("enrollment", "submitted_by"):
        yield from _notices(event, kind, enrollment, {submitter})


def _notices(
    event: Event, kind: Kind, enrollment: int, people: Collection[int]
) -> Iterator[Notice]:
    for employee in Employee.objects.active().filter(pk__in=people).order_by("pk"):
        # Whoever neither holds nor is credited any more has no business with it.
        if Enrollment.objects.visible_to(employee).filter(pk=enrollment).exists():
            yield Notice(employee.pk, kind, event.at, [enrollment], ENROLLMENTS, by=event.actor_id)
