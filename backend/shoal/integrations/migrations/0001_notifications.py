"""Notifications, and how far their reader has read the event log."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LogReader',
            fields=[
                ('name', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('cursor', models.CharField(max_length=80)),
                ('lease_until', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('day', models.DateField()),
                ('customers', models.JSONField(default=list)),
                ('count', models.PositiveIntegerField(default=0)),
                ('data', models.JSONField(default=dict)),
                ('at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('mailed_at', models.DateTimeField(null=True)),
                ('recipient', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['recipient', '-at', '-id'], name='notification_by_recipient'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['recipient'], name='unread_notifications')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('read_at__isnull', True)), fields=('recipient', 'kind', 'day'), name='one_unread_a_kind_and_day')],
            },
        ),
    ]
