"""The whole gate: run each stage's make target, stop at the first failure, sum up.

A stage that this machine cannot run is skipped, and the summary says so and why.
"""

import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable
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


# Cheap before dear: what fails often and fast comes first.
STAGES: dict[str, Callable[[], str | None] | None] = {
    "lint-format": None,
    "lint-python": None,
    "lint-types": None,
    "lint-imports": None,
    "lint-spa": None,
    "lint-spa-types": None,
    "migrations": None,
    "contract": None,
    "docs": None,
    "test-sqlite": None,
    "test-postgres": no_postgres,
    "test-spa": None,
    "build": None,
    "test-browser": no_browser,
}


def run_stage(name: str) -> bool:
    done = subprocess.run(["make", "--no-print-directory", name], check=False)
    return done.returncode == 0


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
    for name, why_not in STAGES.items():
        print(f"\n== {name}", flush=True)
        if why_not and (reason := why_not()):
            print(f"skipped: {reason}", flush=True)
            lines.append(f"SKIPPED {name}: {reason}")
            continue
        stage_began = time.monotonic()
        passed = run_stage(name)
        lines.append(
            f"{'ok     ' if passed else 'FAILED '} {name} ({time.monotonic() - stage_began:.0f} s)"
        )
        if not passed:
            failed = name
            break
    sum_up(lines, failed, time.monotonic() - began)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
