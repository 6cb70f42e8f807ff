"""The command that starts the page."""

from __future__ import annotations

import socket
import sys

import pytest

from avtalesjekk.web.options import MEGABYTE, Options

from ..conftest import Run


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Options]:
    """What a server is started with, without starting one."""
    options: list[Options] = []

    def run(given: Options, listening: socket.socket) -> None:
        options.append(given)
        listening.close()

    monkeypatch.setattr("avtalesjekk.web.serve.run", run)
    return options


def test_it_says_where_the_page_is(run: Run, started: list[Options]) -> None:
    """On stderr, with the port that it got."""
    result = run("serve", "--port", "0")
    assert result.exit_code == 0
    assert "http://127.0.0.1:" in result.stderr
    assert started[0].hosts == ("127.0.0.1", "localhost", "[::1]")


def test_what_is_asked_for_is_done(run: Run, started: list[Options]) -> None:
    """All options reach the server."""
    run(
        *("serve", "--port", "0", "--host", "0.0.0.0", "--allowed-host", "side.no", "--jobs", "3"),
        *("--max-size", "5", "--timeout", "30", "--rate", "9", "--proxy"),
    )
    (options,) = started
    assert options == Options(
        hosts=("127.0.0.1", "localhost", "[::1]", "side.no"),
        size=5 * MEGABYTE,
        jobs=3,
        seconds=30,
        rate=9,
        proxied=True,
    )


def test_a_page_for_others_needs_a_name(run: Run, started: list[Options]) -> None:
    """Without it any name would do, or none."""
    result = run("serve", "--host", "0.0.0.0")
    assert (result.exit_code, started) == (2, [])
    assert "--allowed-host" in result.stderr


def test_a_port_that_is_taken(run: Run, started: list[Options]) -> None:
    """Is said to be."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("serve", "--port", str(taken.getsockname()[1]))
    assert (result.exit_code, started) == (2, [])
    assert "--port" in result.stderr


def test_without_the_extra_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest of the program needs none of it."""
    for name in [name for name in sys.modules if name.startswith("avtalesjekk.web")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = run("serve")
    assert result.exit_code == 2
    assert "pip install 'avtalesjekk[web]'" in result.stderr
