"""A school of any size, laid down in minutes: the real schema, the real invariants."""
