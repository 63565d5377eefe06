"""How much a property is played.

The gate plays the same examples each time: when one fails, what was changed is why. `EXAMPLES=1000`
plays so many others, at random, and keeps those that fail.
"""

import os

from hypothesis import HealthCheck, settings

EXAMPLES = os.environ.get("EXAMPLES")
PLAYED = settings(
    max_examples=int(EXAMPLES or 60),
    derandomize=EXAMPLES is None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
