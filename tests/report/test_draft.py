"""The draft of an agreement: a Word document that conforms once its blanks are filled, and not before."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from avtalesjekk.engine.check import check_bytes
from avtalesjekk.engine.inference.select import evaluator
from avtalesjekk.engine.job import AUTO
from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.engine.settings import Settings
from avtalesjekk.report.draft import Draft, missing, whole
from avtalesjekk.report.model import DocumentReport
from avtalesjekk.report.wording import LANGUAGES

BOOK = load_shipped()
PROFILES = (AUTO, "g27-2017", "g27-2017-duties", "guide-2021", "guide-2023")
_SHORT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What a case worker would write in a blank, by a word in it.
FILLED = {
    "enhet": "flyktningtjenesten", "eining": "flyktningtenesta", "funksjon i": "teamlederen i flyktningtjenesten",
    "leder i kommunen": "lederen for flyktningtjenesten", "leiar i kommunen": "leiaren for flyktningtenesta",
    "navn eller": "Kari Moe, programrådgiver", "namn eller": "Kari Moe, programrådgivar",
    "telefon": "tlf. 71 00 00 00", "lederstilling": "leder", "leiarstilling": "leiar",
    "navn": "Ola Nordmann", "namn": "Ola Nordmann", "dato": "12. november 2026", "sted": "Sunndalsøra",
    "stad": "Sunndalsøra", "antall": "70", "talet på": "70", "måned": "september", "månad": "september",
}  # fmt: skip


def draft(lang: str) -> Draft:
    """Return what a draft is asked for with."""
    return Draft(municipality="Sunndal kommune", nav="NAV Sunndal", lang=lang)


def filled(made: bytes) -> bytes:
    """Return the DOCX with every field filled in as a case worker would."""
    document = Document(BytesIO(made))
    for paragraph in document.paragraphs:
        for shown in paragraph._p.iterfind(f".//{_SHORT}sdt//{_SHORT}t"):
            blank = (shown.text or "").strip("[]")
            until = "til " in paragraph.text and blank == "dato"
            asked = next((words for key, words in FILLED.items() if key in blank.lower()), blank)
            shown.text = "31. desember 2028" if until else asked
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def checked(data: bytes, profile: str = AUTO) -> DocumentReport:
    """Return the report on a DOCX."""
    settings = Settings(
        rulebook=BOOK, evaluate=evaluator(), as_of=date(2026, 11, 22), lang="nb", profiles=frozenset({profile})
    )
    return check_bytes(data, "utkast.docx", settings)[0]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_filled_draft_conforms(lang: str, profile: str) -> None:
    """Under every pack that is about agreements on the introduction programme."""
    report = checked(filled(whole(draft(lang))), profile)
    assert report.language == lang
    assert [finding.id for finding in report.findings if finding.severity != "info"] == []
    assert report.verdict == "conforms"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_draft_that_nobody_filled_does_not_conform(lang: str) -> None:
    """Its blanks are found."""
    report = checked(whole(draft(lang)))
    assert report.verdict == "nonconforming"
    assert "FORM-placeholder" in {finding.id for finding in report.findings}


def test_every_blank_is_a_field() -> None:
    """Word shows it as one to fill in."""
    made = Document(BytesIO(whole(draft("nb"))))
    outside = [run.text for paragraph in made.paragraphs for run in paragraph.runs if re.search(r"[\[\]]", run.text)]
    fields = [*made.element.body.iter(f"{_SHORT}sdt")]
    assert outside == []
    assert len(fields) > 20


def test_only_what_is_missing_is_written() -> None:
    """Under its own heading."""
    made = Document(BytesIO(missing(draft("nb"), ["G27-4.1.6"], "avtale.docx")))
    headings = [
        paragraph.text for paragraph in made.paragraphs if paragraph.style and paragraph.style.name == "Heading 1"
    ]
    assert headings == ["Oppfølging etter introduksjonsprogrammet"]
    assert any("NAV skal følge opp deltakere" in paragraph.text for paragraph in made.paragraphs)


def test_the_same_draft_is_the_same_bytes() -> None:
    """Whenever it is made."""
    assert whole(draft("nb")) == whole(draft("nb"))


def test_a_name_cannot_break_the_document() -> None:
    """Markup in it is text."""
    made = Document(BytesIO(whole(Draft(municipality="<b>& kommune", nav="NAV {nav}", lang="nb"))))
    assert "<b>& kommune og NAV {nav}" in made.paragraphs[0].text
