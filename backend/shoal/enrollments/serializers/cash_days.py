"""Days of money side by side: which are signed, and which still wait for somebody (R210)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncDate
from rest_framework import serializers

from shoal.common import clock
from shoal.common.errors import Invalid
from shoal.common.fields import RefSerializer, ref
from shoal.common.money import to_text
from shoal.organization.models import Campus

from ..models import CashReport, Payment
from ..services.balances import MONEY, signed

AT = "enrollment__class_group__campus"
USUAL_SPAN, LONGEST_SPAN = timedelta(days=30), timedelta(days=366)
# Beyond that a day that nobody signed is no longer work of today.
REMEMBERED = timedelta(days=91)

Day = tuple[int, date]


def cash_days(
    *, since: date, until: date, campus: int | None = None, is_signed: bool | None = None
) -> list[dict[str, Any]]:
    """Return the contract's CashDays of both ends and what lies between, the latest first: days
    on which money changed hands, or that somebody signed. One statement for each time zone, and
    one for the signatures."""
    campuses = Campus.objects.order_by("pk")
    if campus is not None:
        campuses = campuses.filter(pk=campus)
    by_pk = {each.pk: each for each in campuses}
    reports = {(each.campus_id, each.day): each for each in _reports(by_pk, since, until)}
    summed = _summed(by_pk.values(), since, until)
    return [
        _shown(by_pk[pk], day, summed.get((pk, day)), reports.get((pk, day)))
        for pk, day in sorted({*summed, *reports}, key=lambda it: (it[1], -it[0]), reverse=True)
        if is_signed is None or ((pk, day) in reports) == is_signed
    ]


def span_of(asked: dict[str, Any], today: date) -> dict[str, Any]:
    """Return what cash_days() takes, of what was asked. Raises Invalid."""
    until = asked.get("until") or today
    # No campus's day of that year is near an end of the calendar.
    if not 1 < until.year < 9999:
        raise Invalid.field("until", "date", "A date of these centuries.")
    since = asked.get("since") or until - USUAL_SPAN
    if not timedelta(0) <= until - since <= LONGEST_SPAN:
        raise Invalid.field("since", "max_value", "At most a year before `until`.")
    return {**asked, "since": since, "until": until}


def unsigned_days(at: datetime, zone: ZoneInfo) -> list[dict[str, Any]]:
    """Return those that are over and that nobody has signed."""
    yesterday = at.astimezone(zone).date() - timedelta(days=1)
    return cash_days(since=yesterday - REMEMBERED, until=yesterday, is_signed=False)


def _reports(campuses: Collection[int], since: date, until: date) -> QuerySet[CashReport]:
    rows = CashReport.objects.filter(campus__in=campuses, day__gte=since, day__lte=until)
    return rows.select_related("signed_by").annotate(
        counted=Sum("lines__counted", default=0), expected=Sum("lines__expected", default=0)
    )


def _summed(campuses: Collection[Campus], since: date, until: date) -> dict[Day, dict[str, Any]]:
    by_zone: dict[ZoneInfo, list[int]] = defaultdict(list)
    for campus in campuses:
        by_zone[campus.zone].append(campus.pk)
    found = {}
    for zone, pks in by_zone.items():
        begin, end = clock.day_bounds(since, zone)[0], clock.day_bounds(until, zone)[1]
        rows = Payment.objects.hand_to_hand().filter(
            **{f"{AT}__in": pks}, confirmed_at__gte=begin, confirmed_at__lt=end
        )
        days = rows.annotate(day=TruncDate("confirmed_at", tzinfo=zone)).order_by()
        for row in days.values("day", AT).annotate(total=Sum(signed(MONEY)), rows=Count("pk")):
            found[row[AT], row["day"]] = row
    return found


def _shown(
    campus: Campus, day: date, found: dict[str, Any] | None, report: Any | None
) -> dict[str, Any]:
    difference = report.counted - report.expected if report else None
    return {
        "campus": ref(campus.pk, campus.name),
        "day": day,
        "currency": campus.currency,
        "payments": found["rows"] if found else 0,
        "total": to_text(found["total"] if found else 0, campus.currency),
        "difference": to_text(difference, campus.currency),
        "signed_at": report and report.signed_at,
        "signed_by": report and ref(report.signed_by_id, report.signed_by.display_name),
    }


class CashDaySerializer(serializers.Serializer):
    campus = RefSerializer()
    day = serializers.DateField()
    currency = serializers.CharField()
    payments = serializers.IntegerField(help_text="How many rows are behind it.")
    total = serializers.CharField()
    difference = serializers.CharField(allow_null=True, help_text="Counted less expected.")
    signed_at = serializers.DateTimeField(allow_null=True)
    signed_by = RefSerializer(allow_null=True)


class CashDaysSerializer(serializers.Serializer):
    results = CashDaySerializer(many=True, help_text="The latest first.")


class CashDaysQuerySerializer(serializers.Serializer):
    since = serializers.DateField(required=False, help_text="Unless told, 30 days before `until`.")
    until = serializers.DateField(required=False, help_text="Unless told, today.")
    campus = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    is_signed = serializers.BooleanField(
        required=False, allow_null=True, default=None, help_text="Only those, or only the others."
    )
