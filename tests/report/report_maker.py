"""Values of a report for the tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.engine.rulebook.model import Text
from avtalesjekk.report.formats import Presentation
from avtalesjekk.report.model import (
    DocumentReport,
    Evidence,
    Finding,
    PackUsed,
    Part,
    Passage,
    Report,
    Severity,
    Source,
    Status,
    Waived,
)


def finding(identity: str, severity: Severity = "error") -> Finding:
    """Return a finding without a place."""
    return Finding(
        id=identity,
        severity=severity,
        message="Noe mangler.",
        source=Source(document="G-27/2017", section="4.1"),
        location=None,
        remedy="Skriv det inn.",
    )


def evidence(words: str, start: int = 0) -> Evidence:
    """Return these words as evidence, which begin at `start` of the text."""
    return Evidence(clause="4.2", page=3, quote=words, start=start, end=start + len(words))


def part(identity: str, status: Status = "missing", *shown_by: Evidence, **more: object) -> Part:
    """Return a part that this evidence shows."""
    made = Part(
        id=identity,
        status=status,
        authority="skal",
        severity="error",
        confidence=0.9,
        review=False,
        evidence=shown_by,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def passage(words: str, start: int = 0, **more: object) -> Passage:
    """Return a paragraph of these words, which begin at `start` of the text."""
    made = Passage(clause="4.2", kind="paragraph", level=0, page=3, text=words, start=start)
    return replace(made, **more)  # type: ignore[arg-type]


def report(*documents: DocumentReport) -> Report:
    """Return the report on these documents, made with one pack."""
    pack = PackUsed(id="g27-2017", version="1", digest="0" * 64, start="2017", end="2021-04")
    return Report(version="1.2.3", packs=(pack,), as_of="2026-11-22", documents=documents)


def shipped(lang: str = "nb") -> Presentation:
    """Return a presentation with the rules that ship."""
    return Presentation(lang=lang, rules={rule.id: rule for rule in load_shipped().rules})


def document(**more: object) -> DocumentReport:
    """Return the report on an agreement without parts or findings."""
    made = DocumentReport(
        path="avtale.pdf",
        sha256="0" * 64,
        format="pdf",
        pages=3,
        language="nn",
        kind="intro-agreement",
        title="Avtale",
        parties=("Sunndal kommune", "NAV Sunndal"),
        agreement_date="2019-05-02",
        valid_until="2021-12-31",
        verdict="conforms",
        parts=(),
        findings=(),
        obligations=(),
        problems=(),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def presentation(titles: Mapping[str, str], lang: str = "nb", width: int | None = None) -> Presentation:
    """Return a presentation with rules that have these titles in every language."""
    rule = load_shipped().rules[0]
    rules = {
        identity: replace(rule, id=identity, title=Text(nb=title, nn=title, en=title))
        for identity, title in titles.items()
    }
    return Presentation(lang=lang, rules=rules, width=width)


def quoting(words: str, start: int = 0, page: int | None = 1) -> Evidence:
    """Return the words as they stand in clause 4."""
    return Evidence(clause="4", page=page, quote=words, start=start, end=start + len(words))


def lines_at(*starts: tuple[int, int]) -> tuple[Passage, ...]:
    """Return paragraphs of a file of plain text, each of which starts at a character and on a line."""
    return tuple(
        Passage(clause=str(number), kind="paragraph", level=0, page=None, text="…", start=start, line=line)
        for number, (start, line) in enumerate(starts)
    )


WAIVED = Waived(kind="waiver", reason="ny avtale er på høring", by="Kari Nordmann", until="2027-06-30")
