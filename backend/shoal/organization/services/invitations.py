"""Invitations: a link that lets somebody in at once, as what it says (R65, R66)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from shoal.activity.services import record
from shoal.common import throttle
from shoal.common.errors import NotFound
from shoal.common.throttle import Allowance

from .. import mail, rules
from ..errors import LinkVoid
from ..models import Employee, EmployeeState, Invitation
from . import links
from .employees import campus_of
from .places import hold_department, hold_departments

# Nobody guesses 256 bits; this bounds what strangers may make us do.
PER_ADDRESS = Allowance(free=30, window=timedelta(minutes=10), delays=(5, 15, 30, 60))


@dataclass(frozen=True)
class Issued:
    """`url` can be told only now. `emailed` is None where no address was given."""

    invitation: Invitation
    url: str
    emailed: bool | None


def invite(
    *,
    role: str,
    department_id: int,
    by: Employee,
    at: datetime,
    campus_id: int | None = None,
    grants: list[str] | None = None,
    display_name: str = "",
    email: str = "",
    days: int = 7,
) -> Issued:
    """Make a link by which one person joins, and mail it where `email` is given (R65).

    Raises Invalid, RoleMayNot, GrantsSalesOnly, OutsideYourScope.
    """
    wanted = sorted(set(grants or ()))
    with transaction.atomic():
        department = hold_department(department_id)
        if refusal := rules.invitation_refusal(by, role, department, wanted):
            raise refusal
        invitation = Invitation(
            role=role,
            department=department,
            campus=campus_of(campus_id) if campus_id else None,
            grants=wanted,
            display_name=display_name,
            email=email,
            invited_by=by,
        )
        token = links.issue(invitation, valid_for=timedelta(days=days), at=at)
        record("invitation.created", subject=invitation, actor=by, at=at, role=role,
               department=department.pk)  # fmt: skip
    url = links.address("join", token)
    return Issued(invitation, url, mail.send_invitation(invitation, url) if email else None)


@transaction.atomic
def revoke_invitation(*, invitation_id: int, by: Employee, at: datetime) -> None:
    """Make an open invitation void. Raises NotFound, InvitationClosed, GrantsSalesOnly."""
    if not Invitation.objects.visible_to(by).filter(pk=invitation_id).exists():
        raise NotFound()
    rows = Invitation.objects.select_for_update(no_key=True, of=("self",))
    invitation = rows.select_related("department").get(pk=invitation_id)
    if refusal := rules.revoke_refusal(by, invitation, invitation.state(at)):
        raise refusal
    Invitation.objects.filter(pk=invitation_id).revoke(at)
    record("invitation.revoked", subject=invitation, actor=by, at=at)


def look_at_invitation(*, token: str, ip: str, at: datetime) -> Invitation:
    """Return an invitation that is good. Raises Throttled, LinkVoid."""
    throttle.count_attempt(f"invitation:{ip}", PER_ADDRESS, at)
    return find_invitation(token=token, at=at)


def find_invitation(*, token: str, at: datetime) -> Invitation:
    """Return an invitation that is good. Raises LinkVoid."""
    invitation = links.find(Invitation, token=token, at=at)
    _refuse_void(invitation, invitation.invited_by)
    return invitation


def admit(employee: Employee, invitation: Invitation, at: datetime) -> None:
    """Use up the invitation and make the new `employee` what it says (R66).

    In the transaction that saves them. Raises LinkVoid.
    """
    # Whoever invited may be suspended or moved at this moment; that locks them, too.
    by = Employee.objects.lock(invitation.invited_by_id)
    _refuse_void(invitation, by)
    links.use(invitation, at=at)
    held = hold_departments([invitation.department_id or 0])
    if not held:
        raise LinkVoid()
    employee.role, employee.grants = invitation.role, invitation.grants
    employee.department = held[0]
    employee.campus = invitation.campus or held[0].campus
    employee.state = EmployeeState.ACTIVE
    employee.decided_by, employee.decided_at = by, at


def remember_guest(invitation: Invitation, employee: Employee, at: datetime) -> None:
    """Note who the invitation became, once they are saved."""
    invitation.employee = employee
    invitation.save(update_fields=["employee"])
    record("invitation.accepted", subject=invitation, actor=employee, at=at, employee=employee.pk)


def _refuse_void(invitation: Invitation, by: Employee) -> None:
    """What its maker may not give any more, a link does not give either (R65)."""
    department = invitation.department
    if department is None or not by.is_active:
        raise LinkVoid()
    if rules.invitation_refusal(by, invitation.role, department, invitation.grants):
        raise LinkVoid()
