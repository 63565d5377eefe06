"""The lists that a school edits itself."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from shoal.activity.services import record
from shoal.common.integrity import taken

from ..models import Employee, ListEntry


@transaction.atomic
def create_entry(*, kind: str, code: str, label: str, by: Employee, at: datetime) -> ListEntry:
    """Add an entry at the end of a list, with one label for both languages. Raises Invalid."""
    last = ListEntry.objects.filter(kind=kind).aggregate(last=Max("position"))["last"] or 0
    with taken({"list_entry_once": "code", "listentry.code": "code"}):
        entry = ListEntry.objects.create(
            kind=kind, code=code, label_en=label, label_zh=label, position=last + 1
        )
    record("listentry.created", subject=entry, actor=by, at=at)
    return entry
