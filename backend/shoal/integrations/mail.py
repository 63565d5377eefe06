"""The daily mail: how many of what, and where to see them. Who they are stays in the school."""

from collections.abc import Sequence
from typing import NamedTuple

from django.conf import settings

from shoal.common import school
from shoal.organization.mail import Text, send
from shoal.organization.models import Employee

from .models import Kind, Notification


class Line(NamedTuple):
    """A sentence for one, for several; and the page behind it."""

    one: str
    several: str
    path: str = "/notifications"


DIGEST = {
    "en": Text(
        "{school}: what is new for you",
        "Hello {name}\n\n{lines}\n\nYou get this once a day, if there is something. "
        "Switch it off in your profile: {profile}\n",
    ),
    "zh": Text(
        "{school}：您的最新消息",
        "{name}您好：\n\n{lines}\n\n有新消息时，每天发送一封。如不需要，可在个人资料中关闭：{profile}\n",
    ),
}
LINES: dict[str, dict[str, Line]] = {
    "en": {
        Kind.RETURNING: Line(
            "1 customer goes back to the pool soon", "{count} customers go back to the pool soon",
            "/mine",
        ),
        Kind.RECYCLED: Line(
            "1 customer of yours went back to the pool",
            "{count} customers of yours went back to the pool",
        ),
        Kind.ASSIGNED: Line("You were given 1 customer", "You were given {count} customers"),
        Kind.HANDED_OVER: Line(
            "1 customer was handed over to you", "{count} customers were handed over to you"
        ),
        Kind.TAKEN: Line(
            "1 customer was taken from you", "{count} customers were taken from you"
        ),
        Kind.MERGED: Line(
            "1 customer of yours was merged", "{count} customers of yours were merged"
        ),
        Kind.INQUIRY: Line(
            "1 customer of yours asked again", "{count} customers of yours asked again"
        ),
        Kind.UNDISPOSED: Line("1 inquiry came in", "{count} inquiries came in"),
        Kind.REGISTRATION: Line(
            "1 registration waits for you", "{count} registrations wait for you", "/approvals"
        ),
        Kind.POLICY: Line(
            "The rules of a pool changed", "The rules of {count} pools changed", "/pool"
        ),
        Kind.HOLD_ENDING: Line(
            "1 held seat has to be paid or answered by tomorrow",
            "{count} held seats have to be paid or answered by tomorrow",
            "/enrollments?state=offered,awaiting_payment&ordering=held_until",
        ),
        Kind.SEAT_OFFERED: Line(
            "1 seat of a waitlist became free", "{count} seats of waitlists became free",
            "/enrollments?state=offered&ordering=held_until",
        ),
        Kind.HOLD_EXPIRED: Line("1 held seat was lost", "{count} held seats were lost"),
        Kind.APPLICATION_APPROVED: Line(
            "1 application was approved", "{count} applications were approved"
        ),
        Kind.APPLICATION_REJECTED: Line(
            "1 application was turned down", "{count} applications were turned down"
        ),
        Kind.PAYMENT_REJECTED: Line(
            "1 payment that you submitted was turned away",
            "{count} payments that you submitted were turned away",
        ),
        Kind.REFUND_APPROVED: Line(
            "1 refund that you asked for was agreed to",
            "{count} refunds that you asked for were agreed to",
        ),
        Kind.REFUND_PAID: Line(
            "1 refund that you asked for was paid", "{count} refunds that you asked for were paid"
        ),
        Kind.HAND_OVER_DONE: Line("A hand-over is finished", "{count} hand-overs are finished"),
        Kind.PLANS: Line(
            "1 customer is planned for today", "{count} customers are planned for today", "/"
        ),
    },
    "zh": {
        Kind.RETURNING: Line("", "{count}位客户即将回收到公海", "/mine"),
        Kind.RECYCLED: Line("", "您的{count}位客户已回收到公海"),
        Kind.ASSIGNED: Line("", "{count}位客户分配给了您"),
        Kind.HANDED_OVER: Line("", "{count}位客户交接给了您"),
        Kind.TAKEN: Line("", "您的{count}位客户已被调走"),
        Kind.MERGED: Line("", "您的{count}位客户已被合并"),
        Kind.INQUIRY: Line("", "您的{count}位客户再次咨询"),
        Kind.UNDISPOSED: Line("", "{count}条新咨询待处理"),
        Kind.REGISTRATION: Line("", "{count}个注册申请待审批", "/approvals"),
        Kind.POLICY: Line("", "{count}个公海的规则有变更", "/pool"),
        Kind.HOLD_ENDING: Line(
            "", "{count}个保留的名额须在明天前付款或答复",
            "/enrollments?state=offered,awaiting_payment&ordering=held_until",
        ),
        Kind.SEAT_OFFERED: Line(
            "", "{count}个候补名额已空出", "/enrollments?state=offered&ordering=held_until"
        ),
        Kind.HOLD_EXPIRED: Line("", "{count}个保留的名额已过期"),
        Kind.APPLICATION_APPROVED: Line("", "{count}份报名已批准"),
        Kind.APPLICATION_REJECTED: Line("", "{count}份报名被拒绝"),
        Kind.PAYMENT_REJECTED: Line("", "您提交的{count}笔款项被驳回"),
        Kind.REFUND_APPROVED: Line("", "您申请的{count}笔退款已批准"),
        Kind.REFUND_PAID: Line("", "您申请的{count}笔退款已支付"),
        Kind.HAND_OVER_DONE: Line("", "{count}项交接已完成"),
        Kind.PLANS: Line("", "今天计划跟进{count}位客户", "/"),
    },
}  # fmt: skip


def send_digest(user: Employee, found: Sequence[Notification]) -> bool:
    """Return whether it was handed to a mail server. Not within a transaction."""
    current = school.current()
    language = user.language or current.language
    counts: dict[str, int] = {}
    for notification in found:
        counts[notification.kind] = counts.get(notification.kind, 0) + notification.count
    lines = [_line(LINES[language][k], counts[k]) for k in LINES[language] if k in counts]
    return send(
        user.email,
        DIGEST[language],
        school=current.name or "Shoal",
        name=user.display_name,
        lines="\n".join(lines),
        profile=f"{settings.PUBLIC_URL}/profile",
    )


def _line(line: Line, count: int) -> str:
    sentence = line.one if count == 1 and line.one else line.several.format(count=count)
    return f"- {sentence}\n  {settings.PUBLIC_URL}{line.path}"
