"""The states of an enrollment, and what they mean for its seat."""

from django.db import models


class State(models.TextChoices):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    REJECTED = "rejected"
    WAITLISTED = "waitlisted"
    OFFERED = "offered"
    AWAITING_PAYMENT = "awaiting_payment"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    TRANSFERRED_OUT = "transferred_out"


class EndReason(models.TextChoices):
    """Why an enrollment was cancelled, where nobody did it."""

    HOLD_EXPIRED = "hold_expired"
    OFFER_EXPIRED = "offer_expired"
    CLASS_ENDED = "class_ended"


# Of one customer and class at most one of these.
LIVE = (
    State.DRAFT, State.SUBMITTED, State.WAITLISTED, State.OFFERED, State.AWAITING_PAYMENT,
    State.ACTIVE, State.SUSPENDED,
)  # fmt: skip
# Handed in and not over: they keep the customer from going back to the pool.
UNDER_WAY = tuple(state for state in LIVE if state != State.DRAFT)
# They count in the class's `seats_held`, and these in its `seats_taken`.
HOLDING = (State.OFFERED, State.AWAITING_PAYMENT)
SEATED = (State.ACTIVE, State.SUSPENDED, State.COMPLETED)
# Whose price is owed: not before the seat is theirs, and no longer once they have gone.
OWING = (State.AWAITING_PAYMENT, *SEATED)
