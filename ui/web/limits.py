"""How much one address may ask of the customers' pages, so that nobody's phone holds up the others."""

from __future__ import annotations

import ipaddress
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil

from starlette.datastructures import Headers
from starlette.types import Scope

from config.pages import Pages

STREAM = "/api/v1/events"
_MINUTE_S = 60.0
_BURST_S = 10.0
"""A page and its files come at once: what is granted for so long may be asked in one go."""
_SEAT_LATER_S = 30
_REMEMBERED_MOST = 10_000
_OF_ONE_HOUSEHOLD = 64
"""The bits of an IPv6 address that one line has; it owns all addresses behind them."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Pace:
    """Requests of each address: so many a minute, a few of them at once."""

    def __init__(self, a_minute: int, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._a_second = a_minute / _MINUTE_S
        self._most = max(1.0, self._a_second * _BURST_S)
        self._monotonic = monotonic
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait_s(self, asker: str) -> int:
        """Count a request: 0 where it may go on, else the seconds until the next one may."""
        now = self._monotonic()
        bucket = self._buckets.setdefault(asker, _Bucket(self._most, now))
        self._buckets.move_to_end(asker)
        if len(self._buckets) > _REMEMBERED_MOST:
            self._buckets.popitem(last=False)
        bucket.left = min(self._most, bucket.left + (now - bucket.at) * self._a_second)
        bucket.at = now
        if bucket.left < 1.0:
            return ceil((1.0 - bucket.left) / self._a_second)
        bucket.left -= 1.0
        return 0


class Limits:
    """What each address may have of the customers' listener."""

    def __init__(self, pages: Pages, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._pace = Pace(pages.requests_a_minute, monotonic)
        self._seats = pages.followers_an_address
        self._proxies = frozenset(pages.proxies)
        self._following: Counter[str] = Counter()

    @contextmanager
    def admitted(self, scope: Scope) -> Iterator[int]:
        """While a request is answered: 0, or the seconds to wait where it is too much."""
        asker = asker_of(scope, self._proxies)
        if wait_s := self._pace.wait_s(asker):
            yield wait_s
        elif scope["path"] != STREAM:
            yield 0
        elif self._following[asker] >= self._seats:
            yield _SEAT_LATER_S
        else:
            with self._seated(asker):
                yield 0

    @contextmanager
    def _seated(self, asker: str) -> Iterator[None]:
        """A stream is held open until the last of it was sent, though its reader may have been dropped."""
        self._following[asker] += 1
        try:
            yield
        finally:
            self._following[asker] -= 1
            if not self._following[asker]:
                del self._following[asker]


def asker_of(scope: Scope, proxies: Collection[str]) -> str:
    """The address that asks: the line's, or what a proxy that is trusted says of it."""
    client = scope.get("client")
    address = str(client[0]) if client else ""
    if address in proxies:
        # The last entry is the proxy's own; those before it are whatever the asker sent.
        said = Headers(scope=scope).get("x-forwarded-for", "").rpartition(",")[2].strip()
        address = said or address
    return _line(address)


def _line(address: str) -> str:
    """One name for all addresses of a line."""
    try:
        known = ipaddress.ip_address(address[:45].partition("%")[0])
    except ValueError:
        return "?"
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((known, _OF_ONE_HOUSEHOLD), strict=False))
    return str(known)
