"""Plans as they go out: in lists, in the calendar, where people are expected."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from rest_framework import serializers

from shoal.common import clock
from shoal.common.errors import as_refusals
from shoal.common.fields import ref
from shoal.organization.models import Employee

from ..models import FollowUpPlan, PlanKind, PlanState
from ..rules.planning import (
    PlanFacts,
    cancel_refusal,
    change_refusal,
    check_in_refusal,
    done_refusal,
    no_show_refusal,
)
from .contact import TO_CUSTOMER
from .rows import RefSerializer, RefusalSerializer
from .veil import veil_columns, veil_of, veiled

PLAN_COLUMNS = (
    "kind", "state", "due_at", "note", "created_at", "closed_at", "answered_by_id", "campus_id",
    "campus__name", "campus__time_zone", "assignee_id", "assignee__display_name", "customer_id",
    "customer__name", "customer__owner_id", "customer__status", "customer__phone",
    *veil_columns(TO_CUSTOMER),
)  # fmt: skip


class Arrival:
    """What has become of somebody who is expected."""

    WAITING, CAME, DID_NOT_COME = "waiting", "came", "did_not_come"
    OF_STATE = {
        PlanState.PLANNED: WAITING,
        PlanState.DONE: CAME,
        PlanState.NO_SHOW: DID_NOT_COME,
        PlanState.MISSED: DID_NOT_COME,
    }


def plans_seen_by(viewer: Employee) -> QuerySet[FollowUpPlan]:
    """Return the rows that PLAN_COLUMNS reads, in one statement."""
    return veiled(FollowUpPlan.objects.visible_to(viewer), viewer, TO_CUSTOMER)


def shown_plan(found: Mapping[str, Any]) -> dict[str, Any]:
    veil = veil_of(found, TO_CUSTOMER)
    return {
        "id": found["pk"],
        "customer": {
            "id": found["customer_id"],
            "name": veil.text(found["customer__name"]),
            "phone": veil.contact("phone", found["customer__phone"]),
            "contact_masked": bool(veil.hidden),
        },
        "kind": found["kind"],
        "state": found["state"],
        "due_at": found["due_at"],
        "campus": ref(found["campus_id"], found["campus__name"]),
        "note": veil.text(found["note"]),
        "assignee": ref(found["assignee_id"], found["assignee__display_name"]),
        "created_at": found["created_at"],
        "closed_at": found["closed_at"],
        "follow_up": found["answered_by_id"],
    }


def plan_row(found: Mapping[str, Any], *, viewer: Employee, at: datetime) -> dict[str, Any]:
    """Return a plan with what `viewer` may not do with it, and why."""
    plan = PlanFacts(
        owner=found["customer__owner_id"],
        customer_status=found["customer__status"],
        kind=found["kind"],
        state=found["state"],
        due_at=found["due_at"],
        zone=place_zone(found, viewer),
    )
    refusals = as_refusals(
        change=change_refusal(plan),
        cancel=cancel_refusal(plan),
        no_show=no_show_refusal(plan, at),
        check_in=check_in_refusal(plan, at),
        done=done_refusal(plan, at),
    )
    return {**shown_plan(found), "refusals": refusals}


def expected_row(found: Mapping[str, Any], *, viewer: Employee, at: datetime) -> dict[str, Any]:
    """Return an appointment with its time on the wall of the campus, and whether they came."""
    zone = place_zone(found, viewer)
    local = found["due_at"].astimezone(zone)
    return {
        **plan_row(found, viewer=viewer, at=at),
        "arrival": Arrival.OF_STATE[found["state"]],
        "local_date": local.date(),
        "local_time": local.strftime("%H:%M"),
        "time_zone": zone.key,
    }


def place_zone(found: Mapping[str, Any], viewer: Employee) -> ZoneInfo:
    """Return the zone of the campus where they meet; without one that of who looks."""
    return clock.zone_of(found["campus__time_zone"]) if found["campus_id"] else viewer.zone


# --- what goes out, for the schema ----------------------------------------------------------------
class PlanCustomerSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    phone = serializers.CharField()
    contact_masked = serializers.BooleanField()


class PlanRefusalsSerializer(serializers.Serializer):
    change = RefusalSerializer(allow_null=True)
    cancel = RefusalSerializer(allow_null=True)
    no_show = RefusalSerializer(allow_null=True)
    check_in = RefusalSerializer(allow_null=True)
    done = RefusalSerializer(allow_null=True)


class PlanSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    customer = PlanCustomerSerializer()
    kind = serializers.ChoiceField(choices=PlanKind)
    state = serializers.ChoiceField(choices=PlanState)
    due_at = serializers.DateTimeField()
    campus = RefSerializer(allow_null=True)
    note = serializers.CharField()
    assignee = RefSerializer()
    created_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    follow_up = serializers.IntegerField(allow_null=True, help_text="What answered it.")
    refusals = PlanRefusalsSerializer()


class ExpectedSerializer(PlanSerializer):
    arrival = serializers.ChoiceField(choices=[Arrival.WAITING, Arrival.CAME, Arrival.DID_NOT_COME])
    local_date = serializers.DateField(help_text="The day at the campus.")
    local_time = serializers.CharField(help_text="The time on the wall of the campus, as 14:05.")
    time_zone = serializers.CharField()


class CalendarSerializer(serializers.Serializer):
    results = PlanSerializer(many=True)
    capped = serializers.BooleanField(help_text="There are more than fit into one answer.")


class ExpectedDaySerializer(serializers.Serializer):
    results = ExpectedSerializer(many=True)
    capped = serializers.BooleanField(help_text="There are more than fit into one answer.")
