"""An import before it runs: the file comes in, its mapping and choices are settled."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from shoal.activity.services import record
from shoal.common.errors import Invalid, NotFound
from shoal.customers.models import Pool
from shoal.organization.models import Employee

from ..models import Import
from ..rules import change_refusal
from .candidates import count_words
from .choices import choose, directory_for, unknown_words
from .columns import check_mapping, describe, find_header, merge_mapping
from .reading import Table, discard, read_rows, store


@dataclass(frozen=True)
class Received:
    """A file that was kept and read, not yet an import."""

    table: Table
    filename: str
    header_row: int
    columns: list[dict[str, Any]]
    mapping: dict[str, str]
    unknown: dict[str, Any]


def receive(*, upload: UploadedFile, by: Employee) -> Received:
    """Keep and read a file: the slow part, outside of any transaction.

    Raises TooLarge, UnreadableFile; then nothing is kept.
    """
    table = store(upload)
    try:
        header_row, headers = find_header(read_rows(table.stored_as))
        rows = read_rows(table.stored_as, after=header_row)
        columns = describe(headers, rows, table.columns, by)
        mapping = {str(c["index"]): c["field"] for c in columns}
        unknown = _unknown(table.stored_as, header_row, mapping, {}, by)
    except BaseException:
        discard(table.stored_as)
        raise
    return Received(table, _shown(upload.name), header_row, columns, mapping, unknown)


@transaction.atomic
def register(*, received: Received, pool_id: int | None, by: Employee, at: datetime) -> Import:
    """Make an import of what was received. Raises Invalid for a pool that isn't one of theirs."""
    batch = Import.objects.create(
        created_by=by,
        created_at=at,
        pool=_pool(pool_id, by),
        filename=received.filename,
        stored_as=received.table.stored_as,
        header_row=received.header_row,
        total_rows=received.table.rows - received.header_row,
        columns=received.columns,
        mapping=received.mapping,
        unknown=received.unknown,
    )
    record("import.uploaded", subject=batch, actor=by, at=at, rows=batch.total_rows)
    return batch


@transaction.atomic
def change_import(
    *,
    import_id: int,
    by: Employee,
    mapping: Mapping[str, str | None] | None = None,
    choices: Mapping[str, Mapping[str, int | str]] | None = None,
    pool_id: int | None = None,
) -> Import:
    """Settle what columns and unknown words mean. Counts of an earlier run no longer hold.

    Raises NotFound, NotYourImport, ImportBusy, ImportCommitted, ImportBegun, Invalid.
    """
    batch = lock_visible(import_id, by)
    if refusal := change_refusal(batch, by):
        raise refusal
    if pool_id is not None:
        batch.pool = _pool(pool_id, by)
    if mapping:
        check_mapping(mapping, batch.columns, by)
        batch.mapping = merge_mapping(batch.mapping, mapping)
        batch.unknown = _unknown(
            batch.stored_as, batch.header_row, batch.mapping, batch.unknown, by
        )
    if choices:
        batch.unknown = choose(batch.unknown, choices, by)
    batch.counts = None
    batch.save(update_fields=["pool", "mapping", "unknown", "counts"])
    return batch


def lock_visible(import_id: int, by: Employee) -> Import:
    """Return an import that `by` may see, locked. Raises NotFound."""
    rows = Import.objects.select_for_update(no_key=True, of=("self",)).select_related("pool")
    batch = rows.filter(pk__in=Import.objects.visible_to(by).values("pk"), pk=import_id).first()
    if batch is None:
        raise NotFound()
    return batch


def _pool(pool_id: int | None, by: Employee) -> Pool:
    wanted = {"is_default": True} if pool_id is None else {"pk": pool_id}
    pool = Pool.objects.of(by).filter(**wanted).first()
    if pool is None:
        raise Invalid.field("pool", "does_not_exist", "There is no such pool of yours.")
    return pool


def _unknown(
    stored_as: str, header_row: int, mapping: Mapping[str, str], before: Any, by: Employee
) -> dict[str, Any]:
    directory = directory_for(by)
    words = count_words(mapping, read_rows(stored_as, after=header_row), directory)
    return unknown_words(words, directory, before, by)


def _shown(name: str | None) -> str:
    """Return the client's file name as a label: no path, no control characters."""
    last = re.split(r"[/\\]", name or "")[-1]
    return "".join(c for c in last if c.isprintable())[:200] or "file"
