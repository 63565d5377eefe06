"""Take away the automatic indexes that mislead SQLite, which keeps no figures of its tables: with
one on `merged_into`, NULL in nearly every row, it reads and sorts all of them for a page."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Dropped by name: for an altered field SQLite would write the whole table anew, twelve times.
NAMES = (
    "customers_customer_campaign_id_9eaf2e43",
    "customers_customer_campus_id_0fc16205",
    "customers_customer_created_by_id_e3e9e010",
    "customers_customer_lost_reason_id_ed6f9ce1",
    "customers_customer_merged_into_id_2994ddb6",
    "customers_customer_referred_by_id_0105d757",
    "customers_customer_source_id_4e47df53",
    "customers_followup_author_id_80f15e4b",
    "customers_followup_customer_id_7f9864ed",
    "customers_followupplan_campus_id_3337625b",
    "customers_followupplan_created_by_id_a113005b",
    "customers_ownershipspell_customer_id_225f2e89",
)


class Migration(migrations.Migration):
    dependencies = [("customers", "0007_walks")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(f"DROP INDEX IF EXISTS {name}", migrations.RunSQL.noop)
                for name in NAMES
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="customer",
                    name="campaign",
                    field=models.ForeignKey(
                        db_index=False,
                        limit_choices_to={"kind": "campaign"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.listentry",
                    ),
                ),
                migrations.AlterField(
                    model_name="customer",
                    name="campus",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.campus",
                    ),
                ),
                migrations.AlterField(
                    model_name="customer",
                    name="created_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="customer",
                    name="lost_reason",
                    field=models.ForeignKey(
                        db_index=False,
                        limit_choices_to={"kind": "lost_reason"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.listentry",
                    ),
                ),
                migrations.AlterField(
                    model_name="customer",
                    name="merged_into",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
                migrations.AlterField(
                    model_name="customer",
                    name="referred_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
                migrations.AlterField(
                    model_name="customer",
                    name="source",
                    field=models.ForeignKey(
                        db_index=False,
                        limit_choices_to={"kind": "source"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.listentry",
                    ),
                ),
                migrations.AlterField(
                    model_name="followup",
                    name="author",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="followup",
                    name="customer",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="customers.customer",
                    ),
                ),
                migrations.AlterField(
                    model_name="followupplan",
                    name="campus",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.campus",
                    ),
                ),
                migrations.AlterField(
                    model_name="followupplan",
                    name="created_by",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="ownershipspell",
                    name="customer",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spells",
                        to="customers.customer",
                    ),
                ),
            ],
        )
    ]
