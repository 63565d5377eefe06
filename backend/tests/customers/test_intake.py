"""POST intake/{token}/: strangers write through a form of a website (R105-R109)."""

from datetime import timedelta

import pytest

from shoal.activity.models import Event
from shoal.customers.models import Consultation, Customer, IntakeForm, OwnershipSpell
from shoal.customers.views import public_form
from shoal.organization.models import ListEntry
from tests.inquiries import (
    ASKED,
    BROWSER,
    PHONE,
    make_consultation,
    make_form,
    post_form,
    post_json,
)
from tests.world import NOW, make_customer

pytestmark = pytest.mark.usefixtures("clock")
SITE = "https://www.school.example"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(public_form, "LEAST_SECONDS", 0)


def reasons():
    return list(Consultation.objects.order_by("pk").values_list("reason", flat=True))


def test_somebody_unknown_becomes_a_customer_in_the_forms_pool(world):
    source = ListEntry.objects.filter(kind="source").first()
    form = make_form(
        world, pool=world.east_pool, campus=world.east, source=source, courses=[world.python],
        fields=["name", "phone", "question", "courses"],
    )  # fmt: skip
    answer = post_json(form, {**ASKED, "courses": [world.python.pk]})
    assert (answer.status_code, answer.json()["received"]) == (202, True)

    customer = Customer.objects.get()
    assert (customer.name, customer.phone, customer.owner) == ("王芳", PHONE, None)
    assert (customer.pool, customer.campus, customer.source) == (
        world.east_pool, world.east, source,
    )  # fmt: skip
    assert list(customer.courses.all()) == [world.python]
    assert OwnershipSpell.objects.get().start_reason == "created"
    consultation = Consultation.objects.get()
    assert (consultation.disposition, consultation.customer) == ("created", customer)
    assert (consultation.channel, consultation.phone) == ("web_form", "138 1234 5678")
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["customer.created", "consultation.created"]
    told = "".join(str(event.data) for event in Event.objects.all())
    assert not any(said in told for said in ("1234", "王芳", "周末"))


def test_or_waits_where_the_form_says_so(world):
    form = make_form(world, unknown="ask")
    post_json(form)
    assert not Customer.objects.exists()
    assert Consultation.objects.get().disposition == "undisposed"
    assert Event.objects.get().kind == "consultation.undisposed"


def test_somebody_known_gets_it_and_the_holder_is_named(world):
    wang = make_customer("王芳", pool=world.pool, owner=world.zoe, phone=PHONE)
    post_json(make_form(world))
    assert Consultation.objects.get().customer == wang
    event = Event.objects.get(kind="consultation.attached")
    assert (event.customer_id, event.owner_after, event.actor) == (wang.pk, world.zoe.pk, None)


def test_known_unknown_and_trapped_are_answered_alike(world):
    make_customer("王芳", pool=world.pool, phone=PHONE)
    form = make_form(world)
    answers = [
        post_json(form),
        post_json(form, {"phone": "13900000001"}),
        post_json(form, {"phone": "13900000002", "website": "https://spam.example"}),
        post_json(form),
    ]
    assert len({(a.status_code, a.content) for a in answers}) == 1


def test_the_answer_takes_as_long_whatever_was_to_do(world, monkeypatch):
    slept = []
    monkeypatch.setattr(public_form, "LEAST_SECONDS", 5)
    monkeypatch.setattr(public_form.time, "sleep", slept.append)
    post_json(make_form(world))
    assert 0 < slept[0] <= 5


def test_in_a_pool_they_go_to_the_top_and_a_lost_one_is_contacted_again(world):
    wang = make_customer("王芳", pool=world.pool, phone=PHONE, status="lost")
    post_json(make_form(world))
    wang.refresh_from_db()
    assert (wang.pool_rank_at, wang.status) == (NOW, "contacted")


def test_the_contact_of_a_guardian_leads_to_the_guardian(world):
    wang = make_customer("王芳", pool=world.pool, phone=PHONE)
    make_customer("王小", pool=world.pool, guardian=wang)
    post_json(make_form(world), {"name": "王小", "phone": PHONE})
    assert Consultation.objects.get().customer == wang


def test_two_households_that_match_are_for_people_to_tell_apart(world):
    make_customer("王芳", pool=world.pool, phone=PHONE)
    make_customer("李", pool=world.pool, owner=world.lin, wechat="li_hong_88")
    post_json(make_form(world), {**ASKED, "wechat": "li_hong_88"})
    assert Consultation.objects.get().disposition == "undisposed"
    assert Customer.objects.count() == 2


