"""May I have another address for my phone? (R133)"""

from shoal.common.errors import DomainError

MOST = 10


class TooManyFeeds(DomainError):
    detail = "At most {limit} addresses; revoke one that is not used any more."


def open_feed_refusal(live: int) -> DomainError | None:
    """Return why somebody with so many `live` addresses may not make another, or None."""
    return TooManyFeeds(limit=MOST) if live >= MOST else None
