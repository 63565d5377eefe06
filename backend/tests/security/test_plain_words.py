"""A WeChat id may be any word, and a household has several: nobody who sees the contacts masked
reads one of them in what somebody wrote, wherever that is shown (R4)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shoal.customers.models import (
    Consultation,
    Customer,
    CustomerEdit,
    DuplicateProposal,
    FollowUp,
    FollowUpPlan,
    FollowUpVersion,
    Identity,
    MergeRecord,
    OwnershipSpell,
    Reveal,
)
from tests.inquiries import make_consultation
from tests.permissions.test_matrix import ROUTES
from tests.world import NOW, make_customer

# Neither of them looks like an account: only who knows that it is one can hide it.
WORDS = ("tulip", "orchid", "peony")
TOLD = "加 tulip、orchid 或 peony"
IDS = {
    "customers": Customer, "follow-ups": FollowUp, "consultations": Consultation,
}  # fmt: skip


@pytest.fixture
def family(world):
    """A mother, known by two words, and a child, known by a third, in everybody's pool."""
    mother = make_customer(f"赵敏 {TOLD}", pool=world.pool, wechat="tulip", remark=TOLD)
    child = make_customer(
        f"小明 {TOLD}", pool=world.pool, guardian=mother, wechat="peony", remark=TOLD,
        extra={"妈妈": TOLD},
    )  # fmt: skip
    Identity.objects.create(customer=mother, kind="wechat", value="orchid")
    before = make_customer(f"赵 {TOLD}", pool=world.pool)
    before.spells.update(ended_at=NOW, end_reason="merged")
    Customer.objects.filter(pk=before.pk).update(merged_into=mother)
    MergeRecord.objects.create(
        kept=mother, merged=before, at=NOW, by=world.mei, moved={},
        before={"fields": {"remark": [TOLD, "x"]}},
    )  # fmt: skip
    for customer in (mother, child):
        write_about(customer, world)
    DuplicateProposal.objects.create(first=mother, second=child, created_at=NOW)
    return mother, child


def write_about(customer, world):
    contact = {"method": "call", "outcome": "reached", "note": TOLD}
    said = FollowUp.objects.create(
        customer=customer, author=world.lin, occurred_at=NOW, created_at=NOW, version=2, **contact
    )
    FollowUpVersion.objects.create(
        follow_up=said, version=1, replaced_at=NOW, replaced_by=world.lin, **contact
    )
    FollowUpPlan.objects.create(
        customer=customer, assignee=world.zoe, created_by=world.lin, kind="visit", note=TOLD,
        due_at=NOW + timedelta(hours=1), created_at=NOW,
    )  # fmt: skip
    changes = {"remark": [TOLD, "x"], "name": [TOLD, "y"]}
    CustomerEdit.objects.create(customer=customer, at=NOW, editor=world.lin, changes=changes)
    spell = OwnershipSpell.objects.get(customer=customer)
    OwnershipSpell.objects.filter(pk=spell.pk).update(ended_at=NOW, end_reason="released")
    OwnershipSpell.objects.create(
        customer=customer, household=customer.household, pool=world.pool, started_at=NOW,
        start_reason="released", note=TOLD,
    )  # fmt: skip
    Reveal.objects.create(customer=customer, employee=world.mei, at=NOW, fields=["wechat"])
    make_consultation(
        world, customer=customer, disposition="attached", disposed_at=NOW, phone="", name=TOLD,
        question=TOLD, page=f"https://x.cn/?{TOLD}", utm={"utm_term": TOLD},
    )  # fmt: skip


def addresses():
    """Return every GET of the API with the objects that there are in its place."""
    for path, methods in ROUTES.items():
        if "GET" in methods:
            noun = path.removeprefix("/api/v1/").partition("/")[0]
            model = IDS.get(noun)
            known = model.objects.order_by("pk").values_list("pk", flat=True) if model else (1,)
            for pk in known if "{pk}" in path else (None,):
                yield path.removeprefix("/api/v1").replace("{pk}", str(pk))


@pytest.mark.parametrize("who", ["zoe", "lin", "mei"])
def test_no_word_that_is_a_contact_is_read_where_it_is_masked(world, api, clock, family, who):
    viewer = api(getattr(world, who))
    queries = {
        "/customers/": {"scope": "all"},
        "/follow-up-plans/calendar/": {"from": "2026-11-19", "to": "2026-11-22"},
        f"/customers/{family[0].pk}/merge/": {"with": family[1].pk},
    }
    read, told = 0, []
    for path in addresses():
        answer = viewer.get(path, **queries.get(path, {}))
        body = (b"".join(answer) if answer.streaming else answer.content).decode(errors="replace")
        read += answer.status_code == 200 and "***" in body
        told += [(path, word) for word in WORDS if word in body]
    assert told == []
    assert read >= 12, "the words stand nowhere any more: this test looks at nothing"


def test_whose_contacts_are_open_reads_all_of_it(world, api, family):
    mother, child = family
    for pk in (mother.pk, child.pk):
        assert api(world.zoe).post(f"/customers/{mother.pk}/claim/").status_code in (200, 409)
        shown = api(world.zoe).get(f"/customers/{pk}/").json()
        assert all(word in shown["remark"] for word in WORDS)


def test_words_with_a_contact_of_the_household_in_them_are_not_written_over(world, api, family):
    told = "加 orchid"
    Customer.objects.filter(pk__in=[each.pk for each in family]).update(name=told, remark=told)
    zoe = api(world.zoe)
    for customer in family:
        shown = zoe.get(f"/customers/{customer.pk}/").json()
        assert not {"name", "remark"} & set(shown["editable_fields"])
        back = {"remark": shown["remark"]}
        answer = zoe.patch(f"/customers/{customer.pk}/", back, if_match='"1"')
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "masked_value")
        customer.refresh_from_db()
        assert customer.remark == told


def test_guessing_at_what_is_hidden_in_a_name_is_not_told_to_be_right(world, api):
    """By names alone a check is not counted."""
    api(world.lin).post("/customers/", {"name": "王芳13977778888", "hold": False})
    for guess in ("王芳13977778888", "王芳13977778889"):
        answer = api(world.zoe).post("/customers/check-duplicates/", {"name": guess}).json()
        assert [match["same_name"] for match in answer["similar"]] == [False]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL reads small tables whole")
def test_a_row_asks_for_the_contacts_of_its_household_along_an_index(world, api, family):
    zoe = api(world.zoe)
    zoe.get("/pool/")
    with CaptureQueriesContext(connection) as asked:
        zoe.get("/pool/")
    (rows,) = [q["sql"] for q in asked if "contacts_known" in q["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {rows}")
        plan = [line[-1] for line in cursor.fetchall()]
    assert not [step for step in plan if "SCAN" in step and "identity" in step], plan
