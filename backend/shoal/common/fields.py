"""Serializer fields that every app uses."""

from typing import Any

from rest_framework import serializers

BIGGEST_ID = 2**63 - 1


class IdField(serializers.IntegerField):
    """An id: a whole number that the database can compare with its own."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=BIGGEST_ID, **kwargs)

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool | float):
            self.fail("invalid")
        return super().to_internal_value(data)


class RefSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()


class NestedSerializer(serializers.Serializer):
    """A part of a body that refuses what it does not know, as the whole does."""

    def to_internal_value(self, data: Any) -> Any:
        if hasattr(data, "keys") and (unknown := set(data) - set(self.fields)):
            raise serializers.ValidationError(
                dict.fromkeys(sorted(unknown), "There is no such field."), "unknown_field"
            )
        return super().to_internal_value(data)


class NothingSerializer(serializers.Serializer):
    """The body of a command that needs none: `{}`."""


def ref(pk: int | None, name: str | None) -> dict[str, Any] | None:
    return None if pk is None else {"id": pk, "name": name}
