"""What the comments in a copy of an agreement say: one on each finding at its words, then what is missing.

The comments are in the user's language, the wording that they suggest in that of the agreement. What was waived is
left out, and what is not about the agreement but about a waiver. Nothing here knows a format of files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .checklist import coverage, short
from .formats import Presentation
from .messages import text
from .model import DocumentReport, Evidence, Finding, Part
from .places import source_name
from .wording import suggested

AUTHOR = "avtalesjekk"
_NOWHERE = Evidence(clause="", page=None, quote="", start=0, end=0)


class NotAnnotatedError(Exception):
    """A copy with comments that could not be made; `code` is that of a text in the group "comments"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A comment on the words `at`: a heading and paragraphs below it.

    `met` when the words are as they should be, `closing` when the note is on the whole document and stands at its last
    words.
    """

    at: Evidence
    heading: str
    lines: tuple[str, ...]
    met: bool = False
    closing: bool = False


def notes(document: DocumentReport, shown: Presentation, met: bool) -> list[Note]:
    """The notes on a document, in the order of its words, longer ones first; with those on what is met if `met`."""
    found = [finding for finding in document.findings if finding.waived is None and finding.id in shown.rules]
    own = [_on_finding(each, each.location, document, shown) for each in found if each.location]
    if met:
        own += _on_met(document, shown)
    own.sort(key=lambda note: (note.at.start, -note.at.end))
    return [*own, *_closing([each for each in found if not each.location], document, shown)]


def _on_finding(finding: Finding, at: Evidence, document: DocumentReport, shown: Presentation) -> Note:
    return Note(
        at=at,
        heading=_heading(finding, document, shown),
        lines=(_why(finding, shown), f"{text('words', 'remedy', shown.lang)}: {finding.remedy}"),
    )


def _heading(finding: Finding, document: DocumentReport, shown: Presentation) -> str:
    """The requirement with its status and a request to look at it if it is a part, else the title of the finding."""
    part = next((part for part in document.parts if part.id == finding.id), None)
    return _part(part, shown) if part else shown.title(finding.id)


def _part(part: Part, shown: Presentation) -> str:
    review = f" [{text('words', 'review', shown.lang)}]" if part.review else ""
    return f"{short(part.id)} {shown.title(part.id)}: {text('statuses', part.status, shown.lang)}{review}"


def _why(finding: Finding, shown: Presentation) -> str:
    return f"{finding.message} [{text('severities', finding.severity, shown.lang)}, {source_name(finding.source)}]"


def _on_met(document: DocumentReport, shown: Presentation) -> Iterator[Note]:
    """One note for all that the same words meet."""
    grouped: dict[Evidence, list[str]] = {}
    for part in document.parts:
        if part.status == "met" and part.evidence:
            grouped.setdefault(part.evidence[0], []).append(_part(part, shown))
    for at, (first, *others) in grouped.items():
        yield Note(at=at, heading=first, lines=tuple(others), met=True)


def _closing(missing: list[Finding], document: DocumentReport, shown: Presentation) -> Iterator[Note]:
    """What is missing: an overview, each requirement with wording, and the circular's other duties by name only."""
    if not missing:
        return
    at, lang = _last_words(document), shown.lang
    duties = {part.id for part in coverage(document.parts)}
    required = [finding for finding in missing if finding.id not in duties]
    others = [finding for finding in missing if finding.id in duties]
    titles = (f"– {short(finding.id)} {shown.title(finding.id)}" for finding in required)
    heading = text("comments", "missing", lang, count=str(len(required)))
    yield Note(at=at, heading=heading, lines=(text("comments", "remove", lang), *titles), closing=True)
    for finding in required:
        lines = (_why(finding, shown), *_wording(finding, document, shown))
        yield Note(at=at, heading=_heading(finding, document, shown), lines=lines, closing=True)
    if others:
        titles = (f"– {short(finding.id)} {shown.title(finding.id)}" for finding in others)
        yield Note(at=at, heading=text("comments", "duties", lang), lines=tuple(titles), closing=True)


def _wording(finding: Finding, document: DocumentReport, shown: Presentation) -> Iterator[str]:
    """Sentences that would help, else how to mend it."""
    said = suggested(finding.id, document)
    if not said:
        yield f"{text('words', 'remedy', shown.lang)}: {finding.remedy}"
    for sentence in said:
        yield f"{text('comments', 'suggestion', shown.lang)}: «{sentence}»"


def _last_words(document: DocumentReport) -> Evidence:
    if not document.passages:
        return _NOWHERE
    last = max(document.passages, key=lambda passage: passage.start)
    end = last.start + len(last.text)
    return Evidence(clause=last.clause, page=last.page, quote=last.text, start=last.start, end=end)
