"""Teachers, rooms, classes, the timetable: who is answered what. mei works at the east campus."""

from tests.teaching.classes import body

from .matrix import Block, table

READ = "200 200 200 200 200 200"
EDITED = """
    east_planned    200 200 403 403 403 403
    east_running    200 200 403 403 403 403
    east_full       200 200 403 403 403 403
    east_completed  409 409 403 403 403 403
    east_cancelled  409 409 403 403 403 403
    west_planned    200 403 403 403 403 403
    west_completed  409 403 403 403 403 403
"""

TEACHING = [
    Block("GET", "/teachers/", "", table(f"- {READ}")),
    Block("GET", "/teachers/{pk}/", "teachers", table(f"wu {READ}")),
    Block(
        "POST", "/teachers/", "", table("- 201 403 403 403 403 403"),
        body=lambda s, _: {"name": "Xu"},
    ),
    Block(
        "PATCH", "/teachers/{pk}/", "teachers", table("wu 200 403 403 403 403 403"),
        body=lambda s, _: {"is_active": False},
    ),
    Block("GET", "/rooms/", "", table(f"- {READ}")),
    Block("GET", "/rooms/{pk}/", "rooms", table(f"east {READ}")),
    Block(
        "POST", "/rooms/", "rooms",
        table("""
            east  201 201 403 403 403 403
            west  201 403 403 403 403 403
        """),
        body=lambda s, state: {"name": "302", "campus": s.rooms[state].campus_id},
    ),
    Block(
        "PATCH", "/rooms/{pk}/", "rooms",
        table("""
            east  200 200 403 403 403 403
            west  200 403 403 403 403 403
        """),
        body=lambda s, _: {"capacity": 20},
    ),
    Block("GET", "/classes/", "", table(f"- {READ}")),
    Block("GET", "/classes/terms/", "", table(f"- {READ}")),
    Block(
        "GET", "/classes/{pk}/", "classes",
        table(f"""
            east_planned    {READ}
            west_cancelled  {READ}
        """),
    ),
    Block(
        "POST", "/classes/", "rooms",
        table("""
            east  201 201 403 403 403 403
            west  201 403 403 403 403 403
        """),
        body=lambda s, state: body(s.world, campus=s.rooms[state].campus_id),
    ),
    Block(
        "POST", "/classes/check-clashes/", "", table("- 200 200 403 403 403 403"),
        body=lambda s, _: {
            "campus": s.world.east.pk, "start_date": "2026-12-05", "end_date": "2027-02-27",
        },
    ),
    Block(
        "PATCH", "/classes/{pk}/", "classes", table(EDITED), body=lambda s, _: {"capacity": 5}
    ),
    Block(
        "POST", "/classes/{pk}/copy/", "classes",
        table("""
            east_planned    201 201 403 403 403 403
            east_completed  201 201 403 403 403 403
            west_running    201 403 403 403 403 403
        """),
        body=lambda s, _: {"term": "2027 spring", "start_date": "2027-03-06"},
    ),
    Block(
        "POST", "/classes/{pk}/open/", "classes",
        table("""
            east_planned    200 200 403 403 403 403
            east_open       409 409 403 403 403 403
            east_running    409 409 403 403 403 403
            east_completed  409 409 403 403 403 403
            east_cancelled  409 409 403 403 403 403
            west_planned    200 403 403 403 403 403
        """),
    ),
    Block(
        "POST", "/classes/{pk}/start/", "classes",
        table("""
            east_planned    409 409 403 403 403 403
            east_open       200 200 403 403 403 403
            east_few        409 409 403 403 403 403
            east_running    409 409 403 403 403 403
            east_completed  409 409 403 403 403 403
            east_cancelled  409 409 403 403 403 403
            west_open       200 403 403 403 403 403
        """),
    ),
    Block(
        "POST", "/classes/{pk}/complete/", "classes",
        table("""
            east_planned    409 409 403 403 403 403
            east_open       409 409 403 403 403 403
            east_running    200 200 403 403 403 403
            east_completed  409 409 403 403 403 403
            east_cancelled  409 409 403 403 403 403
            west_running    200 403 403 403 403 403
        """),
    ),
    Block(
        "POST", "/classes/{pk}/cancel/", "classes",
        table("""
            east_planned    200 200 403 403 403 403
            east_open       200 200 403 403 403 403
            east_full       409 409 403 403 403 403
            east_running    200 200 403 403 403 403
            east_completed  409 409 403 403 403 403
            east_cancelled  409 409 403 403 403 403
            west_open       200 403 403 403 403 403
        """),
    ),
    Block(
        "GET", "/timetable/", "", table(f"- {READ}"), query="from=2026-12-01&to=2026-12-31"
    ),
]  # fmt: skip
