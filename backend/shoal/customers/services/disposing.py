"""What becomes of an inquiry, and what it does to the customer (R103). Each function acts on an
inquiry that the caller has locked, or has just made."""

from collections.abc import Sequence
from datetime import datetime

from shoal.activity.services import record
from shoal.organization.models import Employee

from ..models import Consultation, Customer, Disposition, Status
from . import status
from .identities import Contact, known_by

STAY_WHERE_THEY_ARE = (Status.INVALID, Status.DO_NOT_CONTACT)


def households_known_by(contacts: Sequence[Contact]) -> list[Customer]:
    """Return one customer of each household that is known by `contacts`, held ones first.

    Of a household the guardian, where the contact is theirs: they are who asked.
    """
    rows = known_by(contacts).select_related("customer").order_by("customer")
    found: dict[int, Customer] = {}
    for customer in (identity.customer for identity in rows):
        if customer.guardian_id is None or customer.household not in found:
            found[customer.household] = customer
    return sorted(found.values(), key=lambda customer: (customer.owner_id is None, customer.pk))


def attach(
    consultation: Consultation, customer: Customer, members: Sequence[Customer], *,
    by: Employee | None, at: datetime,
) -> None:  # fmt: skip
    """Give the inquiry to `customer`, who is locked with all `members` of the household."""
    _settle(consultation, Disposition.ATTACHED, customer, by=by, at=at)
    if customer.status not in STAY_WHERE_THEY_ARE:
        _ask_again(customer, members, by=by, at=at)
    note_disposed(consultation, by=by, at=at)


def give_to_new(
    consultation: Consultation, customer: Customer, *, by: Employee | None, at: datetime
) -> None:
    """Say that the inquiry made `customer`."""
    _settle(consultation, Disposition.CREATED, customer, by=by, at=at)
    note_disposed(consultation, by=by, at=at)


def turn_away(
    consultation: Consultation, reason: str, *, by: Employee | None, at: datetime
) -> None:
    consultation.reason = reason
    _settle(consultation, Disposition.REJECTED, None, by=by, at=at)
    note_disposed(consultation, by=by, at=at)


def note_disposed(consultation: Consultation, *, by: Employee | None, at: datetime) -> None:
    """Record what became of it. Whose inbox that concerns the readers of the log find out."""
    customer, disposition = consultation.customer, consultation.disposition
    record(
        f"consultation.{disposition}", subject=consultation, actor=by, at=at,
        customer_id=consultation.customer_id,
        owner=(customer.owner_id, customer.owner_id) if customer else (None, None),
        pool=(consultation.pool_id, consultation.pool_id),
        channel=consultation.channel, form=consultation.form_id, reason=consultation.reason,
    )  # fmt: skip


def _settle(
    consultation: Consultation, disposition: Disposition, customer: Customer | None, *,
    by: Employee | None, at: datetime,
) -> None:  # fmt: skip
    consultation.disposition, consultation.customer = disposition, customer
    consultation.disposed_by, consultation.disposed_at = by, at
    consultation.save()


def _ask_again(
    customer: Customer, members: Sequence[Customer], *, by: Employee | None, at: datetime
) -> None:
    if customer.owner_id is None:
        # The household is claimed as one, so it stands at the top as one.
        Customer.objects.filter(pk__in=[m.pk for m in members]).update(pool_rank_at=at)
    if customer.status == Status.LOST:
        status.move(customer, Status.CONTACTED, by=by, at=at)
