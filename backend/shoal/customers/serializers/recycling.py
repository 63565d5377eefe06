"""What the clock's commands take and answer."""

from typing import Any

from rest_framework import serializers

from ..models import RecycleRule
from ..services.recycling import Swept
from .rows import RefSerializer


class ProtectSerializer(serializers.Serializer):
    until = serializers.DateTimeField(allow_null=True, help_text="null: no longer.")
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class ReturnedSerializer(serializers.Serializer):
    rule = serializers.ChoiceField(choices=RecycleRule)
    customers = serializers.IntegerField()
    households = serializers.IntegerField()


class SweptSerializer(serializers.Serializer):
    customers = serializers.IntegerField()
    households = serializers.IntegerField()
    rules = ReturnedSerializer(many=True)
    more = serializers.BooleanField(help_text="Not all yet: ask again, or leave it to the clock.")


class RecycledSerializer(ReturnedSerializer):
    """The rows behind it: `movements/?reason=recycled` of the same day, pool and rule."""

    day = serializers.DateField(help_text="Of the viewer's campus.")
    pool = RefSerializer()
    consultants = serializers.IntegerField(help_text="From how many they went.")


def shown_sweep(swept: Swept) -> dict[str, Any]:
    return {
        "customers": sum(swept.customers.values()),
        "households": sum(swept.households.values()),
        "rules": [
            {"rule": rule, "customers": count, "households": swept.households[rule]}
            for rule, count in swept.customers.items()
        ],
        "more": swept.more,
    }
