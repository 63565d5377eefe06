"""The school's own lead files: their counts, and that they go in within seconds."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shoal.customers.models import Customer, Identity, OwnershipSpell
from shoal.exchange.models import Run

from .files import REAL, real_files, run, upload

pytestmark = [real_files, pytest.mark.slow]


def real(name):
    return SimpleUploadedFile(name, (REAL / name).read_bytes())


@pytest.mark.parametrize(("name", "header"), [("leads-messy.xlsx", 2), ("leads-messy-gbk.csv", 1)])
def test_a_messy_file_counts_as_expected_dry_and_committed(world, name, header):
    expected = json.loads((REAL / f"{name.rsplit('.', 1)[0]}.expected.json").read_text())
    batch = upload(real(name), world.ada)
    assert batch.header_row == header
    assert run(batch, Run.DRY_RUN).counts == expected
    assert run(batch).counts == expected
    assert Customer.objects.count() == expected["new"]
    assert OwnershipSpell.objects.filter(ended_at=None).count() == expected["new"]
    assert {row.verdict for row in batch.rows.exclude(reason_code="")} == {"duplicate", "invalid"}
    assert Customer.objects.filter(courses=None).count() == 0
    assert Customer.objects.filter(campus=None).count() == 0


def test_the_9240_real_leads_are_all_new_and_the_second_time_none_is(world):
    batch = run(upload(real("x-education-leads.csv"), world.ada))
    assert batch.counts == {"new": 9240, "duplicate": 0, "invalid": 0, "blank": 0}
    assert Identity.objects.filter(kind="external", source="prospect_id").count() == 9240
    assert not Customer.objects.filter(extra__has_key="Select").exists()
    again = run(upload(real("x-education-leads.csv"), world.ada), Run.DRY_RUN)
    assert again.counts == {"new": 0, "duplicate": 9240, "invalid": 0, "blank": 0}


def test_what_a_lead_says_is_kept(world):
    run(upload(real("x-education-leads.csv"), world.ada))
    identity = Identity.objects.get(value="7927b2df-8bba-4d29-b9a2-b6e0beafe620")
    lead = identity.customer
    assert (lead.name, lead.remark, lead.source.label_en) == (
        "", "Interested in other courses", "Olark Chat",
    )  # fmt: skip
    assert lead.extra["Lead Number"] == "660737"
    # "Select" is where the visitor left a list untouched.
    assert {"Specialization", "City", "Lead Profile"} & set(lead.extra) == set()
