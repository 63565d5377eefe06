from django.db import models


class Course(models.Model):
    """What the school teaches. `price` is in minor units of `currency`."""

    code = models.SlugField(max_length=40, unique=True, allow_unicode=True)
    name = models.CharField(max_length=100)
    hours = models.PositiveIntegerField(null=True)
    price = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(price__isnull=True) | models.Q(price__gte=0),
                name="course_price_not_negative",
            )
        ]

    def __str__(self) -> str:
        return self.name
