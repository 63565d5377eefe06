"""Campuses, departments, employees, their sessions, and the lists a school edits itself."""

from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from shoal.common import clock

from .querysets import DepartmentQuerySet, EmployeeManager, SessionQuerySet
from .roles import Role, capabilities_of


class Campus(models.Model):
    code = models.SlugField(max_length=40, unique=True, allow_unicode=True)
    name = models.CharField(max_length=100)
    address = models.CharField(max_length=300, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    time_zone = models.CharField(max_length=60)
    currency = models.CharField(max_length=3)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="campus_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return clock.zone_of(self.time_zone)


class Department(models.Model):
    """A node of the tree. `path` ("/1/4/") lists the ids from the root down, itself included."""

    name = models.CharField(max_length=100)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=400, db_index=True, default="")
    manager = models.ForeignKey("Employee", models.PROTECT, null=True, related_name="+")
    campus = models.ForeignKey(Campus, models.PROTECT, null=True, related_name="+")

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("parent", Lower("name"), name="department_name_once"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="department_not_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    def lineage(self) -> list[int]:
        """Return the ids of this department and all above it, from the root down."""
        return [int(part) for part in self.path.split("/") if part]


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

    @property
    def zone(self) -> ZoneInfo:
        """The local time of their campus, else their department's, else the school's."""
        if self.campus is not None:
            return self.campus.zone
        if self.department is not None and self.department.campus is not None:
            return self.department.campus.zone
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


class ListEntry(models.Model):
    """An entry of a list that the school edits itself."""

    class Kind(models.TextChoices):
        SOURCE = "source"
        CAMPAIGN = "campaign"
        RELEASE_REASON = "release_reason"
        LOST_REASON = "lost_reason"

    kind = models.CharField(max_length=20, choices=Kind)
    code = models.CharField(max_length=60)
    label_en = models.CharField(max_length=100)
    label_zh = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint("kind", "code", name="list_entry_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.code}"
