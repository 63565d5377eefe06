"""Who is at work on a data folder: a service beside others, or a restore alone."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = "running.lock"


class InUse(Exception):
    """Somebody else is at work there."""


@contextmanager
def at_work(data: Path, *, alone: bool = False) -> Iterator[None]:
    """Hold `data`, with others or alone; raises InUse at once if that cannot be.

    The lock belongs to the open file: forked processes hold it on, and the kernel lets it go
    with the last of them, however it ends.
    """
    handle = os.open(data / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise InUse from None
    try:
        yield
    finally:
        os.close(handle)
