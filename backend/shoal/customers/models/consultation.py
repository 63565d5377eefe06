from django.conf import settings
from django.db import models
from django.db.models import Q

from shoal.organization.models import Campus, ListEntry
from shoal.teaching.models import Course

from ..querysets import ConsultationQuerySet
from .customer import Customer
from .intake_form import IntakeForm
from .pool import Pool


class Channel(models.TextChoices):
    WEB_FORM = "web_form"
    WALK_IN = "walk_in"
    PHONE = "phone"
    WECHAT = "wechat"
    REFERRAL = "referral"
    API = "api"


class Disposition(models.TextChoices):
    UNDISPOSED = "undisposed"
    ATTACHED = "attached"
    CREATED = "created"
    REJECTED = "rejected"


class Consultation(models.Model):
    """Somebody asked (inbound). The contact details are those given, whoever they belong to;
    every attempt is kept, the rejected ones with the reason."""

    channel = models.CharField(max_length=20, choices=Channel)
    pool = models.ForeignKey(Pool, models.PROTECT, related_name="+", db_index=False)
    campus = models.ForeignKey(Campus, models.PROTECT, null=True, related_name="+", db_index=False)
    courses = models.ManyToManyField(Course, related_name="+")
    question = models.TextField(default="", blank=True)
    name = models.CharField(max_length=100, default="", blank=True)
    phone = models.CharField(max_length=60, default="", blank=True)
    wechat = models.CharField(max_length=100, default="", blank=True)
    qq = models.CharField(max_length=60, default="", blank=True)
    email = models.CharField(max_length=254, default="", blank=True)
    occurred_at = models.DateTimeField()
    created_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )

    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, related_name="consultations", db_index=False
    )
    disposition = models.CharField(
        max_length=12, choices=Disposition, default=Disposition.UNDISPOSED
    )
    # Why it was rejected: a code.
    reason = models.CharField(max_length=40, default="", blank=True)
    disposed_at = models.DateTimeField(null=True)
    # Null when nobody had to decide.
    disposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )

    # Of those that came through a form.
    form = models.ForeignKey(
        IntakeForm, models.PROTECT, null=True, related_name="consultations", db_index=False
    )
    source = models.ForeignKey(
        ListEntry, models.PROTECT, null=True, related_name="+", db_index=False
    )
    page = models.CharField(max_length=500, default="", blank=True)
    utm = models.JSONField(default=dict)
    consent = models.TextField(default="", blank=True)
    # A keyed hash of what was sent: the same within ten minutes is the same attempt.
    fingerprint = models.CharField(max_length=64, default="", blank=True)
    repeats = models.PositiveIntegerField(default=0)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(disposition__in=("attached", "created"), customer__isnull=False)
                | Q(disposition__in=("undisposed", "rejected"), customer__isnull=True),
                name="consultation_customer_by_disposition",
            ),
            models.CheckConstraint(
                condition=Q(disposition="undisposed", disposed_at__isnull=True)
                | (~Q(disposition="undisposed") & Q(disposed_at__isnull=False)),
                name="consultation_disposed_with_instant",
            ),
            models.CheckConstraint(
                condition=Q(disposition="rejected") & ~Q(reason="")
                | ~Q(disposition="rejected") & Q(reason=""),
                name="consultation_rejected_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="consultation_by_time"),
            models.Index(
                fields=["disposition", "created_at", "id"], name="consultation_by_fate"
            ),
            models.Index(
                fields=["customer", "-created_at", "-id"], name="consultation_by_customer",
                condition=Q(customer__isnull=False),
            ),
            models.Index(
                fields=["form", "fingerprint", "created_at"], name="consultation_repeats",
                condition=Q(form__isnull=False),
            ),
        ]  # fmt: skip
