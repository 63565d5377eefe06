"""Proves the seats that classes count against the enrollments that have them (R165)."""

from django.db.models import Count, F, Q

from shoal.teaching.models import ClassGroup

from ..models import HOLDING, SEATED


def wrong_seats() -> list[int]:
    """Return the ids of classes whose counters are not what their enrollments say."""
    sits, held = Q(enrollments__state__in=SEATED), Q(enrollments__state__in=HOLDING)
    counted = ClassGroup.objects.annotate(
        sitting=Count("enrollments", filter=sits), holding=Count("enrollments", filter=held)
    )
    wrong = ~Q(seats_taken=F("sitting")) | ~Q(seats_held=F("holding"))
    return list(counted.filter(wrong).order_by("pk").values_list("pk", flat=True))
