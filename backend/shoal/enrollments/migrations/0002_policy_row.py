from django.db import migrations


def lay_down(apps, schema_editor):
    apps.get_model("enrollments", "EnrollmentPolicy").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("enrollments", "0001_initial")]
    operations = [migrations.RunPython(lay_down, migrations.RunPython.noop)]
