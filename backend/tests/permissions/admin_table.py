"""Departments that go, lists, invitations, new passwords, the audit: who is answered what."""

from shoal.organization.models import ListEntry

from .matrix import Block, School, table


def backwards(school: School, state: str) -> dict[str, object]:
    entries = ListEntry.objects.filter(kind="source").order_by("-position")
    return {"entries": list(entries.values_list("pk", flat=True))}


ADMINISTRATION = [
    Block("GET", "/audit/", "", table("- 200 403 403 403 403 403")),
    Block(
        "POST", "/departments/{pk}/remove/", "departments",
        table("""
            empty    204 403 403 403 403 403
            sales1   409 403 403 403 403 403
            sales    409 403 403 403 403 403
        """),
    ),
    Block(
        "POST", "/lists/{kind}/", "", table("- 201 403 403 403 403 403"),
        body=lambda s, _: {"label_en": "Fair", "label_zh": "展会"},
    ),
    Block(
        "PATCH", "/lists/{kind}/{pk}/", "entries",
        table("""
            website  200 403 403 403 403 403
            other    409 403 403 403 403 403
            reason   404 403 403 403 403 403
        """),
        body=lambda s, _: {"is_active": False},
    ),
    Block(
        "POST", "/lists/{kind}/order/", "", table("- 200 403 403 403 403 403"), body=backwards
    ),
    Block("GET", "/invitations/", "", table("- 200 200 403 403 403 403")),
    # Managers as sales, into their own departments.
    Block(
        "POST", "/invitations/", "departments",
        table("""
            sales1   201 201 403 403 403 403
            empty    201 403 403 403 403 403
        """),
        body=lambda s, state: {"role": "sales", "department": s.departments[state].pk},
    ),
    Block(
        "POST", "/invitations/{pk}/revoke/", "invitations",
        table("""
            here     200 200 403 403 403 403
            there    200 404 403 403 403 403
            manager  200 403 403 403 403 403
            closed   409 409 403 403 403 403
        """),
    ),
    Block(
        "POST", "/auth/invitation/", "", table("- 404 404 404 404 404 404"), public=True,
        body=lambda s, _: {"token": "x"},
    ),
    Block(
        "POST", "/auth/reset/", "", table("- 202 202 202 202 202 202"), public=True,
        body=lambda s, _: {"username": "lin"},
    ),
    Block(
        "POST", "/auth/reset/check/", "", table("- 404 404 404 404 404 404"), public=True,
        body=lambda s, _: {"token": "x"},
    ),
    Block(
        "POST", "/auth/reset/confirm/", "", table("- 404 404 404 404 404 404"), public=True,
        body=lambda s, _: {"token": "x", "new_password": "nine white cranes"},
    ),
    # Managers for their own consultants; nobody for themselves, nor for who may not log in.
    Block(
        "POST", "/employees/{pk}/reset-link/", "employees",
        table("""
            lin         201 201 403 403 403 403
            zoe         201 403 403 403 403 403
            fan         201 403 403 403 403 403
            mei         201 409 403 403 403 403
            ada         409 403 403 403 403 403
            asks        409 409 403 403 403 403
            asks_there  409 404 403 403 403 403
            suspended   409 409 403 403 403 403
        """),
    ),
]  # fmt: skip
