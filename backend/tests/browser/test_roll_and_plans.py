"""Who is in a class, whose class ends soon, and in which parts somebody pays (R178, R186, R187)."""

import pytest
from playwright.sync_api import expect

from .test_counter import BOTH


@pytest.fixture
def python(someone):
    """A class of the demo school that takes people and has room."""
    found = someone("lin").asks("/classes/?state=open,running&free=1&ordering=-end_date")
    return found["results"][0]


def applied(lin, group, **kwargs):
    student = lin.enters("Roll", hold=True)
    form = {"class_group": group["id"], "contract_agreed": True, "submit": True, **kwargs}
    return student, lin.does("/enrollments/", customer=student["id"], **form)


@BOTH
def test_the_class_shows_who_is_in_it(someone, python, screen, shot):
    lin = someone("lin", screen=screen)
    student, _ = applied(lin, python)
    page = lin.open(f"/classes/{python['id']}")
    roll = page.get_by_role("region", name="Who is in it")
    line = roll.get_by_role("listitem").filter(has_text=student["name"])
    expect(line).to_contain_text("To be approved")
    shot(page, f"roll-{screen}")


@BOTH
def test_somebody_is_enrolled_from_the_page_of_the_class(someone, python, screen, shot):
    lin = someone("lin", screen=screen)
    customer = lin.enters("Newcomer", hold=True)
    page = lin.open(f"/classes/{python['id']}")
    page.get_by_role("button", name="Enroll somebody").click()
    page.get_by_role("dialog", name="Enroll somebody").get_by_role("combobox").fill(
        customer["name"]
    )
    page.get_by_role("option").filter(has_text=customer["name"]).click()
    form = page.get_by_role("dialog", name=f"Enroll {customer['name']}")
    form.get_by_label("They agree to the contract").check()
    shot(page, f"enroll-from-the-class-{screen}")
    form.get_by_role("button", name="Hand in").click()
    expect(form).to_have_count(0)
    (made,) = lin.asks(f"/enrollments/?customer={customer['id']}")["results"]
    assert (made["class_group"]["id"], made["state"]) == (python["id"], "submitted")


def test_a_colleagues_student_is_a_seat_without_a_name(someone, python):
    student, _ = applied(someone("lin"), python)
    page = someone("zoe").open(f"/classes/{python['id']}")
    roll = page.get_by_role("region", name="Who is in it")
    expect(roll.get_by_text("With a colleague").first).to_be_visible()
    expect(roll.get_by_text(student["name"])).to_have_count(0)


@BOTH
def test_the_parts_are_set_by_hand_and_what_does_not_add_up_is_said(someone, python, screen, shot):
    lin = someone("lin", screen=screen)
    _, made = applied(lin, python)
    half = f"{float(made['net_price']) / 2:.2f}"
    page = lin.open(f"/enrollments/{made['id']}")
    page.get_by_role("button", name="Set the parts").click()
    panel = page.get_by_role("dialog", name="Set the parts")
    panel.get_by_label("Part 1, due").fill("2027-03-01")
    panel.get_by_label("Amount").fill(half)
    panel.get_by_role("button", name="Save").click()
    expect(panel.get_by_role("alert")).to_contain_text("do not add up")
    panel.get_by_role("button", name="Another part").click()
    panel.get_by_label("Part 2, due").fill("2027-04-01")
    panel.get_by_label("Amount").last.fill(half)
    shot(page, f"parts-by-hand-{screen}")
    panel.get_by_role("button", name="Save").click()
    expect(panel).to_have_count(0)
    parts = lin.asks(f"/enrollments/{made['id']}/")["installments"]
    assert [part["amount"] for part in parts] == [half, half]


def test_a_draft_is_changed_before_it_is_handed_in(someone, python):
    lin = someone("lin")
    _, made = applied(lin, python, submit=False)
    page = lin.open(f"/enrollments/{made['id']}")
    page.get_by_role("button", name="Change the form").click()
    panel = page.get_by_role("dialog", name="Change the application form")
    panel.get_by_label("Why they come").fill("A new job")
    panel.get_by_role("button", name="Save").click()
    expect(panel).to_have_count(0)
    assert lin.asks(f"/enrollments/{made['id']}/")["why"] == "A new job"


@BOTH
def test_whose_class_ends_soon_is_one_tap_from_the_next_form(someone, screen):
    mei = someone("mei", screen=screen)
    (row, *_) = mei.asks("/classes/ending-soon/?going_on=0")["results"]
    page = mei.open("/ending-soon")
    name = row["customer"]["name"]
    page.get_by_role("button", name=f"Enroll {name}").first.click()
    expect(page.get_by_role("dialog", name=f"Enroll {name}")).to_be_visible()
