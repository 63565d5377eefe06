"""What happened to whom: the pools fill up, consultants hold and follow, some are won."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from shoal.common import clock
from shoal.customers.models import Pool, Reason, RecycleRule, Status
from shoal.organization.models import Campus, Employee, ListEntry

from . import content
from .cast import Cast
from .school import School
from .stories import Story

SEED = 2026
FUNNEL = [
    Status.NEW, Status.CONTACTED, Status.QUALIFIED, Status.TRIAL_BOOKED, Status.APPLIED,
    Status.ENROLLED, Status.ALUMNI,
]  # fmt: skip


@dataclass(frozen=True)
class Hold:
    """One customer on a consultant's desk: claimed so many days ago, contacted so often, with a
    plan so many days from today (negative: overdue)."""

    status: str
    days: int
    contacts: int
    plan: int | None = None
    kind: str = "call"


DESK = (
    Hold("new", 1, 0), Hold("new", 2, 0), Hold("new", 1, 0, 0),
    Hold("contacted", 6, 1, -2), Hold("contacted", 9, 2, -1), Hold("contacted", 12, 2, 0),
    Hold("contacted", 8, 2, 1, "wechat"), Hold("contacted", 20, 3, 3), Hold("contacted", 4, 1, 0),
    Hold("qualified", 15, 3, -1), Hold("qualified", 18, 3, 0, "wechat"),
    Hold("qualified", 22, 4, 2), Hold("qualified", 30, 4, 5), Hold("qualified", 11, 2, 7, "visit"),
    Hold("trial_booked", 16, 4, 1, "trial_lesson"), Hold("trial_booked", 21, 4, 0, "trial_lesson"),
    Hold("trial_booked", 25, 5, -1, "visit"),
    Hold("applied", 35, 6, 2), Hold("applied", 28, 5), Hold("lost", 40, 4),
)  # fmt: skip
WON = (
    Hold("enrolled", 75, 6), Hold("enrolled", 90, 7, 6, "wechat"), Hold("enrolled", 60, 5),
    Hold("alumni", 170, 6), Hold("alumni", 190, 8),
)  # fmt: skip
# All of it older than the day on which they left.
LEFT_BEHIND = (
    Hold("contacted", 12, 2, -3), Hold("contacted", 16, 2, -3), Hold("qualified", 25, 3, -3),
    Hold("contacted", 20, 1, -3), Hold("contacted", 9, 1, -3),
)  # fmt: skip


def told(school: School, at: datetime) -> list[Story]:
    return Plot(school, at).everybody()


class Plot:
    def __init__(self, school: School, at: datetime) -> None:
        self.school = school
        self.at = at
        self.chance = Random(SEED)  # noqa: S311  the same school each time
        self.cast = Cast(school, self.chance)
        self.midnight = clock.start_of_day(at, school.campuses[0].zone)
        reasons = ListEntry.objects.filter(kind=ListEntry.Kind.LOST_REASON)
        self.lost_reasons = list(reasons.order_by("position"))

    def everybody(self) -> list[Story]:
        people, default = self.school.people, self.school.pool
        tianhe, yuexiu, _ = self.school.campuses
        stories = [self.held(people["lin"], hold, tianhe) for hold in DESK]
        stories += [self.held(people["bo"], hold, tianhe) for hold in DESK]
        stories += [self.held(people["zoe"], hold, yuexiu) for hold in (*DESK[3:17], *WON)]
        stories += [self.held(people["mei"], hold, tianhe) for hold in (*DESK[9:13], *WON[:4])]
        stories += self.pool_of(default, self.school.campuses, fresh=62, returned=64, families=7)
        for pool, campus in zip(self.school.campus_pools, self.school.campuses, strict=True):
            stories += self.pool_of(pool, [campus], fresh=12, returned=12, families=2)
        stories += self.given_up(default)
        # Last, so that everybody else is who they were without.
        stories += [self.held(people["wen"], hold, tianhe) for hold in LEFT_BEHIND]
        return stories

    # --- in the pools -----------------------------------------------------------------------------
    def pool_of(
        self, pool: Pool, campuses: list[Campus], *, fresh: int, returned: int, families: int
    ) -> list[Story]:
        stories = [self.newcomer(pool, self.chance.choice(campuses)) for _ in range(fresh)]
        stories += [self.returned(pool, self.chance.choice(campuses)) for _ in range(returned)]
        for _ in range(families):
            stories += self.family(pool, self.chance.choice(campuses))
        return stories

    def newcomer(self, pool: Pool, campus: Campus) -> Story:
        """Entered and nobody took them yet; some of them this very morning."""
        story = self._story(pool, campus)
        if self.chance.random() < 0.15:
            entered = self.at - timedelta(minutes=self.chance.randrange(5, 300))
        else:
            entered = self.moment(self.chance.randrange(1, 45))
        reason = self.chance.choice((Reason.CREATED, Reason.CREATED, Reason.IMPORTED))
        story.begin(by=self._entrant(), at=entered, reason=reason)
        return story

    def returned(self, pool: Pool, campus: Campus) -> Story:
        """Held by somebody for a while, and given back."""
        story = self._story(pool, campus)
        days = self.chance.randrange(60, 200)
        story.begin(by=self._entrant(), at=self.moment(days))
        back = days - self.chance.randrange(20, 50)
        self._hold_for_a_while(story, self._past_holder(pool), since=days - 2, until=back)
        if self.chance.random() < 0.08:
            story.customer.status = Status.NEW
        return story

    def family(self, pool: Pool, campus: Campus) -> list[Story]:
        """A parent with one or two students: held and released as one."""
        parent = self._story(pool, campus)
        children = [
            Story(self.cast.child_of(parent.customer), courses=self.cast.courses())
            for _ in range(self.chance.choice((1, 1, 2)))
        ]
        days, by = self.chance.randrange(40, 120), self._entrant()
        entered, holder = self.moment(days), self._past_holder(pool)
        taken, back = self.moment(days - 3), self.moment(days - 20)
        for story in (parent, *children):
            story.begin(by=by, at=entered)
            story.claim(holder, taken)
        note = self.chance.choice(content.NOTES["reached"])
        parent.contact(taken + timedelta(hours=1), "call", "reached", note)
        for story in (parent, *children):
            story.release(back, "other", "")
        return [parent, *children]

    def given_up(self, pool: Pool) -> list[Story]:
        """Lost ones may be claimed again; wrong numbers and who wants no calls may not."""
        stories = []
        for status in ("lost",) * 6 + ("invalid",) * 4 + ("do_not_contact",) * 3:
            story = self._story(pool, self.chance.choice(self.school.campuses))
            days = self.chance.randrange(50, 160)
            holder = self._past_holder(pool)
            story.begin(by=self._entrant(), at=self.moment(days))
            story.claim(holder, self.moment(days - 2))
            outcome = "wrong_number" if status == "invalid" else "refused"
            note = self.chance.choice(content.NOTES[outcome])
            story.contact(self.moment(days - 4), "call", outcome, note)
            self._give_up(story, status, holder, self.moment(days - 6))
            story.release(self.moment(days - 8), "not_interested", "")
            stories.append(story)
        return stories

    # --- on somebody's desk -----------------------------------------------------------------------
    def held(self, owner: Employee, hold: Hold, campus: Campus) -> Story:
        story = self._story(self.school.pool, campus)
        story.begin(by=self._entrant(), at=self.moment(hold.days + self.chance.randrange(2, 60)))
        story.claim(owner, self.moment(hold.days))
        latest = 1 if hold.plan is None else max(1, 1 - hold.plan)
        self._follow(story, owner, hold, since=hold.days, until=latest)
        if hold.plan is not None:
            told_at = (
                story.follow_ups[-1].occurred_at if story.follow_ups else self.moment(hold.days)
            )
            due = self.midnight + timedelta(days=hold.plan, hours=self.chance.randrange(9, 20))
            note = self.chance.choice(content.PLAN_NOTES)
            story.plan(max(told_at, story.spells[-1].started_at), due, hold.kind, note)
        return story

    def _follow(self, story: Story, owner: Employee, hold: Hold, *, since: int, until: int) -> None:
        """Contact them so often between two days; the status walks along."""
        days = self._spread(hold.contacts, since, until)
        steps = self._steps(hold.status)
        for n, day in enumerate(days):
            moment = max(self.moment(day), story.spells[-1].started_at + timedelta(minutes=20))
            if story.follow_ups:
                moment = max(moment, story.follow_ups[-1].occurred_at + timedelta(minutes=40))
            self._contact(story, moment, first=n == 0, last=n == len(days) - 1)
            if n + 1 < len(days):
                story.plan(moment, moment + timedelta(days=1), "call", "")
            # What is left of the way is walked after the last contact.
            share = len(steps) if n == len(days) - 1 else min(1, max(0, len(steps) - 1))
            for k, status in enumerate(steps[:share]):
                self._give_up(story, status, owner, moment + timedelta(minutes=5 + k))
            steps = steps[share:]

    def _contact(self, story: Story, moment: datetime, *, first: bool, last: bool) -> None:
        chance = self.chance
        # The first and the last were answered; in between people are often busy.
        outcome = "reached" if first or last else chance.choice(("reached", "no_answer", "visited"))
        method = "visit" if outcome == "visited" else chance.choice(("call", "call", "wechat"))
        intent = chance.choice(("A", "B", "B", "C")) if last else ""
        story.contact(moment, method, outcome, chance.choice(content.NOTES[outcome]), intent)

    def _steps(self, status: str) -> list[str]:
        """Return the statuses after `contacted` that lead to `status`."""
        if status in FUNNEL:
            return list(FUNNEL[2 : FUNNEL.index(Status(status)) + 1])
        return [status]

    def _hold_for_a_while(self, story: Story, holder: Employee, *, since: int, until: int) -> None:
        story.claim(holder, self.moment(since))
        contacts = self.chance.randrange(1, 5)
        status = self.chance.choice(("contacted", "contacted", "qualified"))
        self._follow(story, holder, Hold(status, since, contacts), since=since, until=until + 1)
        reason = self.chance.choice(("no_contact", "not_interested", "too_far", "other"))
        note, at = self.chance.choice(content.RELEASE_NOTES), self.moment(until)
        if reason == "no_contact":
            story.recycle(at, RecycleRule.RECYCLE_AFTER_DAYS)
        else:
            story.release(at, reason, note)

    def _give_up(self, story: Story, status: str, by: Employee, at: datetime) -> None:
        lost = status == Status.LOST
        reason = self.chance.choice(self.lost_reasons) if lost else None
        note = self.chance.choice(content.LOST_NOTES) if lost else ""
        story.move(status, by, at, reason, note)

    # --- small things -----------------------------------------------------------------------------
    def moment(self, days_ago: int) -> datetime:
        """Return an instant in the working hours of a day before today."""
        minutes = self.chance.randrange(9 * 60, 20 * 60)
        return self.midnight - timedelta(days=max(days_ago, 1)) + timedelta(minutes=minutes)

    def _spread(self, count: int, since: int, until: int) -> list[int]:
        """Return so many days between two, the earliest first."""
        room = range(until, max(until, since) + 1)
        return sorted((self.chance.choice(room) for _ in range(count)), reverse=True)

    def _story(self, pool: Pool, campus: Campus) -> Story:
        return Story(self.cast.somebody(pool, campus), courses=self.cast.courses())

    def _entrant(self) -> Employee:
        return self.school.people[self.chance.choice(("ada", "mei", "mei", "tao"))]

    def _past_holder(self, pool: Pool) -> Employee:
        people = self.school.people
        if pool == self.school.campus_pools[1]:
            return people["zoe"]
        if pool == self.school.campus_pools[2]:
            return people["ada"]
        return people[self.chance.choice(("tao", "tao", "lin", "bo", "mei"))]
