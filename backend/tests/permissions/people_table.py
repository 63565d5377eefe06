"""Sessions, people, campuses, courses, lists, imports: who is answered what."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.world import PASSWORD

from .matrix import Block, School, table

ALL = table("- 200 200 200 200 200 200")
ADMIN_MAKES = table("- 201 403 403 403 403 403")
NEW = {"username": "newcomer", "password": PASSWORD, "display_name": "New"}


def at_home(school: School, state: str) -> dict[str, object]:
    return {"role": "sales", "department": school.world.sales1.pk}


def csv(school: School, state: str) -> dict[str, object]:
    return {"file": SimpleUploadedFile("leads.csv", "姓名,手机\n王,13800138000\n".encode())}


SESSIONS = [
    Block("GET", "/auth/register/", "", ALL, public=True),
    Block(
        "POST", "/auth/register/", "", table("- 201 201 201 201 201 201"), public=True,
        body=lambda s, _: {**NEW, "department": s.world.sales1.pk},
    ),
    Block(
        "POST", "/auth/login/", "", ALL, public=True,
        body=lambda s, _: {"username": "lin", "password": PASSWORD},
    ),
    # Cookie calls: without the cookie and the exact origin nobody is anybody.
    Block("POST", "/auth/refresh/", "", table("- 403 403 403 403 403 403"), public=True),
    Block("POST", "/auth/logout/", "", table("- 403 403 403 403 403 403"), public=True),
    Block(
        "POST", "/auth/token/", "", ALL, public=True,
        body=lambda s, _: {"username": "lin", "password": PASSWORD},
    ),
    Block(
        "POST", "/auth/token/refresh/", "", table("- 401 401 401 401 401 401"), public=True,
        body=lambda s, _: {"refresh": "no token"},
    ),
    Block("POST", "/auth/logout-everywhere/", "", table("- 204 204 204 204 204 204")),
    Block(
        "POST", "/auth/password/", "", ALL,
        body=lambda s, _: {"current_password": PASSWORD, "new_password": "another quiet river"},
    ),
    Block("GET", "/auth/me/", "", ALL),
    Block("PATCH", "/auth/me/", "", ALL, body=lambda s, _: {"language": "zh"}),
    Block("GET", "/auth/sessions/", "", ALL),
    Block(
        "DELETE", "/auth/sessions/{pk}/", "sessions",
        table("""
            ada  204 404 404 404 404 404
            lin  404 404 204 404 404 404
            fan  404 404 404 404 404 204
        """),
    ),
]  # fmt: skip

PEOPLE = [
    Block("GET", "/departments/", "", ALL),
    Block("POST", "/departments/", "", ADMIN_MAKES, body=lambda s, _: {"name": "New"}),
    Block("GET", "/departments/{pk}/", "departments", table("sales1 200 200 200 200 200 200")),
    Block(
        "PATCH", "/departments/{pk}/", "departments", table("sales1 200 403 403 403 403 403"),
        body=lambda s, _: {"name": "Renamed"},
    ),
    Block("GET", "/employees/", "", ALL),
    # Active colleagues are known to everybody; others to who leads them.
    Block(
        "GET", "/employees/{pk}/", "employees",
        table("""
            lin         200 200 200 200 200 200
            zoe         200 200 200 200 200 200
            asks        200 200 404 404 404 404
            asks_there  200 404 404 404 404 404
            suspended   200 200 404 404 404 404
        """),
    ),
    Block(
        "PATCH", "/employees/{pk}/", "employees",
        table("""
            bo   200 403 403 403 403 403
            zoe  200 403 403 403 403 403
        """),
        body=lambda s, _: {"department": s.world.sales2.pk},
    ),
    Block(
        "POST", "/employees/{pk}/approve/", "employees",
        table("""
            asks        200 200 403 403 403 403
            asks_there  200 404 403 403 403 403
            bo          409 409 403 403 403 403
        """),
        body=at_home,
    ),
    Block(
        "POST", "/employees/{pk}/reject/", "employees",
        table("""
            asks        200 200 403 403 403 403
            asks_there  200 404 403 403 403 403
            bo          409 409 403 403 403 403
        """),
    ),
    Block(
        "POST", "/employees/{pk}/suspend/", "employees",
        table("""
            bo         200 403 403 403 403 403
            zoe        200 403 403 403 403 403
            suspended  409 403 403 403 403 403
        """),
    ),
    Block(
        "POST", "/employees/{pk}/resume/", "employees",
        table("""
            suspended  200 403 403 403 403 403
            bo         409 403 403 403 403 403
        """),
    ),
    Block("GET", "/campuses/", "", ALL),
    Block(
        "POST", "/campuses/", "", ADMIN_MAKES,
        body=lambda s, _: {
            "code": "n", "name": "North", "time_zone": "Asia/Shanghai", "currency": "CNY",
        },
    ),
    Block("GET", "/campuses/{pk}/", "campuses", table("west 200 200 200 200 200 200")),
    Block(
        "PATCH", "/campuses/{pk}/", "campuses", table("west 200 403 403 403 403 403"),
        body=lambda s, _: {"name": "Far west"},
    ),
    Block("GET", "/courses/", "", ALL),
    Block("POST", "/courses/", "", ADMIN_MAKES, body=lambda s, _: {"code": "go", "name": "Go", "currency": "CNY"}),
    Block("GET", "/courses/{pk}/", "courses", table("python 200 200 200 200 200 200")),
    Block(
        "PATCH", "/courses/{pk}/", "courses", table("python 200 403 403 403 403 403"),
        body=lambda s, _: {"name": "Snakes"},
    ),
    Block("GET", "/lists/{kind}/", "", ALL),
]  # fmt: skip

# An import is its importer's, and their leaders'.
OWN_IMPORTS = table("""
    mei  200 200 403 403 403 403
    ada  200 404 403 403 403 403
""")
IMPORTS = [
    Block("GET", "/imports/", "", table("- 200 200 403 403 403 403")),
    Block("POST", "/imports/", "", table("- 201 201 403 403 403 403"), body=csv, multipart=True),
    Block("GET", "/imports/{pk}/", "imports", OWN_IMPORTS),
    # Leaders look at it; only who uploaded the file runs or changes its import.
    Block("PATCH", "/imports/{pk}/", "imports", table("""
        mei  403 200 403 403 403 403
        ada  200 404 403 403 403 403
    """), body=lambda s, _: {"mapping": {}}),
    Block("GET", "/imports/{pk}/rows/", "imports", OWN_IMPORTS),
    Block(
        "POST", "/imports/{pk}/dry-run/", "imports",
        table("""
            mei  403 202 403 403 403 403
            ada  202 404 403 403 403 403
        """),
    ),
    Block(
        "POST", "/imports/{pk}/commit/", "imports",
        table("""
            mei  403 202 403 403 403 403
            ada  202 404 403 403 403 403
        """),
    ),
]  # fmt: skip
