from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("customers", "0013_held_at_a_glance")]
    operations = [
        migrations.AddField("customer", "anonymised_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "customer",
            models.Index(
                "deleted_at",
                "id",
                name="to_be_forgotten",
                condition=Q(deleted_at__isnull=False, anonymised_at__isnull=True),
            ),
        ),
    ]
