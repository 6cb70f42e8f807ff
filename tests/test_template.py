"""`check --template`: agreements against a template of one's own, and the source template itself."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from avtalesjekk.engine.template.sections import plain, shipped_template
from avtalesjekk.extract.read import read

from .conftest import Run

ASKED = "Kommunen skal sende NAV lista over deltakere på første mandag i hver [måned], og NAV skal svare innen en uke."
GUIDANCE = "Her kan partene skrive hvem som gjør hva i det daglige arbeidet med deltakerne."


def document(path: Path, *clauses: str) -> Path:
    """A Word document with a title, a heading and the clauses under it."""
    made = docx.Document()
    made.add_heading("Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal om introduksjonsprogrammet", 0)
    made.add_heading("Informasjon", 1)
    for clause in clauses:
        made.add_paragraph(clause)
    stream = BytesIO()
    made.save(stream)
    path.write_bytes(stream.getvalue())
    return path


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A county's template with guidance and a blank."""
    return document(tmp_path / "mal.docx", GUIDANCE, ASKED)


def compared(run: Run, *arguments: str | Path) -> list[dict[str, Any]]:
    """The comparisons in the JSON report, which is valid by its schema."""
    result = run("check", *arguments, "--format", "json", "--fail-on", "never")
    return [each["template"] for each in json.loads(result.stdout)["documents"] if "template" in each]


def test_the_difference_is_shown_in_the_report(run: Run, tmp_path: Path, template: Path) -> None:
    """Words taken out and put in, and what was left of the template."""
    changed = ASKED.replace("skal svare innen en uke", "bør svare innen en uke")
    text = run("check", document(tmp_path / "avtale.docx", changed, GUIDANCE), "--template", template).stdout
    assert "[-skal-] {+bør+}" in text
    assert "tomt felt: «[måned]»" in text
    assert f"veiledning som står igjen: «{GUIDANCE}»" in text


@pytest.mark.parametrize(
    ("clause", "state"),
    [
        (ASKED.replace("[måned]", "måned"), "unchanged"),
        (ASKED.replace("skal svare", "bør svare"), "changed"),
        ("NAV får vite det som trengs når det trengs.", "absent"),
    ],
)
def test_each_clause_is_told_in_json(run: Run, tmp_path: Path, template: Path, clause: str, state: str) -> None:
    """With the place of the clause in the agreement, and none when it is gone."""
    agreement = document(tmp_path / "avtale.docx", clause)
    (comparison,) = compared(run, agreement, "--template", template)
    (section,) = (each for each in comparison["sections"] if each["title"] == "Informasjon")
    found = {each["text"]: each for each in section["clauses"]}
    assert found[GUIDANCE]["state"] == "guidance_removed"
    assert found[ASKED]["state"] == state
    assert (found[ASKED]["location"] is None) == (state == "absent")


def test_without_a_template_there_is_nothing_to_compare_with(run: Run, tmp_path: Path) -> None:
    assert compared(run, document(tmp_path / "avtale.docx", ASKED)) == []


def test_what_is_no_agreement_is_not_compared(run: Run, tmp_path: Path, template: Path) -> None:
    path = tmp_path / "referat.txt"
    path.write_text("Møtereferat\n\nDet ble snakket om avtalen med NAV.\n", encoding="utf-8")
    assert compared(run, path, "--template", template) == []


def test_a_template_that_cannot_be_read_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    """No report, and the message names the file."""
    broken = tmp_path / "mal.docx"
    broken.write_bytes(b"")
    result = run("check", document(tmp_path / "avtale.docx", ASKED), "--template", broken)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "mal.docx" in result.stderr
    assert "tom" in result.stderr


def test_the_number_of_processes_does_not_show(run: Run, tmp_path: Path, template: Path) -> None:
    """Each process reads the template for itself."""
    paths = [document(tmp_path / f"{number}.docx", ASKED, f"Eget punkt {number}.") for number in range(8)]
    one = compared(run, *paths, "--template", template, "--jobs", "1")
    assert len(one) == 8
    assert compared(run, *paths, "--template", template, "--jobs", "2") == one


@pytest.mark.shared
@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_all_blanks_and_guidance_of_the_source_template_are_told_section_by_section(
    run: Run, seeds: Path, suffix: str
) -> None:
    """As the shipped description has them, and no others."""
    (comparison,) = compared(run, seeds / f"template-2023{suffix}")
    sections, known = comparison["sections"], shipped_template()
    found = {"" if section["id"] == "0" else _identity(section): list(section["clauses"]) for section in sections}
    assert sum(len(clause["blanks"]) for clauses in found.values() for clause in clauses) == 36
    assert list(found) == ["", *(each.id for each in known.sections)]
    for identity, clauses in found.items():
        guidance = [clause["text"] for clause in clauses if clause["state"] == "guidance_left"]
        assert len(guidance) == len(known.guidance[identity])
        assert all(text.startswith(start) for text, start in zip(guidance, known.guidance[identity], strict=True))
        blanks = {blank["quote"] for clause in clauses for blank in clause["blanks"]}
        starts = known.blanks.get(identity, ("[LOGOER]", "[flyktningenheten]", "[lokalkontor]"))
        assert all(any(" ".join(quote.split()).startswith(start) for start in starts) for quote in blanks)
        assert all(any(" ".join(quote.split()).startswith(start) for quote in blanks) for start in starts)


def _identity(section: dict[str, Any]) -> str:
    if section["id"] == "signature":
        return "signatures"
    headings = {plain(heading): identity for identity, heading in shipped_template().source_headings.items()}
    return headings[plain(section["title"])]


@pytest.mark.shared
def test_the_description_of_the_source_template_is_short_quotations(seeds: Path) -> None:
    """Each of them stands in the source, and none is longer than a few words."""
    template = shipped_template()
    source = plain(read(seeds / "template-2023.docx").text)
    quotations = [*template.marks]
    quotations += [words for part in (template.blanks, template.guidance) for each in part.values() for words in each]
    for words in quotations:
        assert plain(words) in re.sub(r"\s+", " ", source)
        assert len(words.split()) <= 9
