"""The search for duplicates, a chunk at a time (R115): first everybody who was there when it began,
and from then on whoever is entered or edited. Safe to run twice and to be cut off."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q

from shoal.activity.feed import Cursor, present, read_after
from shoal.common.errors import InvalidCursor

from ..models import Customer, DuplicateProposal, DuplicateScan, ProposalState
from .finding import Likely, likely_pairs

CHUNK = 200
CHUNKS_A_TICK = 10
FOLLOWED = (
    "customer.created", "customer.edited", "customer.restored", "customer.merged",
    "customer.unmerged",
)  # fmt: skip
Pairs = dict[tuple[int, int], Likely]


def scan_duplicates(*, at: datetime) -> None:
    """Go on looking for duplicates, as far as one tick goes."""
    for _ in range(CHUNKS_A_TICK):
        if not scan_chunk(at=at):
            return


def scan_chunk(*, at: datetime) -> bool:
    """Look at the next few customers; return whether there were any.

    Reads first and locks only to write: on SQLite everybody who writes waits for a lock.
    """
    scan = DuplicateScan.objects.first() or _begin()
    ids, walked, cursor = _next(scan)
    if (walked, cursor) == (scan.walked, scan.cursor):
        return False
    found = likely_pairs(ids) if ids else {}
    with transaction.atomic():
        now = DuplicateScan.objects.select_for_update().get(pk=scan.pk)
        # Another process was here: what it wrote is at least as new.
        if (now.walked, now.cursor) == (scan.walked, scan.cursor):
            _write(ids, found, at)
            now.walked, now.cursor = walked, cursor
            now.save(update_fields=["walked", "cursor"])
    return True


def _begin() -> DuplicateScan:
    # The cursor first: whoever is entered between the two is met twice, not missed.
    cursor = str(present())
    last = Customer.objects.aggregate(last=Max("pk"))["last"] or 0
    return DuplicateScan.objects.get_or_create(pk=1, defaults={"last": last, "cursor": cursor})[0]


def _next(scan: DuplicateScan) -> tuple[list[int], int, str]:
    """Return whom to look at, and how far the scan has come after that."""
    try:
        events, cursor = read_after(Cursor.parse(scan.cursor), CHUNK)
    except InvalidCursor:
        # The database was restored: what is proposed came with it, the log goes on elsewhere.
        return [], 0, str(present())
    if events:
        ids = {e.customer_id for e in events if e.kind in FOLLOWED and e.customer_id}
        return sorted(ids), scan.walked, str(cursor)
    ahead = Customer.objects.filter(pk__gt=scan.walked, pk__lte=scan.last).order_by("pk")
    chunk = list(ahead.values_list("pk", flat=True)[:CHUNK])
    return chunk, chunk[-1] if chunk else scan.walked, scan.cursor


def _write(ids: Collection[int], found: Pairs, at: datetime) -> None:
    """Make the open proposals about `ids` those that were found; decided ones stay as they are."""
    about = DuplicateProposal.objects.filter(Q(first__in=ids) | Q(second__in=ids))
    known = {(p.first_id, p.second_id): p for p in about}
    stale = [
        p.pk for pair, p in known.items() if p.state == ProposalState.OPEN and pair not in found
    ]
    # An edit made them unlike, or one of them is gone: nobody decided anything.
    DuplicateProposal.objects.filter(pk__in=stale, state=ProposalState.OPEN).delete()
    changed = [p for pair, p in known.items() if pair in found and _differs(p, found[pair])]
    DuplicateProposal.objects.bulk_update(changed, ["score", "reasons"])
    DuplicateProposal.objects.bulk_create(
        [
            DuplicateProposal(
                first_id=first, second_id=second, score=why.score, reasons=why.reasons,
                created_at=at,
            )
            for (first, second), why in found.items()
            if (first, second) not in known
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _differs(proposal: DuplicateProposal, why: Likely) -> bool:
    """Take over what was found, if it is news."""
    if (proposal.score, proposal.reasons) == (why.score, why.reasons):
        return False
    proposal.score, proposal.reasons = why.score, why.reasons
    return True
