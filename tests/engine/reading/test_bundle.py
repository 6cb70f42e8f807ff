"""Agreements are found among other papers of a file, and a file with one document is left whole."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from avtalesjekk.engine.reading.bundle import papers_within
from avtalesjekk.engine.reading.facts import fact_sheet
from avtalesjekk.engine.reading.model import Reading
from avtalesjekk.engine.reading.read import read, read_all
from avtalesjekk.extract.read import read as read_file
from avtalesjekk.extract.read import read_bytes

MINUTES, GUIDE = "e/e12.pdf", "e/e14.pdf"
CASE = """# Saksframlegg

Saksbehandler: Kari Olsen

## Forslag til vedtak

Formannskapet godkjenner avtalen. NAV følger opp deltakerne etter programmet, og lederne møtes hver høst.

"""
AGREEMENT = """# Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal om introduksjonsprogrammet

## 1. Ansvar

Kommunen ved flyktningtjenesten kartlegger deltakerne og lager en plan sammen med dem.

NAV deltar i kartleggingen og følger opp deltakerne i praksis.

## 2. Møter

Programrådgiverne og veilederne i NAV møtes hver måned. Flyktningtjenesten kaller inn.

Leder for flyktningtjenesten og leder for NAV møtes hvert år i mai. Kommunalsjefen kaller inn.

## 3. Evaluering

Partene evaluerer samarbeidet og avtalen én gang i året. Resultatene legges fram for begges ledelse, som tar stilling
til om avtalen må endres.

## 4. Varighet

Avtalen gjelder fra den er undertegnet og til den blir sagt opp. Hver av partene kan si den opp med tre måneders frist.

Sunndalsøra, 3. mai 2019

For Sunndal kommune: Ola Nordmann, kommunalsjef

For NAV Sunndal: Kari Moe, leder

"""


def bound(folder: Path, *names: str) -> bytes:
    """The pages of several PDFs of the corpus in one."""
    result = pikepdf.new()
    for name in names:
        with pikepdf.open(folder / name) as source:
            result.pages.extend(list(source.pages))
    target = io.BytesIO()
    result.save(target)
    return target.getvalue()


def statuses_asked_for(reading: Reading) -> list[dict[str, object]]:
    """What the rules get to see, but for the ids."""
    return [{name: value for name, value in fact.items() if name != "id"} for fact in fact_sheet(reading).facts]


@pytest.mark.parametrize("name", ["a/a04.pdf", "c/c05.pdf", "f/f03.pdf", "g/g07.pdf", "b/b02.pdf", "e/e01.pdf"])
def test_an_agreement_among_other_papers_reads_as_it_does_alone(corpus: Path, name: str) -> None:
    """After the minutes of a council, and before a guide for newcomers and minutes again."""
    folder = corpus / "train"
    (found,) = read_all(read_bytes(bound(folder, MINUTES, name, GUIDE, MINUTES), "pakke.pdf"))
    alone = read(read_file(folder / name))
    assert (found.kind, found.title, found.agreement_date and found.agreement_date.day) == (
        alone.kind,
        alone.title,
        alone.agreement_date and alone.agreement_date.day,
    )
    assert statuses_asked_for(found) == statuses_asked_for(alone)


@pytest.mark.parametrize("name", ["h/h06.pdf", "bg/bg06.pdf", "bk/bk05.pdf"])
def test_a_paper_after_a_signed_agreement_is_not_read_with_it_where_no_case_opens(corpus: Path, name: str) -> None:
    """A handbook whose pages have a line above the title, and one that has none; their text may be in another size."""
    folder = corpus / "train"
    for other in ("bs/bs10.pdf", GUIDE):
        (found,) = read_all(read_bytes(bound(folder, name, other), "pakke.pdf"))
        assert statuses_asked_for(found) == statuses_asked_for(read(read_file(folder / name))), other


@pytest.mark.parametrize("name", ["ep/ep07.pdf", "fj/fj07.pdf", "fp/fp09.pdf", "dq/dq05.pdf", "fc/fc02.pdf"])
def test_an_agreement_that_nobody_signed_and_that_has_another_name_is_found(corpus: Path, name: str) -> None:
    """What it is its words tell: "Uka vår", "Reglar mellom …", "Rutine: …"."""
    folder = corpus / "train"
    (found,) = read_all(read_bytes(bound(folder, "dl/dl12.pdf", name, "cw/cw11.pdf"), "pakke.pdf"))
    assert found.kind == read(read_file(folder / name)).kind


@pytest.mark.parametrize("heading", ["Samarbeid mellom lederne", "Samhandling om den enkelte"])
def test_a_heading_inside_of_an_agreement_opens_none(heading: str) -> None:
    """Even where the title of the agreement opens with other words."""
    text = AGREEMENT.replace("# Samarbeidsavtale", "# Arbeid først: avtale").replace("## 2. Møter", f"## {heading}")
    duties = "Flyktningtjenesten betaler ut stønaden i rett tid.\n\n" * 20
    text = text.replace("Kommunen ved", f"{duties}Kommunen ved").replace(
        "## 3. Evaluering", f"{duties}## 3. Evaluering"
    )
    assert papers_within(read_bytes(text.encode(), "avtale.md")) == ()


def test_minutes_open_a_paper_where_no_case_does(corpus: Path) -> None:
    """Below their running header; what follows them is another paper again."""
    folder = corpus / "train"
    found = read_all(read_bytes(bound(folder, "bl/bl01.pdf", "dl/dl12.pdf", "a/a02.pdf"), "pakke.pdf"))
    assert [each.kind for each in found] == ["intro-agreement", "intro-agreement"]


@pytest.mark.parametrize("name", ["c/c05.pdf", "ef/ef09.pdf", "es/es05.pdf"])
def test_pages_are_those_of_the_file(corpus: Path, name: str) -> None:
    """And the user is told which they are.

    The end of a case on the page before is no letterhead, and a contact above a heading on the second page no end.
    """
    folder = corpus / "train"
    (found,) = read_all(read_bytes(bound(folder, MINUTES, name, MINUTES), "pakke.pdf"))
    with pikepdf.open(folder / MINUTES) as minutes, pikepdf.open(folder / name) as agreement:
        first, count = len(minutes.pages) + 1, len(agreement.pages)
    assert [page.number for page in found.document.pages] == list(range(first, first + count))
    assert found.document.problems[-1].detail == (("first", str(first)), ("last", str(first + count - 1)))


def test_several_agreements_in_a_file_are_several_documents(corpus: Path) -> None:
    """Without any other paper between them."""
    found = read_all(read_bytes(bound(corpus / "train", "a/a04.pdf", "c/c05.pdf", "e/e01.pdf"), "avtaler.pdf"))
    assert [(each.kind, each.document.pages[0].number) for each in found] == [
        ("intro-agreement", 1),
        ("intro-agreement", 7),
        ("nav-office-agreement", 10),
    ]


def test_formats_without_pages_are_cut_by_headings() -> None:
    """What the case says is not read as the agreement's."""
    text = CASE + AGREEMENT + CASE
    (found,) = papers_within(read_bytes(text.encode(), "pakke.md"))
    assert found.text.startswith("Samarbeidsavtale mellom")
    assert found.text.endswith("Kari Moe, leder")
    assert [problem.code for problem in found.problems] == ["part-of-file"]


