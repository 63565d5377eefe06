from shoal.common.guards import Guard, declare

declare(
    Guard("activity_event", "UPDATE", "TRUE", "events are never changed"),
    Guard("activity_event", "DELETE", "TRUE", "events are never deleted"),
)
