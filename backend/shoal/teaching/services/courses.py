"""What the school teaches."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from shoal.activity.services import record
from shoal.common import school
from shoal.common.errors import Invalid, NotFound
from shoal.common.integrity import taken
from shoal.common.money import to_minor
from shoal.organization.models import Employee

from ..models import Course


@transaction.atomic
def create_course(*, fields: dict[str, Any], by: Employee, at: datetime) -> Course:
    """`fields["price"]` is a Decimal in `currency`. Raises Invalid."""
    course = Course(**{k: v for k, v in fields.items() if k != "price"})
    course.price = _minor(fields.get("price"), course.currency)
    _settle_currency(course)
    with taken({"code": "code"}):
        course.save(force_insert=True)
    record("course.created", subject=course, actor=by, at=at)
    return course


@transaction.atomic
def edit_course(*, course_id: int, changes: dict[str, Any], by: Employee, at: datetime) -> Course:
    """Raises NotFound, Invalid."""
    course = Course.objects.select_for_update(no_key=True).filter(pk=course_id).first()
    if course is None:
        raise NotFound()
    if "currency" in changes and "price" not in changes and course.price is not None:
        raise Invalid.field("price", "required", "A new currency needs a new price.")
    for name, value in changes.items():
        if name != "price":
            setattr(course, name, value)
    if "price" in changes:
        course.price = _minor(changes["price"], course.currency)
    _settle_currency(course)
    with taken({"code": "code"}):
        course.save(update_fields=list(changes))
    record("course.edited", subject=course, actor=by, at=at, fields=sorted(changes))
    return course


def _settle_currency(course: Course) -> None:
    if course.price is not None:
        school.settle("currency")  # R62


def _minor(price: Decimal | None, currency: str) -> int | None:
    return None if price is None else to_minor(price, currency, "price")
