"""Students whose class ends soon, and whether they have a next one already (R187)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from rest_framework import serializers

from shoal.common.fields import RefSerializer
from shoal.common.filters import flag
from shoal.organization.models import Employee

from ..models import UNDER_WAY, Enrollment
from ..rules.applying import TAKING
from ..services.standing import SITTING
from .rows import ROW_COLUMNS, EnrollmentRowSerializer, enrollments_seen_by, row

SOON = timedelta(days=30)
ENDING_COLUMNS = (*ROW_COLUMNS, "end_date", "kept_id", "next_class")
going_on = flag(lambda: Q(Exists(_next())), "Has a next class already.")


def ending_seen_by(viewer: Employee, today: date) -> QuerySet[Enrollment]:
    """Return who sits in a class that ends from `today` on within 30 days."""
    ends = {"class_group__end_date__gte": today, "class_group__end_date__lte": today + SOON}
    sitting = enrollments_seen_by(viewer).filter(
        state__in=SITTING, class_group__state__in=TAKING, **ends
    )
    wanted = _next().order_by("class_group__start_date", "pk")
    shown = wanted.values(v=JSONObject(id="class_group_id", name="class_group__code"))[:1]
    return sitting.annotate(
        end_date=F("class_group__end_date"), kept_id=F("customer__merged_into"),
        next_class=Subquery(shown, output_field=JSONField()),
    )  # fmt: skip


def _next() -> QuerySet[Enrollment]:
    """Return what the customer of the outer query has in a class that ends after theirs, whoever
    of two rows that were merged has it."""
    them, kept = OuterRef("customer"), OuterRef("customer__merged_into")
    theirs = Q(customer=them) | Q(customer__merged_into=them)
    theirs |= Q(customer=kept) | Q(customer__merged_into=kept)
    return Enrollment.objects.filter(
        theirs, state__in=UNDER_WAY, class_group__end_date__gt=OuterRef("class_group__end_date")
    )


def ending_row(found: Mapping[str, Any]) -> dict[str, Any]:
    shown = row(found)
    customer = {**shown["customer"], "id": found["kept_id"] or shown["customer"]["id"]}
    return {
        **shown,
        "customer": customer,
        "end_date": found["end_date"],
        "next_class": found["next_class"],
    }


class EndingRowSerializer(EnrollmentRowSerializer):
    end_date = serializers.DateField(help_text="The last day of their class.")
    next_class = RefSerializer(
        allow_null=True, help_text="Where they go on: applied, waiting, or a student already."
    )
