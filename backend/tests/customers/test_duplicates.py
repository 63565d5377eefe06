"""Pairs who may be one person: found, listed, dismissed (R115-R117)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shoal.activity.models import Event
from shoal.customers.models import Customer, DuplicateProposal, DuplicateScan, Identity
from shoal.customers.services.finding import likely_pairs
from shoal.customers.services.profile import edit_customer
from shoal.customers.services.scanning import scan_chunk, scan_duplicates
from shoal.customers.similarity import looks_like
from tests.activity.test_feed import settle
from tests.world import NOW, make_customer

from .test_plans_of_lists import reads_of_every_customer

pytestmark = pytest.mark.usefixtures("clock")


def found():
    """Return {names: reasons} of what is proposed."""
    if not connection.in_atomic_block:
        settle()  # what other tests hold open on the server keeps the log back
    scan_duplicates(at=NOW)
    return {
        (p.first.name, p.second.name): p.reasons
        for p in DuplicateProposal.objects.filter(state="open").select_related("first", "second")
    }


def people(world, *rows, **same):
    same = {"campus": world.east, "owner": world.lin, **same}
    return [make_customer(name, pool=world.pool, phone=phone, **same) for name, phone in rows]


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("王芳", "王丽", False),
        ("王小明", "王晓明", True),
        ("王小明", "王大明", True),
        ("王小明", "王大名", False),
        ("王小明", "王小", False),
        ("欧阳小明", "欧阳明", True),
        ("Anna Lee", "Ana Lee", True),
        ("Anna Lee", "ANNA  LEE", True),
        ("", "", False),
    ],
)
def test_which_names_are_one_slip_apart(one, other, slip):
    assert looks_like(one, other) == looks_like(other, one) == slip


# --- what is found (R115) -------------------------------------------------------------------------
def test_the_same_name_at_one_campus(world):
    people(world, ("王芳", ""), ("王芳", "+8613800000001"))
    people(world, ("王芳", ""), campus=world.west)
    people(world, ("王芳", ""), campus=None)
    assert found() == {("王芳", "王芳"): ["same_name_and_campus"]}
    assert DuplicateProposal.objects.count() == 1


def test_a_similar_name_and_the_same_end_of_a_phone(world):
    people(
        world, ("王芳", "+8613800002746"), ("王方", "+8613911112746"), ("王丽", "+8615000002746")
    )
    assert found() == {("王芳", "王方"): ["similar_name_and_phone_tail"]}


def test_one_slip_counts_at_one_campus_only(world):
    people(world, ("王小明", "+8613800002746"), ("王大明", "+8613911112746"))
    people(world, ("王小亮", "+8613811112746"), campus=world.west)
    assert found() == {("王小明", "王大明"): ["similar_name_and_phone_tail"]}


def test_a_second_phone_is_a_phone(world):
    one, _ = people(world, ("王芳", "+8613800000001"), ("王方", "+8613911112746"))
    Identity.objects.create(customer=one, kind="phone", value="+8613700002746")
    assert found() == {("王芳", "王方"): ["similar_name_and_phone_tail"]}


def test_two_reasons_weigh_more_than_one(world):
    people(
        world, ("王芳", "+8613800002746"), ("王芳", "+8613911112746"), ("王芳", "+8613911110000")
    )
    found()
    best = DuplicateProposal.objects.order_by("-score").first()
    assert best.reasons == ["same_name_and_campus", "similar_name_and_phone_tail"]
    assert best.score > DuplicateProposal.objects.order_by("score").first().score


def test_students_of_one_guardian_and_who_has_a_phone_like_hers(world):
    (mother,) = people(world, ("王芳", "+8613800002746"))
    people(world, ("王小明", ""), ("王晓明", ""), guardian=mother)
    people(world, ("王小铭", "+8613911112746"), campus=world.west)
    assert found() == {
        ("王小明", "王晓明"): ["same_guardian_phone"],
        ("王小明", "王小铭"): ["same_guardian_phone"],
        ("王晓明", "王小铭"): ["same_guardian_phone"],
    }


def test_a_guardian_is_not_a_student(world):
    (mother,) = people(world, ("王芳", "+8613800002746"))
    people(world, ("王方", ""), guardian=mother)
    (other,) = people(world, ("王方", "+8613911112746"))
    people(world, ("王小红", ""), guardian=other)
    assert found() == {("王芳", "王方"): ["similar_name_and_phone_tail"]}


def test_a_name_that_many_bear_says_nothing(world):
    people(world, *(("王芳", "") for _ in range(12)))
    assert found() == {}


def test_who_is_deleted_or_merged_away_is_nobodys_double(world):
    one, *_ = people(world, ("王芳", ""), ("王芳", ""))
    Customer.objects.filter(pk=one.pk).update(deleted_at=NOW, owner=None, owned_since=None)
    assert found() == {}


# --- from then on ---------------------------------------------------------------------------------
# What is not committed yet is not in the event log: these have a database of their own.
def test_whoever_is_entered_or_edited_is_looked_at_again(committed_world, api):
    world = committed_world
    _, li = people(world, ("王芳", ""), ("李雷", ""))
    assert found() == {}
    api(world.lin).post("/customers/", {"name": "王芳", "campus": world.east.pk})
    assert found() == {("王芳", "王芳"): ["same_name_and_campus"]}
    edit_customer(
        customer_id=li.pk, expected_version=1, changes={"name": "王芳"}, by=world.lin, at=NOW
    )
    assert len(DuplicateProposal.objects.all()) == 1
    found()
    assert DuplicateProposal.objects.count() == 3


def test_what_an_edit_made_unlike_is_no_longer_proposed(committed_world):
    world = committed_world
    _, other = people(world, ("王芳", ""), ("王芳", ""))
    assert len(found()) == 1
    edit_customer(
        customer_id=other.pk, expected_version=1, changes={"name": "李雷"}, by=world.lin, at=NOW
    )
    assert found() == {}


def test_a_scan_goes_on_where_it_was_cut_off_and_twice_does_no_harm(world, monkeypatch):
    from shoal.customers.services import scanning

    monkeypatch.setattr(scanning, "CHUNK", 2)
    people(world, *((f"王芳{n % 4}", "") for n in range(8)))
    assert scan_chunk(at=NOW)
    half = DuplicateProposal.objects.count()
    scanning.DuplicateScan.objects.update(walked=0)
    assert len(found()) == 4
    assert half == 2
    assert not scan_chunk(at=NOW)


def test_after_a_restore_it_starts_over(world):
    from shoal.activity.feed import start_new_epoch

    people(world, ("王芳", ""), ("王芳", ""))
    scan_chunk(at=NOW)
    DuplicateProposal.objects.all().delete()
    start_new_epoch(at=NOW)
    assert len(found()) == 1


def test_a_chunk_is_looked_for_along_indexes(world):
    """Asked in one statement, SQLite read every customer for each of the chunk: minutes."""
    if connection.vendor == "postgresql":
        pytest.skip("of so few rows PostgreSQL rather reads all")
    (mother, *_) = people(world, ("王芳", "+8613800002746"), ("王方", "+8613911112746"))
    people(world, ("王小明", ""), guardian=mother)
    with CaptureQueriesContext(connection) as run:
        likely_pairs([mother.pk])
    assert reads_of_every_customer(run) == []
    assert len(run) == 6


# --- the list, dismissing -------------------------------------------------------------------------
@pytest.fixture
def pair(world):
    people(world, ("王芳", "+8613800002746"), ("王方", "+8613911112746"))
    scan_duplicates(at=NOW)
    return DuplicateProposal.objects.get()


def shown(api, by, **query):
    return api(by).get("/duplicates/", **query).json()["results"]


def test_a_pair_shows_both_with_reasons(world, api, pair):
    (row,) = shown(api, world.mei)
    assert (row["first"]["name"], row["second"]["name"]) == ("王芳", "王方")
    assert (row["reasons"], row["state"]) == (["similar_name_and_phone_tail"], "open")
    assert 0 < row["score"] <= 100
    assert shown(api, world.mei, customer=row["second"]["id"]) == [row]
    assert shown(api, world.mei, customer=999) == []


def test_a_pair_is_shown_to_whoever_may_see_both(world, api, pair):
    Customer.objects.filter(pk=pair.second_id).update(owner=world.zoe)
    assert shown(api, world.mei) == []
    assert len(shown(api, world.ada)) == 1
    assert api(world.mei).post(f"/duplicates/{pair.pk}/dismiss/").status_code == 404
    assert api(world.lin).get("/duplicates/").status_code == 403


def test_masks_stay_on(world, api, pair):
    Customer.objects.update(owner=None, owned_since=None, pool_rank_at=NOW)
    (row,) = shown(api, world.mei)
    assert (row["first"]["phone"], row["first"]["contact_masked"]) == ("*******2746", True)


def test_a_dismissed_pair_never_comes_back_by_itself(committed_world, api):
    world = committed_world
    people(world, ("王芳", "+8613800002746"), ("王方", "+8613911112746"))
    scan_duplicates(at=NOW)
    pair = DuplicateProposal.objects.get()
    answer = api(world.mei).post(f"/duplicates/{pair.pk}/dismiss/")
    assert (answer.status_code, answer.json()) == (200, {"id": pair.pk, "state": "dismissed"})
    pair.refresh_from_db()
    assert (pair.decided_at, pair.decided_by) == (NOW, world.mei)
    event = Event.objects.get(kind="duplicate.dismissed")
    assert event.data == {"first": pair.first_id, "second": pair.second_id}
    edit_customer(
        customer_id=pair.first_id, expected_version=1, changes={"remark": "x"}, by=world.lin, at=NOW
    )
    assert found() == {}
    assert shown(api, world.mei) == []
    assert len(shown(api, world.mei, state="dismissed")) == 1


def test_a_slip_is_undone(world, api, pair):
    mei = api(world.mei)
    mei.post(f"/duplicates/{pair.pk}/dismiss/")
    assert mei.post(f"/duplicates/{pair.pk}/dismiss/").json()["code"] == "proposal_decided"
    assert mei.post(f"/duplicates/{pair.pk}/reopen/").json()["state"] == "open"
    assert mei.post(f"/duplicates/{pair.pk}/reopen/").json()["code"] == "proposal_decided"
    assert len(shown(api, world.mei)) == 1
    assert Event.objects.filter(kind="duplicate.reopened").count() == 1


def test_the_list_takes_three_statements_however_many_rows(
    world, api, pair, django_assert_num_queries
):
    people(world, *((f"赵{n}{n}", "") for n in range(4)), *((f"赵{n}{n}", "") for n in range(4)))
    DuplicateScan.objects.all().delete()
    found()
    mei = api(world.mei)
    assert len(mei.get("/duplicates/").json()["results"]) == 5
    with django_assert_num_queries(3):
        mei.get("/duplicates/")
