"""The latest movements of all, newest first."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0009_clock_and_contact'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='ownershipspell',
            index=models.Index(fields=['-started_at', '-id'], name='spell_by_time'),
        ),
    ]
