"""What is new for whom: everybody has a feed and notifications of their own (R140, R147)."""

from .matrix import Block, table

LIVE = [
    Block("GET", "/events/", "", table("- 200 200 200 200 200 200")),
    Block("GET", "/notifications/", "", table("- 200 200 200 200 200 200")),
    Block("POST", "/notifications/read-all/", "", table("- 200 200 200 200 200 200")),
    Block(
        "POST", "/notifications/{pk}/read/", "notifications",
        table("""
            ada  200 404 404 404 404 404
            lin  404 404 200 404 404 404
        """),
    ),
]  # fmt: skip
