"""The index that counts who is held also tells who was never contacted."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0012_intake_form_unkept'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='customer',
            index=models.Index('owner', 'guardian', 'status', 'deleted_at', 'merged_into', 'last_contact_at', 'owned_since', 'id', condition=Q(('owner__isnull', False)), name='held_at_a_glance'),
        ),
        migrations.RemoveIndex(
            model_name='customer',
            name='households_held',
        ),
    ]
