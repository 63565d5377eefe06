"""Making and changing the forms through which strangers ask (R104)."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from shoal.activity.services import record
from shoal.common.errors import NotFound, Stale
from shoal.organization.models import Employee

from ..models import IntakeForm
from ..rules.forms import remove_refusal

TOKEN_BYTES = 15


@transaction.atomic
def create_form(*, fields: dict[str, Any], by: Employee, at: datetime) -> IntakeForm:
    """Make a form; `fields` are those of the model, `courses` too."""
    plain = {k: v for k, v in fields.items() if k != "courses"}
    form = IntakeForm.objects.create(token=_new_token(), created_at=at, created_by=by, **plain)
    form.courses.set(fields.get("courses", ()))
    record("form.created", subject=form, actor=by, at=at, fields=sorted(fields))
    return form


@transaction.atomic
def change_form(
    *, form_id: int, expected_version: int, changes: dict[str, Any], by: Employee, at: datetime
) -> IntakeForm:
    """Change what is given, leave the rest. Raises NotFound, Stale."""
    form = _lock(form_id)
    if form.version != expected_version:
        raise Stale(version=form.version)
    for name, value in changes.items():
        if name != "courses":
            setattr(form, name, value)
    if "courses" in changes:
        form.courses.set(changes["courses"])
    _save(form)
    record("form.changed", subject=form, actor=by, at=at, fields=sorted(changes))
    return form


@transaction.atomic
def renew_token(*, form_id: int, by: Employee, at: datetime) -> IntakeForm:
    """Give the form another token: pages that have the old one no longer reach it."""
    form = _lock(form_id)
    form.token = _new_token()
    _save(form)
    record("form.token_renewed", subject=form, actor=by, at=at)
    return form


@transaction.atomic
def remove_form(*, form_id: int, by: Employee, at: datetime) -> None:
    """Delete a form through which nobody wrote. Raises NotFound, FormUsed."""
    form = _lock(form_id)
    if refusal := remove_refusal(form):
        raise refusal
    record("form.removed", subject=form, actor=by, at=at)
    form.delete()


def _lock(form_id: int) -> IntakeForm:
    form = IntakeForm.objects.select_for_update(no_key=True).filter(pk=form_id).first()
    if form is None:
        raise NotFound()
    return form


def _save(form: IntakeForm) -> None:
    form.version += 1
    # Not `unkept`: posts count it up meanwhile.
    form.save(update_fields=[
        f.name for f in IntakeForm._meta.concrete_fields if f.name not in ("id", "unkept")
    ])  # fmt: skip


def _new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)
