"""`make endure`: 32 people write for MINUTES on SQLite, while 400 clients never finish a request.

A demo school in a folder of its own, served as `make run` serves it. Every answer is counted; 409
is an answer (somebody was faster), 5xx and anything about "locked" is not. At the end the ledger
is recomputed.
"""

import http.client
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

BACKEND = Path(__file__).resolve().parent.parent
PASSWORD = "shoal-demo-2026"
PEOPLE = ("lin", "bo", "zoe", "mei")
WRITERS = int(os.environ.get("WRITERS") or 32)
SLOW = int(os.environ.get("SLOW") or 200)
TRICKLE_SECONDS = 5.0
# Access tokens are good for five minutes.
LOGIN_SECONDS = 200.0
LETTERS = str.maketrans("0123456789", "ghijklmnop")


class Tally:
    """What everybody was answered, and how long each waited (milliseconds)."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.times: dict[str, list[float]] = defaultdict(list)
        self.statuses: Counter[int] = Counter()
        self.wrong: list[str] = []

    def add(self, kind: str, milliseconds: float, status: int, body: bytes) -> None:
        with self.lock:
            self.times[kind].append(milliseconds)
            self.statuses[status] += 1
            if status >= 500 or b"locked" in body or status in (400, 401, 403, 404):
                self.wrong.append(f"{kind} {status} {body[:300]!r}")

    def lines(self) -> Iterator[str]:
        yield f"{'work':<14}{'requests':>9}{'p50':>8}{'p95':>8}{'p99':>8}{'worst':>9}  (ms)"
        every = [ms for times in self.times.values() for ms in times]
        for kind, times in [*sorted(self.times.items()), ("all", every)]:
            times = sorted(times)
            at = [times[min(len(times) - 1, int(len(times) * q))] for q in (0.5, 0.95, 0.99)]
            figures = "".join(f"{ms:>8.0f}" for ms in at)
            yield f"{kind:<14}{len(times):>9}{figures}{times[-1]:>9.0f}"


class Client:
    """One keep-alive connection of somebody who has logged in."""

    def __init__(self, port: int, tokens: dict[str, str], username: str, tally: Tally) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.tokens, self.username, self.tally = tokens, username, tally

    def post(self, kind: str, path: str, body: Any) -> dict[str, Any] | None:
        """Send a command; return what it answered, or None if it was refused."""
        headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {self.tokens[self.username]}",
            "Idempotency-Key": uuid.uuid4().hex,
        }
        began = time.perf_counter()
        try:
            self.connection.request("POST", f"/api/v1{path}", json.dumps(body), headers)
            answer = self.connection.getresponse()
            said, status = answer.read(), answer.status
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            said, status = repr(error).encode(), 599
        self.tally.add(kind, (time.perf_counter() - began) * 1000, status, said)
        return json.loads(said) if status < 300 else None


def write(client: Client, ending: threading.Event) -> None:
    """One consultant's day: enter, follow up, plan, release, claim."""
    held: list[int] = []
    while not ending.is_set():
        name = f"Endure {uuid.uuid4().hex[:10].translate(LETTERS)}"
        made = client.post("enter", "/customers/", {"name": name, "wechat": uuid.uuid4().hex[:18]})
        held += [made["id"]] if made else []
        for customer in random.sample(held, min(2, len(held))):
            spoke = {"customer": customer, "method": "call", "outcome": "reached", "note": name}
            client.post("follow-up", "/follow-ups/", spoke)
        if len(held) > 1:
            gone = held.pop(0)
            client.post("release", f"/customers/{gone}/release/", {"reason": "too_far"})
        if claimed := client.post("claim", "/pool/claim-next/", {}):
            client.post("release", f"/customers/{claimed['id']}/release/", {"reason": "too_far"})


class SlowCrowd:
    """Clients that began a request and send a byte now and then, but never its end."""

    HEAD = b"POST /api/v1/auth/login/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
    BODY = b"POST /api/v1/auth/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\n{"

    def __init__(self, port: int) -> None:
        self.port = port
        self.clients = [(begun, self._begin(begun)) for begun in (self.HEAD, self.BODY) * SLOW]
        self.again = 0

    def _begin(self, begun: bytes) -> socket.socket:
        client = socket.create_connection(("127.0.0.1", self.port))
        client.sendall(begun)
        return client

    def go_on(self, ending: threading.Event) -> None:
        while not ending.wait(TRICKLE_SECONDS):
            for place, (begun, client) in enumerate(self.clients):
                try:
                    client.sendall(b"x")
                except OSError:
                    client.close()
                    self.clients[place] = (begun, self._begin(begun))
                    self.again += 1
        for _, client in self.clients:
            client.close()


def log_in(port: int, tokens: dict[str, str]) -> None:
    for username in PEOPLE:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        given = json.dumps({"username": username, "password": PASSWORD})
        connection.request(
            "POST", "/api/v1/auth/token/", given, {"Content-Type": "application/json"}
        )
        answer = json.load(connection.getresponse())
        tokens[username] = answer["access"]
        connection.close()


def keep_logged_in(port: int, tokens: dict[str, str], ending: threading.Event) -> None:
    while not ending.wait(LOGIN_SECONDS):
        log_in(port, tokens)


@contextmanager
def served(data: Path, log: Path) -> Iterator[int]:
    """The service on a demo school in `data`; ends it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with log.open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--migrate", "--demo"],
            cwd=BACKEND,
            env={**school(data), "PORT": str(port), "RATE_LIMIT_PER_MINUTE": "1000000"},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        try:
            assert any("is ready" in line for line in process.stdout or ())
            yield port
        finally:
            process.terminate()
            process.wait(timeout=30)


def school(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "DATA": str(data)}


def endure(port: int, minutes: float, tally: Tally) -> int:
    """Let them all loose for `minutes`; return how many slow clients had to begin again."""
    ending = threading.Event()
    tokens: dict[str, str] = {}
    log_in(port, tokens)
    crowd = SlowCrowd(port)
    work: list[tuple[Callable[..., None], tuple[Any, ...]]] = [
        (crowd.go_on, (ending,)),
        (keep_logged_in, (port, tokens, ending)),
    ]
    for number in range(WRITERS):
        client = Client(port, tokens, PEOPLE[number % len(PEOPLE)], tally)
        work.append((write, (client, ending)))
    threads = [threading.Thread(target=run, args=args) for run, args in work]
    for thread in threads:
        thread.start()
    time.sleep(minutes * 60)
    ending.set()
    for thread in threads:
        thread.join()
    return crowd.again


def main() -> int:
    minutes = float(os.environ.get("MINUTES") or 10)
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="shoal-endurance-") as folder:
        data, log = Path(folder) / "data", Path(folder) / "log"
        data.mkdir(mode=0o700)
        with served(data, log) as port:
            again = endure(port, minutes, tally)
        said = log.read_text()
        checked = subprocess.run(
            [sys.executable, "manage.py", "check_ledger"],
            cwd=BACKEND, env=school(data), check=False,
        )  # fmt: skip
    print(f"{WRITERS} writers on SQLite for {minutes:g} minutes, and {2 * SLOW} clients who never")
    print(f"finish a request ({again} times the server had closed one, and it began again)")
    print("\n".join(tally.lines()))
    print("answers:", ", ".join(f"{n} x {status}" for status, n in sorted(tally.statuses.items())))
    failed = [*tally.wrong, *(line for line in said.splitlines() if "locked" in line)]
    print(*failed[:20], sep="\n")
    print(f"{len(failed)} answers or log lines that must not be")
    return 1 if failed or checked.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
