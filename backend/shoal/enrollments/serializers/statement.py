"""A customer's statement of account: what was bought, what was paid, what is owed or theirs."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from rest_framework import serializers

from shoal.common.errors import NotFound
from shoal.common.money import to_text
from shoal.customers.models import Customer
from shoal.organization.models import Employee

from ..models import OWING, Enrollment, Payment, PaymentType
from ..services.balances import balances_of, signs_of
from ..services.booking import credit_left
from .payments import PAYMENT_COLUMNS, PaymentRowSerializer, payment_row, payments_seen_by
from .rows import ROW_COLUMNS, EnrollmentRowSerializer, enrollments_seen_by, row


def statement(customer_id: int, viewer: Employee, at: datetime) -> dict[str, Any]:
    """Return the contract's Statement of a customer, their students' included.

    Of what the viewer may see of it; NotFound when that is nothing.
    """
    if not Customer.objects.filter(pk=customer_id).exists():
        raise NotFound()
    family = Customer.objects.filter(pk=customer_id) | Customer.objects.filter(guardian=customer_id)
    ids = list(family.values_list("pk", flat=True))
    theirs = Enrollment.objects.filter(customer__in=ids) | Enrollment.objects.filter(
        customer__merged_into__in=ids
    )
    rows = (
        enrollments_seen_by(viewer).filter(pk__in=theirs.values("pk")).order_by("created_at", "pk")
    )
    found = [row(values) for values in rows.values("pk", *ROW_COLUMNS)]
    if not found and not Customer.objects.visible_to(viewer).filter(pk=customer_id).exists():
        raise NotFound()
    seen = [shown["id"] for shown in found]
    payments = payments_seen_by(viewer).confirmed().filter(enrollment__in=seen)
    signs = signs_of(Payment.objects.confirmed().filter(enrollment__in=seen))
    return {
        "customer": customer_id,
        # As the viewer may read it; whoever bought nothing pays nothing.
        "payer": next((shown["payer"]["name"] for shown in found), ""),
        "at": at,
        "enrollments": [_as_owed(shown) for shown in found],
        "payments": [
            _signed(payment_row(values), signs[values["pk"]])
            for values in payments.order_by("confirmed_at", "pk").values("pk", *PAYMENT_COLUMNS)
        ],
        "totals": totals(seen),
    }


def _as_owed(shown: dict[str, Any]) -> dict[str, Any]:
    """Return the row with what is owed as in the totals: nothing before the seat is theirs, and
    nothing once they have gone."""
    if shown["state"] in OWING:
        return shown
    return {**shown, "balance": to_text(0, shown["currency"])}


def _signed(shown: dict[str, Any], sign: int) -> dict[str, Any]:
    return {**shown, "change": shown["amount"] if sign > 0 else f"-{shown['amount']}"}


def totals(enrollment_ids: list[int]) -> list[dict[str, Any]]:
    """Return one line a currency; amounts never cross them."""
    facts = Enrollment.objects.filter(pk__in=enrollment_ids).values_list("pk", "currency", "state")
    balances = balances_of(enrollment_ids)
    sums: dict[str, dict[str, int]] = defaultdict(
        lambda: dict.fromkeys(("price", "paid", "owed", "material", "credit"), 0)
    )
    for pk, currency, state in facts:
        line, balance = sums[currency], balances[pk]
        line["paid"] += balance.paid
        line["material"] += balance.material
        if state in OWING:
            line["price"] += balance.net
            line["owed"] += balance.balance
    theirs = Payment.objects.standing().filter(
        enrollment__in=enrollment_ids, type=PaymentType.CREDIT
    )
    for credit in theirs:
        sums[credit.currency]["credit"] += credit_left(credit)
    return [
        {"currency": currency, **{name: to_text(sum_, currency) for name, sum_ in line.items()}}
        for currency, line in sorted(sums.items())
    ]


class StatementTotalSerializer(serializers.Serializer):
    currency = serializers.CharField()
    price = serializers.CharField(help_text="Of the enrollments that are owed.")
    paid = serializers.CharField(help_text="Towards prices, less what went back.")
    owed = serializers.CharField(help_text="Below 0: too much was paid.")
    material = serializers.CharField()
    credit = serializers.CharField(help_text="Theirs, and not used yet.")


class StatementPaymentSerializer(PaymentRowSerializer):
    change = serializers.CharField(
        help_text="The amount with its sign: below 0 where money went back or elsewhere."
    )


class StatementSerializer(serializers.Serializer):
    customer = serializers.IntegerField()
    payer = serializers.CharField()
    at = serializers.DateTimeField()
    enrollments = EnrollmentRowSerializer(
        many=True, help_text="`balance` is 0 where nothing is owed yet, or any longer."
    )
    payments = StatementPaymentSerializer(
        many=True, help_text="Confirmed ones, the earliest first."
    )
    totals = StatementTotalSerializer(many=True)
