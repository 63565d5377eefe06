"""What a commit creates: customers with identities, ledger, event, search; and for whom."""

from datetime import date

import pytest

from shoal.activity.models import Event
from shoal.common.errors import Invalid
from shoal.customers.models import Customer, OwnershipSpell
from shoal.exchange.models import Run, State
from shoal.exchange.rules import ImportCommitted, NotYourImport
from shoal.exchange.services import uploads
from shoal.organization.models import Campus, ListEntry
from shoal.teaching.models import Course

from ..world import make_customer
from .files import csv_file, run, upload, verdicts

ROW = "王芳,13812345678,wang_fang,Python,East,抖音,A,女,2010-05-01,=1+1,绿色"
FULL = ["姓名,手机号,微信,课程,校区,来源,意向,性别,生日,备注,颜色", ROW]


def test_a_new_row_becomes_a_customer_in_the_pool(world, clock, at):
    batch = run(upload(csv_file(*FULL), world.ada))
    customer = Customer.objects.get()
    assert batch.state == State.COMMITTED
    assert batch.counts == {"new": 1, "duplicate": 0, "invalid": 0, "blank": 0}
    assert (customer.name, customer.name_sort, customer.gender) == ("王芳", "wang fang", "female")
    assert (customer.phone, customer.wechat, customer.intent) == (
        "+8613812345678",
        "wang_fang",
        "A",
    )
    assert (customer.campus, customer.source.code) == (world.east, "douyin")
    assert list(customer.courses.all()) == [world.python]
    assert (customer.birthday, customer.remark) == (date(2010, 5, 1), "=1+1")
    assert customer.extra == {"颜色": "绿色"}
    assert (customer.pool, customer.owner, customer.version) == (world.pool, None, 1)
    assert {customer.entered_at, customer.pool_rank_at, customer.created_at} == {at}
    assert customer.created_by == world.ada
    assert batch.rows.get().customer == customer


def test_it_has_one_open_spell_and_an_event(world, clock, at):
    run(upload(csv_file(*FULL), world.ada))
    spell, customer = OwnershipSpell.objects.get(), Customer.objects.get()
    assert (spell.customer, spell.household) == (customer, customer.pk)
    assert (spell.owner, spell.pool, spell.start_reason) == (None, world.pool, "imported")
    assert (spell.started_at, spell.started_by, spell.ended_at) == (at, world.ada, None)
    event = Event.objects.get(kind="customer.created")
    assert (event.customer_id, event.actor, event.pool_after) == (
        customer.pk, world.ada, world.pool.pk,
    )  # fmt: skip


def test_it_is_found_by_search(world, api):
    run(upload(csv_file(*FULL), world.ada))
    for text in ("王", "芳", "13812345678", "wang_fang"):
        found = api(world.ada).get("/customers/", search=text)
        assert [row["name"] for row in found.json()["results"]] == ["王芳"]


def test_a_consultant_column_sets_the_holder(world, clock, at):
    file = csv_file(
        "手机号,顾问", "13812345678,lin", "13912345678,BO", "13712345678,nobody", "13612345678,"
    )
    batch = run(upload(file, world.mei, world.east_pool.pk))
    owners = dict(Customer.objects.values_list("phone", "owner__username"))
    assert owners == {
        "+8613812345678": "lin",
        "+8613912345678": "bo",
        "+8613712345678": None,
        "+8613612345678": None,
    }
    held = Customer.objects.get(owner=world.lin)
    assert (held.owned_since, held.entered_at, held.pool_rank_at) == (at, None, None)
    assert held.spells.get().owner == world.lin
    assert batch.unknown["consultant"] == [{"value": "nobody", "count": 1, "choice": "skip"}]


def test_whom_a_manager_does_not_lead_gets_nobody(world):
    run(upload(csv_file("手机号,顾问", "13812345678,zoe"), world.mei))
    assert Customer.objects.get().owner is None


def test_words_chosen_to_be_created_are_created_once(world):
    file = csv_file(
        "手机号,校区,课程,来源", "13812345678,滨江校区,UI,Fair", "13912345678,滨江校区,UI,fair"
    )
    run(upload(file, world.ada))
    campus, course = Campus.objects.get(name="滨江校区"), Course.objects.get(name="UI")
    source = ListEntry.objects.get(kind="source", label_en="Fair")
    assert (campus.time_zone, campus.currency, course.currency) == ("Asia/Shanghai", "CNY", "CNY")
    assert set(Customer.objects.values_list("campus", "courses", "source")) == {
        (campus.pk, course.pk, source.pk)
    }
    assert not ListEntry.objects.filter(label_en="fair").exists()


