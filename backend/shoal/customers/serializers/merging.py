"""Two customers side by side, what a merge would do, and which merges there were."""

from typing import Any

from rest_framework import serializers

from shoal.common import clock
from shoal.common.errors import DomainError, Invalid, NotFound
from shoal.common.fields import IdField
from shoal.organization.models import Employee

from ..models import MASKABLE, Customer, Identity, ProposalReason, ProposalState
from ..rules.merging import TAKEABLE, merge_refusal
from ..services.edits import snapshot
from ..services.moving import POINTERS
from ..services.taking import NOTHING
from .detail import CustomerDetailSerializer, detail
from .rows import (
    ROW_COLUMNS,
    CustomerRowSerializer,
    RefusalSerializer,
    annotated,
    row,
)

PROPOSAL_COLUMNS = ("reasons", "score", "state", "created_at", "first_id", "second_id")


def comparison(kept_id: int, merged_id: int, viewer: Employee) -> dict[str, Any]:
    """Return the contract's Comparison. Raises NotFound for the one, Invalid for the other."""
    at = clock.now()
    kept_shown = detail(kept_id, viewer, at)
    try:
        merged_shown = detail(merged_id, viewer, at)
    except NotFound:
        raise Invalid.field("merged", "unknown", "There is no such customer.") from None
    kept, merged = (Customer.objects.select_related("pool").get(pk=k) for k in (kept_id, merged_id))
    refusal = merge_refusal(viewer, kept, merged)
    return {
        "kept": kept_shown,
        "merged": merged_shown,
        "differing": _differing(kept, merged),
        "moves": _moves(merged),
        "refusal": _as_refusal(refusal),
    }


def _as_refusal(refusal: DomainError | None) -> dict[str, Any] | None:
    return refusal.as_refusal() if refusal else None


def _differing(kept: Customer, merged: Customer) -> list[str]:
    """Return the fields in which the other one says something else."""
    fields = dict.fromkeys(f for f in TAKEABLE if f not in MASKABLE)
    mine, theirs = snapshot(kept, fields), snapshot(merged, fields)
    contacts = [k for k in MASKABLE if getattr(merged, k) not in ("", getattr(kept, k))]
    plain = [f for f in fields if theirs[f] not in NOTHING and theirs[f] != mine[f]]
    return sorted([*plain, *contacts])


def _moves(merged: Customer) -> dict[str, int]:
    """Return how many rows of each kind would go to the one kept."""
    counts = {
        name: POINTERS[name]
        .model._default_manager.filter(**{POINTERS[name].column: merged.pk})
        .count()
        for name in ("follow_ups", "plans", "consultations")
    }
    students = merged.students.living().count()
    return {
        **counts,
        "contacts": Identity.objects.filter(customer=merged).count(),
        "students": students,
    }


def pairs(found: list[dict[str, Any]], viewer: Employee) -> list[dict[str, Any]]:
    """Return rows of PROPOSAL_COLUMNS with both customers' rows. One statement."""
    ids = {pk for pair in found for pk in (pair["first_id"], pair["second_id"])}
    visible = Customer.objects.visible_to(viewer).filter(pk__in=ids)
    rows = {r["pk"]: row(r) for r in annotated(visible, viewer).values("pk", *ROW_COLUMNS)}
    return [
        {
            "id": pair["pk"],
            **{name: pair[name] for name in ("score", "state", "created_at", "reasons")},
            "first": rows[pair["first_id"]],
            "second": rows[pair["second_id"]],
        }
        for pair in found
        # Somebody may have been taken out of sight between the two statements.
        if rows.keys() >= {pair["first_id"], pair["second_id"]}
    ]


class MergeSerializer(serializers.Serializer):
    merged = IdField(help_text="Who was the same person; gone afterwards.")
    take = serializers.ListField(
        child=serializers.ChoiceField(choices=TAKEABLE),
        required=False,
        default=list,
        help_text="The fields in which that one is right.",
    )


class UnmergeSerializer(serializers.Serializer):
    merge = IdField(required=False, help_text="Of `merges`; the latest unless given.")


class MovesSerializer(serializers.Serializer):
    follow_ups = serializers.IntegerField()
    plans = serializers.IntegerField()
    consultations = serializers.IntegerField()
    contacts = serializers.IntegerField()
    students = serializers.IntegerField()


class ComparisonSerializer(serializers.Serializer):
    """`kept` keeps holder and household; `moves` counts what comes over from `merged`."""

    kept = CustomerDetailSerializer()
    merged = CustomerDetailSerializer()
    differing = serializers.ListField(child=serializers.ChoiceField(choices=TAKEABLE))
    moves = MovesSerializer()
    refusal = RefusalSerializer(allow_null=True)


class PairSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    score = serializers.IntegerField(help_text="0 to 100: how likely they are one person.")
    state = serializers.ChoiceField(choices=ProposalState)
    created_at = serializers.DateTimeField()
    reasons = serializers.ListField(child=serializers.ChoiceField(choices=ProposalReason))
    first = CustomerRowSerializer()
    second = CustomerRowSerializer()


class DecidedPairSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    state = serializers.ChoiceField(choices=ProposalState)
