from django.db import models
from django.db.models import Q

from .customer import Customer


class IdentityKind(models.TextChoices):
    PHONE = "phone"
    WECHAT = "wechat"
    QQ = "qq"
    EMAIL = "email"
    EXTERNAL = "external"


class Identity(models.Model):
    """One thing by which a person is recognised. `value` is normalised; `source` names the
    system of an external id and is '' otherwise. `is_live` is false while the customer is
    deleted or merged away, so that others may use the value."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="identities")
    kind = models.CharField(max_length=10, choices=IdentityKind)
    source = models.CharField(max_length=60, default="", blank=True)
    value = models.CharField(max_length=254)
    is_primary = models.BooleanField(default=False)
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "source", "value"], condition=Q(is_live=True), name="identity_once"
            ),
            models.UniqueConstraint(
                fields=["customer", "kind"], condition=Q(is_primary=True), name="one_primary_a_kind"
            ),
            models.CheckConstraint(
                condition=(Q(kind="external") & ~Q(source=""))
                | (~Q(kind="external") & Q(source="")),
                name="identity_source_only_external",
            ),
        ]
