"""Keeping a customer with who holds them, whatever the clock says (R84)."""

from datetime import datetime, timedelta

from django.db import transaction

from shoal.activity.services import record
from shoal.common.errors import Invalid
from shoal.organization.models import Employee

from ..models import Customer, CustomerEdit
from ..rules.holding import protect_refusal
from . import access, clocks

LONGEST = timedelta(days=365)


@transaction.atomic
def protect_customer(
    *, customer_id: int, until: datetime | None, by: Employee, at: datetime, note: str = ""
) -> Customer:
    """Let the clock return a household not before `until`; None takes the protection away.

    It ends with the hold. Raises NotFound, RoleMayNot, NotHeld; Invalid for an instant that is
    not ahead, or further than LONGEST.
    """
    customer, members = access.lock_household(customer_id, by)
    if refusal := protect_refusal(by, customer):
        raise refusal
    if until is not None and not at < until <= at + LONGEST:
        detail = f"An instant within the next {LONGEST.days} days."
        raise Invalid.field("until", "range", detail)
    before = customer.protected_until
    # All of them, or what another member has would go on protecting.
    Customer.objects.filter(pk__in=[m.pk for m in members]).update(protected_until=until)
    clocks.refresh_clocks([customer.household])
    changes = {"protected_until": [_text(before), _text(until)]}
    if note:
        changes["note"] = [None, note]
    CustomerEdit.objects.create(customer=customer, editor=by, at=at, changes=changes)
    record(
        "customer.protected", subject=customer, actor=by, at=at, customer_id=customer.pk,
        owner=(customer.owner_id, customer.owner_id), pool=(customer.pool_id, customer.pool_id),
        until=_text(until),
    )  # fmt: skip
    return customer


def _text(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()
