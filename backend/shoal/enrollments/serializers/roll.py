"""Who is in a class: who sits, whose seat is held, who waits in which place, and what they owe.

Everybody who works here may know how full a class is, and nobody learns whose enrollments they
are beyond what they see in every list (R186).
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from shoal.common.errors import NotFound
from shoal.common.fields import RefSerializer
from shoal.common.money import decimals_of, to_text
from shoal.organization.models import Employee
from shoal.teaching.models import ClassGroup

from ..models import HOLDING, OWING, SEATED, Enrollment, State
from ..services.counting import waiting_in
from .rows import ROW_COLUMNS, PayerSerializer, enrollments_seen_by, row

ON_THE_ROLL = (*SEATED, *HOLDING, State.WAITLISTED, State.SUBMITTED)
# More than any room holds; `more` tells where it is not all.
MOST = 500
SUMMED = ("paid", "due")
SEATED_FIRST = Case(
    When(state__in=SEATED, then=Value(0)),
    When(state__in=HOLDING, then=Value(1)),
    When(state=State.WAITLISTED, then=Value(2)),
    default=Value(3),
    output_field=IntegerField(),
)


def roll(class_id: int, viewer: Employee) -> dict[str, Any]:
    """Return the contract's Roll. Raises NotFound. Four statements, however many sit there."""
    group = ClassGroup.objects.visible_to(viewer).filter(pk=class_id).first()
    if group is None:
        raise NotFound()
    on_it = Enrollment.objects.filter(class_group=class_id, state__in=ON_THE_ROLL)
    facts = list(in_order(on_it).values("pk", "state", "held_until")[: MOST + 1])
    seen = enrollments_seen_by(viewer).filter(class_group=class_id, state__in=ON_THE_ROLL)
    mine = {found["pk"]: row(found) for found in seen.values("pk", *ROW_COLUMNS)}
    rows = list(_rows(facts[:MOST], mine, group.currency))
    return {
        "capacity": group.capacity,
        "taken": group.seats_taken,
        "held": group.seats_held,
        "free": group.seats_free,
        "waiting": waiting_in([class_id]).get(class_id, 0),
        "more": len(facts) > MOST,
        "results": rows,
        "totals": _totals(rows, group.currency),
    }


def in_order(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Who sits, whose seat is held, who waits (the first first), who applied."""
    waits = When(state=State.WAITLISTED, then="waitlisted_at")
    return rows.annotate(seat=SEATED_FIRST, since=Case(waits, default="created_at")).order_by(
        "seat", "since", "pk"
    )


def _rows(
    facts: Iterable[Mapping[str, Any]], mine: Mapping[int, Mapping[str, Any]], currency: str
) -> Iterable[dict[str, Any]]:
    line = 0
    for fact in facts:
        line += fact["state"] == State.WAITLISTED
        stands = {
            "state": fact["state"],
            "held_until": fact["held_until"],
            "place_in_line": line if fact["state"] == State.WAITLISTED else None,
        }
        shown = mine.get(fact["pk"])
        yield {**(UNKNOWN if shown is None else _known(shown)), "currency": currency, **stands}


UNKNOWN: dict[str, Any] = {
    "enrollment": None, "customer": None, "payer": None, "contact_masked": True,
    "consultant": None, "net_price": None, "paid": None, "due": None,
}  # fmt: skip


def _known(shown: Mapping[str, Any]) -> dict[str, Any]:
    # Before the seat is theirs nothing is owed, and nothing any more once they have gone.
    due = shown["balance"] if shown["state"] in OWING else to_text(0, shown["currency"])
    same = ("customer", "payer", "contact_masked", "consultant", "net_price", "paid")
    return {"enrollment": shown["id"], **{name: shown[name] for name in same}, "due": due}


def _totals(rows: Iterable[Mapping[str, Any]], currency: str) -> dict[str, Any]:
    """Return the sums of the rows that the viewer may read, and how many are not among them."""
    read = [each for each in rows if each["enrollment"] is not None]
    unread = sum(each["enrollment"] is None for each in rows)
    sums = {name: sum((Decimal(each[name]) for each in read), Decimal(0)) for name in SUMMED}
    return {
        **{name: to_text(int(found.scaleb(decimals_of(currency))), currency)
           for name, found in sums.items()},
        "currency": currency,
        "out_of_sight": unread,
    }  # fmt: skip


# --- what goes out, for the schema ----------------------------------------------------------------
class RollRowSerializer(serializers.Serializer):
    """Of an enrollment that you may not see, only where it stands."""

    enrollment = serializers.IntegerField(allow_null=True, help_text="null: out of your sight.")
    customer = RefSerializer(allow_null=True)
    payer = PayerSerializer(allow_null=True)
    contact_masked = serializers.BooleanField()
    consultant = RefSerializer(allow_null=True, help_text="Who sold it.")
    state = serializers.ChoiceField(choices=State)
    held_until = serializers.DateTimeField(allow_null=True)
    place_in_line = serializers.IntegerField(allow_null=True, help_text="On the waitlist, from 1.")
    net_price = serializers.CharField(allow_null=True)
    paid = serializers.CharField(allow_null=True)
    due = serializers.CharField(
        allow_null=True, help_text="Owed now: nothing before the seat is theirs."
    )
    currency = serializers.CharField()


class RollTotalsSerializer(serializers.Serializer):
    paid = serializers.CharField()
    due = serializers.CharField()
    currency = serializers.CharField()
    out_of_sight = serializers.IntegerField(help_text="Rows whose money is not in the sums.")


# A list action answers one object, not an array of them.
@extend_schema_serializer(many=False)
class RollSerializer(serializers.Serializer):
    capacity = serializers.IntegerField()
    taken = serializers.IntegerField()
    held = serializers.IntegerField()
    free = serializers.IntegerField()
    waiting = serializers.IntegerField()
    more = serializers.BooleanField(help_text=f"There are more than the {MOST} that are shown.")
    results = RollRowSerializer(many=True)
    totals = RollTotalsSerializer(help_text="Of the rows that you may see.")
