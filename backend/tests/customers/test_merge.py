"""POST customers/{id}/merge/ (R110-R113)."""

from datetime import timedelta

import pytest

from shoal.activity.models import Event
from shoal.customers.models import (
    Consultation,
    Customer,
    DuplicateProposal,
    FollowUp,
    FollowUpPlan,
    Identity,
    MergeRecord,
    OwnershipSpell,
)
from shoal.customers.services.ledger_check import check_ledger
from shoal.customers.services.plans import refresh_next
from shoal.customers.services.pool import assign_customer, claim_customer, release_customer
from shoal.customers.services.search import index_customers
from tests.world import NOW, make_customer

pytestmark = pytest.mark.usefixtures("clock")
DAY = timedelta(days=1)
PHONE, OTHER = "+8613812345678", "+8613900000000"


def log(customer, author, days, outcome="reached"):
    found = FollowUp.objects.create(
        customer=customer, author=author, method="call", outcome=outcome, note="打过电话",
        occurred_at=NOW - days * DAY, created_at=NOW - days * DAY,
    )  # fmt: skip
    copies = {"last_contact_at": found.occurred_at, "last_effective_contact_at": found.occurred_at}
    Customer.objects.filter(pk=customer.pk).update(**copies)
    return found


def plan(customer, assignee, days=1):
    found = FollowUpPlan.objects.create(
        customer=customer, assignee=assignee, created_by=assignee, created_at=NOW - DAY,
        due_at=NOW + days * DAY,
    )  # fmt: skip
    refresh_next([customer.pk])
    return found


def inquiry(customer):
    return Consultation.objects.create(
        customer=customer, channel="phone", pool=customer.pool, occurred_at=NOW, created_at=NOW,
        disposition="attached", disposed_at=NOW,
    )  # fmt: skip


@pytest.fixture
def wang(world):
    """Held by bo, with a phone."""
    customer = make_customer("王芳", pool=world.pool, owner=world.bo, phone=PHONE)
    index_customers([customer.pk])
    return customer


@pytest.fixture
def twin(world):
    """The same person, held by lin: another phone, WeChat, a call, a plan, an inquiry, a son."""
    customer = make_customer(
        "王方", pool=world.pool, owner=world.lin, phone=OTHER, wechat="wang_fang", intent="A",
        remark="周末有空",
    )  # fmt: skip
    make_customer("王小明", pool=world.pool, owner=world.lin, guardian=customer)
    log(customer, world.lin, 2)
    plan(customer, world.lin)
    inquiry(customer)
    index_customers([customer.pk])
    return customer


def merge(api, by, kept, merged, take=(), version='"1"'):
    body = {"merged": merged.pk, "take": list(take)}
    return api(by).post(f"/customers/{kept.pk}/merge/", body, if_match=version)


def state_of_all():
    """Everything that a refused merge must leave as it was."""
    models = (Customer, Identity, OwnershipSpell, FollowUp, FollowUpPlan, MergeRecord)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_what_lives_of_the_other_is_the_kept_ones(world, api, wang, twin):
    son = twin.students.get()
    friend = make_customer("李雷", pool=world.pool, owner=world.bo, referred_by=twin)
    answer = merge(api, world.mei, wang, twin)
    assert answer.status_code == 200
    wang.refresh_from_db()
    twin.refresh_from_db()
    assert (wang.owner, wang.phone, wang.wechat) == (world.bo, PHONE, "wang_fang")
    assert wang.last_contact_at == NOW - 2 * DAY
    assert wang.next_follow_up_at == NOW + DAY
    assert [f.note for f in wang.follow_ups.all()] == ["打过电话"]
    assert [p.assignee for p in wang.plans.all()] == [world.bo]
    assert wang.consultations.count() == 1
    assert {(i.value, i.is_primary, i.is_live) for i in wang.identities.all()} == {
        (PHONE, True, True), (OTHER, False, True), ("wang_fang", True, True),
    }  # fmt: skip
    friend.refresh_from_db()
    assert friend.referred_by == wang
    assert (twin.merged_into, twin.owner, twin.phone) == (wang, None, "")
    assert (twin.last_contact_at, twin.next_follow_up_at) == (None, None)
    spell = twin.spells.get()
    assert (spell.ended_at, spell.end_reason, spell.ended_by) == (NOW, "merged", world.mei)
    son.refresh_from_db()
    assert (son.guardian, son.owner) == (wang, world.bo)
    assert [(s.owner, s.start_reason) for s in son.spells.order_by("pk")] == [
        (world.lin, "created"), (world.bo, "merged"),
    ]  # fmt: skip
    assert check_ledger() == {}


