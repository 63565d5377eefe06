"""Follow-ups as they go out."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from rest_framework import serializers

from shoal.common.errors import NotFound, as_refusals
from shoal.common.fields import ref
from shoal.common.json_rows import JSONRows
from shoal.organization.models import Employee

from ..models import (
    FollowUp,
    FollowUpPlan,
    FollowUpVersion,
    Intent,
    Method,
    Outcome,
)
from ..rules.contact import correct_follow_up_refusal
from .rows import RefSerializer, RefusalSerializer
from .veil import veil_columns, veil_of, veiled

TO_CUSTOMER = "customer__"
FOLLOW_UP_COLUMNS = (
    "method", "outcome", "note", "intent_after", "occurred_at", "created_at", "version",
    "customer_id", "customer__name", "customer__owner_id", "author_id", "author__display_name",
    "courses_json", "next_plan", "answered_plan", *veil_columns(TO_CUSTOMER),
)  # fmt: skip


def follow_ups_seen_by(viewer: Employee) -> QuerySet[FollowUp]:
    """Return the rows that FOLLOW_UP_COLUMNS reads, in one statement."""
    courses = FollowUp.courses.through.objects.filter(followup=OuterRef("pk")).order_by("pk")
    plans = FollowUpPlan.objects.order_by("pk").values("pk")
    return veiled(FollowUp.objects.visible_to(viewer), viewer, TO_CUSTOMER).annotate(
        courses_json=JSONRows(courses.values(v=JSONObject(id="course_id", name="course__name"))),
        next_plan=Subquery(plans.filter(made_by=OuterRef("pk"))[:1]),
        answered_plan=Subquery(plans.filter(answered_by=OuterRef("pk"))[:1]),
    )


def one_of_rows(rows: QuerySet[Any], pk: int, columns: tuple[str, ...]) -> dict[str, Any]:
    """Return the columns of one row. Raises NotFound."""
    found = rows.filter(pk=pk).values("pk", *columns).first()
    if found is None:
        raise NotFound()
    return found


def shown_follow_up(found: Mapping[str, Any], viewer: Employee) -> dict[str, Any]:
    veil = veil_of(found, TO_CUSTOMER)
    no = correct_follow_up_refusal(
        viewer, author_id=found["author_id"], owner_id=found["customer__owner_id"]
    )
    courses = found["courses_json"]
    return {
        "id": found["pk"],
        "customer": {"id": found["customer_id"], "name": veil.text(found["customer__name"])},
        "author": ref(found["author_id"], found["author__display_name"]),
        "method": found["method"],
        "outcome": found["outcome"],
        "note": veil.text(found["note"]),
        "courses": (orjson.loads(courses) if isinstance(courses, str) else courses) or [],
        "intent_after": found["intent_after"],
        "occurred_at": found["occurred_at"],
        "created_at": found["created_at"],
        "plan": found["answered_plan"],
        "next_plan": found["next_plan"],
        "version": found["version"],
        "corrections": found["version"] - 1,
        "refusals": as_refusals(correct=no),
    }


def shown_versions(found: Mapping[str, Any], kept: list[FollowUpVersion]) -> list[dict[str, Any]]:
    """Return every version, newest first. `kept` are the replaced ones in ascending order; each
    also knows when and by whom its successor was written."""
    veil = veil_of(found, TO_CUSTOMER)
    written = [(found["created_at"], ref(found["author_id"], found["author__display_name"]))]
    written += [(v.replaced_at, ref(v.replaced_by_id, v.replaced_by.display_name)) for v in kept]
    texts = [vars(version) for version in kept] + [dict(found)]
    shown = [
        {
            "version": text["version"],
            "method": text["method"],
            "outcome": text["outcome"],
            "note": veil.text(text["note"]),
            "intent_after": text["intent_after"],
            "at": at,
            "by": by,
        }
        for text, (at, by) in zip(texts, written, strict=True)
    ]
    return shown[::-1]


# --- what goes out, for the schema ----------------------------------------------------------------
class FollowUpRefusalsSerializer(serializers.Serializer):
    correct = RefusalSerializer(allow_null=True)


class FollowUpSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    customer = RefSerializer()
    author = RefSerializer()
    method = serializers.ChoiceField(choices=Method)
    outcome = serializers.ChoiceField(choices=Outcome)
    note = serializers.CharField()
    courses = RefSerializer(many=True)
    intent_after = serializers.ChoiceField(choices=[*Intent.choices, ("", "unknown")])
    occurred_at = serializers.DateTimeField()
    created_at = serializers.DateTimeField()
    plan = serializers.IntegerField(allow_null=True, help_text="The plan that it answered.")
    next_plan = serializers.IntegerField(allow_null=True, help_text="The plan that it made.")
    version = serializers.IntegerField()
    corrections = serializers.IntegerField()
    refusals = FollowUpRefusalsSerializer()


class FollowUpVersionSerializer(serializers.Serializer):
    version = serializers.IntegerField()
    method = serializers.ChoiceField(choices=Method)
    outcome = serializers.ChoiceField(choices=Outcome)
    note = serializers.CharField()
    intent_after = serializers.ChoiceField(choices=[*Intent.choices, ("", "unknown")])
    at = serializers.DateTimeField(help_text="Since when it said so.")
    by = RefSerializer()
