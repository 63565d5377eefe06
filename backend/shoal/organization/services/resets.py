"""A forgotten password: a link by e-mail, or handed over by who leads (R67, R68)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from shoal.activity.services import record
from shoal.common import throttle
from shoal.common.errors import NotFound
from shoal.common.throttle import Allowance

from .. import mail, rules
from ..errors import LinkVoid
from ..models import Employee, PasswordReset
from ..tasks import mail_reset_links_task
from . import links
from .passwords import accepted_hash
from .sessions import end_all

MAILED_FOR = timedelta(hours=1)
HANDED_FOR = timedelta(hours=24)
PER_ADDRESS = Allowance(free=20, window=timedelta(minutes=10), delays=(5, 15, 30, 60))
# A stranger must not fill somebody's mailbox; who waits for a mail waits some minutes at most.
PER_NAME = Allowance(free=3, window=timedelta(hours=1), delays=(60, 300, 600))


@dataclass(frozen=True)
class Visitor:
    """Where a link is opened."""

    ip: str
    is_this_machine: bool


def ask_for_reset(*, name: str, ip: str, at: datetime) -> None:
    """Have the worker mail a link to whoever `name` (or e-mail) is. Raises Throttled.

    Nobody is looked up here: known, unknown and inactive take the same way.
    """
    name = name.strip().lower()
    # Hashed, for people type passwords into the field for names.
    hashed = salted_hmac("shoal.reset", name, secret=settings.SECRET_KEY).hexdigest()[:32]
    throttle.count_attempt(f"reset:{ip}", PER_ADDRESS, at)
    throttle.count_attempt(f"reset:{hashed}", PER_NAME, at)
    mail_reset_links_task.enqueue(name)


def mail_reset_links(*, name: str, at: datetime) -> int:
    """Mail a link each to the active people of this name or e-mail; return how many went out."""
    known = Employee.objects.active().filter(Q(username=name) | Q(email__iexact=name))
    sent = 0
    for user in known.exclude(email="").order_by("pk"):
        with transaction.atomic():
            user = Employee.objects.lock(user.pk)
            if not user.is_active:
                continue
            link, url = _issue(user, by=None, valid_for=MAILED_FOR, at=at)
        sent += mail.send_reset(user, url, link.expires_at)
    return sent


@transaction.atomic
def hand_reset_link(*, employee_id: int, by: Employee, at: datetime) -> tuple[PasswordReset, str]:
    """Return a link, and its address, by which somebody chooses a new password (R68).

    Raises NotFound, WrongState, NotYourself, OutsideYourScope, ResetsSalesOnly.
    """
    if not Employee.objects.visible_to(by).filter(pk=employee_id).exists():
        raise NotFound()
    user = Employee.objects.lock(employee_id)
    if refusal := rules.reset_link_refusal(by, user):
        raise refusal
    return _issue(user, by=by, valid_for=HANDED_FOR, at=at)


def look_at_reset(*, token: str, visitor: Visitor, at: datetime) -> PasswordReset:
    """Return a link that is good. Raises Throttled, LinkVoid."""
    throttle.count_attempt(f"reset-link:{visitor.ip}", PER_ADDRESS, at)
    link = links.find(PasswordReset, token=token, at=at)
    _refuse_void(link, link.user, visitor)
    return link


def choose_new_password(*, token: str, new: str, visitor: Visitor, at: datetime) -> Employee:
    """Set the password of whose link it is; every session of theirs ends (R67).

    Raises Throttled, LinkVoid, Invalid.
    """
    link = look_at_reset(token=token, visitor=visitor, at=at)
    hashed = accepted_hash(new, user=link.user, field="new_password")
    with transaction.atomic():
        user = Employee.objects.lock(link.user_id)
        _refuse_void(link, user, visitor)
        # Of two who come at once, one uses it.
        links.use(link, at=at)
        user.password = hashed
        user.save(update_fields=["password"])
        end_all(user=user, reason="password_reset", at=at)
        record(
            "employee.password_reset", subject=user, actor=user, at=at,
            issued_by=link.issued_by_id,
        )  # fmt: skip
    return user


def _issue(
    user: Employee, *, by: Employee | None, valid_for: timedelta, at: datetime
) -> tuple[PasswordReset, str]:
    """The caller's transaction holds the lock on `user`; earlier links are void."""
    PasswordReset.objects.filter(user=user).revoke(at)
    link = PasswordReset(user=user, issued_by=by)
    token = links.issue(link, valid_for=valid_for, at=at)
    record("employee.reset_link_issued", subject=user, actor=by, at=at)
    return link, links.address("reset", token)


def _refuse_void(link: PasswordReset, user: Employee, visitor: Visitor) -> None:
    """A link is worth nothing for who may not log in (R23), nor more than who handed it out:
    they may be suspended since, or its owner be an administrator by now."""
    by = link.issued_by
    if not user.is_active or (user.is_demo and not visitor.is_this_machine):
        raise LinkVoid()
    if by is not None and (not by.is_active or rules.reset_link_refusal(by, user)):
        raise LinkVoid()
