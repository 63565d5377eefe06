"""Applications and disputes in the inbox of those who decide about them (R153, R174, R217)."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from shoal.common.fields import ref
from shoal.customers.inbox import Found, Kind
from shoal.organization.models import Employee

from .models import CreditDispute, Enrollment, State
from .querysets import sold_by
from .serializers.veil import veil_columns, veil_of, veiled

SALE = ("customer_id", "customer__name", "class_group_id", "class_group__code",
        "class_group__course__name")  # fmt: skip
COLUMNS = (
    "submitted_at", "discount", "list_price", "consultant_id", "consultant__display_name", *SALE,
    *veil_columns(),
)  # fmt: skip
OF = "enrollment__"
DISPUTE_COLUMNS = (
    "raised_at", "raised_by_id", "raised_by__display_name", *(f"{OF}{name}" for name in SALE),
    *veil_columns(OF),
)  # fmt: skip


def _applications(viewer: Employee, at: datetime) -> QuerySet[Any]:
    return _waiting(viewer).exclude(sold_by(viewer))


def _own_applications(viewer: Employee, at: datetime) -> QuerySet[Any]:
    """Nobody decides about their own sale: they are told that it waits for somebody else."""
    return _waiting(viewer).filter(sold_by(viewer))


def _waiting(viewer: Employee) -> QuerySet[Any]:
    return veiled(Enrollment.objects.visible_to(viewer).filter(state=State.SUBMITTED), viewer)


def _application(found: Found) -> dict[str, Any]:
    percent = found["discount"] * 100 // (found["list_price"] or 1)
    return {
        **_sale(found),
        "owner": ref(found["consultant_id"], found["consultant__display_name"]),
        "detail": str(percent) if found["discount"] else "",
    }


def _disputes(viewer: Employee, at: datetime) -> QuerySet[Any]:
    rows = CreditDispute.objects.visible_to(viewer).open()
    return veiled(rows.exclude(raised_by=viewer), viewer, f"{OF}customer__")


def _dispute(found: Found) -> dict[str, Any]:
    return {
        **_sale(found, OF),
        "owner": ref(found["raised_by_id"], found["raised_by__display_name"]),
    }


def _sale(found: Found, prefix: str = "") -> dict[str, Any]:
    name = veil_of(found).text(found[f"{prefix}customer__name"])
    code = found[f"{prefix}class_group__code"]
    course = found[f"{prefix}class_group__course__name"]
    return {
        "subject": ref(found[f"{prefix}customer_id"], name),
        "other": ref(found[f"{prefix}class_group_id"], f"{code} {course}"),
    }


APPLICATION = ("submitted_at", COLUMNS, _application)
KINDS = {
    "application": Kind(_applications, *APPLICATION),
    "own_application": Kind(_own_applications, *APPLICATION, waits=False),
    "dispute": Kind(_disputes, "raised_at", DISPUTE_COLUMNS, _dispute),
}
