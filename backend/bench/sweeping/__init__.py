"""A sweep and what it costs by hand, measured in a process of their own."""
