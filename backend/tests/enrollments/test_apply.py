"""Filling in the form, changing it, handing it in (R172, R173)."""

from datetime import timedelta

import pytest

from shoal.activity.models import Event
from shoal.customers.models import Customer, FollowUp, Status
from shoal.enrollments.models import CreditShare, Enrollment, EnrollmentPolicy, PlanTemplate, State
from shoal.teaching.models import ClassState
from tests.inquiries import make_consultation
from tests.world import NOW, make_customer

from .school import make_class, make_enrollment

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def python(world):
    return make_class(world)


@pytest.fixture
def wang(world):
    return make_customer("王", pool=world.pool, owner=world.lin, phone="+8613800002746")


@pytest.fixture
def form(wang, python):
    return {"customer": wang.pk, "class_group": python.pk, "contract_agreed": True, "submit": True}


def nothing_changed():
    return (
        not Enrollment.objects.exists()
        and not Event.objects.filter(kind__startswith="enrollment.").exists()
    )


def test_applying_hands_the_form_in_with_price_seller_and_credit(api, world, wang, python, form):
    told = {"why": "想转行", "expectations": "能找工作", "discount": "100.00"}
    answer = api(world.lin).post("/enrollments/", {**form, **told})
    assert answer.status_code == 201, answer.json()
    shown = answer.json()
    assert (shown["state"], shown["net_price"], shown["balance"]) == (
        "submitted", "900.00", "900.00",
    )  # fmt: skip
    assert shown["consultant"] == {"id": world.lin.pk, "name": "Lin"}
    (share,) = shown["credit_shares"]
    assert (share["employee"], share["percent"]) == (shown["consultant"], 100)
    assert answer["ETag"] == f'"{shown["version"]}"'
    wang.refresh_from_db()
    assert (wang.status, wang.exempt_reasons) == (Status.APPLIED, ["enrollment"])
    python.refresh_from_db()
    assert python.seats_free == 3
    kinds = Event.objects.filter(subject_type="enrollment").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "enrollment.created", "enrollment.submitted",
    ]  # fmt: skip


def test_a_draft_is_nothing_yet(api, world, wang, form):
    answer = api(world.lin).post("/enrollments/", {**form, "submit": False})
    assert (answer.status_code, answer.json()["state"]) == (201, "draft")
    wang.refresh_from_db()
    assert (wang.status, wang.exempt_reasons) == (Status.NEW, [])
    assert not CreditShare.objects.exists()


def test_whoever_does_not_want_the_contract_does_not_apply(api, world, form):
    answer = api(world.lin).post("/enrollments/", {**form, "contract_agreed": False})
    assert (answer.status_code, answer.json()["code"]) == (409, "contract_not_agreed")
    assert nothing_changed()


@pytest.mark.parametrize("state", ["planned", "completed", "cancelled"])
def test_a_class_that_is_not_open_takes_nobody(api, world, python, form, state):
    python.state = state
    python.save()
    answer = api(world.lin).post("/enrollments/", form)
    assert (answer.status_code, answer.json()["code"]) == (409, "class_takes_nobody")
    assert nothing_changed()


def test_a_running_class_takes_who_comes_late(api, world, python, form):
    python.state = ClassState.RUNNING
    python.save()
    assert api(world.lin).post("/enrollments/", form).status_code == 201


def test_nobody_applies_twice_for_one_class(api, world, wang, python, form):
    make_enrollment(wang, python, State.DRAFT)
    answer = api(world.lin).post("/enrollments/", form)
    assert (answer.status_code, answer.json()["code"]) == (409, "enrolled_already")
    assert Enrollment.objects.count() == 1


def test_re_enrolling_after_leaving_is_fine(api, world, wang, python, form):
    make_enrollment(wang, python, State.WITHDRAWN)
    assert api(world.lin).post("/enrollments/", form).status_code == 201


def test_what_a_merged_row_is_enrolled_in_counts(api, world, wang, python, form):
    other = make_customer("王先生", pool=world.pool, owner=world.lin)
    make_enrollment(other, python)
    Customer.objects.filter(pk=other.pk).update(merged_into=wang, owner=None, owned_since=None)
    answer = api(world.lin).post("/enrollments/", form)
    assert (answer.status_code, answer.json()["code"]) == (409, "enrolled_already")


def test_pool_customers_are_claimed_first(api, world, python, form):
    nobodys = make_customer("李", pool=world.pool)
    answer = api(world.lin).post("/enrollments/", {**form, "customer": nobodys.pk})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_held")
    assert nothing_changed()


def test_who_wants_no_contact_is_left_alone(api, world, wang, form):
    Customer.objects.filter(pk=wang.pk).update(status=Status.DO_NOT_CONTACT)
    answer = api(world.lin).post("/enrollments/", form)
    assert (answer.status_code, answer.json()["code"]) == (409, "do_not_contact")


def test_a_colleagues_customer_does_not_exist(api, world, form):
    assert api(world.bo).post("/enrollments/", form).status_code == 404
    assert api(world.fan).post("/enrollments/", form).status_code == 403
    assert nothing_changed()


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("discount", "1000.01", "max_value"), ("discount", "0.001", "too_precise"),
        ("discount", "-1", "min_value"), ("class_group", 999, "does_not_exist"),
        ("plan_template", 999, "does_not_exist"), ("net_price", "1.00", "unknown_field"),
        ("state", "active", "unknown_field"),
    ],
)  # fmt: skip
def test_a_form_that_is_not_right_says_where(api, world, form, field, value, code):
    answer = api(world.lin).post("/enrollments/", {**form, field: value})
    assert answer.status_code == 400
    assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [(f"/{field}", code)]
    assert nothing_changed()


