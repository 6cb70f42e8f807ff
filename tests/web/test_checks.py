"""Checks in processes of their own."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal

import pytest

from avtalesjekk.web.checks import Checks
from avtalesjekk.web.exchange import RefusedError, Upload
from avtalesjekk.web.options import Options

from .conftest import awaited

TEXT = Upload(name="", data=b"# Avtale\n\nPartene skal evaluere avtalen.")


def test_a_process_that_is_killed_costs_its_own_check_only() -> None:
    """As the system does with one that takes too much memory; another takes its place."""
    before = {process.pid for process in multiprocessing.active_children()}
    checks = Checks(Options(jobs=1))
    checks.start()

    async def killed_and_next() -> int:
        first = asyncio.ensure_future(checks.answer(TEXT, "nb"))
        await asyncio.sleep(0.5)  # the process is starting, and has the sample to check before
        (pid,) = {process.pid for process in multiprocessing.active_children()} - before
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        answers = await asyncio.gather(first, checks.answer(TEXT, "nb"), return_exceptions=True)
        return [each.status for each in answers if not isinstance(each, BaseException)][-1]

    assert awaited(killed_and_next()) == 200
    checks.stop()


def test_places_are_given_back() -> None:
    """Also when a check fails."""
    checks = Checks(Options(jobs=1, waiting=0))
    with checks.place(), pytest.raises(RefusedError, match="busy"):
        checks.place().__enter__()
    with pytest.raises(ValueError, match="a fault"):
        _fail_in(checks)
    with checks.place():
        pass


def _fail_in(checks: Checks) -> None:
    with checks.place():
        raise ValueError("a fault")
