"""The event feed: a poll that finds nothing, a poll that finds a batch, and 300 who poll."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from ..client import Client
from ..crowd import get, is_whole
from ..figures import ROUNDS, WARM_UP, Figure, against, percentile95
from ..stage import Stage
from .lists import API

POLLERS, EVERY_SECONDS, SENDERS = 300, 1.5, 30
BATCH = 500


def idle_poll(stage: Stage) -> Figure:
    """A poll that finds nothing, against an empty view; with the CPU and the bytes of one."""
    client, anybody = stage.client("c001"), stage.client()
    ours = _poll(client)
    figure = against(
        lambda: client.milliseconds(ours), lambda: anybody.milliseconds("/bench/nothing/")
    )
    more = {
        "cpu_ms": round(_cpu_of(stage, client, ours), 3),
        "empty_view_cpu_ms": round(_cpu_of(stage, anybody, "/bench/nothing/"), 3),
        "bytes": len(client.call("GET", ours)[1]),
    }
    return Figure(figure.value, figure.p50_ms, figure.p95_ms, {**figure.more, **more})


def full_poll(stage: Stage) -> Figure:
    """A poll that finds BATCH events, against one statement for the same events."""
    client, anybody = stage.client("c001"), stage.client()
    behind = anybody.get("/bench/cursor/", events=BATCH)["cursor"]
    ours, bare = f"{API}events/?after={behind}", f"/bench/feed/?after={behind}"
    return against(lambda: client.milliseconds(ours), lambda: anybody.milliseconds(bare))


def beside_pollers(stage: Stage) -> Figure:
    """A list's page while 300 browsers poll, against the same without them."""
    client = stage.client("c001")
    ours = f"{API}customers/?scope=mine"
    for _ in range(WARM_UP):
        client.milliseconds(ours)
    alone = [client.milliseconds(ours) for _ in range(ROUNDS)]
    with _polling(stage) as polls:
        began, cpu, before = time.monotonic(), _cpu(stage), len(polls)
        # No faster than somebody clicks, for as long as each poller has polled a few times.
        crowded = []
        while len(crowded) < ROUNDS or time.monotonic() - began < 3 * EVERY_SECONDS:
            crowded.append(client.milliseconds(ours))
            time.sleep(0.05)
        seconds, done = time.monotonic() - began, len(polls) - before
        used = _cpu(stage) - cpu - len(crowded) * median(alone) / 1000
    more = {
        "polls_per_second": round(done / seconds, 1),
        "share_of_a_core": round(used / seconds, 3),
        "poll_p95_ms": round(percentile95(polls[before:]), 1),
    }
    return Figure(median(crowded) / median(alone), median(crowded), percentile95(crowded), more)


@contextmanager
def _polling(stage: Stage) -> Iterator[list[float]]:
    """Yield the milliseconds of the polls so far, of POLLERS connections taking turns."""
    port, polls, ending = stage.port(), [], threading.Event()
    helper = stage.client()
    requests = []
    for number in range(SENDERS):
        # As many people as there are in a small school: one may be several of the browsers.
        name = f"c{number % 10 + 1:03}"
        token = helper.get("/bench/token/", user=name)["access"]
        requests.append(get(_poll(stage.client(name)), token))
    sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(POLLERS)]
    thread = threading.Thread(target=_poll_in_turn, args=(sockets, requests, polls, ending))
    thread.start()
    try:
        yield polls
    finally:
        ending.set()
        thread.join()
        for each in sockets:
            each.close()


def _poll_in_turn(
    sockets: list[socket.socket], requests: list[bytes], polls: list[float], ending: threading.Event
) -> None:
    began, number = time.monotonic(), 0
    while not ending.is_set():
        turn = began + number * EVERY_SECONDS / POLLERS
        time.sleep(max(0.0, turn - time.monotonic()))
        mine = sockets[number % POLLERS]
        sent = time.perf_counter()
        mine.sendall(requests[number % SENDERS])
        answer = mine.recv(1 << 16)
        # Head and body may come apart: what is left would be taken for the next answer.
        while answer and not is_whole(answer):
            answer += mine.recv(1 << 16)
        if b" 200 " not in answer[:16]:
            raise RuntimeError(f"A poll was refused: {answer[:200]!r}")
        polls.append((time.perf_counter() - sent) * 1000)
        number += 1


def _poll(client: Client) -> str:
    return f"{API}events/?after={client.get(f'{API}events/')['next']}"


def _cpu_of(stage: Stage, client: Client, path: str) -> float:
    """Return the milliseconds of CPU that the server spends on one of these requests."""
    calls = max(ROUNDS * 5, 20)
    before = _cpu(stage)
    for _ in range(calls):
        client.call("GET", path)
    return (_cpu(stage) - before) * 1000 / calls


def _cpu(stage: Stage) -> float:
    """Return the seconds of CPU that the one web process has used."""
    return stage.client().get("/bench/cpu/")["seconds"]
