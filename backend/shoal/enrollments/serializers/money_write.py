"""What commands about money take."""

from typing import Any

from rest_framework import serializers

from shoal.common.fields import IdField, NestedSerializer

from ..rules.paying import ENTERED

WORDS_MAX = 2000
MONEY = {"max_digits": 14, "decimal_places": 3}
MOST_ITEMS = 20
ENTERED_TYPES = [kind.value for kind in ENTERED]


class PaymentFormSerializer(serializers.Serializer):
    type = serializers.ChoiceField(choices=ENTERED_TYPES)
    amount = serializers.DecimalField(**MONEY)
    method = serializers.CharField(max_length=60, help_text="A code of `lists/payment_method/`.")
    reference = serializers.CharField(
        max_length=90, required=False, allow_blank=True, help_text="The bank's, say; once a way."
    )
    received_at = serializers.DateTimeField(required=False, help_text="Unless told, now.")
    note = serializers.CharField(max_length=WORDS_MAX, required=False, allow_blank=True)


class EnterPaymentSerializer(PaymentFormSerializer):
    enrollment = IdField()
    submit = serializers.BooleanField(default=True, help_text="Else it stays a draft.")


class ConfirmSerializer(serializers.Serializer):
    """As the confirmer saw it; what is left out stays as submitted. A refund needs a way."""

    method = serializers.CharField(max_length=60, required=False)
    reference = serializers.CharField(max_length=90, required=False, allow_blank=True)
    received_at = serializers.DateTimeField(required=False)


class NoteSerializer(serializers.Serializer):
    note = serializers.CharField(max_length=WORDS_MAX, help_text="Why.")


class RefundSerializer(serializers.Serializer):
    enrollment = IdField()
    amount = serializers.DecimalField(**MONEY)
    credit = IdField(required=False, help_text="The credit row that goes back; else of the price.")
    method = serializers.CharField(max_length=60, required=False)
    note = serializers.CharField(max_length=WORDS_MAX, required=False, allow_blank=True)


class UseCreditSerializer(serializers.Serializer):
    enrollment = IdField(help_text="What is paid with it.")
    amount = serializers.DecimalField(**MONEY)


class ReceivePartSerializer(NestedSerializer):
    amount = serializers.DecimalField(**MONEY)
    method = serializers.CharField(max_length=60)
    reference = serializers.CharField(max_length=90, required=False, allow_blank=True)
    note = serializers.CharField(max_length=WORDS_MAX, required=False, allow_blank=True)


class ReceiveItemSerializer(ReceivePartSerializer):
    enrollment = IdField(required=False)
    installment = IdField(required=False, help_text="Up to and including this part.")
    type = serializers.ChoiceField(choices=ENTERED_TYPES, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("enrollment" in attrs) == ("installment" in attrs):
            raise serializers.ValidationError("Either an enrollment or an installment.", "choice")
        return attrs


class ReceiveSerializer(serializers.Serializer):
    items = ReceiveItemSerializer(  # type: ignore[call-arg]
        many=True, min_length=1, max_length=MOST_ITEMS
    )


class SignSerializer(serializers.Serializer):
    campus = IdField()
    day = serializers.DateField()
    counted = serializers.DictField(
        child=serializers.DecimalField(**MONEY),
        help_text="What was counted, by the code of the way to pay: exactly those of the day.",
    )
    note = serializers.CharField(max_length=WORDS_MAX, required=False, allow_blank=True)
