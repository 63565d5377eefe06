"""POST customers/{id}/reveal/ and GET reveals/ (R118, R119)."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from shoal.activity.models import Event
from shoal.common.models import IdempotencyKey, School
from shoal.customers.models import Identity, Reveal
from shoal.customers.rules.revealing import RevealBudgetSpent
from shoal.customers.services.pool import claim_customer
from shoal.customers.services.revealing import reveal_contacts
from shoal.organization.querysets import EmployeeManager
from tests.races import in_threads
from tests.world import NOW, make_customer

PHONE = "+8613800002746"
WHY = {"reason": "她让我回电"}


@pytest.fixture
def wang(world, clock):
    return make_customer("王芳", pool=world.pool, phone=PHONE, wechat="wangfang88")


def reveal(api, by, customer, body=WHY, **headers):
    return api(by).post(f"/customers/{customer.pk}/reveal/", body, **headers)


def test_the_contacts_are_in_the_answer_alone(world, api, wang):
    Identity.objects.create(customer=wang, kind="wechat", value="fangfang")
    Identity.objects.create(customer=wang, kind="external", source="crm", value="X-77")

    answer = reveal(api, world.mei, wang)

    made = Reveal.objects.get()
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "id": made.pk,
            "customer": wang.pk,
            "contacts": [
                {"kind": "phone", "value": PHONE, "is_primary": True},
                {"kind": "wechat", "value": "wangfang88", "is_primary": True},
                {"kind": "wechat", "value": "fangfang", "is_primary": False},
            ],
            "left": 19,
        },
    )
    assert (made.customer, made.employee, made.at) == (wang, world.mei, NOW)
    assert (made.fields, made.reason) == (["phone", "wechat"], "她让我回电")
    event = Event.objects.get()
    assert (event.kind, event.customer_id, event.actor_id) == (
        "customer.revealed", wang.pk, world.mei.pk,
    )  # fmt: skip
    assert event.data == {"fields": ["phone", "wechat"]}
    after = api(world.mei).get(f"/customers/{wang.pk}/").json()
    assert (after["phone"], after["contact_masked"], after["reveals_left"]) == (
        "*******2746", True, 19,
    )  # fmt: skip


def test_only_what_the_pool_masks_is_shown(world, api, wang):
    world.pool.masked_fields = ["wechat"]
    world.pool.save()
    assert reveal(api, world.mei, wang).json()["contacts"] == [
        {"kind": "wechat", "value": "wangfang88", "is_primary": True}
    ]


def test_a_consultant_claims_instead(world, api, wang):
    answer = reveal(api, world.lin, wang)
    assert (answer.status_code, answer.json()["code"]) == (403, "role_may_not")
    assert not Reveal.objects.exists()
    detail = api(world.lin).get(f"/customers/{wang.pk}/").json()
    assert detail["refusals"]["reveal"]["code"] == "role_may_not"


def test_an_admin_has_no_limit_but_is_recorded(world, api, wang):
    School.objects.update(daily_reveals=0)
    answer = reveal(api, world.ada, wang)
    assert (answer.status_code, answer.json()["left"]) == (200, None)
    assert Reveal.objects.get().employee == world.ada


@pytest.mark.parametrize("body", [{}, {"reason": "  "}, {"reason": "x" * 201}])
def test_a_reason_is_given(world, api, wang, body):
    assert reveal(api, world.mei, wang, body).status_code == 400
    assert not Reveal.objects.exists()


def test_there_must_be_something_that_is_masked(world, api, wang):
    held = make_customer("李", pool=world.pool, owner=world.lin, phone="+8613800000001")
    own_pool = make_customer("周", pool=world.east_pool, phone="+8613800000002")
    without = make_customer("吴", pool=world.pool)
    codes = [reveal(api, world.mei, c).json()["code"] for c in (held, own_pool, without)]
    assert codes == ["contacts_open", "contacts_open", "nothing_to_reveal"]
    assert not Reveal.objects.exists()


def test_the_budget_is_told_before_and_refused_when_spent(world, api, wang, clock):
    School.objects.update(daily_reveals=2)
    for _ in range(2):
        assert reveal(api, world.mei, wang).status_code == 200
    answer = reveal(api, world.mei, wang)
    assert (answer.status_code, answer.json()["code"], answer.json()["limit"]) == (
        409, "reveal_budget_spent", 2,
    )  # fmt: skip
    detail = api(world.mei).get(f"/customers/{wang.pk}/").json()
    assert detail["refusals"]["reveal"]["code"] == "reveal_budget_spent"
    assert detail["reveals_left"] == 0
    assert Reveal.objects.count() == Event.objects.count() == 2
    # NOW is ten in the morning in Shanghai: her day ends fourteen hours later.
    clock.shift(timedelta(hours=13, minutes=59))
    assert reveal(api, world.mei, wang).status_code == 409
    clock.shift(timedelta(minutes=2))
    assert reveal(api, world.mei, wang).status_code == 200


def test_a_key_stores_no_contacts_and_shows_nothing_twice(world, api, wang):
    first = reveal(api, world.mei, wang, idempotency_key="k")
    claim_customer(customer_id=wang.pk, by=world.zoe, at=NOW)
    again = reveal(api, world.mei, wang, idempotency_key="k")
    assert (first.status_code, again.status_code) == (200, 404)
    assert not IdempotencyKey.objects.exists()


def test_a_manager_reads_her_own_rows_and_an_admin_all(world, api, wang):
    reveal(api, world.mei, wang)
    reveal(api, world.ada, wang, {"reason": "投诉"})

    hers = api(world.mei).get("/reveals/").json()["results"]
    every = api(world.ada).get("/reveals/").json()["results"]

    assert [row["employee"]["name"] for row in hers] == ["Mei"]
    assert [(row["employee"]["name"], row["name"], row["reason"]) for row in every] == [
        ("Ada", "王芳", "投诉"),
        ("Mei", "王芳", "她让我回电"),
    ]
    assert PHONE not in str(every)
    numbers = api(world.ada).get("/reveals/numbers/").json()
    assert numbers["left"] is None
    assert [(p["employee"]["name"], p["today"], p["month"]) for p in numbers["people"]] == [
        ("Ada", 1, 1), ("Mei", 1, 1),
    ]  # fmt: skip
    assert api(world.mei).get("/reveals/numbers/").json()["left"] == 19


def test_the_ledger_hides_names_of_whom_one_no_longer_sees(world, api, wang):
    reveal(api, world.mei, wang)
    claim_customer(customer_id=wang.pk, by=world.zoe, at=NOW)
    (row,) = api(world.mei).get("/reveals/").json()["results"]
    assert (row["customer"], row["name"]) == (wang.pk, None)


def test_a_contact_in_a_name_stays_hidden_in_the_ledger(world, api, clock):
    customer = make_customer("王芳13800002746", pool=world.pool, phone=PHONE)
    reveal(api, world.mei, customer)
    (row,) = api(world.mei).get("/reveals/").json()["results"]
    assert row["name"] == "王芳***"


def test_the_school_says_how_many(world, api):
    ada = api(world.ada)
    version = ada.get("/school/").json()["version"]
    answer = ada.patch("/school/", {"daily_reveals": 5}, if_match=f'"{version}"')
    assert (answer.status_code, answer.json()["daily_reveals"]) == (200, 5)
    assert School.objects.get().daily_reveals == 5
    assert ada.patch("/school/", {"daily_reveals": -1}, if_match='"2"').status_code == 400


def _outcomes(world, count=30):
    customers = [
        make_customer(f"c{n}", pool=world.pool, phone=f"+861380000{n:04d}") for n in range(count)
    ]

    def ask(number):
        try:
            reveal_contacts(customer_id=customers[number].pk, reason="?", by=world.mei, at=NOW)
        except RevealBudgetSpent:
            return "spent"
        except OperationalError:
            # On a busy machine the last of thirty waits too long: what it gets then is a 503.
            return ask(number)
        return "shown"

    return sorted(map(str, in_threads(ask, count)))


@pytest.mark.race
def test_thirty_at_once_stay_within_the_budget(committed_world):
    School.objects.update(daily_reveals=7)
    assert _outcomes(committed_world) == ["shown"] * 7 + ["spent"] * 23
    assert Reveal.objects.count() == Event.objects.count() == 7


@pytest.mark.race
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer anyway")
def test_without_the_lock_on_the_employee_they_do_not(committed_world, monkeypatch):
    School.objects.update(daily_reveals=7)
    monkeypatch.setattr(EmployeeManager, "lock", lambda self, pk: self.get(pk=pk))
    _outcomes(committed_world)
    assert connection.vendor == "postgresql"
    assert Reveal.objects.count() > 7
