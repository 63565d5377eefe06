"""What the database itself refuses in the ledgers (rule R2)."""

from shoal.common.guards import Guard, changed, declare, rewritten

SPELL = "customers_ownershipspell"
REVEAL = "customers_reveal"

# An open spell may only be closed: everything that says who, where and since when is settled
# from the moment it is written.
_SETTLED = " OR ".join(
    [
        changed(
            "id", "customer_id", "owner_id", "pool_id", "household", "started_at", "start_reason",
            "started_by_id", "reason_code", "rule",
        ),
        f"(OLD.ended_at IS NOT NULL AND ({changed('ended_at', 'end_reason', 'ended_by_id')}))",
        "(OLD.ended_at IS NULL AND NEW.ended_at IS NULL AND NEW.note = OLD.note)",
        rewritten("note"),
    ]
)  # fmt: skip

declare(
    Guard(SPELL, "UPDATE", _SETTLED, "settled spells are never changed"),
    Guard(SPELL, "DELETE", "TRUE", "spells are never deleted"),
    Guard(
        REVEAL, "UPDATE", f"{changed('id', 'customer_id', 'employee_id', 'at')} OR "
        f"{rewritten('reason')} OR NEW.reason = OLD.reason", "reveals are never changed",
    ),
    Guard(REVEAL, "DELETE", "TRUE", "reveals are never deleted"),
)  # fmt: skip