def test_the_same_within_ten_minutes_is_one(world, clock):
    form = make_form(world)
    post_json(form)
    clock.shift(timedelta(minutes=9, seconds=59))
    assert post_json(form).status_code == 202
    assert Consultation.objects.get().repeats == 1
    post_json(form, {**ASKED, "question": "另外，多少钱？"})
    clock.shift(timedelta(minutes=1))
    post_json(form)
    assert Consultation.objects.count() == 3
    assert Customer.objects.count() == 1


def test_page_campaign_and_consent_are_kept_and_unknown_fields_left_out(world):
    form = make_form(world, consent={"en": "I agree.", "zh": "我同意。"})
    answer = post_json(form, {
        **ASKED, "consent": True, "lang": "zh", "page": "https://school.example/a#x",
        "utm_source": "wechat", "utm_campaign": "spring", "colour": "red", "status": "enrolled",
    })  # fmt: skip
    assert answer.json()["message"] == "我们已收到您的咨询，会尽快与您联系。"
    kept = Consultation.objects.get()
    assert (kept.page, kept.consent) == ("https://school.example/a", "我同意。")
    assert kept.utm == {"utm_source": "wechat", "utm_campaign": "spring"}
    assert Customer.objects.get().status == "new"


@pytest.mark.parametrize(
    ("body", "reason", "pointer", "code"),
    [
        ({"name": "王芳"}, "no_contact", "/phone", "contact_required"),
        ({"phone": "12345"}, "invalid_contact", "/phone", "invalid_phone"),
        ({"phone": PHONE, "wechat": "王"}, "invalid_contact", "/wechat", "invalid_wechat"),
        ({"phone": PHONE, "question": "x" * 2001}, "malformed", "/question", "max_length"),
        ({"phone": ["13812345678"]}, "malformed", "/phone", "max_length"),
        ({"phone": True}, "malformed", "/phone", "max_length"),
        ({"phone": {"a": 1}, "name": None}, "malformed", "/phone", "max_length"),
    ],
)
def test_what_the_sender_can_mend_is_told_and_kept(world, body, reason, pointer, code):
    answer = post_json(make_form(world), body)
    assert answer.status_code == 400
    assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [(pointer, code)]
    assert reasons() == [reason]
    assert not Customer.objects.exists()
    event = Event.objects.get()
    assert (event.kind, event.data["reason"]) == ("consultation.rejected", reason)


def test_a_consent_that_the_form_asks_for_must_be_given(world):
    form = make_form(world, consent={"en": "I agree."})
    answer = post_json(form, {**ASKED, "consent": "0"})
    assert answer.json()["errors"][0]["code"] == "consent_missing"
    assert reasons() == ["consent_missing"]
    assert post_json(form, {**ASKED, "consent": "on"}).status_code == 202


def test_a_program_that_fills_in_what_nobody_sees_makes_no_customer(world):
    assert post_json(make_form(world), {**ASKED, "website": "x"}).status_code == 202
    assert reasons() == ["honeypot"]
    assert not Customer.objects.exists()


def test_a_form_that_is_switched_off_takes_nothing_and_keeps_the_attempt(world):
    answer = post_json(make_form(world, is_active=False))
    assert (answer.status_code, answer.json()["code"]) == (409, "form_closed")
    assert reasons() == ["form_closed"]


def test_an_unknown_token_is_a_404(world):
    form = make_form(world)
    form.token = "another"
    assert post_json(form).status_code == 404
    assert not Consultation.objects.exists()


# --- origins (R109) -------------------------------------------------------------------------------
def test_pages_of_listed_origins_may_read_the_answer(world):
    form = make_form(world, allowed_origins=[SITE])
    answer = post_json(form, HTTP_ORIGIN=SITE)
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (202, SITE)
    assert "Access-Control-Allow-Credentials" not in answer
    refused = post_json(form, {}, HTTP_ORIGIN=SITE)
    assert (refused.status_code, refused["Access-Control-Allow-Origin"]) == (400, SITE)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://www.school.example"])
def test_pages_of_others_may_not_post_and_the_attempt_is_kept(world, origin):
    answer = post_json(make_form(world, allowed_origins=[SITE]), HTTP_ORIGIN=origin)
    assert (answer.status_code, answer.json()["code"]) == (403, "origin_not_allowed")
    assert "Access-Control-Allow-Origin" not in answer
    assert reasons() == ["origin_not_allowed"]


