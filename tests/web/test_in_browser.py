"""The page in a browser: what a person does, by mouse and by keyboard, on a wide screen and a narrow one."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ..browser import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

_STEPS = 200  # of the Tab key, within which everything must be reached


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where a server is that a user has started."""
    command = [sys.executable, "-m", "avtalesjekk", "serve", "--port", "0", "--jobs", "1", "--max-size", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        told = server.stderr.readline() if server.stderr else ""
        found = re.search(r"http://\S+", told)
        assert found, told
        yield found[0]
        server.terminate()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that may copy."""
    made = browser.new_context(permissions=["clipboard-read", "clipboard-write"], accept_downloads=True)
    yield made
    made.close()


@pytest.fixture
def file(corpus: Path) -> Path:
    """An agreement in Nynorsk with points missing."""
    return corpus / "train" / "u" / "u05.docx"


def checked(tab: Page, address: str, file: Path) -> Page:
    """Return the page with the result."""
    tab.goto(address)
    tab.set_input_files("#file", file)
    tab.click("button.main")
    tab.wait_for_selector("article")
    return tab


def test_upload_and_result(context: BrowserContext, address: str, file: Path) -> None:
    """A link of the overview leads to the point, and a quote to its words in the text."""
    tab = checked(context.new_page(), address, file)
    assert tab.inner_text("h1") == "Avtalen er ikke i samsvar med kravene."
    tab.click("text=4.1.5 Regelmessig evaluering")
    assert tab.evaluate("document.querySelector(':target h3').textContent").startswith("4.1.5")
    tab.click(".quote a >> nth=0")
    assert tab.evaluate("document.querySelector(':target').tagName") == "MARK"


def test_nothing_of_the_page_is_refused_by_its_policy(context: BrowserContext, address: str, file: Path) -> None:
    """Browsers say so in their console."""
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    checked(tab, address, file)
    assert said == []


def test_the_result_in_another_language(context: BrowserContext, address: str, file: Path) -> None:
    """Without choosing the file again."""
    tab = checked(context.new_page(), address, file)
    tab.click("nav button:has-text('Nynorsk')")
    tab.wait_for_selector("html[lang=nn]")
    assert tab.inner_text("h1") == "Avtalen er ikkje i samsvar med krava."
    tab.click("nav button:has-text('English')")
    tab.wait_for_selector("html[lang=en]")
    assert tab.inner_text("h1") == "The agreement does not conform to the requirements."


def test_a_suggestion_is_copied(context: BrowserContext, address: str, file: Path) -> None:
    """With its blanks, and it is said that it was."""
    tab = checked(context.new_page(), address, file)
    tab.click("button[data-copy] >> nth=0")
    tab.wait_for_selector("#said:has-text('Kopiert')", state="attached")
    assert tab.evaluate("navigator.clipboard.readText()") == tab.text_content(".wording")


@pytest.mark.parametrize(
    ("button", "name"),
    [("(HTML)", "u05-rapport.html"), ("(JSON)", "u05-rapport.json"), ("(DOCX)", "u05-med-kommentarer.docx")],
)
def test_downloads(context: BrowserContext, address: str, file: Path, button: str, name: str) -> None:
    """The page stays."""
    tab = checked(context.new_page(), address, file)
    with tab.expect_download() as download:
        tab.click(f"button:has-text('{button}')")
    assert download.value.suggested_filename == name
    assert tab.is_visible("article")


def test_by_keyboard_only(context: BrowserContext, address: str) -> None:
    """From the form to a suggestion that is copied; what has the focus is seen to have it."""
    tab = context.new_page()
    tab.goto(address)

    def tab_to(what: str) -> None:
        for _ in range(_STEPS):
            tab.keyboard.press("Tab")
            assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            if tab.evaluate("what => document.activeElement.matches(what)", what):
                return
        pytest.fail(f"no way to {what}")

    tab_to("summary")
    tab.keyboard.press("Enter")
    tab_to("#text")
    tab.keyboard.insert_text(
        "# Intern samarbeidsrutine mellom Sunndal kommune og NAV Sunndal\n\n## Introduksjonsprogrammet"
    )
    tab_to("button.main")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("article")
    tab_to("button[data-copy]")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#said:has-text('Kopiert')", state="attached")


def test_with_scripts_off(browser: Browser, address: str, file: Path) -> None:
    """The same, and the wording stands in fields to copy from."""
    context = browser.new_context(java_script_enabled=False)
    tab = checked(context.new_page(), address, file)
    assert tab.inner_text("h1") == "Avtalen er ikke i samsvar med kravene."
    assert not tab.is_visible("button[data-copy] >> nth=0")
    assert tab.get_attribute(".suggestion textarea >> nth=0", "readonly") is not None
    assert tab.is_visible(".suggestion textarea >> nth=0")
    tab.click("nav button:has-text('Nynorsk')")
    tab.wait_for_selector("html[lang=nn] article")
    with tab.expect_download():
        tab.click("button:has-text('(JSON)')")
    context.close()


def test_a_file_that_is_much_too_large_gets_a_page(context: BrowserContext, address: str, tmp_path: Path) -> None:
    """And not an error of the browser."""
    large = tmp_path / "stor.pdf"
    large.write_bytes(bytes(40 << 20))
    tab = context.new_page()
    tab.goto(address)
    tab.set_input_files("#file", large)
    tab.click("button.main")
    tab.wait_for_selector("[role=alert]")
    assert "høyst 1 MB" in tab.inner_text("[role=alert]")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("shown", ["start", "problem", "result"])
def test_axe_finds_nothing_wrong(
    browser: Browser, axe: str, address: str, file: Path, scheme: str, width: int, shown: str
) -> None:
    """On wide and narrow screens, in light and dark; and the page is no wider than the screen."""
    tab = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    if shown == "result":
        checked(tab, address, file)
    else:
        tab.goto(address)
    if shown == "problem":
        tab.click("button.main")
        tab.wait_for_selector("[role=alert]")
    assert violations(tab, axe) == []
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    tab.close()
