"""`python -m bench.importing ROWS`: import so many rows into DATABASE_URL, and print the seconds.

{"ours", "bare", "dry_run", "parts": {…}}
"""

import sys
import time
from pathlib import Path
from typing import Any

import django
import orjson
from django.conf import settings


def main(count: int) -> dict[str, Any]:
    from bench.importing.by_hand import read_and_insert
    from bench.importing.workbook import lines, write_workbook
    from shoal.common import clock
    from shoal.organization.models import Employee

    ada = Employee.objects.get(username="ada")
    rows = list(lines(count))
    path = settings.DATA_DIR / f"import-{count}.xlsx"
    write_workbook(path, rows)
    bare = read_and_insert(path, rows, ada, clock.now())
    ours = _import(path, ada)
    return {
        "ours": ours["receive"] + ours["commit"],
        "bare": bare["read"] + bare["inserted"],
        "dry_run": ours["dry_run"],
        "parts": {**ours, "bare": bare},
    }


def _import(path: Path, by: Any) -> dict[str, Any]:
    from django.core.files import File

    from shoal.common import clock
    from shoal.exchange.models import Import, Run, State
    from shoal.exchange.services import asking, reading, running, uploads

    # A machine that is busy with other things is to be measured as well.
    reading.WALL_SECONDS = 300
    seconds: dict[str, float] = {}

    def clocked(name: str, began: float) -> None:
        seconds[name] = time.perf_counter() - began

    began = time.perf_counter()
    with path.open("rb") as file:
        received = uploads.receive(upload=File(file, name=path.name), by=by)
    batch = uploads.register(received=received, pool_id=None, by=by, at=clock.now())
    clocked("receive", began)
    for run, ended in ((Run.DRY_RUN, State.DRY_RUN), (Run.COMMIT, State.COMMITTED)):
        began = time.perf_counter()
        asking.ask_for_run(import_id=batch.pk, run=run, by=by, at=clock.now(), enqueue=False)
        running.run_import(batch.pk)
        clocked(run.value, began)
        done = Import.objects.get(pk=batch.pk)
        if done.state != ended:
            raise RuntimeError(f"The import is {done.state}: {done.error_detail}")
    return {**seconds, "verdicts": done.counts}


if __name__ == "__main__":
    django.setup()
    sys.stdout.buffer.write(orjson.dumps(main(int(sys.argv[1]))))
