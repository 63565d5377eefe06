"""Is the money right? What the database cannot refuse by itself (R200–R212)."""

from collections.abc import Iterator

from django.db.models import F, Max, Min, Q, Sum

from ..models import CashReport, CreditShare, Payment, PaymentState, Receipt, ReceiptCounter
from ..models import PaymentType as T
from ..rules.paying import COMES_IN
from .booking import credit_left
from .cash import lines_of


def wrong_money() -> list[str]:
    """Return what is wrong, in words; nothing when all is right."""
    return [*_numbers(), *_rows(), *_transfers(), *_credits(), *_shares(), *_signed_days()]


def _numbers() -> Iterator[str]:
    """Receipts of a campus and year are 1 … the counter's last."""
    spans = Receipt.objects.order_by().values_list("campus", "year")
    counted = {(c.campus_id, c.year): c.last for c in ReceiptCounter.objects.all()}
    for campus, year, low, high in spans.annotate(low=Min("sequence"), high=Max("sequence")):
        issued = Receipt.objects.filter(campus=campus, year=year).count()
        last = counted.get((campus, year), 0)
        if (low, high, issued) != (1, last, last):
            yield f"receipts of campus {campus} in {year}: {issued} ({low} to {high}), not {last}"
    with_none = {key for key, last in counted.items() if last} - set(
        spans.values_list("campus", "year")
    )
    yield from (f"receipts of campus {campus} in {year} are gone" for campus, year in with_none)
    for pk in Receipt.objects.filter(payments__isnull=True).values_list("pk", flat=True):
        yield f"receipt {pk} covers nothing"


def _rows() -> Iterator[str]:
    done = Payment.objects.confirmed()
    for pk in done.filter(
        type__in=COMES_IN, method__isnull=False, receipt__isnull=True
    ).values_list("pk", flat=True):
        yield f"payment {pk} came in without a receipt"
    receipts = Payment.objects.filter(receipt__isnull=False)
    strange = receipts.exclude(state=PaymentState.CONFIRMED) | receipts.exclude(type__in=COMES_IN)
    yield from (f"payment {pk} has a receipt" for pk in strange.values_list("pk", flat=True))
    undone = done.filter(reverses__isnull=False).exclude(
        reverses__amount=F("amount"), reverses__enrollment=F("enrollment"),
        reverses__state=PaymentState.CONFIRMED,
    )  # fmt: skip
    for pk in undone.values_list("pk", flat=True):
        yield f"reversal {pk} undoes something else"


def _transfers() -> Iterator[str]:
    """What goes out of one enrollment comes into another, or becomes credit."""
    for out in Payment.objects.confirmed().filter(type=T.TRANSFER_OUT):
        came = Payment.objects.confirmed().filter(Q(pair=out) | Q(source=out, type=T.CREDIT))
        if (came.aggregate(sum=Sum("amount"))["sum"] or 0) != out.amount:
            yield f"transfer {out.pk} did not arrive"


def _credits() -> Iterator[str]:
    for credit in Payment.objects.standing().filter(type=T.CREDIT):
        if credit_left(credit) < 0:
            yield f"of credit {credit.pk} more is used than there is"


def _shares() -> Iterator[str]:
    sums = CreditShare.objects.order_by().values("enrollment").annotate(sum=Sum("percent"))
    for enrollment, total in sums.exclude(sum=100).values_list("enrollment", "sum"):
        yield f"the shares of enrollment {enrollment} sum to {total}"


def _signed_days() -> Iterator[str]:
    for report in CashReport.objects.select_related("campus"):
        now = {line.method_id: line.expected for line in lines_of(report.campus, report.day)}
        then = dict(report.lines.values_list("method_id", "expected"))
        if now != then:
            yield f"the signed day {report.day} of campus {report.campus_id} changed"
