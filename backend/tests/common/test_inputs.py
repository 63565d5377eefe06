"""Whatever is sent, the answer is a problem document and never a 500."""

import pytest

from tests.api import BASE

JSON = "application/json"


@pytest.fixture
def post(world, api):
    client = api(world.ada).client
    path = f"{BASE}/campuses/"
    return lambda body, content_type=JSON: client.generic("POST", path, body, content_type)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"nonsense", b"\xff\xfe", b"{'a': 1}", b'{"code": NaN}', b'{"code": Infinity}',
        b'{"name": "\\ud800"}', b'{"name": "\\u0000"}', b'{"a\\u0000": 1}', b'{"name": "\x00"}',
        b"[" * 100_000, b'{"a":' * 50_000, b'{"name": 1e400}', b'{"parent": ' + b"9" * 5000 + b"}",
        b"null", b"[]", b'"text"', b"7", b"true",
    ],
    ids=lambda b: repr(b[:24]),
)  # fmt: skip
def test_a_body_that_is_no_object_of_ours_is_a_400(post, body):
    response = post(body)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["request_id"] == response["X-Request-Id"]


def test_an_escaped_backslash_is_no_nul(post):
    body = rb'{"code":"n","name":"a\\u0000","time_zone":"Asia/Shanghai","currency":"CNY"}'
    response = post(body)
    assert (response.status_code, response.json()["name"]) == (201, r"a\u0000")


def test_an_emoji_may_come_as_a_pair_of_surrogates(post):
    body = rb'{"code":"n","name":"\ud83d\udc1f","time_zone":"Asia/Shanghai","currency":"CNY"}'
    assert post(body).json()["name"] == "🐟"


def test_a_body_has_a_limit(post):
    response = post(b'{"name": "' + b"x" * (2 * 1024 * 1024) + b'"}')
    assert (response.status_code, response.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/xml", "multipart/form-data; boundary=x", "", "x"]
)
def test_another_media_type_is_a_415(post, content_type):
    response = post(b"{}", content_type)
    assert (response.status_code, response.json()["code"]) == (415, "unsupported_media_type")


def test_a_charset_is_no_other_media_type(post):
    assert post(b"{}", "application/json; charset=utf-8").status_code == 400


@pytest.mark.parametrize(
    ("method", "status"),
    [("HEAD", 200), ("OPTIONS", 200), ("PUT", 405), ("TRACE", 405), ("X", 405)],
)
def test_other_methods(world, api, method, status):
    response = api(world.lin).client.generic(method, f"{BASE}/campuses/")
    assert response.status_code == status
    if status == 405:
        assert response.json()["code"] == "method_not_allowed"
        assert "GET" in response["Allow"]


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "x", "", "*/*;q=0"])
def test_whoever_accepts_something_else_gets_json_all_the_same(world, api, accept):
    response = api(world.lin).get("/campuses/") if not accept else api(world.lin).call(
        "get", "/campuses/", accept=accept
    )  # fmt: skip
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")


@pytest.mark.parametrize(
    "path", ["/nonsense/", "/campuses", "/campuses/0x1/", "/campuses/-1/", "/campuses/1e3/",
             "/campuses/" + "9" * 5000 + "/", "/campuses/%00/", "/campuses/٣/"],
    ids=lambda p: p[:24],
)  # fmt: skip
def test_an_unknown_address_is_a_404_problem(world, api, path):
    response = api(world.ada).get(path)
    assert (response.status_code, response.json()["code"]) == (404, "not_found")
    assert response["Content-Type"] == "application/problem+json"


def test_a_foreign_host_is_a_400(client):
    for path in ("/", "/healthz", "/api/v1/campuses/"):
        response = client.get(path, HTTP_HOST="evil.example")
        assert (response.status_code, response.json()["code"]) == (400, "bad_request")


def test_a_bug_is_a_500_problem_without_its_reason(world, api, monkeypatch):
    from shoal.organization.views import places

    monkeypatch.setattr(places, "shown_campus", lambda pk: 1 / 0)
    response = api(world.lin).get(f"/campuses/{world.east.pk}/")
    assert (response.status_code, response.json()["code"]) == (500, "internal_error")
    assert "division" not in response.content.decode()


def test_a_busy_database_is_a_503_with_retry_after(world, api, monkeypatch):
    from django.db import OperationalError

    from shoal.organization.views import places

    def busy(pk):
        raise OperationalError("database is locked")

    monkeypatch.setattr(places, "shown_campus", busy)
    response = api(world.lin).get(f"/campuses/{world.east.pk}/")
    assert (response.status_code, response.json()["code"]) == (503, "busy")
    assert response["Retry-After"] == "1"


@pytest.mark.parametrize(
    ("given", "kept"),
    [("abc-123_x.y", True), ("short", False), ("x" * 65, False), ("a b c d e", False)],
)
def test_a_sane_request_id_is_kept(world, api, given, kept):
    response = api(world.lin).call("get", "/campuses/", x_request_id=given)
    assert (response["X-Request-Id"] == given) is kept
