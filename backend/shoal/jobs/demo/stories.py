"""One customer's life, told in order; the rows that the commands would have left behind.

The commands themselves would take a minute for all of it, and their limits count by the day.
What they leave is known from their tests, and `check_ledger` proves that the copies agree.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model

from shoal.activity.models import Event
from shoal.activity.services import current_tx
from shoal.common.bulk import insert_many, reserve_ids
from shoal.customers.models import (
    Customer,
    CustomerEdit,
    FollowUp,
    FollowUpPlan,
    Identity,
    OwnershipSpell,
    PlanState,
    Reason,
)
from shoal.customers.models.follow_up import EFFECTIVE
from shoal.customers.rules.contact import GIVEN_UP, STATUS_AFTER
from shoal.customers.services.search import index_customers
from shoal.organization.models import Employee, ListEntry

CONTACTS = ("phone", "wechat", "qq", "email")


@dataclass
class Story:
    """Keeps the customer's copies in step with what is told. Instants must ascend."""

    customer: Customer
    courses: list[int] = field(default_factory=list)
    identities: list[Identity] = field(default_factory=list)
    spells: list[OwnershipSpell] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    plans: list[FollowUpPlan] = field(default_factory=list)
    edits: list[CustomerEdit] = field(default_factory=list)
    # Each with what it is about: that has no id yet.
    events: list[tuple[Event, Model]] = field(default_factory=list)

    def begin(self, *, by: Employee, at: datetime, reason: str = Reason.CREATED) -> None:
        self.customer.created_at, self.customer.created_by = at, by
        self.identities = [
            Identity(customer=self.customer, kind=kind, value=value, is_primary=True)
            for kind in CONTACTS
            if (value := getattr(self.customer, kind))
        ]
        self._open_spell(None, by, at, reason)
        self._tell("customer.created", by, at)

    def claim(self, who: Employee, at: datetime) -> None:
        self._change_holder(who, who, at, Reason.CLAIMED)

    def assign(self, to: Employee, by: Employee, at: datetime) -> None:
        self._change_holder(to, by, at, Reason.ASSIGNED)

    def release(self, at: datetime, reason_code: str, note: str) -> None:
        by = self._holder()
        self._cancel_plans(at)
        self._change_holder(None, by, at, Reason.RELEASED, reason_code=reason_code, note=note)

    def recycle(self, at: datetime, rule: str) -> None:
        """The clock took them back: by nobody, and what was planned is over."""
        self._cancel_plans(at)
        self._change_holder(None, None, at, Reason.RECYCLED, rule=rule)

    def contact(self, at: datetime, method: str, outcome: str, note: str, intent: str = "") -> None:
        by = self._holder()
        follow_up = FollowUp(
            customer=self.customer, author=by, method=method, outcome=outcome, note=note,
            intent_after=intent, occurred_at=at, created_at=at,
        )  # fmt: skip
        self.follow_ups.append(follow_up)
        self._answer_plan(follow_up)
        self.customer.last_contact_at = at
        if outcome in EFFECTIVE:
            self.customer.last_effective_contact_at = at
        if intent and intent != self.customer.intent:
            self._edit({"intent": [self.customer.intent, intent]}, by, at)
            self.customer.intent = intent
        self._tell("follow_up.logged", by, at, about=follow_up, method=method, outcome=outcome)
        if moved := STATUS_AFTER.get((self.customer.status, outcome)):
            self.move(moved, by, at)

    def plan(self, at: datetime, due_at: datetime, kind: str, note: str) -> None:
        by = self._holder()
        made_by = self.follow_ups[-1] if self.follow_ups else None
        self.plans.append(
            FollowUpPlan(
                customer=self.customer,
                assignee=by,
                kind=kind,
                due_at=due_at,
                note=note,
                campus=by.campus if kind in ("visit", "trial_lesson") else None,
                created_at=at,
                created_by=by,
                made_by=made_by,
            )
        )
        self.customer.next_follow_up_at = min(p.due_at for p in self._open_plans())

    def move(
        self, status: str, by: Employee, at: datetime,
        lost_reason: ListEntry | None = None, note: str = "",
    ) -> None:  # fmt: skip
        old, code = self.customer.status, lost_reason.code if lost_reason else ""
        changes = {"status": [old, status], "lost_reason": [None, code], "note": [None, note]}
        self._edit(changes, by, at)
        self.customer.status, self.customer.lost_reason = status, lost_reason
        if status in GIVEN_UP:
            self._cancel_plans(at)
        self._tell("customer.status_changed", by, at, old=old, new=status, reason=code)

    # --- what the commands do behind it -----------------------------------------------------------
    def _holder(self) -> Employee:
        if self.customer.owner is None:
            raise ValueError("only who is held is contacted, planned for, released")
        return self.customer.owner

    def _open_spell(self, owner: Employee | None, by: Employee | None, at: datetime, reason: str,
                    **words: str) -> None:  # fmt: skip
        customer = self.customer
        customer.owner, customer.owned_since = owner, at if owner else None
        customer.entered_at = customer.pool_rank_at = None if owner else at
        self.spells.append(
            OwnershipSpell(
                customer=customer,
                household=customer.household,
                owner=owner,
                pool=customer.pool,
                started_at=at,
                start_reason=reason,
                started_by=by,
                **words,
            )
        )

    def _change_holder(self, to: Employee | None, by: Employee | None, at: datetime, reason: str,
                       **words: str) -> None:  # fmt: skip
        before, last = self.customer.owner, self.spells[-1]
        last.ended_at, last.end_reason, last.ended_by = at, reason, by
        self._open_spell(to, by, at, reason, **words)
        self.customer.version += 1
        self._tell(
            f"customer.{reason}", by, at, before=before,
            reason=words.get("reason_code", ""), rule=words.get("rule", ""),
        )  # fmt: skip

    def _open_plans(self) -> list[FollowUpPlan]:
        return [p for p in self.plans if p.state == PlanState.PLANNED]

    def _answer_plan(self, follow_up: FollowUp) -> None:
        for plan in sorted(self._open_plans(), key=lambda p: p.due_at)[:1]:
            plan.state, plan.closed_at = PlanState.DONE, follow_up.occurred_at
            plan.answered_by = follow_up
        self._refresh_next()

    def _cancel_plans(self, at: datetime) -> None:
        for plan in self._open_plans():
            plan.state, plan.closed_at = PlanState.CANCELLED, at
        self._refresh_next()

    def _refresh_next(self) -> None:
        self.customer.next_follow_up_at = min((p.due_at for p in self._open_plans()), default=None)

    def _edit(self, changes: dict[str, Any], by: Employee, at: datetime) -> None:
        edit = CustomerEdit(customer=self.customer, editor=by, at=at, changes=changes)
        self.edits.append(edit)
        self.customer.version += 1

    def _tell(
        self, kind: str, by: Employee | None, at: datetime, *, before: Employee | None = None,
        about: Model | None = None, **data: Any,
    ) -> None:  # fmt: skip
        customer, subject = self.customer, about or self.customer
        event = Event(
            kind=kind, subject_type=str(subject._meta.model_name), actor=by, at=at, data=data,
            owner_before=before.pk if before else None,
            owner_after=customer.owner.pk if customer.owner else None,
            pool_after=customer.pool_id,
        )  # fmt: skip
        self.events.append((event, subject))


