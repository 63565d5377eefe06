"""Taking a person out of what they signed: prices, states and money stay, words go (R121)."""

from collections.abc import Collection

from django.db import transaction

from shoal.customers.person import Person

from ..models import CreditChange, CreditDispute, Enrollment, Payment

WORDS = ("why", "expectations", "discount_reason", "decision_note", "end_note")


@transaction.atomic
def forget_in_enrollments(person: Person, ids: Collection[int]) -> None:
    """Blank the words of these customers' enrollments, disputes and payments."""
    theirs = Enrollment.objects.filter(customer__in=ids)
    theirs.update(**dict.fromkeys(WORDS, ""))
    disputes = CreditDispute.objects.filter(enrollment__in=theirs)
    disputes.update(claim="", decision_note="")
    CreditChange.objects.filter(enrollment__in=theirs).exclude(note="").update(note="")
    payments = Payment.objects.filter(enrollment__in=theirs)
    # The guards let words of the books be erased, but nothing be written that changes nothing.
    for name in ("note", "reject_note"):
        payments.exclude(**{name: ""}).update(**{name: ""})
