"""Campuses, departments, employees, their sessions and links, and the school's own lists."""

from .links import Invitation, InvitationState, OneTimeLink, PasswordReset, SetupLink
from .lists import ListEntry
from .people import Employee, EmployeeState, Session
from .places import Campus, Department

__all__ = [
    "Campus", "Department", "Employee", "EmployeeState", "Invitation", "InvitationState",
    "ListEntry", "OneTimeLink", "PasswordReset", "Session", "SetupLink",
]  # fmt: skip
