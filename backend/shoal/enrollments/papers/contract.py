"""The training contract, to be printed and signed: who, what for, how much, what if they leave."""

from typing import Any

from shoal.common import school
from shoal.organization.models import Employee
from shoal.teaching.models import ClassGroup

from ..models import RefundRule
from ..serializers.detail import detail
from ..services.policy import policy
from . import paper

# To sign on.
LINE = "_" * 32
SAYS: dict[str, dict[str, Any]] = {
    "en": {
        "title": "Training contract", "number": "No. {id}", "parties": "Between",
        "school": "School", "payer": "Payer", "student": "Student", "phone": "Phone",
        "address": "Address", "subject": "1. What is taught", "course": "Course",
        "class": "Class", "from_to": "Dates", "times": "Lessons", "price": "2. Price",
        "list": "List price", "discount": "Discount", "net": "To pay", "due": "Due",
        "amount": "Amount", "all": "All at once, while the seat is held ({hours} hours).",
        "parts": "Paid in these parts:",
        "days": ("", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        "seat": "3. The seat",
        "seat_terms": "The school holds a seat for {hours} hours from its approval on; with the "
        "first payment it is the student's. A change of class needs the school's consent; the "
        "difference of the prices is paid or given back.",
        "leaving": "4. Leaving",
        "leaving_terms": {
            RefundRule.SESSIONS: "Whoever leaves gets back what was paid, less the part of the "
            "price for the lessons attended.",
            RefundRule.DAYS: "Whoever leaves gets back what was paid, less the part of the price "
            "for the days since the class began.",
        },
        "fee": "Once the class has begun, the school keeps {fee} % of what would go back.",
        "copies": "5. This contract is made in two copies; school and payer keep one each.",
        "sign_school": "School, date", "sign_payer": "Payer, date",
    },
    "zh": {
        "title": "培训服务协议", "number": "编号 {id}", "parties": "协议双方",
        "school": "甲方（学校）",
        "payer": "乙方（付款人）", "student": "学员", "phone": "电话", "address": "地址",
        "subject": "一、培训内容", "course": "课程", "class": "班级", "from_to": "起止日期",
        "times": "上课时间", "price": "二、费用", "list": "原价", "discount": "优惠",
        "net": "应付", "due": "应付日期", "amount": "金额",
        "all": "在名额保留期（{hours}小时）内一次付清。", "parts": "按下列期次分期付款：",
        "days": ("", "周一", "周二", "周三", "周四", "周五", "周六", "周日"),
        "seat": "三、名额",
        "seat_terms": "甲方自批准之日起为学员保留名额{hours}小时，首笔款项付清后名额归学员所有。"
        "经甲方同意可转班，差价多退少补。",
        "leaving": "四、退学",
        "leaving_terms": {
            RefundRule.SESSIONS: "中途退学的，甲方按已付金额扣除已上课时对应的费用后退还余额。",
            RefundRule.DAYS: "中途退学的，甲方按已付金额扣除开课以来天数对应的费用后退还余额。",
        },
        "fee": "开课后退学的，甲方从应退金额中收取{fee}%的手续费。",
        "copies": "五、本协议一式两份，甲乙双方各执一份。",
        "sign_school": "甲方盖章、日期", "sign_payer": "乙方签字、日期",
    },
}  # fmt: skip


def contract(*, enrollment_id: int, viewer: Employee, language: str) -> bytes:
    """Return the PDF as far as `viewer` may see what it says. Raises NotFound."""
    shown, says, rule = detail(enrollment_id, viewer), SAYS[language], policy()
    group = ClassGroup.objects.select_related("campus").get(pk=shown["class_group"]["id"])
    sheet = [
        paper.title(says["title"]),
        paper.small(says["number"].format(id=enrollment_id)),
        *_parties(shown, group, says),
        *_subject(shown, group, says),
        *_price(shown, says, rule.hold_hours),
        paper.heading(says["seat"]),
        paper.text(says["seat_terms"].format(hours=rule.hold_hours)),
        paper.heading(says["leaving"]),
        paper.text(says["leaving_terms"][rule.refund_rule]),
        *([paper.text(says["fee"].format(fee=rule.refund_fee_percent))]
          if rule.refund_fee_percent else []),
        paper.gap(),
        paper.text(says["copies"]),
        paper.gap(16),
        paper.facts([(says["sign_school"], LINE), ("", ""), (says["sign_payer"], LINE)]),
    ]  # fmt: skip
    return paper.pdf(f"{says['title']} {enrollment_id}", sheet)


def _parties(shown: dict[str, Any], group: ClassGroup, says: dict[str, Any]) -> list[Any]:
    campus = group.campus
    return [
        paper.heading(says["parties"]),
        paper.facts([
            (says["school"], f"{school.current().name} · {campus.name}"),
            (says["address"], " ".join(filter(None, (campus.address, campus.phone))) or "–"),
            (says["payer"], shown["payer"]["name"]),
            (says["phone"], shown["payer"]["phone"]),
            (says["student"], shown["customer"]["name"]),
        ]),
    ]  # fmt: skip


def _subject(shown: dict[str, Any], group: ClassGroup, says: dict[str, Any]) -> list[Any]:
    times = [
        f"{says['days'][weekday]} {begins:%H:%M}–{ends:%H:%M}"
        for weekday, begins, ends in group.sessions.order_by("weekday", "starts_at").values_list(
            "weekday", "starts_at", "ends_at"
        )
    ]
    return [
        paper.heading(says["subject"]),
        paper.facts([
            (says["course"], shown["class_group"]["course"]["name"]),
            (says["class"], f"{group.code} · {group.term}"),
            (says["from_to"], f"{group.start_date} – {group.end_date}"),
            (says["times"], ", ".join(times) or "–"),
        ]),
    ]  # fmt: skip


def _price(shown: dict[str, Any], says: dict[str, Any], hours: int) -> list[Any]:
    names = (("list", "list_price"), ("discount", "discount"), ("net", "net_price"))
    facts = [(says[name], f"{shown[column]} {shown['currency']}") for name, column in names]
    above = [paper.heading(says["price"]), paper.facts(facts), paper.gap(2)]
    parts = shown["installments"]
    if not parts:
        return [*above, paper.text(says["all"].format(hours=hours))]
    rows = [(str(part["due_date"]), f"{part['amount']} {shown['currency']}") for part in parts]
    table = paper.table((says["due"], says["amount"]), rows, (1, 1))
    return [*above, paper.text(says["parts"]), table]
