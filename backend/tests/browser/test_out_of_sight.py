"""What is not visible cannot be found: not by list, search, address, nor contact."""

import pytest
from playwright.sync_api import expect

from .people import new_name, row_of


@pytest.fixture
def held_by_lin(someone):
    handle = new_name("kora").replace(" ", "_").lower()
    return someone("lin").enters("Kora", hold=True, wechat=handle, remark="Only for lin")


@pytest.mark.parametrize("path", ["/mine", "/pool", "/search"])
def test_zoe_finds_lins_customer_in_no_list(someone, held_by_lin, path):
    zoe = someone("zoe")
    for text in (held_by_lin["name"], held_by_lin["wechat"], held_by_lin["typed_phone"]):
        page = zoe.open(f"{path}?search={text}")
        expect(page.get_by_text("Nobody").first).to_be_visible()
        expect(row_of(page, held_by_lin["name"])).to_have_count(0)
        page.close()


def test_zoe_does_not_see_her_by_the_address(someone, held_by_lin):
    page = someone("zoe").open(f"/customers/{held_by_lin['id']}")
    expect(page.get_by_text("You no longer see this customer.")).to_be_visible()
    for secret in (held_by_lin["name"], held_by_lin["wechat"], "Only for lin"):
        expect(page.get_by_text(secret)).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="My customers").click()
    expect(page.get_by_role("heading", name="My customers")).to_be_visible()


def test_zoe_does_not_see_her_in_a_drawer(someone, held_by_lin):
    page = someone("zoe").open(f"/pool?customer={held_by_lin['id']}&tab=ownership")
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_text("You no longer see this customer.")).to_be_visible()
    expect(drawer).not_to_contain_text(held_by_lin["name"])


def test_a_whole_number_tells_zoe_only_that_the_school_knows_it(someone, held_by_lin):
    page = someone("zoe").open(f"/search?search={held_by_lin['typed_phone']}")
    known = page.get_by_role("region", name="Known by this contact")
    expect(known).to_contain_text("held by")
    expect(known.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("main")).not_to_contain_text(held_by_lin["wechat"])


def test_contacts_in_the_pool_are_masked_wherever_they_stand(someone):
    customer = someone("ada").enters("Lotte", hold=False, email="lotte@example.com")
    phone = customer["typed_phone"]
    zoe = someone("zoe")
    page = zoe.open(f"/pool?search={customer['name']}")
    masked = "*******" + phone[-4:]
    expect(row_of(page, customer["name"])).to_contain_text(masked)
    expect(row_of(page, customer["name"]).get_by_role("link", name="Call")).to_have_count(0)

    row_of(page, customer["name"]).press("Enter")
    drawer = page.get_by_role("dialog", name=customer["name"])
    drawer.get_by_role("tab", name="Details").click()
    expect(drawer.get_by_text(masked).first).to_be_visible()
    for whole in (phone, f"{phone[:3]} {phone[3:7]} {phone[7:]}", "lotte@example.com"):
        expect(page.get_by_text(whole)).to_have_count(0)
