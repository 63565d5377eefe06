"""The demo school in the evening of its first day: who was expected, and came."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from shoal.customers.services.ledger_check import check_ledger
from shoal.organization.models import Employee
from tests.api import Api

EVENING = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # 20:00 in Shanghai


@pytest.mark.django_db
def test_some_came_and_one_did_not(time_machine):
    time_machine.move_to(EVENING, tick=False)
    call_command("load_demo")
    ada = Api(Employee.objects.get(username="ada"))
    rows = ada.get("/follow-up-plans/expected/").json()["results"]
    arrivals = [row["arrival"] for row in rows]
    assert (arrivals.count("came"), arrivals.count("did_not_come")) == (2, 1)
    assert check_ledger() == {}
