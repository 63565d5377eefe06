"""Classes and enrollments for tests. Factories hold no surprises: what is not said is plain."""

from datetime import date, timedelta
from typing import Any

from shoal.customers.models import Customer
from shoal.enrollments.models import Enrollment, Payment, State
from shoal.enrollments.states import HOLDING, SEATED
from shoal.teaching.models import ClassGroup, ClassState
from tests.world import NOW, World


def make_class(world: World, code: str = "PY-1", **kwargs: Any) -> ClassGroup:
    """An open class of the east campus with 3 seats for 1,000.00 CNY, from next month on."""
    wanted: dict[str, Any] = {
        "course": world.python, "campus": world.east, "term": "2026-winter",
        "class_type": "weekend", "start_date": date(2026, 12, 5), "end_date": date(2027, 2, 27),
        "capacity": 3, "tuition": 100_000, "currency": "CNY", "state": ClassState.OPEN,
        "created_at": NOW - timedelta(days=30), "created_by": world.ada, **kwargs,
    }  # fmt: skip
    return ClassGroup.objects.create(code=code, **wanted)


def make_enrollment(
    customer: Customer, class_group: ClassGroup, state: str = State.ACTIVE, **kwargs: Any
) -> Enrollment:
    """An enrollment in that state, with the seat that goes with it."""
    price = kwargs.pop("list_price", class_group.tuition)
    discount = kwargs.pop("discount", 0)
    wanted: dict[str, Any] = {
        "consultant": customer.owner, "list_price": price, "discount": discount,
        "net_price": price - discount, "currency": class_group.currency, "created_at": NOW,
        "created_by": customer.owner, "submitted_by": customer.owner, "contract_agreed": True,
        **kwargs,
    }  # fmt: skip
    if state in HOLDING:
        wanted.setdefault("held_until", NOW + timedelta(days=3))
    made = Enrollment.objects.create(
        customer=customer, class_group=class_group, state=state, **wanted
    )
    class_group.refresh_from_db()
    class_group.seats_taken += state in SEATED
    class_group.seats_held += state in HOLDING
    class_group.save(update_fields=["seats_taken", "seats_held"])
    return made


def make_payment(enrollment: Enrollment, amount: int, **kwargs: Any) -> Payment:
    """A confirmed payment of tuition; `reverses`, `type` and `state` as told."""
    wanted: dict[str, Any] = {
        "type": "tuition", "state": "confirmed", "currency": enrollment.currency,
        "received_at": NOW, "created_at": NOW, **kwargs,
    }  # fmt: skip
    if wanted["state"] == "confirmed":
        wanted.setdefault("confirmed_at", NOW)
    return Payment.objects.create(enrollment=enrollment, amount=amount, **wanted)
