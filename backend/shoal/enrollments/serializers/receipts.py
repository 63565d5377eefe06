"""Receipts: numbered, for one household, of one or several payments."""

from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from rest_framework import serializers

from shoal.common.errors import NotFound
from shoal.common.fields import RefSerializer, ref
from shoal.common.models import School
from shoal.common.money import to_text
from shoal.customers.masking import public_name
from shoal.organization.models import Employee

from .. import receipt_numbers
from ..models import Payment, Receipt
from .payments import PAYMENT_COLUMNS, PaymentRowSerializer, payment_row, payments_seen_by

RECEIPT_COLUMNS = (
    "campus_id", "campus__code", "campus__name", "year", "sequence", "issued_at", "issued_by_id",
    "issued_by__display_name", "total", "currency", "payer",
)  # fmt: skip


def receipts_seen_by(viewer: Employee) -> QuerySet[Receipt]:
    """Return the rows that RECEIPT_COLUMNS reads: those that cover something one may see."""
    covered = Payment.objects.filter(receipt=OuterRef("pk")).order_by("pk")
    who = Coalesce("enrollment__customer__guardian__name", "enrollment__customer__name")
    total = covered.order_by().values("receipt").annotate(sum=Sum("amount")).values("sum")
    seen = Payment.objects.visible_to(viewer).filter(receipt=OuterRef("pk"))
    return Receipt.objects.filter(Exists(seen)).annotate(
        total=Subquery(total),
        currency=Subquery(covered.values("currency")[:1]),
        payer=Subquery(covered.annotate(who=who).values("who")[:1], output_field=CharField()),
    )


def receipt_row(found: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": found["pk"],
        "number": receipt_numbers.spell(found["campus__code"], found["year"], found["sequence"]),
        "campus": ref(found["campus_id"], found["campus__name"]),
        # Whatever somebody wrote into a name: a receipt's list shows no contact.
        "payer": public_name(found["payer"] or "", ()),
        "total": to_text(found["total"], found["currency"]),
        "currency": found["currency"],
        "issued_at": found["issued_at"],
        "issued_by": ref(found["issued_by_id"], found["issued_by__display_name"]),
    }


def receipt_detail(receipt_id: int, viewer: Employee) -> dict[str, Any]:
    """Return the contract's Receipt. Raises NotFound."""
    found = receipts_seen_by(viewer).filter(pk=receipt_id).values("pk", *RECEIPT_COLUMNS).first()
    if found is None:
        raise NotFound()
    # A receipt is one household's: who sees a part of it sees it as it was handed out.
    rows = payments_seen_by(viewer).filter(receipt=receipt_id).order_by("pk")
    covered = [payment_row(row) for row in rows.values("pk", *PAYMENT_COLUMNS)]
    return {**receipt_row(found), "payments": covered}


class ReceiptRowSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.CharField()
    campus = RefSerializer()
    payer = serializers.CharField()
    total = serializers.CharField()
    currency = serializers.CharField()
    issued_at = serializers.DateTimeField()
    issued_by = RefSerializer(allow_null=True)


class ReceiptSerializer(ReceiptRowSerializer):
    payments = PaymentRowSerializer(many=True)


class PaperQuerySerializer(serializers.Serializer):
    language = serializers.ChoiceField(
        choices=School.Language.values, default=School.Language.CHINESE
    )
