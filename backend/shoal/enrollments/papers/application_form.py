"""The application form with its contract, to be printed and signed."""

from typing import Any

from shoal.common import school
from shoal.organization.models import Employee
from shoal.teaching.models import ClassGroup

from ..serializers.detail import detail
from . import paper

# To sign on.
LINE = "_" * 40
SAYS = {
    "en": {
        "title": "Application form and contract", "number": "No. {id}", "student": "Student",
        "payer": "Payer", "phone": "Phone", "course": "Course", "class": "Class",
        "campus": "Campus", "from_to": "Dates", "why": "Why you come",
        "expectations": "What you expect", "price": "Price", "list": "List price",
        "discount": "Discount", "net": "To pay", "parts": "Paid in parts", "due": "Due",
        "amount": "Amount", "all": "All at once, before the seat's hold ends.",
        "contract": "Contract",
        "terms": "The school holds the seat until the first payment is due. Whoever leaves gets "
        "back what was not used, by the school's rule for refunds. A class may be changed where "
        "the school agrees; the difference of the prices is paid or given back.",
        "sign_payer": "Payer, date", "sign_school": "School, date", "seller": "Consultant",
    },
    "zh": {
        "title": "报名表及培训协议", "number": "编号 {id}", "student": "学员", "payer": "付款人",
        "phone": "电话", "course": "课程", "class": "班级", "campus": "校区", "from_to": "起止日期",
        "why": "报名原因", "expectations": "学习期望", "price": "费用", "list": "原价",
        "discount": "优惠", "net": "应付", "parts": "分期付款", "due": "应付日期", "amount": "金额",
        "all": "名额保留期内一次付清。", "contract": "协议条款",
        "terms": "学校为学员保留名额至首笔付款期限。中途退学按学校退费规则退还未使用部分。"
        "经学校同意可转班，差价多退少补。",
        "sign_payer": "付款人签字、日期", "sign_school": "学校盖章、日期", "seller": "课程顾问",
    },
}  # fmt: skip


def application_form(*, enrollment_id: int, viewer: Employee, language: str) -> bytes:
    """Return the PDF as far as `viewer` may see what it says. Raises NotFound."""
    shown = detail(enrollment_id, viewer)
    says, group = SAYS[language], shown["class_group"]
    dates = ClassGroup.objects.get(pk=group["id"])
    under = f"{school.current().name} · {says['number'].format(id=enrollment_id)}"
    sheet = [
        paper.title(says["title"]),
        paper.small(under),
        paper.gap(),
        paper.facts([
            (says["student"], shown["customer"]["name"]),
            (says["payer"], shown["payer"]["name"]),
            (says["phone"], shown["payer"]["phone"]),
            (says["course"], group["course"]["name"]),
            (says["class"], f"{group['code']} · {group['term']}"),
            (says["campus"], group["campus"]["name"]),
            (says["from_to"], f"{dates.start_date} – {dates.end_date}"),
            (says["seller"], shown["consultant"]["name"] if shown["consultant"] else ""),
        ]),
        paper.heading(says["why"]),
        paper.text(shown["why"] or "–"),
        paper.heading(says["expectations"]),
        paper.text(shown["expectations"] or "–"),
        paper.heading(says["price"]),
        paper.facts([
            (says[name], f"{shown[column]} {shown['currency']}")
            for name, column in (
                ("list", "list_price"), ("discount", "discount"), ("net", "net_price"),
            )
        ]),
        *_parts(shown, says),
        paper.heading(says["contract"]),
        paper.text(says["terms"]),
        paper.gap(18),
        paper.facts([(says["sign_payer"], LINE), ("", ""), (says["sign_school"], LINE)]),
    ]  # fmt: skip
    return paper.pdf(f"{says['title']} {enrollment_id}", sheet)


def _parts(shown: dict[str, Any], says: dict[str, str]) -> list[Any]:
    parts = shown["installments"]
    if not parts:
        return [paper.text(says["all"])]
    rows = [(str(part["due_date"]), f"{part['amount']} {shown['currency']}") for part in parts]
    return [
        paper.heading(says["parts"]),
        paper.table((says["due"], says["amount"]), rows, (1, 1)),
    ]
