from django.conf import settings
from django.db import migrations


def lay_down(apps, schema_editor):
    """The environment's words are the defaults of a new school; from here on the row counts."""
    school = apps.get_model("common", "School")
    school.objects.get_or_create(
        pk=1,
        defaults={
            "time_zone": settings.SCHOOL_TIME_ZONE,
            "currency": settings.SCHOOL_CURRENCY,
            "phone_region": settings.PHONE_REGION,
        },
    )


class Migration(migrations.Migration):
    dependencies = [("common", "0003_school")]
    operations = [migrations.RunPython(lay_down, migrations.RunPython.noop)]
