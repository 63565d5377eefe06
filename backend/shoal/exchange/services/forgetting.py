"""Taking a person out of imports: verdicts, samples, and the files that were uploaded (R121)."""

import os
from collections.abc import Collection, Iterable
from typing import Any

import orjson
from django.conf import settings
from django.db import transaction

from shoal.customers.normalize import fold
from shoal.customers.person import Person

from ..models import BUSY, Import, ImportRow
from ..rules import ImportBusy
from .columns import samples_of
from .fields import IDENTITIES
from .reading import read_rows, rows_file


def forget_in_imports(person: Person, ids: Collection[int]) -> None:
    """Blank the person's rows in every import, and drop the uploaded originals of those: nothing
    reads them once they were converted.

    Raises ImportBusy while one of them runs; then nothing is changed.
    """
    linked = ImportRow.objects.filter(customer__in=ids).values("batch")
    concerned = set(linked.values_list("batch", flat=True))
    for batch in Import.objects.defer("tally", "counts"):
        if batch.pk not in concerned and (_told_in_words(batch, person) or _in_file(batch, person)):
            concerned.add(batch.pk)
    if Import.objects.filter(pk__in=concerned, state__in=BUSY).exists():
        raise ImportBusy()
    for pk in sorted(concerned):
        _forget_in(pk, person, ids)


@transaction.atomic
def _forget_in(import_id: int, person: Person, ids: Collection[int]) -> None:
    # While it is locked nobody can start a run, which reads the file.
    batch = Import.objects.select_for_update(no_key=True).get(pk=import_id)
    if batch.state in BUSY:
        raise ImportBusy()
    rows = ImportRow.objects.filter(batch=batch)
    numbers = set(rows.filter(customer__in=ids).values_list("number", flat=True))
    numbers |= _blank_lines(batch, person, numbers)
    numbers |= {n for n, said in rows.values_list("number", "values") if _is_of(said, person)}
    rows.filter(number__in=numbers).update(values={}, reason_params={})
    batch.filename = person.without(batch.filename, names=True)
    batch.error_detail = person.without(batch.error_detail, names=True)
    batch.columns = person.without_in(_with_other_samples(batch), names=True)
    batch.unknown = person.without_in(batch.unknown, names=True)
    batch.save(update_fields=["filename", "error_detail", "columns", "unknown"])
    (settings.UPLOAD_DIR / batch.stored_as).unlink(missing_ok=True)


def _with_other_samples(batch: Import) -> list[dict[str, Any]]:
    """Return the columns with samples of the rows that are left."""
    kept = rows_file(batch.stored_as).exists()
    rows = read_rows(batch.stored_as, after=batch.header_row) if kept else iter(())
    return [
        {**column, "samples": samples}
        for column, samples in zip(batch.columns, samples_of(rows, len(batch.columns)), strict=True)
    ]


def _blank_lines(batch: Import, person: Person, numbers: Collection[int]) -> set[int]:
    """Write the file of rows anew, the person's and those of `numbers` empty; return which.

    Lines keep their numbers: the checkpoint of a commit that goes on later counts them.
    """
    source = rows_file(batch.stored_as)
    if not source.exists():
        return set()
    target = source.with_suffix(".forgetting")
    contacts = _contact_columns(batch)
    blanked = set()
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with source.open("rb") as before, os.fdopen(handle, "wb") as after:
        for number, line in enumerate(before, start=1):
            if number in numbers or _is_of_line(line, person, contacts):
                blanked.add(number)
                line = orjson.dumps([""] * len(orjson.loads(line))) + b"\n"
            after.write(line)
    target.replace(source)
    return blanked


def _in_file(batch: Import, person: Person) -> bool:
    source = rows_file(batch.stored_as)
    if not source.exists():
        return False
    contacts = _contact_columns(batch)
    with source.open("rb") as lines:
        return any(_is_of_line(line, person, contacts) for line in lines)


def _is_of_line(line: bytes, person: Person, contacts: Collection[int]) -> bool:
    # Nearly no line is: looked at closely only where something of the person stands in it.
    text = fold(line.decode())
    if not any(fold(part) in text for part in person.fragments | person.searched_names):
        return False
    cells: list[str] = orjson.loads(line)
    if any(person.mentioned_in(cell) for cell in cells):
        return True
    told = (cell for index, cell in enumerate(cells) if index in contacts)
    return not any(told) and _named(cells, person)


def _is_of(values: dict[str, Any], person: Person) -> bool:
    """Tell whether a row says their contact, or their name and nobody's contact."""
    if any(person.mentioned_in(str(cell)) for cell in values.values()):
        return True
    return not any(values.get(code) for code in IDENTITIES) and _named(values.values(), person)


def _named(cells: Iterable[Any], person: Person) -> bool:
    names = {fold(name) for name in person.names}
    return any(fold(str(cell)) in names for cell in cells)


def _contact_columns(batch: Import) -> set[int]:
    return {int(index) for index, code in batch.mapping.items() if code in IDENTITIES}


def _told_in_words(batch: Import, person: Person) -> bool:
    said = [batch.filename, batch.columns, batch.unknown]
    return person.without_in(said, names=True) != said
