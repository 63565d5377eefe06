"""A campus's day of money: as it stands, or as it was signed."""

from datetime import date
from typing import Any

from rest_framework import serializers

from shoal.common import clock
from shoal.common.errors import NotFound
from shoal.common.fields import RefSerializer, ref
from shoal.common.money import to_text
from shoal.common.schema import RefusalSerializer
from shoal.organization.models import Campus, Employee

from ..models import CashReport
from ..rules.cash import sign_refusal
from ..services.cash import lines_of, rows_of


def cash_report(campus_id: int, day: date, viewer: Employee) -> dict[str, Any]:
    """Return the contract's CashReport. Raises NotFound."""
    campus = Campus.objects.filter(pk=campus_id).first()
    if campus is None:
        raise NotFound()
    report = CashReport.objects.select_related("signed_by").filter(campus=campus, day=day).first()
    lines = {line.method_id: line for line in lines_of(campus, day)}
    begins_at, ends_at = clock.day_bounds(day, campus.zone)
    counted = dict(report.lines.values_list("method", "counted")) if report else {}
    took_part = rows_of(campus, day).filter(confirmed_by=viewer).exists()
    refusal = sign_refusal(viewer, campus, day, took_part=took_part)
    total = sum(line.expected for line in lines.values())
    return {
        "campus": ref(campus.pk, campus.name),
        "day": day,
        "begins_at": begins_at,
        "ends_at": ends_at,
        "currency": campus.currency,
        "lines": [
            {
                "method": line.code,
                "payments": line.payments,
                "received": to_text(line.received, campus.currency),
                "refunded": to_text(line.refunded, campus.currency),
                "reversed": to_text(line.reversed, campus.currency),
                "expected": to_text(line.expected, campus.currency),
                "counted": to_text(counted.get(pk), campus.currency),
                "difference": to_text(
                    counted[pk] - line.expected if pk in counted else None, campus.currency
                ),
            }
            for pk, line in lines.items()
        ],
        "total": to_text(total, campus.currency),
        "signed_at": report and report.signed_at,
        "signed_by": report and ref(report.signed_by_id, report.signed_by.display_name),
        "note": report.note if report else "",
        "refusals": {"sign": refusal.as_refusal() if refusal else None},
    }


class CashLineSerializer(serializers.Serializer):
    method = serializers.CharField()
    payments = serializers.IntegerField(help_text="How many rows are behind it.")
    received = serializers.CharField()
    refunded = serializers.CharField()
    reversed = serializers.CharField(help_text="Below 0: money that had come in was undone.")
    expected = serializers.CharField(help_text="received − refunded + reversed.")
    counted = serializers.CharField(allow_null=True)
    difference = serializers.CharField(allow_null=True)


class SignRefusalsSerializer(serializers.Serializer):
    sign = RefusalSerializer(allow_null=True)


class CashReportSerializer(serializers.Serializer):
    campus = RefSerializer()
    day = serializers.DateField()
    begins_at = serializers.DateTimeField(help_text="The campus's own midnight.")
    ends_at = serializers.DateTimeField(help_text="payments/: `confirmed_from`, `confirmed_to`.")
    currency = serializers.CharField()
    lines = CashLineSerializer(many=True)
    total = serializers.CharField()
    signed_at = serializers.DateTimeField(allow_null=True)
    signed_by = RefSerializer(allow_null=True)
    note = serializers.CharField()
    refusals = SignRefusalsSerializer()


class CashQuerySerializer(serializers.Serializer):
    campus = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    day = serializers.DateField()
