"""`healthcheck.py`, as the containers run it."""

import http.server
import json
import subprocess
import sys
import threading

import pytest

from ..serving import BACKEND, free_port

WELL = {"worker": "ok", "ticks": "ok"}


@pytest.fixture
def answers():
    """`answers(status, checks)`: the address of a `/readyz` that says so."""
    running = []

    def at(status, checks):
        class Readyz(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                known = self.headers["Host"] == "127.0.0.1"
                self.send_response(status if known else 400)
                self.end_headers()
                self.wfile.write(json.dumps({"checks": checks}).encode())

            def log_message(self, *args):
                pass

        server = http.server.HTTPServer(("127.0.0.1", 0), Readyz)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return f"http://localhost:{server.server_port}/readyz"

    yield at
    for server in running:
        server.shutdown()
        server.server_close()


def ask(*words):
    return subprocess.run(
        [sys.executable, "healthcheck.py", *words], cwd=BACKEND, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "checks", "helper", "said"),
    [
        (200, WELL, [], None),
        (200, WELL, ["worker"], None),
        (200, {**WELL, "worker": "behind"}, ["worker"], None),
        (200, {**WELL, "ticks": "silent"}, ["worker"], None),
        (200, {**WELL, "ticks": "silent"}, ["ticks"], "ticks is silent"),
        (200, {}, ["worker"], "worker is None"),
        (503, {"database": "unavailable"}, [], '503: {"checks": {"database": "unavailable"}}'),
    ],
)
def test_it_ends_with_what_is_wrong(answers, status, checks, helper, said):
    done = ask(answers(status, checks), *helper)
    assert (done.returncode, done.stderr.strip()) == (1 if said else 0, said or "")


def test_without_an_api_it_says_so():
    done = ask(f"http://127.0.0.1:{free_port()}/readyz")
    assert done.returncode == 1
    assert done.stderr.startswith("no answer: ")