def write_down(stories: list[Story]) -> None:
    """Insert everything, the ids first: rows refer to each other."""
    _number([story.customer for story in stories], Customer)
    _number([f for story in stories for f in story.follow_ups], FollowUp)
    for story in stories:
        _point(story)
    for rows in (
        [story.customer for story in stories],
        [row for story in stories for row in story.identities],
        [row for story in stories for row in story.spells],
        [row for story in stories for row in story.follow_ups],
        [row for story in stories for row in story.plans],
        [row for story in stories for row in story.edits],
        [
            Customer.courses.through(customer_id=story.customer.pk, course_id=course)
            for story in stories
            for course in story.courses
        ],
        sorted((e for story in stories for e, _ in story.events), key=lambda event: event.at),
    ):
        insert_many(rows)
    index_customers([story.customer.pk for story in stories])


def _number(rows: list[Any], model: Any) -> None:
    for row, pk in zip(rows, reserve_ids(model, len(rows)), strict=True):
        row.pk = pk


def _point(story: Story) -> None:
    """Say the ids that were not known while the story was told."""
    customer, tx = story.customer, current_tx()
    customer.guardian = customer.guardian  # reads the guardian's id
    rows: list[Any] = [
        *story.identities,
        *story.spells,
        *story.follow_ups,
        *story.plans,
        *story.edits,
    ]
    for row in rows:
        row.customer = customer
    for spell in story.spells:
        spell.household = customer.household
    for plan in story.plans:
        plan.made_by, plan.answered_by = plan.made_by, plan.answered_by
    for event, subject in story.events:
        event.tx, event.subject_id, event.customer_id = tx, subject.pk, customer.pk
