from django.db import models
from django.db.models import Q

from .enrollment import Enrollment


class Installment(models.Model):
    """A part of the net price and when it is due. What is paid of it and whether it is overdue
    follows from the confirmed payments, the earliest part first."""

    enrollment = models.ForeignKey(Enrollment, models.CASCADE, related_name="installments")
    position = models.PositiveSmallIntegerField()
    due_date = models.DateField()
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("enrollment", "position", name="installment_place_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="installment_positive"),
        ]
        indexes = [models.Index(fields=["due_date", "id"], name="installment_by_due")]


class PlanTemplate(models.Model):
    """A usual way to pay in parts. `parts` is [{"percent": 30, "days": 0}, …]: days from the
    approval, percents that sum to 100; what rounding leaves goes to the last part."""

    name = models.CharField(max_length=100, unique=True)
    parts = models.JSONField()
    is_active = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)
