"""Whom the counter looks for, and all of a household that can be paid for."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from rest_framework import serializers

from shoal.common.errors import as_refusals
from shoal.common.fields import IdField
from shoal.common.schema import RefusalSerializer
from shoal.customers.models import Customer
from shoal.customers.normalize import fold
from shoal.customers.services.search import known_to_all
from shoal.organization.models import Employee

from .. import receipt_numbers
from ..models import Enrollment, Payment
from ..rules.paying import PAYABLE, receive_refusal
from .rows import ROW_COLUMNS, EnrollmentRowSerializer, enrollments_seen_by, row

AT_ONCE = 20
SHORTEST = 2
LAST = "\U0010ffff"


def found_at_counter(viewer: Employee, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what can be paid for, the newest first: of one household with `payer`, or by `search`:
    the last four digits of a phone, a name, or the number of a receipt; at most AT_ONCE.

    Of a contact only what its mask shows is compared: nobody learns a number by trying.
    """
    wanted = Q()
    if "payer" in asked:
        wanted &= Q(customer__in=_households(_kept(asked["payer"])))
    if "search" in asked:
        wanted &= _meant(asked["search"].strip())
    if not wanted:
        return []
    found = Enrollment.objects.visible_to(viewer).filter(wanted, state__in=PAYABLE)
    # Sorted by their ids alone, before anything is looked up that a row shows.
    first = list(found.order_by("-pk").values_list("pk", flat=True)[:AT_ONCE])
    rows = enrollments_seen_by(viewer).filter(pk__in=first).order_by("-pk")
    enrollments = Enrollment.objects.in_bulk(first)
    return [
        {
            **row(values),
            "refusals": as_refusals(receive=receive_refusal(viewer, enrollments[values["pk"]])),
        }
        for values in rows.values("pk", *ROW_COLUMNS)
    ]


def _meant(words: str) -> Q:
    if len(words) < SHORTEST:
        return Q(pk__in=[])
    if receipt := receipt_numbers.read(words, "receipt__", in_full=True):
        return Q(pk__in=Payment.objects.filter(receipt).values("enrollment"))
    people = Customer.objects.filter(known_to_all(words)).values("pk")
    key = " ".join(fold(words).split())
    # Names are spelled in byte order, so whoever begins so stands between these two.
    spelled = Customer.objects.filter(name_sort__gte=key, name_sort__lt=key + LAST).values("pk")
    return Q(customer__in=_households(people.union(spelled, all=True)))


def _kept(payer: int) -> QuerySet[Any]:
    one = Customer.objects.filter(pk=payer)
    merged = Customer.objects.filter(merged_into__isnull=False, pk=payer).values("merged_into")
    return one.values("pk").union(merged, all=True)


def _households(people: QuerySet[Any]) -> QuerySet[Any]:
    """Return the ids of these people, of their students, and of everyone merged into any of them:
    an enrollment stays with the row it was made for."""
    ways = ("pk", "guardian", "merged_into", "merged_into__guardian")
    first, *rest = (Customer.objects.filter(**{f"{way}__in": people}).values("pk") for way in ways)
    return first.union(*rest, all=True)


class CounterRefusalsSerializer(serializers.Serializer):
    receive = RefusalSerializer(
        allow_null=True, help_text="Why the caller may not take money for it, before they count it."
    )


class CounterRowSerializer(EnrollmentRowSerializer):
    refusals = CounterRefusalsSerializer()


class CounterFoundSerializer(serializers.Serializer):
    results = CounterRowSerializer(many=True)


class CounterQuerySerializer(serializers.Serializer):
    search = serializers.CharField(
        required=False,
        max_length=60,
        help_text="Last four digits of a phone, a name, or a receipt's number.",
    )
    payer = IdField(required=False, help_text="Everything of their household.")
