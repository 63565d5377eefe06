"""A manager's morning: from the inbox to the team, and from there to who is to have whom."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from .people import new_name, row_of


def test_from_the_inbox_over_the_team_to_the_movements(someone):
    mei, bo, lin = someone("mei"), someone("bo"), someone("lin")
    name = new_name("Nora")
    department = mei.asks("/auth/me/")["department"]["id"]
    someone().does(
        "/auth/register/", username=name.lower().replace(" ", "."), display_name=name,
        password="a lantern over the harbour", department=department,
    )  # fmt: skip
    left = [bo.enters("Olga", hold=True) for _ in range(3)]
    before = _member(mei, bo)

    # The menu says that something waits; it is decided in place.
    page = mei.open("/")
    expect(page.get_by_role("link", name="Inbox").get_by_role("img")).to_be_visible()
    page.get_by_role("link", name="To the inbox").click()
    row_of(page, name).get_by_role("button", name=f"Approve {name}").click()
    page.get_by_role("dialog").get_by_role("button", name="Approve").click()
    expect(page.get_by_text(f"{name} may log in now.")).to_be_visible()
    expect(row_of(page, name)).to_have_count(0)

    # Whom bo never contacted: the number opens just those.
    page.get_by_role("link", name="Team", exact=True).click()
    count = page.get_by_role("link", name=f"Bo: Never contacted {before['never_contacted']}")
    count.click()
    expect(page.get_by_role("heading", name="Department")).to_be_visible()
    for customer in left:
        row_of(page, customer["name"]).get_by_role("checkbox").check()
    page.get_by_role("toolbar").get_by_role("button", name="Assign").click()
    asked = page.get_by_role("dialog", name="Assign 3 customers")
    asked.get_by_label("To whom").select_option(value=str(lin.id))
    asked.get_by_role("button", name="Assign").click()
    expect(page.get_by_text("3 assigned.")).to_be_visible()
    assert _member(mei, bo)["held"] == before["held"] - 3

    page.get_by_role("link", name="Movements").click()
    for customer in left:
        row = row_of(page, customer["name"]).filter(has_text="Assigned")
        expect(row).to_contain_text("Bo")
        expect(row).to_contain_text("Lin")


def test_what_is_late_today_is_the_list_behind_the_number(someone):
    mei, lin = someone("mei"), someone("lin")
    customer = lin.enters("Pia", hold=True)
    due = datetime.now(UTC) + timedelta(days=1)
    lin.does("/follow-up-plans/", customer=customer["id"], kind="call", due_at=due.isoformat())
    page = mei.open("/team-overview")
    number = _member(mei, lin)["overdue"]
    page.get_by_role("link", name=f"Lin: Overdue {number}").click()
    noted = f"{number} customer" + ("" if number == 1 else "s")
    expect(page.get_by_text(noted, exact=True)).to_be_visible()
    expect(row_of(page, customer["name"])).to_have_count(0)


def test_on_a_phone_the_inbox_and_the_team_are_under_more(someone):
    page = someone("mei", screen="phone").open("/")
    page.get_by_role("button", name="More").click()
    page.get_by_role("dialog").get_by_role("link", name="Team", exact=True).click()
    expect(page.get_by_role("link", name="Assign customers of 林 Lin")).to_be_visible()
    page.get_by_role("button", name="More").click()
    page.get_by_role("dialog").get_by_role("link", name="Inbox").click()
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()


def _member(mei, who):
    people = mei.asks("/team/")["people"]
    return next(one for one in people if one["employee"]["id"] == who.id)
