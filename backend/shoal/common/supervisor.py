"""Keep a set of child processes alive, and end all of them together."""

import gc
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import NoReturn

log = logging.getLogger("shoal.supervisor")
# A request in flight may finish; a long task may not: it keeps a checkpoint and resumes.
GRACE_SECONDS = 4.0
FIRST_DELAY, LONGEST_DELAY = 0.5, 30.0
# A child that lived this long was healthy: its next death starts the back-off afresh.
HEALTHY_AFTER = 30.0
POLL_SECONDS = 0.1
END_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Child:
    """One process to keep alive, and what is known about its deaths."""

    def __init__(self, name: str, work: Callable[[], None]) -> None:
        self.name = name
        self.work = work
        self.pid: int | None = None
        self.started_at = 0.0
        self.start_again_at = 0.0
        self.delay = FIRST_DELAY

    def died(self, *, now: float) -> None:
        """Plan the next start; the wait doubles while it keeps dying young."""
        if now - self.started_at > HEALTHY_AFTER:
            self.delay = FIRST_DELAY
        self.pid = None
        self.start_again_at = now + self.delay
        self.delay = min(self.delay * 2, LONGEST_DELAY)


class Supervisor:
    """Fork the named children, restart those that die, end all on a signal.

    The children run on after a fork, not an exec: the application is loaded once and
    its memory is shared. `stop_with_parent` ends everything when whoever started us is
    gone, for starters that may be killed without passing the signal on.
    """

    def __init__(
        self, work: Mapping[str, Callable[[], None]], *, stop_with_parent: bool = False
    ) -> None:
        self.children = [Child(name, run) for name, run in work.items()]
        self.parent = os.getppid() if stop_with_parent else None
        self.ending = False
        # Nobody ever writes: a child that reads the end of this pipe has lost its parent.
        self.alive_read, self.alive_write = os.pipe()

    def run(self, *, when_started: Callable[[], None] = lambda: None) -> None:
        for end_signal in END_SIGNALS:
            signal.signal(end_signal, self._end)
        gc.freeze()
        for child in self.children:
            self._start(child)
        when_started()
        while not self.ending:
            self._reap()
            self._restart_due()
            self.ending = self.ending or self._orphaned()
            time.sleep(POLL_SECONDS)
        self._stop_all()

    def _end(self, *_: object) -> None:
        self.ending = True

    def _orphaned(self) -> bool:
        return self.parent is not None and os.getppid() != self.parent

    def _start(self, child: Child) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        child.started_at = time.monotonic()
        child.pid = os.fork()
        if child.pid == 0:
            self._be(child)

    def _be(self, child: Child) -> NoReturn:
        """Live the child's life; never return into the parent's code."""
        # Out of the terminal's group: Ctrl-C reaches the supervisor, which ends us once.
        os.setpgid(0, 0)
        os.close(self.alive_write)
        for end_signal in END_SIGNALS:
            signal.signal(end_signal, _exit_cleanly)
        threading.Thread(target=_end_with_parent, args=(self.alive_read,), daemon=True).start()
        code = 1
        try:
            child.work()
            code = 0
        except SystemExit as done:
            code = done.code if isinstance(done.code, int) else 0
        except BaseException:
            # Not printed: a log line says it without what the exception may quote.
            log.exception("the %s process failed", child.name)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            # The supervisor's own clean-up (atexit, finally) is not ours to run.
            os._exit(code)

    def _reap(self) -> None:
        for child in self.children:
            if child.pid is None:
                continue
            pid, status = os.waitpid(child.pid, os.WNOHANG)
            if pid:
                child.died(now=time.monotonic())
                if not self.ending:
                    code = os.waitstatus_to_exitcode(status)
                    print(
                        f"{child.name} process ended ({code}); restarting",
                        file=sys.stderr,
                        flush=True,
                    )

    def _restart_due(self) -> None:
        for child in self.children:
            if not self.ending and child.pid is None and time.monotonic() >= child.start_again_at:
                self._start(child)

    def _stop_all(self) -> None:
        self._signal_all(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        while any(child.pid for child in self.children) and time.monotonic() < deadline:
            self._reap()
            time.sleep(POLL_SECONDS / 2)
        self._signal_all(signal.SIGKILL)
        for child in self.children:
            if child.pid is not None:
                os.waitpid(child.pid, 0)

    def _signal_all(self, signum: signal.Signals) -> None:
        for child in self.children:
            if child.pid is not None:
                os.kill(child.pid, signum)


def _exit_cleanly(*_: object) -> NoReturn:
    raise SystemExit(0)


def _end_with_parent(alive_read: int) -> None:
    os.read(alive_read, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)
