"""What those who lead look at: movements, the team, the inbox (R150-R153)."""

from .matrix import Block, table

TEAM = [
    Block("GET", "/movements/", "", table("- 200 200 200 200 200 403")),
    Block("GET", "/inbox/", "", table("- 200 200 403 403 403 403")),
    Block("GET", "/team/", "", table("- 200 200 403 403 403 403")),
]
