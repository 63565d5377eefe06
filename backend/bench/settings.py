"""Shoal as it is, with the bench's addresses beside its own."""

from datetime import timedelta

from shoal.settings import *  # noqa: F403
from shoal.settings import MIDDLEWARE

ROOT_URLCONF = "bench.urls"
MIDDLEWARE = [*MIDDLEWARE, "bench.counting.CountStatements"]
# One token lasts for a whole run.
ACCESS_TOKEN_LIFETIME = timedelta(days=1)
