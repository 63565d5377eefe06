"""Applications in the inbox of those who decide about them (R153, R174)."""

from datetime import timedelta

import pytest

from shoal.enrollments.models import Enrollment, EnrollmentPolicy
from tests.world import NOW

from .money import make_seat, make_student
from .school import make_class

HOUR = timedelta(hours=1)


def applied(world, name="王小明", ago=HOUR, **kwargs):
    kwargs.setdefault("student", make_student(world, name))
    wanted = {"decided_by": None, "decided_at": None, "submitted_at": NOW - ago, **kwargs}
    return make_seat(world, f"C-{name}", state="submitted", **wanted)


def items(api, who):
    return [i for i in api(who).get("/inbox/").json()["items"] if "application" in i["kind"]]


def test_who_waits_longest_first_with_who_sold_what_and_what_for(api, world):
    later = applied(world)
    first = applied(world, "李", 2 * HOUR, discount=15_500)
    box = api(world.mei).get("/inbox/").json()
    assert [item["id"] for item in box["items"]] == [first.pk, later.pk]
    assert (box["open"], box["counts"]["application"]) == (2, 2)
    assert box["items"][0] == {
        "kind": "application", "id": first.pk, "since": "2026-11-20T00:00:00Z", "waits": True,
        "subject": {"id": first.customer_id, "name": "李"},
        "other": {"id": first.class_group_id, "name": "C-李 Python"},
        "owner": {"id": world.lin.pk, "name": "Lin"}, "detail": "15", "due_at": None,
    }  # fmt: skip


@pytest.mark.parametrize("role", ["consultant", "submitted_by", "created_by"])
def test_ones_own_sale_waits_for_somebody_else(api, world, role):
    mine = applied(world)
    Enrollment.objects.filter(pk=mine.pk).update(**{role: world.mei})
    assert [(i["kind"], i["waits"]) for i in items(api, world.mei)] == [("own_application", False)]
    assert api(world.mei).get("/inbox/").json()["open"] == 0
    assert [i["kind"] for i in items(api, world.ada)] == ["application"]


def test_what_is_decided_waits_no_more(api, world):
    waits = applied(world)
    assert api(world.mei).post(f"/enrollments/{waits.pk}/approve/", {}).status_code == 200
    assert items(api, world.mei) == []


def test_of_other_departments_nothing(api, world):
    applied(world, student=make_student(world, "周", owner=world.zoe))
    assert items(api, world.mei) == []
    assert len(items(api, world.ada)) == 1


def test_a_discount_that_only_admins_approve_says_so_before_it_is_tried(api, world):
    EnrollmentPolicy.objects.update(manager_discount_percent=20)
    big = applied(world, class_group=make_class(world, "BIG"), discount=30_000)

    def refusal(who):
        return api(who).get(f"/enrollments/{big.pk}/").json()["refusals"]["approve"]

    assert refusal(world.mei)["code"] == "discount_too_high"
    assert refusal(world.ada) is None
