from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("common", "0002_heartbeat")]

    operations = [
        migrations.CreateModel(
            name="School",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, default="", max_length=100)),
                ("time_zone", models.CharField(max_length=60)),
                ("currency", models.CharField(max_length=3)),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("zh", "Chinese")], default="en", max_length=2
                    ),
                ),
                ("phone_region", models.CharField(max_length=2)),
                ("set_up_at", models.DateTimeField(null=True)),
                ("checklist_closed_at", models.DateTimeField(null=True)),
                ("currency_settled", models.BooleanField(default=False)),
                ("phone_region_settled", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_school")
                ],
            },
        ),
    ]
