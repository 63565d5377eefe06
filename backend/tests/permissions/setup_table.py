"""The first day and the school itself: who is answered what (R60-R64)."""

from .matrix import Block, table

ALL = table("- 200 200 200 200 200 200")
SCHOOL = {
    "name": "Ningbo school", "time_zone": "Asia/Shanghai", "currency": "CNY", "language": "zh",
    "phone_region": "CN",
}  # fmt: skip
ADMIN = {"username": "eve", "password": "nine white cranes", "display_name": "Eve", "email": ""}

SETUP = [
    Block("GET", "/setup/", "", ALL, public=True),
    # The school of the tables is set up: no link is good any more.
    Block(
        "POST", "/setup/check/", "", table("- 404 404 404 404 404 404"), public=True,
        body=lambda s, _: {"token": "x"},
    ),
    Block(
        "POST", "/setup/", "", table("- 404 404 404 404 404 404"), public=True,
        body=lambda s, _: {"token": "x", "school": SCHOOL, "admin": ADMIN},
    ),
    Block(
        "POST", "/setup/checklist/", "", table("- 200 403 403 403 403 403"),
        body=lambda s, _: {"hidden": True},
    ),
    Block("GET", "/school/", "", ALL),
    Block(
        "PATCH", "/school/", "", table("- 200 403 403 403 403 403"),
        body=lambda s, _: {"name": "Renamed"}, headers={"HTTP_IF_MATCH": '"1"'},
    ),
    Block("GET", "/pools/presets/", "", ALL),
    Block("GET", "/imports/sample/", "", table("- 200 200 403 403 403 403")),
]  # fmt: skip
