"""Small files, made on the spot, and the school's real ones."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from shoal.common import clock
from shoal.exchange.models import Import, Run
from shoal.exchange.services import uploads
from shoal.exchange.services.asking import ask_for_run
from shoal.exchange.services.running import run_import
from shoal.organization.models import Employee

REAL = Path(__file__).resolve().parents[3].parent / "shared" / "data"

real_files = pytest.mark.skipif(not REAL.is_dir(), reason="the school's lead files are not here")


def csv_file(*lines: str, encoding: str = "utf-8", name: str = "leads.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join(lines).encode(encoding))


def xlsx_bytes(rows: Sequence[Sequence[Any]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def xlsx_file(rows: Sequence[Sequence[Any]], name: str = "leads.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, xlsx_bytes(rows))


def handmade_xlsx(sheet: str, **entries: bytes) -> bytes:
    """Return a workbook with this XML as its only sheet; `entries` are added as they are."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_bytes([["x"]]))) as plain,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in plain.namelist():
            own = name == "xl/worksheets/sheet1.xml"
            archive.writestr(name, sheet if own else plain.read(name))
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def sheet_of(cells: str) -> str:
    return (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/'
        f'spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>'
    )


def upload(file: Any, by: Employee, pool: int | None = None) -> Import:
    received = uploads.receive(upload=file, by=by)
    return uploads.register(received=received, pool_id=pool, by=by, at=clock.now())


def run(batch: Import, what: Run = Run.COMMIT) -> Import:
    """Ask for a run and do it at once, as a worker would; return the import after it."""
    ask_for_run(import_id=batch.pk, run=what, by=batch.created_by, at=clock.now())
    run_import(batch.pk)
    return Import.objects.get(pk=batch.pk)


def verdicts(batch: Import) -> dict[int, tuple[str, str]]:
    """Return {row: (verdict, reason code)}."""
    rows = batch.rows.order_by("number").values_list("number", "verdict", "reason_code")
    return {number: (verdict, code) for number, verdict, code in rows}
