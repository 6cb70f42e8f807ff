"""Who may send a form, and how often; and what every answer tells the browser to forbid itself."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# "no-referrer" would have browsers hide where a form comes from.
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_MOST_ADDRESSES = 10_000
_MINUTE = 60.0
_NETWORK_BITS = 64  # of an IPv6 address are one customer's


class Headers:
    """Puts the headers on every answer of an application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, with_headers)


def same_origin(request: Request) -> bool:
    """Whether the form comes from a page of ours. There are no cookies; this keeps other sites from using us at all.

    What is no browser says nothing of it and may send.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def address(request: Request, *, proxied: bool) -> str:
    """The address that asks: if `proxied` the one that the nearest proxy wrote down, else the other end of the line.

    Of an IPv6 address, the network.
    """
    told = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip() if proxied else ""
    given = told or (request.client.host if request.client else "")
    try:
        parsed = ipaddress.ip_address(given)
    except ValueError:
        return given[:_NETWORK_BITS]
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, _NETWORK_BITS), strict=False))


@dataclass(slots=True, kw_only=True)
class _Bucket:
    tokens: float
    since: float


class Rates:
    """Lets each address do something `rate` times a minute, and as often at once. Forgets those that asked long ago."""

    def __init__(self, rate: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, who: str) -> bool:
        """Whether `who` may do it now; if so, it counts."""
        now = self._clock()
        bucket = self._buckets.setdefault(who, _Bucket(tokens=self._rate, since=now))
        self._buckets.move_to_end(who)
        if len(self._buckets) > _MOST_ADDRESSES:
            self._buckets.popitem(last=False)
        bucket.tokens = min(self._rate, bucket.tokens + (now - bucket.since) * self._rate / _MINUTE)
        bucket.since = now
        if bucket.tokens < 1:
            return False
        bucket.tokens -= 1
        return True
