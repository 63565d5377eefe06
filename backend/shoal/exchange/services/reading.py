"""Reading an uploaded file in a bounded process, and then row by row."""

import contextlib
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from shoal.common.errors import TooLarge

from ..rules import UnreadableFile

READER = Path(__file__).with_name("table_reader.py")
WALL_SECONDS = 25


@dataclass(frozen=True)
class Table:
    """A file that could be read: under which name it lies, and how large its table is."""

    stored_as: str
    rows: int
    columns: int


def store(upload: UploadedFile) -> Table:
    """Keep the file under a generated name, read it, and return its size.

    Raises TooLarge, UnreadableFile; then nothing is kept.
    """
    if (upload.size or 0) > settings.IMPORT_MAX_UPLOAD:
        raise TooLarge(limit=settings.IMPORT_MAX_UPLOAD)
    settings.UPLOAD_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    stored_as = uuid.uuid4().hex
    source = settings.UPLOAD_DIR / stored_as
    try:
        handle = os.open(source, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            for chunk in upload.chunks():
                out.write(chunk)
        found = read_in_child(source, rows_file(stored_as))
    except BaseException:
        discard(stored_as)
        raise
    return Table(stored_as, found["rows"], found["columns"])


def rows_file(stored_as: str) -> Path:
    return settings.UPLOAD_DIR / f"{stored_as}.rows"


def discard(stored_as: str) -> None:
    (settings.UPLOAD_DIR / stored_as).unlink(missing_ok=True)
    rows_file(stored_as).unlink(missing_ok=True)


def read_in_child(source: Path, target: Path) -> dict[str, Any]:
    """Convert `source` in a process that has limits and no secrets. Raises UnreadableFile."""
    command = [sys.executable, "-I", str(READER), str(source), str(target)]
    try:
        child = subprocess.run(  # noqa: S603
            command, env={}, capture_output=True, timeout=WALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise UnreadableFile("too_complex") from None
    answer: dict[str, Any] = {"reason": "too_complex"}
    # A reader that ran into its limits dies without a word.
    with contextlib.suppress(orjson.JSONDecodeError):
        answer = orjson.loads(child.stdout)
    if "reason" in answer:
        raise UnreadableFile(**answer)
    return answer


def read_rows(stored_as: str, after: int = 0) -> Iterator[tuple[int, list[str]]]:
    """Yield (number in the file, cells) of every row beyond row `after`."""
    with rows_file(stored_as).open("rb") as file:
        for number, line in enumerate(file, start=1):
            if number > after:
                yield number, orjson.loads(line)
