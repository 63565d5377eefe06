"""How people and their sessions are refused."""

from shoal.common.errors import DomainError


class SessionEnded(DomainError):
    status = 401
    detail = "This session has ended; log in again."


class LoginFailed(DomainError):
    """One answer for a wrong password, an unknown name and a person who may not log in."""

    status = 401
    detail = "Name or password is not right, or the account is not active."


class ForeignOrigin(DomainError):
    status = 403
    detail = "This call is answered to our own pages only."


class WrongPassword(DomainError):
    status = 400
    detail = "The current password is not right."


class WrongState(DomainError):
    detail = "This is not possible for somebody who is {state}."


class GrantsSalesOnly(DomainError):
    status = 403
    detail = "You may let people in as sales only."


class OutsideYourScope(DomainError):
    status = 403
    detail = "This lies outside the departments that you lead."


class NotYourself(DomainError):
    detail = "Somebody else has to do this to you."


class LastAdmin(DomainError):
    detail = "The school would be left without an administrator."


class DepartmentCycle(DomainError):
    detail = "A department cannot lie below itself."


class DepartmentTooDeep(DomainError):
    detail = "Departments may lie {limit} levels deep."


class LinkVoid(DomainError):
    """One answer for a link that was used, revoked, has expired, or never was."""

    status = 404
    detail = "This link is not valid any more; ask for a new one."


class DepartmentInUse(DomainError):
    """`children`, `employees`, `pools` and open `invitations`: how many refer to it."""

    detail = "Somebody or something still belongs to this department."


class EntryNeeded(DomainError):
    detail = "This entry cannot be switched off: a list like this one is never without it."


class InvitationClosed(DomainError):
    detail = "This invitation is {state} already."


class ResetsSalesOnly(DomainError):
    status = 403
    detail = "You may hand a reset link to consultants only; ask an administrator."
