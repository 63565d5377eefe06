"""What a reveal takes and answers, and the ledger of reveals."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from rest_framework import serializers

from shoal.common import clock
from shoal.common.fields import RefSerializer, ref
from shoal.organization.models import Employee

from ..models import MASKABLE, Customer, Identity, Reveal
from ..rules.revealing import reveals_left
from .veil import veil_columns, veil_of, veiled

REVEAL_COLUMNS = (
    "at", "fields", "reason", "employee_id", "employee__display_name", "customer_id",
    "seen_name", *veil_columns("customer__"),
)  # fmt: skip
WEEK, MONTH = timedelta(days=7), timedelta(days=30)


def reveals_for(viewer: Employee) -> QuerySet[Reveal]:
    """Add what REVEAL_COLUMNS needs: what the customers are called, if `viewer` sees them."""
    known = Customer.objects.visible_to(viewer).filter(pk=OuterRef("customer"))
    name = Case(
        When(Exists(known), then="customer__name"),
        default=Value(None),
        output_field=CharField(null=True),
    )
    return veiled(Reveal.objects.visible_to(viewer), viewer, "customer__").annotate(seen_name=name)


def reveal_row(found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": found["pk"],
        "at": found["at"],
        "employee": ref(found["employee_id"], found["employee__display_name"]),
        "customer": found["customer_id"],
        "name": veil_of(found, "customer__").text(found["seen_name"]),
        "kinds": found["fields"],
        "reason": found["reason"],
    }


def shown_contacts(
    reveal: Reveal, identities: Iterable[Identity], left: int | None
) -> dict[str, Any]:
    return {
        "id": reveal.pk,
        "customer": reveal.customer_id,
        "contacts": [
            {"kind": i.kind, "value": i.value, "is_primary": i.is_primary} for i in identities
        ],
        "left": left,
    }


def reveal_numbers(viewer: Employee, at: datetime) -> dict[str, Any]:
    """Return how often each person was shown contacts, and what the viewer has left today."""
    today = clock.start_of_day(at, viewer.zone)
    people = (
        Reveal.objects.visible_to(viewer)
        .filter(at__gte=at - MONTH)
        .order_by()
        .values("employee_id", "employee__display_name")
        .annotate(
            today=Count("pk", filter=Q(at__gte=today)),
            week=Count("pk", filter=Q(at__gte=at - WEEK)),
            month=Count("pk"),
        )
        .order_by("-month", "employee_id")
    )
    return {
        "left": reveals_left(viewer, at),
        "people": [
            {
                "employee": ref(found["employee_id"], found["employee__display_name"]),
                "today": found["today"],
                "week": found["week"],
                "month": found["month"],
            }
            for found in people
        ],
    }


class RevealSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=200, help_text="Why, in your own words.")


class ContactSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=MASKABLE)
    value = serializers.CharField()
    is_primary = serializers.BooleanField()


class RevealedSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    customer = serializers.IntegerField()
    contacts = ContactSerializer(many=True)
    left = serializers.IntegerField(
        allow_null=True, help_text="How many more today; null: no limit."
    )


class RevealRowSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    at = serializers.DateTimeField()
    employee = RefSerializer()
    customer = serializers.IntegerField()
    name = serializers.CharField(allow_null=True, help_text="null: you no longer see them.")
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=MASKABLE))
    reason = serializers.CharField()


class RevealCountSerializer(serializers.Serializer):
    employee = RefSerializer()
    today = serializers.IntegerField()
    week = serializers.IntegerField(help_text="In the last 7 days.")
    month = serializers.IntegerField(help_text="In the last 30 days.")


class RevealNumbersSerializer(serializers.Serializer):
    left = serializers.IntegerField(allow_null=True, help_text="Yours, today; null: no limit.")
    people = RevealCountSerializer(many=True)
