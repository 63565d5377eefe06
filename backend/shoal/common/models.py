"""Tables that know no domain: the school, stored answers, attempt counters, signs of life."""

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


class School(models.Model):
    """The school itself: one row, laid down by a migration. Read it by `shoal.common.school`.

    What it says about time, money and phone numbers are defaults where no campus says it.
    """

    class Language(models.TextChoices):
        ENGLISH = "en"
        CHINESE = "zh"

    name = models.CharField(max_length=100, default="", blank=True)
    time_zone = models.CharField(max_length=60)
    currency = models.CharField(max_length=3)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    phone_region = models.CharField(max_length=2)
    # ISO weekdays (1 is Monday) on which the school is closed every week.
    rest_days = models.JSONField(default=list)
    # How many contacts in pools a manager may reveal in a local day.
    daily_reveals = models.PositiveIntegerField(default=20)
    set_up_at = models.DateTimeField(null=True)
    checklist_closed_at = models.DateTimeField(null=True)
    # Settled by the first price and by the first customer: from then on they stay as they are.
    currency_settled = models.BooleanField(default=False)
    phone_region_settled = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_school")]
