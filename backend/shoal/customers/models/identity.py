from typing import Any

from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import Coalesce

from .customer import Customer


class IdentityKind(models.TextChoices):
    PHONE = "phone"
    WECHAT = "wechat"
    QQ = "qq"
    EMAIL = "email"
    EXTERNAL = "external"


class Tail(models.Func):
    """The last four signs of a value: of a phone what people remember, and rarely mistype."""

    # The length is spelled out: SQLite finds an index on an expression by its text.
    template = "SUBSTR(%(expressions)s, -4)"
    output_field = models.CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="RIGHT(%(expressions)s, 4)", **extra)


class IdentityQuerySet(models.QuerySet["Identity"]):
    def of_household(self, customer: str, guardian: str) -> "IdentityQuerySet":
        """Contacts of whoever belongs to the household of the outer query's customer, whose own
        id and whose guardian's are in the columns of these names."""
        root = Coalesce(OuterRef(OuterRef(guardian)), OuterRef(OuterRef(customer)))
        return self.filter(customer__in=_members(root))

    def known_of(self, customer: Customer) -> list[str]:
        """Return the values of all contacts that the household of `customer` has."""
        rows = self.filter(customer__in=_members(customer.household)).exclude(kind="external")
        return list(rows.order_by("pk").values_list("value", flat=True))


def _members(root: Any) -> models.QuerySet[Customer, Any]:
    """Return the ids of a household, the deleted among them too."""
    return Customer.objects.filter(Q(pk=root) | Q(guardian=root)).values("pk")


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

    objects = IdentityQuerySet.as_manager()

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
        indexes = [
            models.Index(
                Tail("value"), name="phone_by_tail", condition=Q(kind="phone", is_live=True)
            )
        ]
