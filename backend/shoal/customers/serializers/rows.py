"""A customer's row: the same in every list, masked by the server (R4)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db.models import (
    Count,
    IntegerField,
    JSONField,
    OuterRef,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, JSONObject
from django.utils.dateparse import parse_datetime
from rest_framework import serializers

from shoal.common.fields import RefSerializer as RefSerializer
from shoal.common.json_rows import JSONRows
from shoal.common.schema import RefusalSerializer as RefusalSerializer
from shoal.organization.models import Employee

from ..models import MASKABLE, Customer, FollowUp, Intent, RecycleRule, Status
from .veil import as_json, veil_columns, veil_of, veiled

ROW_COLUMNS = (
    "name", "status", "intent", "gender", "phone", "wechat", "qq", "email", "owned_since",
    "entered_at", "created_at", "last_contact_at", "next_follow_up_at", "recycle_due_at",
    "recycle_rule", "pool__warn_days", "version",
    "anonymised_at", "campus_id", "campus__name", "source_id", "source__code", "source__label_en",
    "source__label_zh", "owner_id", "owner__display_name", "pool_id", "pool__name",
    "guardian_id", "guardian__name", "courses_json", "last_words_json", "student_count",
    *veil_columns(),
)  # fmt: skip
PLAIN = (
    "name", "status", "intent", "gender", "owned_since", "entered_at", "created_at",
    "last_contact_at", "next_follow_up_at", "recycle_due_at", "recycle_rule", "version",
    "anonymised_at",
)  # fmt: skip


def annotated(queryset: QuerySet[Customer], viewer: Employee) -> QuerySet[Customer]:
    """Add what ROW_COLUMNS needs beyond the table's own columns. No further statement."""
    courses = Customer.courses.through.objects.filter(customer=OuterRef("pk")).order_by("pk")
    words = FollowUp.objects.filter(customer=OuterRef("pk")).order_by("-occurred_at", "-pk")
    students = (
        Customer.objects.living().filter(guardian=OuterRef("pk")).order_by()
        .values("guardian").annotate(n=Count("pk")).values("n")
    )  # fmt: skip
    return veiled(queryset, viewer).annotate(
        courses_json=JSONRows(courses.values(v=JSONObject(id="course_id", name="course__name"))),
        last_words_json=Subquery(
            words.values(
                v=JSONObject(note="note", at="occurred_at", method="method", outcome="outcome")
            )[:1],
            output_field=JSONField(),
        ),
        student_count=Coalesce(Subquery(students, output_field=IntegerField()), 0),
    )


def row(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return what goes out for one row of ROW_COLUMNS."""
    veil = veil_of(found)
    words = as_json(found["last_words_json"])
    if words:
        words = {**words, "note": veil.text(words["note"]), "at": _instant(words["at"])}
    return {
        "id": found["pk"],
        **{key: found[key] for key in PLAIN},
        "name": veil.text(found["name"]),
        **{kind: veil.contact(kind, found[kind]) for kind in MASKABLE},
        "contact_masked": bool(veil.hidden),
        "campus": _ref(found["campus_id"], found["campus__name"]),
        "source": _entry(found),
        "owner": _ref(found["owner_id"], found["owner__display_name"]),
        "pool": _ref(found["pool_id"], found["pool__name"]),
        "warn_days": found["pool__warn_days"],
        "courses": as_json(found["courses_json"]) or [],
        "last_words": words,
        "household": {
            "guardian": _ref(found["guardian_id"], veil.text(found["guardian__name"])),
            "students": found["student_count"],
        },
    }  # fmt: skip


def _ref(pk: int | None, name: str | None) -> dict[str, Any] | None:
    return None if pk is None else {"id": pk, "name": name}


def _entry(found: Mapping[str, Any]) -> dict[str, Any] | None:
    if found["source_id"] is None:
        return None
    return {
        "id": found["source_id"],
        "code": found["source__code"],
        "label_en": found["source__label_en"],
        "label_zh": found["source__label_zh"],
    }


def _instant(text: str) -> datetime | None:
    """Inside JSON SQLite leaves instants as it stores them: without an offset, in UTC."""
    at = parse_datetime(text)
    return at.replace(tzinfo=UTC) if at is not None and at.tzinfo is None else at


class ListEntryRefSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    code = serializers.CharField()
    label_en = serializers.CharField()
    label_zh = serializers.CharField()


class LastWordsSerializer(serializers.Serializer):
    note = serializers.CharField()
    at = serializers.DateTimeField()
    method = serializers.CharField()
    outcome = serializers.CharField()


class HouseholdSerializer(serializers.Serializer):
    guardian = RefSerializer(allow_null=True)
    students = serializers.IntegerField(help_text="How many students the guardian has.")


class CustomerRowSerializer(serializers.Serializer):
    """For the schema: rows are made by `row`, not by serializing model instances."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    status = serializers.ChoiceField(choices=Status)
    intent = serializers.ChoiceField(choices=[*Intent.choices, ("", "unknown")])
    gender = serializers.CharField()
    phone = serializers.CharField()
    wechat = serializers.CharField()
    qq = serializers.CharField()
    email = serializers.CharField()
    contact_masked = serializers.BooleanField()
    campus = RefSerializer(allow_null=True)
    source = ListEntryRefSerializer(allow_null=True)
    courses = RefSerializer(many=True)
    owner = RefSerializer(allow_null=True, help_text="null: lies in the pool.")
    pool = RefSerializer(help_text="The home pool.")
    owned_since = serializers.DateTimeField(allow_null=True)
    entered_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    last_contact_at = serializers.DateTimeField(allow_null=True)
    next_follow_up_at = serializers.DateTimeField(allow_null=True)
    recycle_due_at = serializers.DateTimeField(
        allow_null=True, help_text="When the clock returns them to the pool; null: not at all."
    )
    recycle_rule = serializers.ChoiceField(
        choices=[*RecycleRule.choices, ("", "none")], help_text="The rule that says so."
    )
    warn_days = serializers.IntegerField(
        allow_null=True, help_text="How many days before the holder is warned, by the pool's rules."
    )
    last_words = LastWordsSerializer(allow_null=True)
    household = HouseholdSerializer()
    anonymised_at = serializers.DateTimeField(
        allow_null=True, help_text="Since when the person is removed; their name is empty."
    )
    version = serializers.IntegerField()


class PoolRefusalsSerializer(serializers.Serializer):
    claim = RefusalSerializer(allow_null=True)


class PoolRowSerializer(CustomerRowSerializer):
    refusals = PoolRefusalsSerializer()


class PoolAllowanceSerializer(serializers.Serializer):
    pool = serializers.IntegerField()
    name = serializers.CharField()
    daily_limit = serializers.IntegerField(allow_null=True)
    claimed_today = serializers.IntegerField()
    left = serializers.IntegerField(allow_null=True)
    holding_limit = serializers.IntegerField(allow_null=True)


class AllowanceSerializer(serializers.Serializer):
    pools = PoolAllowanceSerializer(many=True)
    held = serializers.IntegerField()
    holding_limit = serializers.IntegerField(allow_null=True)
    holding_left = serializers.IntegerField(allow_null=True)
