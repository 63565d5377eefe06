"""Campuses and the tree of departments (R29, R69)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from shoal.activity.services import record
from shoal.common.errors import Invalid, NotFound
from shoal.common.integrity import taken

from .. import calendars, rules, uses
from ..errors import DepartmentCycle, DepartmentTooDeep
from ..models import Campus, Department, Employee

DEEPEST = 12
CAMPUS_FIELDS = {"campus_name_once": "name", "code": "code"}


@transaction.atomic
def create_campus(*, fields: dict[str, Any], by: Employee, at: datetime) -> Campus:
    """Raises Invalid when code or name is taken."""
    with taken(CAMPUS_FIELDS):
        campus = Campus.objects.create(**fields)
    record("campus.created", subject=campus, actor=by, at=at)
    return campus


@transaction.atomic
def edit_campus(*, campus_id: int, changes: dict[str, Any], by: Employee, at: datetime) -> Campus:
    """Raises NotFound, Invalid."""
    campus = Campus.objects.select_for_update(no_key=True).filter(pk=campus_id).first()
    if campus is None:
        raise NotFound()
    changed = [name for name, value in changes.items() if getattr(campus, name) != value]
    if not changed:
        return campus
    for name in changed:
        setattr(campus, name, changes[name])
    with taken(CAMPUS_FIELDS):
        campus.save(update_fields=changed)
    if {"time_zone", "rest_days"} & set(changed):
        calendars.changed(at=at)
    record("campus.edited", subject=campus, actor=by, at=at, fields=sorted(changed))
    return campus


@transaction.atomic
def create_department(*, fields: dict[str, Any], by: Employee, at: datetime) -> Department:
    """Add a leaf to the tree. `fields`: name, and ids of parent, manager, campus.

    Raises Invalid, DepartmentTooDeep.
    """
    tree = _lock_tree()
    parent = _parent(tree, fields.get("parent"))
    _check_name(tree, fields["name"], parent, None)
    department = Department(name=fields["name"], parent=parent)
    _set_people(department, fields)
    department.save()
    department.path = f"{parent.path if parent else '/'}{department.pk}/"
    _check_depth(department.path)
    department.save(update_fields=["path"])
    record("department.created", subject=department, actor=by, at=at)
    return department


@transaction.atomic
def edit_department(
    *, department_id: int, changes: dict[str, Any], by: Employee, at: datetime
) -> Department:
    """Rename, move, give a manager or campus. A move rewrites the paths below.

    Raises NotFound, Invalid, DepartmentCycle, DepartmentTooDeep.
    """
    tree = _lock_tree()
    department = tree.get(department_id)
    if department is None:
        raise NotFound()
    parent = department.parent_id
    if "parent" in changes:
        parent = changes["parent"]
        _move(tree, department, _parent(tree, parent))
    name = changes.get("name", department.name)
    _check_name(tree, name, tree.get(parent) if parent else None, department.pk)
    department.name, campus = name, department.campus_id
    _set_people(department, changes)
    if department.campus_id != campus:
        calendars.changed(at=at)
    department.save(update_fields=["name", "manager", "campus"])
    record("department.edited", subject=department, actor=by, at=at, fields=sorted(changes))
    return Department.objects.select_related("parent", "manager", "campus").get(pk=department_id)


@transaction.atomic
def remove_department(*, department_id: int, by: Employee, at: datetime) -> None:
    """Take a department away that nothing refers to (R69). Raises NotFound, DepartmentInUse."""
    department = _lock_tree().get(department_id)
    if department is None:
        raise NotFound()
    # Counted under the lock: whoever comes in holds the department (`hold_departments`).
    counts = uses.count_annotations(at)
    found = Department.objects.annotate(**counts).values(*counts).get(pk=department_id)
    if refusal := rules.remove_refusal(by, uses.counted(found)):
        raise refusal
    record("department.removed", subject=department, actor=by, at=at)
    department.delete()


def hold_departments(ids: Iterable[int]) -> list[Department]:
    """Return those of `ids` that are there, which nobody removes before our transaction ends.

    The foreign keys alone would tell at the commit only, when there is no way to say it well.
    """
    rows = Department.objects.select_for_update(no_key=True, of=("self",))
    return list(rows.select_related("campus").filter(pk__in=ids).order_by("pk"))


def hold_department(pk: int) -> Department:
    """The same for one. Raises Invalid."""
    found = hold_departments([pk])
    if not found:
        raise Invalid.field("department", "does_not_exist", "There is no such department.")
    return found[0]


def _move(tree: dict[int, Department], department: Department, parent: Department | None) -> None:
    if parent is not None and department.pk in parent.lineage():
        raise DepartmentCycle()
    old, new = department.path, f"{parent.path if parent else '/'}{department.pk}/"
    below = [d for d in tree.values() if d.path.startswith(old)]
    for path in (new + d.path[len(old) :] for d in below):
        _check_depth(path)
    Department.objects.filter(path__startswith=old).update(
        path=Concat(Value(new), Substr(F("path"), len(old) + 1))
    )
    department.parent, department.path = parent, new
    department.save(update_fields=["parent"])


def _lock_tree() -> dict[int, Department]:
    """Return all departments by id, locked: two moves at once could close a ring."""
    return {d.pk: d for d in Department.objects.order_by("pk").select_for_update(no_key=True)}


def _parent(tree: dict[int, Department], pk: int | None) -> Department | None:
    if pk is None:
        return None
    if pk not in tree:
        raise Invalid.field("parent", "does_not_exist", "There is no such department.")
    return tree[pk]


def _check_name(
    tree: dict[int, Department], name: str, parent: Department | None, own: int | None
) -> None:
    # The unique index lets two roots have one name, for their parent is NULL.
    siblings = (d for d in tree.values() if d.parent_id == (parent.pk if parent else None))
    if any(d.name.lower() == name.lower() and d.pk != own for d in siblings):
        raise Invalid.field("name", "taken", "There is one like this already.")


def _check_depth(path: str) -> None:
    if path.count("/") - 1 > DEEPEST:
        raise DepartmentTooDeep(limit=DEEPEST)


def _set_people(department: Department, fields: dict[str, Any]) -> None:
    if "manager" in fields:
        found = fields["manager"]
        department.manager = Employee.objects.active().filter(pk=found).first() if found else None
        if found and department.manager is None:
            raise Invalid.field("manager", "does_not_exist", "There is no such active employee.")
    if "campus" in fields:
        found = fields["campus"]
        department.campus = Campus.objects.filter(pk=found).first() if found else None
        if found and department.campus is None:
            raise Invalid.field("campus", "does_not_exist", "There is no such campus.")
