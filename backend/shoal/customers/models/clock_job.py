from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from .pool import Pool


class ClockJob(models.Model):
    """Clocks that have to be computed anew because a policy or a calendar changed.

    Of one pool, of one owner, or, with neither, of everybody. While it is there, what it covers
    is not recycled: those clocks may say what no longer holds. `position` is the id of the last
    household that is done, written in the transaction that did it; so a run may be killed
    anywhere and be taken up by anybody.
    """

    pool = models.ForeignKey(Pool, models.PROTECT, null=True, related_name="+", db_index=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField()
    position = models.BigIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    attempt = models.PositiveIntegerField(default=0)

    @classmethod
    def covering(cls) -> Exists:
        """Return the condition on customers that some job is still to compute their clock."""
        everybody = Q(pool=None, owner=None)
        theirs = Q(pool=OuterRef("pool")) | Q(owner=OuterRef("owner"))
        return Exists(cls.objects.filter(everybody | theirs))
