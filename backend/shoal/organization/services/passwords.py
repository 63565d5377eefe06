"""Which passwords are taken, and changing one's own (R24)."""

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from shoal.activity.services import record
from shoal.common import throttle
from shoal.common.errors import FieldError, Invalid

from .. import tokens
from ..errors import WrongPassword
from ..models import Employee, Session
from .login import PER_ACCOUNT
from .sessions import end_all


def accepted_hash(password: str, *, user: Employee, field: str) -> str:
    """Return the hash to keep. Raises Invalid naming `field` and each reason."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid(
            FieldError(field, str(e.code), "".join(e.messages)) for e in error.error_list
        ) from None
    return make_password(password)


def change_password(
    *, user: Employee, session: Session, current: str, new: str, at: datetime
) -> str:
    """Change one's own password and end all other sessions; return this one's new access token.

    Raises Throttled, WrongPassword, Invalid.
    """
    # Whoever finds an unlocked screen must not guess the password at full speed.
    scope = f"password:{user.pk}"
    throttle.count_attempt(scope, PER_ACCOUNT, at)
    if not check_password(current, user.password):
        raise WrongPassword()
    hashed = accepted_hash(new, user=user, field="new_password")
    with transaction.atomic():
        user = Employee.objects.lock(user.pk)
        user.password = hashed
        user.save(update_fields=["password"])
        end_all(user=user, reason="password_changed", at=at, keep=session)
        record("employee.password_changed", subject=user, actor=user, at=at)
    throttle.forgive(scope)
    session.user = user
    return tokens.make_access(session)
