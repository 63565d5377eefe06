"""PATCH follow-ups/{id}/ and its versions (R42)."""

from datetime import timedelta

import pytest

from shoal.activity.models import Event
from shoal.customers.models import FollowUp, FollowUpVersion
from shoal.customers.services.followups import log_follow_up
from tests.world import NOW, make_customer

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def wang(world):
    return make_customer("王小明", pool=world.pool, owner=world.lin, phone="+8613800002746")


@pytest.fixture
def spoken(world, wang):
    return log_follow_up(
        customer_id=wang.pk, method="call", outcome="reached", note="周六可以", by=world.lin,
        at=NOW - timedelta(hours=1),
    )  # fmt: skip


def test_the_new_text_stands_and_the_old_stays_readable(world, api, wang, spoken):
    answer = api(world.lin).patch(f"/follow-ups/{spoken.pk}/", {"note": "周日可以"})

    assert answer.status_code == 200
    body = answer.json()
    assert (body["note"], body["version"], body["corrections"]) == ("周日可以", 2, 1)
    versions = api(world.lin).get(f"/follow-ups/{spoken.pk}/versions/").json()
    assert [(v["version"], v["note"], v["at"], v["by"]["name"]) for v in versions] == [
        (2, "周日可以", "2026-11-20T02:00:00Z", "Lin"),
        (1, "周六可以", "2026-11-20T01:00:00Z", "Lin"),
    ]
    event = Event.objects.get(kind="follow_up.corrected")
    assert event.data == {"fields": ["note"], "version": 2}


def test_clocks_follow_a_corrected_outcome(world, api, wang, spoken):
    api(world.lin).patch(f"/follow-ups/{spoken.pk}/", {"outcome": "no_answer"})
    wang.refresh_from_db()
    assert wang.last_contact_at == NOW - timedelta(hours=1)
    assert wang.last_effective_contact_at is None


def test_the_status_follows_a_corrected_outcome(world, api, wang):
    silent = log_follow_up(
        customer_id=wang.pk, method="call", outcome="no_answer", by=world.lin, at=NOW
    )
    api(world.lin).patch(f"/follow-ups/{silent.pk}/", {"outcome": "reached"})
    wang.refresh_from_db()
    assert wang.status == "contacted"


def test_the_same_words_again_are_no_correction(world, api, spoken):
    answer = api(world.lin).patch(f"/follow-ups/{spoken.pk}/", {"note": "周六可以"})
    assert answer.json()["version"] == 1
    assert not FollowUpVersion.objects.exists()


@pytest.mark.parametrize(
    ("who", "status", "code"),
    [
        ("mei", 200, None),
        ("ada", 200, None),
        ("bo", 404, "not_found"),
        ("zoe", 404, "not_found"),
        ("fan", 403, "role_may_not"),
    ],
)
def test_who_may(world, api, spoken, who, status, code):
    answer = api(getattr(world, who)).patch(f"/follow-ups/{spoken.pk}/", {"note": "x"})
    assert (answer.status_code, answer.json().get("code")) == (status, code)
    assert FollowUp.objects.get().version == (2 if status == 200 else 1)


def test_the_next_holder_reads_but_does_not_correct(world, api, wang, spoken):
    type(wang).objects.filter(pk=wang.pk).update(owner=world.bo)

    shown = api(world.bo).get(f"/follow-ups/{spoken.pk}/").json()
    answer = api(world.bo).patch(f"/follow-ups/{spoken.pk}/", {"note": "x"})

    assert shown["refusals"]["correct"]["code"] == "not_the_author"
    assert (answer.status_code, answer.json()["code"]) == (409, "not_the_author")
    assert FollowUp.objects.get().note == "周六可以"
    assert api(world.lin).get(f"/follow-ups/{spoken.pk}/").status_code == 404


def test_what_is_shown_scrubbed_is_not_written_back(world, api, wang, spoken):
    FollowUp.objects.update(note="电话 138 0000 2746")
    type(wang).objects.filter(pk=wang.pk).update(owner=None, owned_since=None, entered_at=NOW)

    shown = api(world.lin).get(f"/follow-ups/{spoken.pk}/").json()
    versions = api(world.lin).get(f"/follow-ups/{spoken.pk}/versions/").json()
    answer = api(world.lin).patch(f"/follow-ups/{spoken.pk}/", {"note": "电话 ***"})

    assert shown["note"] == versions[0]["note"] == "电话 ***"
    assert (answer.status_code, answer.json()["code"]) == (409, "not_held")


@pytest.mark.parametrize("field", ["customer", "occurred_at", "courses", "author"])
def test_other_fields_are_settled(world, api, spoken, field):
    answer = api(world.lin).patch(f"/follow-ups/{spoken.pk}/", {field: 1})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "unknown_field"
