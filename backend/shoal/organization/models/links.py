"""Links that are good for one use: the set-up, invitations, forgotten passwords."""

from datetime import datetime

from django.db import models

from ..querysets import InvitationQuerySet, LinkQuerySet
from ..roles import Role
from .people import Employee
from .places import Campus, Department


class OneTimeLink(models.Model):
    """A secret that was handed out. Only its hash is kept: who reads the database can use none."""

    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        abstract = True


class SetupLink(OneTimeLink):
    """Whoever has it may set the school up and becomes its first administrator (R60)."""


class InvitationState(models.TextChoices):
    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Invitation(OneTimeLink):
    """Whoever has it registers as what it says, and is active at once (R65, R66)."""

    role = models.CharField(max_length=20, choices=Role)
    # A department may go when no open invitation leads into it; the closed ones forget it.
    department = models.ForeignKey(Department, models.SET_NULL, null=True, related_name="+")
    campus = models.ForeignKey(Campus, models.PROTECT, null=True, related_name="+")
    grants = models.JSONField(default=list, blank=True)
    display_name = models.CharField(max_length=100, default="", blank=True)
    email = models.EmailField(default="", blank=True)
    invited_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    employee = models.OneToOneField(Employee, models.PROTECT, null=True, related_name="+")

    objects = InvitationQuerySet.as_manager()  # type: ignore[misc]

    def state(self, at: datetime) -> str:
        if self.used_at is not None:
            return InvitationState.USED
        if self.revoked_at is not None:
            return InvitationState.REVOKED
        return InvitationState.OPEN if at < self.expires_at else InvitationState.EXPIRED


class PasswordReset(OneTimeLink):
    """Whoever has it chooses a new password for `user` (R67). `issued_by` when not by e-mail."""

    user = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    issued_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
