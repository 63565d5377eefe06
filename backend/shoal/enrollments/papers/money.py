"""The receipt and the statement of account, on paper. Words are the sheet's language's."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from shoal.common import school
from shoal.organization.models import Campus, ListEntry

from . import paper

WORDS = {
    "en": {
        "receipt": "Receipt", "number": "No.", "date": "Date", "payer": "Received from",
        "campus": "Campus", "for": "For", "what": "What", "method": "Paid by", "amount": "Amount",
        "total": "Total", "by": "Received by", "statement": "Statement of account",
        "account_of": "Payer", "as_of": "As of", "bought": "Enrollments", "class": "Class",
        "price": "Price", "paid": "Paid", "owed": "Owed", "moved": "Payments",
        "credit": "Credit not used yet", "reversed": "reversed", "deposit": "Deposit",
        "tuition": "Tuition", "material": "Material",
        "refund": "Refund", "reversal": "Reversal", "transfer_out": "To another class",
        "transfer_in": "From another class, or credit", "credit_row": "Credit",
    },
    "zh": {
        "receipt": "收据", "number": "编号", "date": "日期", "payer": "交款人", "campus": "校区",
        "for": "学员", "what": "项目", "method": "付款方式", "amount": "金额", "total": "合计",
        "by": "收款人", "statement": "对账单", "account_of": "付款人", "as_of": "截至",
        "bought": "报名", "class": "班级", "price": "价格", "paid": "已付", "owed": "应付",
        "moved": "款项", "credit": "未使用的余额", "reversed": "已冲销", "deposit": "订金",
        "tuition": "学费", "material": "教材费",
        "refund": "退款", "reversal": "冲销", "transfer_out": "转出至其他班级",
        "transfer_in": "由其他班级或余额转入", "credit_row": "余额",
    },
}  # fmt: skip


def receipt_pdf(receipt: dict[str, Any], language: str) -> bytes:
    """Print the contract's Receipt; what was undone since says so."""
    words, campus = WORDS[language], Campus.objects.get(pk=receipt["campus"]["id"])
    ways = _ways(language)
    rows = [
        [
            p["customer"]["name"], _class(p["class_group"]), _what(p, words),
            ways.get(p["method"], ""), p["amount"],
        ]
        for p in receipt["payments"]
    ]  # fmt: skip
    issued = receipt["issued_by"]
    sheet = [
        paper.small(school.current().name),
        paper.title(words["receipt"]),
        paper.facts(
            [
                (words["number"], receipt["number"]),
                (words["date"], _local(receipt["issued_at"], campus)),
                (words["campus"], " ".join(filter(None, (campus.name, campus.address)))),
                (words["payer"], receipt["payer"]),
            ]
        ),
        paper.gap(),
        paper.table(
            [words["for"], words["class"], words["what"], words["method"], words["amount"]],
            rows, (3, 4, 3, 3, 3),
            [words["total"], "", "", "", f"{receipt['total']} {receipt['currency']}"],
        ),
        paper.gap(10),
        paper.text(f"{words['by']}: {issued['name'] if issued else ''}"),
    ]  # fmt: skip
    return paper.pdf(receipt["number"], sheet)


def statement_pdf(account: dict[str, Any], zone: ZoneInfo, language: str) -> bytes:
    """Print the contract's Statement."""
    words, ways = WORDS[language], _ways(language)
    sheet = [
        paper.small(school.current().name),
        paper.title(words["statement"]),
        paper.facts([
            (words["account_of"], account["payer"]),
            (words["as_of"], account["at"].astimezone(zone).strftime("%Y-%m-%d %H:%M")),
        ]),
        paper.heading(words["bought"]),
        paper.table(
            [words["for"], words["class"], words["price"], words["paid"], words["owed"]],
            [
                [e["customer"]["name"], _class(e["class_group"]), e["net_price"], e["paid"],
                 e["balance"]]
                for e in account["enrollments"]
            ],
            (3, 5, 3, 3, 3),
        ),
        paper.heading(words["moved"]),
        paper.table(
            [words["date"], words["for"], words["what"], words["method"], words["amount"]],
            [
                [p["confirmed_at"].astimezone(zone).strftime("%Y-%m-%d"), p["customer"]["name"],
                 _what(p, words), ways.get(p["method"], ""), f"{p['change']} {p['currency']}"]
                for p in account["payments"]
            ],
            (3, 3, 5, 3, 3),
        ),
        paper.gap(),
        paper.facts([
            (f"{words[what]} {line['currency']}", line[what])
            for line in account["totals"] for what in ("paid", "owed", "credit")
        ]),
    ]  # fmt: skip
    return paper.pdf(words["statement"], sheet)


def _ways(language: str) -> dict[str, str]:
    rows = ListEntry.objects.filter(kind=ListEntry.Kind.PAYMENT_METHOD)
    return dict(rows.values_list("code", f"label_{language}"))


def _what(payment: dict[str, Any], words: dict[str, str]) -> str:
    found = words["credit_row" if payment["type"] == "credit" else payment["type"]]
    return f"{found} ({words['reversed']})" if payment["reversed_by"] else found


def _class(shown: dict[str, Any]) -> str:
    return f"{shown['course']['name']} {shown['code']} ({shown['term']})"


def _local(at: datetime, campus: Campus) -> str:
    return at.astimezone(campus.zone).strftime("%Y-%m-%d %H:%M")
