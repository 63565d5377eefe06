"""Who is credited for a sale, how that changed, and what is disputed about it."""

from typing import Any

from rest_framework import serializers

from shoal.common.errors import as_refusals
from shoal.common.fields import IdField, NestedSerializer, RefSerializer, ref
from shoal.common.schema import RefusalSerializer
from shoal.organization.models import Employee

from ..models import CreditDispute, DisputeState, Enrollment
from ..rules import crediting as rules
from ..services.credit import shares_of
from ..services.crediting import visible_dispute
from .rows import ROW_COLUMNS, EnrollmentRowSerializer, enrollments_seen_by, row
from .veil import veil_of
from .write import WORDS_MAX


def credit_of(enrollment_id: int, viewer: Employee) -> dict[str, Any]:
    """Return the contract's Credit of an enrollment that `viewer` sees."""
    found = _row(enrollment_id, viewer)
    veil = veil_of(found)
    changes = Enrollment.objects.get(pk=enrollment_id).credit_changes.select_related("changed_by")
    seen = CreditDispute.objects.visible_to(viewer).filter(enrollment=enrollment_id)
    disputes = seen.select_related("raised_by", "decided_by")
    rows = list(changes.order_by("-changed_at", "-pk"))
    names = _names({pk for change in rows for pk, _ in (*change.before, *change.after)})
    return {
        "changes": [
            {
                "id": change.pk,
                "changed_at": change.changed_at,
                "changed_by": ref(change.changed_by_id, change.changed_by.display_name),
                "before": _shares(change.before, names),
                "after": _shares(change.after, names),
                "note": veil.text(change.note),
            }
            for change in rows
        ],
        "disputes": [_dispute(dispute, veil) for dispute in disputes.order_by("-raised_at", "-pk")],
    }


def dispute_of(dispute_id: int, viewer: Employee) -> dict[str, Any]:
    """Return the contract's Dispute. Raises NotFound."""
    dispute = visible_dispute(dispute_id, viewer)
    found = _row(dispute.enrollment_id, viewer)
    enrollment = dispute.enrollment
    customer = enrollment.customer.merged_into or enrollment.customer
    shares = shares_of(enrollment)
    names = _names(set(shares))
    return {
        **_dispute(dispute, veil_of(found)),
        "enrollment": row(found),
        "customer": customer.pk,
        "shares": _shares(shares.items(), names),
        "refusals": as_refusals(
            decide=rules.decide_refusal(viewer, customer, dispute, names.keys())
        ),
    }


def _row(enrollment_id: int, viewer: Employee) -> dict[str, Any]:
    return enrollments_seen_by(viewer).values("pk", *ROW_COLUMNS).get(pk=enrollment_id)


def _dispute(dispute: CreditDispute, veil: Any) -> dict[str, Any]:
    by = dispute.decided_by
    return {
        "id": dispute.pk,
        "state": dispute.state,
        "raised_by": ref(dispute.raised_by_id, dispute.raised_by.display_name),
        "raised_at": dispute.raised_at,
        "claim": veil.text(dispute.claim),
        "decided_by": by and ref(by.pk, by.display_name),
        "decided_at": dispute.decided_at,
        "decision_note": veil.text(dispute.decision_note),
    }


def _names(ids: set[int]) -> dict[int, str]:
    return dict(Employee.objects.filter(pk__in=ids).values_list("pk", "display_name"))


def _shares(shares: Any, names: dict[int, str]) -> list[dict[str, Any]]:
    return [{"employee": ref(pk, names.get(pk, "")), "percent": percent} for pk, percent in shares]


# --- what comes in --------------------------------------------------------------------------------
class ShareSerializer(NestedSerializer):
    employee = IdField()
    percent = serializers.IntegerField(min_value=1, max_value=100)


class SetSharesSerializer(serializers.Serializer):
    shares = serializers.ListField(
        child=ShareSerializer(), min_length=1, max_length=20, help_text="They sum to 100."
    )
    note = serializers.CharField(max_length=WORDS_MAX, help_text="Why, for the ledger.")


class OpenDisputeSerializer(serializers.Serializer):
    claim = serializers.CharField(max_length=WORDS_MAX, help_text="Why the sale is yours.")


class DecideDisputeSerializer(serializers.Serializer):
    uphold = serializers.BooleanField()
    shares = serializers.ListField(
        child=ShareSerializer(), min_length=1, max_length=20, required=False,
        help_text="Who is credited from now on; with `uphold` only.",
    )  # fmt: skip
    note = serializers.CharField(max_length=WORDS_MAX, help_text="Why, for all of them.")


# --- what goes out --------------------------------------------------------------------------------
class SharePercentSerializer(serializers.Serializer):
    employee = RefSerializer()
    percent = serializers.IntegerField()


class CreditChangeSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    changed_at = serializers.DateTimeField()
    changed_by = RefSerializer()
    before = SharePercentSerializer(many=True)
    after = SharePercentSerializer(many=True)
    note = serializers.CharField()


class DisputeRowSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    state = serializers.ChoiceField(choices=DisputeState)
    raised_by = RefSerializer()
    raised_at = serializers.DateTimeField()
    claim = serializers.CharField()
    decided_by = RefSerializer(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    decision_note = serializers.CharField()


class CreditSerializer(serializers.Serializer):
    changes = CreditChangeSerializer(many=True, help_text="By hand, the latest first.")
    disputes = DisputeRowSerializer(
        many=True, help_text="All for those who decide, for others their own; the latest first."
    )


class DisputeRefusalsSerializer(serializers.Serializer):
    decide = RefusalSerializer(allow_null=True)


class DisputeSerializer(DisputeRowSerializer):
    enrollment = EnrollmentRowSerializer()
    customer = serializers.IntegerField(
        help_text="The one kept, whose timeline has the spells, contacts and inquiries."
    )
    shares = SharePercentSerializer(many=True, help_text="Who is credited now.")
    refusals = DisputeRefusalsSerializer()
