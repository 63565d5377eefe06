"""A whole Shoal of real processes, for the tests that look at it from outside."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

BACKEND = Path(__file__).resolve().parent.parent
# Django's start on a machine that runs other tests beside it.
PATIENCE = 90.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def surroundings(data: Path, port: int = 0) -> dict[str, str]:
    """Return the environment of a school in `data`, always on SQLite."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "DATA": str(data), "PORT": str(port), "WEB_PROCESSES": "2"}


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder that `make` filled, once for all the processes of this run: copy it."""
    place = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        place = place.parent
    folder, half = place / name, place / f"{name}-half"
    with (place / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir(mode=0o700)
            make(half)
            half.rename(folder)
    return folder


def manage(data: Path, *command: str) -> None:
    """Run a command of `manage.py` on the school in `data`."""
    subprocess.run([sys.executable, "manage.py", *command], cwd=BACKEND, env=surroundings(data),
                   check=True, stdout=subprocess.DEVNULL)  # fmt: skip


def empty_school(factory: pytest.TempPathFactory, data: Path) -> Path:
    """Lay into `data` a school with tables and nothing else: making those takes ten seconds."""
    made = made_once(factory, "empty-school", lambda new: manage(new, "migrate", "--verbosity=0"))
    shutil.copytree(made, data, dirs_exist_ok=True)
    return data


class Server:
    """`manage.py serve` on a free port. Wait for `ready_line()`, and `stop()` it."""

    def __init__(self, data: Path, *options: str, **env: str) -> None:
        self.data = data
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        # What it logs goes to the tests' own stderr: a pipe nobody reads would fill up.
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", *options],
            cwd=BACKEND,
            env={**surroundings(data, self.port), **env},
            stdout=subprocess.PIPE,
            text=True,
        )

    def ready_line(self) -> str:
        """Return the last line it said before it was ready, which is the one that says so."""
        return self.lines_until_ready()[-1]

    def lines_until_ready(self) -> list[str]:
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line.strip())
            if "is ready" in line:
                break
        return said

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        self.process.communicate(timeout=PATIENCE)
