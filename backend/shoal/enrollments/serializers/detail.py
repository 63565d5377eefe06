"""One enrollment with everything its page shows, and for each command why the viewer may not."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Q
from rest_framework import serializers

from shoal.common import clock
from shoal.common.errors import NotFound, as_refusals
from shoal.common.fields import RefSerializer
from shoal.common.money import to_text
from shoal.common.schema import RefusalSerializer
from shoal.customers.models import Customer
from shoal.customers.serializers.veil import Veil
from shoal.organization.models import Employee

from ..models import EndReason, Enrollment, State
from ..rules import applying, crediting, deciding, leaving, pausing, paying
from ..rules.moves import move_refusal
from ..rules.transferring import transfer_refusal
from ..services import balances, credit, seating
from ..services.policy import policy
from .rows import ROW_COLUMNS, EnrollmentRowSerializer, enrollments_seen_by, row
from .veil import veil_of

WORDS = ("why", "expectations", "discount_reason", "decision_note", "end_note")
PEOPLE = ("discount_approved_by", "created_by", "submitted_by", "decided_by")
RELATED = (
    *PEOPLE, "customer__owner__department", "customer__merged_into__owner__department",
    "class_group__campus", "plan_template", "transferred_from",
)  # fmt: skip


def detail(enrollment_id: int, viewer: Employee, at: datetime | None = None) -> dict[str, Any]:
    """Return the contract's Enrollment. Raises NotFound."""
    at = at or clock.now()
    seen = enrollments_seen_by(viewer).filter(pk=enrollment_id)
    found = seen.values("pk", *ROW_COLUMNS).first()
    if found is None:
        raise NotFound()
    enrollment = Enrollment.objects.select_related(*RELATED).get(pk=enrollment_id)
    customer = enrollment.customer.merged_into or enrollment.customer
    money = balances.balance_of(enrollment)
    successor = Enrollment.objects.filter(transferred_from=enrollment).values_list("pk").first()
    shown, shares = row(found), _shares(enrollment, money)
    return {
        **shown,
        "customer": {"id": customer.pk, "name": shown["customer"]["name"]},
        **_words(enrollment, veil_of(found)),
        "contract_agreed": enrollment.contract_agreed,
        **{name: _person(getattr(enrollment, name)) for name in PEOPLE},
        "decided_at": enrollment.decided_at,
        "end_reason": enrollment.end_reason,
        "sessions_attended": enrollment.sessions_attended,
        "sessions_total": enrollment.sessions_total,
        "refund_due": to_text(enrollment.refund_due, enrollment.currency),
        "material": to_text(money.material, enrollment.currency),
        "refunded": to_text(money.refunded, enrollment.currency),
        "place_in_line": _place(enrollment),
        "plan_template": _template(enrollment),
        "installments": _installments(enrollment, money.paid, at),
        "credit_shares": shares,
        "transferred_from": enrollment.transferred_from_id,
        "transferred_to": successor[0] if successor else None,
        "discount_limits": limits(enrollment),
        "refusals": refusals(viewer, customer, enrollment, [s["employee"]["id"] for s in shares]),
    }


def refusals(
    viewer: Employee, customer: Customer, enrollment: Enrollment, credited: Collection[int]
) -> dict[str, Any]:
    """Return {command: None or {"code", "detail", …}}: what the commands would answer.

    Of approving, whether one may if one agrees to the discount; whether that is asked for is in
    `discount_limits`.
    """
    money_is_in = seating.money_is_in(enrollment)
    return as_refusals(
        edit=applying.edit_refusal(viewer, customer, enrollment),
        plan=applying.plan_refusal(viewer, customer, enrollment),
        submit=applying.submit_refusal(viewer, customer, enrollment),
        approve=deciding.decide_refusal("approve", viewer, enrollment)
        or applying.place_refusal(customer, enrollment)
        or deciding.discount_refusal(viewer, enrollment, policy(), agreed=True),
        reject=deciding.decide_refusal("reject", viewer, enrollment),
        accept=deciding.accept_refusal(viewer, customer, enrollment),
        cancel=leaving.cancel_refusal(viewer, customer, enrollment, money_is_in=money_is_in),
        withdraw=move_refusal("withdraw", viewer, enrollment),
        transfer=transfer_refusal(viewer, customer, enrollment),
        pay=paying.submit_refusal(viewer, customer, enrollment),
        receive=paying.receive_refusal(viewer, enrollment),
        refund=paying.refund_refusal(viewer, customer),
        credit=crediting.share_refusal(viewer, customer, enrollment, credited),
        dispute=crediting.dispute_refusal(viewer, enrollment),
        **{
            name: pausing.pause_refusal(name, viewer, customer, enrollment)
            for name in ("suspend", "resume", "complete")
        },
    )


def _words(enrollment: Enrollment, veil: Veil) -> dict[str, str]:
    return {name: veil.text(getattr(enrollment, name)) for name in WORDS}


def _person(employee: Employee | None) -> dict[str, Any] | None:
    return None if employee is None else {"id": employee.pk, "name": employee.display_name}


