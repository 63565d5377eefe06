"""Dry run and commit: the same walk over the rows, in chunks that may be cut off anywhere.

Each chunk is one transaction: verdicts, customers, rows and the checkpoint. It is written only
by whoever holds the lease, so a worker that was killed, or thought dead, does nothing twice.
"""

import logging
import time
import uuid
from collections import Counter
from datetime import datetime, timedelta
from itertools import islice

from django.db import IntegrityError, InterfaceError, OperationalError, transaction

from shoal.activity.services import record
from shoal.common import clock
from shoal.common.bulk import insert_columns
from shoal.common.errors import DomainError
from shoal.customers.services.intake import NewCustomer, create_many

from ..models import RUNNING_STATE, Import, ImportRow, Run, State, Verdict
from ..rules import ImportContended, importer_refusal
from .candidates import Candidate, RowReader
from .choices import directory_for
from .creating import create_chosen
from .judging import Judge, Judged, columns_of
from .moving import move
from .reading import read_rows

CHUNK = 500
LEASE = timedelta(seconds=30)
# Others write in between: waiting for SQLite's one writer is not fair.
PAUSE_SECONDS = 0.01
# Each retry sees at least the person whose identity was in the way the last time.
RETRIES = 10
log = logging.getLogger("shoal.imports")


class LeaseLost(Exception):
    """Another worker took the run over, or it was given up."""


def run_import(import_id: int) -> None:
    """Do what is pending on an import, from its checkpoint on. Nothing to do: nothing done."""
    batch = take_up(import_id, clock.now())
    if batch is None:
        return
    try:
        walk(batch)
    except LeaseLost:
        log.info("import %s went on elsewhere", batch.pk)
    except (OperationalError, InterfaceError):
        # The database is away or overloaded: the lease runs out, and a tick tries again.
        raise
    except DomainError as refusal:
        fail(batch, refusal.code(), refusal.message)
    except Exception:
        log.exception("import %s failed", batch.pk)
        fail(batch, "internal_error", "Something went wrong on our side.")


@transaction.atomic
def take_up(import_id: int, at: datetime) -> Import | None:
    """Return the queued import, now running under a lease of ours; None when it isn't queued."""
    batch = (
        Import.objects.select_for_update(no_key=True, of=("self",))
        .select_related("pool", "created_by__department", "created_by__campus")
        .filter(pk=import_id, state=State.QUEUED)
        .first()
    )
    if batch is None:
        return None
    move(batch, RUNNING_STATE[Run(batch.pending)])
    batch.lease_token, batch.lease_until = uuid.uuid4().hex, at + LEASE
    batch.attempt += 1
    batch.save(update_fields=["state", "lease_token", "lease_until", "attempt"])
    return batch


def walk(batch: Import) -> None:
    """Go over all rows from the checkpoint on.

    Raises LeaseLost, ImporterMayNot, ImportContended.
    """
    if refusal := importer_refusal(batch):
        raise refusal
    if batch.pending == Run.COMMIT:
        _begin_commit(batch, clock.now())
    reader = RowReader(batch, directory_for(batch.created_by))
    rows = read_rows(batch.stored_as, after=batch.header_row)
    judge = Judge()
    for number, cells in islice(rows, batch.done_rows):
        judge.remember(reader.read(number, cells))
    candidates = (reader.read(number, cells) for number, cells in rows)
    while chunk := list(islice(candidates, CHUNK)):
        _patiently(batch, judge, chunk)
        time.sleep(PAUSE_SECONDS)
    _finish(batch, clock.now())


def _patiently(batch: Import, judge: Judge, chunk: list[Candidate]) -> None:
    """A deadlock or a lock that took too long undid the chunk: it can be done again."""
    for _ in range(3):
        try:
            write_chunk(batch, judge, chunk, clock.now())
        except OperationalError:
            time.sleep(0.2)
        else:
            return
    write_chunk(batch, judge, chunk, clock.now())