def test_words_that_are_skipped_stay_readable_with_the_customer(world):
    batch = upload(csv_file("手机号,校区,意向", "13812345678,滨江校区,高"), world.ada)
    choices = {"campus": {"滨江校区": "skip"}, "intent": {"高": "B"}}
    uploads.change_import(import_id=batch.pk, by=world.ada, choices=choices)
    run(batch)
    customer = Customer.objects.get()
    assert (customer.campus, customer.extra) == (None, {"校区": "滨江校区"})
    assert customer.intent == "B"


def test_a_contact_that_cannot_be_read_stays_readable(world):
    run(upload(csv_file("手机号,微信", "1380013800,wang_fang"), world.ada))
    assert Customer.objects.get().extra == {"手机号": "1380013800"}


def test_who_was_entered_since_the_dry_run_is_a_duplicate_not_an_error(world):
    batch = upload(csv_file("手机号", "13812345678", "13912345678"), world.ada)
    assert run(batch, Run.DRY_RUN).counts["new"] == 2
    known = make_customer("Quick", pool=world.pool, owner=world.bo, phone="+8613812345678")
    batch = run(batch)
    assert batch.counts == {"new": 1, "duplicate": 1, "invalid": 0, "blank": 0}
    assert batch.rows.get(number=2).customer == known


def test_the_same_file_again_brings_nobody(world):
    run(upload(csv_file(*FULL), world.ada))
    assert run(upload(csv_file(*FULL), world.ada)).counts["duplicate"] == 1
    assert Customer.objects.count() == 1


def test_a_committed_import_stands(world):
    batch = run(upload(csv_file(*FULL), world.ada))
    for again in (Run.COMMIT, Run.DRY_RUN):
        with pytest.raises(ImportCommitted):
            run(batch, again)
    with pytest.raises(ImportCommitted):
        uploads.change_import(import_id=batch.pk, by=world.ada, mapping={"0": "skip"})


def test_rights_that_ended_while_the_file_waited_fail_the_run(world):
    world.lin.grants = ["import"]
    world.lin.save()
    batch = upload(csv_file(*FULL), world.lin)
    world.lin.grants = []
    world.lin.save()
    batch = run(batch)
    assert (batch.state, batch.error_code) == (State.FAILED, "importer_may_not")
    assert Customer.objects.count() == 0


def test_nobody_commits_somebody_elses_file(world):
    batch = upload(csv_file(*FULL), world.mei)
    batch.created_by = world.ada
    with pytest.raises(NotYourImport):
        run(batch)


def test_a_name_too_long_is_cut_and_kept_whole_beside_it(world):
    run(upload(csv_file("姓名,手机号", f"{'王' * 150},13812345678"), world.ada))
    customer = Customer.objects.get()
    assert (customer.name, customer.extra) == ("王" * 100, {"姓名": "王" * 150})


def test_an_import_without_any_new_row_commits(world):
    batch = run(upload(csv_file("姓名,手机号", "王芳,", ","), world.ada))
    assert batch.counts == {"new": 0, "duplicate": 0, "invalid": 1, "blank": 1}
    assert verdicts(batch)[2] == ("invalid", "nothing_identifies")


def test_the_pool_may_be_changed_before_the_commit_but_only_to_ones_own(world):
    batch = upload(csv_file(*FULL), world.mei)
    with pytest.raises(Invalid):
        uploads.change_import(import_id=batch.pk, by=world.mei, pool_id=world.west_pool.pk)
    uploads.change_import(import_id=batch.pk, by=world.mei, pool_id=world.east_pool.pk)
    run(batch)
    assert Customer.objects.get().pool == world.east_pool


def test_words_that_make_the_same_code_get_codes_of_their_own(world):
    run(upload(csv_file("手机号,课程", "13812345678,UI!", "13912345678,UI?"), world.ada))
    assert sorted(Course.objects.values_list("code", flat=True)) == ["python", "ui", "ui-2"]


def test_an_unknown_consultant_may_be_mapped_to_a_person(world):
    batch = upload(csv_file("手机号,顾问", "13812345678,小林"), world.mei)
    choices = {"consultant": {"小林": world.lin.pk}}
    uploads.change_import(import_id=batch.pk, by=world.mei, choices=choices)
    run(batch)
    assert Customer.objects.get().owner == world.lin
