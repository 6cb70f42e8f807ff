"""Pictures of the program for the docs: `python docs/bilder.py` makes docs/bilder/*.png anew.

Needs the extra `dev` and a Chromium. The agreements are those of the corpus: the persons in the pictures are invented.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "bilder"
AGREEMENT = ROOT / "corpus" / "train" / "u" / "u02.pdf"
SIZE = {"width": 1280, "height": 900}
SECONDS_TO_START = 20.0
DAY = "2026-11-22"


def main() -> None:
    """Make every picture."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        # Chromium has no sandbox for root.
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), chromium_sandbox=os.getuid() != 0
        )
        overview(browser)
        with served() as address:
            answer(browser, address)
        browser.close()


def overview(browser: Browser) -> None:
    """The matrix of a folder."""
    with tempfile.TemporaryDirectory() as folder:
        page_file = Path(folder) / "oversikt.html"
        checked = ("check", str(AGREEMENT.parent.relative_to(ROOT)), "--format", "html", "--output", str(page_file))
        run(*checked, "--as-of", DAY, "--fail-on", "never").wait()
        page = browser.new_page(viewport=SIZE)
        page.goto(page_file.as_uri())
        page.screenshot(path=PICTURES / "oversikt.png")
        page.close()


def answer(browser: Browser, address: str) -> None:
    """What a case worker gets for a draft."""
    page = browser.new_page(viewport=SIZE)
    page.goto(address)
    page.screenshot(path=PICTURES / "start.png")
    page.set_input_files("#file", AGREEMENT)
    page.locator("form button[type=submit], form button:not([type])").last.click()
    page.wait_for_selector("article")
    page.screenshot(path=PICTURES / "svar.png")
    page.locator(".sides").first.scroll_into_view_if_needed()
    page.screenshot(path=PICTURES / "sjekkliste.png")
    page.close()


def run(*arguments: str) -> subprocess.Popen[bytes]:
    """Start the program where the pictures show no path of this machine."""
    return subprocess.Popen((sys.executable, "-m", "avtalesjekk", *arguments), cwd=ROOT)


@contextmanager
def served() -> Iterator[str]:
    """The address of the page while it is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = run("serve", "--port", str(port))
    try:
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until:
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
