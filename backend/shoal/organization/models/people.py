"""Employees, who are the users, and their sessions."""

from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from shoal.common import clock

from ..querysets import EmployeeManager, SessionQuerySet
from ..roles import Role, capabilities_of
from .places import Campus, Department


class EmployeeState(models.TextChoices):
    PENDING = "pending"
    ACTIVE = "active"
    REJECTED = "rejected"
    SUSPENDED = "suspended"
    LEFT = "left"


class Employee(AbstractBaseUser):
    """The user model. Never deleted: ledgers name them for ever."""

    username = models.CharField(max_length=60, unique=True)  # lower case
    display_name = models.CharField(max_length=100)
    email = models.EmailField(default="", blank=True)
    mobile = models.CharField(max_length=40, default="", blank=True)
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="employees")
    campus = models.ForeignKey(Campus, models.PROTECT, null=True, related_name="employees")
    role = models.CharField(max_length=20, choices=Role, default=Role.SALES)
    grants = models.JSONField(default=list, blank=True)
    state = models.CharField(
        max_length=20, choices=EmployeeState, default=EmployeeState.PENDING, db_index=True
    )
    language = models.CharField(max_length=8, default="", blank=True)
    # One mail a day with what the notification centre has unread.
    wants_digest = models.BooleanField(default=True)
    # Raised by whatever must end every token in circulation; the tokens carry the old value.
    token_version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    decided_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = EmployeeManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(username=Lower("username")), name="username_lower")
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        return self.state == EmployeeState.ACTIVE

    @cached_property
    def capabilities(self) -> frozenset[str]:
        return capabilities_of(self.role, self.grants)

    def leads(self, path: str | None) -> bool:
        """Tell whether the department at `path` is in their scope; an admin's is everything."""
        if self.role == Role.ADMIN:
            return True
        own = self.department.path if self.department else ""
        return self.role == Role.MANAGER and bool(own) and (path or "").startswith(own)

    def has_capability(self, name: str) -> bool:
        return name in self.capabilities

    @cached_property
    def statement_key(self) -> tuple[Any, ...]:
        """All of them that a list's statement may depend on (common/statements.py)."""
        path = self.department.path if self.department else ""
        return (
            self.pk, self.role, tuple(self.grants), path, self.department_id, self.campus_id,
            self.zone.key,
        )  # fmt: skip

    @property
    def zone(self) -> ZoneInfo:
        """The local time of their campus, else their department's, else the school's."""
        if self.campus is not None:
            return self.campus.zone
        if self.department is not None and self.department.campus is not None:
            return self.department.campus.zone
        return self._school_zone

    @cached_property
    def _school_zone(self) -> ZoneInfo:
        # Once for each request, however often it is asked.
        return clock.zone_of(None)


class Session(models.Model):
    """One login. Tokens are worth what this row says, on every request (security.md)."""

    class Kind(models.TextChoices):
        BROWSER = "browser"
        TOKEN = "token"

    user = models.ForeignKey(Employee, models.PROTECT, related_name="sessions")
    kind = models.CharField(max_length=10, choices=Kind)
    current_jti = models.CharField(max_length=40, unique=True)
    previous_jti = models.CharField(max_length=40, default="")
    rotated_at = models.DateTimeField()
    created_at = models.DateTimeField()
    absolute_expiry = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.CharField(max_length=40, default="")
    user_agent = models.CharField(max_length=300, default="")
    ip = models.GenericIPAddressField(null=True)

    objects = SessionQuerySet.as_manager()

    def is_live(self, at: datetime) -> bool:
        """Not ended, used within the last 7 days, begun within the last 30."""
        idle = at - self.rotated_at > settings.SESSION_IDLE
        return self.revoked_at is None and not idle and at < self.absolute_expiry
