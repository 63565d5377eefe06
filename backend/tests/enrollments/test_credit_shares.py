"""Who is credited: changed by who leads, kept in a ledger, disputed before them (R215–R217)."""

import pytest
from django.db import DatabaseError, transaction

from shoal.activity.models import Event
from shoal.enrollments.models import CreditChange, CreditDispute, CreditShare
from shoal.enrollments.services.credit import amounts_of
from shoal.enrollments.services.money_check import wrong_money
from tests.world import NOW, make_employee

from .money import make_seat
from .school import make_payment


@pytest.fixture
def sale(world):
    """lin's, paid with 1,000.00."""
    seat = make_seat(world, state="active")
    make_payment(seat, 100_000)
    CreditShare.objects.create(enrollment=seat, employee=world.lin, percent=100)
    return seat


@pytest.fixture
def dispute(world, sale):
    CreditShare.objects.filter(enrollment=sale).update(employee=world.bo)
    return CreditDispute.objects.create(
        enrollment=sale, raised_by=world.lin, raised_at=NOW, claim="I found them"
    )


def share(employee, percent):
    return {"employee": employee.pk, "percent": percent}


def credit(api, who, sale, *shares, note="together"):
    body = {"shares": list(shares), "note": note}
    return api(who).post(f"/enrollments/{sale.pk}/credit/", body)


def shares_of(sale):
    shares = sale.credit_shares.order_by("-percent", "employee")
    return list(shares.values_list("employee__username", "percent"))


def decide(api, who, dispute, **body):
    return api(who).post(f"/credit-disputes/{dispute.pk}/decide/", {"note": "why", **body})


# --- shares (R215, R216) --------------------------------------------------------------------------
def test_who_leads_shares_the_credit_and_the_ledger_says_why(api, world, sale, clock):
    answer = credit(api, world.mei, sale, share(world.bo, 40), share(world.lin, 60))
    assert answer.status_code == 200, answer.json()
    assert shares_of(sale) == [("lin", 60), ("bo", 40)]
    event = Event.objects.get(kind="enrollment.credited")
    assert (event.data["before"], event.data["after"]) == (
        [[world.lin.pk, 100]], [[world.lin.pk, 60], [world.bo.pk, 40]],
    )  # fmt: skip
    assert "together" not in str(event.data)
    (told,) = api(world.lin).get(f"/enrollments/{sale.pk}/credit/").json()["changes"]
    assert (told["note"], told["changed_by"]["name"], told["changed_at"]) == (
        "together", "Mei", "2026-11-20T02:00:00Z",
    )  # fmt: skip
    assert [(s["employee"]["name"], s["percent"]) for s in told["after"]] == [
        ("Lin", 60), ("Bo", 40),
    ]  # fmt: skip
    # Whoever is credited sees the sale.
    assert api(world.bo).get(f"/enrollments/{sale.pk}/").status_code == 200
    assert wrong_money() == []


@pytest.mark.parametrize(
    ("percents", "code"), [((60, 30), "sum"), ((60, 50), "sum"), ((0, 100), "min_value")]
)
def test_shares_sum_to_100(api, world, sale, percents, code):
    shares = [share(who, p) for who, p in zip((world.lin, world.bo), percents, strict=True)]
    answer = credit(api, world.mei, sale, *shares)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, code)
    assert (shares_of(sale), CreditChange.objects.count()) == ([("lin", 100)], 0)


def test_each_once_and_somebody_who_works_here(api, world, sale):
    twice = credit(api, world.mei, sale, share(world.bo, 50), share(world.bo, 50))
    assert twice.json()["errors"][0]["code"] == "repeated"
    gone = make_employee("gone", state="left")
    answer = credit(api, world.mei, sale, share(world.lin, 50), share(gone, 50))
    assert answer.json()["errors"][0]["pointer"] == "/shares/1/employee"
    CreditShare.objects.filter(enrollment=sale).update(employee=gone)
    assert credit(api, world.mei, sale, share(world.lin, 50), share(gone, 50)).status_code == 200


def test_nobody_takes_or_gives_their_own(api, world, sale):
    answer = credit(api, world.mei, sale, share(world.lin, 50), share(world.mei, 50))
    assert (answer.status_code, answer.json()["code"]) == (403, "own_credit")
    CreditShare.objects.filter(enrollment=sale).update(employee=world.mei)
    assert credit(api, world.mei, sale, share(world.lin, 100)).json()["code"] == "own_credit"
    assert credit(api, world.ada, sale, share(world.lin, 100)).status_code == 200


