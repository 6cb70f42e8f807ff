"""Values of a report for the tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.engine.rulebook.model import Text
from avtalesjekk.report.formats import Presentation
from avtalesjekk.report.model import DocumentReport, Finding, Severity, Source


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
