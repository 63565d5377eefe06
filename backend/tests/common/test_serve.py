"""`manage.py serve` as an operator meets it: one command, real processes."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shoal.common.supervisor import FIRST_DELAY, HEALTHY_AFTER, LONGEST_DELAY, Child

from ..deployment.visitor import Visitor
from ..serving import BACKEND, PATIENCE, Server, free_port, surroundings

pytestmark = [
    pytest.mark.skipif(shutil.which("ps") is None, reason="needs ps (procps)"),
    # One worker runs all of them, in one folder whose tables are there after the first.
    pytest.mark.xdist_group("serve"),
]


def eventually(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def children_of(pid: int) -> set[int]:
    said = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, check=False
    )
    return {int(child) for child in said.stdout.split()}


def ended(pid: int) -> bool:
    said = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, check=False)
    # A zombie has ended; who must collect it is not our concern.
    return said.stdout.strip()[:1] in {b"", b"Z"}


def status_line(server: Server) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as client:
        client.sendall(b"GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        return client.recv(64).split(b"\r\n")[0]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all of them: only the first has tables to make."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def server(data: Path) -> Iterator[Server]:
    running = Server(data, "--migrate")
    yield running
    running.stop()


def test_it_says_where_it_is_and_runs_web_processes_worker_and_ticks(server: Server) -> None:
    assert server.ready_line() == f"Shoal is ready at {server.url}"
    assert len(children_of(server.process.pid)) == 4
    assert status_line(server).startswith(b"HTTP/1.1 ")


def test_a_new_school_is_set_up_by_the_link_it_prints_and_then_no_more(tmp_path: Path) -> None:
    def started(*options: str) -> list[str]:
        server = Server(tmp_path, *options)
        try:
            return server.lines_until_ready()
        finally:
            server.stop()

    first, again = started("--migrate"), started("--migrate")
    link = re.compile(r"Set up your school: http://localhost:\d+/setup#token=([\w-]{43})")
    assert [bool(link.fullmatch(line)) for line in first] == [True, False]
    assert link.fullmatch(again[0])
    assert first[0] != again[0]
    assert started("--migrate", "--demo")[0].startswith("A demo school with ")
    assert len(started("--migrate")) == 1


def test_missing_tables_are_said_plainly(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=BACKEND,
        env=surroundings(tmp_path, free_port()),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert re.search(r"The database is not ready \(.*\): add --migrate\.", done.stderr)


def test_a_busy_port_is_said_plainly(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "manage.py", "serve"],
            cwd=BACKEND,
            env=surroundings(tmp_path, port),
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert f"Port {port} is in use; give another with PORT=…" in done.stderr


def test_only_its_owner_reads_the_database(server: Server, data: Path) -> None:
    server.ready_line()
    assert {path.stat().st_mode & 0o077 for path in data.iterdir()} == {0}


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_all_of_it(server: Server, ending: signal.Signals) -> None:
    server.ready_line()
    children = children_of(server.process.pid)
    server.process.send_signal(ending)
    assert server.process.wait(timeout=PATIENCE) == 0
    assert all(ended(child) for child in children)


def test_children_do_not_outlive_a_supervisor_that_was_killed(server: Server) -> None:
    server.ready_line()
    children = children_of(server.process.pid)
    assert len(children) == 4
    server.process.kill()
    server.process.wait()
    assert eventually(lambda: all(ended(child) for child in children))


def test_a_child_that_dies_is_replaced(server: Server) -> None:
    server.ready_line()
    before = children_of(server.process.pid)
    os.kill(min(before), signal.SIGKILL)
    assert eventually(lambda: len(children_of(server.process.pid) - before) == 1)
    assert len(children_of(server.process.pid)) == 4
    assert status_line(server).startswith(b"HTTP/1.1 ")


BEGUN = b"POST /api/v1/auth/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n"


@pytest.mark.parametrize("begun", [BEGUN, BEGUN + b"\r\n{"], ids=["headers", "bodies"])
def test_two_hundred_half_sent_requests_do_not_stop_service(server: Server, begun: bytes) -> None:
    server.ready_line()
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(200)]
    try:
        for client in slow:
            client.sendall(begun)
        assert status_line(server).startswith(b"HTTP/1.1 ")
    finally:
        for client in slow:
            client.close()


def test_worker_and_ticks_are_heard_of(server: Server) -> None:
    server.ready_line()

    def both_well() -> bool:
        checks = Visitor(server.port).asks("/readyz").json["checks"]
        return (checks["worker"], checks["ticks"]) == ("ok", "ok")

    assert eventually(both_well)


def test_the_web_processes_count_together_and_anew_at_each_start(
    server: Server, data: Path
) -> None:
    server.ready_line()
    for _ in range(20):
        Visitor(server.port).asks("/healthz")
    text = Visitor(server.port).asks("/metrics").body.decode()
    assert 'shoal_request_seconds_count{method="GET",route="/healthz",status="2xx"} 20.0' in text
    assert list((data / "metrics").iterdir()) != []


def test_the_wait_doubles_while_a_child_keeps_dying_and_starts_afresh_once_it_lived() -> None:
    child = Child("web 1", lambda: None)
    waits = []
    for now in range(10):
        child.started_at = now
        child.died(now=now)
        waits.append(child.start_again_at - now)
    assert waits[:3] == [FIRST_DELAY, FIRST_DELAY * 2, FIRST_DELAY * 4]
    assert max(waits) == LONGEST_DELAY

    child.started_at = 100
    child.died(now=100 + HEALTHY_AFTER + 1)
    assert child.start_again_at == 100 + HEALTHY_AFTER + 1 + FIRST_DELAY
