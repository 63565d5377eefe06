"""An enrollment's row: the same in every list."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from shoal.common.fields import RefSerializer, ref
from shoal.common.money import to_text
from shoal.organization.models import Employee

from ..models import Enrollment, State
from ..services.balances import paid_sum
from .veil import payer_of, veil_columns, veil_of, veiled

MONEY = ("list_price", "discount", "net_price")
INSTANTS = ("created_at", "submitted_at", "waitlisted_at", "held_until", "activated_at", "ended_at")
ROW_COLUMNS = (
    "state", "version", "currency", *MONEY, *INSTANTS, "paid", "customer_id", "customer__name",
    "customer__guardian_id", "customer__guardian__name", "class_group_id", "class_group__code",
    "class_group__term", "class_group__course_id", "class_group__course__name",
    "class_group__campus_id", "class_group__campus__name", "consultant_id",
    "consultant__display_name", *veil_columns(),
)  # fmt: skip


def enrollments_seen_by(viewer: Employee) -> QuerySet[Enrollment]:
    """Return the rows that ROW_COLUMNS reads, in one statement."""
    rows = Enrollment.objects.visible_to(viewer)
    return veiled(rows.annotate(paid=paid_sum()), viewer)


def row(found: Mapping[str, Any]) -> dict[str, Any]:
    veil, currency = veil_of(found), found["currency"]
    return {
        "id": found["pk"],
        "customer": ref(found["customer_id"], veil.text(found["customer__name"])),
        "payer": payer_of(found, veil),
        "contact_masked": not found["contacts_open"],
        "class_group": class_ref(found),
        "consultant": ref(found["consultant_id"], found["consultant__display_name"]),
        "state": found["state"],
        **{name: to_text(found[name], currency) for name in MONEY},
        "paid": to_text(found["paid"], currency),
        "balance": to_text(found["net_price"] - found["paid"], currency),
        "currency": currency,
        **{name: found[name] for name in INSTANTS},
        "version": found["version"],
    }


def class_ref(found: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    at = f"{prefix}class_group"
    return {
        "id": found[f"{at}_id"],
        "code": found[f"{at}__code"],
        "term": found[f"{at}__term"],
        "course": ref(found[f"{at}__course_id"], found[f"{at}__course__name"]),
        "campus": ref(found[f"{at}__campus_id"], found[f"{at}__campus__name"]),
    }


class PayerSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    phone = serializers.CharField(help_text="Masked unless you hold the customer or lead who does.")


class ClassRefSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    code = serializers.CharField()
    term = serializers.CharField()
    course = RefSerializer()
    campus = RefSerializer()


class EnrollmentRowSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    customer = RefSerializer()
    payer = PayerSerializer(help_text="The guardian of a student, else the customer.")
    contact_masked = serializers.BooleanField()
    class_group = ClassRefSerializer()
    consultant = RefSerializer(allow_null=True, help_text="Who sold it.")
    state = serializers.ChoiceField(choices=State)
    list_price = serializers.CharField(help_text="A decimal, as in 1200.00.")
    discount = serializers.CharField()
    net_price = serializers.CharField()
    paid = serializers.CharField(help_text="Confirmed, towards the net price, less what went back.")
    balance = serializers.CharField(help_text="Net price less `paid`; below 0: too much was paid.")
    currency = serializers.CharField()
    created_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    waitlisted_at = serializers.DateTimeField(allow_null=True)
    held_until = serializers.DateTimeField(
        allow_null=True, help_text="Until when the seat waits for the money or the answer."
    )
    activated_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()
