"""What is measured, how, and what is expected of it: one line a work (quality.md)."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from .figures import Figure
from .stage import Stage
from .works import claims, feed, idle, imports, lists, search, sweep
from .works.lists import HELD_ORDERINGS, ORDERINGS


class Unit(StrEnum):
    RATIO = "ratio"
    STATEMENTS = "statements"
    MILLISECONDS = "ms"
    ANSWERS = "answers"


@dataclass(frozen=True)
class Work:
    """`goal` None: measured, nothing promised. `database` None: both."""

    name: str
    measure: Callable[[Stage], Figure]
    goal: float | None = None
    at_least: bool = False
    unit: Unit = Unit.RATIO
    database: str | None = None

    def holds(self, figure: Figure) -> bool | None:
        if self.goal is None:
            return None
        return figure.value >= self.goal if self.at_least else figure.value <= self.goal


BEST = "-pool_rank_at"
NEXT = "next_follow_up_at"
POOL, LIST, GROWTH, DEPTH, SCAN, COUNT, POLL = 3.0, 4.5, 1.1, 1.25, 1 / 20, 2, 3.0

WORKS: tuple[Work, ...] = (
    # Against the bare handler of the same rows.
    Work(f"pool list, masked, by {BEST}", lists.page("pool", BEST), POOL),
    *(Work(f"pool list, masked, by {o}", lists.page("pool", o), LIST) for o in ORDERINGS),
    *(Work(f"my customers by {o}", lists.page("mine", o), LIST) for o in HELD_ORDERINGS),
    *(Work(f"department's customers by {o}", lists.page("team", o), LIST) for o in HELD_ORDERINGS),
    *(Work(f"all customers by {o}", lists.page("all", o), LIST) for o in HELD_ORDERINGS),
    Work("audit", lists.plain("ada", "audit/", "/bench/events/"), LIST),
    Work("list of people", lists.plain("m07", "employees/", "/bench/people/"), LIST),
    Work("timeline", lists.plain("c001", "customers/{pk}/timeline/",
                                 "/bench/customers/{pk}/timeline/"), LIST),
    Work("customer page", lists.plain("c001", "customers/{pk}/", "/bench/customers/{pk}/")),
    Work("Today", lists.plain("c001", "today/", "/bench/today/?user={user}")),
    # Against the same list of 10,000, and against its own first page.
    Work("growth, pool list", lists.growth("pool", BEST), GROWTH),
    Work("growth, my customers", lists.growth("mine", NEXT), GROWTH),
    Work("growth, department's customers", lists.growth("team", "-created_at"), GROWTH),
    Work("growth, all customers", lists.growth("all", "-created_at"), GROWTH),
    Work("growth, audit", lists.growth("audit", "-at"), GROWTH),
    Work("growth, payments to confirm", lists.growth("queue", "submitted_at"), GROWTH),
    Work("growth, all payments", lists.growth("payments", "-created_at"), GROWTH),
    Work("growth, receipts", lists.growth("receipts", "-issued_at"), GROWTH),
    Work("growth, enrollments", lists.growth("enrollments", "-created_at"), GROWTH),
    Work("growth, department's enrollments",
         lists.growth("enrollments of a department", "-created_at")),
    Work("growth, classes", lists.growth("classes", "-start_date")),
    Work("growth, the counter's search", lists.grows("fan", "counter/?search=1234")),
    Work("growth, finance's Today", lists.grows("fan", "payments/today/")),
    Work("growth, payments that wait", lists.grows("fan", "payments/waiting/")),
    Work("page 6,000, pool list", lists.depth("pool", BEST), DEPTH),
    Work("page 6,000, all customers", lists.depth("all", "-created_at"), DEPTH),
    # One for session and user, one for the rows.
    Work("statements, pool list", lists.statements("pool", BEST), COUNT, unit=Unit.STATEMENTS),
    Work("statements, my customers", lists.statements("mine", NEXT), COUNT, unit=Unit.STATEMENTS),
    Work("statements, department's customers", lists.statements("team", "-created_at"), COUNT,
         unit=Unit.STATEMENTS),
    Work("statements, all customers", lists.statements("all", "-created_at"), COUNT,
         unit=Unit.STATEMENTS),
    # Finance belongs to no campus: one more for the school's day.
    Work("statements, payments to confirm", lists.statements("queue", "submitted_at"), COUNT + 1,
         unit=Unit.STATEMENTS),
    Work("statements, receipts", lists.statements("receipts", "-issued_at"), COUNT + 1,
         unit=Unit.STATEMENTS),
    # Against a statement that looks at every row.
    *(Work(f"search, {kind}, consultant", search.search("c001", kind), SCAN)
      for kind in search.TERMS),
    *(Work(f"search, {kind}, administrator", search.search("ada", kind), SCAN)
      for kind in search.TERMS),
    # Against the same without them.
    Work("my customers beside 300 idle connections", idle.others_wait),
    # Against an empty view; against one statement for the same events; against nobody polling.
    Work("event feed, idle poll", feed.idle_poll, POLL),
    Work("event feed, poll with 500 events", feed.full_poll),
    Work("my customers beside 300 who poll", feed.beside_pollers),
    # On a copy, at 32 clients.
    Work("claims per second against an empty DRF view", claims.throughput, 0.25, at_least=True,
         database="postgresql"),
    Work("claims, 95th percentile (ms)", claims.slow_ones, 150, unit=Unit.MILLISECONDS,
         database="postgresql"),
    Work("claims, slowest (ms)", claims.slowest, 1000, unit=Unit.MILLISECONDS, database="sqlite"),
    Work("claims, answers but 200 and 409", claims.other_answers, 0, unit=Unit.ANSWERS),
    # On a copy, against reading the file and inserting the rows.
    Work("import of 100,000 rows", imports.commit, 3.0),
    Work("import of 100,000 rows, dry run", imports.dry_run),
    # On a copy, against the bare SQL of the same change; and what a claim beside it waits.
    Work("returning 50,000 customers", sweep.returned, 1.5),
    Work("returning 50,000 customers, slowest claim meanwhile (ms)", sweep.longest_wait, 1000,
         unit=Unit.MILLISECONDS),
)  # fmt: skip
