"""`python -m bench`: measure every work on every database; see README.md for the variables."""

import os
import sys
import time
import traceback
from collections.abc import Iterator

from . import report
from .databases import Database, folder, has_postgresql
from .goals import WORKS, Work
from .report import Result
from .stage import Stage


def main() -> int:
    rows = int(os.environ.get("ROWS") or 1_000_000)
    vendors = (os.environ.get("DATABASES") or "sqlite postgresql").split()
    wanted = [work for work in WORKS if _is_wanted(work.name)]
    if unknown := set(vendors) - {"sqlite", "postgresql"}:
        print(f"There is no database {', '.join(unknown)}.", file=sys.stderr)
        return 2
    results: list[Result] = []
    for vendor in vendors:
        results += measured(Database(vendor, rows), wanted)
    path = folder().parent / "bench-results.json"
    report.write(path, results)
    held = [result.holds for result in results]
    print(f"\n{held.count(True)} goals held, {held.count(False)} did not; all figures in {path}")
    return 1 if any(result.failure for result in results) else 0


def measured(database: Database, works: list[Work]) -> Iterator[Result]:
    """Measure what is meant for this database, telling each figure as it comes."""
    works = [work for work in works if work.database in (None, database.vendor)]
    if database.vendor == "postgresql" and not has_postgresql():
        print("No PostgreSQL answers (TEST_DATABASE_URL).", file=sys.stderr)
        return iter([Result(work, database, None, "no PostgreSQL") for work in works])
    began = time.monotonic()
    results = []
    with Stage(database, fresh=os.environ.get("FRESH", "0") not in ("", "0")) as stage:
        print(report.heading(), flush=True)
        for work in works:
            results.append(_measure(work, stage))
            print(results[-1].line(), flush=True)
    print(f"{database.vendor}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    return iter(results)


def _measure(work: Work, stage: Stage) -> Result:
    try:
        return Result(work, stage.database, work.measure(stage))
    except Exception as error:
        traceback.print_exc()
        return Result(work, stage.database, None, f"{type(error).__name__}: {error}")


def _is_wanted(name: str) -> bool:
    """ONLY="pool search": works whose name has one of the words."""
    words = (os.environ.get("ONLY") or "").split()
    return not words or any(word in name for word in words)


if __name__ == "__main__":
    sys.exit(main())
