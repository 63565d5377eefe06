"""The rules by which customers go back: days off, trying before saving, presets."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from .people import new_name, row_of

SHANGHAI = ZoneInfo("Asia/Shanghai")


def until(true: Callable[[], Any]) -> Any:
    """Wait for the worker, which follows a change of rules or calendar."""
    for _ in range(120):
        if found := true():
            return found
        time.sleep(0.5)
    raise AssertionError("the worker did not come to it")


def open_pool(page: Page, name: str) -> None:
    page.get_by_role("button", name=f"Change {name}").click()
    expect(page.get_by_role("dialog", name=f"Rules of {name}")).to_be_visible()


def after(page: Page, limit: str, number: int) -> None:
    group = page.get_by_role("radiogroup", name=limit)
    group.get_by_text("After", exact=True).click()
    group.get_by_role("textbox").fill(str(number))


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_days_off_move_a_countdown_and_removing_them_moves_it_back(someone, screen):
    lin, ada = someone("lin"), someone("ada", screen=screen)
    wang = lin.enters("Holiday", hold=True, intent="A")

    def due() -> datetime:
        found = lin.asks(f"/customers/{wang['id']}/")["recycle_due_at"]
        return datetime.fromisoformat(found)

    before = due()
    # Whoever is entered late in the evening falls due late on the last day.
    first = (datetime.now(SHANGHAI) + timedelta(days=1)).date()
    name = new_name("Moving day")
    page = ada.open("/admin/calendar?edit=new")
    panel = page.get_by_role("dialog")
    panel.get_by_label("Name").fill(name)
    panel.get_by_label("First day").fill(first.isoformat())
    panel.get_by_role("button", name="Add days").click()
    expect(page.get_by_text(f"{name} is added.")).to_be_visible()

    assert until(lambda: due() != before and due()) - before >= timedelta(days=1)
    mine = lin.open(f"/customers/{wang['id']}")
    expect(mine.get_by_role("img", name="Goes back to the pool")).to_be_visible()

    if first.year != datetime.now(SHANGHAI).year:
        page.get_by_role("button", name="The year after").click()
    page.get_by_role("button", name=f"Remove {name}").click()
    expect(page.get_by_text(f"{name} is removed.")).to_be_visible()
    until(lambda: due() == before)


def test_what_is_tried_is_asked_before_it_is_saved_and_then_happens(someone):
    lin, ada = someone("lin"), someone("ada")
    pool = ada.does("/pools/", name=new_name("Trial"), recycle_after_days={"A": 30})
    late, calm = (
        ada.enters(word, hold=False, pool=pool["id"], intent=intent)
        for word, intent in (("Late", "A"), ("Calm", "D"))
    )
    for customer in (late, calm):
        ada.does(f"/customers/{customer['id']}/assign/", owner=lin.id)
    page = ada.open("/admin/pools")
    open_pool(page, pool["name"])
    after(page, "Without a conversation: level A", 1)
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_text("These rules would return nobody at once.")).to_be_visible()
    told = page.get_by_role("row", name="All together").get_by_role("button")
    expect(told).to_have_text("1")
    told.click()
    rows = page.get_by_role("dialog", name="1 customer")
    expect(rows).to_contain_text(late["name"])
    rows.get_by_role("button", name="Close").click()

    def due(customer: dict[str, Any]) -> Any:
        return lin.asks(f"/customers/{customer['id']}/")["recycle_due_at"]

    before = due(late)
    # Nobody loses anybody now, so nothing is asked.
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(f"{pool['name']} is saved.")).to_be_visible()

    until(lambda: due(late) != before)
    soon = due(late)
    left = datetime.fromisoformat(soon) - datetime.now(SHANGHAI)
    assert timedelta(0) < left <= timedelta(days=1)
    assert due(calm) is None
    expect(
        page.get_by_text(
            "Without a conversation a customer goes back after 1 (level A) working days."
        )
    ).to_be_visible()


def test_a_new_pool_begins_with_one_of_three_policies(someone):
    ada = someone("ada")
    page = ada.open("/admin/pools?edit=new")
    panel = page.get_by_role("dialog", name="New pool")
    name = new_name("Strict pool")
    panel.get_by_label("Name").fill(name)
    panel.get_by_role("radio", name="Strict").check()
    warn = panel.get_by_role("radiogroup", name="Warn the holder").get_by_role("textbox")
    expect(warn).to_have_value("2")
    # What is hardly meant is pointed out, and saved all the same.
    warn.fill("9")
    expect(panel.get_by_text("The shortest limit is 3 days")).to_be_visible()
    panel.get_by_role("radio", name="Open").check()
    panel.get_by_role("radio", name="Strict").check()
    panel.get_by_role("button", name="New pool").click()
    expect(page.get_by_text(f"{name} is added.")).to_be_visible()
    card = row_of(page, name)
    expect(card).to_contain_text("3 (level A), 7 (level B), 14 (level C), 30 (level D)")
    expect(card).to_contain_text("The holder is warned 2 days before.")


def test_a_manager_protects_a_customer_and_sees_until_when(someone):
    lin, mei = someone("lin"), someone("mei")
    wang = lin.enters("Precious", hold=True)
    page = mei.open(f"/customers/{wang['id']}")
    page.get_by_role("button", name=f"More actions for {wang['name']}").click()
    page.get_by_role("menuitem", name="Protect from the clock").click()
    dialog = page.get_by_role("dialog", name=f"Protect {wang['name']}")
    dialog.get_by_role("button", name="Protect").click()
    expect(page.get_by_text("Protected until").first).to_be_visible()
    assert lin.asks(f"/customers/{wang['id']}/")["protected_until"] is not None
