"""Sessions: opened by a login, rotated by each refresh, ended once and for all (R20, R21)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import BigIntegerField, QuerySet

from shoal.activity.services import record
from shoal.common import clock
from shoal.common.statements import Slot, prepared

from .. import tokens
from ..errors import SessionEnded
from ..models import Employee, PasswordReset, Session

# Two tabs that refresh at once hold the same token; the later one comes within this.
TWO_TABS = timedelta(seconds=10)


@dataclass(frozen=True)
class Tokens:
    """`refresh` is None where a sibling tab has already got the new one."""

    access: str
    refresh: str | None
    session: Session


@transaction.atomic
def open_session(*, user: Employee, kind: str, user_agent: str, ip: str | None) -> Tokens:
    """Begin a session of an active employee. Raises SessionEnded if they were stopped meanwhile."""
    # Whoever suspends them locks them too: no session may slip in behind the one that ends all.
    checked, user = user, Employee.objects.lock(user.pk)
    if not user.is_active or user.password != checked.password:
        raise SessionEnded()
    at = clock.now()
    session = Session.objects.create(
        user=user,
        kind=kind,
        current_jti=tokens.new_jti(),
        rotated_at=at,
        created_at=at,
        absolute_expiry=at + settings.SESSION_ABSOLUTE,
        user_agent=user_agent[:300],
        ip=ip,
    )
    return _tokens(session)


def refresh_session(*, token: str, at: datetime) -> Tokens:
    """Exchange a refresh token for the next pair (R20).

    Raises SessionEnded; a token that was exchanged before also ends the session it belongs to.
    """
    claims = tokens.read_refresh(token)
    session = find_session(session_id=claims.session_id, user_id=claims.user_id, at=at)
    # One conditional UPDATE on own columns decides: of two that come at once, one rotates.
    fresh = tokens.new_jti()
    if Session.objects.rotate(session.pk, old=claims.jti, new=fresh, at=at):
        session.current_jti = fresh
        return _tokens(session)
    session.refresh_from_db(
        fields=["current_jti", "previous_jti", "rotated_at", "revoked_at", "revoked_reason"]
    )
    if session.revoked_at is not None:
        raise _ended(session)
    if session.previous_jti == claims.jti and at - session.rotated_at < TWO_TABS:
        return Tokens(tokens.make_access(session), None, session)
    with transaction.atomic():
        if end_session(session=session, reason="reused", at=at):
            record("session.reuse_seen", subject=session, actor=session.user, at=at)
    raise SessionEnded()


def find_session(*, session_id: int, user_id: int, at: datetime) -> Session:
    """Return a live session with its active user, department and campus, in one statement.

    Raises SessionEnded.
    """
    statement = prepared("session", _one_with_user)
    found = statement.objects(session=session_id, user=user_id)
    if not found:
        raise SessionEnded()
    session: Session = found[0]
    if not session.is_live(at) or not session.user.is_active:
        raise _ended(session)
    return session


def _ended(session: Session) -> SessionEnded:
    """Whoever holds its token is told by whom or what it was ended; of one too old, nothing."""
    reason = session.revoked_reason
    return SessionEnded(reason=reason) if reason else SessionEnded()


def _one_with_user() -> QuerySet[Session]:
    ids = Slot("session", BigIntegerField()), Slot("user", BigIntegerField())
    return Session.objects.with_user().filter(pk=ids[0], user=ids[1])


def end_session(*, session: Session, reason: str, at: datetime) -> bool:
    """End one session and return whether it was still going on."""
    return bool(Session.objects.filter(pk=session.pk).end(reason=reason, at=at))


def log_out(*, token: str, at: datetime) -> None:
    """End the session of a refresh token, whichever it is; a token worth nothing is no error."""
    try:
        claims = tokens.read_refresh(token)
    except SessionEnded:
        return
    sessions = Session.objects.filter(pk=claims.session_id, user_id=claims.user_id)
    sessions.end(reason="logged_out", at=at)


@transaction.atomic
def log_out_everywhere(*, user: Employee, at: datetime) -> None:
    user = Employee.objects.lock(user.pk)
    end_all(user=user, reason="logged_out_everywhere", at=at)
    record("employee.logged_out_everywhere", subject=user, actor=user, at=at)


def end_all(*, user: Employee, reason: str, at: datetime, keep: Session | None = None) -> None:
    """End every session of `user`, and every access token in circulation (R21).

    With `keep`, that session goes on: it needs a new access token. The caller's transaction
    holds the lock on `user`.
    """
    user.token_version += 1
    user.save(update_fields=["token_version"])
    sessions = Session.objects.filter(user=user)
    if keep is not None:
        sessions = sessions.exclude(pk=keep.pk)
    sessions.end(reason=reason, at=at)
    # Nor may a link of before choose a new password for them (R67).
    PasswordReset.objects.filter(user=user).revoke(at)


def _tokens(session: Session) -> Tokens:
    return Tokens(
        tokens.make_access(session), tokens.make_refresh(session, session.current_jti), session
    )
