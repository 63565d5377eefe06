from django.db import migrations


def lay_down(apps, schema_editor):
    apps.get_model("activity", "FeedEpoch").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("activity", "0001_initial")]
    operations = [migrations.RunPython(lay_down, migrations.RunPython.noop)]
