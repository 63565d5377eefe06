"""`python -m bench.sweeping CUSTOMERS`: return so many in DATABASE_URL, twice; print the seconds.

{"ours", "bare", "returned", "by_hand", "waits": [ms, …], "alone": [ms, …]}
"""

import multiprocessing
import sys
import time
from datetime import datetime
from typing import Any

import django
import orjson
from django.db import connection, connections

# The two take turns, so that what else the machine does meets both.
TURNS = 5
# How many customers the writer has to claim at most; it is stopped before.
CLAIMS = 2000
ALONE_SECONDS = 2.0


def main(count: int) -> dict[str, Any]:
    from bench.sweeping.by_hand import return_by_hand
    from shoal.customers.services.recycling import recycle_due

    seconds = {"ours": 0.0, "bare": 0.0}
    returned = {"ours": 0, "bare": 0}
    for _ in range(TURNS):
        for name in seconds:
            at = _due_after(count // TURNS)
            began = time.perf_counter()
            if name == "ours":
                returned[name] += sum(recycle_due(at=at).customers.values())
            else:
                returned[name] += return_by_hand(at)
            seconds[name] += time.perf_counter() - began
    return {
        **seconds,
        "returned": returned["ours"],
        "by_hand": returned["bare"],
        **_beside_a_writer(_due_after(count // TURNS)),
    }


def _due_after(count: int) -> datetime:
    """Return the instant at which the next `count` customers fall due."""
    from shoal.customers.models import Customer

    due = Customer.objects.filter(recycle_due_at__isnull=False).order_by("recycle_due_at", "pk")
    found = due.values_list("recycle_due_at", flat=True)[count - 1 : count].first()
    if found is None:
        raise RuntimeError("There are not so many left: seed more customers.")
    return found


def _beside_a_writer(at: datetime) -> dict[str, list[float]]:
    """Return how long each claim of a consultant took while a sweep ran, and before."""
    from shoal.customers.services.recycling import recycle_due

    ours, theirs = multiprocessing.Pipe()
    connections.close_all()
    writer = multiprocessing.get_context("fork").Process(target=_claim, args=(theirs,))
    writer.start()
    theirs.close()
    ours.recv()
    time.sleep(ALONE_SECONDS)
    ours.send("the sweep begins")
    recycle_due(at=at)
    ours.send("it has ended")
    waits = ours.recv()
    writer.join()
    connection.close()
    return waits


def _claim(parent: Any) -> None:
    """Claim one customer after the other until told to stop; send how long each one took."""
    from shoal.common import clock
    from shoal.common.errors import DomainError
    from shoal.customers.models import Customer
    from shoal.customers.services.pool import claim_customer
    from shoal.organization.models import Employee

    by = Employee.objects.get(username="c001")
    mine = Customer.objects.claimable().visible_to(by).order_by("-pk")
    found: dict[str, list[float]] = {"alone": [], "waits": []}
    phases = iter(("waits", None))
    phase: str | None = "alone"
    parent.send("ready")
    for pk in list(mine.values_list("pk", flat=True)[:CLAIMS]):
        if parent.poll():
            parent.recv()
            phase = next(phases)
        if phase is None:
            break
        began = time.perf_counter()
        try:
            claim_customer(customer_id=pk, by=by, at=clock.now())
        except DomainError:
            continue  # held by them not long ago
        found[phase].append((time.perf_counter() - began) * 1000)
    parent.send(found)


if __name__ == "__main__":
    django.setup()
    sys.stdout.buffer.write(orjson.dumps(main(int(sys.argv[1]))))
