"""Who teaches, and where (R160, R169). Both are switched off, never deleted."""

from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from shoal.activity.services import record
from shoal.common.errors import Invalid, NotFound
from shoal.common.integrity import taken
from shoal.organization.models import Campus, Employee

from ..models import Room, Teacher
from ..rules.classes import plan_refusal

M = TypeVar("M", bound=models.Model)
TEACHER_FIELDS = {"teacher_name_once": "name", "employee_id": "employee"}
ROOM_FIELDS = {"room_name_once": "name"}


@transaction.atomic
def add_teacher(*, fields: dict[str, Any], by: Employee, at: datetime) -> Teacher:
    """`fields["employee"]` is the id of a colleague, or None. Raises Invalid."""
    teacher = Teacher(**_with_employee(fields, by))
    with taken(TEACHER_FIELDS):
        teacher.save(force_insert=True)
    record("teacher.created", subject=teacher, actor=by, at=at)
    return teacher


@transaction.atomic
def edit_teacher(
    *, teacher_id: int, changes: dict[str, Any], by: Employee, at: datetime
) -> Teacher:
    """Raises NotFound, Invalid."""
    teacher = _locked(Teacher, teacher_id)
    if changed := _set(teacher, _with_employee(changes, by)):
        with taken(TEACHER_FIELDS):
            teacher.save(update_fields=changed)
        fields = sorted(name.removesuffix("_id") for name in changed)
        record("teacher.edited", subject=teacher, actor=by, at=at, fields=fields)
    return teacher


@transaction.atomic
def add_room(*, campus_id: int, fields: dict[str, Any], by: Employee, at: datetime) -> Room:
    """Raises OutsideYourCampus, Invalid."""
    if refusal := plan_refusal(by, campus_id):
        raise refusal
    if not Campus.objects.filter(pk=campus_id, is_active=True).exists():
        raise Invalid.field("campus", "does_not_exist", "There is no such campus in use.")
    room = Room(campus_id=campus_id, **fields)
    with taken(ROOM_FIELDS):
        room.save(force_insert=True)
    record("room.created", subject=room, actor=by, at=at, campus=campus_id)
    return room


@transaction.atomic
def edit_room(*, room_id: int, changes: dict[str, Any], by: Employee, at: datetime) -> Room:
    """A room stays at its campus. Raises NotFound, OutsideYourCampus, Invalid."""
    room = _locked(Room, room_id)
    if refusal := plan_refusal(by, room.campus_id):
        raise refusal
    if changed := _set(room, changes):
        with taken(ROOM_FIELDS):
            room.save(update_fields=changed)
        record("room.edited", subject=room, actor=by, at=at, fields=sorted(changed))
    return room


def _locked(model: type[M], pk: int) -> M:
    found = model._default_manager.select_for_update(no_key=True).filter(pk=pk).first()
    if found is None:
        raise NotFound()
    return found


def _set(row: models.Model, changes: dict[str, Any]) -> list[str]:
    """Set what is other than before and return its names."""
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, changes[name])
    return changed


def _with_employee(fields: dict[str, Any], by: Employee) -> dict[str, Any]:
    if "employee" not in fields:
        return fields
    rest = {name: value for name, value in fields.items() if name != "employee"}
    pk = fields["employee"]
    if pk is not None and not Employee.objects.visible_to(by).filter(pk=pk).exists():
        raise Invalid.field("employee", "does_not_exist", "There is no such employee.")
    return {**rest, "employee_id": pk}
