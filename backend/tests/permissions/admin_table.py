"""Departments that go, lists, invitations, new passwords, the audit: who is answered what."""

from shoal.organization.models import ListEntry

from .matrix import Block, School, table


def backwards(school: School, state: str) -> dict[str, object]:
    entries = ListEntry.objects.filter(kind="source").order_by("-position")
    return {"entries": list(entries.values_list("pk", flat=True))}


ADMINISTRATION = [
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
]  # fmt: skip
