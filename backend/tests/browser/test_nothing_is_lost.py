"""Conflicts stand side by side; a lost network keeps what was typed, a retry doubles nothing."""

import pytest
from playwright.sync_api import expect

from .people import choose, new_name, new_phone


@pytest.fixture
def lin(someone):
    return someone("lin")


def edit_remark(lin, customer, text):
    """Open the field, let somebody else write first, then type."""
    page = lin.open(f"/customers/{customer['id']}")
    page.get_by_role("button", name="Edit Remark").click()
    lin.edits(customer, remark="Written by somebody else")
    page.get_by_role("textbox", name="Remark").fill(text)
    page.get_by_role("textbox", name="Remark").press("Control+Enter")
    return page


@pytest.mark.parametrize(
    ("choice", "stands"),
    [("Keep mine", "Written by me"), ("Take theirs", "Written by somebody else")],
)
def test_two_versions_of_a_field_stand_side_by_side(lin, choice, stands):
    customer = lin.enters("Egon", hold=True, remark="As it was")
    page = edit_remark(lin, customer, "Written by me")
    asked = page.get_by_role("dialog", name="Somebody changed this meanwhile")
    for text in ("As it was", "Written by somebody else", "Written by me"):
        expect(asked.get_by_text(text)).to_be_visible()

    asked.get_by_role("button", name=choice).click()
    expect(page.get_by_role("textbox", name="Remark")).to_have_count(0)
    expect(page.get_by_text(stands).first).to_be_visible()
    assert lin.asks(f"/customers/{customer['id']}/")["remark"] == stands


def test_when_another_field_changed_nobody_is_asked(lin):
    customer = lin.enters("Falk", hold=True)
    page = lin.open(f"/customers/{customer['id']}")
    page.get_by_role("button", name="Edit Remark").click()
    lin.edits(customer, intent="A")
    page.get_by_role("textbox", name="Remark").fill("Likes mornings")
    page.get_by_role("textbox", name="Remark").press("Control+Enter")
    expect(page.get_by_text("Remark saved.")).to_be_visible()
    now = lin.asks(f"/customers/{customer['id']}/")
    assert (now["remark"], now["intent"]) == ("Likes mornings", "A")


def lose_answers(page, address):
    """The request arrives, its answer does not: nobody here knows whether it was done."""

    def lost(route):
        if route.request.method == "POST":
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route(address, lost)


def test_a_follow_up_whose_answer_was_lost_is_kept_and_logged_once(lin):
    customer = lin.enters("Gero", hold=True)
    page = lin.open(f"/customers/{customer['id']}")
    page.get_by_role("button", name="Log follow-up").click()
    sheet = page.get_by_role("dialog", name="Log a follow-up with")
    choose(sheet, "What came of it", "Reached")
    sheet.get_by_label("Note", exact=True).fill("A long story")
    choose(sheet, "When next?", "No next date")
    lose_answers(page, "**/api/v1/follow-ups/")
    sheet.get_by_role("button", name="Save").click()
    expect(sheet.get_by_role("alert")).to_contain_text("No connection. What you typed is kept")

    page.unroute("**/api/v1/follow-ups/")
    page.reload()
    page.get_by_role("button", name="Log follow-up").click()
    expect(sheet.get_by_label("Note", exact=True)).to_have_value("A long story")
    sheet.get_by_role("button", name="Save").click()
    expect(page.get_by_text(f"Follow-up with {customer['name']} saved")).to_be_visible()
    logged = lin.asks(f"/follow-ups/?customer={customer['id']}")["results"]
    assert [each["note"] for each in logged] == ["A long story"]


def type_customer(page, name, phone):
    page.get_by_label("Phone").fill(phone)
    page.get_by_label("Name").fill(name)
    expect(page.get_by_text("Nobody is known by this so far.")).to_be_visible()


def test_a_customer_who_never_arrived_is_saved_by_the_next_try(lin):
    name = new_name("Hugo")
    page = lin.open("/customers/new")
    type_customer(page, name, new_phone())
    page.route("**/api/v1/customers/", lambda route: route.abort("internetdisconnected"))
    page.get_by_role("button", name="Save and hold").click()
    expect(page.get_by_role("alert")).to_contain_text("No connection. What you typed is kept")
    expect(page.get_by_label("Name")).to_have_value(name)

    page.unroute("**/api/v1/customers/")
    page.get_by_role("button", name="Save and hold").click()
    expect(page.get_by_role("heading", name=f"{name} is saved and yours")).to_be_visible()
    assert len(lin.asks(f"/customers/?search={name}")["results"]) == 1


def test_a_customer_whose_answer_was_lost_is_shown_instead_of_doubled(lin):
    name = new_name("Inga")
    page = lin.open("/customers/new")
    type_customer(page, name, new_phone())
    lose_answers(page, "**/api/v1/customers/")
    page.get_by_role("button", name="Save and hold").click()
    known = page.get_by_role("status", name="Do we know them?")
    expect(known).to_contain_text(f"{name} is already yours")
    assert len(lin.asks(f"/customers/?search={name}")["results"]) == 1


def test_a_claim_that_never_arrived_is_taken_back_on_the_screen(someone, lin):
    customer = someone("bo").enters("Ivo", hold=False)
    name = customer["name"]
    page = lin.open(f"/pool?search={name}")
    page.route("**/claim/", lambda route: route.abort("internetdisconnected"))
    claim = page.get_by_role("button", name=f"Claim {name}")
    claim.click()
    expect(page.get_by_text(f"{name} is not yours: No connection.")).to_be_visible()
    page.unroute("**/claim/")
    claim.click()
    expect(page.get_by_text(f"{name} is yours.")).to_be_visible()
