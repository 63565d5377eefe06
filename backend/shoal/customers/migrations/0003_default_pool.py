from django.db import migrations


def lay_down(apps, schema_editor):
    """Everybody belongs to the default pool, so there must be one from the first day."""
    pool = apps.get_model("customers", "Pool")
    if not pool.objects.filter(is_default=True).exists():
        pool.objects.create(name="公海 Public pool", is_default=True, holding_limit=300)


class Migration(migrations.Migration):
    dependencies = [("customers", "0002_search")]
    operations = [migrations.RunPython(lay_down, migrations.RunPython.noop)]