def test_both_are_told_of_in_the_log_without_a_word_of_what_they_say(world, api, wang, twin):
    merge(api, world.mei, wang, twin, take=["name", "phone"])
    about = {e.customer_id: e for e in Event.objects.filter(kind="customer.merged")}
    record = MergeRecord.objects.get()
    assert about[wang.pk].data == {
        "merged": twin.pk, "merge": record.pk, "fields": ["name", "phone"],
    }  # fmt: skip
    gone = about[twin.pk]
    assert gone.data == {"into": wang.pk, "merge": record.pk}
    assert (gone.owner_before, gone.owner_after) == (world.lin.pk, None)
    assert "王" not in str([e.data for e in about.values()])


def test_the_fields_named_are_taken_and_empty_ones_are_not(world, api, wang, twin):
    answer = merge(api, world.mei, wang, twin, take=["name", "phone", "intent", "gender", "qq"])
    assert answer.json()["name"] == "王方"
    wang.refresh_from_db()
    assert (wang.name, wang.phone, wang.intent, wang.remark) == ("王方", OTHER, "A", "")
    assert MergeRecord.objects.get().before["fields"] == {
        "name": ["王芳", "王方"], "intent": ["", "A"],
    }  # fmt: skip
    found = api(world.bo).get("/customers/", search="王方").json()["results"]
    assert [row["id"] for row in found] == [wang.pk]
    assert check_ledger() == {}


def test_what_protects_one_protects_the_person(world, api, wang, twin):
    Customer.objects.filter(pk=twin.pk).update(
        protected_until=NOW + 5 * DAY, exempt_reasons=["unpaid"]
    )
    merge(api, world.mei, wang, twin)
    wang.refresh_from_db()
    assert (wang.protected_until, wang.exempt_reasons) == (NOW + 5 * DAY, ["unpaid"])


def test_who_wants_no_contact_said_it_for_both_rows(world, api, wang, twin):
    Customer.objects.filter(pk=twin.pk).update(status="do_not_contact")
    merge(api, world.mei, wang, twin)
    wang.refresh_from_db()
    assert (wang.status, wang.next_follow_up_at) == ("do_not_contact", None)
    assert wang.plans.get().state == "cancelled"


def test_in_a_pool_there_are_no_plans(world, api, twin):
    wang = make_customer("王芳", pool=world.east_pool)
    merge(api, world.mei, wang, twin)
    assert wang.plans.get().state == "cancelled"
    son = wang.students.get()
    assert (son.owner, son.pool) == (None, world.east_pool)
    assert check_ledger() == {}


def test_whoever_was_merged_before_is_one_step_away(world, api, wang, twin):
    third = make_customer("王房", pool=world.pool, owner=world.lin)
    assert merge(api, world.mei, twin, third).status_code == 200
    assert merge(api, world.mei, wang, twin).status_code == 200
    third.refresh_from_db()
    assert third.merged_into == wang
    assert check_ledger() == {}


def test_open_proposals_follow_and_the_pair_is_settled(world, api, wang, twin):
    third = make_customer("王房", pool=world.pool, owner=world.lin)
    rows = [(wang, twin), (twin, third)]
    DuplicateProposal.objects.bulk_create(
        DuplicateProposal(first=a, second=b, created_at=NOW) for a, b in rows
    )
    merge(api, world.mei, wang, twin)
    found = {(p.first_id, p.second_id): p.state for p in DuplicateProposal.objects.all()}
    assert found == {(wang.pk, twin.pk): "merged", (wang.pk, third.pk): "open"}


# --- who may, and what is refused -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "status", "code"),
    [("lin", 403, "role_may_not"), ("zoe", 403, "role_may_not"), ("fan", 403, "role_may_not")],
)
def test_consultants_and_finance_do_not_merge(world, api, wang, twin, who, status, code):
    before = state_of_all()
    answer = merge(api, getattr(world, who), wang, twin)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert state_of_all() == before


def test_out_of_sight_there_is_nobody_to_merge(world, api, wang):
    zoes = make_customer("王方", pool=world.pool, owner=world.zoe)
    before = state_of_all()
    assert merge(api, world.mei, zoes, wang).status_code == 404
    answer = merge(api, world.mei, wang, zoes)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "unknown")
    assert state_of_all() == before
    assert merge(api, world.ada, wang, zoes).status_code == 200


def test_masked_customers_are_not_merged_by_who_cannot_compare_them(world, api, wang):
    lying = make_customer("王方", pool=world.pool, phone=OTHER)
    before = state_of_all()
    for kept, merged in ((wang, lying), (lying, wang)):
        answer = merge(api, world.mei, kept, merged)
        assert (answer.status_code, answer.json()["code"]) == (403, "contacts_hidden")
    assert state_of_all() == before


