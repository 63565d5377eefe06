"""POST customers/{id}/unmerge/ (R114)."""

from datetime import timedelta

import pytest

from shoal.activity.models import Event
from shoal.customers.models import (
    Customer,
    DuplicateProposal,
    FollowUp,
    Identity,
    MergeRecord,
)
from shoal.customers.services.contacts import remove_identity
from shoal.customers.services.ledger_check import check_ledger
from shoal.customers.services.merging import merge_customers
from shoal.customers.services.profile import edit_customer
from shoal.customers.services.removal import delete_customer
from shoal.customers.services.unmerging import unmerge_customers
from shoal.organization.models import Employee
from tests.world import NOW, make_customer

from .test_merge import OTHER, PHONE, family, merge, plan, state_of_all, twin, wang  # noqa: F401

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _clock(clock):
    clock.move_to(NOW, tick=False)


def unmerge(api, by, kept, **body):
    return api(by).post(f"/customers/{kept.pk}/unmerge/", body)


@pytest.fixture
def merged(world, api, wang, twin):  # noqa: F811
    """wang after lin's row of her was merged into bo's, name and phone taken."""
    assert merge(api, world.mei, wang, twin, take=["name", "phone", "remark"]).status_code == 200
    wang.refresh_from_db()
    return wang


def test_everything_goes_back_to_whose_it_was(world, api, merged, twin):  # noqa: F811
    answer = unmerge(api, world.mei, merged)
    assert answer.status_code == 200
    shown = answer.json()
    assert (shown["name"], shown["remark"], shown["phone"]) == ("王芳", "", PHONE)
    assert (shown["last_contact_at"], shown["next_follow_up_at"]) == (None, None)
    twin.refresh_from_db()
    assert (twin.merged_into, twin.owner, twin.pool) == (None, world.lin, world.pool)
    assert (twin.name, twin.phone, twin.wechat) == ("王方", OTHER, "wang_fang")
    assert (twin.last_contact_at, twin.next_follow_up_at) == (NOW - 2 * DAY, NOW + DAY)
    assert [p.assignee for p in twin.plans.all()] == [world.lin]
    assert twin.consultations.count() == 1
    spell = twin.spells.order_by("pk").last()
    assert (spell.start_reason, spell.owner, spell.started_by) == ("unmerged", world.lin, world.mei)
    son = twin.students.get()
    assert (son.owner, son.spells.order_by("pk").last().start_reason) == (world.lin, "unmerged")
    found = api(world.lin).get("/customers/", search="3900000000").json()["results"]
    assert [row["id"] for row in found] == [twin.pk]
    assert check_ledger() == {}


def test_both_are_told_of_and_the_record_stays(world, api, merged, twin):  # noqa: F811
    unmerge(api, world.mei, merged)
    record = MergeRecord.objects.get()
    assert (record.undone_at, record.undone_by) == (NOW, world.mei)
    about = {e.customer_id: e for e in Event.objects.filter(kind="customer.unmerged")}
    assert about[merged.pk].data == {
        "merged": twin.pk, "merge": record.pk, "fields": ["name", "phone", "remark"],
    }  # fmt: skip
    back = about[twin.pk]
    assert back.data == {"into": merged.pk, "merge": record.pk}
    assert (back.owner_before, back.owner_after) == (None, world.lin.pk)
    kinds = [
        (e["kind"], e["data"].get("customer"))
        for e in api(world.bo).get(f"/customers/{merged.pk}/timeline/").json()["results"]
    ]
    other = {"id": twin.pk, "name": "王方"}
    assert kinds[:2] == [("unmerge", other), ("merge", other)]


def test_what_came_since_stays(world, api, merged, twin):  # noqa: F811
    since = api(world.bo).post(
        "/follow-ups/", {"customer": merged.pk, "method": "call", "outcome": "reached"}
    )
    edit_customer(
        customer_id=merged.pk, expected_version=Customer.objects.get(pk=merged.pk).version,
        changes={"remark": "别打扰"}, by=world.bo, at=NOW,
    )  # fmt: skip
    assert unmerge(api, world.mei, merged).status_code == 200
    assert FollowUp.objects.get(pk=since.json()["id"]).customer == merged
    # The plan that it answered stays with the answer.
    assert merged.plans.get().state == "done"
    merged.refresh_from_db()
    assert (merged.name, merged.remark) == ("王芳", "别打扰")
    assert check_ledger() == {}


