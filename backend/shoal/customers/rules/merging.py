"""Why not? for saying that two customers are one person, and for taking it back (R110-R114)."""

from datetime import datetime, timedelta

from shoal.common.errors import DomainError, Invalid, RoleMayNot
from shoal.organization.models import Employee

from ..models import Customer, DuplicateProposal, MergeRecord, ProposalState
from ..normalize import fold
from .profile import (
    EDITABLE,
    SETTLED,
    Anonymised,
    Deleted,
    GuardianDeleted,
    GuardianIsStudent,
    hidden_fields,
)

UNDO_WITHIN = timedelta(days=30)
# The household is not taken over: the one kept stays where they are.
TAKEABLE = tuple(sorted(EDITABLE - {"guardian"} | {"status", "extra"}))


class ContactsHidden(DomainError):
    status = 403
    detail = "You see the contacts of one of them only in part."


class GuardianOfTheOther(DomainError):
    detail = "One of them is the guardian of the other."


class KeepTheStudent(DomainError):
    detail = "The other one is a student of a household: keep that one."


class KeepTheEnrolled(DomainError):
    detail = "The other one has enrolled: keep that one."


class StudentsOfOneName(DomainError):
    detail = "Both have a student of this name: {names}. Merge the students first."


class NotMerged(DomainError):
    detail = "There is no merge that could be undone."


class UnmergeTooLate(DomainError):
    detail = "A merge can be undone within {days} days."


class ProposalDecided(DomainError):
    detail = "This pair was decided already: {state}."


def keep_refusal(by: Employee, kept: Customer) -> DomainError | None:
    """Return why `by`, who sees the customer, may not merge anybody into them, or None (R110)."""
    if not by.has_capability("customers.merge"):
        return RoleMayNot()
    if kept.deleted_at:
        return Deleted()
    if kept.anonymised_at:
        return Anonymised()
    return ContactsHidden() if hidden_fields(by, kept) else None


def merge_refusal(by: Employee, kept: Customer, merged: Customer) -> DomainError | None:
    """Return why `by`, who sees both, may not merge one into the other, or None (R110)."""
    if kept.pk == merged.pk:
        return Invalid.field("merged", "self", "These are one and the same.")
    if refusal := keep_refusal(by, kept) or keep_refusal(by, merged):
        return refusal
    if merged.status in SETTLED and kept.status not in SETTLED:
        return KeepTheEnrolled()
    return _household_refusal(kept, merged)


def _household_refusal(kept: Customer, merged: Customer) -> DomainError | None:
    """A household stays one guardian and students of different names (R36)."""
    if kept.guardian_id == merged.pk or merged.guardian_id == kept.pk:
        return GuardianOfTheOther()
    theirs = _student_names(merged)
    if kept.guardian_id is not None:
        return GuardianIsStudent() if theirs else None
    if merged.guardian_id is not None:
        return KeepTheStudent()
    if both := sorted(theirs.keys() & _student_names(kept).keys()):
        return StudentsOfOneName(names=[theirs[name] for name in both])
    return None


def unmerge_refusal(
    by: Employee, kept: Customer, merge: MergeRecord | None, at: datetime
) -> DomainError | None:
    """Return why `by`, who sees `kept`, may not undo `merge`, or None (R114)."""
    if refusal := keep_refusal(by, kept):
        return refusal
    if merge is None or merge.undone_at is not None:
        return NotMerged()
    if at - merge.at > UNDO_WITHIN:
        return UnmergeTooLate(days=UNDO_WITHIN.days)
    return _return_refusal(kept, merge.merged)


def _return_refusal(kept: Customer, merged: Customer) -> DomainError | None:
    """Who was a student goes back to the guardian, as far as that one still is one."""
    guardian = merged.guardian
    if guardian is None:
        return None
    if guardian.deleted_at:
        return GuardianDeleted()
    if guardian.guardian_id is not None:
        return GuardianIsStudent()
    siblings = guardian.students.living().exclude(pk=kept.pk).values_list("name", flat=True)
    if merged.name and fold(merged.name) in map(fold, siblings):
        return StudentsOfOneName(names=[merged.name])
    return None


def decide_refusal(proposal: DuplicateProposal, state: str) -> DomainError | None:
    """Return why an open or dismissed proposal cannot become `state` (R116)."""
    open_, dismissed = ProposalState.OPEN, ProposalState.DISMISSED
    if (proposal.state, state) in ((open_, dismissed), (dismissed, open_)):
        return None
    return ProposalDecided(state=proposal.state)


def _student_names(guardian: Customer) -> dict[str, str]:
    """Return {folded name: name} of the living students."""
    names = guardian.students.living().order_by("pk").values_list("name", flat=True)
    return {fold(name): name for name in names if name}
