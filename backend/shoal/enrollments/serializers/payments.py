"""A payment's row, the same in every list; and one of them, with why the viewer may not."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from shoal.common.errors import NotFound, as_refusals
from shoal.common.fields import RefSerializer, ref
from shoal.common.money import to_text
from shoal.common.schema import RefusalSerializer
from shoal.organization.models import Employee

from .. import receipt_numbers
from ..models import Payment, PaymentState, PaymentType
from ..payment_querysets import PaymentQuerySet
from ..rules import paying as rules
from ..services.booking import credit_left, is_used
from .rows import ClassRefSerializer, PayerSerializer, class_ref
from .veil import payer_of, veil_columns, veil_of, veiled

TO = "enrollment__"
INSTANTS = ("received_at", "created_at", "submitted_at", "approved_at", "confirmed_at",
            "rejected_at")  # fmt: skip
PEOPLE = ("submitted_by", "approved_by", "confirmed_by", "rejected_by")
PAYMENT_COLUMNS = (
    "type", "amount", "currency", "method__code", "reference", "note", "reject_note", "state",
    "version", "reverses_id", "reversed_by__id", "pair_id", "source_id", "receipt_id",
    "receipt__campus__code", "receipt__year", "receipt__sequence", *INSTANTS,
    *(column for name in PEOPLE for column in (f"{name}_id", f"{name}__display_name")),
    f"{TO}id", f"{TO}customer_id", f"{TO}customer__name", f"{TO}customer__guardian_id",
    f"{TO}customer__guardian__name", f"{TO}class_group_id", f"{TO}class_group__code",
    f"{TO}class_group__term", f"{TO}class_group__course_id",
    f"{TO}class_group__course__name", f"{TO}class_group__campus_id",
    f"{TO}class_group__campus__name", *veil_columns(TO),
)  # fmt: skip


def payments_seen_by(viewer: Employee) -> PaymentQuerySet:
    """Return the rows that PAYMENT_COLUMNS reads, in one statement."""
    rows = Payment.objects.visible_to(viewer)
    return veiled(rows, viewer, f"{TO}customer__")


def payment_row(found: Mapping[str, Any]) -> dict[str, Any]:
    veil, currency = veil_of(found), found["currency"]
    return {
        "id": found["pk"],
        "enrollment": found[f"{TO}id"],
        "customer": ref(found[f"{TO}customer_id"], veil.text(found[f"{TO}customer__name"])),
        "payer": payer_of(found, veil, TO),
        "contact_masked": not found["contacts_open"],
        "class_group": class_ref(found, TO),
        "type": found["type"],
        "amount": to_text(found["amount"], currency),
        "currency": currency,
        "method": found["method__code"],
        "reference": veil.slip(found["reference"]),
        "note": veil.text(found["note"]),
        "reject_note": veil.text(found["reject_note"]),
        "state": found["state"],
        **{name: found[name] for name in INSTANTS},
        **{name: ref(found[f"{name}_id"], found[f"{name}__display_name"]) for name in PEOPLE},
        "receipt": found["receipt_id"],
        "receipt_number": number_of(found),
        "reverses": found["reverses_id"],
        "reversed_by": found["reversed_by__id"],
        "source": found["source_id"],
        "version": found["version"],
    }


def number_of(found: Mapping[str, Any], to_receipt: str = "receipt__") -> str | None:
    """Return what is printed on the receipt, as in EAST-2026-000123."""
    if found[f"{to_receipt}sequence"] is None:
        return None
    return receipt_numbers.spell(
        found[f"{to_receipt}campus__code"], found[f"{to_receipt}year"],
        found[f"{to_receipt}sequence"],
    )  # fmt: skip


def payment_detail(payment_id: int, viewer: Employee) -> dict[str, Any]:
    """Return the contract's Payment. Raises NotFound."""
    rows = payments_seen_by(viewer).filter(pk=payment_id)
    found = rows.values("pk", *PAYMENT_COLUMNS).first()
    if found is None:
        raise NotFound()
    related = (
        "enrollment__customer__owner__department",
        "enrollment__customer__merged_into__owner__department",
    )
    payment = Payment.objects.select_related(*related).get(pk=payment_id)
    is_credit = payment.type == PaymentType.CREDIT and payment.state == PaymentState.CONFIRMED
    left = credit_left(payment) if is_credit else None
    return {
        **payment_row(found),
        "credit_left": to_text(left, payment.currency),
        "refusals": refusals(viewer, payment),
    }


def refusals(viewer: Employee, payment: Payment) -> dict[str, Any]:
    """Return {command: None or {"code", "detail", …}}: what the commands would answer."""
    enrollment = payment.enrollment
    customer = enrollment.customer.merged_into or enrollment.customer
    draft = rules.state_refusal("submit", payment) or rules.submit_refusal(
        viewer, customer, enrollment
    )
    rest = Payment.objects.standing().filter(source=payment, type=PaymentType.CREDIT).first()
    return as_refusals(
        edit=draft,
        submit=draft,
        approve=rules.approve_refusal(viewer, payment),
        confirm=rules.confirm_refusal(viewer, payment),
        reject=rules.reject_refusal(viewer, payment),
        reverse=rules.reverse_refusal(viewer, payment, used=is_used(payment) or is_used(rest)),
    )


# --- what goes out, for the schema ----------------------------------------------------------------
class PaymentRowSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    enrollment = serializers.IntegerField()
    customer = RefSerializer()
    payer = PayerSerializer(help_text="The guardian of a student, else the customer.")
    contact_masked = serializers.BooleanField()
    class_group = ClassRefSerializer()
    type = serializers.ChoiceField(choices=PaymentType)
    amount = serializers.CharField(help_text="A decimal, as in 1200.00; the type says which way.")
    currency = serializers.CharField()
    method = serializers.CharField(
        allow_null=True, help_text="A code of the school's ways to pay; null: only moved."
    )
    reference = serializers.CharField()
    note = serializers.CharField()
    reject_note = serializers.CharField()
    state = serializers.ChoiceField(choices=PaymentState)
    received_at = serializers.DateTimeField()
    created_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    approved_at = serializers.DateTimeField(allow_null=True)
    confirmed_at = serializers.DateTimeField(allow_null=True)
    rejected_at = serializers.DateTimeField(allow_null=True)
    submitted_by = RefSerializer(allow_null=True)
    approved_by = RefSerializer(allow_null=True, help_text="Who agreed to a refund.")
    confirmed_by = RefSerializer(allow_null=True)
    rejected_by = RefSerializer(allow_null=True)
    receipt = serializers.IntegerField(allow_null=True)
    receipt_number = serializers.CharField(allow_null=True)
    reverses = serializers.IntegerField(allow_null=True)
    reversed_by = serializers.IntegerField(allow_null=True)
    source = serializers.IntegerField(
        allow_null=True,
        help_text="Of credit what was too much; of what was used of it, the credit.",
    )
    version = serializers.IntegerField()


class PaymentRefusalsSerializer(serializers.Serializer):
    edit = RefusalSerializer(allow_null=True)
    submit = RefusalSerializer(allow_null=True)
    approve = RefusalSerializer(allow_null=True)
    confirm = RefusalSerializer(allow_null=True)
    reject = RefusalSerializer(allow_null=True)
    reverse = RefusalSerializer(allow_null=True)


class PaymentSerializer(PaymentRowSerializer):
    credit_left = serializers.CharField(allow_null=True, help_text="Of a credit: not used yet.")
    refusals = PaymentRefusalsSerializer()
