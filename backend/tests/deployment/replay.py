"""Starts what docker-compose.yml starts, in its order, as processes of this machine."""

import functools
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from ..serving import free_port
from .compose import TOP, environment, read_compose, start_order
from .images import Image, build

PATIENCE = 60.0
NOBODY = 65534


@functools.cache
def _user_for(program: str) -> int | None:
    """Return whom to become: nobody where we are root and nobody may run `program`."""
    if os.geteuid() != 0:
        return None
    try:
        subprocess.run([program, "--help"], user=NOBODY, capture_output=True, check=False)
    except PermissionError:
        return None
    return NOBODY


class Stack:
    """The services of docker-compose.yml as processes; `start()` them, and `stop()` them."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        self.api_port, self.port = free_port(), free_port()
        self.url = f"http://localhost:{self.port}"
        self.given = {"POSTGRES_PASSWORD": "x", "PORT": str(self.port), "METRICS_TOKEN": "scrape-9"}
        self.services: dict[str, Any] = read_compose(self.given)["services"]
        self.database_url = database_url
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.images: dict[str, Image] = {}
        self.left_out: list[str] = []
        self.started: list[str] = []

    def build(self) -> None:
        # Docker's own, whatever a command that ran in this process before left behind.
        before = os.umask(0o022)
        try:
            for name in ("backend", "frontend"):
                self.images[name] = build(TOP / name, self.folder / name)
                self.left_out += self.images[name].left_out
        finally:
            os.umask(before)
        # As the image's own user would own them; the rest is root's.
        for image in self.images.values():
            for path in (image.root / "tmp", image.root / "data"):
                if os.geteuid() == 0:
                    os.chown(path, NOBODY, NOBODY)

    def start(self) -> None:
        for name in start_order(self.services):
            if "build" not in self.services[name]:
                continue  # the database: it runs already
            for other, how in self.services[name].get("depends_on", {}).items():
                self._wait_for(other, how["condition"])
            self.begin(name)
            self.started.append(name)
        for name in self.running:
            if "healthcheck" in self.services[name]:
                self._wait_for(name, "service_healthy")

    def begin(self, name: str) -> None:
        image = self.images[self.services[name]["build"]]
        command = [image.here(self._near(w)) for w in self.services[name].get("command", [])]
        command = command or [image.here(word) for word in image.command]
        env = self.env(name)
        program = shutil.which(command[0], path=env["PATH"]) or command[0]
        user = _user_for(shutil.which("nginx", path=env["PATH"]) if name == "web" else program)
        with self.log(name).open("ab") as log:
            os.fchown(log.fileno(), -1 if user is None else user, -1)
            self.running[name] = subprocess.Popen(
                [program, *command[1:]], cwd=image.path(""), env=env, stdout=log, stderr=log,
                user=user, group=user, extra_groups=None if user is None else [], umask=0o022,
            )  # fmt: skip

    def env(self, name: str) -> dict[str, str]:
        image = self.images[self.services[name]["build"]]
        given = environment(self.services[name], self.given)
        env = {**image.surroundings(), **{k: image.here(v) for k, v in given.items()}}
        if "DATABASE_URL" in env:
            env["DATABASE_URL"] = self.database_url
        return {key: self._near(value) for key, value in env.items()} | {
            key: near
            for key, near in {
                "HOST": "127.0.0.1", "PORT": str(self.api_port), "LISTEN": f"127.0.0.1:{self.port}",
            }.items() if key in env
        }  # fmt: skip

    def _near(self, text: str) -> str:
        """Return `text` with this machine's ports for those inside the containers."""
        for there, port in {"api:8000": self.api_port, "127.0.0.1:8000": self.api_port,
                            "127.0.0.1:8080": self.port}.items():  # fmt: skip
            text = text.replace(there, f"127.0.0.1:{port}")
        return text

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def _wait_for(self, name: str, condition: str) -> None:
        if name not in self.running:
            return
        if condition == "service_completed_successfully":
            assert self.running[name].wait(PATIENCE) == 0, self.log(name).read_text()
            return
        deadline = time.monotonic() + PATIENCE
        while not self.is_healthy(name):
            assert self.running[name].poll() is None, self.log(name).read_text()
            assert time.monotonic() < deadline, f"{name}: {self.log(name).read_text()}"
            time.sleep(0.1)

    def is_healthy(self, name: str) -> bool:
        """Ask as its health check does."""
        image = self.images[self.services[name]["build"]]
        words = [self._near(word) for word in self.services[name]["healthcheck"]["test"][1:]]
        if words[0] == "wget" and shutil.which("wget") is None:
            fetch = "import sys, urllib.request as u; u.urlopen(sys.argv[1])"
            words = [sys.executable, "-c", fetch, words[-1]]
        done = subprocess.run(
            words, cwd=image.path(""), env=self.env(name), capture_output=True, check=False
        )
        return done.returncode == 0

    def stop(self) -> dict[str, int]:
        """End all as `docker compose down` does; return how each ended."""
        for process in reversed(self.running.values()):
            if process.poll() is None:
                process.terminate()
        return {name: process.wait(PATIENCE) for name, process in self.running.items()}


@contextmanager
def fresh_database(url: str, name: str) -> Iterator[str]:
    """Yield the address of a new database on the server of `url`; it is gone afterwards."""
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield re.sub(r"(?<=[^/])/[^/?]*(?=\?|$)", f"/{name}", url)
        finally:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
