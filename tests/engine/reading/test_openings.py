"""Where a paper opens in a file is told by its title, and by how its pages look and count."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from avtalesjekk.engine.reading.bundle import papers_within
from avtalesjekk.engine.reading.read import read_all
from avtalesjekk.extract.model import Document
from avtalesjekk.extract.read import read_bytes

from ...extract.pdf_maker import PageMaker, make_pdf
from .test_bundle import AGREEMENT, CASE, bound

Line = tuple[str, float]
DUTY = "Kommunen kartlegger deltakerne, og NAV deltar i kartleggingen og i planen."
SIGNED = [("Sunndal, 3. mai 2019", 11.0), ("For Sunndal kommune: Ola Nordmann", 11.0), ("For NAV: Kari Moe", 11.0)]
WITHOUT_NAME = "Rana: hvem gjør hva"


def body(size: float = 11.0, *headings: Line) -> list[Line]:
    """Paragraphs below each of `headings`, or below none."""
    lines = [(DUTY, size)] * 12
    return [line for heading in headings for line in (heading, *lines)] or lines


def page(lines: Sequence[Line], running: str = "") -> PageMaker:
    """A page with lines in their sizes, and with a running header."""
    made = PageMaker()
    if running:
        made.text(60, 30, running, 8)
    depth = 80.0
    for words, size in lines:
        made.text(60, depth, words, size, "B" if size > 12 else "F")
        depth += 2.2 * size if words != DUTY else 1.2 * size
    return made


def file_of(*pages: PageMaker) -> Document:
    """The pages as they are read."""
    return read_bytes(make_pdf(*pages), "pakke.pdf")


def pages_of(found: Sequence[Document]) -> list[tuple[int, int]]:
    """The first and the last page of each, in the file."""
    return [(each.pages[0].number, each.pages[-1].number) for each in found]


@pytest.mark.parametrize(
    ("row", "pages"),
    [
        (("train/fx/fx11.pdf", "train/fn/fn03.pdf", "train/fx/fx11.pdf"), (3, 4)),  # the word is in the second line
        (("train/bw/bw11.pdf", "train/by/by08.pdf", "train/fx/fx11.pdf"), (3, 3)),  # an e-mail
        (("train/bt/bt09.pdf", "train/bv/bv05.pdf", "train/dn/dn16.pdf"), (4, 5)),  # a letter, below its addressee
        (("train/cm/cm11.pdf", "train/bd/bd01.pdf", "train/cm/cm12.pdf"), (3, 5)),  # below a long letterhead
        (("train/bw/bw11.pdf", "train/eq/eq07.pdf", "train/e/e12.pdf"), (3, 4)),  # with running lines of its own
        (("train/bs/bs10.pdf", "train/dr/dr08.pdf", "train/e/e14.pdf"), (3, 4)),  # larger beside smaller text
        (("train/bw/bw11.pdf", "train/fv/fv09.pdf", "train/bw/bw11.pdf"), (3, 4)),  # before a larger title
        (("train/cw/cw11.pdf", "train/fq/fq06.pdf", "train/e/e14.pdf"), (3, 5)),  # no larger than a heading before it
        (("train/dn/dn16.pdf", "train/bd/bd06.pdf", "train/cm/cm12.pdf"), (3, 5)),  # a title of two lines
        (("train/cm/cm12.pdf", "train/es/es09.pdf", "train/bs/bs10.pdf"), (3, 5)),  # small text, large title
    ],
)
def test_agreements_between_other_papers(corpus: Path, row: tuple[str, ...], pages: tuple[int, int]) -> None:
    """Whatever they are called, and whatever stands above their titles."""
    found = read_all(read_bytes(bound(corpus, *row), "pakke.pdf"))
    assert pages_of([each.document for each in found]) == [pages]


@pytest.mark.parametrize(
    "title",
    [
        "Overenskomst om introduksjonsordningen",
        "Tunet! Avtale om introduksjonsprogrammet",
        "Hvem ringer hvem? Avtale om introduksjonsprogrammet",
        "KV-112 Samarbeidsavtale om introduksjonsprogrammet",
        "Årsplan og avtale for introduksjonsprogrammet",
    ],
)
def test_the_word_for_an_agreement_may_stand_behind_others(title: str) -> None:
    """A motto, a code, something else that it is."""
    text = CASE + AGREEMENT.replace(AGREEMENT.splitlines()[0], f"# {title} mellom Sunndal kommune og NAV Sunndal")
    (found,) = papers_within(read_bytes(text.encode(), "pakke.md"))
    assert found.text.startswith(title)


def test_an_overenskomst_ends_the_agreement_before_it() -> None:
    """When that is signed."""
    other = AGREEMENT.replace("# Samarbeidsavtale", "# Overenskomst", 1)
    first, second = papers_within(read_bytes((AGREEMENT + other).encode(), "avtaler.md"))
    assert (first.text.split()[0], second.text.split()[0]) == ("Samarbeidsavtale", "Overenskomst")


def test_the_contents_overleaf_of_a_cover_belong_to_the_agreement() -> None:
    """Although place and date stand on the cover."""
    cover = page([("Samarbeidsavtale", 16.0), ("mellom Sunndal kommune og NAV Sunndal", 16.0), SIGNED[0]])
    contents = page([("Innhold", 13.0), *body()])
    case = page([("Møteinnkalling", 16.0), *body()])
    assert pages_of(papers_within(file_of(case, cover, contents))) == [(2, 3)]


def test_running_lines_that_begin_on_the_second_page_open_nothing() -> None:
    """As below a letterhead on the first one, and right and left in turn."""
    agreement = [("Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal", 16.0), *body()]
    running = {"Møter": "Rett", "Mål": "Venstre", "Kontakt": "Rett", "Tid": "Venstre"}
    pages = [page(body(11.0, (heading, 16.0)), line) for heading, line in running.items()]
    assert papers_within(file_of(page(agreement), *pages)) == ()


def test_numbers_that_begin_anew_tell_two_papers_of_one_look_apart() -> None:
    """Where neither a name nor a signature does."""
    plan = page([("Plan for integrering", 16.0), *body(11.0, ("1. Innledning", 13.0), ("2. Status", 13.0))])
    agreement = page([(WITHOUT_NAME, 16.0), *body(11.0, ("1. Utgangspunkt", 13.0), ("2. Møter", 13.0))])
    assert pages_of(papers_within(file_of(plan, agreement))) == [(1, 1), (2, 2)]


def test_a_title_is_as_large_as_it_is_to_the_text_of_its_page() -> None:
    """After an agreement that is signed: 13 points are a heading beside 11, and a title beside 9."""
    agreement = [("Samarbeidsavtale mellom Sunndal kommune og NAV", 16.0), *body(11.0, ("Ansvar", 13.0)), *SIGNED]
    budget = [("Budsjettjustering", 13.0), *body(9.0)]
    assert pages_of(papers_within(file_of(page(agreement), page(budget)))) == [(1, 1), (2, 2)]


def test_a_sentence_above_a_heading_is_no_mark() -> None:
    """The end of what stands on the page before goes on, and the heading opens nothing."""
    first = page([("Møteinnkalling", 16.0), *body()])
    second = page([(WITHOUT_NAME, 16.0), *body(), *SIGNED])
    third = page([("Resultatene legges fram hvert år.", 11.0), ("Om det skurrer", 13.0), *body()])
    assert pages_of(papers_within(file_of(first, second, third))) == [(2, 3)]


@pytest.mark.parametrize(
    "case",
    [
        ["Saksutskrift", "Saksbehandler: Kari Lie", "Samarbeidsavtale mellom kommunen og NAV", "Oversikt"],
        ["Sak 12/19", "Samarbeidsavtale mellom kommunen og NAV", "1. Rådmannens innstilling"],
    ],
)
def test_a_case_about_an_agreement_is_none(case: Sequence[str]) -> None:
    """Whether it says so above the subject or, with a number, below it."""
    lines = [(line, 11.0 if line.endswith("Lie") else 15.0) for line in case]
    other = page([("Møteprotokoll", 16.0), *body()])
    assert papers_within(file_of(page([*lines, *body()]), other)) == ()


def test_the_lines_above_a_case_are_none_of_the_agreement_before() -> None:
    """Whose it is, and for whom; the fields below its title leave it open."""
    agreement = page([("Samarbeidsavtale mellom Sunndal kommune og NAV", 16.0), *body(), *SIGNED])
    lines = ["Sunndal kommune", "Formannskapet", "Møteinnkalling", "Utvalg: Formannskapet", "Dato: 12.03.2019"]
    case = page([(line, 15.0 if line == "Møteinnkalling" else 11.0) for line in lines] + body())
    assert pages_of(papers_within(file_of(agreement, case))) == [(1, 1)]


def test_a_running_line_marks_its_agreement_as_draft() -> None:
    """It stays behind in the file."""
    lines = [(line.lstrip("# "), 16.0 if line.startswith("#") else 11.0) for line in AGREEMENT.splitlines() if line]
    split = lines.index(("3. Evaluering", 16.0))
    case = page([("Møteinnkalling", 16.0), *body()])
    draft = [page(part, "Sunndal – UTKAST") for part in (lines[:split], lines[split:])]
    (found,) = read_all(file_of(case, *draft))
    assert found.draft


def test_a_running_line_marks_no_other_agreement_of_the_file(corpus: Path) -> None:
    """Only the one on whose pages it stands."""
    row = ("train/e/e12.pdf", "train/c/c05.pdf", "test/gi/gi12.pdf")
    found = read_all(read_bytes(bound(corpus, *row), "pakke.pdf"))
    assert [each.draft for each in found] == [False, True]
