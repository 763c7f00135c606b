"""Where people may be played: on this machine only, on invented data only (design §4)."""

import re
from ipaddress import ip_address

from starlette.requests import Request

_FORWARDED = frozenset({
    "forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port",
    "x-forwarded-server", "x-original-forwarded-for", "x-original-host", "x-real-ip", "x-client-ip",
    "x-cluster-client-ip", "x-envoy-external-address", "cf-connecting-ip", "true-client-ip", "fastly-client-ip",
})  # fmt: skip
_HERE = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?", re.IGNORECASE)
"""This machine's own name with a port, and nothing before or after it."""


def is_here(request: Request) -> bool:
    """Whether the request comes from this machine, by this machine's own name, through nobody else's hands."""
    peer = request.client.host if request.client else ""
    hosts = request.headers.getlist("host")
    forwarded = any(name in _FORWARDED for name in request.headers)
    return _is_loopback(peer) and len(hosts) == 1 and bool(_HERE.fullmatch(hosts[0])) and not forwarded


def _is_loopback(peer: str) -> bool:
    try:
        return ip_address(peer).is_loopback
    except ValueError:
        return False
