"""Computing thousands of clocks anew because a policy or a calendar changed (R82).

In chunks that are a transaction each and may be cut off anywhere: a job's row keeps a lease and
how far it came. While it is there, nobody whom it covers is recycled (recycling.py).
"""

import logging
import time
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from shoal.common import clock

from ..models import ClockJob, Customer
from . import access, clocks

# Households a chunk: what it takes stays well below a second on both databases (measured).
CHUNK = 500
LEASE = timedelta(seconds=30)
# Others write in between: waiting for SQLite's one writer is not fair.
PAUSE_SECONDS = 0.01
# How long a run waits for transactions that may have read what was before; they take moments.
PATIENCE_SECONDS = 15.0
# From here on the log complains; given up it is not, for then nobody would know what is wrong.
MANY_ATTEMPTS = 5
log = logging.getLogger("shoal.clocks")


class LeaseLost(Exception):
    """Somebody else took the job up, or has finished it."""


def run_clock_jobs(*, at: datetime) -> int:
    """Do what is to be done and is not being done by somebody alive; return how many jobs.

    Called by the worker after the change, and by every tick for what a killed worker left.
    """
    done = 0
    for pk in list(ClockJob.objects.order_by("pk").values_list("pk", flat=True)):
        try:
            done += run_clock_job(pk, at=at)
        except LeaseLost:
            log.info("clock job %s went on elsewhere", pk)
    return done


def run_clock_job(job_id: int, *, at: datetime) -> bool:
    """Run one job to its end; False when somebody alive is at it, or too many others are busy.

    Raises LeaseLost.
    """
    job = _take_up(job_id, at)
    if job is None:
        return False
    if not _others_are_done():
        return False
    while _chunk(job):
        time.sleep(PAUSE_SECONDS)
    return True


@transaction.atomic
def _take_up(job_id: int, at: datetime) -> ClockJob | None:
    """Return the job, under a lease of ours; None when it is done or somebody has it."""
    free = Q(lease_until=None) | Q(lease_until__lt=at)
    rows = ClockJob.objects.select_for_update(no_key=True, skip_locked=_skips())
    job = rows.filter(free, pk=job_id).first()
    if job is None:
        return None
    if job.position == 0:
        # What came in of the same kind meanwhile is done with this one: it begins after them.
        same = ClockJob.objects.filter(pool=job.pool_id, owner=job.owner_id, position=0)
        same.filter(lease_until=None).exclude(pk=job.pk).delete()
    job.lease_until, job.attempt = at + LEASE, job.attempt + 1
    job.save(update_fields=["lease_until", "attempt"])
    if job.attempt >= MANY_ATTEMPTS:
        log.error("clock job %s: attempt %s", job.pk, job.attempt)
    return job


@transaction.atomic
def _chunk(job: ClockJob) -> bool:
    """Do the next households and move the checkpoint; False when there are none left.

    Raises LeaseLost.
    """
    # `attempt` tells ours from the lease of who took it up later.
    rows = ClockJob.objects.select_for_update(no_key=True)
    held = rows.filter(pk=job.pk, attempt=job.attempt).first()
    if held is None:
        raise LeaseLost()
    roots = list(_covered(held)[:CHUNK])
    if not roots:
        held.delete()
        return False
    access.lock_households(roots)
    clocks.refresh_clocks(roots)
    held.position, held.lease_until = roots[-1], clock.now() + LEASE
    held.save(update_fields=["position", "lease_until"])
    return True


def _covered(job: ClockJob) -> QuerySet[Customer, int]:
    """Return the ids of the guardians whose households are still to be done, ascending."""
    roots = Customer.objects.living().filter(guardian=None, owner__isnull=False)
    if job.pool_id is not None:
        roots = roots.filter(pool=job.pool_id)
    if job.owner_id is not None:
        roots = roots.filter(owner=job.owner_id)
    return roots.filter(pk__gt=job.position).order_by("pk").values_list("pk", flat=True)


def _others_are_done() -> bool:
    """Wait for the transactions that were under way when we began; False when that takes long.

    One of them may have read the policy as it was before, and not have written its clocks yet:
    we would pass by the customer whom it is giving to somebody. Each holds a row lock while it
    reads a policy, and therefore a transaction id. SQLite's writers are one after the other.
    """
    if connection.vendor != "postgresql":
        return True
    begun = _under_way()
    for _ in range(int(PATIENCE_SECONDS / 0.02)):
        if not begun & _under_way():
            return True
        time.sleep(0.02)
    return False


def _under_way() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT l.virtualtransaction FROM pg_locks l "
            "JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'transactionid' "
            "AND l.mode = 'ExclusiveLock' AND a.datname = current_database() "
            "AND l.pid <> pg_backend_pid()"
        )
        return {row[0] for row in cursor.fetchall()}


def _skips() -> bool:
    return connection.features.has_select_for_update_skip_locked
