"""A spreadsheet to try an import with: what one looks like, with people who do not exist."""

import io
from itertools import cycle, islice

import phonenumbers
import xlsxwriter

from shoal.common import school
from shoal.organization.models import Campus, ListEntry
from shoal.teaching.models import Course

from .fields import BY_CODE

COLUMNS = (
    "name", "phone", "wechat", "email", "gender", "birthday", "course", "campus", "source",
    "intent", "remark",
)  # fmt: skip
WIDTHS = {"phone": 18, "email": 28, "course": 22, "campus": 22, "source": 18, "remark": 40}
# (name, WeChat, e-mail, gender, birthday, intent, remark)
PEOPLE = {
    "en": (
        ("Anna Reed", "anna_reed", "anna@example.com", "Female", "2016-05-12", "A",
         "Wants a trial lesson on a Saturday"),
        ("Ben Carter", "", "ben@example.com", "Male", "2014-11-03", "B", "Asked for the price"),
        ("Chloe Park", "chloe_park", "", "Female", "2017-02-28", "B", ""),
        ("David Lopez", "", "david@example.com", "Male", "2015-08-19", "C", "Call after 6 p.m."),
        ("Emma Stone-Hill", "emma_sh", "emma@example.com", "Female", "2013-12-01", "A",
         "Sister of a student"),
    ),
    "zh": (
        ("王芳", "wangfang_demo", "wangfang@example.com", "女", "2016-05-12", "A", "想周六试听"),
        ("李强", "", "liqiang@example.com", "男", "2014-11-03", "B", "问过价格"),
        ("陈静", "chenjing_demo", "", "女", "2017-02-28", "B", ""),
        ("刘洋", "", "liuyang@example.com", "男", "2015-08-19", "C", "晚上六点后联系"),
        ("赵敏", "zhaomin_demo", "zhaomin@example.com", "女", "2013-12-01", "A", "姐姐已是学员"),
    ),
}  # fmt: skip
LANGUAGES = tuple(PEOPLE)


def sample_workbook(*, language: str) -> bytes:
    """Return an .xlsx with a header and five rows, in words that this school knows.

    Every cell is text, as phone numbers and dates have to be to survive a spreadsheet.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for index, code in enumerate(COLUMNS):
            sheet.set_column(index, index, WIDTHS.get(code, 14), text)
            label = BY_CODE[code].label_zh if language == "zh" else BY_CODE[code].label_en
            sheet.write_string(0, index, label, bold)
        for number, row in enumerate(_rows(language), start=1):
            for index, code in enumerate(COLUMNS):
                if row[code]:
                    sheet.write_string(number, index, row[code], text)
    return out.getvalue()


def _rows(language: str) -> list[dict[str, str]]:
    said = ("name", "wechat", "email", "gender", "birthday", "intent", "remark")
    people = [dict(zip(said, person, strict=True)) for person in PEOPLE[language]]
    label = "label_zh" if language == "zh" else "label_en"
    sources = ListEntry.objects.filter(kind=ListEntry.Kind.SOURCE, is_active=True)
    columns = {
        "phone": _phones(len(people)),
        "course": _spread(Course.objects.filter(is_active=True).order_by("pk"), "name"),
        "campus": _spread(Campus.objects.filter(is_active=True).order_by("pk"), "name"),
        "source": _spread(sources.order_by("position", "pk"), label),
    }
    for code, words in columns.items():
        for person, word in zip(people, words, strict=True):
            person[code] = word
    return people


def _spread(rows: object, column: str) -> list[str]:
    """Return five words of a list of the school's, blank where it has none yet."""
    words = list(rows.values_list(column, flat=True)[:5])  # type: ignore[attr-defined]
    return list(islice(cycle(words or [""]), 5))


def _phones(count: int) -> list[str]:
    """Return numbers as they are written at home, from the one that is nobody's on."""
    region = school.phone_region()
    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    if example is None:
        return [""] * count
    found = []
    for step in range(1000):
        number = phonenumbers.PhoneNumber()
        number.merge_from(example)
        number.national_number = (example.national_number or 0) + step
        if phonenumbers.is_valid_number_for_region(number, region):
            shape = phonenumbers.PhoneNumberFormat.NATIONAL
            found.append(phonenumbers.format_number(number, shape))
    return [*found, *[""] * count][:count]
