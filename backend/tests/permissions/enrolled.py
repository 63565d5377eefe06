"""Enrollments of the permission matrix: one for each state that makes a difference."""

from shoal.customers.models import Customer
from shoal.enrollments.models import CreditDispute, CreditShare, Enrollment, PlanTemplate, State
from tests.enrollments.school import make_class, make_enrollment
from tests.world import NOW, World

# Whose, where it stands, and who is credited.
ENROLLMENTS = {
    "draft": ("student", State.DRAFT, ""),
    "applied": ("student", State.SUBMITTED, "lin"),
    "mine": ("student", State.SUBMITTED, "mei"),
    "there": ("student_there", State.SUBMITTED, "zoe"),
    "offered": ("student", State.OFFERED, "lin"),
    "credited": ("student_there", State.OFFERED, "bo"),
    "left": ("student_gone", State.CANCELLED, ""),
    "active": ("student", State.ACTIVE, "lin"),
}


def make_enrollments(world: World, customers: dict[str, Customer]) -> dict[str, Enrollment]:
    """Each in a class of its own, with contacts in its words; `mine` is a sale of mei's."""
    made = {}
    for number, (state, (whose, stands, credited)) in enumerate(ENROLLMENTS.items()):
        customer = customers[whose]
        seller = {"consultant": world.mei, "submitted_by": world.mei} if state == "mine" else {}
        told = f"call {customer.phone[3:]} or {customer.wechat}"
        made[state] = make_enrollment(
            customer, make_class(world, f"M-{number}"), stands, why=told, expectations=told,
            end_note=told, submitted_at=NOW, **seller,
        )  # fmt: skip
        if credited:
            CreditShare.objects.create(
                enrollment=made[state], employee=getattr(world, credited), percent=100
            )
    return made


def make_disputes(made: dict[str, Enrollment], world: World) -> dict[str, CreditDispute]:
    """Each by somebody who sees the sale."""
    raised = {
        "lins": ("offered", world.lin), "bos": ("credited", world.bo),
        "meis": ("applied", world.mei), "there": ("there", world.zoe),
    }  # fmt: skip
    return {
        state: CreditDispute.objects.create(
            enrollment=made[sale], raised_by=by, raised_at=NOW,
            claim=f"I called {made[sale].customer.phone[3:]}",
        )
        for state, (sale, by) in raised.items()
    }  # fmt: skip


def make_templates() -> dict[str, PlanTemplate]:
    halves = [{"percent": 50, "days": 0}, {"percent": 50, "days": 30}]
    return {"halves": PlanTemplate.objects.create(name="Halves", parts=halves)}
