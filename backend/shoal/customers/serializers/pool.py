"""What the pool's commands take and answer."""

from typing import Any

from rest_framework import serializers

from shoal.common.fields import NestedSerializer
from shoal.common.fields import NothingSerializer as NothingSerializer
from shoal.organization.models import Campus, Department

from ..models import MASKABLE, Pool
from ..presets import CODES
from ..rules.allowance import Allowance
from ..services.policy import MEMBERS
from .rows import AllowanceSerializer, RefusalSerializer


def allowance_of(mine: dict[int, Allowance]) -> dict[str, Any]:
    """Return what is left of every limit. The tightest holding limit is the one that counts
    for the total; each pool says its own."""
    every = list(mine.values())
    held = every[0].held if every else 0
    limits = [a.holding_limit for a in every if a.holding_limit is not None]
    tightest = min(limits, default=None)
    return {
        "pools": [
            {
                "pool": a.pool, "name": a.name, "daily_limit": a.daily_limit,
                "claimed_today": a.claimed_today, "left": a.left, "holding_limit": a.holding_limit,
            }
            for a in every
        ],
        "held": held,
        "holding_limit": tightest,
        "holding_left": None if tightest is None else max(0, tightest - held),
    }  # fmt: skip


class ManySerializer(serializers.Serializer):
    customers = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1),
        min_length=1,
        max_length=200,
    )


class ClaimNextSerializer(serializers.Serializer):
    pool = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class ReleaseSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=60, help_text="A code of lists/release_reason/.")
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class BulkReleaseSerializer(ReleaseSerializer, ManySerializer):
    pass


class AssignSerializer(serializers.Serializer):
    owner = serializers.IntegerField(
        allow_null=True, min_value=1, max_value=2**63 - 1, help_text="null: back into the pool."
    )
    pool = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class BulkAssignSerializer(ManySerializer):
    owner = serializers.IntegerField(allow_null=True, min_value=1, max_value=2**63 - 1)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class ItemResultSerializer(serializers.Serializer):
    customer = serializers.IntegerField()
    ok = serializers.BooleanField()
    error = RefusalSerializer(allow_null=True)


class BulkResultSerializer(serializers.Serializer):
    results = ItemResultSerializer(many=True)


class ClaimResultSerializer(BulkResultSerializer):
    allowance = AllowanceSerializer()


class RecycleDaysSerializer(NestedSerializer):
    A = serializers.IntegerField(min_value=1, max_value=3650, required=False)
    B = serializers.IntegerField(min_value=1, max_value=3650, required=False)
    C = serializers.IntegerField(min_value=1, max_value=3650, required=False)
    D = serializers.IntegerField(min_value=1, max_value=3650, required=False)


def _limit(most: int, least: int = 0) -> serializers.IntegerField:
    return serializers.IntegerField(
        min_value=least, max_value=most, allow_null=True, required=False
    )


class PoolWriteSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=100)
    departments = serializers.PrimaryKeyRelatedField(
        many=True, required=False, queryset=Department.objects.all()
    )
    campuses = serializers.PrimaryKeyRelatedField(
        many=True, required=False, queryset=Campus.objects.all()
    )
    daily_claim_limit = _limit(10_000)
    holding_limit = _limit(1_000_000)
    reclaim_cooldown_days = _limit(3650)
    fresh_hold_hours = _limit(24 * 365)
    recycle_after_days = RecycleDaysSerializer(required=False)
    # Not 0: whoever claims would lose at once what they claimed.
    first_contact_hours = _limit(24 * 365, least=1)
    max_holding_days = _limit(3650, least=1)
    warn_days = _limit(365)
    masked_fields = serializers.ListField(
        child=serializers.ChoiceField(choices=MASKABLE), required=False
    )
    show_holder = serializers.BooleanField(required=False)


class PoolSerializer(PoolWriteSerializer):
    id = serializers.IntegerField()
    is_default = serializers.BooleanField()
    departments = serializers.ListField(child=serializers.IntegerField())
    campuses = serializers.ListField(child=serializers.IntegerField())
    version = serializers.IntegerField()


class PresetFieldsSerializer(serializers.Serializer):
    daily_claim_limit = serializers.IntegerField(allow_null=True)
    holding_limit = serializers.IntegerField(allow_null=True)
    reclaim_cooldown_days = serializers.IntegerField(allow_null=True)
    fresh_hold_hours = serializers.IntegerField(allow_null=True)
    recycle_after_days = RecycleDaysSerializer()
    first_contact_hours = serializers.IntegerField(allow_null=True)
    max_holding_days = serializers.IntegerField(allow_null=True)
    warn_days = serializers.IntegerField(allow_null=True)
    masked_fields = serializers.ListField(child=serializers.ChoiceField(choices=MASKABLE))
    show_holder = serializers.BooleanField()


class PoolPresetSerializer(serializers.Serializer):
    """Its `fields` as they stand are what PATCH pools/{id}/ takes."""

    code = serializers.ChoiceField(choices=CODES)
    fields = PresetFieldsSerializer()


PLAIN_FIELDS = [f for f in PoolWriteSerializer().get_fields() if f not in MEMBERS]


def shown_pool(pool: Pool) -> dict[str, Any]:
    return {
        "id": pool.pk,
        **{f: getattr(pool, f) for f in PLAIN_FIELDS},
        "is_default": pool.is_default,
        "departments": sorted(d.pk for d in pool.departments.all()),
        "campuses": sorted(c.pk for c in pool.campuses.all()),
        "version": pool.version,
    }  # fmt: skip
