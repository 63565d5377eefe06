"""Where the table begins in a file, and what its columns are proposed to mean."""

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from shoal.common.errors import FieldError, Invalid
from shoal.common.phones import normalize_phone
from shoal.organization.models import Employee
from shoal.organization.roles import Role

from ..rules import UnreadableFile
from .fields import BY_CODE, EXTRA, SKIP, key, recognise

LOOK_AT, SAMPLES, SAMPLE_LENGTH = 50, 3, 60
NAME_PARTS = ("firstname", "lastname")
Rows = Iterable[tuple[int, list[str]]]


def find_header(rows: Rows) -> tuple[int, list[str]]:
    """Return (number, names) of the header row: that with most known column names, else the
    first of at least two texts. Title rows above are passed over. Raises UnreadableFile."""
    first = [(number, cells) for number, cells in islice(rows, LOOK_AT) if any(cells)]
    fields = [{code for cell in cells if (code := recognise(cell))} - {SKIP} for _, cells in first]
    best = max(map(len, fields), default=0)
    chosen = next((i for i, found in enumerate(fields) if len(found) == best), 0)
    # One known word may be a value; but not above rows that are narrower, as titles are.
    if best > 1 or (best == 1 and _is_wider(first[chosen][1], [c for _, c in first[:chosen]])):
        return first[chosen]
    for number, cells in first:
        filled = [cell for cell in cells if cell]
        if len(filled) > 1:
            if any(normalize_phone(cell) for cell in filled):
                raise UnreadableFile("no_header", row=number)
            return number, cells
    raise UnreadableFile("no_header", row=first[0][0] if first else LOOK_AT)


def _is_wider(cells: list[str], above: list[list[str]]) -> bool:
    width = sum(map(bool, cells))
    return width == 1 or all(sum(map(bool, row)) < width for row in above)


def describe(headers: list[str], rows: Rows, width: int, by: Employee) -> list[dict[str, Any]]:
    """Return the columns with samples of their first values and a proposed field each."""
    samples = samples_of(rows, width)
    names = [*headers, *[""] * (width - len(headers))]
    fields = _propose(names, may_name_holder(by))
    return [
        {"index": i, "header": name[:200], "samples": samples[i], "field": fields[i]}
        for i, name in enumerate(names)
    ]


def samples_of(rows: Rows, width: int) -> list[list[str]]:
    """Return the first different values of each column."""
    samples: list[list[str]] = [[] for _ in range(width)]
    for _, cells in islice(rows, 200):
        for index, cell in enumerate(cells):
            if (
                cell
                and len(samples[index]) < SAMPLES
                and cell[:SAMPLE_LENGTH] not in samples[index]
            ):
                samples[index].append(cell[:SAMPLE_LENGTH])
    return samples


def _propose(headers: list[str], holder: bool) -> list[str]:
    taken: set[str] = set()
    fields = []
    for header in headers:
        code = recognise(header) or (EXTRA if header else SKIP)
        # One id names a person, and so does one name: a parent's column stays readable beside it.
        whole = code in ("external", "name") and key(header) not in NAME_PARTS
        once = whole or not BY_CODE[code].several
        if (once and code in taken) or (code == "consultant" and not holder):
            code = EXTRA
        taken.add(code)
        fields.append(code)
    return fields


def may_name_holder(employee: Employee) -> bool:
    """A column that says who holds whom is for those who assign (rule R52)."""
    return employee.role in (Role.MANAGER, Role.ADMIN)


def check_mapping(
    changes: Mapping[str, str | None], columns: list[dict[str, Any]], by: Employee
) -> None:
    """Raise Invalid when `changes` name a column or field that isn't, or that `by` may not use."""
    errors = []
    for index, code in changes.items():
        pointer = f"/mapping/{index}"
        if not (re.fullmatch("[0-9]{1,6}", index) and int(index) < len(columns)):
            errors.append(FieldError(pointer, "unknown_column", "There is no such column."))
        elif (code or SKIP) not in BY_CODE:
            errors.append(FieldError(pointer, "unknown_field", "There is no such field."))
        elif code == "consultant" and not may_name_holder(by):
            errors.append(FieldError(pointer, "role_may_not", "Only managers name the holder."))
    if errors:
        raise Invalid(errors)


def merge_mapping(mapping: Mapping[str, str], changes: Mapping[str, str | None]) -> dict[str, str]:
    """Return the mapping with the changes (null leaves a column out). Raises Invalid when two
    columns would claim a field that holds one value."""
    merged = {**mapping, **{str(int(i)): code or SKIP for i, code in changes.items()}}
    single = [code for code in merged.values() if not BY_CODE[code].several]
    twice = sorted({code for code in single if single.count(code) > 1})
    if twice:
        raise Invalid(
            FieldError("/mapping", "field_twice", f"Two columns are mapped to {code}.")
            for code in twice
        )
    return merged
