"""Payments: the list, one of them, and what can be done with it."""

from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import path
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.fields import NothingSerializer
from shoal.common.filters import Filter, flag, ids, one_of, parse_id, since, split, until
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.schema import IDEMPOTENCY_KEY, IF_MATCH, command, listing
from shoal.common.views import expected_version, parse
from shoal.organization.requests import Request

from ..models import PaymentState, PaymentType
from ..payment_querysets import TO_CONFIRM
from ..serializers.money_today import (
    MoneyTodaySerializer,
    WaitingMoneySerializer,
    money_today,
    waiting_money,
)
from ..serializers.money_write import (
    ConfirmSerializer,
    EnterPaymentSerializer,
    NoteSerializer,
    PaymentFormSerializer,
)
from ..serializers.payments import (
    PAYMENT_COLUMNS,
    PaymentRowSerializer,
    PaymentSerializer,
    payment_row,
    payments_seen_by,
)
from ..services import confirming, paying
from .answers import PaymentAnswers

KEY = (IDEMPOTENCY_KEY,)
NOT_THEIRS = "not_held, not_yours"
STATE = "payment_not_in_this_state"
BOOKED = "day_signed, reference_taken"


def _of_customer(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    wanted = [parse_id(value, name) for value in split(text, name)]
    theirs = Q(enrollment__customer__in=wanted) | Q(enrollment__customer__merged_into__in=wanted)
    return rows.filter(theirs | Q(enrollment__customer__guardian__in=wanted))


PAYMENTS = ListSpec(
    columns=PAYMENT_COLUMNS,
    row=payment_row,
    filters={
        "customer": Filter(_of_customer, "Of whom, their students and everyone merged into them."),
        "enrollment": ids("enrollment", "For which enrollment."),
        "receipt": ids("receipt", "On which receipt."),
        "campus": ids("enrollment__class_group__campus", "Where."),
        "type": one_of("type", PaymentType.values),
        "state": one_of("state", PaymentState.values),
        "method": ids("method", "By which way."),
        "to_confirm": flag(lambda: TO_CONFIRM, "What finance has to look at."),
        "created_from": since("created_at"),
        "created_to": until("created_at"),
        "confirmed_from": since("confirmed_at"),
        "confirmed_to": until("confirmed_at"),
    },
    orderings={
        "-created_at": Ordering("created_at", descending=True),
        "created_at": Ordering("created_at"),
        "submitted_at": Ordering("submitted_at", nullable=True),
        "-confirmed_at": Ordering("confirmed_at", descending=True, nullable=True),
    },
    default_ordering="-created_at",
)


class PaymentViewSet(PaymentAnswers):
    capabilities = {
        "list": "payments.view",
        "waiting": "payments.view",
        "today": "cash.view",
        "retrieve": "payments.view",
        "create": "payments.submit",
        "partial_update": "payments.submit",
        "submit": "payments.submit",
        "confirm": "payments.confirm",
        "reject": "payments.reject",
        "reverse": "payments.confirm",
    }
    key_required = frozenset({"create"})

    @listing("List the payments that you may see", PAYMENTS, PaymentRowSerializer)
    def list(self, request: Request) -> Response:
        return Response(fetch_page(request, partial(payments_seen_by, request.user), PAYMENTS))

    @command("Count what waits", response=WaitingMoneySerializer)
    def waiting(self, request: Request) -> Response:
        return Response(waiting_money(request.user))

    @command(
        "Show what is to collect, to confirm, to pay out and to sign", response=MoneyTodaySerializer
    )
    def today(self, request: Request) -> Response:
        return Response(money_today(request.user, clock.now()))

    @command("Show one payment", response=PaymentSerializer, errors=(404,))
    def retrieve(self, request: Request, pk: int) -> Response:
        return self.payment(pk)

    @command(
        "Say that money came in, for finance to confirm", request=EnterPaymentSerializer,
        response=PaymentSerializer, status=201, parameters=KEY, errors=(404, 422),
        codes={
            400: "invalid, idempotency_key_required",
            409: f"not_payable, reference_taken, {NOT_THEIRS}",
        },
        example={"enrollment": 7, "type": "deposit", "amount": "500.00", "method": "wechat_pay"},
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        fields = parse(EnterPaymentSerializer, request)
        made = paying.enter_payment(
            enrollment_id=fields.pop("enrollment"), submit=fields.pop("submit"), fields=fields,
            by=request.user, at=clock.now(),
        )  # fmt: skip
        return self.payment(made.pk, status=201)

    @command(
        "Change a draft", request=PaymentFormSerializer, response=PaymentSerializer,
        parameters=(IF_MATCH,), errors=(400, 404, 412, 428),
        codes={409: f"{STATE}, not_payable, reference_taken, {NOT_THEIRS}"},
        example={"amount": "600.00"},
    )  # fmt: skip
    def partial_update(self, request: Request, pk: int) -> Response:
        version = expected_version(request)
        changes = parse(PaymentFormSerializer, request, partial=True)
        paying.edit_draft(
            payment_id=pk, changes=changes, expected_version=version, by=request.user,
            at=clock.now(),
        )  # fmt: skip
        return self.payment(pk)

    @command(
        "Hand a draft to finance", request=NothingSerializer, response=PaymentSerializer,
        parameters=KEY, errors=(404, 422), codes={409: f"{STATE}, not_payable, {NOT_THEIRS}"},
        example={},
    )  # fmt: skip
    def submit(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        paying.submit_payment(payment_id=pk, by=request.user, at=clock.now())
        return self.payment(pk)

    @command(
        "The money is there: the receipt is issued. Of a refund: it was handed out",
        request=ConfirmSerializer, response=PaymentSerializer, parameters=KEY, errors=(404, 422),
        codes={
            403: "own_submission, own_approval, role_may_not",
            409: f"{STATE}, above_refundable, {BOOKED}",
        },
        example={"reference": "4200002817"},
    )  # fmt: skip
    def confirm(self, request: Request, pk: int) -> Response:
        body = parse(ConfirmSerializer, request)
        confirming.confirm(payment_id=pk, by=request.user, at=clock.now(), **body)
        return self.payment(pk)

    @command(
        "Turn a payment, or the wish for a refund, away", request=NoteSerializer,
        response=PaymentSerializer, parameters=KEY, errors=(404, 422),
        codes={403: "own_submission, role_may_not", 409: STATE},
        example={"note": "Nothing came in."},
    )  # fmt: skip
    def reject(self, request: Request, pk: int) -> Response:
        body = parse(NoteSerializer, request)
        confirming.reject(payment_id=pk, by=request.user, at=clock.now(), **body)
        return self.payment(pk)

    @command(
        "Undo a confirmed payment by a row of its own", request=NoteSerializer,
        response=PaymentSerializer, status=201, parameters=KEY, errors=(404, 422),
        codes={
            403: "own_submission, role_may_not",
            409: "not_reversible, already_reversed, credit_used, day_signed",
        },
        example={"note": "The cheque bounced."},
    )  # fmt: skip
    def reverse(self, request: Request, pk: int) -> Response:
        body = parse(NoteSerializer, request)
        row = confirming.reverse(payment_id=pk, by=request.user, at=clock.now(), **body)
        return self.payment(row.pk, status=201)


COMMANDS = ("submit", "confirm", "reject", "reverse")
urlpatterns = [
    path("payments/", PaymentViewSet.as_view({"get": "list", "post": "create"})),
    path("payments/waiting/", PaymentViewSet.as_view({"get": "waiting"})),
    path("payments/today/", PaymentViewSet.as_view({"get": "today"})),
    path(
        "payments/<int:pk>/",
        PaymentViewSet.as_view({"get": "retrieve", "patch": "partial_update"}),
    ),
    *(
        path(f"payments/<int:pk>/{name}/", PaymentViewSet.as_view({"post": name}))
        for name in COMMANDS
    ),
]
