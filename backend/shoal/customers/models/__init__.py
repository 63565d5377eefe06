from .clock_job import ClockJob
from .consultation import Channel, Consultation, Disposition
from .customer import Customer, CustomerEdit, Gender, Intent, RecycleRule, Status
from .follow_up import FollowUp, FollowUpVersion, Method, Outcome
from .hand_over import HandOver
from .identity import Identity, IdentityKind
from .intake_form import IntakeForm
from .merge import (
    DuplicateProposal,
    DuplicateScan,
    MergeRecord,
    ProposalReason,
    ProposalState,
)
from .plan import FollowUpPlan, PlanKind, PlanState
from .plan_feed import PlanFeed
from .pool import MASKABLE, Pool
from .reveal import Reveal
from .spell import OwnershipSpell, Reason

__all__ = [
    "MASKABLE", "Channel", "ClockJob", "Consultation", "Customer", "CustomerEdit", "Disposition",
    "DuplicateProposal", "DuplicateScan", "FollowUp", "FollowUpPlan", "FollowUpVersion", "Gender",
    "HandOver", "Identity", "IdentityKind", "IntakeForm", "Intent", "MergeRecord", "Method",
    "Outcome", "OwnershipSpell", "PlanFeed", "PlanKind", "PlanState", "Pool", "ProposalReason",
    "ProposalState", "Reason", "RecycleRule", "Reveal", "Status",
]  # fmt: skip
