"""The rule for refunds is told in examples that the rule itself computes (R182)."""

import pytest

from shoal.enrollments.refund_examples import refund_examples


def dues(**kwargs):
    return {line["case"]: line["due"] for line in refund_examples(**kwargs)}


@pytest.mark.django_db
@pytest.mark.parametrize("rule", ["sessions", "days"])
def test_by_sessions_or_days_a_quarter_is_a_quarter(rule):
    assert dues(rule=rule, fee_percent=0) == {
        "before": "3600.00", "quarter": "2700.00", "part_paid": "300.00", "used_up": "0.00",
    }  # fmt: skip


@pytest.mark.django_db
def test_a_fee_is_kept_once_the_class_has_begun():
    assert dues(rule="sessions", fee_percent=10) == {
        "before": "3600.00", "quarter": "2430.00", "part_paid": "270.00", "used_up": "0.00",
    }  # fmt: skip


def test_whoever_sets_the_rule_sees_what_another_would_mean(api, world):
    query = {"refund_rule": "days", "refund_fee_percent": "0"}
    answer = api(world.ada).get("/enrollment-policy/refund-examples/", **query)
    line = answer.json()["results"][1]
    assert (line["done"], line["total"], line["due"]) == (28, 112, "2700.00")
    bad = api(world.ada).get("/enrollment-policy/refund-examples/", refund_rule="mood")
    assert bad.status_code == 400
