"""What is to be paid: parts of prices, and when each is due."""

from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest, Least
from rest_framework import serializers

from shoal.common.fields import RefSerializer, ref
from shoal.common.money import to_text
from shoal.organization.models import Employee

from ..models import Enrollment, Installment, Payment
from ..rules.paying import PAYABLE
from ..services.balances import TOWARDS_PRICE, signed
from .rows import ClassRefSerializer, PayerSerializer, class_ref
from .veil import payer_of, veil_columns, veil_of, veiled

TO = "enrollment__"
PART_COLUMNS = (
    "position", "due_date", "amount", "paid_here", "payable", f"{TO}currency", f"{TO}id",
    f"{TO}customer_id", f"{TO}customer__name", f"{TO}customer__guardian_id",
    f"{TO}customer__guardian__name", f"{TO}class_group_id", f"{TO}class_group__code",
    f"{TO}class_group__term", f"{TO}class_group__course_id", f"{TO}class_group__course__name",
    f"{TO}class_group__campus_id", f"{TO}class_group__campus__name", *veil_columns(TO),
)  # fmt: skip


def parts_seen_by(viewer: Employee) -> QuerySet[Installment]:
    """Return the parts of what one may see and which still can be paid, each with what is paid of
    it: money counts for the earliest first."""
    paid = Payment.objects.confirmed().filter(enrollment=OuterRef("enrollment")).order_by()
    towards = paid.values("enrollment").annotate(sum=Sum(signed(TOWARDS_PRICE))).values("sum")
    earlier = Installment.objects.filter(
        enrollment=OuterRef("enrollment"), position__lt=OuterRef("position")
    )
    before = earlier.order_by().values("enrollment").annotate(sum=Sum("amount")).values("sum")
    zero = Value(0, output_field=BigIntegerField())
    left = _whole(towards) - _whole(before)
    rows = Installment.objects.filter(
        enrollment__in=Enrollment.objects.visible_to(viewer).values("pk"),
        enrollment__state__in=PAYABLE,
    ).annotate(
        paid_here=Least(Greatest(left, zero), F("amount"), output_field=BigIntegerField()),
        # What may be taken for it at the counter: what earlier parts lack comes along.
        payable=Greatest(F("amount") - left, zero, output_field=BigIntegerField()),
    )
    return veiled(rows, viewer, f"{TO}customer__")


def part_row(found: dict[str, Any]) -> dict[str, Any]:
    veil, currency = veil_of(found), found[f"{TO}currency"]
    return {
        "id": found["pk"],
        "enrollment": found[f"{TO}id"],
        "position": found["position"],
        "customer": ref(found[f"{TO}customer_id"], veil.text(found[f"{TO}customer__name"])),
        "payer": payer_of(found, veil, TO),
        "contact_masked": not found["contacts_open"],
        "class_group": class_ref(found, TO),
        "due_date": found["due_date"],
        "amount": to_text(found["amount"], currency),
        "paid": to_text(found["paid_here"], currency),
        "payable": to_text(found["payable"], currency),
        "currency": currency,
    }


def _whole(sum_of: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(sum_of, output_field=BigIntegerField()), Value(0))


class PartRowSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    enrollment = serializers.IntegerField()
    position = serializers.IntegerField()
    customer = RefSerializer()
    payer = PayerSerializer()
    contact_masked = serializers.BooleanField()
    class_group = ClassRefSerializer()
    due_date = serializers.DateField()
    amount = serializers.CharField()
    paid = serializers.CharField()
    payable = serializers.CharField(help_text="What it and the parts before it lack.")
    currency = serializers.CharField()
