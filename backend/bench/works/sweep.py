"""The sweep against the bare SQL of the same change, and who waits meanwhile; on a copy."""

import subprocess
import sys
from functools import cache
from typing import Any

import orjson

from ..figures import Figure, percentile95
from ..server import BACKEND
from ..stage import Stage

CUSTOMERS = 50_000


def returned(stage: Stage) -> Figure:
    """The seconds that returning so many takes, against by hand."""
    took = _swept(stage)
    each = took["returned"] / took["ours"]
    return Figure(
        took["ours"] / took["bare"] * took["by_hand"] / took["returned"],
        more={"customers_per_second": round(each), "by_hand_per_second":
              round(took["by_hand"] / took["bare"]), "customers": took["returned"]},
    )  # fmt: skip


def longest_wait(stage: Stage) -> Figure:
    """The slowest claim of a consultant beside the sweep, in milliseconds."""
    took = _swept(stage)
    waits = sorted(took["waits"])
    alone = sorted(took["alone"])
    return Figure(
        waits[-1], waits[len(waits) // 2], percentile95(waits),
        more={"claims": len(waits), "slowest_alone_ms": round(alone[-1], 1)},
    )  # fmt: skip


@cache
def _swept(stage: Stage) -> dict[str, Any]:
    # Twice as many and a fifth fall due: half the school at most.
    count = min(CUSTOMERS, stage.database.rows // 20)
    database = stage.copy
    # Whatever else a copy was asked for: nobody else is at work in it now.
    stage.clear()
    done = subprocess.run(
        [sys.executable, "-m", "bench.sweeping", str(count)],
        cwd=BACKEND,
        env=database.env(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return orjson.loads(done.stdout)
