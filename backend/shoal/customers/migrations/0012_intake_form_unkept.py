from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0011_plan_revisions"),
    ]

    operations = [
        migrations.AddField(
            model_name="intakeform",
            name="unkept",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
