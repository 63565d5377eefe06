"""The service that is measured: the same `serve` that schools run, on a free port."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .databases import Database

BACKEND = Path(__file__).resolve().parents[1]


@contextmanager
def serving(database: Database, *, processes: int = 1) -> Iterator[int]:
    """Serve `database` and yield the port; with one process the other core is the client's."""
    port = _free_port()
    env = {**database.env(), "PORT": str(port), "WEB_PROCESSES": str(processes)}
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--no-worker", "--stop-with-parent"],
        cwd=BACKEND,
        env=env,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        if not any("is ready" in line for line in server.stdout):
            raise RuntimeError(f"The server of {database.name} did not start.")
        yield port
    finally:
        server.terminate()
        server.communicate(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
