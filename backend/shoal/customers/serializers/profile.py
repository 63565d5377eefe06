"""What entering, editing and looking for a customer take and answer."""

from datetime import date
from typing import Any

from rest_framework import serializers

from shoal.common import clock
from shoal.common.fields import IdField, RefSerializer
from shoal.organization.models import Campus, ListEntry
from shoal.teaching.models import Course

from ..models import Gender, IdentityKind, Intent

EARLIEST = date(1900, 1, 1)
CLASS_TYPES = ("weekday", "weekend", "evening", "online")


class RelatedId(serializers.PrimaryKeyRelatedField):
    """An id of one of `queryset`; a number that no id can be is unknown like any other."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(pk_field=IdField(), **kwargs)


def _entry(kind: str) -> RelatedId:
    return RelatedId(
        queryset=ListEntry.objects.filter(kind=kind), required=False, allow_null=True,
        help_text=f"An id of lists/{kind}/.",
    )  # fmt: skip


def _text(length: int, **kwargs: Any) -> serializers.CharField:
    return serializers.CharField(max_length=length, required=False, allow_blank=True, **kwargs)


class ProfileSerializer(serializers.Serializer):
    """The fields that PATCH takes: only those given are changed, '' empties a text."""

    name = _text(100)
    phone = _text(60, help_text="The primary one. Any usual spelling.")
    wechat = _text(100)
    qq = _text(40)
    email = _text(254)
    gender = serializers.ChoiceField(choices=Gender, required=False, allow_blank=True)
    birthday = serializers.DateField(required=False, allow_null=True)
    guardian = IdField(required=False, allow_null=True, help_text="A customer: held with them.")
    referred_by = IdField(required=False, allow_null=True, help_text="A customer.")
    source = _entry("source")
    campaign = _entry("campaign")
    campus = RelatedId(queryset=Campus.objects.all(), required=False, allow_null=True)
    courses = RelatedId(queryset=Course.objects.all(), many=True, required=False)
    class_type = serializers.ChoiceField(choices=CLASS_TYPES, required=False, allow_blank=True)
    intent = serializers.ChoiceField(choices=Intent, required=False, allow_blank=True)
    remark = _text(5000)

    def validate_birthday(self, value: date | None) -> date | None:
        if value is not None and not EARLIEST <= value <= clock.now().date():
            raise serializers.ValidationError("A birthday lies in the past.", code="range")
        return value


class IdentityWriteSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=IdentityKind)
    value = serializers.CharField(max_length=254)
    source = serializers.CharField(
        max_length=60, required=False, allow_blank=True, default="",
        help_text="The other system, of an external id.",
    )  # fmt: skip


class IdentityAddSerializer(IdentityWriteSerializer):
    is_primary = serializers.BooleanField(required=False, default=False)


class CustomerCreateSerializer(ProfileSerializer):
    identities = IdentityWriteSerializer(many=True, required=False)
    pool = IdField(required=False, help_text="The home pool; the default pool unless told.")
    hold = serializers.BooleanField(
        required=False, default=True, help_text="false: into the pool, for anybody to claim."
    )


class CheckDuplicatesSerializer(serializers.Serializer):
    """What is typed so far; a contact that is not complete yet finds nothing."""

    name = _text(100, default="")
    phone = _text(60)
    wechat = _text(100)
    qq = _text(40)
    email = _text(254)
    external = _text(254)
    exclude = IdField(required=False, allow_null=True, help_text="The customer being edited.")


class MatchSerializer(serializers.Serializer):
    field = serializers.CharField(help_text="phone, wechat, qq, email, external; name if similar.")
    customer = serializers.IntegerField(allow_null=True, help_text="null: not visible to you.")
    name = serializers.CharField(allow_null=True)
    state = serializers.ChoiceField(choices=["mine", "pool", "held", "elsewhere"])
    holder = RefSerializer(allow_null=True)
    last_contact_at = serializers.DateTimeField(allow_null=True)
    same_name = serializers.BooleanField()
    actions = serializers.ListField(
        child=serializers.ChoiceField(choices=["open", "claim", "add_student", "record_inquiry"])
    )


class DuplicatesSerializer(serializers.Serializer):
    matches = MatchSerializer(many=True)
    similar = MatchSerializer(many=True)
