"""How the page is run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MEGABYTE = 1 << 20
# The names of this machine by the addresses that only it can reach, as they stand in addresses of pages.
LOCAL: Mapping[str, str] = {"127.0.0.1": "127.0.0.1", "localhost": "localhost", "::1": "[::1]"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`hosts` are the names that the page answers to, `size` the most bytes of a document.

    A check runs in one of `jobs` processes for at most `seconds`; `waiting` more uploads may wait for their turn, and
    `held` of all of them are in memory at once. Each address may send `rate` forms a minute. `proxied` when a proxy in
    front says in `X-Forwarded-For` who asks.
    """

    hosts: tuple[str, ...] = tuple(LOCAL.values())
    size: int = 20 * MEGABYTE
    jobs: int = 2
    seconds: float = 90.0
    waiting: int = 200
    held: int = 32
    rate: int = 60
    proxied: bool = False

    @property
    def megabytes(self) -> int:
        """The most megabytes of a document, rounded down."""
        return self.size // MEGABYTE
