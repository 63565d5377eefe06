"""Why not? for settling what somebody asked (R101, R102)."""

from datetime import datetime

from shoal.common.errors import DomainError, RoleMayNot
from shoal.organization.models import Employee

from ..models import Consultation, Disposition, Status
from .allowance import allowance_in
from .claiming import Candidate, claim_refusal
from .profile import DuplicateCustomer

# Why somebody who leads turns an inquiry away.
REJECT_REASONS = ("spam", "not_a_prospect", "unreachable", "duplicate", "other")


class AlreadyDisposed(DomainError):
    detail = "Somebody was faster: this inquiry is settled already."


class SeveralKnown(DuplicateCustomer):
    detail = "Several customers are known by these contacts: say which one is meant."


class NobodyKnown(DomainError):
    detail = "Nobody is known by these contacts: say whom the inquiry belongs to."


def dispose_refusal(consultation: Consultation) -> DomainError | None:
    """Return why an inquiry may not be settled any more, or None."""
    waits = consultation.disposition == Disposition.UNDISPOSED
    return None if waits else AlreadyDisposed()


def reject_refusal(viewer: Employee, consultation: Consultation) -> DomainError | None:
    """Return why `viewer`, who sees the inquiry, may not reject it, or None."""
    if not viewer.has_capability("consultations.reject"):
        return RoleMayNot()
    return dispose_refusal(consultation)


def hold_refusal(viewer: Employee, consultation: Consultation, at: datetime) -> DomainError | None:
    """Return why `viewer` may not make them a customer and claim them in one go, or None."""
    if refusal := dispose_refusal(consultation):
        return refusal
    # Nobody has held who is only about to be a customer.
    newcomer = Candidate(owner=None, status=Status.NEW, entered_at=None, my_last_end=None)
    return claim_refusal(newcomer, allowance_in(consultation.pool, viewer, at), at)
