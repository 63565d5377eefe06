"""The rows of customers `first` to `last`: the same for the same seed, whoever makes them.

Ids of what belongs to a customer follow from the customer's, so that several processes may write
at once; instants are text that both databases read.
"""

from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

from shoal.customers.normalize import name_sort
from shoal.customers.tokens import tokens_of

from . import words
from .fates import DAY, Fate, Moirai, Spell
from .school import Ids
from .tables import Emit

# Ids that one customer's rows of a kind may take.
EACH = 16
FAMILY_SHARE = 0.12
NEW_STATUSES = ("new",) * 5 + ("contacted",) * 6 + ("qualified",) * 2 + ("lost",) * 2 + ("invalid",)
HELD_STATUSES = (
    *("new",) * 3, *("contacted",) * 8, *("qualified",) * 4, *("trial_booked",) * 2,
    "applied", *("enrolled",) * 3, "alumni", "lost",
)  # fmt: skip
INTENTS = ("", "", "A", "B", "B", "C", "C", "C", "D")
METHODS = ("call",) * 6 + ("wechat",) * 3 + ("visit",)
OUTCOMES = ("reached",) * 5 + ("no_answer",) * 4 + ("refused", "visited")
EFFECTIVE = ("reached", "visited")
FOLLOW_UPS_A_SPELL = (0, 1, 1, 2, 2, 3, 4)
TO_BE_WON = ("new", "contacted", "qualified", "trial_booked", "applied")


