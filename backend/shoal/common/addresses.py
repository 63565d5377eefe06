"""Where a request comes from, believed no further than settings.TRUSTED_PROXIES says."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request

# What proxies, tunnels and delivery networks add. By their beginning: there are many X-Forwarded-….
FORWARDING = (
    "forwarded", "x-forwarded", "x-original-", "x-real-ip", "x-client-ip", "x-cluster-client-ip",
    "true-client-ip", "cf-connecting-ip", "fastly-client-ip", "via",
)  # fmt: skip


def client_ip(request: HttpRequest | Request) -> str:
    """Return the caller's address: the one that the outermost trusted proxy saw."""
    hops = [request.META.get("REMOTE_ADDR", "")]
    if settings.TRUSTED_PROXIES:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")
        hops = [h.strip() for h in forwarded if h.strip()] + hops
    try:
        address = ipaddress.ip_address(hops[-1 - min(settings.TRUSTED_PROXIES, len(hops) - 1)])
    except ValueError:
        return "0.0.0.0"  # noqa: S104 - not bound to: stands for "unknown"
    # A socket for both families names IPv4 callers so. They would be one network to whoever
    # counts by networks: a single one could close a form for all of them.
    return str(getattr(address, "ipv4_mapped", None) or address)


def is_this_machine(request: HttpRequest | Request) -> bool:
    """Bound to loopback, called by loopback's name, and no proxy in between."""
    host = (
        request.get_host().rsplit(":", 1)[0]
        if request.get_host()[-1] != "]"
        else request.get_host()
    )
    return (
        settings.HOST in settings.LOOPBACK
        and host in settings.LOOPBACK
        and _is_loopback(request.META.get("REMOTE_ADDR", ""))
        and not any(name.lower().startswith(FORWARDING) for name in request.headers)
    )


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
