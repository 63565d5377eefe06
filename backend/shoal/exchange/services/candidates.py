"""A row's cells as a person: identities in one spelling, and what else the columns say."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from shoal.common import school
from shoal.customers.normalize import fold, normalize_identity

from ..models import Import
from .choices import CREATE, SKIP, Directory
from .fields import EXTRA, IDENTITIES, LISTED, identity_source

# What a form or a list prints where nobody said anything.
NOTHING = {"select", "请选择", "n/a", "#n/a", "null", "无", "暂无", "-", "--", "—", "/"}
SEVERAL_IN_A_CELL = re.compile(r"[/、,，;；|\n]|或")
SEVERAL_COURSES = re.compile(r"[、,，;；|\n]")
SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,2}")
GENDERS = {"female": "female", "f": "female", "女": "female", "女性": "female", "女士": "female",
           "male": "male", "m": "male", "男": "male", "男性": "male", "先生": "male"}  # fmt: skip
DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d")
NAME_LENGTH, EXTRA_KEY_LENGTH = 100, 100
Key = tuple[str, str, str]


@dataclass
class Candidate:
    """One row. `identities` are (kind, source, value); `tried` the columns that named one."""

    number: int
    blank: bool = False
    values: dict[str, str] = field(default_factory=dict)
    identities: list[Key] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    name: str = ""
    gender: str = ""
    birthday: date | None = None
    campus: int | None = None
    source: int | None = None
    intent: str = ""
    consultant: int | None = None
    courses: list[int] = field(default_factory=list)
    remark: str = ""


class RowReader:
    """Reads rows as the import's mapping and choices say. What a field cannot take is kept in
    `extra` under the column's name, so that nothing of the file is lost."""

    def __init__(self, batch: Import, directory: Directory) -> None:
        self.headers = _distinct(c["header"] or f"Column {c['index'] + 1}" for c in batch.columns)
        self.fields = [batch.mapping[str(c["index"])] for c in batch.columns]
        self.directory = directory
        self.region = school.phone_region()
        self.choices = {
            kind: {e["value"]: e["choice"] for e in batch.unknown.get(kind, [])} for kind in LISTED
        }

    def read(self, number: int, cells: list[str]) -> Candidate:
        row = Candidate(number, blank=not any(cells))
        for header, code, cell in zip(self.headers, self.fields, cells, strict=False):
            if code == SKIP:
                continue
            if code in IDENTITIES:
                row.tried.append(header)
            if fold(cell) in NOTHING:
                cell = ""
            if not cell:
                continue
            if code != EXTRA:
                row.values[code] = f"{row.values[code]} / {cell}" if code in row.values else cell
            if not self._take(row, code, header, cell):
                row.extra[header] = cell
        return row

    def _take(self, row: Candidate, code: str, header: str, cell: str) -> bool:
        """Put a cell where its field says; return whether it went there whole."""
        if code in IDENTITIES:
            return _identify(row, code, header, cell, self.region)
        if code == "name":
            row.name = f"{row.name} {cell}".strip()[:NAME_LENGTH]
            return len(cell) <= NAME_LENGTH
        if code == "remark":
            row.remark = f"{row.remark}\n{cell}".strip()
            return True
        if code == "gender":
            row.gender = GENDERS.get(fold(cell), "")
            return bool(row.gender)
        if code == "birthday":
            row.birthday = _date(cell)
            return row.birthday is not None
        if code in LISTED:
            return self._list(row, code, cell)
        return False

    def _list(self, row: Candidate, kind: str, cell: str) -> bool:
        meant = [self._resolve(kind, word) for word in words_of(kind, cell, self.directory)]
        found = [target for target in meant if target is not None]
        if kind == "course":
            row.courses += [int(t) for t in found if t not in row.courses]
        elif found:
            setattr(row, kind, found[0])
        return len(found) == len(meant)

    def _resolve(self, kind: str, word: str) -> Any:
        if (target := self.directory.known(kind, word)) is not None:
            return target
        choice = self.choices[kind].get(word)
        return None if choice in (SKIP, CREATE) else choice


def _distinct(headers: Iterable[str]) -> list[str]:
    """Return the headers, short enough for keys, a repeated one with a number."""
    seen: Counter[str] = Counter()
    names = []
    for header in headers:
        short = header[:EXTRA_KEY_LENGTH]
        seen[short] += 1
        names.append(short if seen[short] == 1 else f"{short} ({seen[short]})")
    return names


def count_words(
    fields: Mapping[str, str], rows: Iterable[tuple[int, list[str]]], directory: Directory
) -> dict[str, Counter[str]]:
    """Return {kind: how often each word stands in the columns mapped to it}."""
    counted: dict[str, Counter[str]] = {kind: Counter() for kind in LISTED}
    columns = [(int(index), code) for index, code in fields.items() if code in LISTED]
    for _, cells in rows:
        for index, kind in columns:
            if index < len(cells) and cells[index] and fold(cells[index]) not in NOTHING:
                counted[kind].update(words_of(kind, cells[index], directory))
    return counted


def words_of(kind: str, cell: str, directory: Directory) -> list[str]:
    """Return what a cell names: several courses may stand in one, unless it is one's name."""
    if kind != "course" or directory.known(kind, cell) is not None:
        return [cell]
    return [word for part in SEVERAL_COURSES.split(cell) if (word := part.strip())]


def _identify(row: Candidate, kind: str, header: str, cell: str, region: str) -> bool:
    cell = plain_number(cell)
    parts = [cell] if normalize_identity(kind, cell, region) else SEVERAL_IN_A_CELL.split(cell)
    read = (normalize_identity(kind, plain_number(part), region) for part in parts)
    found = [value for value in read if value]
    source = identity_source(header) if kind == "external" else ""
    for value in found:
        if (kind, source, value) not in row.identities:
            row.identities.append((kind, source, value))
    return len(found) == len([part for part in parts if part.strip()])


def plain_number(text: str) -> str:
    """Return 1.38e10 and 13800000000.0, as spreadsheets write them, as 13800000000."""
    text = text.strip()
    if SCIENTIFIC.fullmatch(text):
        return f"{Decimal(text):.0f}"
    return text.removesuffix(".0") if text.removesuffix(".0").isdigit() else text


def _date(text: str) -> date | None:
    for shape in DATES:
        try:
            day = datetime.strptime(text.split(" ")[0], shape).date()  # noqa: DTZ007
        except ValueError:
            continue
        return day if 1900 <= day.year <= 2100 else None
    return None
