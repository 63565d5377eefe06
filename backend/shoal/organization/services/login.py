"""Name and password for a session; nobody learns more than "no" from a failure (R22, R23)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core import signing
from django.utils.crypto import salted_hmac

from shoal.common import throttle
from shoal.common.throttle import Allowance

from ..errors import LoginFailed, SessionEnded
from ..models import Employee
from .sessions import Tokens, open_session

# Whole schools sit behind one address, so it is generous: a bound on hashing, not on guessing.
PER_ADDRESS = Allowance(free=60, window=timedelta(minutes=1), delays=(1, 2, 4))
PER_ACCOUNT = Allowance(free=5, window=timedelta(minutes=15), delays=(1, 2, 4, 8, 15, 30, 60))
DEVICE_SALT = "shoal.device"


@dataclass(frozen=True)
class Caller:
    """Where a login comes from. `device` is the cookie of a browser that logged in before."""

    ip: str
    user_agent: str
    is_this_machine: bool
    device: str = ""


def log_in(*, username: str, password: str, kind: str, caller: Caller, at: datetime) -> Tokens:
    """Open a session. Raises Throttled (before anything is hashed) or LoginFailed."""
    username = username.strip().lower()
    scopes = _scopes(username, caller)
    for scope, allowance in scopes.items():
        throttle.count_attempt(scope, allowance, at)
    user = Employee.objects.filter(username=username).first()
    # Hash whoever is asked for: the time tells nothing about who exists or is active.
    right = check_password(password, user.password if user else _nobodys_password())
    if user is None or not right or not _may_log_in(user, caller):
        raise LoginFailed()
    try:
        tokens = open_session(user=user, kind=kind, user_agent=caller.user_agent, ip=caller.ip)
    except SessionEnded:
        raise LoginFailed() from None
    for scope, allowance in scopes.items():
        if allowance is PER_ADDRESS:
            throttle.take_back(scope, allowance.free)
        else:
            throttle.forgive(scope)
    throttle.forget_old(at)
    return tokens


def device_cookie(user: Employee) -> str:
    """Return what lets this browser fail alone: strangers' failures do not slow it down."""
    return signing.dumps(user.username, salt=DEVICE_SALT)


def _may_log_in(user: Employee, caller: Caller) -> bool:
    # The demo accounts' password is published: they log in from this machine only (R23).
    return user.is_active and (caller.is_this_machine or not user.is_demo)


def _scopes(username: str, caller: Caller) -> dict[str, Allowance]:
    """Per address and per account + device; a known device is counted by itself.

    Hashed, for people type passwords into the field for names.
    """
    account = salted_hmac("shoal.login", username, secret=settings.SECRET_KEY).hexdigest()[:32]
    if caller.device and _is_device_of(username, caller.device):
        device = hashlib.sha256(caller.device.encode()).hexdigest()[:16]
        return {f"login:{account}:{device}": PER_ACCOUNT}
    return {
        f"login:{caller.ip}": PER_ADDRESS,
        f"login:{account}:{caller.ip}": PER_ACCOUNT,
    }


def _is_device_of(username: str, cookie: str) -> bool:
    try:
        return bool(
            signing.loads(cookie, salt=DEVICE_SALT, max_age=timedelta(days=180)) == username
        )
    except signing.BadSignature:
        return False


@cache
def _nobodys_password() -> str:
    return make_password("nobody has this password")
