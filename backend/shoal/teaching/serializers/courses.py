from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from shoal.common.money import to_text


class CourseSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    hours = serializers.IntegerField(allow_null=True)
    price = serializers.CharField(allow_null=True, help_text="A decimal, as in 1200.00.")
    currency = serializers.CharField()
    is_active = serializers.BooleanField()


class CourseWriteSerializer(serializers.Serializer):
    code = serializers.RegexField(r"^[\w-]{1,40}$")
    name = serializers.CharField(max_length=100)
    hours = serializers.IntegerField(
        min_value=0, max_value=100_000, required=False, allow_null=True
    )
    price = serializers.DecimalField(
        max_digits=14, decimal_places=3, min_value=0, required=False, allow_null=True
    )
    currency = serializers.RegexField(r"^[A-Z]{3}$", help_text="ISO 4217, as in CNY.")
    is_active = serializers.BooleanField(required=False)


def course_row(found: Mapping[str, Any]) -> dict[str, Any]:
    price = to_text(found["price"], found["currency"])
    plain = ("code", "name", "hours", "currency", "is_active")
    return {"id": found["pk"], **{name: found[name] for name in plain}, "price": price}
