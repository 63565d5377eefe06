"""A school in miniature that a machine plays: every command of the pool, and a clock that jumps.

The machine knows the rules in words of its own: what it asserts is read from the ledger, not asked
of the code that is being proved (the clocks' instants excepted: those have test_clock.py).
"""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from shoal.common.clock import day_bounds
from shoal.common.errors import DomainError
from shoal.customers.models import ClockJob, Customer, OwnershipSpell, Pool, Reason, Status
from shoal.customers.services import clock_jobs, clocks, handing_over, policy, profile, removal
from shoal.customers.services.consultations import take_consultation
from shoal.customers.services.followups import log_follow_up
from shoal.customers.services.ledger_check import CHECKS, check_ledger
from shoal.customers.services.merging import merge_customers
from shoal.customers.services.plans import schedule_plan
from shoal.customers.services.pool import (
    assign_customer,
    claim_customer,
    claim_customers,
    claim_next,
    release_customer,
)
from shoal.customers.services.protection import protect_customer
from shoal.customers.services.recycling import recycle_due
from shoal.customers.services.status import change_status
from shoal.customers.services.unmerging import unmerge_customers
from shoal.organization.services import calendar
from tests.world import NOW, make_customer

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
POLICY = {
    "daily_claim_limit": 3, "holding_limit": 6, "reclaim_cooldown_days": 5,
    "fresh_hold_hours": 12, "recycle_after_days": {"A": 3, "B": 5, "C": 8, "D": 12},
    "first_contact_hours": 24, "max_holding_days": 40,
}  # fmt: skip
CHANGES = [
    *({"daily_claim_limit": n} for n in (1, 2, 3, 5)),
    *({"holding_limit": n} for n in (4, 6, 8)),
    *({"reclaim_cooldown_days": n, "fresh_hold_hours": n * 2} for n in (2, 5, 9)),
    *({"recycle_after_days": days} for days in (POLICY["recycle_after_days"], {"A": 1, "C": 20})),
    *({"first_contact_hours": n} for n in (None, 12, 24)),
    *({"max_holding_days": n} for n in (10, 40)),
]
# Checked after every step: what a command breaks at once, in one statement.
AT_ONCE = " UNION ALL ".join(
    f"SELECT '{name.replace(chr(39), '’')}', id FROM ({CHECKS[name]}) q"
    for name in (
        "living, but not with exactly one open spell",
        "deleted or merged away, but with an open spell",
        "owner differs from the open spell",
        "pool differs from the open spell",
        "not in the hands of the guardian",
        "student of a student",
        "another clock than the guardian's",
    )
)
# Any change of a customer, of a spell, a plan, a contact written down, a job moves one of these.
FACTS = (
    "SELECT (SELECT COALESCE(MAX(id), 0) FROM customers_ownershipspell), "
    "(SELECT COUNT(*) FROM customers_ownershipspell WHERE ended_at IS NULL), "
    "(SELECT COUNT(*) FROM customers_customer), (SELECT SUM(version) FROM customers_customer), "
    "(SELECT COUNT(*) FROM customers_customer WHERE recycle_due_at IS NULL), "
    "(SELECT COUNT(*) FROM customers_followup), (SELECT COUNT(*) FROM customers_consultation), "
    "(SELECT COUNT(*) FROM customers_followupplan WHERE state = 'planned'), "
    "(SELECT COUNT(*) FROM customers_clockjob), (SELECT COUNT(*) FROM activity_event)"
)
LEDGER_EVERY = 20

who = st.sampled_from(["lin", "bo", "zoe", "mei"])
boss = st.sampled_from(["mei", "ada", "ada"])
which = st.integers(0, 59)
intents = st.sampled_from(["", "A", "B", "C", "D"])


