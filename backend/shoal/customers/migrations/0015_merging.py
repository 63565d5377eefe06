"""How far the search for duplicates has come, and what finds phones by their end and who was
referred by whom."""

from django.db import migrations, models

import shoal.customers.models.identity


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0014_anonymised'),
    ]

    operations = [
        migrations.CreateModel(
            name='DuplicateScan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('walked', models.BigIntegerField(default=0)),
                ('last', models.BigIntegerField()),
                ('cursor', models.CharField(max_length=60)),
            ],
        ),
        migrations.RemoveIndex(model_name='duplicateproposal', name='open_proposals'),
        migrations.AddIndex(
            model_name='duplicateproposal',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['score', 'id'], name='open_proposals'),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=models.Index(condition=models.Q(('referred_by__isnull', False)), fields=['referred_by'], name='referred_by_whom'),
        ),
        migrations.AddIndex(
            model_name='identity',
            index=models.Index(shoal.customers.models.identity.Tail('value'), condition=models.Q(('is_live', True), ('kind', 'phone')), name='phone_by_tail'),
        ),
        migrations.AddConstraint(
            model_name='duplicatescan',
            constraint=models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_duplicate_scan'),
        ),
    ]
