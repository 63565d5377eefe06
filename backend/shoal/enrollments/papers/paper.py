"""Paper: one sheet of A4 after the other, in Chinese or English, with a heading, facts and tables.

Every printer of ours puts its words here; what is on the sheet is its own business.
"""

from collections.abc import Sequence
from html import escape
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

# Not embedded: browsers, phones and office readers put a font of their own in its place; poppler
# needs the package poppler-data for that. Names are Chinese on English sheets too.
FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

_BODY = ParagraphStyle("body", fontName=FONT, fontSize=10, leading=15, wordWrap="CJK")
_SMALL = ParagraphStyle("small", parent=_BODY, fontSize=8, leading=12, textColor=colors.grey)
_RIGHT = ParagraphStyle("right", parent=_BODY, alignment=2)
_TITLE = ParagraphStyle("title", parent=_BODY, fontSize=18, leading=26, spaceAfter=4 * mm)
_HEADING = ParagraphStyle(
    "heading", parent=_BODY, fontSize=12, leading=18, spaceBefore=5 * mm, spaceAfter=2 * mm
)
_WIDTH = A4[0] - 40 * mm


def title(words: str) -> Flowable:
    return Paragraph(escape(words), _TITLE)


def heading(words: str) -> Flowable:
    return Paragraph(escape(words), _HEADING)


def text(words: str) -> Flowable:
    return Paragraph(escape(words).replace("\n", "<br/>"), _BODY)


def small(words: str) -> Flowable:
    return Paragraph(escape(words), _SMALL)


def gap(height: float = 5) -> Flowable:
    return Spacer(1, height * mm)


def facts(rows: Sequence[tuple[str, str]]) -> Flowable:
    """Name and value, line by line; a gap where there is nothing to tell."""
    if not rows:
        return gap()
    cells = [
        [Paragraph(escape(name), _SMALL), Paragraph(escape(told), _BODY)] for name, told in rows
    ]
    return Table(cells, colWidths=[40 * mm, _WIDTH - 40 * mm], hAlign="LEFT")


def table(
    names: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int],
    total: Sequence[str] = (),
) -> Flowable:  # fmt: skip
    """A table whose last column is money; `widths` are parts of the whole; `total` stands last."""
    found = [list(names), *map(list, rows), *([list(total)] if total else [])]
    cells = [
        [Paragraph(escape(c), _RIGHT if n == len(row) - 1 else _BODY) for n, c in enumerate(row)]
        for row in found
    ]
    style = [
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, colors.black),
        ("LINEBELOW", (0, 1), (-1, -1), 0.25, colors.lightgrey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    if total:
        style.append(("LINEABOVE", (0, -1), (-1, -1), 0.8, colors.black))
    parts = [_WIDTH * width / sum(widths) for width in widths]
    return Table(cells, colWidths=parts, repeatRows=1, style=TableStyle(style), hAlign="LEFT")


def pdf(name: str, sheet: Sequence[Flowable]) -> bytes:
    """Return the file; `name` is what a reader shows as its title."""
    out = BytesIO()
    SimpleDocTemplate(
        out, pagesize=A4, title=name, author="", leftMargin=20 * mm, rightMargin=20 * mm,
        topMargin=20 * mm, bottomMargin=20 * mm,
    ).build(list(sheet))  # fmt: skip
    return out.getvalue()
