"""Making and changing pools: who belongs to them, and their limits."""

from datetime import datetime
from typing import Any

from django.db import transaction

from shoal.activity.services import record
from shoal.common.errors import Invalid, NotFound, Stale
from shoal.common.integrity import taken
from shoal.organization.models import Employee
from shoal.organization.services.places import hold_departments

from ..models import Pool
from ..rules.clock import ClockPolicy
from .clocks import schedule_recompute

# The column as SQLite says it, and the constraint as PostgreSQL does.
UNIQUE = {"customers_pool.name": "name", "customers_pool_name": "name"}
MEMBERS = ("departments", "campuses")


@transaction.atomic
def create_pool(*, by: Employee, at: datetime, **fields: Any) -> Pool:
    """Make a pool. Raises Invalid when the name is taken."""
    _free_name(fields["name"])
    with taken(UNIQUE):
        pool = Pool.objects.create(**{k: v for k, v in fields.items() if k not in MEMBERS})
    _set_members(pool, fields)
    record("pool.created", subject=pool, actor=by, at=at, fields=sorted(fields))
    return pool


@transaction.atomic
def change_pool(
    *, pool_id: int, by: Employee, at: datetime, expected_version: int | None = None, **fields: Any
) -> Pool:
    """Change limits or membership; what is not given stays. Raises NotFound, Stale, Invalid."""
    pool = Pool.objects.select_for_update(no_key=True).filter(pk=pool_id).first()
    if pool is None:
        raise NotFound()
    if expected_version not in (None, pool.version):
        raise Stale(version=pool.version)
    if "name" in fields:
        _free_name(fields["name"], but=pool.pk)
    clocks_before = ClockPolicy.of(pool)
    for name, value in fields.items():
        if name not in MEMBERS:
            setattr(pool, name, value)
    pool.version += 1
    with taken(UNIQUE):
        pool.save()
    _set_members(pool, fields)
    if ClockPolicy.of(pool) != clocks_before:
        schedule_recompute(at=at, pool_id=pool.pk)
    record("pool.changed", subject=pool, actor=by, at=at, fields=sorted(fields))
    return pool


def _set_members(pool: Pool, fields: dict[str, Any]) -> None:
    _hold(fields)
    for name in MEMBERS:
        if name in fields:
            getattr(pool, name).set(fields[name])


def _hold(fields: dict[str, Any]) -> None:
    """Keep the departments that a pool shall list from being removed meanwhile. Raises Invalid."""
    wanted = {d.pk for d in fields.get("departments", ())}
    if len(hold_departments(wanted)) < len(wanted):
        raise Invalid.field("departments", "does_not_exist", "There is no such department.")


def _free_name(name: str, but: int | None = None) -> None:
    taken = Pool.objects.filter(name=name)
    if but is not None:
        taken = taken.exclude(pk=but)
    if taken.exists():
        raise Invalid.field("name", "taken", "There is a pool of this name.")
