"""Who held a household from when to when: chains of spells that the ledger's checks agree with."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from .school import SPAN_DAYS, Ids, Place

DAY = 86_400
SPAN = SPAN_DAYS * DAY
IN_POOL = 0.4
# One to four spells.
SPELLS = (1, 1, 1, 2, 2, 2, 2, 3, 3, 4)
DEFAULT_POOL_SHARE = 0.15


@dataclass(frozen=True)
class Spell:
    """Instants are seconds; `owner` None is the pool, `end` None is today."""

    owner: int | None
    start: int
    reason: str
    by: int | None
    end: int | None = None
    end_reason: str = ""
    end_by: int | None = None
    code: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Fate:
    """What the members of a household share."""

    created: int
    campus: int | None
    pool: int
    created_by: int | None
    spells: Sequence[Spell]

    @property
    def owner(self) -> int | None:
        return self.spells[-1].owner


class Moirai:
    """Spins the fates: `at` is the present, up to which `rows` customers came in evenly."""

    def __init__(self, school: Ids, rows: int, at: int) -> None:
        self.school, self.rows, self.at = school, rows, at

    def spin(self, random: Random, pk: int) -> Fate:
        place = random.choice(self.school.places)
        is_general = random.random() < DEFAULT_POOL_SHARE
        created = self.at - SPAN + SPAN * pk // (self.rows + 1) - random.randrange(DAY // 4)
        spells = self._spells(random, created, place)
        return Fate(
            created=created,
            campus=None if is_general and random.random() < 0.5 else place.campus,
            pool=self.school.default_pool if is_general else place.pool,
            created_by=spells[0].by,
            spells=spells,
        )

    def _spells(self, random: Random, created: int, place: Place) -> list[Spell]:
        count = random.choice(SPELLS)
        past = self.at - created
        starts = [created, *sorted(created + int(past * random.random()) for _ in range(count - 1))]
        # Pool and holders take turns, and the last one is where they are now.
        held = (random.random() >= IN_POOL) == (count % 2 == 1)
        begun = [self._begin(random, start, held == (n % 2 == 0), n == 0, place)
                 for n, start in enumerate(starts)]  # fmt: skip
        return self._close(begun)

    def _begin(
        self, random: Random, start: int, held: bool, is_first: bool, place: Place
    ) -> Spell:  # fmt: skip
        someone = random.choice(place.consultants)
        if is_first:
            return Spell(someone if held else None, start, "created" if held else "imported",
                         someone)  # fmt: skip
        if held:
            return Spell(someone, start, "claimed" if random.random() < 0.75 else "assigned",
                         someone)  # fmt: skip
        if random.random() < 0.5:
            return Spell(None, start, "recycled", None, rule="recycle_after_days")
        code = random.choice(self.school.release_codes)
        return Spell(None, start, "released", someone, code=code)

    def _close(self, begun: list[Spell]) -> list[Spell]:
        """Return the spells, each ended by what began the next; who releases is who held."""
        closed: list[Spell] = []
        for n, spell in enumerate(begun):
            if spell.reason == "released":
                spell = _by(spell, begun[n - 1].owner)
            closed.append(spell)
        return [
            Spell(s.owner, s.start, s.reason, s.by, after.start, after.reason, after.by, s.code,
                  s.rule) if after else s
            for s, after in zip(closed, [*closed[1:], None], strict=True)
        ]  # fmt: skip


def _by(spell: Spell, who: int | None) -> Spell:
    return Spell(spell.owner, spell.start, spell.reason, who, code=spell.code, rule=spell.rule)
