"""A consultant's day: log in, claim, log, release; edit and delete in the pool."""

import re

from playwright.sync_api import expect

from .people import choose, choose_in_menu, hold_back, log_in, row_of, search_for


def test_from_the_login_to_a_released_customer(someone):
    customer = someone("bo").enters("Anna", hold=False)
    name = customer["name"]

    page = someone().open("/login")
    log_in(page, "lin")
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()
    expect(page.get_by_role("region", name="Overdue")).to_be_visible()

    page.get_by_role("navigation").get_by_role("link", name="Pool").click()
    search_for(page, name)
    row_of(page, name).get_by_role("button", name=f"Claim {name}").click()
    expect(page.get_by_text(f"{name} is yours.")).to_be_visible()
    drawer = page.get_by_role("dialog", name=name)
    expect(drawer.get_by_role("link", name="Call").first).to_be_visible()

    drawer.get_by_role("button", name="Log follow-up").click()
    sheet = page.get_by_role("dialog", name=f"Log a follow-up with {name}")
    choose(sheet, "What came of it", "Reached")
    sheet.get_by_label("Note", exact=True).fill("Asks for Saturday mornings")
    choose(sheet, "When next?", "Tomorrow")
    sheet.get_by_role("button", name="Save").click()
    expect(page.get_by_text(f"Follow-up with {name} saved")).to_be_visible()
    expect(drawer.get_by_text("Asks for Saturday mornings").first).to_be_visible()
    drawer.get_by_role("button", name="Close").click()

    page.get_by_role("navigation").get_by_role("link", name="My customers").click()
    search_for(page, name)
    mine = row_of(page, name)
    expect(mine).to_contain_text("Contacted")
    expect(mine).to_contain_text("Asks for Saturday mornings")

    choose_in_menu(page, customer, "Release")
    asked = page.get_by_role("dialog", name=f"Release {name}?")
    asked.get_by_role("button", name="Release").click()
    expect(asked.get_by_text("This is needed.")).to_be_visible()
    asked.get_by_label("Reason").select_option(index=1)
    asked.get_by_label("Note for the next consultant").fill("Moves to another city")
    asked.get_by_role("button", name="Release").click()
    expect(page.get_by_text(f"{name} is back in the pool.")).to_be_visible()
    expect(row_of(page, name)).to_have_count(0)

    spells = someone("ada").asks(f"/customers/{customer['id']}/ownership/")["results"]
    assert [spell["start_reason"] for spell in spells] == ["released", "claimed", "created"]
    assert spells[0]["note"] == "Moves to another city"


def test_a_claimed_row_turns_before_the_server_has_answered(someone):
    customer = someone("bo").enters("Berta", hold=False)
    name = customer["name"]
    page = someone("lin").open(f"/pool?search={name}")
    waiting = hold_back(page, "**/api/v1/customers/*/claim/")

    row_of(page, name).get_by_role("button", name=f"Claim {name}").click()
    expect(row_of(page, name)).to_contain_text("Yours")
    expect(page.get_by_text(f"{name} is yours.")).to_have_count(0)

    waiting[0].continue_()
    expect(page.get_by_text(f"{name} is yours.")).to_be_visible()
    expect(row_of(page, name)).to_contain_text("Yours")


def test_claim_next_opens_whom_it_claimed(someone):
    lin = someone("lin")
    page = lin.open("/pool")
    page.get_by_role("button", name="Claim next").click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_role("button", name="Log follow-up")).to_be_visible()
    expect(page).to_have_url(re.compile("customer="))
    claimed = lin.asks(f"/customers/{page.url.split('customer=')[1].split('&')[0]}/")
    assert claimed["owner"]["id"] == lin.id


def test_several_ticked_are_claimed_together(someone):
    bo, lin = someone("bo"), someone("lin")
    customers = [bo.enters("Carl", hold=False) for _ in range(3)]
    page = lin.open("/pool?search=Carl&ordering=-created_at")
    for customer in customers:
        row_of(page, customer["name"]).get_by_role("checkbox").check()
    page.get_by_role("toolbar", name="3 selected").get_by_role("button", name="Claim 3").click()
    expect(page.get_by_text("3 claimed")).to_be_visible()
    for customer in customers:
        expect(row_of(page, customer["name"])).to_contain_text("Yours")
        assert lin.asks(f"/customers/{customer['id']}/")["owner"]["id"] == lin.id


def test_on_a_phone_a_call_is_logged_with_two_taps(someone):
    lin = someone("lin", screen="phone")
    customer = lin.enters("Dora", hold=True)
    name, phone = customer["name"], customer["typed_phone"]
    page = lin.open(f"/mine?search={name}")

    call = row_of(page, name).get_by_role("link", name="Call")
    expect(call).to_have_attribute("href", f"tel:+86{phone}")
    call.click()
    sheet = page.get_by_role("dialog", name=f"Log a follow-up with {name}")
    expect(sheet.get_by_text("First choose what came of it.").first).to_be_visible()
    choose(sheet, "What came of it", "No answer")
    sheet.get_by_role("button", name="In 3 days").click()

    expect(page.get_by_text(f"Follow-up with {name} saved")).to_be_visible()
    expect(sheet).to_have_count(0)
    now = lin.asks(f"/customers/{customer['id']}/")
    assert now["last_words"]["outcome"] == "no_answer"
    assert [plan["kind"] for plan in now["open_plans"]] == ["call"]


def test_in_the_pool_an_unmasked_field_is_edited_and_a_contact_is_not(someone):
    customer = someone("bo").enters("Erik", hold=False)
    lin = someone("lin")
    page = lin.open(f"/pool?search={customer['name']}")
    choose_in_menu(page, customer, "Edit")

    drawer = page.get_by_role("dialog", name=customer["name"])
    expect(drawer.get_by_text("Contacts are masked until claimed.")).to_be_visible()
    expect(drawer.get_by_role("button", name="Edit Phone")).to_have_count(0)
    drawer.get_by_role("button", name="Edit Remark").click()
    drawer.get_by_label("Remark").fill("Prefers WeChat")
    drawer.get_by_label("Remark").press("Control+Enter")

    expect(page.get_by_text("Remark saved.")).to_be_visible()
    assert lin.asks(f"/customers/{customer['id']}/")["remark"] == "Prefers WeChat"


def test_only_what_i_entered_today_is_deleted_from_the_pool(someone):
    lin = someone("lin")
    mine = lin.enters("Frida", hold=False)
    others = someone("bo").enters("Frida", hold=False)
    page = lin.open("/pool?search=Frida")

    more = row_of(page, others["name"]).get_by_role("button", name="More actions for")
    more.click()
    refused = page.get_by_role("menuitem", name="Delete")
    expect(refused).to_be_disabled()
    expect(refused).to_contain_text("You may delete only customers you entered today.")
    page.keyboard.press("Escape")
    expect(more).to_be_focused()

    choose_in_menu(page, mine, "Delete")
    asked = page.get_by_role("dialog", name=f"Delete {mine['name']}?")
    expect(asked).to_contain_text("Hidden at once from everybody")
    asked.get_by_role("button", name="Delete").click()
    expect(page.get_by_text(f"{mine['name']} was deleted.")).to_be_visible()
    expect(row_of(page, mine["name"])).to_have_count(0)
    assert lin.status_of(f"/customers/{mine['id']}/") == 404
    assert lin.status_of(f"/customers/{others['id']}/") == 200
