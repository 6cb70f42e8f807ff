"""Who may send a form, and how often."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from avtalesjekk.web import guard
from avtalesjekk.web.guard import Rates, address, same_origin


def request(client: str = "192.0.2.7", **headers: str) -> Request:
    """Return a request with these headers, dashes as underscores."""
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "POST", "headers": raw, "client": (client, 1)})


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"sec_fetch_site": "same-origin"}, True),
        ({"sec_fetch_site": "none"}, True),
        ({"sec_fetch_site": "cross-site"}, False),
        ({"sec_fetch_site": "same-site", "origin": "http://side.no", "host": "side.no"}, False),
        ({"origin": "https://side.no:8000", "host": "side.no:8000"}, True),
        ({"origin": "https://side.no.evil.example", "host": "side.no"}, False),
        ({"origin": "null", "host": "side.no"}, False),
        ({"host": "side.no"}, True),
    ],
)
def test_forms_from_other_sites_are_known(headers: dict[str, str], ours: bool) -> None:
    """By what the browser says; what is no browser says nothing."""
    assert same_origin(request(**headers)) is ours


@pytest.mark.parametrize(
    ("client", "forwarded", "proxied", "who"),
    [
        ("192.0.2.7", "198.51.100.1", False, "192.0.2.7"),
        ("192.0.2.7", "203.0.113.9, 198.51.100.1", True, "198.51.100.1"),
        ("192.0.2.7", "", True, "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "", False, "2001:db8:1:2::/64"),
        ("testclient", "", False, "testclient"),
    ],
)
def test_who_asks(client: str, forwarded: str, proxied: bool, who: str) -> None:
    """The nearest proxy is believed only when there is one, and what stands before its word never."""
    assert address(request(client, x_forwarded_for=forwarded), proxied=proxied) == who


def test_so_many_at_once_and_then_as_time_goes() -> None:
    """Each address for itself."""
    now = 0.0
    rates = Rates(2, clock=lambda: now)
    assert [rates.take("a") for _ in range(3)] == [True, True, False]
    assert rates.take("b")
    now = 29.0
    assert not rates.take("a")
    now = 60.0
    assert [rates.take("a") for _ in range(3)] == [True, True, False]


def test_addresses_of_long_ago_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that asked the longest ago go first."""
    monkeypatch.setattr(guard, "_MOST_ADDRESSES", 2)
    rates = Rates(1, clock=lambda: 0.0)
    assert [rates.take(who) for who in ("a", "b", "a", "c", "a", "b")] == [True, True, False, True, False, True]
