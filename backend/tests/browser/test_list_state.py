"""The state of a list lives in its address; Back restores it with its scroll position."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect


def wait_until_scrolled(page: Page, there: Callable[[float], bool]) -> None:
    """Playwright's own waiting evaluates text in the page, which the CSP forbids."""
    for _ in range(150):
        if there(page.evaluate("window.scrollY")):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"scrolled to {page.evaluate('window.scrollY')}")


def test_filters_order_and_search_are_in_the_address_and_survive_a_reload(someone):
    page = someone("lin").open("/pool")
    page.get_by_role("button", name="Status").click()
    page.get_by_role("dialog", name="Status").get_by_label("New").check()
    page.keyboard.press("Escape")
    page.get_by_label("Order by").select_option(label="Name A–Z")
    page.get_by_role("searchbox", name="Search these").fill("王")
    expect(page).to_have_url(re.compile("status=new.*search=|search=.*status=new"))

    page.reload()
    expect(page.get_by_role("button", name="Status: New", exact=True)).to_be_visible()
    expect(page.get_by_label("Order by")).to_have_value("name")
    expect(page.get_by_role("searchbox", name="Search these")).to_have_value("王")


def test_back_from_a_customer_restores_filters_and_scroll(someone):
    page = someone("lin").open("/pool?ordering=name")
    expect(page.get_by_role("row").nth(10)).to_be_visible()
    page.mouse.move(700, 500)
    page.mouse.wheel(0, 1200)
    wait_until_scrolled(page, lambda y: y > 1000)
    page.get_by_role("row").nth(12).get_by_role("button", name="More actions for").click()
    was = page.evaluate("window.scrollY")
    page.get_by_role("menuitem", name="Open as a page").click()
    expect(page).to_have_url(re.compile("/customers/"))
    expect(page.get_by_role("tab", name="Timeline")).to_be_visible()

    page.go_back()
    expect(page).to_have_url("/pool?ordering=name")
    wait_until_scrolled(page, lambda y: abs(y - was) < 40)


def test_back_closes_the_drawer_and_keeps_the_list(someone):
    page = someone("lin").open("/mine?ordering=name")
    page.get_by_role("row").nth(2).press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).to_have_url("/mine?ordering=name")
