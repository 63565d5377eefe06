"""What is paid and what is owed, always from the rows (R201). Nobody stores a balance."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from ..models import Enrollment, Payment, PaymentType

# What a row of each type means for what was paid towards the net price: +1, -1, or nothing. A
# reversal undoes the row that it reverses.
TOWARDS_PRICE = {
    PaymentType.DEPOSIT: 1,
    PaymentType.TUITION: 1,
    PaymentType.TRANSFER_IN: 1,
    PaymentType.REFUND: -1,
    PaymentType.TRANSFER_OUT: -1,
}
# Money that changed hands, by its direction: what cash reports and revenue count.
MONEY = {
    PaymentType.DEPOSIT: 1,
    PaymentType.TUITION: 1,
    PaymentType.MATERIAL: 1,
    PaymentType.CREDIT: 1,
    PaymentType.REFUND: -1,
}

# Money of theirs that is with the school, whatever it is meant for.
IN_HAND = {**TOWARDS_PRICE, PaymentType.MATERIAL: 1, PaymentType.CREDIT: 1}


def signs_of(rows: QuerySet[Payment]) -> dict[int, int]:
    """Return {payment id: 1 or -1}: whether a row adds to what the school has of theirs, or takes
    from it. A reversal does the opposite of the row that it reverses."""
    types = rows.values_list("pk", "type", "reverses__type")
    return {
        pk: -IN_HAND[PaymentType(undone)] if undone else IN_HAND[PaymentType(type_)]
        for pk, type_, undone in types
    }


@dataclass(frozen=True)
class Balance:
    """In minor units of the enrollment's currency. `paid` is what was paid towards `net`, less
    what went back; `balance` is what is owed, less than nothing when too much was paid."""

    net: int
    paid: int
    material: int
    refunded: int

    @property
    def balance(self) -> int:
        return self.net - self.paid


def balances_of(enrollments: Collection[int]) -> dict[int, Balance]:
    """Return {id: Balance} of these enrollments, by their confirmed rows. Two statements."""
    nets = Enrollment.objects.filter(pk__in=enrollments).values_list("pk", "net_price")
    rows = Payment.objects.confirmed().filter(enrollment__in=enrollments).order_by()
    sums = {
        pk: amounts
        for pk, *amounts in rows.values("enrollment").values_list(
            "enrollment",
            Coalesce(Sum(signed(TOWARDS_PRICE)), Value(0)),
            Coalesce(Sum(signed({PaymentType.MATERIAL: 1})), Value(0)),
            Coalesce(Sum(signed({PaymentType.REFUND: 1})), Value(0)),
        )
    }
    return {pk: Balance(net, *sums.get(pk, (0, 0, 0))) for pk, net in nets}


def balance_of(enrollment: Enrollment) -> Balance:
    return balances_of([enrollment.pk])[enrollment.pk]


def signed(meaning: dict[PaymentType, int]) -> Case:
    """Return the amount of a row with the sign that its type has in `meaning`, 0 where it has
    none; of a reversal the opposite of what it reverses.

    A refund of credit (it names the credit row as `source`) counts only where credit does.
    """
    of_credit = Q(type=PaymentType.REFUND, source__isnull=False) | Q(
        reverses__type=PaymentType.REFUND, reverses__source__isnull=False
    )
    apart = [] if PaymentType.CREDIT in meaning else [When(of_credit, then=Value(0))]
    plus, minus = ([kind for kind, sign in meaning.items() if sign == wanted] for wanted in (1, -1))
    return Case(
        *apart,
        When(Q(type__in=plus) | Q(reverses__type__in=minus), then=F("amount")),
        When(Q(type__in=minus) | Q(reverses__type__in=plus), then=-F("amount")),
        default=Value(0),
        output_field=BigIntegerField(),
    )


def with_money() -> QuerySet[Enrollment, Any]:
    """Return the ids of enrollments for which money waits to be confirmed, or was taken and has
    not gone back."""
    rows = Payment.objects.filter(enrollment=OuterRef("pk")).order_by()
    waiting = rows.pending()
    left = rows.confirmed().values("enrollment").annotate(left=Sum(signed(IN_HAND))).values("left")
    return Enrollment.objects.annotate(in_hand=Subquery(left)).filter(
        Q(Exists(waiting)) | Q(in_hand__gt=0)
    ).values("pk")  # fmt: skip


def paid_sum() -> Coalesce:
    """Return an annotation of enrollments: what was paid towards the net price, less what went
    back."""
    rows = Payment.objects.confirmed().filter(enrollment=OuterRef("pk")).order_by()
    paid = rows.values("enrollment").annotate(paid=Sum(signed(TOWARDS_PRICE))).values("paid")
    return Coalesce(Subquery(paid, output_field=BigIntegerField()), Value(0))


def paid_of_parts(amounts: Collection[int], paid: int) -> list[int]:
    """Return what is paid of each part: money counts for the earliest first."""
    found = []
    for amount in amounts:
        found.append(min(max(paid, 0), amount))
        paid -= amount
    return found