def test_a_retry_with_one_key_applies_once(api, world, form):
    answers = [
        api(world.lin).post("/enrollments/", form, idempotency_key="form-1") for _ in range(2)
    ]
    assert [a.status_code for a in answers] == [201, 201]
    assert answers[0].json()["id"] == answers[1].json()["id"]
    assert Enrollment.objects.count() == 1


# --- drafts ---------------------------------------------------------------------------------------
def test_a_draft_is_changed_with_the_version_that_was_looked_at(api, world, wang, python):
    draft = make_enrollment(wang, python, State.DRAFT)
    lin, path = api(world.lin), f"/enrollments/{draft.pk}/"
    assert lin.patch(path, {"why": "x"}).status_code == 428
    assert lin.patch(path, {"why": "x"}, if_match='"9"').status_code == 412
    answer = lin.patch(path, {"why": "考研", "discount": "50"}, if_match='"1"')
    assert answer.status_code == 200, answer.json()
    assert (answer.json()["why"], answer.json()["net_price"]) == ("考研", "950.00")
    assert answer.json()["version"] == 2


def test_another_class_brings_its_own_price(api, world, wang, python):
    draft = make_enrollment(wang, python, State.DRAFT, discount=10_000)
    dearer = make_class(world, "PY-2", tuition=150_000)
    answer = api(world.lin).patch(
        f"/enrollments/{draft.pk}/", {"class_group": dearer.pk}, if_match='"1"'
    )
    assert (answer.json()["list_price"], answer.json()["discount"]) == ("1500.00", "0.00")


def test_what_was_handed_in_stands_as_it_was_signed(api, world, wang, python):
    applied = make_enrollment(wang, python, State.SUBMITTED)
    answer = api(world.lin).patch(f"/enrollments/{applied.pk}/", {"why": "x"}, if_match='"1"')
    assert (answer.status_code, answer.json()["code"]) == (409, "not_in_this_state")


def test_a_draft_is_sold_by_who_holds_them_when_it_is_handed_in(api, world, wang, python):
    draft = make_enrollment(wang, python, State.DRAFT)
    Customer.objects.filter(pk=wang.pk).update(owner=world.bo)
    assert api(world.lin).post(f"/enrollments/{draft.pk}/submit/").status_code == 404
    answer = api(world.bo).post(f"/enrollments/{draft.pk}/submit/")
    assert answer.status_code == 200, answer.json()
    assert answer.json()["consultant"]["id"] == world.bo.pk


# --- whose sale it is (R185) ----------------------------------------------------------------------
def spoke(world, customer, who, when):
    FollowUp.objects.create(
        customer=customer, author=who, method="call", outcome="reached", occurred_at=when,
        created_at=when,
    )  # fmt: skip


def asked(world, customer, when):
    make_consultation(
        world, customer=customer, created_at=when, disposition="attached", disposed_at=when
    )


@pytest.mark.parametrize(
    ("days_between", "window", "earner"),
    [(10, 30, "bo"), (31, 30, "lin"), (10, None, "lin"), (10, 5, "lin")],
)
def test_an_inquiry_soon_after_a_colleagues_contact_is_theirs(
    api, world, wang, form, days_between, window, earner, clock
):
    EnrollmentPolicy.objects.update(attribution_days=window)
    spoke(world, wang, world.bo, NOW - timedelta(days=1 + days_between))
    asked(world, wang, NOW - DAY)
    answer = api(world.lin).post("/enrollments/", form)
    assert answer.status_code == 201, answer.json()
    share = CreditShare.objects.get()
    assert (share.employee, share.percent) == (getattr(world, earner), 100)


def test_without_an_inquiry_the_holder_is_credited(api, world, wang, form, clock):
    spoke(world, wang, world.bo, NOW - DAY)
    api(world.lin).post("/enrollments/", form)
    assert CreditShare.objects.get().employee == world.lin


# --- the status follows (R179) --------------------------------------------------------------------
def test_the_status_of_an_applicant_is_not_set_by_hand(api, world, wang, form):
    api(world.lin).post("/enrollments/", form)
    answer = api(world.lin).post(
        f"/customers/{wang.pk}/status/", {"status": "lost", "reason": "price"}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "status_follows_enrollments")
    assert api(world.lin).get(f"/customers/{wang.pk}/").json()["status_moves"] == ["do_not_contact"]


def test_nobody_with_an_enrollment_is_deleted(api, world, wang, python):
    make_enrollment(wang, python, State.CANCELLED)
    answer = api(world.ada).delete(f"/customers/{wang.pk}/", if_match=f'"{wang.version}"')
    assert (answer.status_code, answer.json()["code"]) == (409, "already_enrolled")


def test_a_form_offers_the_plans_that_are_still_used(api, world, form):
    template = PlanTemplate.objects.create(name="30/70", parts=[], is_active=False)
    answer = api(world.lin).post("/enrollments/", {**form, "plan_template": template.pk})
    assert answer.status_code == 400
