"""Why an import may not run, change, or be read."""

from typing import ClassVar

from shoal.common.errors import DomainError
from shoal.customers.models import Pool
from shoal.organization.models import Employee

from .models import BUSY, Import, State

DETAILS = {
    "empty": "The file holds no rows.",
    "not_a_table": "This is neither an XLSX workbook nor a CSV text ({kind}).",
    "damaged": "The file is damaged and cannot be read.",
    "encrypted": "The workbook is protected by a password.",
    "too_many_entries": "The workbook has more than {limit} parts.",
    "unpacks_too_large": "The workbook unpacks to more than {limit} bytes.",
    "suspicious_archive": "The workbook unpacks to more than {limit} times its size.",
    "too_many_rows": "A table may have {limit} rows.",
    "too_many_columns": "A table may have {limit} columns.",
    "cell_too_long": "The cell in row {row} is longer than {limit} characters.",
    "open_quote": "A quotation mark in line {line} is not closed.",
    "unknown_encoding": "The text is neither UTF-8, UTF-16 with BOM nor GBK.",
    "no_header": "No row with column names was found: row {row} looks like data already.",
    "too_complex": "Reading the file takes more memory or time than is allowed.",
}


class UnreadableFile(DomainError):
    """`reason` is a key of DETAILS."""

    status: ClassVar[int] = 400

    def __init__(self, reason: str, **params: object) -> None:
        super().__init__(DETAILS[reason].format(**params), reason=reason, **params)


class ImportBusy(DomainError):
    detail = "This import is waiting or running; ask again when it has ended."


class ImportCommitted(DomainError):
    detail = "This import went in already."


class ImportBegun(DomainError):
    detail = "Rows of this import went in already: its mapping and pool stand."


class NotYourImport(DomainError):
    status = 403
    detail = "Only who uploaded the file may run or change its import."


class ImporterMayNot(DomainError):
    detail = "Who uploaded the file may no longer import into this pool."


class ImportContended(DomainError):
    detail = "The same people are being entered elsewhere all the time; try again."


def commit_refusal(batch: Import, by: Employee) -> DomainError | None:
    """Return why `by`, who sees the import, may not have it go in now, or None (R53)."""
    # It would create customers with its importer's rights.
    if batch.created_by_id != by.pk:
        return NotYourImport()
    if batch.state in BUSY:
        return ImportBusy()
    if batch.state == State.COMMITTED:
        return ImportCommitted()
    return None


def change_refusal(batch: Import, by: Employee) -> DomainError | None:
    """Return why `by` may not change mapping, choices and pool, nor try them dry, or None."""
    if refusal := commit_refusal(batch, by):
        return refusal
    return ImportBegun() if batch.commit_began_at else None


def importer_refusal(batch: Import) -> DomainError | None:
    """Return why the importer may not go on: rights may end while a file waits (rule R53)."""
    by = batch.created_by
    pools = Pool.objects.of(by).filter(pk=batch.pool_id)
    if by.is_active and by.has_capability("imports.run") and pools.exists():
        return None
    return ImporterMayNot()
