from django.db import migrations
from django.db.models import Min


def tell_the_school(apps, schema_editor):
    """A database from before the set-up: whoever has an administrator is set up, and what was
    written down under a currency and a phone region keeps its meaning."""
    school = apps.get_model("common", "School").objects.filter(pk=1)
    employee = apps.get_model("organization", "Employee")
    admins = employee.objects.filter(role="admin", state="active")
    if (since := admins.aggregate(since=Min("created_at"))["since"]) is not None:
        school.filter(set_up_at=None).update(set_up_at=since)
    if apps.get_model("teaching", "Course").objects.filter(price__isnull=False).exists():
        school.update(currency_settled=True)
    if apps.get_model("customers", "Customer").objects.exists():
        school.update(phone_region_settled=True)


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0004_school_row"),
        ("organization", "0003_setup_links"),
        ("teaching", "0001_initial"),
        ("customers", "0005_search_pending_list"),
    ]
    operations = [migrations.RunPython(tell_the_school, migrations.RunPython.noop)]
