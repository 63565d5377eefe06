"""What the people of the demo school are told of its past."""

from datetime import datetime, timedelta

from django.db.models import F

from shoal.integrations.models import Notification
from shoal.integrations.services.reading import read_log

FRESH = timedelta(days=3)


def tell_the_news(at: datetime) -> None:
    """Make notifications of the log. Whoever opens the demo has read those of months ago."""
    read_log()
    Notification.objects.filter(at__lt=at - FRESH).update(read_at=F("at"))
