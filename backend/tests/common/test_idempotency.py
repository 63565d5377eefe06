"""A command that is sent twice with one Idempotency-Key happens once."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from shoal.activity.models import Event
from shoal.common.models import IdempotencyKey
from shoal.organization.models import Campus
from tests.api import Api
from tests.races import in_threads
from tests.world import NOW

NEW = {"code": "north", "name": "North", "time_zone": "Asia/Shanghai", "currency": "CNY"}


def create(caller, key="a-key", **fields):
    return caller.post("/campuses/", {**NEW, **fields}, idempotency_key=key)


def test_a_retry_gets_the_same_answer_and_does_nothing(world, api):
    ada = api(world.ada)
    first, second = create(ada), create(ada)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert "Idempotency-Replayed" not in first
    assert second["Idempotency-Replayed"] == "true"
    assert Campus.objects.filter(code="north").count() == 1
    assert Event.objects.count() == 1


def test_the_order_of_members_does_not_matter(world, api):
    ada = api(world.ada)
    create(ada)
    body = dict(reversed(NEW.items()))
    assert ada.post("/campuses/", body, idempotency_key="a-key").status_code == 201


@pytest.mark.parametrize("other", ["body", "path"])
def test_another_request_with_the_key_is_a_422(world, api, other):
    ada = api(world.ada)
    create(ada)
    if other == "body":
        response = create(ada, name="South")
    else:
        response = ada.post("/courses/", NEW, idempotency_key="a-key")
    assert (response.status_code, response.json()["code"]) == (422, "idempotency_key_reused")
    assert Campus.objects.count() == 3


def test_a_refusal_frees_the_key(world, api):
    ada = api(world.ada)
    assert create(ada, code="east").status_code == 400
    assert not IdempotencyKey.objects.exists()
    assert create(ada).status_code == 201


def test_two_people_may_use_the_same_key(world, api):
    assert create(api(world.ada)).status_code == 201
    world.mei.role = "admin"
    world.mei.save()
    assert create(api(world.mei), code="south", name="South").status_code == 201
    assert Campus.objects.count() == 4


def test_rights_are_checked_again_on_a_replay(world, api):
    ada = api(world.ada)
    path = f"/employees/{world.lin.pk}/suspend/"
    assert ada.post(path, idempotency_key="k").status_code == 200
    world.ada.role = "sales"
    world.ada.save()
    assert ada.post(path, idempotency_key="k").status_code == 403


@pytest.mark.parametrize("key", ["", "x" * 201])
def test_a_key_has_a_sane_length(world, api, key):
    assert create(api(world.ada), key=key).status_code == 400


def test_no_token_is_ever_stored(world, api):
    lin = api(world.lin)
    body = {"current_password": "a quiet river 1908", "new_password": "nine white cranes"}
    response = lin.post("/auth/password/", body, idempotency_key="k")
    assert response.status_code == 200
    assert not IdempotencyKey.objects.exists()


@pytest.mark.race
def test_of_many_at_once_one_happens_and_all_hear_of_it(committed_world):
    callers = [Api(committed_world.ada) for _ in range(8)]

    answers = in_threads(lambda n: create(callers[n]), 8)

    assert {(a.status_code, a.content) for a in answers} == {(201, answers[0].content)}
    assert Campus.objects.filter(code="north").count() == 1
    assert Event.objects.count() == 1


def test_a_tick_forgets_answers_older_than_thirty_days(world, clock):
    for days, key in ((31, "old"), (29, "young")):
        IdempotencyKey.objects.create(
            principal=world.lin.pk,
            key=key,
            request_hash="",
            status=200,
            created_at=NOW - timedelta(days=days),
        )

    call_command("tick")

    assert [k.key for k in IdempotencyKey.objects.all()] == ["young"]
