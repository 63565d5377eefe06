"""The world of the permission matrix: one object for each state that makes a difference."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils import timezone

from shoal.customers.models import (
    Consultation,
    Customer,
    DuplicateProposal,
    FollowUp,
    FollowUpPlan,
    IntakeForm,
    PlanFeed,
)
from shoal.enrollments.models import (
    CreditDispute,
    Enrollment,
    Installment,
    Payment,
    PlanTemplate,
    Receipt,
)
from shoal.exchange.models import Import
from shoal.integrations.models import Notification
from shoal.organization.models import (
    CalendarEntry,
    Department,
    Employee,
    EmployeeState,
    Invitation,
    Leave,
    ListEntry,
    Session,
)
from shoal.organization.services.sessions import open_session
from shoal.teaching.models import ClassGroup, ClassState, Room, Teacher
from tests.enrollments.school import make_class
from tests.inquiries import make_consultation, make_form
from tests.world import NOW, World, make_customer, make_department, make_employee

from .booked import make_books
from .enrolled import make_disputes, make_enrollments, make_templates

# ada (admin), mei (leads sales 1), lin and bo (sales 1), zoe (sales 2), fan (finance), `out`
# (not logged in), `sus` (a token from before the suspension).
ROLES = ("ada", "mei", "lin", "bo", "zoe", "fan")
STRANGERS = ("out", "sus")
# Whose contacts each may see; the rest must not be in any answer. Spelled here by hand, so
# that a mistake in the code's own vocabulary shows.
OPEN = {
    "ada": {
        "pool",
        "east",
        "west",
        "dnc",
        "lin",
        "lins",
        "bo",
        "zoe",
        "deleted",
        "todays",
        "asks_pool",
        "asks_east",
        "asks_west",
        "student",
        "student_there",
        "student_gone",
    },
    "mei": {"east", "lin", "lins", "bo", "asks_east", "student"},
    "lin": {"lin", "lins", "student"},
    "bo": {"bo"},
    "zoe": {"zoe", "student_there"},
    "fan": set(),
    "out": set(),
    "sus": set(),
}
# What changes without anything having happened: counters of attempts, and when a token was used.
NOT_FACTS = {"common.attempt", "common.idempotencykey"}


def contacts(number: int) -> dict[str, str]:
    return {
        "phone": f"+86138{number:04d}{number:04d}",
        "wechat": f"wx_secret_{number:04d}",
        "qq": f"9{number:04d}{number:04d}",
        "email": f"person{number:04d}@example.com",
    }


@dataclass
class School:
    world: World = field(default_factory=World)
    customers: dict[str, Customer] = field(default_factory=dict)
    secrets: dict[str, set[str]] = field(default_factory=dict)
    follow_ups: dict[str, FollowUp] = field(default_factory=dict)
    plans: dict[str, FollowUpPlan] = field(default_factory=dict)
    plan_feeds: dict[str, PlanFeed] = field(default_factory=dict)
    employees: dict[str, Employee] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    imports: dict[str, Import] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    entries: dict[str, ListEntry] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)
    notifications: dict[str, Notification] = field(default_factory=dict)
    consultations: dict[str, Consultation] = field(default_factory=dict)
    forms: dict[str, IntakeForm] = field(default_factory=dict)
    calendar: dict[str, CalendarEntry] = field(default_factory=dict)
    leave: dict[str, Leave] = field(default_factory=dict)
    pairs: dict[str, DuplicateProposal] = field(default_factory=dict)
    teachers: dict[str, Teacher] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    classes: dict[str, ClassGroup] = field(default_factory=dict)
    enrollments: dict[str, Enrollment] = field(default_factory=dict)
    disputes: dict[str, CreditDispute] = field(default_factory=dict)
    templates: dict[str, PlanTemplate] = field(default_factory=dict)
    seats: dict[str, Enrollment] = field(default_factory=dict)
    payments: dict[str, Payment] = field(default_factory=dict)
    installments: dict[str, Installment] = field(default_factory=dict)
    receipts: dict[str, Receipt] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._add_customers()
        for state, one, other in (("led", "lin", "bo"), ("beyond", "bo", "zoe")):
            self.pairs[state] = DuplicateProposal.objects.create(
                first=self.customers[one], second=self.customers[other], created_at=NOW
            )
        self._add_employees()
        self._add_places()
        for state, revoked_at in (("lin", None), ("revoked", NOW)):
            self.plan_feeds[state] = PlanFeed.objects.create(
                user=self.world.lin, token_hash=state, created_at=NOW, revoked_at=revoked_at
            )
        self._add_inquiries()
        self._add_days()
        self._add_classes()
        self.enrollments = make_enrollments(self.world, self.customers)
        self.disputes = make_disputes(self.enrollments, self.world)
        self.open_class = make_class(self.world, "OPEN")
        self.templates = make_templates()
        books = make_books(self.world, self.customers)
        self.seats, self.payments = books.seats, books.payments
        self.installments, self.receipts = books.installments, books.receipts
        for number, who in enumerate(("mei", "ada"), start=1):
            self.imports[who] = Import.objects.create(
                pool=self.world.pool, created_by=getattr(self.world, who), created_at=NOW,
                filename="leads.csv", header_row=1, columns=[], mapping={}, total_rows=0,
                stored_as=f"{number}.csv",
            )  # fmt: skip
        for who in ("ada", "lin"):
            self.notifications[who] = Notification.objects.create(
                recipient=getattr(self.world, who), kind="taken", day=NOW.date(), at=NOW, count=1,
                customers=[self.customers["zoe"].pk],
            )  # fmt: skip

    def _add_customers(self) -> None:
        w = self.world
        places: dict[str, Any] = {
            "pool": (w.pool, None, {}), "east": (w.east_pool, None, {}),
            "west": (w.west_pool, None, {}), "dnc": (w.pool, None, {"status": "do_not_contact"}),
            # lin's from a pool that zoe does not belong to, and lin's from everybody's pool.
            "lin": (w.east_pool, w.lin, {}), "lins": (w.pool, w.lin, {}), "bo": (w.pool, w.bo, {}),
            "zoe": (w.pool, w.zoe, {}), "deleted": (w.pool, None, {}),
            "todays": (w.pool, None, {"created_at": timezone.now()}),
            # Those who enroll, held by lin, by zoe, and by nobody any more.
            "student": (w.pool, w.lin, {}), "student_there": (w.pool, w.zoe, {}),
            "student_gone": (w.pool, None, {}),
        }  # fmt: skip
        for number, (state, (pool, owner, extra)) in enumerate(places.items(), start=1001):
            values = contacts(number)
            told = f"call {values['phone'][3:]} or {values['wechat']}"
            customer = make_customer(
                state, pool=pool, owner=owner, since=NOW - timedelta(days=3),
                created_by=owner or w.lin, remark=told, extra={"old number": values["phone"]},
                **values, **extra,
            )  # fmt: skip
            self.customers[state] = customer
            self.secrets[state] = {values["phone"][3:], *values.values()}
            self.follow_ups[state] = FollowUp.objects.create(
                customer=customer, author=owner or w.lin, method="call", outcome="reached",
                note=told, occurred_at=NOW - timedelta(days=1), created_at=NOW,
            )  # fmt: skip
            if owner:
                self.plans[state] = FollowUpPlan.objects.create(
                    customer=customer, assignee=owner, created_by=owner, note=told,
                    kind="visit", due_at=NOW - timedelta(hours=1), created_at=NOW,
                )  # fmt: skip
        self.customers["deleted"].identities.update(is_live=False)
        self.customers["deleted"].spells.update(ended_at=NOW, end_reason="deleted")
        Customer.objects.filter(pk=self.customers["deleted"].pk).update(deleted_at=NOW)

    def _add_employees(self) -> None:
        w = self.world
        here, there = {"department": w.sales1}, {"department": w.sales2}
        pending = {"state": EmployeeState.PENDING}
        self.employees = {
            **w.people(),
            "asks": make_employee("asks", **here, **pending),
            "asks_there": make_employee("asks_there", **there, **pending),
            "suspended": make_employee("suspended", **here),
        }
        for name in (*ROLES, "suspended"):
            opened = open_session(
                user=self.employees[name], kind="token", user_agent="tests", ip=None
            )
            self.tokens["sus" if name == "suspended" else name] = opened.access
            self.sessions[name] = opened.session
        Employee.objects.filter(username="suspended").update(state=EmployeeState.SUSPENDED)

    def _add_places(self) -> None:
        w = self.world
        self.departments = {
            "sales": w.sales, "sales1": w.sales1, "empty": make_department("Empty"),
        }  # fmt: skip
        for state, (kind, code) in {
            "website": ("source", "website"), "other": ("source", "other"),
            "reason": ("lost_reason", "price"),
        }.items():  # fmt: skip
            self.entries[state] = ListEntry.objects.get(kind=kind, code=code)

        for state, role, department in (
            ("here", "sales", w.sales1), ("there", "sales", w.sales2),
            ("manager", "manager", w.sales1), ("closed", "sales", w.sales1),
        ):  # fmt: skip
            self.invitations[state] = Invitation.objects.create(
                token_hash=state, role=role, department=department, invited_by=w.ada,
                created_at=NOW, expires_at=timezone.now() + timedelta(days=7),
                revoked_at=NOW if state == "closed" else None,
            )  # fmt: skip

    def _add_inquiries(self) -> None:
        w = self.world
        self.forms = {state: make_form(w, token=state) for state in ("unused", "used")}
        waiting = {"pool": w.pool, "east": w.east_pool, "west": w.west_pool}
        for number, (state, pool) in enumerate(waiting.items(), start=2001):
            said = contacts(number)
            self.consultations[state] = make_consultation(
                w, pool=pool, form=self.forms["used"], **said,
                name=f"asks {said['phone'][3:]}", question=f"call {said['wechat']}",
            )  # fmt: skip
            # Nobody's contacts are open where a customer's of that pool would be.
            self.secrets[f"asks_{state}"] = {said["phone"][3:], *said.values()}
        for state in ("lin", "zoe", "pool"):
            self.consultations[f"of_{state}"] = make_consultation(
                w, customer=self.customers[state], disposition="attached", disposed_at=NOW,
                **contacts(1001 + list(self.customers).index(state)),
            )  # fmt: skip
        self.consultations["rejected"] = make_consultation(
            w, disposition="rejected", reason="spam", disposed_at=NOW, phone=""
        )

    def _add_days(self) -> None:
        w, days = self.world, {"first_day": "2027-02-01", "last_day": "2027-02-03"}
        self.calendar["east"] = CalendarEntry.objects.create(campus=w.east, name="Move", **days)
        for who in (w.lin, w.zoe):
            self.leave[who.username] = Leave.objects.create(
                employee=who, created_at=NOW, created_by=w.ada, **days
            )

    def _add_classes(self) -> None:
        w = self.world
        self.teachers["wu"] = Teacher.objects.create(name="Wu Min")
        for place, campus in (("east", w.east), ("west", w.west)):
            self.rooms[place] = Room.objects.create(campus=campus, name="301")
            for state in ClassState.values:
                name = f"{place}_{state}"
                self.classes[name] = make_class(w, name, campus=campus, state=state)
        full = {"capacity": 1, "seats_taken": 1, "state": ClassState.OPEN}
        self.classes["east_full"] = make_class(w, "east_full", **full)
        few = {"min_to_open": 2, "state": ClassState.OPEN}
        self.classes["east_few"] = make_class(w, "east_few", **few)

    def address(self, kind: str, state: str) -> dict[str, int]:
        """Return what stands for `{pk}` and `{identity}` in the path of a table's row."""
        if kind == "identities":
            customer = self.customers[state]
            return {"pk": customer.pk, "identity": customer.identities.get(kind="qq").pk}
        known = getattr(self, kind, None)
        thing: Model = known[state] if known else getattr(self.world, state)
        return {"pk": thing.pk}


def fingerprint() -> str:
    """Return a hash of every row of ours: what a refused call must leave as it was."""
    seen = hashlib.sha256()
    for model in apps.get_models():
        if model.__module__.startswith("shoal.") and model._meta.label_lower not in NOT_FACTS:
            rows = model._default_manager.order_by("pk").values_list()
            seen.update(f"{model._meta.label}{list(rows)}".encode())
    return seen.hexdigest()