def _place(enrollment: Enrollment) -> int | None:
    """Return the place on the waitlist, from 1 on."""
    if enrollment.state != State.WAITLISTED:
        return None
    line = Enrollment.objects.filter(class_group=enrollment.class_group_id).waiting()
    at = enrollment.waitlisted_at
    before = Q(waitlisted_at__lt=at) | Q(waitlisted_at=at, pk__lt=enrollment.pk)
    return line.filter(before).count() + 1


def _template(enrollment: Enrollment) -> dict[str, Any] | None:
    template = enrollment.plan_template
    return None if template is None else {"id": template.pk, "name": template.name}


def _installments(enrollment: Enrollment, paid: int, at: datetime) -> list[dict[str, Any]]:
    parts = list(enrollment.installments.order_by("position"))
    today = at.astimezone(enrollment.class_group.campus.zone).date()
    covered = balances.paid_of_parts([part.amount for part in parts], paid)
    return [
        {
            "id": part.pk,
            "due_date": part.due_date,
            "amount": to_text(part.amount, enrollment.currency),
            "paid": to_text(so_far, enrollment.currency),
            "is_overdue": part.due_date < today and so_far < part.amount,
        }
        for part, so_far in zip(parts, covered, strict=True)
    ]


def _shares(enrollment: Enrollment, money: balances.Balance) -> list[dict[str, Any]]:
    shares = enrollment.credit_shares.select_related("employee").order_by("-percent", "employee")
    percents = [share.percent for share in shares]
    amounts = credit.amounts_of(money.paid, percents)
    back = credit.amounts_of(money.refunded, percents)
    return [
        {
            "employee": _person(share.employee),
            "percent": share.percent,
            "amount": to_text(amount, enrollment.currency),
            "clawed_back": to_text(gone, enrollment.currency),
        }
        for share, amount, gone in zip(shares, amounts, back, strict=True)
    ]


def limits(enrollment: Enrollment) -> dict[str, Any]:
    rule = policy()
    return {
        "needs_agreement": deciding.above(enrollment, rule.discount_percent),
        "needs_admin": deciding.above(enrollment, rule.manager_discount_percent),
    }


# --- what goes out, for the schema ----------------------------------------------------------------
class InstallmentSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    due_date = serializers.DateField()
    amount = serializers.CharField()
    paid = serializers.CharField(help_text="Money counts for the earliest part first.")
    is_overdue = serializers.BooleanField()


class CreditShareSerializer(serializers.Serializer):
    employee = RefSerializer()
    percent = serializers.IntegerField()
    amount = serializers.CharField(help_text="Of what was paid, less what went back.")
    clawed_back = serializers.CharField(help_text="What refunds took of it.")


class DiscountLimitsSerializer(serializers.Serializer):
    needs_agreement = serializers.BooleanField(
        help_text="Approving takes `discount_agreed`: it is more than sellers give on their own."
    )
    needs_admin = serializers.BooleanField()


class EnrollmentRefusalsSerializer(serializers.Serializer):
    edit = RefusalSerializer(allow_null=True)
    plan = RefusalSerializer(allow_null=True)
    submit = RefusalSerializer(allow_null=True)
    approve = RefusalSerializer(allow_null=True)
    reject = RefusalSerializer(allow_null=True)
    accept = RefusalSerializer(allow_null=True)
    cancel = RefusalSerializer(allow_null=True)
    withdraw = RefusalSerializer(allow_null=True)
    transfer = RefusalSerializer(allow_null=True)
    pay = RefusalSerializer(allow_null=True, help_text="Saying that money came in.")
    receive = RefusalSerializer(allow_null=True, help_text="Taking it at the counter.")
    refund = RefusalSerializer(allow_null=True, help_text="Asking for money to go back.")
    credit = RefusalSerializer(allow_null=True)
    dispute = RefusalSerializer(allow_null=True)
    suspend = RefusalSerializer(allow_null=True)
    resume = RefusalSerializer(allow_null=True)
    complete = RefusalSerializer(allow_null=True)


class EnrollmentSerializer(EnrollmentRowSerializer):
    why = serializers.CharField()
    expectations = serializers.CharField()
    contract_agreed = serializers.BooleanField()
    discount_reason = serializers.CharField()
    discount_approved_by = RefSerializer(allow_null=True)
    created_by = RefSerializer(allow_null=True)
    submitted_by = RefSerializer(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    decided_by = RefSerializer(allow_null=True)
    decision_note = serializers.CharField()
    end_reason = serializers.ChoiceField(choices=[*EndReason.choices, ("", "none")])
    end_note = serializers.CharField()
    sessions_attended = serializers.IntegerField(allow_null=True)
    sessions_total = serializers.IntegerField(allow_null=True)
    refund_due = serializers.CharField(allow_null=True)
    material = serializers.CharField(help_text="Paid for material, outside the balance.")
    refunded = serializers.CharField()
    place_in_line = serializers.IntegerField(allow_null=True, help_text="On the waitlist, from 1.")
    plan_template = RefSerializer(allow_null=True)
    installments = InstallmentSerializer(many=True)
    credit_shares = CreditShareSerializer(many=True)
    transferred_from = serializers.IntegerField(allow_null=True)
    transferred_to = serializers.IntegerField(allow_null=True)
    discount_limits = DiscountLimitsSerializer()
    refusals = EnrollmentRefusalsSerializer()
