"""The first day: a link, a school, its first administrator (R60-R62)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from shoal.activity.services import record
from shoal.common import school as the_school
from shoal.common import throttle
from shoal.common.errors import DomainError, Stale
from shoal.common.integrity import taken
from shoal.common.models import School
from shoal.common.throttle import Allowance

from .. import calendars
from ..models import Employee, EmployeeState, SetupLink
from ..roles import Role
from . import links
from .passwords import accepted_hash

VALID_FOR = timedelta(days=7)
# Nobody guesses 256 bits; this bounds what strangers may make us do.
PER_ADDRESS = Allowance(free=20, window=timedelta(minutes=10), delays=(5, 15, 30, 60))
USERNAME = {"employee.username": "admin/username", "employee_username": "admin/username"}


class AlreadySetUp(DomainError):
    detail = "The school is set up already; log in instead."


class SchoolFixed(DomainError):
    detail = "The {field} stays as it is, because there are records that rely on it."


@transaction.atomic
def issue_setup_link(*, at: datetime) -> str:
    """Return the token of a new set-up link; earlier ones are void. Raises AlreadySetUp."""
    if refusal := set_up_refusal(the_school.lock()):
        raise refusal
    SetupLink.objects.revoke(at)
    return links.issue(SetupLink(), valid_for=VALID_FOR, at=at)


def check_setup_link(*, token: str, ip: str, at: datetime) -> SetupLink:
    """Return the link if it is good. Raises Throttled, LinkVoid."""
    throttle.count_attempt(f"setup:{ip}", PER_ADDRESS, at)
    return links.find(SetupLink, token=token, at=at)


def set_up_school(
    *, token: str, fields: dict[str, Any], admin: dict[str, Any], ip: str, at: datetime
) -> Employee:
    """Name the school and make its first administrator; every set-up link is void then (R60).

    `fields` are the school's, `admin` has username, password, display_name and email. Raises
    Throttled, LinkVoid, Invalid, AlreadySetUp.
    """
    link = check_setup_link(token=token, ip=ip, at=at)
    employee = Employee(
        **{name: value for name, value in admin.items() if name != "password"},
        role=Role.ADMIN,
        state=EmployeeState.ACTIVE,
        created_at=at,
    )
    employee.username = employee.username.lower()
    # Hashing takes a quarter of a second: neither for strangers nor under a lock.
    employee.password = accepted_hash(admin["password"], user=employee, field="admin/password")
    with transaction.atomic():
        _found(fields, employee, link, at)
    return employee


def _found(fields: dict[str, Any], employee: Employee, link: SetupLink, at: datetime) -> None:
    # Of two at once, with one link or with two, the later waits here and is refused.
    school = the_school.lock()
    if refusal := set_up_refusal(school):
        raise refusal
    links.use(link, at=at)
    SetupLink.objects.revoke(at)
    for name, value in fields.items():
        setattr(school, name, value)
    school.set_up_at = at
    school.version += 1
    school.save()
    with taken(USERNAME):
        employee.save(force_insert=True)
    record("school.set_up", subject=school, actor=employee, at=at, admin=employee.pk)


@transaction.atomic
def edit_school(
    *, changes: dict[str, Any], expected_version: int, by: Employee, at: datetime
) -> School:
    """Raises Stale, SchoolFixed."""
    school = the_school.lock()
    if school.version != expected_version:
        raise Stale(version=school.version)
    changed = [name for name, value in changes.items() if getattr(school, name) != value]
    if refusal := edit_refusal(school, changed):
        raise refusal
    if not changed:
        return school
    for name in changed:
        setattr(school, name, changes[name])
    school.version += 1
    school.save(update_fields=[*changed, "version"])
    if {"time_zone", "rest_days"} & set(changed):
        calendars.changed(at=at)
    record("school.edited", subject=school, actor=by, at=at, fields=sorted(changed))
    return school


@transaction.atomic
def show_checklist(*, hidden: bool, by: Employee, at: datetime) -> School:
    """Put the administrators' list of what is not set up yet away, or bring it back (R63)."""
    school = the_school.lock()
    if hidden != (school.checklist_closed_at is not None):
        school.checklist_closed_at = at if hidden else None
        school.save(update_fields=["checklist_closed_at"])
        kind = "school.checklist_hidden" if hidden else "school.checklist_shown"
        record(kind, subject=school, actor=by, at=at)
    return school


def set_up_refusal(school: School) -> DomainError | None:
    """Return why nobody may set the school up, or None (R60)."""
    return AlreadySetUp() if school.set_up_at is not None else None


def edit_refusal(school: School, changed: list[str]) -> DomainError | None:
    """Return why the fields in `changed` stay as they are, or None (R62)."""
    found = next((name for name in changed if name in settled_fields(school)), None)
    return SchoolFixed(field=found) if found else None


def settled_fields(school: School) -> list[str]:
    settled = {
        "currency": school.currency_settled,
        "phone_region": school.phone_region_settled,
    }
    return [name for name, is_settled in settled.items() if is_settled]
