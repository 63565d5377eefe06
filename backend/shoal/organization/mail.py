"""The mails that the school sends, in the recipient's language; here those about accounts."""

import logging
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage

from shoal.common import clock, school

from .models import Employee, Invitation

log = logging.getLogger("shoal.mail")
# They print a mail, or drop it: nobody has got it.
TO_NOBODY = ("console.EmailBackend", "dummy.EmailBackend")


class Text(NamedTuple):
    subject: str
    body: str


INVITATION = {
    "en": Text(
        "{school}: your account",
        "Hello {name}\n\n{by} invites you to work with the customers of {school}.\n"
        "Choose your name and password here:\n\n{url}\n\n"
        "The link is yours alone. It works once, until {until}.\n",
    ),
    "zh": Text(
        "{school}：开通您的账号",
        "{name}您好：\n\n{by}邀请您加入{school}。请打开以下链接，设置您的登录名和密码：\n\n{url}\n\n"
        "链接仅供您本人使用，只能使用一次，有效期至{until}。\n",
    ),
}
RESET = {
    "en": Text(
        "{school}: choose a new password",
        "Hello {name}\n\nSomebody, probably you, has forgotten the password of {username}.\n"
        "Choose a new one here:\n\n{url}\n\nThe link works once, until {until}.\n"
        "If it was not you, do nothing: your password stays as it is.\n",
    ),
    "zh": Text(
        "{school}：重置密码",
        "{name}您好：\n\n有人（应该是您本人）忘记了账号 {username} 的密码。"
        "请打开以下链接设置新密码：\n\n{url}\n\n链接只能使用一次，有效期至{until}。\n如非本人操作，请忽略此邮件，您的密码不变。\n",
    ),
}


def send_invitation(invitation: Invitation, url: str) -> bool:
    """Return whether it was handed to a mail server. Not within a transaction."""
    found = school.current()
    return send(
        invitation.email,
        INVITATION[found.language],
        school=found.name or "Shoal",
        name=invitation.display_name,
        by=invitation.invited_by.display_name,
        url=url,
        until=_local(invitation.expires_at, found.time_zone),
    )


def send_reset(user: Employee, url: str, until: datetime) -> bool:
    """Return whether it was handed to a mail server. Not within a transaction."""
    found = school.current()
    return send(
        user.email,
        RESET[user.language or found.language],
        school=found.name or "Shoal",
        name=user.display_name,
        username=user.username,
        url=url,
        until=_local(until, found.time_zone),
    )


def _local(at: datetime, zone: str) -> str:
    return at.astimezone(clock.zone_of(zone)).strftime("%Y-%m-%d %H:%M")


def send(to: str, text: Text, **words: str) -> bool:
    """Return whether it was handed to a mail server. Not within a transaction."""
    body = text.body if words["name"] else text.body.replace(" {name}", "", 1)
    # Names are people's own: in a header a line break would begin another one.
    subject = " ".join(text.subject.format(**words).split())
    message = EmailMessage(subject, body.format(**words), settings.DEFAULT_FROM_EMAIL, [to])
    try:
        sent = message.send()
    except Exception as error:
        # The kind only: what a mail server says quotes the address.
        log.warning("a mail could not be sent: %s", type(error).__name__)
        return False
    return bool(sent) and not settings.EMAIL_BACKEND.endswith(TO_NOBODY)
