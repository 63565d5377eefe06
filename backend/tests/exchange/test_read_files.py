"""What files are read, and how; and that no file, however hostile, does harm."""

import io
import random
import subprocess
import sys
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shoal.common.errors import TooLarge
from shoal.exchange.rules import UnreadableFile
from shoal.exchange.services import reading, table_reader
from shoal.exchange.services.reading import read_rows, store

from .files import csv_file, handmade_xlsx, sheet_of, xlsx_bytes, xlsx_file

HEADER = ["姓名", "手机号"]


def rows_of(file):
    return [cells for _, cells in read_rows(store(file).stored_as)]


def refusal_of(content: bytes, name="leads.xlsx") -> UnreadableFile:
    with pytest.raises(UnreadableFile) as refused:
        store(SimpleUploadedFile(name, content))
    return refused.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030"])
def test_a_csv_is_read_in_each_encoding_that_schools_use(encoding):
    assert rows_of(csv_file("姓名,手机号", "王芳,13812345678", encoding=encoding)) == [
        ["姓名", "手机号"],
        ["王芳", "13812345678"],
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(delimiter):
    rows = [["name", "phone", "remark"], ["Li, Hua", "13812345678", "a;b"], ["Bo", "1", "c"]]
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in rows]
    assert rows_of(csv_file(*lines)) == rows


def test_a_cell_may_hold_line_breaks_and_rows_are_counted_as_a_spreadsheet_does():
    file = csv_file("name,remark", 'Li,"one', 'two"', "", "Bo,x")
    assert list(read_rows(store(file).stored_as)) == [
        (1, ["name", "remark"]),
        (2, ["Li", "one\ntwo"]),
        (3, []),
        (4, ["Bo", "x"]),
    ]


def test_numbers_of_a_workbook_read_as_they_were_typed():
    assert rows_of(xlsx_file([["a", "b", "c", "d"], [13800000000.0, 1.38e10, 1.5, True]])) == [
        ["a", "b", "c", "d"],
        ["13800000000", "13800000000", "1.5", "TRUE"],
    ]


def test_cells_that_look_like_formulas_are_plain_text():
    cells = ['=HYPERLINK("http://x","y")', "+考虑中", "-1", "@学生本人"]
    assert rows_of(xlsx_file([["a", "b", "c", "d"], cells]))[1] == cells
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    assert rows_of(csv_file("a,b,c,d", quoted))[1] == cells


def test_the_file_is_kept_under_a_name_of_ours_and_for_the_owner_only(uploads_folder):
    stored = store(csv_file("name,phone", "Li,1", name="../../etc/passwd"))
    kept = sorted(uploads_folder.iterdir())
    assert [path.name for path in kept] == [stored.stored_as, f"{stored.stored_as}.rows"]
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
    assert uploads_folder.stat().st_mode & 0o777 == 0o700


def test_a_refused_file_is_not_kept(uploads_folder):
    refusal_of(b"%PDF-1.7 \x00\x01", "leads.csv")
    assert list(uploads_folder.iterdir()) == []


def test_more_than_the_largest_upload_is_413(settings):
    settings.IMPORT_MAX_UPLOAD = 100
    with pytest.raises(TooLarge):
        store(csv_file("name,phone", "x" * 100))


def test_an_open_quote_is_told_with_its_line():
    refused = refusal_of(b'name,phone\nLi,1\nBo,"2\nZoe,3\n', "leads.csv")
    assert (refused.params["reason"], refused.params["line"]) == ("open_quote", 3)
    long = b'name,phone\nLi,"' + b"x,y\n" * 20_000
    refused = refusal_of(long, "leads.csv")
    assert (refused.params["reason"], refused.params["line"]) == ("open_quote", 2)


