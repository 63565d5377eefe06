"""One customer with everything the page shows, and for each command why the viewer may not."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from shoal.common import clock
from shoal.common.errors import DomainError, NotFound
from shoal.organization.models import Employee

from ..masking import mask, scrub, scrub_extra
from ..models import (
    MASKABLE,
    Customer,
    Identity,
    IdentityKind,
    OwnershipSpell,
    PlanKind,
    PlanState,
    Status,
)
from ..rules import contact as contact_rules
from ..rules import profile as profile_rules
from ..rules.allowance import allowance_in
from ..rules.claiming import Candidate, claim_refusal
from ..rules.holding import assign_refusal, release_refusal
from ..services.status import moves_for
from .rows import (
    ROW_COLUMNS,
    CustomerRowSerializer,
    ListEntryRefSerializer,
    RefSerializer,
    RefusalSerializer,
    annotated,
    row,
)

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
    identities = list(customer.identities.order_by("kind", "-is_primary", "pk"))
    known = [i.value for i in identities if i.kind in MASKABLE] if hidden else []
    return {
        **shown,
        "birthday": customer.birthday,
        "class_type": customer.class_type,
        "campaign": _label(customer.campaign),
        "lost_reason": _label(customer.lost_reason),
        "referred_by": _referrer(customer, viewer),
        "remark": scrub(customer.remark, known) if hidden else customer.remark,
        "extra": scrub_extra(customer.extra, known) if hidden else customer.extra,
        "identities": _identities(customer, identities, hidden),
        "guardian": _member(customer.guardian, hidden) if customer.guardian else None,
        "students": [_member(s, hidden) for s in customer.students.living().order_by("pk")],
        "protected_until": customer.protected_until,
        "created_by": _person(customer.created_by),
        "deleted_at": customer.deleted_at,
        "open_plans": _plans(customer, hidden, known),
        "status_moves": moves_for(customer),
        "editable_fields": sorted(profile_rules.editable_fields(viewer, customer)),
        "refusals": refusals(viewer, customer, at),
    }


def still_seen(stored: dict[str, Any], viewer: Employee) -> dict[str, Any]:
    """Return a Detail that was stored for a replay as far as `viewer` may see it now: who lies
    in a pool meanwhile is masked. Raises NotFound."""
    if "gone" in stored:
        return stored
    now = detail(stored["id"], viewer)
    return now if now["contact_masked"] else stored


def refusals(viewer: Employee, customer: Customer, at: datetime) -> dict[str, Any]:
    """Return {command: None or {"code", "detail", …}}: what the commands would answer."""
    answers = {
        "claim": _claim(viewer, customer, at),
        "release": release_refusal(viewer, customer),
        "assign": assign_refusal(viewer, customer),
        "edit": profile_rules.edit_refusal(viewer, customer),
        "delete": profile_rules.delete_refusal(viewer, customer, at),
        "restore": profile_rules.restore_refusal(viewer, customer, at),
        "log_follow_up": contact_rules.log_follow_up_refusal(viewer, customer),
        "change_status": contact_rules.change_status_refusal(viewer, customer),
    }
    return {name: no.as_refusal() if no else None for name, no in answers.items()}


def _claim(viewer: Employee, customer: Customer, at: datetime) -> DomainError | None:
    last = (
        OwnershipSpell.objects.filter(customer=customer, owner=viewer, ended_at__isnull=False)
        .order_by("-ended_at")
        .values_list("ended_at", flat=True)
        .first()
    )
    candidate = Candidate(customer.owner_id, customer.status, customer.entered_at, last)
    return claim_refusal(candidate, allowance_in(customer.pool, viewer, at), at)


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


def _plans(customer: Customer, hidden: bool, known: list[str]) -> list[dict[str, Any]]:
    rows = customer.plans.filter(state=PlanState.PLANNED).select_related("campus", "assignee")
    return [
        {
            "id": p.pk,
            "kind": p.kind,
            "state": p.state,
            "due_at": p.due_at,
            "campus": {"id": p.campus.pk, "name": p.campus.name} if p.campus else None,
            "note": scrub(p.note, known) if hidden else p.note,
            "assignee": _person(p.assignee),
            "created_at": p.created_at,
        }
        for p in rows.order_by("due_at", "pk")
    ]


def _member(customer: Customer, hidden: bool) -> dict[str, Any]:
    name = _name(customer) if hidden else customer.name
    phone = mask("phone", customer.phone) if hidden and customer.phone else customer.phone
    return {"id": customer.pk, "name": name, "status": customer.status, "phone": phone}


def _referrer(customer: Customer, viewer: Employee) -> dict[str, Any] | None:
    """Only if the viewer may know of them, and then as the viewer sees them."""
    if customer.referred_by_id is None:
        return None
    visible = Customer.objects.visible_to(viewer).select_related("pool")
    other = visible.filter(pk=customer.referred_by_id).first()
    if other is None:
        return None
    hidden = profile_rules.hidden_fields(viewer, other)
    return {"id": other.pk, "name": _name(other) if hidden else other.name}


def _name(customer: Customer) -> str:
    """What a name says to those who do not see the contacts."""
    return scrub(customer.name, [v for kind in MASKABLE if (v := getattr(customer, kind))])


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


class RefusalsSerializer(serializers.Serializer):
    claim = RefusalSerializer(allow_null=True)
    release = RefusalSerializer(allow_null=True)
    assign = RefusalSerializer(allow_null=True)
    edit = RefusalSerializer(allow_null=True)
    delete = RefusalSerializer(allow_null=True)
    restore = RefusalSerializer(allow_null=True)
    log_follow_up = RefusalSerializer(allow_null=True)
    change_status = RefusalSerializer(allow_null=True)


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
    status_moves = serializers.ListField(child=serializers.ChoiceField(choices=Status))
    editable_fields = serializers.ListField(child=serializers.CharField())
    refusals = RefusalsSerializer()