def test_who_no_longer_sells_gets_nobody_back(world, api, merged, twin):  # noqa: F811
    Employee.objects.filter(pk=world.lin.pk).update(state="suspended")
    assert unmerge(api, world.mei, merged).status_code == 200
    twin.refresh_from_db()
    assert (twin.owner, twin.pool, twin.entered_at) == (None, world.pool, NOW)
    assert twin.plans.get().state == "cancelled"
    assert twin.students.get().owner is None
    assert check_ledger() == {}


def test_a_student_returns_to_where_the_guardian_is(world, api, wang):  # noqa: F811
    father, student = family(world, "王强", "王小鸣", owner="lin")
    _, kept = family(world, "王芳", "王小明")
    assert merge(api, world.mei, kept, student).status_code == 200
    api(world.mei).post(f"/customers/{father.pk}/assign/", {"owner": world.mei.pk})
    assert unmerge(api, world.mei, kept).status_code == 200
    student.refresh_from_db()
    assert (student.guardian, student.owner) == (father, world.mei)
    assert check_ledger() == {}


def test_the_latest_first_or_the_one_that_is_named(world, api, merged, twin):  # noqa: F811
    third = make_customer("王房", pool=world.pool, owner=world.lin)
    first = MergeRecord.objects.get()
    assert merge(api, world.mei, merged, third, version=f'"{merged.version}"').status_code == 200
    assert unmerge(api, world.mei, merged, merge=first.pk).status_code == 200
    assert MergeRecord.objects.filter(undone_at=None).get().merged == third
    assert unmerge(api, world.mei, merged).status_code == 200
    assert check_ledger() == {}


def test_whoever_came_along_goes_back_too(world, api, wang, twin):  # noqa: F811
    third = make_customer("王房", pool=world.pool, owner=world.lin, qq="123456")
    merge(api, world.mei, twin, third)
    twin.refresh_from_db()
    merge(api, world.mei, wang, twin)
    unmerge(api, world.mei, wang)
    third.refresh_from_db()
    assert (third.merged_into, twin.identities.filter(kind="qq").count()) == (twin, 1)
    assert unmerge(api, world.mei, twin).status_code == 200
    assert third.identities.count() == 1
    assert check_ledger() == {}


def test_the_pair_is_not_proposed_again(world, api, wang, twin):  # noqa: F811
    pair = DuplicateProposal.objects.create(first=wang, second=twin, created_at=NOW)
    merge(api, world.mei, wang, twin)
    unmerge(api, world.mei, wang)
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == ("dismissed", world.mei)


# --- what is refused ------------------------------------------------------------------------------
def refused(api, by, kept, **body):
    before = state_of_all()
    answer = unmerge(api, by, kept, **body)
    assert state_of_all() == before
    return answer.status_code, answer.json()["code"]


def test_consultants_do_not_undo_it(world, api, merged):
    assert refused(api, world.bo, merged) == (403, "role_may_not")


def test_without_a_merge_there_is_nothing_to_undo(world, api, wang, merged):  # noqa: F811
    other = make_customer("李", pool=world.pool, owner=world.lin)
    assert refused(api, world.mei, other) == (409, "not_merged")
    named = MergeRecord.objects.get().pk
    assert refused(api, world.mei, other, merge=named) == (404, "not_found")
    unmerge(api, world.mei, merged)
    assert refused(api, world.mei, merged) == (409, "not_merged")
    assert refused(api, world.mei, merged, merge=named) == (409, "not_merged")


def test_after_thirty_days_it_stands(world, api, merged, clock):
    clock.move_to(NOW + 30 * DAY + timedelta(seconds=1), tick=False)
    assert refused(api, world.mei, merged) == (409, "unmerge_too_late")
    clock.move_to(NOW + 30 * DAY, tick=False)
    assert unmerge(api, world.mei, merged).status_code == 200


