"""Turn an uploaded file into one JSON list of texts per row. Runs as a process of its own.

The file comes from outside, so nothing of it is trusted: this program limits its own memory,
time and output before it looks, imports nothing of ours, and is started with an empty
environment (`reading.py`). Usage: `table_reader.py SOURCE TARGET`. The last word, on stdout,
is `{"rows", "columns", "kind", "encoding"}` or `{"reason", …}`.
"""

import csv
import datetime
import io
import os
import re
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import orjson
import python_calamine

MAX_COLUMNS, MAX_ROWS, MAX_CELL = 200, 100_000, 32 * 1024
# Title rows above the header do not count as rows of the table.
TITLE_ROWS = 50
MAX_UNPACKED, MAX_ENTRIES, MAX_RATIO = 50 * 1024 * 1024, 2_000, 200
MEMORY, CPU_SECONDS, OUTPUT = 300 * 1024 * 1024, 20, 200 * 1024 * 1024

# A cell with a value beyond column GR (the 200th) or row 100,099: a two-kilobyte file with one
# of them makes a reader that thinks in rectangles take gigabytes.
FAR_COLUMN = rb"(?:[A-Z]{3,}|[H-Z][A-Z]|G[S-Z])\d+"
FAR_ROW = rb"[A-Z]+(?:1(?:00[1-9]\d\d|0[1-9]\d{3}|[1-9]\d{4})|[2-9]\d{5}|\d{7,})"
FAR_CELL = re.compile(
    rb"<(?:\w+:)?c\s(?:[^>]*\s)?r\s*=\s*[\"'](?:(?P<column>%b)|(?P<row>%b))[\"'][^>]*(?<!/)>"
    % (FAR_COLUMN, FAR_ROW)
)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b\ufffe\uffff]")
BINARY = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")
KNOWN_OTHERS = ((b"%PDF", "pdf"), (b"\xd0\xcf\x11\xe0", "old_excel"), (b"\x89PNG", "image"))


class Refused(Exception):
    def __init__(self, reason: str, **params: Any) -> None:
        super().__init__(reason)
        self.answer = {"reason": reason, **params}


def limit_myself() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))


def convert(source: Path, target: Path) -> dict[str, Any]:
    """Write the rows of `source` to `target` and return what was found. Raises Refused."""
    with source.open("rb") as file:
        start = file.read(8)
    if not start:
        raise Refused("empty")
    for signature, kind in KNOWN_OTHERS:
        if start.startswith(signature):
            raise Refused("not_a_table", kind=kind)
    if start.startswith(b"PK"):
        check_archive(source)
        return {**write(read_xlsx(source), target), "kind": "xlsx", "encoding": ""}
    text, encoding = decode(source.read_bytes())
    return {**write(read_csv(text), target), "kind": "csv", "encoding": encoding}


def write(rows: Iterable[list[str]], target: Path) -> dict[str, int]:
    count = width = filled = 0
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        for row in rows:
            count += 1
            if count > MAX_ROWS + TITLE_ROWS:
                raise Refused("too_many_rows", limit=MAX_ROWS)
            while row and not row[-1]:
                row.pop()
            if len(row) > MAX_COLUMNS:
                raise Refused("too_many_columns", limit=MAX_COLUMNS, row=count)
            if any(len(cell) > MAX_CELL for cell in row):
                raise Refused("cell_too_long", limit=MAX_CELL, row=count)
            width = max(width, len(row))
            filled += bool(row)
            out.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
    if not filled:
        raise Refused("empty")
    return {"rows": count, "columns": width}


# --- XLSX -----------------------------------------------------------------------------------------


def check_archive(source: Path) -> None:
    """Unpack everything once into nothing, and count: sizes that an archive states may lie."""
    try:
        with zipfile.ZipFile(source) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES:
                raise Refused("too_many_entries", limit=MAX_ENTRIES)
            if not any(e.filename == "xl/workbook.xml" for e in entries):
                raise Refused("not_a_table", kind="zip")
            stated, packed = sum(e.file_size for e in entries), source.stat().st_size
            if stated > MAX_UNPACKED:
                raise Refused("unpacks_too_large", limit=MAX_UNPACKED)
            if stated > 1024 * 1024 and stated > packed * MAX_RATIO:
                raise Refused("suspicious_archive", limit=MAX_RATIO)
            if any(e.flag_bits & 1 for e in entries):
                raise Refused("encrypted")
            left = MAX_UNPACKED
            for entry in entries:
                with archive.open(entry) as file:
                    left -= scan(file, left, entry.filename.startswith("xl/worksheets/"))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise Refused("damaged") from error


def scan(file: Any, left: int, is_sheet: bool) -> int:
    """Return the unpacked size of one entry; look for far cells when it is a sheet."""
    size, tail = 0, b""
    while chunk := file.read(1 << 20):
        size += len(chunk)
        if size > left:
            raise Refused("unpacks_too_large", limit=MAX_UNPACKED)
        if is_sheet and (far := FAR_CELL.search(tail + chunk)):
            if far["column"]:
                raise Refused("too_many_columns", limit=MAX_COLUMNS)
            raise Refused("too_many_rows", limit=MAX_ROWS)
        tail = chunk[-256:]
    return size


def read_xlsx(source: Path) -> Iterator[list[str]]:
    """Yield the rows of the first sheet that has any, from the sheet's first row on."""
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(str(source))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.start is not None:
                for row in sheet.iter_rows():
                    yield [as_text(cell) for cell in row]
                return
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Refused("damaged") from error


def as_text(cell: Any) -> str:
    """Return a cell as a person would have typed it: 13800000000.0 is 13800000000."""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return "" if cell is None else str(cell)


# --- CSV ------------------------------------------------------------------------------------------


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and its encoding: by BOM, else UTF-8, else GBK (as GB18030)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif BINARY.search(data):
        raise Refused("not_a_table", kind="binary")
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise Refused("unknown_encoding")


def delimiter_of(text: str) -> str:
    """Return which of , ; tab | cuts the beginning into the most equal rows of several cells."""
    sample = text[: 64 * 1024].splitlines()[:50]

    def score(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=delimiter) if any(row)]
        except csv.Error:
            return 0, 0
        several = [w for w in widths if w > 1]
        return max((several.count(w) for w in several), default=0), max(several, default=0)

    return max(",;\t|", key=score)


def read_csv(text: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_CELL)
    delimiter = delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun_at = 1
    try:
        for row in reader:
            yield [clean(cell) for cell in row]
            begun_at = reader.line_num + 1
    except csv.Error as error:
        # A quote that nobody closes swallows the rest of the file, or all that a cell may hold.
        if "field larger" in str(error) and '"' not in text.splitlines()[begun_at - 1]:
            raise Refused("cell_too_long", limit=MAX_CELL, row=begun_at) from error
        raise Refused("open_quote", line=begun_at) from error


def clean(text: str) -> str:
    return CONTROLS.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def main(out: BinaryIO) -> int:
    limit_myself()
    try:
        answer = convert(Path(sys.argv[1]), Path(sys.argv[2]))
    except Refused as refused:
        answer = refused.answer
    except (MemoryError, OSError):
        answer = {"reason": "too_complex"}
    except BaseException as error:  # a panic of the XLSX reader is none of Exception's kin
        answer = {"reason": "damaged", "error": type(error).__name__}
    out.write(orjson.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.stdout.buffer))
