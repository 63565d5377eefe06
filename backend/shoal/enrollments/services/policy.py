"""How the school sells: the one policy, and the usual plans of payment (R180)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from shoal.activity.services import record
from shoal.common.errors import Invalid, NotFound, Stale
from shoal.common.integrity import taken
from shoal.organization.models import Employee

from ..models import EnrollmentPolicy, PlanTemplate

ONLY = 1


def policy() -> EnrollmentPolicy:
    return EnrollmentPolicy.objects.get(pk=ONLY)


@transaction.atomic
def change_policy(
    *, changes: Mapping[str, Any], expected_version: int, by: Employee, at: datetime
) -> EnrollmentPolicy:
    """Raises Stale, Invalid."""
    found = EnrollmentPolicy.objects.select_for_update(no_key=True).get(pk=ONLY)
    if found.version != expected_version:
        raise Stale(version=found.version)
    changed = sorted(name for name, value in changes.items() if getattr(found, name) != value)
    for name in changed:
        setattr(found, name, changes[name])
    if found.manager_discount_percent < found.discount_percent:
        raise Invalid.field(
            "manager_discount_percent", "range", "Not less than what sellers give on their own."
        )
    found.version = F("version") + 1
    found.save(update_fields=[*changed, "version"])
    found.refresh_from_db()
    record("enrollment_policy.changed", subject=found, actor=by, at=at, fields=changed)
    return found


@transaction.atomic
def save_template(
    *, fields: Mapping[str, Any], by: Employee, at: datetime, template_id: int | None = None
) -> PlanTemplate:
    """Make a template, or change one. Raises NotFound, Invalid."""
    template = PlanTemplate()
    if template_id is not None:
        found = PlanTemplate.objects.select_for_update(no_key=True).filter(pk=template_id).first()
        if found is None:
            raise NotFound()
        template = found
    for name, value in fields.items():
        setattr(template, name, value)
    with taken({"name": "name"}):
        template.save()
    kind = "plan_template.created" if template_id is None else "plan_template.edited"
    record(kind, subject=template, actor=by, at=at, fields=sorted(fields))
    return template
