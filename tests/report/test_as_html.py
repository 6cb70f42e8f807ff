"""The report as one page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml.html import HtmlElement, document_fromstring

from avtalesjekk.report.as_html import render
from avtalesjekk.report.model import Basis, DocumentReport, Problem, Waived

from ..browser import violations
from .report_maker import document, evidence, finding, part, passage, report, shipped

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WORDS = "NAV kan følge opp deltakeren. Avtalen gjelder til [dato]."
FULL = document(
    title="Samarbeidsavtale",
    parts=(
        part("G27-4.1.6", "nonconforming", evidence("NAV kan følge opp deltakeren.", 20), review=True),
        part("G27-4.2a", "met", *(evidence(word, WORDS.index(word) + 20) for word in ("Avtalen", "gjelder", "til"))),
        part("G27-4.2b", "missing"),
        part("G27-4a", "not_assessable"),
        part("G27-2.1-2", "missing"),
        part("G27-2.1-3", "met", evidence("[dato]", 20 + WORDS.index("[dato]"))),
    ),
    findings=(
        finding("G27-4.1.6"),
        finding("G27-4.2b"),
        replace(finding("FORM-placeholder"), location=evidence("[dato]", 20 + WORDS.index("[dato]"))),
    ),
    verdict="nonconforming",
    problems=(Problem(code="ocr", message="siden er skannet", page=2),),
    basis=Basis(authority="skal", instruments=("g27-2017",), reason="date", message="Avtalen er fra 2019-05-02."),
    passages=(
        passage("Avtale", 0, kind="title", page=1),
        passage("1 Oppfølging", 7, kind="heading", level=1, page=1),
        passage(WORDS, 20, page=1),
        passage("Part\tKontakt", 90, kind="row", page=2),
    ),
)
UNREAD = document(
    path="skadet.pdf",
    kind="unknown",
    language="und",
    verdict="not_assessable",
    parties=(),
    title="",
    problems=(Problem(code="damaged", message="filen er skadet", page=None),),
)
CLEAN = document(path="rundskriv.pdf", kind="circular", verdict="out_of_scope", parties=(), title="Rundskriv")


def page(*documents: DocumentReport, lang: str = "nb") -> HtmlElement:
    """Return the page as a browser reads it."""
    return document_fromstring(render(report(*documents), shipped(lang)).decode())


def words(element: HtmlElement) -> str:
    """Return the words of an element on one line."""
    return " ".join(element.text_content().split())


def section(made: HtmlElement, number: int = 1) -> HtmlElement:
    """Return what stands of a document."""
    return made.get_element_by_id(f"d{number}")


def test_it_says_what_it_was_made_with() -> None:
    """Program, day, packs with versions, dates and digests, the digest of each document."""
    told = words(page(FULL))
    assert "avtalesjekk 1.2.3. Avtalene er vurdert for dagen 2026-11-22." in told
    assert re.search(r"g27-2017 ?1 ?2017 ?2021-04 ?0{64}", told)
    assert "0" * 64 in words(section(page(FULL)))


def test_it_needs_nothing_else() -> None:
    """No address of another file, and a policy that forbids all that is not in it."""
    made = page(FULL, UNREAD)
    assert not made.xpath("//*[@src] | //link | //@style | //*[@href and not(starts-with(@href, '#'))]")
    (policy,) = made.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_every_link_leads_somewhere_and_every_id_is_there_once() -> None:
    """In a page with several documents, two of them equal."""
    made = page(FULL, FULL, UNREAD, CLEAN)
    ids = Counter(made.xpath("//@id"))
    assert set(ids.values()) == {1}
    assert not [link for link in made.xpath("//a/@href") if link[1:] not in ids]


def test_the_matrix_has_marks_and_words_for_the_parts_of_each_document() -> None:
    """Nothing where a document was not held against a part; duties are no columns."""
    rows = page(FULL, CLEAN).xpath("//table[@class='matrix']/tbody/tr")
    assert [words(cell) for cell in rows[0].xpath("td")] == [
        "✗ ikke i samsvar",
        "!* ikke godt nok",
        "? kan ikke vurderes",
        "✓ oppfylt",
        "✗ mangler",
    ]
    assert [words(cell) for cell in rows[1].xpath("td")] == ["– utenfor det som sjekkes", "", "", "", ""]


def test_how_often_a_point_is_met_is_told_in_words_and_numbers() -> None:
    """Of the documents that were held against it."""
    other = document(parts=(part("G27-4.1.6", "met"),))
    (row,) = page(FULL, other, CLEAN).xpath("//tr[@id='tally-4.1.6']")
    assert [words(cell) for cell in row.xpath("td")] == ["1 av 2 oppfylt", "1", "1", "0", "0", "0"]
    assert row.xpath(".//*[name()='rect']/@width") == ["50.0", "50.0"]


def test_a_point_has_what_was_found_what_is_wrong_and_what_to_do() -> None:
    """With its place, its source, and that a person should look."""
    (row,) = [each for each in section(page(FULL)).xpath(".//li") if "4.1.6" in words(each)]
    assert words(row) == (
        "! ikke godt nok 4.1.6 NAVs oppfølging etter endt introduksjonsprogram se over (sikkerhet 90 %)"
        " NAV kan følge opp deltakeren. punkt 4.2, side 3"
        " Noe mangler. feil, G-27/2017 4.1 Slik rettes det: Skriv det inn."
    )


def test_many_quotes_are_two_and_the_places_of_the_others() -> None:
    """The others are marked in the text all the same."""
    (row,) = [each for each in section(page(FULL)).xpath(".//li") if "4.2a" in words(each)]
    assert [words(quote) for quote in row.xpath(".//q")] == ["Avtalen", "gjelder"]
    assert words(row).endswith("Også: punkt 4.2, side 3")


def test_evidence_is_marked_in_the_text_and_leads_both_ways() -> None:
    """From the quote to the mark, from the mark to the row of the point."""
    made = section(page(FULL))
    (row,) = [each for each in made.xpath(".//li") if "4.1.6" in words(each)]
    (link,) = row.xpath(".//a/@href")
    (mark,) = made.xpath(f".//mark[@id='{link[1:]}']")
    assert words(mark) == "NAV kan følge opp deltakeren."
    assert mark.getnext().get("href") == f"#{row.get('id')}"


def test_the_text_is_whole_and_in_its_own_language() -> None:
    """Headings are headings, a page is told where it begins, the cells of a row are set apart."""
    (text,) = section(page(FULL)).xpath(".//div[@class='text']/div")
    assert text.get("lang") == "nn"
    assert words(text.xpath("h5")[0]) == "1 Oppfølging"
    assert [words(each) for each in text.xpath("p[@class='page']")] == ["side 1", "side 2"]
    assert words(text).endswith("Part | Kontakt")


def test_a_waived_finding_is_shown_with_its_reason() -> None:
    """And its mark in the matrix stands in brackets."""
    waived = Waived(kind="waiver", reason="ny avtale", by="Kari", until="2027-01-31")
    made = page(
        document(parts=(part("G27-4.2b"),), findings=(replace(finding("G27-4.2b"), waived=waived),)),
    )
    assert "fraveket av Kari til og med 2027-01-31: ny avtale" in words(section(made))
    assert words(made.xpath("//table[@class='matrix']/tbody/tr/td")[1]) == "(✗) mangler"


def test_a_document_that_could_not_be_read_says_why() -> None:
    """And has neither checklist nor text."""
    made = section(page(UNREAD))
    assert "filen er skadet" in words(made)
    assert not made.xpath(".//div[@class='text'] | .//div[@class='points']")


def test_a_document_with_nothing_to_say_of_is_there() -> None:
    """A report may hold only such."""
    assert "Rundskriv" in words(section(page(CLEAN)))


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def test_hostile_words_stay_words() -> None:
    """Wherever a document or the name of a file brings them in."""
    hostile = document(
        path=HOSTILE,
        title=HOSTILE,
        parties=(HOSTILE,),
        parts=(part("G27-4.1.6", "nonconforming", evidence(HOSTILE)),),
        findings=(replace(finding("G27-4.1.6"), message=HOSTILE, remedy=HOSTILE),),
        problems=(Problem(code="failed", message=HOSTILE, page=None),),
        passages=(passage(HOSTILE),),
    )
    made = page(hostile)
    assert len(made.xpath("//script")) == 1
    assert not made.xpath("//img | //@onerror")
    assert words(section(made)).count(HOSTILE) == 8  # name, file, parties, problem, quote, message, remedy, text


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("nb", "Sjekk av samarbeidsavtaler"),
        ("nn", "Sjekk av samarbeidsavtalar"),
        ("en", "Check of cooperation agreements"),
        ("sv", "Kontroll av samarbetsavtal"),
    ],
)
def test_the_page_is_in_the_language_asked_for(lang: str, title: str) -> None:
    """And says so."""
    made = page(FULL, UNREAD, lang=lang)
    assert (made.get("lang"), words(made.xpath("//h1")[0])) == (lang, title)


def test_the_same_report_gives_the_same_bytes() -> None:
    """Nothing is taken from the clock."""
    assert render(report(FULL, UNREAD), shipped()) == render(report(FULL, UNREAD), shipped())


@pytest.fixture
def file(tmp_path: Path) -> str:
    """The address of a page on three documents."""
    path = tmp_path / "rapport.html"
    path.write_bytes(render(report(FULL, UNREAD, CLEAN), shipped()))
    return path.as_uri()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_wrong(browser: Browser, axe: str, file: str, scheme: str, width: int) -> None:
    """On wide and narrow screens, in light and dark; and the page is no wider than the screen."""
    tab = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    tab.goto(file)
    assert violations(tab, axe) == []
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    tab.close()


@pytest.mark.browser
def test_the_filter_shows_the_documents_that_fit(browser: Browser, file: str) -> None:
    """In the matrix and below it; its policy lets the script of the page run."""
    tab = browser.new_page()
    tab.goto(file)
    tab.select_option("select[name=point]", "4.2b")
    tab.select_option("select[name=status]", "missing")
    assert [tab.is_visible(f"#d{number}") for number in (1, 2, 3)] == [True, False, False]
    assert tab.inner_text("#shown") == "Viser 1 av 3 dokumenter"
    tab.click("#filter button")
    assert tab.inner_text("#shown") == "Viser 3 av 3 dokumenter"
    tab.close()


@pytest.mark.browser
def test_without_scripts_all_is_there_but_the_filter(browser: Browser, file: str) -> None:
    """The documents can be found by their verdict."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(file)
    assert not tab.is_visible("#filter")
    tab.click("summary >> nth=0")
    tab.click("details[open] a")
    assert tab.url.endswith("#d1")
    context.close()
