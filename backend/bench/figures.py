"""What a measurement gives, and the stopwatch that measures two things in turn."""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles

ROUNDS = int(os.environ.get("ROUNDS") or 60)
WARM_UP, FEWEST = min(5, ROUNDS), min(11, ROUNDS)
# A scan of a million rows takes a second: then fewer rounds say as much.
PATIENCE_SECONDS = 8.0
Call = Callable[[], float]


@dataclass(frozen=True)
class Figure:
    """`value` is what the goal is about: a ratio, a number of statements, milliseconds."""

    value: float
    p50_ms: float | None = None
    p95_ms: float | None = None
    more: dict[str, object] = field(default_factory=dict)


def in_turn(first: Call, second: Call) -> tuple[list[float], list[float]]:
    """Return the milliseconds of both, taken ABAB: what drifts, drifts for both."""
    for _ in range(WARM_UP):
        first(), second()
    times: tuple[list[float], list[float]] = ([], [])
    began = time.monotonic()
    while len(times[0]) < ROUNDS:
        times[0].append(first())
        times[1].append(second())
        if len(times[0]) >= FEWEST and time.monotonic() - began > PATIENCE_SECONDS:
            break
    return times


def against(ours: Call, other: Call) -> Figure:
    """Return how many times as long `ours` takes, by the medians."""
    own, others = in_turn(ours, other)
    return Figure(
        value=median(own) / median(others),
        p50_ms=median(own),
        p95_ms=percentile95(own),
        more={"against_p50_ms": round(median(others), 2)},
    )


def percentile95(values: Sequence[float]) -> float:
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]