def rows(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


class PoolMachine(RuleBasedStateMachine):
    """One run, in a transaction of its own: rows of the ledger are never deleted, so it is rolled
    back. Nothing commits; what the worker would do afterwards, the rules do themselves.

    `tally` counts the steps and which commands did something, over all runs.
    """

    def __init__(self, world, tally):
        super().__init__()
        self.world, self.tally, self.at, self.steps = world, tally, NOW, -1
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        Pool.objects.update(**POLICY)
        self.pools = list(Pool.objects.order_by("pk").values_list("pk", flat=True))
        self.ids = [make_customer(f"n{n}", pool=world.pool).pk for n in range(5)]
        mother = make_customer("n5", pool=world.pool)
        self.ids += [mother.pk, make_customer("n6", pool=world.pool, guardian=mother).pk]
        self.facts = rows(FACTS)
        self.last_spell = 0

    def teardown(self):
        try:
            assert check_ledger() == {}
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    # --- what is done ---

    def do(self, command, **kwargs):
        """A refusal changes nothing; the commands are transactions, so none is wrapped here."""
        by = kwargs.pop("by")
        try:
            done = command(by=getattr(self.world, by), at=self.at, **kwargs)
        except DomainError as refusal:
            refused = refusal
        else:
            self.tally[command.__name__] += 1
            return done
        assert rows(FACTS) == self.facts, f"{command.__name__} refused {refused!r}, but did it"
        return None

    def pk(self, number, **fitting):
        """Return anybody's id; of an even number that of somebody fitting, or else most commands
        would be refused."""
        ids = []
        if fitting and number % 2 == 0:
            found = Customer.objects.living().filter(**fitting).order_by("pk")
            ids = list(found.values_list("pk", flat=True))
        ids = ids or self.ids
        return ids[number // 2 % len(ids)]

    def held_one(self, number):
        """Return somebody's id, and the name of who holds them, or of somebody who does not."""
        pk = self.pk(number, owner__isnull=False)
        found = Customer.objects.filter(pk=pk).values_list("owner__username", flat=True)
        return {"customer_id": pk, "by": found[0] or "lin"}

    def version(self, pk):
        return Customer.objects.values_list("version", flat=True).get(pk=pk)

    @rule(by=who, n=which)
    def claim(self, by, n):
        self.do(claim_customer, customer_id=self.pk(n, owner=None), by=by)

    @rule(by=who, n=which)
    def claim_several(self, by, n):
        ids = [self.pk(n + k, owner=None) for k in range(0, 8, 2)]
        results = self.do(claim_customers, customer_ids=ids, by=by)
        self.tally["claimed in bulk"] += sum(r["ok"] for r in results)

    @rule(by=who, pool=st.none() | st.integers(0, 2))
    def claim_best(self, by, pool):
        self.do(claim_next, pool_id=None if pool is None else self.pools[pool], by=by)

    @rule(n=which)
    def release(self, n):
        self.do(release_customer, reason="other", **self.held_one(n))

    @rule(by=boss, n=which, to=st.none() | who, pool=st.none() | st.integers(0, 2))
    def assign(self, by, n, to, pool):
        to_id = to and getattr(self.world, to).pk
        pool_id = None if pool is None else self.pools[pool]
        self.do(assign_customer, customer_id=self.pk(n), to_id=to_id, pool_id=pool_id, by=by)

    @rule(by=who, intent=intents, hold=st.booleans(), guardian=st.none() | which)
    def create(self, by, intent, hold, guardian):
        values = {"name": f"n{len(self.ids)}", "intent": intent}
        if guardian is not None:
            values["guardian"] = self.pk(guardian, guardian=None)
        made = self.do(profile.create_customer, values=values, contacts=[], hold=hold, by=by)
        self.ids += [made.pk] if made else []

    @rule(by=who)
    def ask(self, by):
        given = {"channel": "phone", "name": f"n{len(self.ids)}", "question": "?"}
        asked = self.do(take_consultation, given=given, by=by)
        self.ids += [asked.customer_id] if asked and asked.customer_id not in self.ids else []

    @rule(n=which, changes=st.fixed_dictionaries({"guardian": st.none() | which})
          | st.fixed_dictionaries({"intent": intents}))  # fmt: skip
    def edit(self, n, changes):
        if changes.get("guardian") is not None:
            changes = {"guardian": self.pk(changes["guardian"], guardian=None)}
        pk = self.pk(n, guardian=None)
        self.do(profile.edit_customer, customer_id=pk, expected_version=self.version(pk),
                changes=changes, by="ada")  # fmt: skip

    @rule(n=which, outcome=st.sampled_from(["reached", "no_answer"]), intent=intents)
    def call(self, n, outcome, intent):
        self.do(log_follow_up, method="call", outcome=outcome, note="…", intent_after=intent,
                **self.held_one(n))  # fmt: skip

    @rule(n=which, days=st.integers(1, 20))
    def plan(self, n, days):
        self.do(schedule_plan, kind="call", due_at=self.at + days * DAY, **self.held_one(n))

    @rule(n=which, status=st.sampled_from(sorted(set(Status.values) - {"do_not_contact"})))
    def move(self, n, status):
        pk = self.pk(n, owner__isnull=False)
        self.do(change_status, customer_id=pk, status=status, reason="price", by="ada")

    @rule(n=which)
    def delete(self, n):
        pk = self.pk(n)
        self.do(
            removal.delete_customer, customer_id=pk, expected_version=self.version(pk), by="ada"
        )

    @rule(n=which)
    def restore(self, n):
        gone = Customer.objects.filter(deleted_at__isnull=False).order_by("pk")
        found = list(gone.values_list("pk", flat=True)) or self.ids
        self.do(removal.restore_customer, customer_id=found[n % len(found)], by="ada")

    @rule(n=which, days=st.none() | st.integers(1, 30))
    def protect(self, n, days):
        until = days and self.at + days * DAY
        pk = self.pk(n, owner__isnull=False)
        self.do(protect_customer, customer_id=pk, until=until, by="ada")

    @rule(n=which, reasons=st.sampled_from([[], ["enrolment"]]))
    def exempt(self, n, reasons):
        """Whoever exempts writes the column and refreshes the clock (R81)."""
        found = Customer.objects.living().filter(pk=self.pk(n, owner__isnull=False))
        for customer in found:
            found.update(exempt_reasons=reasons)
            clocks.refresh_clocks([customer.household])

    @rule(one=which, other=which)
    def merge(self, one, other):
        kept = self.pk(one)
        self.do(merge_customers, kept_id=kept, merged_id=self.pk(other), take=(),
                expected_version=self.version(kept), by="ada")  # fmt: skip

    @rule(n=which)
    def unmerge(self, n):
        kept = list(Customer.objects.filter(merged_into__isnull=False).order_by("pk"))
        pk = kept[n % len(kept)].merged_into_id if kept else self.pk(n)
        self.do(unmerge_customers, kept_id=pk, by="ada")

    @rule(giver=who, taker=who)
    def hand_over(self, giver, taker):
        giver, taker = (getattr(self.world, name).pk for name in (giver, taker))
        split = [taker, None]
        self.do(
            handing_over.begin_hand_over, employee_id=giver, split=split, leaves=False, by="ada"
        )

    # --- the policy, the calendars, the clock ---

    @rule(pool=st.integers(0, 2), fields=st.sampled_from(CHANGES), followed=st.booleans())
    def change_policy(self, pool, fields, followed):
        self.do(policy.change_pool, pool_id=self.pools[pool], **fields, by="ada")
        self.follow(followed)

    @rule(begins=st.integers(-3, 20), days=st.integers(0, 6), person=st.none() | who,
          followed=st.booleans())  # fmt: skip
    def rest(self, begins, days, person, followed):
        """The school closes for some days, or somebody is on leave."""
        first = self.at.date() + begins * DAY
        period = {"first_day": first, "last_day": first + days * DAY}
        if person is None:
            fields = {**period, "name": "Closed", "campus": None}
            self.do(calendar.add_entry, fields=fields, by="ada")
        else:
            pk = getattr(self.world, person).pk
            self.do(calendar.add_leave, employee_id=pk, **period, note="", by="ada")
        self.follow(followed)

    def follow(self, at_once):
        """The worker may come before the next command, or with the next sweep (R82)."""
        if at_once:
            self.tally["jobs"] += clock_jobs.run_clock_jobs(at=self.at)

    @rule(hours=st.sampled_from([1, 3, 12, 24, 72, 7 * 24, 30 * 24]))
    def wait(self, hours):
        self.at += hours * HOUR

    @rule()
    def set_back(self):
        self.at -= HOUR

    @rule(hours=st.sampled_from([0, 0, 12, 48]))
    def sweep(self, hours):
        """Who goes back was due, and whoever was due goes (R80, R83)."""
        self.at += hours * HOUR
        at = self.at
        held = {h.root.pk: (h, due) for h, due in clocks.compute(self.held()) if h.root.owner_id}
        over = Customer.objects.filter(recycle_due_at__lte=at).exists()
        swept = recycle_due(at=at)
        new = OwnershipSpell.objects.filter(pk__gt=self.facts[0][0], start_reason=Reason.RECYCLED)
        gone = set(new.values_list("household", flat=True))
        for pk in gone:
            household, due = held[pk]
            assert (due.at or at + DAY) <= at, f"{pk} went back before it was due"
            for m in household.members:
                exempt = m.exempt_reasons or m.status == Status.ENROLLED
                assert not exempt, f"{m.pk} is exempt"
                assert m.protected_until is None or m.protected_until <= at, f"{m.pk} is protected"
        # A clock that was set back ends no hold which, by it, has not begun.
        due_now = {
            pk for pk, (household, due) in held.items()
            if due.at and due.at <= at and all(m.owned_since <= at for m in household.members)
        }  # fmt: skip
        # Without anybody over by what is written, pending jobs are the worker's, not the sweep's.
        assert gone == (due_now if over else set())
        assert sum(swept.households.values()) == len(gone)
        assert not (over and ClockJob.objects.exists())
        self.tally["recycled"] += len(gone)

    def held(self):
        held = Customer.objects.living().filter(owner__isnull=False, guardian=None)
        return clocks.read_households(held.values_list("pk", flat=True))

    # --- what always holds ---

    @invariant()
    def nothing_is_broken(self):
        self.steps += 1
        self.tally["steps"] += self.steps > 0
        assert not (broken := rows(AT_ONCE)), broken
        self.facts = rows(FACTS)
        if self.facts[0][0] > self.last_spell:
            new = OwnershipSpell.objects.filter(pk__gt=self.last_spell, start_reason=Reason.CLAIMED)
            for spell in new.select_related("owner__campus", "owner__department", "pool"):
                self.check_claim(spell)
            self.last_spell = self.facts[0][0]
        if self.steps % LEDGER_EVERY == 0:
            assert check_ledger() == {}

    def check_claim(self, claim):
        """The limits are those of now: they do not change in the step that claims (R5-R8)."""
        pool, begin_end = claim.pool, day_bounds(self.day(claim), claim.owner.zone)
        theirs = OwnershipSpell.objects.filter(owner=claim.owner)
        today = theirs.filter(
            pool=pool, start_reason=Reason.CLAIMED,
            started_at__gte=begin_end[0], started_at__lt=begin_end[1],
        )  # fmt: skip
        claims = set(today.values_list("household", "started_at"))
        assert len(claims) <= pool.daily_claim_limit, "more claims than the day allows"
        held = Customer.objects.living().filter(owner=claim.owner)
        members = held.values_list("guardian", "pk", "status")
        roots = {g or pk for g, pk, _ in members}
        enrolled = {g or pk for g, pk, status in members if status == Status.ENROLLED}
        assert len(roots - enrolled) <= pool.holding_limit, "more held than the limit"
        same = Q(customer=claim.customer_id) | Q(customer__merged_into=claim.customer_id)
        earlier = list(
            theirs.filter(same, ended_at__isnull=False).values_list("ended_at", flat=True)
        )
        if earlier:
            cooldown = pool.reclaim_cooldown_days * DAY
            assert max(earlier) + cooldown <= self.at, "claimed while cooling off"
            lay = OwnershipSpell.objects.filter(customer=claim.customer_id, pk__lt=claim.pk)
            fresh = lay.order_by("-pk")[0].started_at + pool.fresh_hold_hours * HOUR
            assert fresh <= self.at, "claimed from the fresh hold"

    def day(self, claim):
        return claim.started_at.astimezone(claim.owner.zone).date()