def _zip(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def _noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def _with_zeros(size: int) -> bytes:
    return handmade_xlsx("x", **{"xl/media/a.bin": b"\0" * size})


def _with_entries(count: int) -> bytes:
    return _zip(**{"xl/workbook.xml": b""}, **{f"x{n}": b"" for n in range(count)})


def _lying_zip() -> bytes:
    """A bomb whose directory states that it is small."""
    bomb = _with_zeros(60_000_000)
    stated = (60_000_000).to_bytes(4, "little")
    return bomb.replace(stated, (1000).to_bytes(4, "little"))


def _cell(ref: str) -> str:
    return f'<row r="{ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{ref}"><v>1</v></c></row>'


FAR = sheet_of(_cell("A1") + _cell("XFD1048576"))
DEEP = sheet_of(_cell("A1") + _cell("B900000"))
# Within the limits of columns and rows, but as a rectangle twenty million cells.
CORNERS = sheet_of(_cell("A1") + _cell("GR100000"))
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><worksheet xmlns="http://schemas.openxmlformats.org/'
    'spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="str"><v>&c;</v></c></row>'
    "</sheetData></worksheet>"
)
HOSTILE = {
    "nothing": (b"", "empty"),
    "blank lines": (b"\n\n,,,\n\n", "empty"),
    "blank workbook": (lambda: xlsx_bytes([]), "empty"),
    "pdf renamed": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "not_a_table"),
    "picture renamed": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "not_a_table"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "not_a_table"),
    "elf": (b"\x7fELF\x02\x01\x01\0\0\0\0", "not_a_table"),
    "NUL bytes": (b"name,phone\nLi\0,13812345678\n", "not_a_table"),
    "UTF-16 without BOM": ("name,phone\nLi,1".encode("utf-16-le"), "not_a_table"),
    "broken utf-16": (b"\xff\xfe\x00\xd8\x00\xd8", "unknown_encoding"),
    "not any text": (b"name,phone\n\xff\xff\xff\xff\n", "unknown_encoding"),
    "zip of something else": (lambda: _zip(**{"a.txt": b"x"}), "not_a_table"),
    "half a zip": (lambda: xlsx_bytes([HEADER])[:700], "damaged"),
    "zip signature only": (b"PK\x03\x04", "damaged"),
    "broken sheet": (lambda: handmade_xlsx("<worksheet><sheetData><row"), "damaged"),
    "no workbook parts": (lambda: _zip(**{"xl/workbook.xml": b"<x/>"}), "damaged"),
    "zip bomb": (lambda: _with_zeros(60_000_000), "unpacks_too_large"),
    "bomb below the cap": (lambda: _with_zeros(40_000_000), "suspicious_archive"),
    "bomb that lies": (_lying_zip, "damaged"),
    "ten thousand entries": (lambda: _with_entries(10_000), "too_many_entries"),
    "far cell": (lambda: handmade_xlsx(FAR), "too_many_columns"),
    "deep cell": (lambda: handmade_xlsx(DEEP), "too_many_rows"),
    "201 columns": (lambda: xlsx_bytes([[f"c{n}" for n in range(201)]]), "too_many_columns"),
    "201 columns of csv": ((",".join(["c"] * 201)).encode(), "too_many_columns"),
    "too many rows": (b"a,b\n" * 100_051, "too_many_rows"),
    "long cell": (b"name,remark\nLi," + b"x" * 40_000, "cell_too_long"),
    "open quote": (b'name,phone\n"Li,1\n', "open_quote"),
    "stray quote": (b'name,phone\n"Li"x,1\n', "open_quote"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_with_a_reason(kind):
    content, reason = HOSTILE[kind]
    data = content() if callable(content) else content
    assert refusal_of(data).params["reason"] == reason


def peak_of_reading(content, folder) -> int:
    """Return the reader's peak memory in KB, seen from a process that is small itself: a child
    begins with the peak of whoever starts it, and a test run is large."""
    (folder / "source").write_bytes(content)
    small = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=-3, stderr=-3); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    reader = [sys.executable, "-I", reading.READER, folder / "source", folder / "rows"]
    seen = subprocess.run(
        [sys.executable, "-I", "-c", small, *reader], capture_output=True, text=True, check=True
    )
    return int(seen.stdout)


@pytest.mark.parametrize("kind", ["bomb below the cap", "far cell", "deep cell", "too many rows"])
def test_a_hostile_file_costs_little_memory(kind, tmp_path):
    content, _ = HOSTILE[kind]
    assert peak_of_reading(content() if callable(content) else content, tmp_path) < 300 * 1024


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_reader_refuses_by_itself_before_any_limit_ends_it(kind, tmp_path):
    content, reason = HOSTILE[kind]
    source = tmp_path / "source"
    source.write_bytes(content() if callable(content) else content)
    with pytest.raises(table_reader.Refused) as refused:
        table_reader.convert(source, tmp_path / "rows")
    assert refused.value.answer["reason"] == reason


def test_a_reader_that_takes_too_long_is_ended(monkeypatch, uploads_folder):
    monkeypatch.setattr(reading, "WALL_SECONDS", 0.001)
    assert refusal_of(b"name,phone\nLi,1\n").params["reason"] == "too_complex"
    assert list(uploads_folder.iterdir()) == []


def test_a_rectangle_of_millions_of_empty_cells_stays_below_the_memory_cap(tmp_path):
    refused = refusal_of(handmade_xlsx(CORNERS))
    assert refused.params["reason"] == "too_complex"
    assert peak_of_reading(handmade_xlsx(CORNERS), tmp_path) < 300 * 1024


def test_entities_are_not_expanded():
    assert "lol" not in str(_rows_or_refusal(handmade_xlsx(LAUGHS)))


def _rows_or_refusal(content):
    try:
        return rows_of(SimpleUploadedFile("leads.xlsx", content))
    except UnreadableFile as refused:
        return refused.params


def test_200_columns_and_a_styled_far_cell_without_a_value_are_fine():
    far = sheet_of('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>')
    assert rows_of(SimpleUploadedFile("a.xlsx", handmade_xlsx(far))) == [["1"]]
    assert len(rows_of(xlsx_file([[f"c{n}" for n in range(200)]]))[0]) == 200


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_read():
    rows = [["姓名", "手机号", "备注"]] + [[f"王{n}", 13800000000 + n, "x"] for n in range(100_000)]
    assert store(xlsx_file(rows)).rows == 100_001


def test_noise_is_never_a_crash():
    for size in (10, 1000, 100_000):
        for start in (b"", b"PK\x03\x04", b"\xff\xfe", b"name,phone\n"):
            assert _rows_or_refusal(start + _noise(size))
