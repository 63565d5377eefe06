"""May I plan, open, start, complete, cancel, copy? Each rule answers "why not?" (R160–R166)."""

from dataclasses import dataclass

from shoal.common.errors import DomainError, RoleMayNot
from shoal.organization.models import Employee
from shoal.organization.roles import Role

from ..models import ClassGroup, ClassState

State = ClassState
OVER = (State.COMPLETED, State.CANCELLED)


class OutsideYourCampus(DomainError):
    status = 403
    detail = "Managers plan the classes and rooms of their own campus."


class WrongClassState(DomainError):
    detail = "This is not possible for a class that is {state}."


class TooFewToStart(DomainError):
    detail = "{taken} sit in this class, which needs {minimum}."


class SeatsInUse(DomainError):
    """`taken`, `held` and `waiting`: how many people the class still has."""

    detail = "People still sit in this class, or wait for a seat."


class CourseNotOffered(DomainError):
    detail = "This course is not offered any more."


# --- who (R160) -----------------------------------------------------------------------------------
def plan_refusal(by: Employee, campus_id: int) -> DomainError | None:
    """Return why `by` may not plan classes and rooms of this campus (R160)."""
    if not by.has_capability("classes.edit"):
        return RoleMayNot()
    if by.role != Role.ADMIN and own_campus(by) != campus_id:
        return OutsideYourCampus()
    return None


def own_campus(who: Employee) -> int | None:
    """Return the campus where they work: their own, else their department's."""
    return who.campus_id or (who.department.campus_id if who.department else None)


def edit_refusal(by: Employee, class_group: ClassGroup) -> DomainError | None:
    """Return why `by` may not change this class (R160, R162)."""
    if refusal := plan_refusal(by, class_group.campus_id):
        return refusal
    if class_group.state in OVER:
        return WrongClassState(state=class_group.state)
    return None


def copy_refusal(by: Employee, class_group: ClassGroup) -> DomainError | None:
    """Return why `by` may not make a class of the next term from this one (R166)."""
    if refusal := plan_refusal(by, class_group.campus_id):
        return refusal
    return None if class_group.course.is_active else CourseNotOffered()


# --- how it goes on (R161) ------------------------------------------------------------------------
@dataclass(frozen=True)
class Move:
    before: tuple[ClassState, ...]
    after: ClassState
    # What the event log says of it.
    step: str


MOVES = {
    "open": Move((State.PLANNED,), State.OPEN, "opened"),
    "start": Move((State.OPEN,), State.RUNNING, "started"),
    "complete": Move((State.RUNNING,), State.COMPLETED, "completed"),
    "cancel": Move((State.PLANNED, State.OPEN, State.RUNNING), State.CANCELLED, "cancelled"),
}


def move_refusal(
    move: str, by: Employee, class_group: ClassGroup, *, waiting: int, despite_minimum: bool = False
) -> DomainError | None:
    """Return why `by` may not "open", "start", "complete" or "cancel" the class (R161).

    `waiting` is how many wait for a seat. That too few sit in it is a refusal that may be
    overruled: whoever has seen it says so.
    """
    if refusal := plan_refusal(by, class_group.campus_id):
        return refusal
    if class_group.state not in MOVES[move].before:
        return WrongClassState(state=class_group.state)
    taken, held = class_group.seats_taken, class_group.seats_held
    if move == "cancel" and (taken or held or waiting):
        return SeatsInUse(taken=taken, held=held, waiting=waiting)
    if move == "start" and taken < class_group.min_to_open and not despite_minimum:
        return TooFewToStart(taken=taken, minimum=class_group.min_to_open)
    return None