@transaction.atomic
def write_chunk(batch: Import, judge: Judge, chunk: list[Candidate], at: datetime) -> None:
    """Judge the next rows, create the new customers (commit), move the checkpoint."""
    held = _hold_lease(batch)
    if held.pending == Run.COMMIT:
        judged = _create(batch, judge, chunk, at)
    else:
        judged = judge.judge(chunk)
    numbers = [row.number for row in chunk]
    ImportRow.objects.filter(batch=batch, number__range=(numbers[0], numbers[-1])).delete()
    insert_columns(ImportRow, columns_of(judged), batch_id=batch.pk)
    tally = Counter(held.tally) + Counter(str(j.verdict) for j in judged)
    held.tally, held.done_rows = dict(tally), held.done_rows + len(chunk)
    held.lease_until = at + LEASE
    held.save(update_fields=["tally", "done_rows", "lease_until"])


def _create(batch: Import, judge: Judge, chunk: list[Candidate], at: datetime) -> list[Judged]:
    """Create the new ones of a chunk. Somebody may enter one of them this very moment: then the
    unique identity refuses all, and the verdicts are asked again (rule R50).

    Of half the rows, each: the smaller the part, the less time there is for others in between.
    """
    for _ in range(RETRIES if len(chunk) == 1 else 1):
        judged = judge.judge(chunk)
        new = [j for j in judged if j.verdict == Verdict.NEW]
        try:
            ids = create_many(
                [_person(j.row) for j in new],
                pool=batch.pool,
                by=batch.created_by,
                at=at,
                import_id=batch.pk,
            )
        except IntegrityError:
            continue
        for j, customer in zip(new, ids, strict=True):
            j.customer = customer
        return judged
    if len(chunk) == 1:
        raise ImportContended()
    half = len(chunk) // 2
    return _create(batch, judge, chunk[:half], at) + _create(batch, judge, chunk[half:], at)


def _person(row: Candidate) -> NewCustomer:
    return NewCustomer(
        identities=row.identities,
        name=row.name,
        gender=row.gender,
        birthday=row.birthday,
        owner=row.consultant,
        source=row.source,
        campus=row.campus,
        courses=row.courses,
        intent=row.intent,
        remark=row.remark,
        extra=row.extra,
    )


def _hold_lease(batch: Import) -> Import:
    """Return the import as it stands, locked: while we write, nobody can take it over."""
    rows = Import.objects.select_for_update(no_key=True)
    held = rows.filter(pk=batch.pk, lease_token=batch.lease_token).first()
    if held is None:
        raise LeaseLost()
    return held


@transaction.atomic
def _begin_commit(batch: Import, at: datetime) -> None:
    held = _hold_lease(batch)
    held.unknown = create_chosen(held.unknown, by=batch.created_by, at=at)
    held.commit_began_at = held.commit_began_at or at
    held.save(update_fields=["unknown", "commit_began_at"])
    batch.unknown = held.unknown


@transaction.atomic
def _finish(batch: Import, at: datetime) -> None:
    held = _hold_lease(batch)
    committed = held.pending == Run.COMMIT
    held.counts = {verdict: held.tally.get(verdict, 0) for verdict in Verdict.values}
    _end(held, State.COMMITTED if committed else State.DRY_RUN, at)
    if committed:
        record("import.committed", subject=held, actor=batch.created_by, at=at, **held.counts)


@transaction.atomic
def fail(batch: Import, code: str, detail: str) -> None:
    """Give a run up; what went in stays, and another commit goes on behind it."""
    try:
        held = _hold_lease(batch)
    except LeaseLost:
        return
    held.error_code, held.error_detail = code, detail[:300]
    _end(held, State.FAILED, clock.now())


def _end(held: Import, state: str, at: datetime) -> None:
    move(held, state)
    held.pending, held.lease_token, held.lease_until, held.finished_at = "", "", None, at
    held.save()
