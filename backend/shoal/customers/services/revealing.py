"""Showing masked contacts once: counted, limited and recorded (R118)."""

from datetime import datetime

from django.db import transaction

from shoal.activity.services import record
from shoal.organization.models import Employee

from ..models import Identity, Reveal
from ..rules.revealing import masked_kinds, reveal_refusal, reveals_left
from . import access


@transaction.atomic
def reveal_contacts(
    *, customer_id: int, reason: str, by: Employee, at: datetime
) -> tuple[Reveal, list[Identity]]:
    """Return what the pool masks of a customer, primary ones first; the customer stays masked.

    Raises NotFound, RoleMayNot, ContactsOpen, NothingToReveal, RevealBudgetSpent.
    """
    # The budget is about the employee, so lock the employee first: of many calls at once none
    # must see room that another has taken.
    by = Employee.objects.lock(by.pk)
    customer = access.lock_customer(customer_id, by)
    if refusal := reveal_refusal(by, customer, reveals_left(by, at)):
        raise refusal
    kinds = masked_kinds(by, customer)
    shown = list(customer.identities.filter(kind__in=kinds).order_by("kind", "-is_primary", "pk"))
    fields = sorted({identity.kind for identity in shown})
    reveal = Reveal.objects.create(
        customer=customer, employee=by, at=at, fields=fields, reason=reason
    )
    record(
        "customer.revealed", subject=customer, actor=by, at=at, customer_id=customer.pk,
        fields=fields,
    )  # fmt: skip
    return reveal, shown
