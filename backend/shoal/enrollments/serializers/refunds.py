"""What withdrawing would give back."""

from typing import Any

from rest_framework import serializers

from shoal.common.money import to_text

from ..models import Enrollment, RefundRule
from ..services.withdrawing import Preview


def shown_preview(enrollment: Enrollment, found: Preview) -> dict[str, Any]:
    currency, refund = enrollment.currency, found.refund
    return {
        "refund_rule": found.rule,
        "sessions_attended": found.attended,
        "sessions_total": found.total,
        "net_price": to_text(enrollment.net_price, currency),
        "paid": to_text(found.paid, currency),
        "used": to_text(refund.used, currency),
        "fee": to_text(refund.fee, currency),
        "refund_due": to_text(refund.due, currency),
        "currency": currency,
    }


class WithdrawalPreviewSerializer(serializers.Serializer):
    refund_rule = serializers.ChoiceField(choices=RefundRule)
    sessions_attended = serializers.IntegerField(help_text="As asked, or those held so far.")
    sessions_total = serializers.IntegerField()
    net_price = serializers.CharField()
    paid = serializers.CharField()
    used = serializers.CharField(help_text="What of the price they have had.")
    fee = serializers.CharField(help_text="Kept of what would go back.")
    refund_due = serializers.CharField()
    currency = serializers.CharField()