class Generator:
    def __init__(self, school: Ids, rows: int, seed: int, at: int) -> None:
        self.school, self.seed, self.at = school, seed, at
        self.moirai = Moirai(school, rows, at)

    def write(self, first: int, last: int, emit: Emit) -> None:
        """Emit all rows of the customers `first` to `last`, both included."""
        random = words.Dice(f"{self.seed}/{first}")
        guardian = first
        while guardian <= last:
            fate = self.moirai.spin(random, guardian)
            surname = words.family(random)
            size = 1 + (random.choice((1, 1, 2)) if random.random() < FAMILY_SHARE else 0)
            for pk in range(guardian, min(guardian + size, last + 1)):
                self._member(random, emit, pk, guardian, surname, fate)
            guardian += size

    def _member(
        self, random: Random, emit: Emit, pk: int, guardian: int, surname: str, fate: Fate
    ) -> None:
        name = words.name(random, surname)
        contacts = _contacts(random, pk, is_student=pk != guardian)
        status = random.choice(HELD_STATUSES if fate.owner else NEW_STATUSES)
        latest, effective = self._follow_ups(random, emit, pk, fate)
        due = self._plans(random, emit, pk, fate, status)
        copies = {kind: value for kind, _, value in reversed(contacts)}
        entered = _text(fate.spells[-1].start)
        emit("customer", (
            pk, name, name_sort(name), random.choice(("", "female", "male")),
            None if pk == guardian else guardian,
            *(copies.get(kind, "") for kind in ("phone", "wechat", "qq", "email")),
            random.choice(self.school.sources), fate.campus, random.choice(INTENTS), status,
            random.choice(self.school.lost_reasons) if status == "lost" else None,
            random.choice(words.REMARKS) if random.random() < 0.1 else "",
            fate.pool, fate.owner,
            entered if fate.owner else None,
            None if fate.owner else entered,
            None if fate.owner else entered,
            _text(fate.created), fate.created_by, latest, effective, due, len(fate.spells) + 1,
        ))  # fmt: skip
        for n, (kind, source, value) in enumerate(contacts):
            emit("identity", (pk * EACH + n, pk, kind, source, value, int(kind != "external"), 1))
        if random.random() < 0.8:
            emit("course", (pk, pk, random.choice(self.school.courses)))
        tokens = tokens_of(name, [(kind, value) for kind, _, value in contacts])
        emit("search", (pk, " ".join(sorted(tokens))))
        self._spells(emit, pk, guardian, fate)

    def _spells(self, emit: Emit, pk: int, guardian: int, fate: Fate) -> None:
        before: Spell | None = None
        for n, spell in enumerate(fate.spells):
            start = _text(spell.start)
            emit("spell", (
                pk * EACH + n, pk, guardian, spell.owner, fate.pool, start, spell.reason,
                spell.by, None if spell.end is None else _text(spell.end), spell.end_reason,
                spell.end_by, spell.code, spell.rule,
            ))  # fmt: skip
            kind = f"customer.{spell.reason}" if before else "customer.created"
            data = f'{{"reason": "{spell.code}", "rule": "{spell.rule}"}}' if before else "{}"
            emit("event", (
                pk * EACH + n, 0, kind, "customer", pk, pk, spell.by, start,
                before and before.owner, spell.owner, before and fate.pool, fate.pool, data, "",
            ))  # fmt: skip
            before = spell

    def _follow_ups(
        self, random: Random, emit: Emit, pk: int, fate: Fate
    ) -> tuple[str | None, str | None]:
        """Return when they were last contacted, and last to any effect."""
        number, latest, effective = 0, "", ""
        for spell in fate.spells:
            if not spell.owner:
                continue
            lasted = (spell.end or self.at) - spell.start
            for _ in range(random.choice(FOLLOW_UPS_A_SPELL)):
                at = _text(spell.start + int(lasted * random.random()))
                outcome = random.choice(OUTCOMES)
                emit("follow_up", (
                    pk * EACH + number, pk, spell.owner, random.choice(METHODS), outcome,
                    random.choice(words.NOTES[outcome]), random.choice(INTENTS), at, at,
                ))  # fmt: skip
                number, latest = number + 1, max(latest, at)
                if outcome in EFFECTIVE:
                    effective = max(effective, at)
        return latest or None, effective or None

    def _plans(self, random: Random, emit: Emit, pk: int, fate: Fate, status: str) -> str | None:
        """Return when the earliest open plan is due."""
        if not fate.owner:
            return None
        created = self.at - random.randrange(30 * DAY)
        due = []
        if status in TO_BE_WON and random.random() < 0.5:
            due = [self.at + random.randrange(-5 * DAY, 25 * DAY)]
            if random.random() < 0.1:
                due.append(due[0] + random.randrange(1, 30 * DAY))
        done = [(created, "done", created)] if random.random() < 0.2 else []
        for n, (at, state, closed) in enumerate([*((d, "planned", None) for d in due), *done]):
            emit("plan", (
                pk * EACH + n, pk, fate.owner, "call", _text(at), fate.campus, state,
                _text(created), fate.owner, None if closed is None else _text(closed),
            ))  # fmt: skip
        return _text(min(due)) if due else None


def _contacts(random: Random, pk: int, *, is_student: bool) -> list[tuple[str, str, str]]:
    """Return (kind, source, value), normalised; one of a kind. Most students have none."""
    if is_student and random.random() < 0.7:
        return []
    found = []
    if random.random() < 0.92:
        found.append(("phone", "", words.phone(random, pk)))
    if not found or random.random() < 0.35:
        found.append(("wechat", "", f"{random.choice(('wx', 'lucky', 'sun', 'mama'))}_{pk:07d}"))
    if random.random() < 0.04:
        found.append(("qq", "", str(10_000_000 + pk)))
    if random.random() < 0.06:
        found.append(("email", "", f"parent.{pk}@example.com"))
    if random.random() < 0.1:
        found.append(("external", "lead_id", f"L{pk:08d}"))
    return found


@cache
def _day(number: int) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=number)).strftime("%Y-%m-%d ")


_CLOCK = [f"{n // 3600:02d}:{n // 60 % 60:02d}:{n % 60:02d}" for n in range(DAY)]


def _text(seconds: int) -> str:
    day, second = divmod(seconds, DAY)
    return _day(day) + _CLOCK[second]
