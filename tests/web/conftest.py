"""Fixtures of the page."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from starlette.testclient import TestClient

from avtalesjekk.web.app import application
from avtalesjekk.web.options import MEGABYTE, Options

T = TypeVar("T")


def awaited(coroutine: Coroutine[None, None, T]) -> T:
    """Return what it comes to, from a thread of its own: Playwright has a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """Someone who asks an application with two processes that takes 2 MB."""
    options = Options(hosts=("testserver",), size=2 * MEGABYTE, jobs=2, rate=1000)
    with TestClient(application(options)) as asking:
        yield asking
