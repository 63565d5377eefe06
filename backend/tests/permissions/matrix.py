"""Every route × method × state of the object: what each role is answered.

A block names the route and its states, one line a state, a status for each of

    ada  mei  lin  bo  zoe  fan

Who is not logged in, or was suspended meanwhile, is answered 401 everywhere but on `public`
routes. Methods that a route doesn't list are answered 405. `test_matrix.py` plays it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .school import ROLES, School

Body = Callable[[School, str], Any]


@dataclass(frozen=True)
class Block:
    """The answers of one route and method; `answers` is {state: {role: status}}."""

    method: str
    path: str
    kind: str
    answers: dict[str, dict[str, int]]
    body: Body | None = None
    headers: dict[str, str] = field(default_factory=dict)
    # What a GET cannot do without, as it stands after "?".
    query: str | Callable[[School, str], str] = ""
    public: bool = False
    multipart: bool = False
    # An accepted call shows the caller this customer's contacts from now on.
    reveals: bool = False
    reveals_also: tuple[str, ...] = ()


def table(text: str) -> dict[str, dict[str, int]]:
    """Parse lines of `state 200 200 …` into {state: {role: status}}."""
    answers = {}
    for line in text.strip().splitlines():
        state, *statuses = line.split()
        answers[state] = dict(zip(ROLES, map(int, statuses), strict=True))
    return answers
