"""What the apps below ask about enrollments."""

from collections.abc import Collection

from django.db.models import Count, Q

from ..models import Enrollment, State


def waiting_in(class_ids: Collection[int]) -> dict[int, int]:
    """Return {class id: how many wait for a seat}."""
    waiting = Enrollment.objects.filter(class_group__in=class_ids, state=State.WAITLISTED)
    counted = waiting.order_by().values("class_group").annotate(n=Count("pk"))
    return dict(counted.values_list("class_group", "n"))


def has_any(customer_ids: Collection[int]) -> bool:
    """Tell whether one of these, or of those merged into them, ever had an enrollment."""
    theirs = Q(customer__in=customer_ids) | Q(customer__merged_into__in=customer_ids)
    return Enrollment.objects.filter(theirs).exists()
