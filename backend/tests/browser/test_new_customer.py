"""＋: who is it, do we know them? Answered while typing, and nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from .people import new_name, new_phone


@pytest.fixture
def lin(someone):
    return someone("lin")


def type_phone(page, phone):
    page.get_by_label("Phone").fill(phone)
    return page.get_by_role("status", name="Do we know them?")


def test_an_unknown_person_is_saved_and_held(lin):
    name, phone = new_name("Maja"), new_phone()
    page = lin.open("/customers/new")
    known = type_phone(page, phone)
    expect(known).to_contain_text("Nobody is known by this so far.")
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Save and hold").click()
    expect(page.get_by_role("heading", name=f"{name} is saved and yours")).to_be_visible()

    page.get_by_role("button", name=f"Open {name}").click()
    expect(
        page.get_by_role("dialog", name=name).get_by_role("link", name="Call").first
    ).to_be_visible()


def test_who_is_mine_is_told_and_opened(lin):
    customer = lin.enters("Nele", hold=True)
    page = lin.open("/customers/new")
    known = type_phone(page, customer["typed_phone"])
    expect(known).to_contain_text(f"{customer['name']} is already yours")
    expect(page.get_by_role("button", name="Save and hold")).to_be_disabled()
    known.get_by_role("button", name="Open").click()
    expect(page.get_by_role("dialog", name=customer["name"])).to_be_visible()


def test_who_lies_in_the_pool_is_claimed_from_here(someone, lin):
    customer = someone("bo").enters("Olga", hold=False)
    page = lin.open("/customers/new")
    known = type_phone(page, customer["typed_phone"])
    expect(known).to_contain_text(f"{customer['name']} lies in the pool")
    known.get_by_role("button", name="Claim").click()
    expect(page.get_by_text(f"{customer['name']} is yours.")).to_be_visible()


def test_who_is_held_by_a_colleague_is_told_with_nothing_to_open(someone, lin):
    customer = someone("bo").enters("Pia", hold=True)
    page = lin.open("/customers/new")
    known = type_phone(page, customer["typed_phone"])
    expect(known).to_contain_text("is held by 波 Bo")
    expect(known.get_by_role("button", name="Open")).to_have_count(0)
    expect(known.get_by_role("button", name="Claim")).to_have_count(0)


def test_a_child_with_the_parents_number_becomes_their_student(lin):
    parent, child = lin.enters("Rosa", hold=True), new_name("Sami")
    page = lin.open("/customers/new")
    page.get_by_label("Name").fill(child)
    known = type_phone(page, parent["typed_phone"])
    known.get_by_role("button", name=f"Add as student of {parent['name']}").click()
    expect(page.get_by_label("Phone")).to_have_value("")
    page.get_by_role("button", name="Save and hold").click()
    expect(page.get_by_role("heading", name=f"{child} is saved and yours")).to_be_visible()
    students = lin.asks(f"/customers/{parent['id']}/")["students"]
    assert [student["name"] for student in students] == [child]


def test_somebody_entered_meanwhile_is_shown_instead_of_doubled(someone, lin):
    name, phone = new_name("Tara"), new_phone()
    page = lin.open("/customers/new")
    page.get_by_label("Name").fill(name)
    expect(type_phone(page, phone)).to_contain_text("Nobody is known by this so far.")
    other = someone("bo").enters("Tara", hold=False, phone=phone)

    page.get_by_role("button", name="Save and hold").click()
    expect(page.get_by_role("alert")).to_contain_text("This customer is already known.")
    expect(page.get_by_text(f"{other['name']} lies in the pool")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value(name)


def test_a_draft_survives_a_reload_and_ends_with_the_save(lin):
    name, phone = new_name("Ulla"), new_phone()
    page = lin.open("/customers/new")
    type_phone(page, phone)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Remark").fill("Came with a friend")
    page.reload()
    expect(page.get_by_label("Phone")).to_have_value(phone)
    expect(page.get_by_label("Name")).to_have_value(name)
    expect(page.get_by_label("Remark")).to_have_value("Came with a friend")

    page.get_by_role("button", name="Save into the pool").click()
    expect(
        page.get_by_role("heading", name=f"{name} is saved and lies in the pool")
    ).to_be_visible()
    page.get_by_role("button", name="Add another").click()
    expect(page.get_by_label("Phone")).to_have_value("")
