"""Entries of the lists that a school edits itself."""

import pytest

from shoal.activity.models import Event
from shoal.common.errors import Invalid
from shoal.organization.models import ListEntry
from shoal.organization.services.lists import create_entry
from tests.world import NOW


def test_a_new_entry_stands_last_and_is_recorded(world):
    last = ListEntry.objects.filter(kind="source").order_by("-position")[0]

    entry = create_entry(kind="source", code="fair", label_en="Fair", label_zh="展会", by=world.ada, at=NOW)

    assert (entry.position, entry.label_zh) == (last.position + 1, "展会")
    assert Event.objects.get(kind="listentry.created").subject_id == entry.pk


def test_a_code_is_given_once_in_a_list(world):
    with pytest.raises(Invalid) as refused:
        create_entry(kind="source", code="website", label_en="Web", label_zh="Web", by=world.ada, at=NOW)
    assert [(e.pointer, e.code) for e in refused.value.errors] == [("/code", "taken")]
    assert ListEntry.objects.filter(kind="source", code="website").count() == 1
