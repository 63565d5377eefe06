"""Weekly days of rest, and how many contacts a manager may reveal a day."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('common', '0004_school_row'),
    ]

    operations = [
        migrations.AddField(
            model_name='school',
            name='daily_reveals',
            field=models.PositiveIntegerField(default=20),
        ),
        migrations.AddField(
            model_name='school',
            name='rest_days',
            field=models.JSONField(default=list),
        ),
    ]
