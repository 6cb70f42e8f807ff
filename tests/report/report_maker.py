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
    """Return the report on these documents, made with the packs that ship."""
    packs = tuple(
        PackUsed(id=pack.id, version=pack.version, start=pack.in_force.start.text, end=None)
        for pack in load_shipped().packs
    )
    return Report(version="1.2.0", packs=packs, as_of="2026-11-22", documents=documents)


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
