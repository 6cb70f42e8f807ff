"""A browser for the tests of pages, and what axe-core says of them.

Tests that use it carry the mark `browser` and are skipped, with what is missing, where it cannot run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    api = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("there is no Chromium – on Debian: apt-get install chromium")
    with api.sync_playwright() as playwright:
        # Chromium has no sandbox for root, which tests in a container run as.
        started = playwright.chromium.launch(executable_path=chromium, chromium_sandbox=os.getuid() != 0)
        yield started
        started.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    path = os.environ.get("AXE_CORE")
    if not path:
        pytest.skip("AXE_CORE does not name the file axe.min.js – npm install axe-core")
    return Path(path).read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[str]:
    """What axe-core finds wrong with the page: the rule and the first element of each."""
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]
