"""Where a request comes from: believed no further than the trusted proxies."""

import pytest
from django.test import RequestFactory

from shoal.common.addresses import client_ip


@pytest.mark.parametrize(
    ("proxies", "forwarded", "ip"),
    [
        (0, None, "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1, 203.0.113.9", "203.0.113.9"),
        (2, "10.0.0.1, 203.0.113.9, 198.51.100.7", "203.0.113.9"),
        (1, None, "192.0.2.1"),
        (2, "203.0.113.9", "203.0.113.9"),
        (1, "nonsense", "0.0.0.0"),  # noqa: S104
        (1, "2001:db8::7", "2001:db8::7"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_only_what_our_own_proxies_said_counts(settings, proxies, forwarded, ip):
    settings.TRUSTED_PROXIES = proxies
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", **headers)
    assert client_ip(request) == ip
