"""An index for each ordering that a list offers: pages of any list cost the same at any size."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("customers", "0006_school_of_before")]
    operations = [
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                models.F("created_at"),
                models.F("id"),
                condition=models.Q(("deleted_at__isnull", True), ("owner__isnull", True)),
                name="pool_by_created",
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                models.F("last_contact_at"),
                models.F("id"),
                condition=models.Q(("deleted_at__isnull", True), ("owner__isnull", True)),
                name="pool_by_contact",
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                models.F("name_sort"),
                models.F("id"),
                condition=models.Q(("deleted_at__isnull", True), ("owner__isnull", True)),
                name="pool_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                models.F("owner"),
                models.F("created_at"),
                models.F("id"),
                condition=models.Q(("owner__isnull", False)),
                name="held_by_created",
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                models.F("owner"),
                models.F("last_contact_at"),
                models.F("id"),
                condition=models.Q(("owner__isnull", False)),
                name="held_by_contact",
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                models.F("owner"),
                models.F("name_sort"),
                models.F("id"),
                condition=models.Q(("owner__isnull", False)),
                name="held_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                models.F("owner"),
                models.F("guardian"),
                models.F("status"),
                models.F("deleted_at"),
                models.F("merged_into"),
                models.F("id"),
                condition=models.Q(("owner__isnull", False)),
                name="households_held",
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                models.F("last_contact_at"), models.F("id"), name="customer_by_contact"
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                models.F("next_follow_up_at"),
                models.F("id"),
                condition=models.Q(("next_follow_up_at__isnull", False)),
                name="customer_by_next",
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                models.F("created_at"),
                models.F("id"),
                condition=models.Q(("deleted_at__isnull", False)),
                name="deleted_by_created",
            ),
        ),
        migrations.AddIndex(
            model_name="ownershipspell",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", False), ("owner__isnull", False)),
                fields=["customer", "owner", "ended_at"],
                name="spell_by_holder",
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(fields=["-occurred_at", "-id"], name="follow_up_by_time"),
        ),
        migrations.AddIndex(
            model_name="followupplan",
            index=models.Index(fields=["due_at", "id"], name="plan_by_due"),
        ),
    ]
