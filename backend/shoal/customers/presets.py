"""Three policies for a pool to begin with; each is a start, not a mode (R64)."""

from typing import Any

from .models import MASKABLE

PRESETS: dict[str, dict[str, Any]] = {
    # A few colleagues who trust each other.
    "open": {
        "daily_claim_limit": None, "holding_limit": None, "reclaim_cooldown_days": None,
        "fresh_hold_hours": None, "recycle_after_days": {}, "first_contact_hours": None,
        "max_holding_days": None, "warn_days": None, "masked_fields": [], "show_holder": True,
    },
    # Contacts are seen by who claims them; nobody hoards, nor parks customers for a friend.
    "balanced": {
        "daily_claim_limit": 30, "holding_limit": 300, "reclaim_cooldown_days": 7,
        "fresh_hold_hours": 24, "recycle_after_days": {"A": 7, "B": 14, "C": 30, "D": 60},
        "first_contact_hours": 48, "max_holding_days": 180, "warn_days": 3,
        "masked_fields": list(MASKABLE), "show_holder": True,
    },
    # Many consultants in competition.
    "strict": {
        "daily_claim_limit": 10, "holding_limit": 100, "reclaim_cooldown_days": 30,
        "fresh_hold_hours": 72, "recycle_after_days": {"A": 3, "B": 7, "C": 14, "D": 30},
        "first_contact_hours": 24, "max_holding_days": 90, "warn_days": 2,
        "masked_fields": list(MASKABLE), "show_holder": False,
    },
}  # fmt: skip
CODES = tuple(PRESETS)
