"""Examples of answers for the schema, made from a serializer's own fields."""

from typing import Any

from rest_framework import serializers

BY_NAME: dict[str, Any] = {
    "name": "Wang Fang", "display_name": "Lin", "username": "lin", "phone": "138****2746",
    "mobile": "13800138000", "wechat": "wf****88", "qq": "", "email": "", "code": "east",
    "label_en": "Walk-in", "label_zh": "上门", "time_zone": "Asia/Shanghai", "currency": "CNY",
    "price": "1200.00", "access": "eyJhbGciOi…", "refresh": "eyJhbGciOi…", "expires_in": 300,
    "next": "https://school.example/api/v1/…?cursor=eyJoIjoi", "previous": None,
    "user_agent": "Mozilla/5.0", "ip": "192.0.2.7", "language": "zh", "address": "",
    "status": "new", "detail": "…", "total": None,
}  # fmt: skip
DEEPEST = 6


def example_of(serializer: Any, depth: int = 0) -> Any:
    """Return a plausible answer of `serializer` (class or instance), or None for none."""
    if isinstance(serializer, type):
        serializer = serializer()
    if isinstance(serializer, serializers.ListSerializer):
        return [example_of(serializer.child, depth)]
    if not isinstance(serializer, serializers.Serializer) or depth > DEEPEST:
        return None
    return {
        name: _value(name, field, depth)
        for name, field in serializer.fields.items()
        if not field.write_only and name != "total"
    }


def _value(name: str, field: serializers.Field, depth: int) -> Any:
    if isinstance(field, serializers.BaseSerializer):
        refused = name in ("claim", "approve", "reject", "suspend", "resume", "error")
        return None if refused and field.allow_null else example_of(field, depth + 1)
    if isinstance(field, serializers.ListField):
        child = _value("", field.child, depth + 1)
        return [] if child is None else [child]
    if isinstance(field, serializers.ChoiceField):
        return next(iter(field.choices), None)
    if isinstance(field, serializers.BooleanField):
        return False
    if isinstance(field, serializers.DateTimeField):
        return "2026-11-22T02:00:00Z"
    if isinstance(field, serializers.DateField):
        return "2018-06-01"
    if isinstance(field, serializers.IntegerField):
        return BY_NAME["expires_in"] if name == "expires_in" else 7
    if isinstance(field, serializers.CharField):
        known = BY_NAME.get(name, "…")
        return known if known is not None or field.allow_null else "…"
    return {}
