from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self, TypeVar

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.db.models import BooleanField, Case, F, Model, Q, QuerySet, Value, When
from django.db.models.functions import Concat

if TYPE_CHECKING:
    from .models import CalendarEntry, Department, Employee, Invitation, Leave, ListEntry, Session  # noqa: F401  # noqa: F401

M = TypeVar("M", bound=Model)


class DepartmentQuerySet(QuerySet["Department"]):
    def within(self, department: "Department | None") -> "DepartmentQuerySet":
        """The department and everything below it."""
        if department is None or not department.path:
            return self.none()
        return self.filter(path__startswith=department.path)


class EmployeeQuerySet(QuerySet["Employee"]):
    def active(self) -> "EmployeeQuerySet":
        return self.filter(state="active")

    def in_scope_of(self, manager: "Employee") -> "EmployeeQuerySet":
        """Whom a manager leads: everybody of the subtree of their own department."""
        if manager.role == "admin":
            return self
        department = manager.department
        if manager.role != "manager" or department is None or not department.path:
            return self.none()
        return self.filter(department__path__startswith=department.path)

    def visible_to(self, viewer: "Employee") -> "EmployeeQuerySet":
        """Active colleagues are known to everybody; others to who leads them."""
        if viewer.role == "admin":
            return self
        return self.filter(
            Q(state="active") | Q(pk__in=self.model.objects.in_scope_of(viewer).values("pk"))
        )


class SessionQuerySet(QuerySet["Session"]):
    def with_user(self) -> "SessionQuerySet":
        return self.select_related("user__department__campus", "user__campus")

    def live(self, at: datetime) -> "SessionQuerySet":
        return self.filter(
            revoked_at__isnull=True,
            absolute_expiry__gt=at,
            rotated_at__gte=at - settings.SESSION_IDLE,
        )

    def show(self, current: int) -> "SessionQuerySet":
        """Add what a list of sessions tells: which is the caller's own, and when last seen."""
        is_current = Case(When(pk=current, then=True), default=False, output_field=BooleanField())
        return self.annotate(last_seen_at=F("rotated_at"), current=is_current)

    def rotate(self, pk: int, *, old: str, new: str, at: datetime) -> int:
        """Replace the refresh token `old`, if it is the current one, and return rows changed."""
        return self.filter(pk=pk, current_jti=old, revoked_at__isnull=True).update(
            current_jti=new, previous_jti=old, rotated_at=at
        )

    def end(self, *, reason: str, at: datetime) -> int:
        return self.filter(revoked_at__isnull=True).update(revoked_at=at, revoked_reason=reason)


class LinkQuerySet(QuerySet[M]):
    def live(self, at: datetime) -> Self:
        """Neither used nor revoked nor expired."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at)

    def revoke(self, at: datetime) -> int:
        """Make the unused ones void and return how many were live."""
        return self.live(at).update(revoked_at=at)


class InvitationQuerySet(LinkQuerySet["Invitation"]):
    def visible_to(self, viewer: "Employee") -> "InvitationQuerySet":
        """Those into departments that the viewer leads."""
        if viewer.role == "admin":
            return self
        department = viewer.department
        if viewer.role != "manager" or department is None or not department.path:
            return self.none()
        return self.filter(department__path__startswith=department.path)

    def in_state(self, states: list[str], at: datetime) -> "InvitationQuerySet":
        unused = Q(used_at__isnull=True)
        wanted = {
            "open": unused & Q(revoked_at__isnull=True, expires_at__gt=at),
            "used": ~unused,
            "expired": unused & Q(revoked_at__isnull=True, expires_at__lte=at),
            "revoked": unused & Q(revoked_at__isnull=False),
        }
        return self.filter(reduce(or_, (wanted[state] for state in states)))


class DaysQuerySet(QuerySet[M]):
    def between(self, first: date, last: date) -> Self:
        """Those that have a day in common with first to last, both included."""
        return self.filter(first_day__lte=last, last_day__gte=first)


class CalendarQuerySet(DaysQuerySet["CalendarEntry"]):
    pass


class LeaveQuerySet(DaysQuerySet["Leave"]):
    def visible_to(self, viewer: "Employee") -> "LeaveQuerySet":
        """One's own, and that of the people one leads (R91)."""
        if viewer.role == "admin":
            return self
        led = type(viewer).objects.in_scope_of(viewer).values("pk")
        return self.filter(Q(employee=viewer) | Q(employee__in=led))


class ListEntryQuerySet(QuerySet["ListEntry"]):
    def labelled(self) -> "ListEntryQuerySet":
        """Add `label`: what it is called in both languages, once where that is the same."""
        both = Concat("label_en", Value(" · "), "label_zh")
        return self.annotate(
            label=Case(When(label_en=F("label_zh"), then="label_en"), default=both)
        )


class EmployeeManager(BaseUserManager.from_queryset(EmployeeQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str) -> "Employee":
        return self.get(username=username.lower())

    def lock(self, pk: int) -> "Employee":
        """Return the employee, locked until the transaction ends.

        FOR NO KEY UPDATE: a plain FOR UPDATE would block every insert that refers to them.
        """
        return self.select_for_update(no_key=True, of=("self",)).select_related(
            "department", "campus"
        ).get(pk=pk)  # fmt: skip