def test_who_looks_at_an_old_version_is_told(world, api, wang, twin):
    before = state_of_all()
    assert merge(api, world.mei, wang, twin, version='"7"').status_code == 412
    assert (
        api(world.mei).post(f"/customers/{wang.pk}/merge/", {"merged": twin.pk}).status_code == 428
    )
    assert state_of_all() == before


def test_nobody_is_merged_into_themselves(world, api, wang):
    answer = merge(api, world.mei, wang, wang)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "self")


def family(world, parent, *children, owner="bo"):
    holder = getattr(world, owner)
    guardian = make_customer(parent, pool=world.pool, owner=holder)
    return guardian, *(
        make_customer(name, pool=world.pool, owner=holder, guardian=guardian) for name in children
    )


HOUSEHOLDS = {
    "guardian_of_the_other": lambda w: family(w, "王芳", "王小明"),
    "guardian_is_student": lambda w: (family(w, "王芳", "王小明")[1], family(w, "李", "李四")[0]),
    "keep_the_student": lambda w: (family(w, "王小明")[0], family(w, "王芳", "王小明")[1]),
    "students_of_one_name": lambda w: (
        family(w, "王芳", "王小明")[0], family(w, "王方", "王小明", "王小红")[0],
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", HOUSEHOLDS)
def test_households_stay_one_guardian_and_students(world, api, code):
    kept, merged = HOUSEHOLDS[code](world)
    before = state_of_all()
    answer = merge(api, world.mei, kept, merged)
    assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert state_of_all() == before


def test_two_families_become_one(world, api):
    kept, elder = family(world, "王芳", "王小明")
    merged, younger = family(world, "王方", "王小红", owner="lin")
    assert merge(api, world.mei, kept, merged).status_code == 200
    assert set(kept.students.living()) == {elder, younger}
    assert check_ledger() == {}


def test_of_two_rows_of_one_student_the_kept_one_stays_with_its_guardian(world, api):
    mother, kept = family(world, "王芳", "王小明")
    father, merged = family(world, "王强", "王小鸣", owner="lin")
    assert merge(api, world.mei, kept, merged, take=["name"]).status_code == 200
    kept.refresh_from_db()
    assert (kept.guardian, kept.name, father.students.living().count()) == (mother, "王小鸣", 0)
    assert check_ledger() == {}


def test_a_name_that_the_family_has_is_not_taken(world, api):
    _, kept, _sister = family(world, "王芳", "王小明", "王小红")
    merged = make_customer("王小红", pool=world.pool, owner=world.lin)
    before = state_of_all()
    answer = merge(api, world.mei, kept, merged, take=["name"])
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "student_exists")
    assert state_of_all() == before


def test_who_has_enrolled_is_kept(world, api, wang, twin):
    Customer.objects.filter(pk=twin.pk).update(status="enrolled")
    answer = merge(api, world.mei, wang, twin)
    assert (answer.status_code, answer.json()["code"]) == (409, "keep_the_enrolled")


# --- reading the histories of both (R113) ---------------------------------------------------------
def test_the_timeline_tells_of_both_and_says_whose_it_was(world, api, wang, twin):
    merge(api, world.mei, wang, twin, take=["name"])
    entries = api(world.bo).get(f"/customers/{wang.pk}/timeline/").json()["results"]
    told = [(e["kind"], e["merged"] and e["merged"]["id"]) for e in entries]
    assert told[0] == ("merge", None)
    assert entries[0]["data"] == {
        "customer": {"id": twin.pk, "name": "王方"},
        "changes": [{"field": "name", "old": "王芳", "new": "王方"}],
    }
    assert ("spell", None) in told
    assert {
        ("spell", twin.pk),
        ("created", twin.pk),
        ("follow_up", twin.pk),
        ("plan", twin.pk),
    } <= (set(told))
    first = api(world.bo).get(f"/customers/{wang.pk}/timeline/", page_size=3).json()
    paged, further = first["results"], first["next"]
    while further:
        page = api(world.bo).client.get(further).json()
        paged, further = paged + page["results"], page["next"]
    assert paged == entries


def test_a_spell_tells_from_whom_it_came_of_its_own_row_only(world, api, wang, twin):
    assign_customer(customer_id=twin.pk, to_id=world.mei.pk, by=world.mei, at=NOW - DAY)
    merge(api, world.mei, wang, twin)
    entries = api(world.bo).get(f"/customers/{wang.pk}/timeline/").json()["results"]
    spells = [
        (e["merged"] is not None, (e["data"]["from"] or {}).get("owner"), e["data"]["to"]["owner"])
        for e in entries
        if e["kind"] == "spell"
    ]
    lin, mei, bo = ({"id": p.pk, "name": p.display_name} for p in (world.lin, world.mei, world.bo))
    assert spells == [(True, lin, mei), (True, None, lin), (False, None, bo)]


def test_ownership_tells_of_both(world, api, wang, twin):
    merge(api, world.mei, wang, twin)
    spells = api(world.bo).get(f"/customers/{wang.pk}/ownership/").json()["results"]
    assert {(s["owner"]["name"], s["merged"] and s["merged"]["id"]) for s in spells} == {
        ("Bo", None), ("Lin", twin.pk),
    }  # fmt: skip
    past = (NOW - DAY).isoformat()
    answer = api(world.bo).get(f"/customers/{wang.pk}/ownership/", at=past).json()
    assert answer["owner"]["name"] == "Bo"
    assert [s["owner"]["name"] for s in answer["others"]] == ["Lin"]


@pytest.mark.parametrize("rule", ["reclaim_cooldown_days", "fresh_hold_hours"])
def test_whoever_held_one_of_them_lately_waits(world, api, rule):
    """Merged by somebody who forgot about it, nobody gets a customer back sooner."""
    kept = make_customer("王芳", pool=world.east_pool, since=NOW - timedelta(hours=1))
    merged = make_customer("王方", pool=world.east_pool, since=NOW - 9 * DAY)
    claim_customer(customer_id=merged.pk, by=world.lin, at=NOW - 8 * DAY)
    release_customer(customer_id=merged.pk, by=world.lin, at=NOW - 3 * DAY, reason="other")
    assert merge(api, world.mei, kept, merged).status_code == 200
    setattr(world.east_pool, rule, 30)
    world.east_pool.save()
    code = {"reclaim_cooldown_days": "cooling_off", "fresh_hold_hours": "fresh_hold"}[rule]
    lin, bo = api(world.lin), api(world.bo)
    row = lin.get("/pool/").json()["results"][0]
    assert row["refusals"]["claim"]["code"] == code
    assert lin.get(f"/customers/{kept.pk}/").json()["refusals"]["claim"]["code"] == code
    assert lin.post(f"/customers/{kept.pk}/claim/").json()["code"] == code
    assert lin.post("/pool/claim-next/").json()["code"] == "nothing_to_claim"
    assert bo.get("/pool/").json()["results"][0]["refusals"]["claim"] is None
    assert bo.post("/pool/claim-next/").status_code == 200


# --- before it is done ----------------------------------------------------------------------------
def test_the_comparison_says_what_differs_and_what_moves(world, api, wang, twin):
    answer = api(world.mei).get(f"/customers/{wang.pk}/merge/", merged=twin.pk)
    assert answer.status_code == 200
    told = answer.json()
    assert (told["kept"]["id"], told["merged"]["id"]) == (wang.pk, twin.pk)
    assert told["differing"] == ["intent", "name", "phone", "remark", "wechat"]
    assert told["moves"] == {
        "follow_ups": 1, "plans": 1, "consultations": 1, "contacts": 2, "students": 1,
    }  # fmt: skip
    assert told["refusal"] is None


def test_the_comparison_says_why_not(world, api):
    kept, merged = family(world, "王芳", "王小明")
    told = api(world.mei).get(f"/customers/{kept.pk}/merge/", merged=merged.pk).json()
    assert told["refusal"]["code"] == "guardian_of_the_other"


@pytest.mark.parametrize(("text", "code"), [("x", "id"), ("999", "unknown"), (None, "required")])
def test_what_cannot_be_compared(world, api, wang, text, code):
    query = {} if text is None else {"merged": text}
    answer = api(world.mei).get(f"/customers/{wang.pk}/merge/", **query)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, code)


def test_the_detail_tells_who_was_merged_by_whom_and_until_when_it_can_be_undone(
    world, api, wang, twin
):
    shown = merge(api, world.mei, wang, twin).json()
    record = MergeRecord.objects.get()
    assert shown["merges"] == [
        {
            "id": record.pk, "merged": {"id": twin.pk, "name": "王方"},
            "at": "2026-11-20T02:00:00Z", "by": {"id": world.mei.pk, "name": "Mei"},
            "undoable_until": "2026-12-20T02:00:00Z",
        }
    ]  # fmt: skip
    assert shown["refusals"]["merge"] is None
    assert api(world.bo).get(f"/customers/{wang.pk}/").json()["refusals"]["merge"]["code"] == (
        "role_may_not"
    )


def test_who_was_merged_away_is_not_there(world, api, wang, twin):
    merge(api, world.mei, wang, twin)
    for viewer in (world.mei, world.ada, world.lin):
        assert api(viewer).get(f"/customers/{twin.pk}/").status_code == 404
    known = api(world.bo).post("/customers/check-duplicates/", {"phone": OTHER}).json()["matches"]
    assert [match["customer"] for match in known] == [wang.pk]
    assert api(world.ada).post(f"/customers/{twin.pk}/restore/").status_code == 404
