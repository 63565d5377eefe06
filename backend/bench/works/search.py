"""Search, against a statement that looks at every row."""

from ..client import address
from ..figures import Figure, against
from ..stage import Stage
from .lists import API, Measure

# What is typed; for a hit the whole name of somebody on the consultant's own list.
TERMS = {
    "a hit": "",
    "no hit": "查无此人",
    "one Chinese character": "王",
    "two Chinese characters": "王子",
    "four digits": "5271",
}


def search(user: str, kind: str) -> Measure:
    def measure(stage: Stage) -> Figure:
        mine, anybody = stage.client(user), stage.client()
        term = TERMS[kind] or _somebody(stage)
        ours = address(f"{API}customers/", {"search": term})
        scan = address("/bench/scan/", {"q": term})
        found = len(mine.get(ours)["results"])
        figure = against(lambda: mine.milliseconds(ours), lambda: anybody.milliseconds(scan))
        return Figure(figure.value, figure.p50_ms, figure.p95_ms, {**figure.more, "found": found})

    return measure


def _somebody(stage: Stage) -> str:
    held = stage.client("c001").get(f"{API}customers/?scope=mine")["results"]
    return next(row["name"] for row in held if len(row["name"]) == 3)
