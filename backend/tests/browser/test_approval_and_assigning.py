"""A manager's desk: a registration becomes a colleague; customers are assigned and taken back."""

from playwright.sync_api import expect

from .people import choose_in_menu, log_in, new_name, row_of

PASSWORD = "a lantern over the harbour"


def test_a_registration_waits_until_the_manager_approves_it(someone):
    name = new_name("Hana")
    username = name.lower().replace(" ", ".")
    page = someone().open("/login")
    page.get_by_role("link", name="Register").click()
    page.get_by_role("textbox", name="Name", exact=True).fill(name)
    page.get_by_label("Username").fill(username)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_label("Department").select_option(label="销售一部 Sales 1")
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_role("heading", name=f"Thank you, {name}")).to_be_visible()
    expect(page.get_by_text("You cannot log in yet.")).to_be_visible()

    log_in(page, username, PASSWORD)
    expect(page.get_by_role("alert")).to_contain_text("the account is not active")

    desk = someone("mei").open("/")
    desk.get_by_role("link", name="To the inbox").click()
    row_of(desk, name).get_by_role("button", name=f"Approve {name}").click()
    panel = desk.get_by_role("dialog", name=f"Approve {name}")
    expect(panel.get_by_label("Consultant")).to_be_checked()
    expect(panel.get_by_label("Administrator")).to_be_disabled()
    panel.get_by_role("button", name="Approve").click()
    expect(desk.get_by_text(f"{name} may log in now.")).to_be_visible()
    expect(row_of(desk, name)).to_have_count(0)

    log_in(page, username, PASSWORD)
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()
    expect(page.get_by_role("button", name=name)).to_be_visible()


def test_several_of_the_department_are_assigned_at_once(someone):
    lin, bo = someone("lin"), someone("bo")
    customers = [lin.enters("Ines", hold=True) for _ in range(2)]
    page = someone("mei").open("/team?search=Ines")
    for customer in customers:
        row_of(page, customer["name"]).get_by_role("checkbox").check()
    page.get_by_role("toolbar").get_by_role("button", name="Assign").click()

    asked = page.get_by_role("dialog", name="Assign 2 customers")
    asked.get_by_label("To whom").select_option(value=str(bo.id))
    asked.get_by_label("Note").fill("lin is on leave")
    asked.get_by_role("button", name="Assign").click()
    expect(page.get_by_text("2 assigned.")).to_be_visible()
    for customer in customers:
        expect(row_of(page, customer["name"])).to_contain_text("Bo")
        assert bo.asks(f"/customers/{customer['id']}/")["owner"]["id"] == bo.id
        assert lin.status_of(f"/customers/{customer['id']}/") == 404


def test_one_is_taken_back_into_the_pool(someone):
    lin = someone("lin")
    customer = lin.enters("Jana", hold=True)
    page = someone("mei").open(f"/team?search={customer['name']}")
    choose_in_menu(page, customer, "Assign")
    asked = page.get_by_role("dialog", name=f"Assign {customer['name']}")
    asked.get_by_label("To whom").select_option(label="Nobody: back into the pool")
    asked.get_by_role("button", name="Assign").click()
    expect(page.get_by_text(f"{customer['name']} is back in the pool.")).to_be_visible()
    expect(row_of(page, customer["name"])).to_have_count(0)
    seen_by_lin = lin.asks(f"/customers/{customer['id']}/")
    assert (seen_by_lin["owner"], seen_by_lin["contact_masked"]) == (None, True)
