"""What moving to another class would do."""

from typing import Any

from rest_framework import serializers

from shoal.common.fields import ref
from shoal.common.money import to_text
from shoal.common.schema import RefusalSerializer

from ..models import State
from ..services.transferring import Preview
from .detail import DiscountLimitsSerializer, limits
from .rows import ClassRefSerializer


def shown_transfer(found: Preview) -> dict[str, Any]:
    new, currency = found.new, found.new.currency
    amounts = {
        "list_price": new.list_price, "discount": new.discount, "net_price": new.net_price,
        "paid": found.paid, "moved": found.moved, "due": new.net_price - found.moved,
        "credit": found.credit, "coming": found.coming,
    }  # fmt: skip
    group = new.class_group
    return {
        "class_group": {
            "id": group.pk,
            "code": group.code,
            "term": group.term,
            "course": ref(group.course_id, group.course.name),
            "campus": ref(group.campus_id, group.campus.name),
        },
        "state": new.state,
        "seats_free": found.seats_free,
        **{name: to_text(amount, currency) for name, amount in amounts.items()},
        "currency": currency,
        "parts": [
            {"due_date": part.due_date, "amount": to_text(part.amount, currency)}
            for part in found.parts
        ],
        "discount_limits": limits(new),
        "refusal": found.refusal.as_refusal() if found.refusal else None,
    }


class PartAfterSerializer(serializers.Serializer):
    due_date = serializers.DateField()
    amount = serializers.CharField()


class TransferPreviewSerializer(serializers.Serializer):
    class_group = ClassRefSerializer()
    state = serializers.ChoiceField(
        choices=State, help_text="Where it would stand: they sit, or the seat is held for money."
    )
    seats_free = serializers.IntegerField(help_text="Less those who wait in line.")
    list_price = serializers.CharField()
    discount = serializers.CharField()
    net_price = serializers.CharField()
    paid = serializers.CharField(help_text="For the class that they leave.")
    moved = serializers.CharField(help_text="How much of that pays for the other class.")
    due = serializers.CharField(help_text="What is still to pay then.")
    credit = serializers.CharField(help_text="What is left of it, as credit of the household.")
    coming = serializers.CharField(
        help_text="On its way for the class that they leave; confirmed later it becomes credit."
    )
    currency = serializers.CharField()
    parts = PartAfterSerializer(many=True)
    discount_limits = DiscountLimitsSerializer()
    refusal = RefusalSerializer(
        allow_null=True, help_text="Why it is not possible, except for an agreement to a discount."
    )