def test_the_subject_line_of_a_case_opens_no_agreement() -> None:
    """Although it reads like the title of the one that follows."""
    case = "# Saksframlegg\n\nArkivsak: 18/2217\n\n# Samarbeidsavtale om introduksjonsprogram\n\n"
    text = case + "## Rådmannens innstilling\n\n" + "Avtalen tas til orientering.\n\n" * 60 + AGREEMENT
    (found,) = read_all(read_bytes(text.encode(), "sak.md"))
    assert found.title.startswith("Samarbeidsavtale mellom")


def test_the_first_line_of_a_title_belongs_to_it_whatever_its_words() -> None:
    """As "vedtak", which opens cases too."""
    text = AGREEMENT.replace("# Samarbeidsavtale", "# Fra vedtak til avslutning\n\n# Samarbeidsavtale", 1)
    assert papers_within(read_bytes(text.encode(), "avtale.md")) == ()


def test_a_mark_as_draft_above_the_title_belongs_to_the_agreement() -> None:
    """Or nobody would know of it."""
    text = f"{CASE}UTKAST\n\n{AGREEMENT}"
    (found,) = read_all(read_bytes(text.encode(), "pakke.md"))
    assert found.draft


def test_an_agreement_alone_is_left_whole() -> None:
    """With all its headings."""
    assert papers_within(read_bytes(AGREEMENT.encode(), "avtale.md")) == ()


def test_a_case_without_the_agreement_is_one_document() -> None:
    """Although it speaks of one."""
    (found,) = read_all(read_bytes((CASE + CASE).encode(), "sak.md"))
    assert found.kind == "not-an-agreement"


def test_no_document_of_the_corpus_is_cut(corpus: Path) -> None:
    """Each holds one agreement, whatever its annexes and headings are called, and one a case about it too.

    Minutes with several cases are looked at case by case, and found to hold none.
    """
    documents = [path for path in sorted(corpus.rglob("*")) if path.suffix in (".pdf", ".docx")]
    assert documents
    cut = {path.name: document for path in documents if papers_within(document := read_file(path))}
    assert sorted(cut) == ["br05.pdf", "fx11.pdf"]
    assert [name for name, document in cut.items() if read_all(document)[0].document is not document] == ["br05.pdf"]


def test_unread_pages_outside_of_the_agreement_are_named(corpus: Path) -> None:
    """An agreement may stand on them."""
    pages = bound(corpus / "train", MINUTES, "c/c05.pdf", MINUTES)
    with pikepdf.open(io.BytesIO(pages)) as document:
        picture = document.make_stream(b"\x00" * 100, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        picture.Width, picture.Height = 10, 10
        picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
        page = document.pages[1]
        page.Contents = document.make_stream(b"q 595 0 0 842 0 0 cm /P Do Q")
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
        target = io.BytesIO()
        document.save(target)
    (found,) = read_all(read_bytes(target.getvalue(), "pakke.pdf"))
    assert found.document.problems[-1].code == "pages-elsewhere"
    assert found.document.problems[-1].detail == (("pages", "2"),)