def test_its_own_hosted_page_may(world):
    assert post_json(make_form(world), HTTP_ORIGIN="http://testserver").status_code == 202


def test_a_browser_that_asks_first_is_answered_for_listed_origins_only(world, client):
    form = make_form(world, allowed_origins=[SITE])
    asked = {"HTTP_ACCESS_CONTROL_REQUEST_METHOD": "POST"}
    path = f"/api/v1/intake/{form.token}/"
    answer = client.options(path, HTTP_ORIGIN=SITE, **asked)
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (204, SITE)
    assert (answer["Access-Control-Allow-Methods"], answer["Access-Control-Allow-Headers"]) == (
        "POST", "Content-Type",
    )  # fmt: skip
    other = client.options(path, HTTP_ORIGIN="https://evil.example", **asked)
    assert "Access-Control-Allow-Origin" not in other
    assert client.options("/api/v1/intake/none/", HTTP_ORIGIN=SITE, **asked).status_code == 404
    assert not Consultation.objects.exists()


# --- floods (R107, R108) --------------------------------------------------------------------------
def test_one_address_has_to_wait_after_twenty_and_others_do_not(world, clock):
    form = make_form(world)
    sent = [{"phone": f"139000000{n:02d}"} for n in range(22)]
    statuses = [post_json(form, body).status_code for body in sent]
    assert statuses == [202] * 21 + [429]
    refused = post_json(form)
    assert (refused.status_code, refused["Retry-After"]) == (429, "30")
    assert post_json(form, REMOTE_ADDR="192.0.2.7").status_code == 202
    clock.shift(timedelta(seconds=31))
    assert post_json(form, {"phone": "13900000099"}).status_code == 202


def test_of_ipv6_a_network_counts_as_one(world):
    form = make_form(world)
    statuses = {post_json(form, REMOTE_ADDR=f"2001:db8::{n:x}").status_code for n in range(1, 23)}
    assert statuses == {202, 429}
    assert post_json(form, REMOTE_ADDR="2001:db8:0:1::1").status_code == 202


def test_a_crowd_slows_the_form_down_and_does_not_close_it(world, clock, monkeypatch):
    from shoal.customers.services import form_posts

    few = form_posts.Allowance(free=3, window=timedelta(hours=1), delays=(1,))
    monkeypatch.setattr(form_posts, "PER_FORM", few)
    form = make_form(world)

    def ask(n):
        return post_json(form, {"phone": f"1390000000{n}"}, REMOTE_ADDR=f"192.0.2.{n}")

    assert [ask(n).status_code for n in range(5)] == [202] * 4 + [429]
    assert ask(5)["Retry-After"] == "1"
    clock.shift(timedelta(seconds=1, microseconds=1))
    assert ask(6).status_code == 202


def test_refused_attempts_beyond_the_cap_are_only_counted(world, monkeypatch):
    from shoal.customers.services import form_posts

    few = form_posts.Allowance(free=2, window=timedelta(hours=1), delays=(60,))
    monkeypatch.setattr(form_posts, "KEPT_AN_HOUR", few)
    form = make_form(world)
    for number in range(6):
        assert post_json(form, {"name": f"n{number}"}).status_code == 400
    assert reasons() == ["no_contact"] * 3
    assert IntakeForm.objects.get().unkept == 3


def test_the_same_refused_attempt_is_kept_once(world):
    form = make_form(world)
    for _ in range(3):
        post_json(form, {"name": "x"})
    assert (Consultation.objects.get().repeats, reasons()) == (2, ["no_contact"])


# --- plain HTML forms -----------------------------------------------------------------------------
def test_a_plain_form_is_led_to_the_page_that_says_thanks(world):
    form = make_form(world, courses=[world.python], fields=["phone", "courses"])
    body = f"phone=138+1234+5678&courses={world.python.pk}&courses=99&lang=zh"
    answer = post_form(form, body, **BROWSER)
    assert (answer.status_code, answer["Location"]) == (303, "/f/form-1/thanks/?lang=zh")
    assert Customer.objects.get().phone == PHONE
    assert list(Consultation.objects.get().courses.all()) == [world.python]


def test_a_script_that_sends_the_same_is_answered_in_json(world):
    answer = post_form(make_form(world), "phone=13812345678", HTTP_ACCEPT="application/json")
    assert (answer.status_code, answer.json()["received"]) == (202, True)


