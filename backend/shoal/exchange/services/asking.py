"""Asking for a dry run or a commit, and for runs whose worker died to go on."""

import logging
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from shoal.activity.services import record
from shoal.organization.models import Employee

from ..models import Import, Run, State
from ..rules import change_refusal, commit_refusal
from ..tasks import run_import_task
from .moving import move
from .uploads import lock_visible

# A task that is not taken up for so long may be lost; another one does no harm.
QUEUE_PATIENCE = timedelta(minutes=2)
MAX_ATTEMPTS = 5
log = logging.getLogger("shoal.imports")


@transaction.atomic
def ask_for_run(
    *, import_id: int, run: Run, by: Employee, at: datetime, enqueue: bool = True
) -> Import:
    """Queue a dry run or a commit. A commit that failed halfway goes on from its checkpoint.

    Raises NotFound, NotYourImport, ImportBusy, ImportCommitted, ImportBegun.
    """
    batch = lock_visible(import_id, by)
    why_not = change_refusal if run == Run.DRY_RUN else commit_refusal
    if refusal := why_not(batch, by):
        raise refusal
    move(batch, State.QUEUED)
    batch.pending, batch.attempt = run, 0
    batch.counts, batch.error_code, batch.error_detail = None, "", ""
    batch.lease_token, batch.lease_until = "", at + QUEUE_PATIENCE
    if not batch.commit_began_at:
        batch.done_rows, batch.tally = 0, {}
    batch.save()
    record(f"import.{run}_asked", subject=batch, actor=by, at=at)
    if enqueue:
        transaction.on_commit(partial(run_import_task.enqueue, batch.pk))
    return batch


def resume_abandoned(*, at: datetime) -> int:
    """Queue anew what a killed worker left (its lease ran out) and what no worker ever got.

    Called by every tick. Returns how many.
    """
    ids = list(Import.objects.abandoned(at).values_list("pk", flat=True))
    return sum(_resume(pk, at) for pk in ids)


@transaction.atomic
def _resume(import_id: int, at: datetime) -> bool:
    rows = Import.objects.select_for_update(no_key=True).abandoned(at)
    batch = rows.filter(pk=import_id).first()
    if batch is None:
        return False
    batch.lease_token, batch.lease_until = "", at + QUEUE_PATIENCE
    if batch.attempt >= MAX_ATTEMPTS:
        log.error("import %s given up after %s attempts", batch.pk, batch.attempt)
        move(batch, State.FAILED)
        batch.pending, batch.lease_until, batch.finished_at = "", None, at
        batch.error_code = "gave_up"
        batch.error_detail = "The run was cut off again and again."
    else:
        if batch.state != State.QUEUED:
            move(batch, State.QUEUED)
        transaction.on_commit(partial(run_import_task.enqueue, batch.pk))
    batch.save()
    return True
