"""Links that are good for one use: the set-up, invitations, forgotten passwords."""

from django.db import models

from ..querysets import LinkQuerySet


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
