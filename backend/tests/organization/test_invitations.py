"""Inviting people: who may, what the link says, taking it back (R65)."""

import logging

import pytest
from django.core import mail
from django.utils import timezone

from shoal.activity.models import Event
from shoal.common.models import School
from shoal.organization.models import Invitation


def invite(caller, department, **fields):
    return caller.post("/invitations/", {"role": "sales", "department": department.pk, **fields})


def token_of(answer):
    return answer.json()["url"].split("#token=")[1]


def test_it_answers_with_a_link_that_is_stored_nowhere(world, api, settings):
    answer = invite(api(world.mei), world.sales1, display_name="Yan", campus=world.east.pk, days=3)

    assert answer.status_code == 201
    body = answer.json()
    made = Invitation.objects.get()
    assert body["url"].startswith(f"{settings.PUBLIC_URL}/join#token=")
    assert len(token_of(answer)) == 43
    assert token_of(answer) not in str(Invitation.objects.values_list().get())
    assert (body["id"], body["state"], body["emailed"]) == (made.pk, "open", None)
    assert body["department"] == {"id": world.sales1.pk, "name": "Sales 1"}
    assert body["campus"] == {"id": world.east.pk, "name": "East"}
    assert body["invited_by"] == {"id": world.mei.pk, "name": "Mei"}
    assert body["refusals"] == {"revoke": None}
    assert (made.expires_at - made.created_at).days == 3
    event = Event.objects.get()
    assert (event.kind, event.subject_id, event.actor_id) == (
        "invitation.created", made.pk, world.mei.pk,
    )  # fmt: skip
    assert event.data == {"role": "sales", "department": world.sales1.pk}


def test_a_retry_with_one_key_stores_no_link_either(world, api):
    from shoal.common.models import IdempotencyKey

    body = {"role": "sales", "department": world.sales1.pk}
    api(world.mei).post("/invitations/", body, idempotency_key="k")
    assert not IdempotencyKey.objects.exists()


@pytest.mark.parametrize(
    ("who", "fields", "code"),
    [
        ("mei", {"role": "admin"}, "grants_sales_only"),
        ("mei", {"role": "manager"}, "grants_sales_only"),
        ("mei", {"role": "finance"}, "grants_sales_only"),
        ("mei", {"grants": ["import"]}, "grants_sales_only"),
        ("mei", {"department": "sales2"}, "outside_your_scope"),
        ("mei", {"department": "sales"}, "outside_your_scope"),
        ("lin", {}, "role_may_not"),
        ("fan", {}, "role_may_not"),
    ],
    ids=str,
)
def test_nobody_invites_beyond_what_they_may_grant(world, api, who, fields, code):
    department = getattr(world, fields.pop("department", "sales1"))
    answer = invite(api(getattr(world, who)), department, **fields)
    assert (answer.status_code, answer.json()["code"]) == (403, code)
    assert not Invitation.objects.exists()
    assert not Event.objects.exists()


def test_an_administrator_invites_anybody_anywhere(world, api):
    answer = invite(api(world.ada), world.finance, role="manager", grants=["export", "export"])
    assert answer.status_code == 201
    assert (answer.json()["role"], answer.json()["grants"]) == ("manager", ["export"])


@pytest.mark.parametrize(
    ("fields", "pointer", "code"),
    [
        ({"role": "boss"}, "/role", "invalid_choice"),
        ({"campus": 2**63}, "/campus", "max_value"),
        ({"campus": 10**6}, "/campus", "does_not_exist"),
        ({"grants": ["everything"]}, "/grants/0", "invalid_choice"),
        ({"email": "nonsense"}, "/email", "invalid"),
        ({"days": 0}, "/days", "min_value"),
        ({"days": 31}, "/days", "max_value"),
        ({"token": "mine"}, "/token", "unknown_field"),
    ],
    ids=str,
)
def test_what_is_not_right_is_named(world, api, fields, pointer, code):
    answer = invite(api(world.ada), world.sales1, **fields)
    assert answer.status_code == 400
    assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [(pointer, code)]
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("department", [10**6, 2**63, 0, "1;", None, [1]])
def test_a_department_that_is_none_is_named(world, api, department):
    body = {"role": "sales", "department": department}
    answer = api(world.ada).post("/invitations/", body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "/department"


def test_with_an_address_it_is_mailed_in_the_schools_language(world, api):
    School.objects.update(name="宁波学校", language="zh")

    answer = invite(api(world.mei), world.sales1, display_name="Yan", email="yan@school.example")

    assert answer.json()["emailed"] is True
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["yan@school.example"], "宁波学校：开通您的账号")
    assert answer.json()["url"] in sent.body


