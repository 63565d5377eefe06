"""Campuses, departments, employees, their sessions and links, and the school's own lists."""

from .calendar import CalendarEntry, Leave
from .links import Invitation, InvitationState, OneTimeLink, PasswordReset, SetupLink
from .lists import ListEntry
from .people import Employee, EmployeeState, Session
from .places import Campus, Department

__all__ = [
    "CalendarEntry", "Campus", "Department", "Employee", "EmployeeState", "Invitation",
    "InvitationState", "Leave", "ListEntry", "OneTimeLink", "PasswordReset", "Session",
    "SetupLink",
]  # fmt: skip
