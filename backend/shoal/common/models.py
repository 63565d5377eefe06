"""Tables that know no domain: stored answers, attempt counters, signs of life."""

from django.db import models


class IdempotencyKey(models.Model):
    """The answer to a command, so that a retry gets the same one and does nothing."""

    principal = models.BigIntegerField()
    key = models.CharField(max_length=200)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.TextField(default="")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["principal", "key"], name="idempotency_once")
        ]


class Attempt(models.Model):
    """How often something was tried: counted in the database, so it holds across processes."""

    scope = models.CharField(max_length=120, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    window_started_at = models.DateTimeField()
    blocked_until = models.DateTimeField(null=True)


class Heartbeat(models.Model):
    """When a process without an address of its own last said that it lives: "worker", "ticks"."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()
