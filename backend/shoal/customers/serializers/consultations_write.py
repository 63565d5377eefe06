"""What the commands on inquiries take."""

from rest_framework import serializers

from shoal.common.fields import IdField
from shoal.organization.models import Campus
from shoal.teaching.models import Course

from ..models import Channel
from ..rules.consultations import REJECT_REASONS
from .contact_write import InstantField
from .profile import RelatedId

QUESTION_MAX = 5000


def _text(length: int) -> serializers.CharField:
    return serializers.CharField(max_length=length, required=False, allow_blank=True, default="")


class AttachSerializer(serializers.Serializer):
    customer = IdField(
        required=False, allow_null=True, help_text="Whoever is known by its contacts unless told."
    )
    record_anyway = serializers.BooleanField(
        required=False, default=False,
        help_text="Who is known by the contacts is out of your sight: their holder is told.",
    )  # fmt: skip


class ConsultationTakeSerializer(AttachSerializer):
    channel = serializers.ChoiceField(
        choices=[choice for choice in Channel.choices if choice[0] != Channel.WEB_FORM]
    )
    campus = RelatedId(
        queryset=Campus.objects.filter(is_active=True), required=False, allow_null=True
    )
    courses = RelatedId(queryset=Course.objects.filter(is_active=True), many=True, required=False)
    question = _text(QUESTION_MAX)
    name = _text(100)
    phone = _text(60)
    wechat = _text(100)
    qq = _text(40)
    email = _text(254)
    occurred_at = InstantField(required=False, help_text="Now, unless told; never in the future.")


class ConsultationCreateSerializer(serializers.Serializer):
    hold = serializers.BooleanField(
        required=False, default=False, help_text="Claim them at once, by the rules of claiming."
    )
    name = serializers.CharField(
        max_length=100, required=False, allow_blank=True, default="",
        help_text="Corrects the one given.",
    )  # fmt: skip


class ConsultationRejectSerializer(serializers.Serializer):
    reason = serializers.ChoiceField(choices=[(reason, reason) for reason in REJECT_REASONS])
