"""One customer with everything the page shows, and for each command why the viewer may not."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from shoal.common import clock
from shoal.common.errors import NotFound
from shoal.organization.models import Employee

from ..masking import mask, scrub_extra
from ..models import (
    Customer,
    Identity,
    IdentityKind,
    PlanKind,
    PlanState,
    Status,
)
from ..rules import merging as merging_rules
from ..rules import profile as profile_rules
from ..rules.revealing import reveals_left
from ..services.status import moves_for
from .refusals import RefusalsSerializer, refusals
from .rows import (
    ROW_COLUMNS,
    CustomerRowSerializer,
    ListEntryRefSerializer,
    RefSerializer,
    annotated,
    row,
)
from .veil import Veil, veil_columns, veil_of, veiled

LABELS = ("code", "label_en", "label_zh")


def detail(customer_id: int, viewer: Employee, at: datetime | None = None) -> dict[str, Any]:
    """Return the contract's Detail. Raises NotFound when `viewer` may not know of them."""
    at = at or clock.now()
    visible = Customer.objects.visible_to(viewer)
    if viewer.has_capability("customers.restore"):
        visible = visible | Customer.objects.filter(deleted_at__isnull=False)
    found = annotated(visible.filter(pk=customer_id), viewer).values("pk", *ROW_COLUMNS).first()
    if found is None:
        raise NotFound()
    shown = row(found)
    customer = Customer.objects.select_related(
        "campaign", "referred_by", "created_by", "guardian", "pool", "lost_reason"
    ).get(pk=customer_id)
    hidden = shown["contact_masked"]
    veil = veil_of(found)
    identities = list(customer.identities.order_by("kind", "-is_primary", "pk"))
    left = reveals_left(viewer, at) if hidden else None
    return {
        **shown,
        "birthday": customer.birthday,
        "class_type": customer.class_type,
        "campaign": _label(customer.campaign),
        "lost_reason": _label(customer.lost_reason),
        "referred_by": _referrer(customer, viewer),
        "remark": veil.text(customer.remark),
        "extra": scrub_extra(customer.extra, veil.known) if hidden else customer.extra,
        "identities": _identities(customer, identities, hidden),
        "guardian": _member(customer.guardian, veil) if customer.guardian else None,
        "students": [_member(s, veil) for s in customer.students.living().order_by("pk")],
        "protected_until": customer.protected_until,
        "created_by": _person(customer.created_by),
        "deleted_at": customer.deleted_at,
        "open_plans": _plans(customer, veil),
        "merges": _merges(customer, veil),
        "status_moves": moves_for(customer),
        "editable_fields": sorted(profile_rules.editable_fields(viewer, customer)),
        "reveals_left": left,
        "refusals": refusals(viewer, customer, at, left),
    }


def still_seen(stored: dict[str, Any], viewer: Employee) -> dict[str, Any]:
    """Return a Detail that was stored for a replay as far as `viewer` may see it now: who lies
    in a pool meanwhile is masked. Raises NotFound."""
    if "gone" in stored:
        return stored
    now = detail(stored["id"], viewer)
    return now if now["contact_masked"] else stored


def _identities(customer: Customer, rows: list[Identity], hidden: bool) -> list[dict[str, Any]]:
    masked = customer.pool.masked_fields if hidden else ()
    return [
        {
            "id": i.pk,
            "kind": i.kind,
            "value": mask(i.kind, i.value) if i.kind in masked else i.value,
            "source": i.source,
            "is_primary": i.is_primary,
        }
        for i in rows
    ]


def _plans(customer: Customer, veil: Veil) -> list[dict[str, Any]]:
    rows = customer.plans.filter(state=PlanState.PLANNED).select_related("campus", "assignee")
    return [
        {
            "id": p.pk,
            "kind": p.kind,
            "state": p.state,
            "due_at": p.due_at,
            "campus": {"id": p.campus.pk, "name": p.campus.name} if p.campus else None,
            "note": veil.text(p.note),
            "assignee": _person(p.assignee),
            "created_at": p.created_at,
        }
        for p in rows.order_by("due_at", "pk")
    ]


def _merges(customer: Customer, veil: Veil) -> list[dict[str, Any]]:
    """Who was merged into them and is still, the latest first."""
    standing = customer.merges.filter(undone_at=None).select_related("merged", "by")
    return [
        {
            "id": merge.pk,
            "merged": {"id": merge.merged_id, "name": veil.text(merge.merged.name)},
            "at": merge.at,
            "by": _person(merge.by),
            "undoable_until": merge.at + merging_rules.UNDO_WITHIN,
        }
        for merge in standing.order_by("-at", "-pk")
    ]


def _member(customer: Customer, veil: Veil) -> dict[str, Any]:
    return {
        "id": customer.pk,
        "name": veil.text(customer.name),
        "status": customer.status,
        "phone": mask("phone", customer.phone) if veil.hidden else customer.phone,
    }


def _referrer(customer: Customer, viewer: Employee) -> dict[str, Any] | None:
    """Only if the viewer may know of them, and then as the viewer sees them."""
    if customer.referred_by_id is None:
        return None
    visible = Customer.objects.visible_to(viewer).filter(pk=customer.referred_by_id)
    other = veiled(visible, viewer).values("pk", "name", *veil_columns()).first()
    return other and {"id": other["pk"], "name": veil_of(other).text(other["name"])}


def _label(entry: Any) -> dict[str, Any] | None:
    return None if entry is None else {"id": entry.pk, **{k: getattr(entry, k) for k in LABELS}}


def _person(employee: Employee | None) -> dict[str, Any] | None:
    return None if employee is None else {"id": employee.pk, "name": employee.display_name}


class MemberSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    status = serializers.ChoiceField(choices=Status)
    phone = serializers.CharField()


class IdentitySerializer(serializers.Serializer):
    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=IdentityKind)
    value = serializers.CharField()
    source = serializers.CharField()
    is_primary = serializers.BooleanField()


class OpenPlanSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=PlanKind)
    state = serializers.ChoiceField(choices=PlanState)
    due_at = serializers.DateTimeField()
    campus = RefSerializer(allow_null=True)
    note = serializers.CharField()
    assignee = RefSerializer()
    created_at = serializers.DateTimeField()


class StandingMergeSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    merged = RefSerializer()
    at = serializers.DateTimeField()
    by = RefSerializer()
    undoable_until = serializers.DateTimeField()


class CustomerDetailSerializer(CustomerRowSerializer):
    birthday = serializers.DateField(allow_null=True)
    class_type = serializers.CharField()
    campaign = ListEntryRefSerializer(allow_null=True)
    lost_reason = ListEntryRefSerializer(allow_null=True)
    referred_by = RefSerializer(allow_null=True)
    remark = serializers.CharField()
    extra = serializers.DictField(child=serializers.CharField())
    identities = IdentitySerializer(many=True)
    guardian = MemberSerializer(allow_null=True)
    students = MemberSerializer(many=True)
    protected_until = serializers.DateTimeField(allow_null=True)
    created_by = RefSerializer(allow_null=True)
    deleted_at = serializers.DateTimeField(allow_null=True)
    open_plans = OpenPlanSerializer(many=True)
    merges = StandingMergeSerializer(many=True)
    status_moves = serializers.ListField(child=serializers.ChoiceField(choices=Status))
    editable_fields = serializers.ListField(child=serializers.CharField())
    reveals_left = serializers.IntegerField(
        allow_null=True, help_text="How many more contacts you may be shown today; null: no limit."
    )
    refusals = RefusalsSerializer()
