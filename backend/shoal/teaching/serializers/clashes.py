"""What goes out about rooms and teachers that two classes want at once."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from shoal.common.fields import RefSerializer, ref


class ClashSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=["room", "teacher"])
    subject = RefSerializer(help_text="The room, or the teacher.")
    class_group = RefSerializer(help_text="The other class, by its code.")
    weekday = serializers.IntegerField(help_text="Of one's own session; ISO: 1 is Monday.")
    starts_at = serializers.TimeField()
    ends_at = serializers.TimeField()
    first_at = serializers.DateTimeField(help_text="The first lesson that clashes.")
    count = serializers.IntegerField(help_text="How many lessons do.")


class ClashesSerializer(serializers.Serializer):
    clashes = ClashSerializer(many=True)


def clash_row(found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kind": found["kind"],
        "subject": ref(found["thing_id"], found["thing"]),
        "class_group": ref(found["class_id"], found["class_code"]),
        **{name: found[name] for name in ("weekday", "starts_at", "ends_at", "count")},
        "first_at": found["first_at"].isoformat(),
    }