def test_a_contact_that_somebody_else_has_by_now_is_named(world, api, merged):
    moved = Identity.objects.get(value=OTHER)
    remove_identity(customer_id=merged.pk, identity_id=moved.pk, by=world.bo, at=NOW)
    make_customer("李", pool=world.pool, owner=world.lin, phone=OTHER)
    before = state_of_all()
    answer = unmerge(api, world.mei, merged)
    assert (answer.status_code, answer.json()["code"]) == (409, "identity_taken")
    assert answer.json()["kinds"] == ["phone"]
    assert state_of_all() == before


@pytest.mark.parametrize(
    "code", ["guardian_deleted", "guardian_is_student", "students_of_one_name"]
)
def test_a_student_needs_a_guardian_to_return_to(world, api, code):
    father, student = family(world, "王强", "王小鸣")
    kept = make_customer(
        "王小明", pool=world.pool, owner=world.bo, guardian=family(world, "王芳")[0]
    )
    assert merge(api, world.mei, kept, student).status_code == 200
    if code == "guardian_deleted":
        delete_customer(customer_id=father.pk, expected_version=1, by=world.mei, at=NOW)
    elif code == "guardian_is_student":
        Customer.objects.filter(pk=father.pk).update(guardian=family(world, "爷爷")[0])
    else:
        make_customer("王小鸣", pool=world.pool, owner=world.bo, guardian=father)
    assert refused(api, world.mei, kept) == (409, code)


def test_who_was_deleted_cannot_be_parted(world, api, merged):
    son = merged.students.get()
    delete_customer(customer_id=son.pk, expected_version=son.version, by=world.ada, at=NOW)
    merged.refresh_from_db()
    delete_customer(
        customer_id=merged.pk, expected_version=merged.version, by=world.mei, at=NOW
    )  # fmt: skip
    assert refused(api, world.mei, merged) == (404, "not_found")
    assert api(world.ada).post(f"/customers/{merged.pk}/restore/").status_code == 200
    assert unmerge(api, world.mei, merged).status_code == 200
    assert check_ledger() == {}


def test_students_come_from_a_pool_to_a_guardian_whose_hold_has_a_clock(world):
    world.pool.max_holding_days = 40
    world.pool.save()
    kept = make_customer("王芳", pool=world.pool)
    mother = make_customer("王方", pool=world.pool, owner=world.lin)
    son = make_customer("王小明", pool=world.pool, owner=world.lin, guardian=mother)
    merge_customers(
        kept_id=kept.pk, merged_id=mother.pk, take=(), expected_version=1, by=world.ada, at=NOW
    )
    son.refresh_from_db()
    assert son.owner is None

    unmerge_customers(kept_id=kept.pk, by=world.ada, at=NOW + DAY)

    son.refresh_from_db()
    assert (son.owner, son.recycle_due_at is None) == (world.lin, False)
    assert check_ledger() == {}


@pytest.mark.parametrize("moved_on", [False, True], ids=["theirs", "nobody's by now"])
def test_what_was_planned_with_a_student_is_planned_again(world, moved_on):
    guardian = make_customer("王芳", pool=world.east_pool, owner=world.lin)
    student = make_customer("王小明", pool=world.east_pool, owner=world.lin, guardian=guardian)
    planned, kept = plan(student, world.lin), make_customer("王芳", pool=world.east_pool)
    merge_customers(
        kept_id=kept.pk, merged_id=guardian.pk, take=[], expected_version=1, by=world.ada, at=NOW
    )
    planned.refresh_from_db()
    assert planned.state == "cancelled"  # in a pool nobody has plans (R44)
    if moved_on:
        student.refresh_from_db()
        student.guardian = None
        student.save(update_fields=["guardian"])
    unmerge_customers(kept_id=kept.pk, by=world.ada, at=NOW + timedelta(minutes=1))
    planned.refresh_from_db()
    student.refresh_from_db()
    if moved_on:
        assert (planned.state, student.next_follow_up_at) == ("cancelled", None)
    else:
        assert (planned.state, planned.closed_at, planned.assignee) == ("planned", None, world.lin)
        assert (student.owner, student.next_follow_up_at) == (world.lin, planned.due_at)
    assert check_ledger() == {}
