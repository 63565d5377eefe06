"""May I write down a contact, move the status? Each rule answers "why not?" (R40–R46)."""

from datetime import timedelta

from shoal.common.errors import DomainError
from shoal.organization.models import Employee
from shoal.organization.roles import Role

from .. import enrolled
from ..models import Customer, Outcome, Status
from .holding import NotHeld

LEADERS = (Role.MANAGER, Role.ADMIN)
# What was said before we knew the person may be written down later, but not from another age.
BEFORE_CREATION = timedelta(days=30)
NOTE_MAX = 5000


class DoNotContact(DomainError):
    detail = "This customer does not want to be contacted."


class NotTheAuthor(DomainError):
    detail = "Only who wrote it, or their manager, may correct it."


class StatusMoveRefused(DomainError):
    detail = "From {old} there is no way to {new}."


class NoFurtherStatus(DomainError):
    detail = "The status {old} is final."


class StatusFollowsEnrollments(DomainError):
    detail = "The status follows from their enrollments by itself."


# --- contacting (R40) -----------------------------------------------------------------------------
def log_follow_up_refusal(viewer: Employee, customer: Customer) -> DomainError | None:
    """Return why `viewer`, who sees the customer, may not log or plan a contact, or None (R40).

    Whoever sees a held customer holds them or leads who does; pool customers are claimed first.
    """
    if customer.owner_id is None:
        return NotHeld()
    if customer.status == Status.DO_NOT_CONTACT:
        return DoNotContact()
    return None


def correct_follow_up_refusal(
    viewer: Employee, *, author_id: int, owner_id: int | None
) -> DomainError | None:
    """Return why `viewer`, who sees the customer, may not correct this follow-up (R42).

    In a pool the text is shown scrubbed: nobody should write that back as a correction.
    """
    if owner_id is None:
        return NotHeld()
    if author_id != viewer.pk and viewer.role not in LEADERS:
        return NotTheAuthor()
    return None


# --- status (R45, R46) ----------------------------------------------------------------------------
_BEFORE_ENROLLED = (
    Status.NEW, Status.CONTACTED, Status.QUALIFIED, Status.TRIAL_BOOKED, Status.APPLIED,
)  # fmt: skip
GIVEN_UP = frozenset({Status.LOST, Status.INVALID, Status.DO_NOT_CONTACT})
# Nobody is reminded to contact these.
CLOSED = GIVEN_UP | {Status.ALUMNI}


def _from(status: Status) -> frozenset[str]:
    place = _BEFORE_ENROLLED.index(status)
    further = set(_BEFORE_ENROLLED[place + 1 :])
    # One step back mends a slip; but whoever was contacted is never new again.
    back = set(_BEFORE_ENROLLED[max(place - 1, 1) : place])
    return frozenset(further | back | GIVEN_UP)


STATUS_MOVES: dict[str, frozenset[str]] = {
    **{status: _from(status) for status in _BEFORE_ENROLLED},
    Status.APPLIED: _from(Status.APPLIED) | {Status.ENROLLED},
    Status.ENROLLED: frozenset({Status.ALUMNI}),
    # When they ask again.
    Status.LOST: frozenset({Status.CONTACTED}),
}

# What a follow-up's outcome does to the status by itself (R46).
_SPOKE = (Outcome.REACHED, Outcome.VISITED, Outcome.REFUSED)
STATUS_AFTER: dict[tuple[str, str], str] = {(Status.NEW, o): Status.CONTACTED for o in _SPOKE}


# What only enrollments say of who ever had one (R179).
_OF_STUDENTS = frozenset({Status.ENROLLED, Status.ALUMNI})
UNDER_WAY = "enrollment"


def status_moves(customer: Customer) -> list[str]:
    """Return the statuses that the customer's may become by hand, in the order of the funnel."""
    reachable = STATUS_MOVES.get(customer.status, frozenset())
    if UNDER_WAY in customer.exempt_reasons:
        reachable &= {Status.DO_NOT_CONTACT}
    elif reachable & _OF_STUDENTS and enrolled.has_any([customer.pk]):
        reachable -= _OF_STUDENTS
    return [status for status in Status.values if status in reachable]


def change_status_refusal(viewer: Employee, customer: Customer) -> DomainError | None:
    """Return why `viewer`, who sees the customer, may not change the status at all, or None (R45).

    In a pool only who leads may (a parent complained: do not contact); consultants claim first.
    """
    if customer.owner_id is None and viewer.role not in LEADERS:
        return NotHeld()
    if status_moves(customer):
        return None
    if customer.status in STATUS_MOVES:
        return StatusFollowsEnrollments()
    return NoFurtherStatus(old=customer.status)


def status_move_refusal(viewer: Employee, customer: Customer, status: str) -> DomainError | None:
    if refusal := change_status_refusal(viewer, customer):
        return refusal
    if status in status_moves(customer):
        return None
    if status in STATUS_MOVES[customer.status]:
        return StatusFollowsEnrollments()
    return StatusMoveRefused(old=customer.status, new=status)
