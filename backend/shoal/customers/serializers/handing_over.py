"""What a hand-over takes and answers."""

from typing import Any

from rest_framework import serializers

from shoal.common.fields import IdField, NestedSerializer, RefSerializer
from shoal.common.schema import RefusalSerializer

from ..models import Intent, Status

MOST_SHARES = 50
MOST_HOUSEHOLDS = 1_000_000


class ShareWriteSerializer(NestedSerializer):
    to = IdField(allow_null=True, help_text="An employee; null: back to the home pools.")
    households = serializers.IntegerField(min_value=1, max_value=MOST_HOUSEHOLDS)


class SharesSerializer(serializers.Serializer):
    """`shares` say how many each gets, `split` between whom to divide evenly: one of the two.
    What is beyond the shares goes to the home pools, without any that is everybody."""

    shares = ShareWriteSerializer(many=True, required=False)
    split = serializers.ListField(child=IdField(allow_null=True), required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.get("shares") and attrs.get("split"):
            raise serializers.ValidationError({"split": "Either shares or split."}, "either")
        for name, named in attrs.items():
            if name in ("shares", "split") and len(named) > MOST_SHARES:
                raise serializers.ValidationError({name: f"At most {MOST_SHARES}."}, "too_many")
        return attrs


class HandOverWriteSerializer(SharesSerializer):
    leaves = serializers.BooleanField(
        required=False, default=True, help_text="They work here no more; else it is a move only."
    )
    note = serializers.CharField(required=False, allow_blank=True, default="", max_length=300)


class CandidateSerializer(serializers.Serializer):
    employee = RefSerializer()
    department = RefSerializer(allow_null=True)
    campus = RefSerializer(allow_null=True)
    held = serializers.IntegerField(help_text="Households that count to the limit.")
    holding_limit = serializers.IntegerField(allow_null=True)
    room = serializers.IntegerField(allow_null=True, help_text="null: no limit.")


class SharePreviewSerializer(serializers.Serializer):
    to = RefSerializer(allow_null=True)
    households = serializers.IntegerField()
    held_after = serializers.IntegerField(allow_null=True)
    refusal = RefusalSerializer(allow_null=True)


class ByCampusSerializer(serializers.Serializer):
    campus = RefSerializer(allow_null=True)
    households = serializers.IntegerField()


class ByIntentSerializer(serializers.Serializer):
    value = serializers.ChoiceField(choices=[*Intent.choices, ("", "unknown")])
    households = serializers.IntegerField()


class ByStatusSerializer(serializers.Serializer):
    value = serializers.ChoiceField(choices=Status)
    households = serializers.IntegerField()


class HandOverRefusalsSerializer(serializers.Serializer):
    hand_over = RefusalSerializer(allow_null=True)
    leave = RefusalSerializer(allow_null=True)


class HandOverPreviewSerializer(serializers.Serializer):
    employee = RefSerializer()
    households = serializers.IntegerField()
    customers = serializers.IntegerField()
    open_plans = serializers.IntegerField()
    by_campus = ByCampusSerializer(many=True)
    by_intent = ByIntentSerializer(many=True)
    by_status = ByStatusSerializer(many=True)
    candidates = CandidateSerializer(many=True)
    shares = SharePreviewSerializer(many=True)
    to_pools = serializers.IntegerField(help_text="Households that go back to the home pools.")
    refusals = HandOverRefusalsSerializer()


class ShareSerializer(serializers.Serializer):
    to = RefSerializer(allow_null=True)
    households = serializers.IntegerField()
    given = serializers.IntegerField()


class HandOverSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    employee = RefSerializer()
    by = RefSerializer()
    leaves = serializers.BooleanField()
    note = serializers.CharField()
    shares = ShareSerializer(many=True)
    moved = serializers.IntegerField(help_text="Households that went already.")
    left = serializers.IntegerField(help_text="Households that they still hold.")
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
