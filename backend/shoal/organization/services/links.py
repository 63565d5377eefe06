"""Links that are good for one use: handed out once, used once."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings

from ..errors import LinkVoid
from ..models import OneTimeLink

TOKEN_BYTES = 32
L = TypeVar("L", bound=OneTimeLink)


def issue(link: OneTimeLink, *, valid_for: timedelta, at: datetime) -> str:
    """Save a new `link` and return its token, which nobody can read again.

    invitation = Invitation(role=role, department=department, invited_by=by)
    token = links.issue(invitation, valid_for=timedelta(days=7), at=at)
    """
    token = new_token()
    link.token_hash = hash_of(token)
    link.created_at, link.expires_at = at, at + valid_for
    link.save(force_insert=True)
    return token


def find(kind: type[L], *, token: str, at: datetime) -> L:
    """Return the live link of `token` without using it. Raises LinkVoid."""
    link: Any = kind.objects.live(at).filter(token_hash=hash_of(token)).first()
    if link is None:
        raise LinkVoid()
    return link


def use(link: OneTimeLink, *, at: datetime) -> None:
    """Use up a link that was found, within the caller's transaction. Raises LinkVoid.

    Whoever revokes links of an employee locks the employee first; so lock them before this.
    """
    # One conditional UPDATE on own columns decides: of two who use it at once, one does.
    if not type(link).objects.live(at).filter(pk=link.pk).update(used_at=at):
        raise LinkVoid()
    link.used_at = at


def address(page: str, token: str) -> str:
    """Return the link as people get it. A fragment never reaches a server, nor its log."""
    return f"{settings.PUBLIC_URL}/{page}#token={token}"


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    # As it is, without salt: there is nothing to guess in 256 random bits.
    return hashlib.sha256(token.encode()).hexdigest()
