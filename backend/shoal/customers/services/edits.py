"""The end of every change of a profile: saved, kept as history, indexed, told (R32)."""

from datetime import date, datetime
from typing import Any

from django.db.models import F, Model

from shoal.activity.services import record
from shoal.common.errors import Invalid
from shoal.organization.models import Employee

from ..models import Customer, CustomerEdit
from ..rules.profile import EDITABLE
from . import identities
from .search import index_customers

WRITTEN = sorted({*EDITABLE, "name_sort"} - {"courses", "guardian"})


def _refuse_nobody(customer: Customer) -> None:
    if not (customer.name or customer.guardian_id or customer.identities.exists()):
        raise Invalid.field("name", "name_or_contact_required", "A name or a contact must stay.")


def snapshot(customer: Customer, fields: dict[str, Any]) -> dict[str, Any]:
    """Return {field: value as the history keeps it}: references by id, dates as text."""
    found: dict[str, Any] = {}
    for field in fields:
        if field == "courses":
            found[field] = sorted(customer.courses.values_list("pk", flat=True))
            continue
        value = getattr(customer, field)
        if isinstance(value, Model):
            value = value.pk
        found[field] = value.isoformat() if isinstance(value, date) else value
    return found


def write_changes(
    customer: Customer, changed: dict[str, list[Any]], *, by: Employee, at: datetime
) -> None:
    """Save, keep what it was, index, and tell which fields changed but not what they say.

    `changed` is {field: [old, new]}. Raises Invalid when nothing would identify the customer.
    """
    _refuse_nobody(customer)
    identities.copy_primaries(customer)
    customer.version = F("version") + 1
    customer.save(update_fields=[*WRITTEN, "version"])
    customer.refresh_from_db()
    CustomerEdit.objects.create(customer=customer, editor=by, at=at, changes=changed)
    index_customers([customer.pk])
    record(
        "customer.edited", subject=customer, actor=by, at=at, customer_id=customer.pk,
        fields=sorted(changed),
    )  # fmt: skip
