"""/f/{token}/: the form as a page of its own, without script."""

import re

import pytest

from tests.inquiries import make_form

pytestmark = pytest.mark.usefixtures("clock")


def test_the_page_posts_to_us_and_brings_the_campaign_along(world, client):
    make_form(
        world, title={"en": "Try a lesson <1>"}, consent={"en": "I agree."},
        courses=[world.python], fields=["name", "phone", "wechat", "question", "courses"],
    )  # fmt: skip
    answer = client.get("/f/form-1/?lang=en&utm_source=poster&utm_x=1")
    page = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert '<html lang="en">' in page
    assert "Try a lesson &lt;1&gt;" in page
    assert 'action="/api/v1/intake/form-1/"' in page
    assert 'name="utm_source" value="poster"' in page
    assert "utm_x" not in page
    assert 'name="courses" value' in page
    assert "I agree." in page
    for name in ("name", "phone", "wechat", "question"):
        assert f'<label for="{name}">' in page


def test_nothing_but_its_own_style_is_loaded_and_nobody_frames_it(world, client):
    make_form(world)
    answer = client.get("/f/form-1/")
    assert answer["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    page = answer.content.decode()
    assert re.findall(r'(?:src|href)="([^"]+)"', page) == [
        "/static/intake/form.css", "/f/form-1/?lang=zh",
    ]  # fmt: skip
    assert "<script" not in page
    assert "style=" not in page
    for name in ("form.css", "embed.js"):
        assert client.get(f"/static/intake/{name}").status_code == 200


@pytest.mark.parametrize(
    ("query", "accept", "language"),
    [
        ("?lang=zh", "en", "zh-CN"), ("?lang=fr", "zh-CN,zh;q=0.9", "zh-CN"),
        ("", "fr;q=1, en-GB;q=0.8", "en"), ("", "fr", "en"), ("", "", "en"), ("", "*" * 500, "en"),
    ],
)  # fmt: skip
def test_the_language_is_the_chosen_one_else_the_browsers_else_the_schools(
    world, client, query, accept, language
):
    make_form(world)
    page = client.get(f"/f/form-1/{query}", HTTP_ACCEPT_LANGUAGE=accept).content.decode()
    assert f'<html lang="{language}">' in page


def test_a_text_in_one_language_only_is_shown_in_the_other_too(world, client):
    make_form(world, title={"zh": "预约试听", "en": ""})
    assert "<h1>预约试听</h1>" in client.get("/f/form-1/?lang=en").content.decode()


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/f/form-1/thanks/?lang=en", 200, "See you soon!"),
        ("/f/form-1/thanks/?lang=zh", 200, "See you soon!"),
        ("/f/other/?lang=en", 404, "There is no such form"),
        ("/f/other/thanks/?lang=zh", 404, "没有找到该表单"),
        ("/f/closed/?lang=en", 410, "This form is closed"),
    ],
)
def test_what_else_there_is_to_say_is_said_on_a_page(world, client, path, status, said):
    make_form(world, thanks={"en": "See you soon!"})
    make_form(world, token="closed", is_active=False)
    answer = client.get(path)
    assert (answer.status_code, said in answer.content.decode()) == (status, True)
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_the_page_is_read_only(world, client):
    make_form(world)
    assert client.post("/f/form-1/").status_code == 405
    assert client.head("/f/form-1/").status_code == 200


@pytest.mark.parametrize("address", ["/f/{}/", "/f/{}/thanks/", "/api/v1/intake/{}/"])
def test_no_sign_in_an_address_is_more_than_an_unknown_form(world, client, address):
    for token in ("a%00b", "%ff%fe", "x" * 5000, "%0d%0aSet-Cookie:a"):
        path = address.format(token)
        answer = client.post(path) if "intake" in path else client.get(path)
        assert answer.status_code in (404, 415), (path, answer.status_code)
