"""What those who lead did lately: somebody left, two rows were one person, two others were not."""

from datetime import datetime, timedelta

from shoal.customers.models import Customer, DuplicateProposal, ProposalState
from shoal.customers.rules.handing_over import Share
from shoal.customers.services.handing_over import begin_hand_over
from shoal.customers.services.merging import merge_customers
from shoal.customers.services.proposals import dismiss_proposal
from shoal.customers.services.scanning import scan_duplicates

from .school import School

DAY = timedelta(days=1)
# Of what the one who left held so many stay in the department; the rest went to the pools.
TAKEN_OVER = 3


def say_goodbye(school: School, at: datetime) -> None:
    """Wen left the day before yesterday, and mei took some of the customers over."""
    people = school.people
    begin_hand_over(
        employee_id=people["wen"].pk, by=people["ada"], at=at - 2 * DAY, leaves=True,
        note="回老家发展", shares=[Share(people["mei"].pk, TAKEN_OVER)],
    )  # fmt: skip


def look_at_duplicates(school: School, at: datetime) -> None:
    """Search as the first night does; of the likely pairs in the pools decide on two."""
    scan_duplicates(at=at)
    quiet = Customer.objects.in_pool().filter(entered_at__lt=at - DAY)
    # What was told to somebody would seem told by a stranger to the one who is kept.
    untold = quiet.filter(last_contact_at=None)
    pairs = DuplicateProposal.objects.filter(state=ProposalState.OPEN, first__in=quiet)
    by, one = school.people["ada"], pairs.select_related("first").order_by("pk")
    for pair in one.filter(second__in=untold)[:1]:
        merge_customers(
            kept_id=pair.first_id, merged_id=pair.second_id, take=(), by=by, at=at - DAY / 8,
            expected_version=pair.first.version,
        )  # fmt: skip
    for pair in one.filter(second__in=quiet)[:1]:
        dismiss_proposal(proposal_id=pair.pk, by=by, at=at - DAY / 8)
