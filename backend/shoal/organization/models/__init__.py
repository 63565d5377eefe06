"""Campuses, departments, employees, their sessions and links, and the school's own lists."""

from .links import OneTimeLink, SetupLink
from .lists import ListEntry
from .people import Employee, EmployeeState, Session
from .places import Campus, Department

__all__ = [
    "Campus", "Department", "Employee", "EmployeeState", "ListEntry", "OneTimeLink", "Session",
    "SetupLink",
]  # fmt: skip
