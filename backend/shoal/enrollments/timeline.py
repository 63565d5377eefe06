"""What became of somebody's enrollments and payments, for the customer's timeline (R188).

Read from the event log: ids and codes, no words, so there is nothing in it to forget.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from shoal.activity.models import Event
from shoal.common.fields import ref
from shoal.common.money import to_text
from shoal.customers.lineage import Lineage
from shoal.customers.timeline.place import Entry, Place, entry, page_of
from shoal.organization.models import Employee

from .models import Enrollment, Payment

RANK = 6
COLUMNS = (
    "kind", "at", "actor_id", "actor__display_name", "subject_type", "subject_id",
)  # fmt: skip
FACTS = (
    "pk", "customer_id", "class_group_id", "class_group__code", "class_group__course__name",
)  # fmt: skip
# Somebody still writes it.
UNSAID = ("payment.drafted", "payment.edited")


def school_events(
    viewer: Employee, lineage: Lineage, after: Place | None, limit: int
) -> Iterable[Entry]:
    """Yield what happened to the enrollments that `viewer` may see (R170). Three statements, one
    where there are none."""
    rows = Enrollment.objects.visible_to(viewer).filter(customer__in=lineage.ids)
    enrollments = {found["pk"]: found for found in rows.values(*FACTS)}
    if not enrollments:
        return
    paid = Payment.objects.filter(enrollment__in=enrollments)
    payments = {
        p["pk"]: p for p in paid.values("pk", "enrollment_id", "type", "amount", "currency")
    }
    events = Event.objects.filter(
        Q(subject_type="enrollment", subject_id__in=enrollments)
        | Q(subject_type="payment", subject_id__in=payments)
    ).exclude(kind__in=UNSAID)
    for event in page_of(events, COLUMNS, "at", RANK, after, limit):
        kind, _, what = event["kind"].partition(".")
        payment = payments[event["subject_id"]] if kind == "payment" else None
        of = enrollments[payment["enrollment_id"] if payment else event["subject_id"]]
        actor = ref(event["actor_id"], event["actor__display_name"])
        place = Place(event["at"], RANK, event["pk"])
        data = {"event": what, **_of_enrollment(of), **(_of_payment(payment) if payment else {})}
        yield entry(kind, place, actor, data, of["customer_id"])


def _of_enrollment(found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "enrollment": found["pk"],
        "class_group": ref(found["class_group_id"], found["class_group__code"]),
        "course": found["class_group__course__name"],
    }


def _of_payment(found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": found["type"],
        "amount": to_text(found["amount"], found["currency"]),
        "currency": found["currency"],
    }
