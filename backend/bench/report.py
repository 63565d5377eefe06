"""The table on the terminal, and bench-results.json."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from .databases import Database
from .figures import Figure
from .goals import Unit, Work

WIDTHS = (46, 10, 9, 9, 9, 6, 9, 9)
HEAD = ("work", "database", "rows", "ratio", "goal", "holds", "p50 ms", "p95 ms")


@dataclass(frozen=True)
class Result:
    """A work on a database: its figure, or why there is none."""

    work: Work
    database: Database
    figure: Figure | None
    failure: str = ""

    @property
    def holds(self) -> bool | None:
        return self.work.holds(self.figure) if self.figure else False

    def as_json(self) -> dict[str, Any]:
        """Return the published shape; what is no ratio stands in `value` and `limit`."""
        is_ratio = self.work.unit == Unit.RATIO
        found: dict[str, Any] = {
            "work": self.work.name,
            "database": self.database.vendor,
            "rows": self.database.rows,
            "ratio": self._value(4) if is_ratio else None,
            "goal": self.work.goal if is_ratio else None,
            "holds": self.holds,
            "p50_ms": _rounded(self.figure and self.figure.p50_ms, 3),
            "p95_ms": _rounded(self.figure and self.figure.p95_ms, 3),
        }
        if not is_ratio:
            found |= {"value": self._value(2), "limit": self.work.goal, "unit": self.work.unit}
        if self.failure:
            found["failure"] = self.failure
        return found | (self.figure.more if self.figure else {})

    def line(self) -> str:
        holds = {True: "yes", False: "NO", None: "–"}[self.holds]
        goal = "–" if self.work.goal is None else _goal(self.work)
        figure = self.figure
        cells = (
            self.work.name, self.database.vendor, f"{self.database.rows:,}",
            "failed" if figure is None else f"{figure.value:.3g}" if figure.value < 1000
            else f"{figure.value:.0f}", goal, holds,
            _shown(figure and figure.p50_ms), _shown(figure and figure.p95_ms),
        )  # fmt: skip
        return _line(cells)

    def _value(self, digits: int) -> float | None:
        return _rounded(self.figure and self.figure.value, digits)


def heading() -> str:
    return _line(HEAD) + "\n" + _line(["─" * (width - 1) for width in WIDTHS])


def write(path: Path, results: Sequence[Result]) -> None:
    found = [result.as_json() for result in results]
    path.write_bytes(orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def _line(cells: Sequence[str]) -> str:
    first, *others = zip(cells, WIDTHS, strict=True)
    return f"{first[0]:<{first[1]}}" + "".join(f"{cell:>{width}} " for cell, width in others)


def _goal(work: Work) -> str:
    return f"{'≥' if work.at_least else '≤'} {work.goal:g}"


def _shown(milliseconds: float | None) -> str:
    return "" if milliseconds is None else f"{milliseconds:.2f}"


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
