"""Readers of the log take turns by a lock on their row; mornings are made once."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('integrations', '0001_notifications'),
    ]

    operations = [
        migrations.CreateModel(
            name='Morning',
            fields=[
                ('name', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('day', models.DateField()),
            ],
        ),
        migrations.RemoveField(
            model_name='logreader',
            name='lease_until',
        ),
        migrations.AlterField(
            model_name='notification',
            name='kind',
            field=models.CharField(choices=[('recycled', 'Recycled'), ('assigned', 'Assigned'), ('handed_over', 'Handed Over'), ('taken', 'Taken'), ('merged', 'Merged'), ('inquiry', 'Inquiry'), ('undisposed', 'Undisposed'), ('registration', 'Registration'), ('policy', 'Policy'), ('hand_over_done', 'Hand Over Done'), ('returning', 'Returning'), ('plans', 'Plans')], max_length=40),
        ),
    ]
