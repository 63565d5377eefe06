"""SQLite whose writers take turns.

SQLite lets a writer that waits sleep longer each time it looks, up to a tenth of a second; who
comes fresh looks at once and goes first, so under load some wait for seconds. A lock on a file
beside the database puts transactions that write into a queue. It keeps nobody out: SQLite's own
lock is what makes writers exclusive.
"""

import fcntl
import os
import time
from typing import Any

from django.db.backends.sqlite3 import base

# From here on SQLite's own timeout decides, so that nobody waits for a process that hangs.
PATIENCE = 10.0
PAUSE = 0.002


class DatabaseWrapper(base.DatabaseWrapper):
    _turn: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> Any:
        super()._commit()  # type: ignore[misc]
        self._end_turn()

    def _rollback(self) -> Any:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _close(self) -> Any:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _take_turn(self) -> None:
        if self.is_in_memory_db() or self._turn is not None:
            return
        self._turn = os.open(f"{self.settings_dict['NAME']}-turn", os.O_CREAT | os.O_RDWR, 0o600)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                fcntl.flock(self._turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                time.sleep(PAUSE)

    def _end_turn(self) -> None:
        if self._turn is not None:
            os.close(self._turn)
            self._turn = None
