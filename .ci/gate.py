"""The whole gate: run each stage's make target, stop at the first failure, sum up.

What works on one core runs beside another, and what each says is shown in one piece.
A stage that this machine cannot run is skipped, and the summary says so and why.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg

RESULTS = Path(os.environ["RESULTS"])
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


def no_postgres() -> str | None:
    url = os.environ["TEST_DATABASE_URL"]
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.OperationalError as error:
        return f"no PostgreSQL answers (TEST_DATABASE_URL): {str(error).splitlines()[0]}"
    return None


def no_browser() -> str | None:
    if os.environ.get("CHROMIUM") or any(shutil.which(name) for name in BROWSERS):
        return None
    return "no Chromium found (install chromium-headless-shell, or name one with CHROMIUM)"


WHY_NOT: dict[str, Callable[[], str | None]] = {
    "test-postgres": no_postgres,
    "test-browser": no_browser,
}
# Cheap before dear: what fails often and fast comes first. Of one row two run at a time, the longer
# ones first. The tests have a row each: they take both cores themselves.
ROWS = (
    ("lint-types", "lint-spa", "lint-spa-types", "lint-imports", "lint-python", "lint-format"),
    # They write files that the row above reads, and `build` below.
    ("contract", "docs", "migrations"),
    ("test-sqlite",),
    ("test-postgres",),
    ("test-spa",),
    ("build",),
    ("test-browser",),
)
AT_ONCE = 2


@dataclass
class Stage:
    """One make target under way; alone in its row it speaks for itself, at once."""

    name: str
    alone: bool

    def __post_init__(self) -> None:
        self.began = time.monotonic()
        if self.alone:
            print(f"\n== {self.name}", flush=True)
        self.said = None if self.alone else tempfile.TemporaryFile()  # noqa: SIM115
        self.process = subprocess.Popen(
            ["make", "--no-print-directory", self.name],
            stdout=self.said,
            stderr=subprocess.STDOUT if self.said else None,
            start_new_session=not self.alone,
        )

    def ended(self) -> bool:
        return self.process.poll() is not None

    def told(self) -> str:
        """Show what it said, if it has not been seen yet, and return its line of the summary."""
        if self.said:
            self.said.seek(0)
            said = self.said.read().decode(errors="replace").rstrip()
            print(f"\n== {self.name}\n{said}", flush=True)
            self.said.close()
        word = "FAILED " if self.process.returncode else "ok     "
        return f"{word} {self.name} ({time.monotonic() - self.began:.0f} s)"

    def stop(self) -> None:
        """End it with all that it started: another one has failed."""
        if self.alone or self.ended():
            self.process.wait()
            return
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait()


def run_row(names: list[str], lines: list[str]) -> str | None:
    """Run the stages `names` and add their lines; at a failure stop the others and return it."""
    waiting, running = deque(names), list[Stage]()
    try:
        while waiting or running:
            while waiting and len(running) < AT_ONCE:
                running.append(Stage(waiting.popleft(), alone=len(names) == 1))
            for stage in [each for each in running if each.ended()]:
                running.remove(stage)
                lines.append(stage.told())
                if stage.process.returncode:
                    return stage.name
            time.sleep(0.05)
    finally:
        for stage in running:
            stage.stop()
    return None


def can_run(name: str, lines: list[str]) -> bool:
    if not (reason := name in WHY_NOT and WHY_NOT[name]()):
        return True
    print(f"\n== {name}\nskipped: {reason}", flush=True)
    lines.append(f"SKIPPED {name}: {reason}")
    return False


def counted_tests() -> Counter[str]:
    """Add up what the test runners reported in their JUnit files."""
    total: Counter[str] = Counter()
    for report in sorted(RESULTS.glob("*.xml")):
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            count = {
                key: int(suite.get(key) or 0) for key in ("tests", "failures", "errors", "skipped")
            }
            total["failed"] += count["failures"] + count["errors"]
            total["skipped"] += count["skipped"]
            total["passed"] += (
                count["tests"] - count["failures"] - count["errors"] - count["skipped"]
            )
    return total


def sum_up(lines: list[str], failed: str | None, seconds: float) -> None:
    print("\n== summary", flush=True)
    for line in lines:
        print(f"  {line}")
    tests = counted_tests()
    if failed and not tests["failed"]:
        tests["failed"] = 1
    counts = ", ".join(
        f"{tests[key]} {key}" for key in ("failed", "passed", "skipped") if tests[key]
    )
    print(f" {counts} in {seconds:.2f}s ".center(80, "="))


def main() -> int:
    shutil.rmtree(RESULTS, ignore_errors=True)
    RESULTS.mkdir(parents=True)
    began = time.monotonic()
    lines: list[str] = []
    failed = None
    for row in ROWS:
        if failed := run_row([name for name in row if can_run(name, lines)], lines):
            break
    sum_up(lines, failed, time.monotonic() - began)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