def test_the_ledger_is_never_rewritten(api, world, sale):
    credit(api, world.mei, sale, share(world.bo, 100))
    change = CreditChange.objects.filter(enrollment=sale)
    for wrong in (
        lambda: change.update(after=[]), lambda: change.update(note="other"), change.delete,
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()
    assert change.update(note="") == 1


def test_a_refund_claws_the_credit_back_in_proportion(api, world, sale):
    credit(api, world.mei, sale, share(world.lin, 60), share(world.bo, 40))
    make_payment(sale, 50_001, type="refund")
    shown = api(world.lin).get(f"/enrollments/{sale.pk}/").json()["credit_shares"]
    assert [(s["amount"], s["clawed_back"]) for s in shown] == [
        ("300.00", "300.01"), ("199.99", "200.00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("total", "percents", "amounts"),
    [(100, [33, 33, 34], [33, 33, 34]), (1, [50, 50], [1, 0]), (0, [100], [0]), (5, [], [])],
)
def test_the_amounts_of_shares_sum_to_the_total(total, percents, amounts):
    assert amounts_of(total, percents) == amounts


# --- disputes (R217) ------------------------------------------------------------------------------
def test_who_holds_them_says_that_the_sale_is_theirs(api, world, sale):
    CreditShare.objects.filter(enrollment=sale).update(employee=world.bo)
    path, body = f"/enrollments/{sale.pk}/disputes/", {"claim": "I found them"}
    answer = api(world.lin).post(path, body)
    assert answer.status_code == 201, answer.json()
    shown = answer.json()
    assert (shown["state"], shown["claim"], shown["raised_by"]["name"]) == (
        "open", "I found them", "Lin",
    )  # fmt: skip
    assert shown["refusals"]["decide"]["code"] == "role_may_not"
    assert api(world.lin).post(path, body).json()["code"] == "disputed_already"
    assert api(world.bo).post(path, body).json()["code"] == "credited_wholly"
    (item,) = api(world.mei).get("/inbox/").json()["items"]
    assert (item["kind"], item["id"], item["owner"]["name"]) == ("dispute", shown["id"], "Lin")


def test_others_do_not_read_it(api, world, dispute):
    assert api(world.bo).get(f"/credit-disputes/{dispute.pk}/").status_code == 404
    assert api(world.zoe).get(f"/credit-disputes/{dispute.pk}/").status_code == 404
    told = api(world.bo).get(f"/enrollments/{dispute.enrollment_id}/credit/").json()
    assert told["disputes"] == []


def test_upheld_with_new_shares(api, world, dispute, clock):
    body = {"uphold": True, "shares": [share(world.lin, 70), share(world.bo, 30)]}
    answer = decide(api, world.mei, dispute, **body)
    assert answer.status_code == 200, answer.json()
    assert (answer.json()["state"], answer.json()["decision_note"]) == ("upheld", "why")
    assert shares_of(dispute.enrollment) == [("lin", 70), ("bo", 30)]
    assert CreditChange.objects.get().dispute_id == dispute.pk
    assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == [
        "enrollment.credited", "enrollment.dispute_decided",
    ]  # fmt: skip
    assert decide(api, world.mei, dispute, uphold=False).json()["code"] == "dispute_decided"
    assert api(world.mei).get("/inbox/").json()["items"] == []


def test_dismissed_nothing_changes(api, world, dispute):
    assert decide(api, world.mei, dispute, uphold=False).json()["state"] == "dismissed"
    assert shares_of(dispute.enrollment) == [("bo", 100)]
    assert CreditChange.objects.count() == 0


def test_upheld_says_for_whom(api, world, dispute):
    answer = decide(api, world.mei, dispute, uphold=True)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/shares")
    dispute.refresh_from_db()
    assert dispute.state == "open"


def test_not_by_who_raised_it_or_is_credited(api, world, dispute):
    CreditDispute.objects.update(raised_by=world.mei)
    answer = decide(api, world.mei, dispute, uphold=False)
    assert (answer.status_code, answer.json()["code"]) == (403, "own_credit")
    assert decide(api, world.ada, dispute, uphold=False).status_code == 200


def test_who_is_removed_leaves_no_words(api, world, sale, dispute):
    credit(api, world.mei, sale, share(world.lin, 100), note="王 said so")
    answer = api(world.ada).post(f"/customers/{sale.customer_id}/anonymise/")
    assert answer.status_code == 200, answer.json()
    dispute.refresh_from_db()
    assert (dispute.claim, CreditChange.objects.get().note) == ("", "")
