"""Reports of runs for the tests."""

from __future__ import annotations

from avtalesjekk.report.model import DocumentReport, Evidence, PackUsed, Part, Passage, Problem, Report, Status

from ...report.report_maker import document, finding

DAY = "2026-11-22"


def part(identity: str, status: Status) -> Part:
    """Return a part with two quotes, on page 3."""
    quotes = tuple(
        Evidence(clause="4.2", page=3, quote=words, start=10, end=10 + len(words)) for words in ("Partene", "skal")
    )
    return Part(
        id=identity,
        status=status,
        authority="skal",
        severity="error",
        confidence=0.75,
        review=True,
        evidence=() if status == "missing" else quotes,
    )


def agreement(
    path: str, words: str = "Avtale", *, parties: tuple[str, ...] = ("Sunndal kommune",), **statuses: Status
) -> DocumentReport:
    """Return the report on an agreement with these words; its parts are called G27-4.1.5a for the keyword `a`."""
    passage = Passage(clause="1", kind="paragraph", level=0, page=None, text=words, start=0)
    return document(
        path=path,
        sha256=words.encode().hex().ljust(64, "0")[:64],
        parties=parties,
        verdict="nonconforming",
        parts=tuple(part(f"G27-4.1.5{letter}", status) for letter, status in statuses.items()),
        findings=(finding("FORM-date"),),
        problems=(Problem(code="draft", message="Utkast", page=None),),
        passages=(passage,),
    )


def run(*documents: DocumentReport, version: str = "1") -> Report:
    """Return the report on a run."""
    pack = PackUsed(id="g27-2017", version=version, digest="0" * 64, start="2017", end=None)
    return Report(version="0.1.0", packs=(pack,), as_of=DAY, documents=documents)
