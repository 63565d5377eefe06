"""The file to import: known and unknown people, duplicates, rows that name nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import xlsxwriter

from bench.seed import words
from shoal.customers.models import Identity
from shoal.organization.models import Campus, ListEntry
from shoal.teaching.models import Course

HEADERS = (
    "姓名", "手机号", "微信号", "性别", "咨询课程", "意向校区", "来源", "意向等级", "备注",
)  # fmt: skip
# Beyond the phone numbers that the seeding gave away.
FIRST_STRANGER = 50_000_000
LIVING_SHARE, REPEATED_SHARE, NOBODY_SHARE = 0.05, 0.05, 0.01


@dataclass(frozen=True)
class Line:
    """One row of the file, and whether it brings somebody new."""

    cells: tuple[str, ...]
    is_new: bool


def lines(count: int) -> Iterator[Line]:
    random = words.Dice(count)
    living = list(
        Identity.objects.filter(kind="phone", is_live=True)
        .order_by("pk")
        .values_list("value", flat=True)[:count]
    )
    campuses = list(Campus.objects.order_by("pk").values_list("name", flat=True))
    courses = list(Course.objects.order_by("pk").values_list("name", flat=True))
    sources = list(ListEntry.objects.filter(kind="source").values_list("label_zh", flat=True))
    last = ""
    for number in range(count):
        phone, wechat = words.phone(random, FIRST_STRANGER + number)[3:], ""
        kind, is_new = random.random(), True
        if kind < LIVING_SHARE:
            phone, is_new = random.choice(living)[3:], False
        elif kind < LIVING_SHARE + REPEATED_SHARE and last:
            phone, is_new = last, False
        elif kind < LIVING_SHARE + REPEATED_SHARE + NOBODY_SHARE:
            phone, is_new = "", False
        elif random.random() < 0.3:
            wechat = f"import_{number:07d}"
        if is_new:
            last = phone
        yield Line((
            words.name(random, words.family(random)), _spelled(random, phone), wechat,
            random.choice(("男", "女", "")), random.choice(courses), random.choice(campuses),
            random.choice(sources), random.choice(("A", "B", "C", "")),
            random.choice(words.REMARKS) if random.random() < 0.2 else "",
        ), is_new)  # fmt: skip


def _spelled(random: Random, phone: str) -> str:
    """Some write a number in groups, some with the country's code."""
    style = random.random()
    if not phone or style < 0.8:
        return phone
    return f"{phone[:3]} {phone[3:7]} {phone[7:]}" if style < 0.9 else f"+86{phone}"


def write_workbook(path: Path, rows: list[Line]) -> None:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("客户")
        sheet.write_row(0, 0, HEADERS)
        for number, line in enumerate(rows, start=1):
            for column, cell in enumerate(line.cells):
                if cell:
                    sheet.write_string(number, column, cell)
