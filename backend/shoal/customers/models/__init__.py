from .customer import Customer, CustomerEdit, Gender, Intent, Status
from .follow_up import FollowUp, FollowUpVersion, Method, Outcome
from .identity import Identity, IdentityKind
from .plan import FollowUpPlan, PlanKind, PlanState
from .pool import MASKABLE, Pool
from .spell import OwnershipSpell, Reason

__all__ = [
    "MASKABLE", "Customer", "CustomerEdit", "FollowUp", "FollowUpPlan", "FollowUpVersion",
    "Gender", "Identity", "IdentityKind", "Intent", "Method", "Outcome", "OwnershipSpell",
    "PlanKind", "PlanState", "Pool", "Reason", "Status",
]  # fmt: skip
