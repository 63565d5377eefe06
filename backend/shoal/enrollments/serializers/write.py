"""What commands about enrollments take."""

from rest_framework import serializers

from shoal.common.fields import IdField, NestedSerializer
from shoal.common.models import School

WORDS_MAX = 5000
MONEY = {"max_digits": 14, "decimal_places": 3, "min_value": 0}


class FormSerializer(serializers.Serializer):
    """The application form."""

    class_group = IdField()
    why = serializers.CharField(
        max_length=WORDS_MAX, required=False, allow_blank=True, help_text="Why they come."
    )
    expectations = serializers.CharField(max_length=WORDS_MAX, required=False, allow_blank=True)
    contract_agreed = serializers.BooleanField(required=False)
    discount = serializers.DecimalField(**MONEY, required=False, help_text="An amount.")
    discount_reason = serializers.CharField(max_length=200, required=False, allow_blank=True)
    plan_template = IdField(required=False, allow_null=True)


class ApplySerializer(FormSerializer):
    customer = IdField()
    submit = serializers.BooleanField(
        default=False, help_text="Hand it in at once; else it stays a draft."
    )


class ApproveEnrollmentSerializer(serializers.Serializer):
    note = serializers.CharField(max_length=WORDS_MAX, default="", allow_blank=True)
    discount_agreed = serializers.BooleanField(
        default=False, help_text="Needed where the discount is above what sellers give."
    )


class RejectEnrollmentSerializer(serializers.Serializer):
    note = serializers.CharField(max_length=WORDS_MAX, help_text="Why, for who sold it.")


class CancelEnrollmentSerializer(serializers.Serializer):
    note = serializers.CharField(max_length=WORDS_MAX, default="", allow_blank=True)


class PartSerializer(NestedSerializer):
    due_date = serializers.DateField()
    amount = serializers.DecimalField(max_digits=14, decimal_places=3)


class PaymentPlanSerializer(serializers.Serializer):
    parts = serializers.ListField(
        child=PartSerializer(),
        max_length=60,
        help_text="They sum to the net price; none: all at once.",
    )


class WithdrawSerializer(CancelEnrollmentSerializer):
    sessions_attended = serializers.IntegerField(
        min_value=0, max_value=10_000, required=False,
        help_text="As many as were held so far, unless told.",
    )  # fmt: skip


class WithdrawQuerySerializer(serializers.Serializer):
    sessions_attended = serializers.IntegerField(min_value=0, max_value=10_000, required=False)


class TransferQuerySerializer(serializers.Serializer):
    class_group = IdField(help_text="Into which class.")
    discount = serializers.DecimalField(
        **MONEY, required=False,
        help_text="An amount; unless told, as much of the price as of the one before.",
    )  # fmt: skip


class TransferSerializer(TransferQuerySerializer, CancelEnrollmentSerializer):
    discount_reason = serializers.CharField(
        max_length=200, default="", allow_blank=True, help_text="As before, unless told."
    )
    discount_agreed = serializers.BooleanField(
        default=False, help_text="Needed where the discount is above what sellers give."
    )


class FormQuerySerializer(serializers.Serializer):
    language = serializers.ChoiceField(
        choices=School.Language.values, default=School.Language.ENGLISH
    )
