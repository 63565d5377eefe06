"""intake-forms/: administrators make the forms of the school's websites (R104)."""

import pytest

from shoal.activity.models import Event
from shoal.customers.models import IntakeForm
from tests.inquiries import make_consultation, make_form, post_json
from tests.world import NOW

pytestmark = pytest.mark.usefixtures("clock")


def test_an_admin_makes_one_and_gets_what_goes_into_the_website(world, api, settings):
    settings.PUBLIC_URL = "https://crm.school.example"
    answer = api(world.ada).post("/intake-forms/", {
        "name": "Website", "pool": world.east_pool.pk, "campus": world.east.pk,
        "courses": [world.python.pk], "asks": ["name", "phone", "courses", "phone"],
        "title": {"zh": "预约试听"}, "consent": {"en": "I agree to <b>this</b>."},
        "allowed_origins": ["HTTPS://www.School.example:443/", "http://localhost:8080"],
        "unknown": "ask",
    })  # fmt: skip
    assert answer.status_code == 201, answer.json()
    shown = answer.json()
    form = IntakeForm.objects.get()
    assert (form.fields, form.unknown, form.created_by, form.created_at) == (
        ["name", "phone", "courses"], "ask", world.ada, NOW,
    )  # fmt: skip
    assert form.allowed_origins == ["https://www.school.example", "http://localhost:8080"]
    assert shown["url"] == f"https://crm.school.example/f/{form.token}/"
    assert shown["qr"]["svg"].startswith("data:image/svg+xml")
    assert shown["qr"]["png"].startswith("data:image/png;base64,")
    html = shown["html"]["en"]
    assert f'action="https://crm.school.example/api/v1/intake/{form.token}/"' in html
    assert 'name="phone" type="tel" autocomplete="tel" required' in html
    assert "I agree to &lt;b&gt;this&lt;/b&gt;." in html
    assert "style=" not in html
    assert "<script" not in html
    assert "手机号" in shown["html"]["zh"]
    event = Event.objects.get(kind="form.created")
    assert (event.subject_id, event.actor) == (form.pk, world.ada)


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"asks": ["name", "question"]}, "/asks", "contact_required"),
        ({"asks": ["salary"]}, "/asks/0", "invalid_choice"),
        ({"allowed_origins": ["www.school.example"]}, "/allowed_origins", "origin"),
        ({"allowed_origins": ["https://a.example/path"]}, "/allowed_origins", "origin"),
        ({"allowed_origins": ["*"]}, "/allowed_origins", "origin"),
        ({"title": "x"}, "/title", "invalid"),
        ({"pool": 10**6}, "/pool", "does_not_exist"),
        ({"token": "mine"}, "/token", "unknown_field"),
    ],
)
def test_what_is_refused_makes_no_form(world, api, body, pointer, code):
    answer = api(world.ada).post("/intake-forms/", {"name": "W", "pool": world.pool.pk, **body})
    assert answer.status_code == 400
    assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [(pointer, code)]
    assert not IntakeForm.objects.exists()


def test_a_change_needs_the_version_that_it_was_made_on(world, api):
    form = make_form(world)
    path, change = f"/intake-forms/{form.pk}/", {"is_active": False}
    assert api(world.ada).patch(path, change).status_code == 428
    answer = api(world.ada).patch(path, change, if_match='"1"')
    assert (answer.status_code, answer["ETag"], answer.json()["is_active"]) == (200, '"2"', False)
    assert api(world.ada).patch(path, change, if_match='"1"').status_code == 412
    assert Event.objects.get(kind="form.changed").data["fields"] == ["is_active"]


def test_a_new_token_ends_the_old_one(world, api):
    form = make_form(world)
    answer = api(world.ada).post(f"/intake-forms/{form.pk}/new-token/")
    assert answer.status_code == 200
    assert post_json(form).status_code == 404
    form.refresh_from_db()
    assert form.token == answer.json()["token"] != "form-1"
    assert post_json(form).status_code == 202


def test_the_list_counts_what_came_of_it(world, api):
    form = make_form(world, unkept=7)
    make_form(world, token="other", name="Another")
    make_consultation(world, form=form)
    make_consultation(world, form=form, disposition="rejected", reason="spam", disposed_at=NOW)
    another, website = api(world.ada).get("/intake-forms/").json()
    assert website["counts"] == {
        "undisposed": 1, "attached": 0, "created": 0, "rejected": 1, "unkept": 7,
        "last_at": NOW.isoformat().replace("+00:00", "Z"),
    }  # fmt: skip
    assert another["counts"]["last_at"] is None


def test_it_goes_when_nobody_wrote_through_it(world, api):
    form = make_form(world)
    asked = make_consultation(world, form=form)
    answer = api(world.ada).delete(f"/intake-forms/{form.pk}/")
    assert (answer.status_code, answer.json()["code"]) == (409, "form_used")
    asked.delete()
    assert api(world.ada).delete(f"/intake-forms/{form.pk}/").status_code == 204
    assert not IntakeForm.objects.exists()
    assert Event.objects.get().kind == "form.removed"
