"""Seats of a class: taken, held, free. Whoever changes them has the class locked (R165)."""

from django.db.models import F

from shoal.common.errors import DomainError, NotFound

from ..models import ClassGroup


class ClassFull(DomainError):
    detail = "No seat is free in this class."


def lock_class(class_id: int) -> ClassGroup:
    """Return the class, locked until the transaction ends. Raises NotFound.

    Customers are locked before classes, classes before enrollments.
    """
    found = ClassGroup.objects.select_for_update(no_key=True).filter(pk=class_id).first()
    if found is None:
        raise NotFound()
    return found


def hold_seat(locked: ClassGroup) -> None:
    """Set one seat aside. Raises ClassFull."""
    if locked.seats_free < 1:
        raise ClassFull()
    _change(locked, taken=0, held=1)


def take_seat(locked: ClassGroup, *, was_held: bool) -> None:
    """Let somebody sit down: on the seat that was held for them, or on a free one. Raises
    ClassFull."""
    if not was_held and locked.seats_free < 1:
        raise ClassFull()
    _change(locked, taken=1, held=-1 if was_held else 0)


def free_seat(locked: ClassGroup, *, was_held: bool) -> None:
    """Give a seat back, held or taken."""
    _change(locked, taken=0 if was_held else -1, held=-1 if was_held else 0)


def _change(locked: ClassGroup, *, taken: int, held: int) -> None:
    # By F: with the lock forgotten, the database's own check still refuses one too many.
    ClassGroup.objects.filter(pk=locked.pk).update(
        seats_taken=F("seats_taken") + taken, seats_held=F("seats_held") + held
    )
    locked.seats_taken += taken
    locked.seats_held += held
