"""Addresses at which phones read an employee's plans (R133–R136)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from shoal.activity.services import record
from shoal.common.errors import NotFound
from shoal.organization.models import Employee
from shoal.organization.services import links

from ..models import PlanFeed
from ..rules import feeds as rules

PATH = "/api/v1/follow-up-plans.ics"
# A phone asks several times an hour; when it last did is of interest by the quarter.
NOTED_EVERY = timedelta(minutes=15)


@dataclass(frozen=True)
class Opened:
    """`url` can be told only now."""

    feed: PlanFeed
    url: str


@transaction.atomic
def open_feed(*, name: str, by: Employee, at: datetime) -> Opened:
    """Make an address at which whoever has it reads the plans of `by`. Raises TooManyFeeds."""
    # So that two at once do not both see room for one.
    by = Employee.objects.lock(by.pk)
    if refusal := rules.open_feed_refusal(PlanFeed.objects.of(by).count()):
        raise refusal
    token = links.new_token()
    feed = PlanFeed.objects.create(
        user=by, name=name, token_hash=links.hash_of(token), created_at=at
    )
    record("plan_feed.opened", subject=feed, actor=by, at=at)
    return Opened(feed, f"{settings.PUBLIC_URL}{PATH}?token={token}")


@transaction.atomic
def revoke_feed(*, feed_id: int, by: Employee, at: datetime) -> None:
    """Make an own address void at once. Raises NotFound, also for one that is void already."""
    feeds = PlanFeed.objects.of(by).select_for_update(no_key=True, of=("self",))
    feed = feeds.filter(pk=feed_id).first()
    if feed is None:
        raise NotFound()
    feed.revoked_at = at
    feed.save(update_fields=["revoked_at"])
    record("plan_feed.revoked", subject=feed, actor=by, at=at)


def read_feed(*, token: str, at: datetime) -> Employee:
    """Return whose plans the address shows, and note that it was read.

    Raises NotFound, the same for unknown and revoked ones and for who works here no more.
    """
    live = PlanFeed.objects.live().select_related("user__department__campus", "user__campus")
    feed = live.filter(token_hash=links.hash_of(token)).first()
    if feed is None:
        raise NotFound()
    # All that reading writes: the caller is no session of ours, and people want to see which
    # of their addresses are in use.
    longer_ago = Q(last_read_at__isnull=True) | Q(last_read_at__lt=at - NOTED_EVERY)
    PlanFeed.objects.filter(longer_ago, pk=feed.pk).update(last_read_at=at)
    return feed.user
