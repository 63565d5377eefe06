"""Deciding on pairs that were proposed: these are two people, or one may look again (R116)."""

from datetime import datetime

from django.db import transaction

from shoal.activity.services import record
from shoal.common.errors import NotFound
from shoal.organization.models import Employee

from ..models import DuplicateProposal, ProposalState
from ..rules.merging import decide_refusal
from . import access


@transaction.atomic
def dismiss_proposal(*, proposal_id: int, by: Employee, at: datetime) -> DuplicateProposal:
    """These are two people: the pair never comes back by itself. Raises NotFound,
    ProposalDecided."""
    return _decide(proposal_id, ProposalState.DISMISSED, by, at)


@transaction.atomic
def reopen_proposal(*, proposal_id: int, by: Employee, at: datetime) -> DuplicateProposal:
    """Propose a dismissed pair again. Raises NotFound, ProposalDecided."""
    return _decide(proposal_id, ProposalState.OPEN, by, at)


def _decide(proposal_id: int, state: str, by: Employee, at: datetime) -> DuplicateProposal:
    proposal = _lock_proposal(proposal_id, by)
    if refusal := decide_refusal(proposal, state):
        raise refusal
    decided = state != ProposalState.OPEN
    proposal.state = state
    proposal.decided_at, proposal.decided_by = (at, by) if decided else (None, None)
    proposal.save(update_fields=["state", "decided_at", "decided_by"])
    record(
        "duplicate.dismissed" if decided else "duplicate.reopened",
        subject=proposal, actor=by, at=at, first=proposal.first_id, second=proposal.second_id,
    )  # fmt: skip
    return proposal


def _lock_proposal(proposal_id: int, by: Employee) -> DuplicateProposal:
    """Customers are locked before what is said of them, as a merge does it. Raises NotFound."""
    pair = DuplicateProposal.objects.visible_to(by).filter(pk=proposal_id)
    found = pair.values_list("first", "second").first()
    if found is None:
        raise NotFound()
    access.lock_households_of(found)
    proposal = pair.first()
    if proposal is None:
        raise NotFound()
    return proposal
