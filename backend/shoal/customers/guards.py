"""What the database itself refuses in the ledger (rule R2)."""

from shoal.common.guards import Guard, declare

# An open spell may only be closed: everything that says who, where and since when is settled
# from the moment it is written.
_SETTLED = (
    "OLD.ended_at IS NOT NULL"
    " OR NEW.ended_at IS NULL"
    " OR NEW.id <> OLD.id"
    " OR NEW.customer_id <> OLD.customer_id"
    " OR COALESCE(NEW.owner_id, 0) <> COALESCE(OLD.owner_id, 0)"
    " OR NEW.pool_id <> OLD.pool_id"
    " OR NEW.household <> OLD.household"
    " OR NEW.started_at <> OLD.started_at"
    " OR NEW.start_reason <> OLD.start_reason"
    " OR COALESCE(NEW.started_by_id, 0) <> COALESCE(OLD.started_by_id, 0)"
)

declare(
    Guard("customers_ownershipspell", "UPDATE", _SETTLED, "settled spells are never changed"),
    Guard("customers_ownershipspell", "DELETE", "TRUE", "spells are never deleted"),
)
