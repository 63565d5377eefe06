"""Claims of many consultants at once, on a copy that is thrown away."""

import os
from collections.abc import Iterator
from functools import cache

from ..client import Client
from ..crowd import Crowd, all_at_once, post
from ..figures import Figure, percentile95
from ..stage import Stage
from .lists import API

CLIENTS, EACH, ROUNDS = 32, 60, 4
# Every so-many-th claim is of somebody whom the neighbour claims as well.
CONTENDED = 10


def throughput(stage: Stage) -> Figure:
    """Requests a second against those of a DRF view that does nothing."""
    claims, nothing = _claimed(stage)
    return Figure(
        claims.per_second / nothing.per_second,
        more={"claims_per_second": round(claims.per_second, 1),
              "nothing_per_second": round(nothing.per_second, 1)},
    )  # fmt: skip


def slow_ones(stage: Stage) -> Figure:
    """The 95th percentile in milliseconds."""
    claims, _ = _claimed(stage)
    times = sorted(claims.times)
    return Figure(percentile95(times), times[len(times) // 2], percentile95(times))


def slowest(stage: Stage) -> Figure:
    claims, _ = _claimed(stage)
    times = sorted(claims.times)
    return Figure(times[-1], times[len(times) // 2], percentile95(times))


def other_answers(stage: Stage) -> Figure:
    """How many answers are neither a claim nor the news that somebody was faster."""
    claims, _ = _claimed(stage)
    others = {s: n for s, n in claims.statuses.items() if s not in (200, 409)}
    more = {"statuses": {str(s): n for s, n in sorted(claims.statuses.items())}}
    return Figure(sum(others.values()), more=more)


@cache
def _claimed(stage: Stage) -> tuple[Crowd, Crowd]:
    """Return (claims, nothing), measured once, in turns: nothing, claims, nothing, claims …"""
    # As many processes as a school's machine runs: this is about what it can bear.
    port = stage.port(stage.copy, processes=os.cpu_count() or 1)
    helper = Client(port)
    each = max(ROUNDS, min(EACH, stage.database.rows // 500))
    groups = helper.get("/bench/claimable/", users=CLIENTS, each=each)
    queues = [queue for group in groups for queue in _queues(group, helper)]
    claims, nothing = Crowd(), Crowd()
    share = -(-each // ROUNDS)
    for begin in range(0, each, share):
        nothing.add(all_at_once(port, [[post("/bench/nothing/")] * 4 * share] * len(queues)))
        claims.add(all_at_once(port, [queue[begin : begin + share] for queue in queues]))
    return claims, nothing


def _queues(group: dict[str, list[int]], helper: Client) -> Iterator[list[bytes]]:
    """Yield what each consultant of a campus claims: their own, and some of the neighbour's."""
    users = list(group)
    for number, user in enumerate(users):
        token = helper.get("/bench/token/", user=user)["access"]
        neighbours = group[users[number - 1]]
        ids = [
            neighbours[n] if n % CONTENDED == 0 and n < len(neighbours) else pk
            for n, pk in enumerate(group[user])
        ]
        yield [post(f"{API}customers/{pk}/claim/", token) for pk in ids]
