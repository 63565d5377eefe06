"""Notifications begin with what happens from here on: nobody is told of last year."""

from typing import Any

from django.db import migrations


def begin_behind_what_is_there(apps: Any, editor: Any) -> None:
    Event = apps.get_model("activity", "Event")
    epoch = apps.get_model("activity", "FeedEpoch").objects.get(pk=1).epoch
    last = Event.objects.order_by("-tx", "-id").values_list("tx", "id").first()
    tx, pk = last or (0, 0)
    readers = apps.get_model("integrations", "LogReader").objects
    readers.get_or_create(name="notifications", defaults={"cursor": f"{epoch}.{tx}.{pk}"})


class Migration(migrations.Migration):
    dependencies = [
        ("integrations", "0002_readers_take_turns_by_locks"),
        ("activity", "0002_first_epoch"),
    ]
    operations = [migrations.RunPython(begin_behind_what_is_there, migrations.RunPython.noop)]