def test_a_mail_that_cannot_be_sent_is_told_and_breaks_nothing(world, api, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    with caplog.at_level(logging.WARNING):
        answer = invite(api(world.mei), world.sales1, email="yan@school.example")

    assert (answer.status_code, answer.json()["emailed"]) == (201, False)
    assert Invitation.objects.count() == 1
    assert "yan@school.example" not in caplog.text
    assert token_of(answer) not in caplog.text


def test_a_mail_that_only_the_terminal_shows_has_reached_nobody(world, api, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert invite(api(world.mei), world.sales1, email="y@s.example").json()["emailed"] is False


def test_a_line_break_in_a_name_begins_no_header(world, api):
    School.objects.update(name="River\nBcc: all@school.example")
    assert invite(api(world.mei), world.sales1, email="y@s.example").json()["emailed"] is True
    assert mail.outbox[0].recipients() == ["y@s.example"]


def test_managers_see_those_of_their_own_departments_admins_all(world, api):
    here = invite(api(world.ada), world.sales1).json()["id"]
    there = invite(api(world.ada), world.sales2).json()["id"]

    def listed(who):
        return [r["id"] for r in api(who).get("/invitations/").json()["results"]]

    assert listed(world.mei) == [here]
    assert listed(world.ada) == [there, here]
    assert api(world.lin).get("/invitations/").status_code == 403


def test_a_list_tells_no_link(world, api):
    token = token_of(invite(api(world.mei), world.sales1))
    row = api(world.mei).get("/invitations/").json()["results"][0]
    assert "url" not in row
    assert token not in str(row)


@pytest.mark.parametrize("rows", [1, 3])
def test_two_statements_whatever_the_rows(world, api, rows, django_assert_num_queries):
    ada = api(world.ada)
    for _ in range(rows):
        invite(ada, world.sales1)
    with django_assert_num_queries(2):
        ada.get("/invitations/")


def test_they_are_open_used_expired_or_revoked(world, api):
    now, mei = timezone.now(), api(world.mei)
    states = ("open", "used", "expired", "revoked")
    ids = {state: invite(mei, world.sales1).json()["id"] for state in states}
    Invitation.objects.filter(pk=ids["used"]).update(used_at=now)
    Invitation.objects.filter(pk=ids["expired"]).update(expires_at=now)
    mei.post(f"/invitations/{ids['revoked']}/revoke/")

    for state, pk in ids.items():
        [row] = mei.get("/invitations/", state=state).json()["results"]
        assert (row["id"], row["state"]) == (pk, state)
        why = row["refusals"]["revoke"]
        assert (why and (why["code"], why["state"])) == (
            None if state == "open" else ("invitation_closed", state)
        )
    assert len(mei.get("/invitations/", state="open,used").json()["results"]) == 2
    assert mei.get("/invitations/", state="lost").status_code == 400


def test_it_is_taken_back_once(world, api):
    mei, pk = api(world.mei), invite(api(world.mei), world.sales1).json()["id"]

    answer = mei.post(f"/invitations/{pk}/revoke/")
    assert (answer.status_code, answer.json()["state"]) == (200, "revoked")
    assert Event.objects.filter(kind="invitation.revoked", subject_id=pk).count() == 1

    again = mei.post(f"/invitations/{pk}/revoke/")
    assert (again.status_code, again.json()["code"]) == (409, "invitation_closed")
    assert Event.objects.filter(kind="invitation.revoked").count() == 1


def test_a_manager_takes_back_only_what_she_might_have_given(world, api):
    theirs = invite(api(world.ada), world.sales2).json()["id"]
    above = invite(api(world.ada), world.sales1, role="manager").json()["id"]
    mei = api(world.mei)
    assert mei.post(f"/invitations/{theirs}/revoke/").status_code == 404
    refused = mei.post(f"/invitations/{above}/revoke/")
    assert (refused.status_code, refused.json()["code"]) == (403, "grants_sales_only")
    assert not Invitation.objects.filter(revoked_at__isnull=False).exists()