def test_a_plain_form_that_is_refused_comes_back_with_what_was_typed(world):
    form = make_form(world)
    answer = post_form(
        form, "name=%3Cb%3EWang&phone=12345&lang=en&utm_source=x%22y", **BROWSER,
    )  # fmt: skip
    page = answer.content.decode()
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/html; charset=utf-8")
    assert 'value="12345"' in page
    assert "This does not look like a phone number." in page
    assert "&lt;b&gt;Wang" in page
    assert "<b>" not in page
    assert 'name="utm_source" value="x&quot;y"' in page
    assert "script" not in answer["Content-Security-Policy"]
    assert "form-action 'self'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("form", "headers", "status", "said"),
    [
        ({"is_active": False}, {}, 410, "This form is closed"),
        ({}, {"HTTP_ORIGIN": "https://evil.example"}, 403, "may not send to this form"),
    ],
)
def test_other_refusals_are_pages_too(world, form, headers, status, said):
    answer = post_form(make_form(world, **form), "phone=13812345678&lang=en", **BROWSER, **headers)
    assert (answer.status_code, said in answer.content.decode()) == (status, True)


def test_a_browser_that_comes_too_often_reads_when_to_come_back(world):
    form = make_form(world)
    answers = [post_form(form, f"phone=139000000{n:02d}&lang=en", **BROWSER) for n in range(22)]
    assert answers[-1].status_code == 429
    assert "in 30 seconds" in answers[-1].content.decode()


# --- what strangers send --------------------------------------------------------------------------
HOSTILE_JSON = [
    b"", b"null", b"[]", b'"x"', b"{", b"{}{}", b"\xff\xfe", b'{"phone": "\\ud800"}',
    b'{"phone": "13812345678", "name": "\\u0000"}', b'{"a":' * 3000 + b"1" + b"}" * 3000,
    b'{"phone": 1e400}', b'{"phone": ' + b"9" * 5000 + b"}", b"{" + b'"a":1,' * 5000 + b'"b":1}',
]  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE_JSON, ids=range(len(HOSTILE_JSON)))
def test_hostile_json_is_a_4xx_and_no_customer(world, client, body):
    form = make_form(world)
    path = f"/api/v1/intake/{form.token}/"
    answer = client.generic("POST", path, body, "application/json")
    assert 400 <= answer.status_code < 500, answer.content
    assert not Customer.objects.exists()


@pytest.mark.parametrize(
    "body",
    ["%", "%ff=1", "phone=%00", "&&&", "=", "phone", "a=1&" * 200, "phone=%F0%9F%90%9F", "\xe4"],
)
def test_hostile_form_fields_are_a_4xx_and_no_customer(world, body):
    answer = post_form(make_form(world), body)
    assert 400 <= answer.status_code < 500, answer.content
    assert not Customer.objects.exists()


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
def test_a_huge_body_is_a_413(world, client, kind):
    form = make_form(world)
    body = b"x" * 40_000
    answer = client.generic("POST", f"/api/v1/intake/{form.token}/", body, kind)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "kind", ["text/plain", "multipart/form-data; boundary=x", "application/xml"]
)
def test_other_media_types_are_a_415(world, client, kind):
    answer = client.generic("POST", f"/api/v1/intake/{make_form(world).token}/", b"x", kind)
    assert answer.status_code == 415


def test_duplicate_keys_count_once_and_numbers_are_read_as_typed(world, client):
    form = make_form(world)
    body = b'{"phone": "1", "phone": 13812345678, "name": "<script>alert(1)</script>"}'
    answer = client.generic("POST", f"/api/v1/intake/{form.token}/", body, "application/json")
    assert answer.status_code == 202
    assert (Customer.objects.get().phone, Consultation.objects.get().name) == (
        PHONE, "<script>alert(1)</script>",
    )  # fmt: skip


def test_whoever_is_deleted_is_unknown_again(world):
    wang = make_customer("王芳", pool=world.pool, phone=PHONE)
    make_consultation(world, customer=wang, disposition="attached", disposed_at=NOW)
    wang.identities.update(is_live=False)
    Customer.objects.filter(pk=wang.pk).update(deleted_at=NOW)
    wang.spells.update(ended_at=NOW, end_reason="deleted")
    post_json(make_form(world))
    assert Customer.objects.living().get().phone == PHONE
