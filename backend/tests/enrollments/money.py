"""Money for tests: a class that is paid for, and calls as people make them."""

from datetime import timedelta
from itertools import count
from typing import Any

from shoal.activity.models import Event
from shoal.customers.models import Customer
from shoal.enrollments.models import Enrollment, Payment, PaymentState
from shoal.organization.models import ListEntry
from tests.world import NOW, World, make_customer

from .school import make_class, make_enrollment, make_payment

_keys = count()


def key() -> str:
    return f"k-{next(_keys)}"


def method(code: str = "cash") -> ListEntry:
    return ListEntry.objects.get(kind="payment_method", code=code)


def make_student(world: World, name: str = "王小明", **kwargs: Any) -> Customer:
    kwargs.setdefault("owner", world.lin)
    return make_customer(name, pool=world.pool, **kwargs)


def make_seat(world: World, code: str = "PY-1", **kwargs: Any) -> Enrollment:
    """lin sold it for 1,000.00, mei approved it, its seat waits for the money."""
    student = kwargs.pop("student", None) or make_student(world)
    class_group = kwargs.pop("class_group", None) or make_class(world, code)
    wanted = {"decided_by": world.mei, "decided_at": NOW, **kwargs}
    return make_enrollment(student, class_group, wanted.pop("state", "awaiting_payment"), **wanted)


def make_parts(enrollment: Enrollment, *amounts: int) -> list[Any]:
    """Parts that are due one a week, from NOW's day on."""
    first = NOW.date()
    return [
        enrollment.installments.create(
            position=place, due_date=first + timedelta(weeks=place - 1), amount=amount
        )
        for place, amount in enumerate(amounts, start=1)
    ]


def submitted(world: World, enrollment: Enrollment, amount: int = 30_000, **kwargs: Any) -> Payment:
    """What lin says came in, cash unless told."""
    return make_payment(
        enrollment, amount, **{
            "state": PaymentState.SUBMITTED, "type": "tuition", "method": method(),
            "submitted_by": world.lin, "created_by": world.lin, "submitted_at": NOW, **kwargs,
        },
    )  # fmt: skip


def pay(api: Any, who: Any, enrollment: Enrollment, amount: str = "300.00", **body: Any) -> Any:
    wanted = {"enrollment": enrollment.pk, "type": "tuition", "amount": amount, "method": "cash"}
    return api(who).post("/payments/", {**wanted, **body}, idempotency_key=key())


def act(api: Any, who: Any, payment: Any, command: str, **body: Any) -> Any:
    pk = payment if isinstance(payment, int) else payment.pk
    return api(who).post(f"/payments/{pk}/{command}/", body)


def receive(api: Any, who: Any, *items: dict[str, Any], **headers: str) -> Any:
    headers = headers or {"idempotency_key": key()}
    return api(who).post("/counter/receive/", {"items": list(items)}, **headers)


def item(enrollment: Enrollment, amount: str, method: str = "cash", **more: Any) -> dict[str, Any]:
    return {"enrollment": enrollment.pk, "amount": amount, "method": method, **more}


def kinds() -> list[str]:
    """The events about payments, in their order."""
    rows = Event.objects.filter(subject_type="payment").order_by("pk")
    return list(rows.values_list("kind", flat=True))


def state_of(enrollment: Enrollment) -> str:
    return Enrollment.objects.get(pk=enrollment.pk).state
