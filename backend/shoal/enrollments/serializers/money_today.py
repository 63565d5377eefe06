"""What finance looks at first: what is to collect, to confirm, to pay out, and to sign."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from rest_framework import serializers

from shoal.common.fields import RefSerializer, ref
from shoal.common.money import to_text
from shoal.organization.models import Employee

from ..models import Enrollment, Payment, State
from .cash_days import CashDaySerializer, unsigned_days
from .due import parts_seen_by

AT = "enrollment__class_group__campus"


def waiting_money(viewer: Employee) -> dict[str, int]:
    """Return how many payments wait for whom. One statement, along an index of what waits."""
    wish = Q(state="submitted", type="refund")
    return Payment.objects.visible_to(viewer).pending().aggregate(
        to_confirm=Count("pk", filter=Q(state="submitted") & ~Q(type="refund")),
        refunds_to_approve=Count("pk", filter=wish),
        refunds_to_pay=Count("pk", filter=Q(state="approved")),
    )  # fmt: skip


def money_today(viewer: Employee, at: datetime) -> dict[str, Any]:
    """Return the contract's MoneyToday. Days are those of the viewer's campus, else the school's.
    Constant statements."""
    today = at.astimezone(viewer.zone).date()
    held = Enrollment.objects.visible_to(viewer).filter(state=State.AWAITING_PAYMENT)
    return {
        "day": today,
        **waiting_money(viewer),
        "seats_held": held.count(),
        "to_collect": [_shown(row) for row in _due(viewer, today)],
        "unsigned_days": unsigned_days(at, viewer.zone),
    }


def _due(viewer: Employee, today: date) -> QuerySet[Any, dict[str, Any]]:
    """Return what is due by `today`, a row for each campus and currency."""
    rows: QuerySet[Any, Any] = parts_seen_by(viewer)
    rows = rows.filter(due_date__lte=today, paid_here__lt=F("amount"))
    lacks = F("amount") - F("paid_here")
    late, now = Q(due_date__lt=today), Q(due_date=today)
    by = rows.order_by().values(AT, f"{AT}__name", "enrollment__currency")
    return by.annotate(
        due_today=Count("pk", filter=now), overdue=Count("pk", filter=late),
        due_today_amount=Sum(lacks, filter=now, default=0),
        overdue_amount=Sum(lacks, filter=late, default=0),
    ).order_by(AT)  # fmt: skip


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    currency = row["enrollment__currency"]
    return {
        "campus": ref(row[AT], row[f"{AT}__name"]),
        "currency": currency,
        "due_today": row["due_today"],
        "due_today_amount": to_text(row["due_today_amount"], currency),
        "overdue": row["overdue"],
        "overdue_amount": to_text(row["overdue_amount"], currency),
    }


class WaitingMoneySerializer(serializers.Serializer):
    to_confirm = serializers.IntegerField(help_text="Money that came in, for finance to look at.")
    refunds_to_approve = serializers.IntegerField()
    refunds_to_pay = serializers.IntegerField(help_text="Agreed to.")


class CampusDueSerializer(serializers.Serializer):
    campus = RefSerializer()
    currency = serializers.CharField()
    due_today = serializers.IntegerField(help_text="Parts not paid in full: installments/.")
    due_today_amount = serializers.CharField(help_text="What they lack.")
    overdue = serializers.IntegerField()
    overdue_amount = serializers.CharField()


class MoneyTodaySerializer(WaitingMoneySerializer):
    day = serializers.DateField()
    seats_held = serializers.IntegerField(help_text="Enrollments whose first money is awaited.")
    to_collect = CampusDueSerializer(many=True, help_text="By campus; where nothing is, no row.")
    unsigned_days = CashDaySerializer(
        many=True, help_text="Of the last 91, before today: money changed hands, nobody signed."
    )
