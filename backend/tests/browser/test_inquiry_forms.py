"""A form in a real browser: on its own page without script, and on a page of another origin under
a strict CSP; known, unknown, repeated, refused (R105-R109)."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from ..serving import free_port

# A number each test of this file has for itself.
NEW, AGAIN, FROM_ELSEWHERE = "13700137001", "13700137002", "13700137003"


class Admin:
    """What ada does by the API; she made the form, and reads what came."""

    def __init__(self, ada) -> None:
        self.request, self.headers = (
            ada.context.request,
            {"Authorization": f"Bearer {ada.token}"},
        )

    def make_form(self, **fields) -> dict:
        pools = self.request.get("/api/v1/pools/", headers=self.headers).json()
        body = {"name": "Browser", "pool": pools[0]["id"], "asks": ["name", "phone", "question"]}
        made = self.request.post(
            "/api/v1/intake-forms/", data={**body, **fields}, headers=self.headers
        )
        assert made.status == 201, made.text()
        return made.json()

    def inquiries(self, form: dict) -> list[dict]:
        address = f"/api/v1/consultations/?form={form['id']}"
        return self.request.get(address, headers=self.headers).json()["results"]


@pytest.fixture
def admin(door):
    return Admin(door("ada"))


@pytest.fixture
def without_script(browser, base_url):
    context = browser.new_context(java_script_enabled=False, base_url=base_url, locale="en-GB")
    yield context.new_page()
    context.close()


@pytest.fixture
def website():
    """`website(html, origin of Shoal)`: somebody's page on another origin, with a strict CSP."""
    port, pages = free_port(), {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            html, csp = pages.get("/", ("", ""))
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", csp)
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>A school</title>{html}".encode())

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def show(html: str, shoal: str) -> None:
        pages["/"] = (
            html,
            f"default-src 'none'; script-src {shoal}; connect-src {shoal}; form-action {shoal}",
        )

    show.origin = f"http://localhost:{port}"
    yield show
    server.shutdown()


def fill_in(page, phone: str) -> None:
    page.get_by_label("Your name").fill("Wang")
    page.get_by_label("Phone").fill(phone)
    page.get_by_label("What would you like to know?").fill("Weekend?")
    page.get_by_role("button", name="Send").click()


def test_on_its_own_page_without_script(admin, without_script):
    form, page = admin.make_form(consent={"en": "I agree."}), without_script
    page.goto(f"/f/{form['token']}/?utm_source=poster")
    fill_in(page, "12345")
    expect(page.get_by_text("This does not look like a phone number.")).to_be_visible()
    # What was typed is still there.
    expect(page.get_by_label("Your name")).to_have_value("Wang")
    page.get_by_label("Phone").fill(NEW)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Please agree, so that we may keep your message.")).to_be_visible()
    page.get_by_label("I agree.").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert page.url.endswith(f"/f/{form['token']}/thanks/?lang=en")

    page.goto(f"/f/{form['token']}/?utm_source=poster")
    page.get_by_label("I agree.").check()
    fill_in(page, NEW)
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()

    taken, *refused = admin.inquiries(form)
    assert (taken["disposition"], taken["repeats"], taken["utm"]) == (
        "created", 1, {"utm_source": "poster"},
    )  # fmt: skip
    assert [one["reason"] for one in refused] == ["consent_missing", "invalid_contact"]


def test_whoever_is_known_reads_the_same(admin, without_script):
    form, page = admin.make_form(), without_script
    answers = []
    for phone in (AGAIN, AGAIN, "13700137009"):
        page.goto(f"/f/{form['token']}/")
        fill_in(page, phone)
        page.get_by_role("heading", name="Thank you").wait_for()
        answers.append(page.content())
    assert len(set(answers)) == 1


def test_on_a_page_of_another_origin_with_and_without_script(
    admin, browser, base_url, website, without_script
):
    form = admin.make_form(allowed_origins=[website.origin])
    shoal = form["action"].removesuffix(f"/api/v1/intake/{form['token']}/")
    context = browser.new_context(locale="en-GB")
    page, complaints = context.new_page(), []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else 0)
    website(form["html"]["en"] + form["script"], shoal)
    page.goto(f"{website.origin}/?utm_campaign=spring")
    fill_in(page, FROM_ELSEWHERE)
    expect(page.get_by_role("status")).to_have_text(
        "We have your message and will be in touch soon."
    )
    assert page.url == f"{website.origin}/?utm_campaign=spring"
    assert complaints == []
    context.close()

    website(form["html"]["en"], shoal)
    without_script.goto(website.origin)
    fill_in(without_script, FROM_ELSEWHERE)
    expect(without_script.get_by_role("heading", name="Thank you")).to_be_visible()

    (taken,) = admin.inquiries(form)
    assert (taken["repeats"], taken["page"], taken["utm"]) == (
        1, f"{website.origin}/", {"utm_campaign": "spring"},
    )  # fmt: skip


def test_a_website_that_is_not_listed_is_refused_and_kept(admin, website, without_script):
    form, page = admin.make_form(allowed_origins=["https://www.school.example"]), without_script
    shoal = form["action"].removesuffix(f"/api/v1/intake/{form['token']}/")
    website(form["html"]["en"], shoal)
    page.goto(website.origin)
    fill_in(page, NEW)
    expect(page.get_by_role("heading", name="This did not arrive")).to_be_visible()
    page.get_by_role("link", name="To the form").click()
    expect(page.get_by_label("Phone")).to_be_visible()
    assert [one["reason"] for one in admin.inquiries(form)] == ["origin_not_allowed"]


def test_what_waits_is_settled_on_its_page(admin, door, without_script):
    form = admin.make_form(unknown="ask")
    without_script.goto(f"/f/{form['token']}/")
    fill_in(without_script, "13700137005")
    without_script.get_by_role("heading", name="Thank you").wait_for()
    asked = admin.inquiries(form)[0]

    page = door("lin").open(f"/inquiries?inquiry={asked['id']}")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("*******7005")).to_be_visible()
    dialog.get_by_role("button", name="Make a customer and hold").click()
    expect(dialog.get_by_role("heading", name="Became Wang")).to_be_visible()
    expect(dialog.get_by_text("13700137005")).to_be_visible()
    page.close()
