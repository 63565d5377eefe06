"""Hundreds of browsers that hold a connection and say nothing."""

import socket
from contextlib import ExitStack
from statistics import median

from ..figures import ROUNDS, WARM_UP, Figure, percentile95
from ..stage import Stage
from .lists import API

IDLE = 300


def others_wait(stage: Stage) -> Figure:
    """A list's page with 300 idle connections open, against the same without."""
    client = stage.client("c001")
    ours = f"{API}customers/?scope=mine"
    for _ in range(WARM_UP):
        client.milliseconds(ours)
    alone = [client.milliseconds(ours) for _ in range(ROUNDS)]
    with ExitStack() as open_ones:
        for _ in range(IDLE):
            made = socket.create_connection(("127.0.0.1", stage.port()))
            open_ones.enter_context(made)
        crowded = [client.milliseconds(ours) for _ in range(ROUNDS)]
    return Figure(median(crowded) / median(alone), median(crowded), percentile95(crowded))
