"""A document against a template, clause by clause: kept, changed, absent, guidance left, blanks left.

A clause of the template is looked for everywhere, by its words; the sections are aligned as for the rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...extract.model import ClauseKind, Span
from ...report import model as report
from ..reading.model import Reading
from .align import Placed, State, align
from .file import OPENING, SIGNING, FileClause, FileSection, TemplateFile
from .matching import Match, find_matches, pieces_of
from .words import Change, changes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """A template and a document, with where the clauses of the one are found in the other.

    `shared` counts how many clauses of the template are found in a clause of the document. `filled` gives for a clause
    of blanks the clause that stands in its place.
    """

    template: TemplateFile
    reading: Reading
    matches: Mapping[int, Match]
    shared: Mapping[int, int]
    filled: dict[int, int]


def compare(template: TemplateFile, reading: Reading) -> report.Comparison:
    """Compare the document with the template."""
    document = reading.document
    pieces = {piece.clauses[0]: piece for piece in pieces_of(reading)}
    matches = find_matches(template, reading, pieces)
    shared = Counter(clause for match in matches.values() for clause in match.piece.clauses)
    case = _Compared(template=template, reading=reading, matches=matches, shared=shared, filled={})
    placed = {each.section: each for each in align([each.section for each in template.sections], reading)}
    free = [clause for clause in pieces if not shared[clause]]
    sections = tuple(_section(case, each, placed[each.section.id], free) for each in template.sections)
    known = set(case.filled.values())
    return report.Comparison(
        path=template.reading.document.path,
        sha256=template.reading.document.sha256,
        sections=sections,
        added=tuple(
            _evidence(reading, document.clauses[clause].body, clause)
            for clause in free
            if clause not in known and document.clauses[clause].kind is not ClauseKind.TITLE
        ),
    )


def _section(case: _Compared, section: FileSection, placed: Placed, free: Sequence[int]) -> report.ComparedSection:
    """A section; where it has clauses of blanks, `free` clauses of the part that holds it are what was filled in."""
    document, signing = case.reading.document, case.reading.signature.clauses
    part, state = _place(case, section, placed)
    room = [
        clause
        for clause in free
        if clause not in case.filled.values()
        and (clause in signing) == (section.section.id == SIGNING)
        and (clause in signing or document.clauses[clause].section == part)
    ]
    waiting = [each.clause for each in section.clauses if each.blank and each.clause not in case.matches]
    if state is not State.ABSENT:
        case.filled.update(zip(waiting, room, strict=False))
    return report.ComparedSection(
        id=section.section.id,
        title=section.title,
        state=state.value,
        part=document.sections[part].id if part is not None else None,
        clauses=tuple(_clause(case, each, absent=state is State.ABSENT) for each in section.clauses),
    )


def _place(case: _Compared, section: FileSection, placed: Placed) -> tuple[int | None, State]:
    """The section of the document that holds one of the template, and how: by its clauses where nothing else tells.

    In a template, guidance is what a section may hold.
    """
    reading = case.reading
    if section.section.id == OPENING:
        return None, State.PRESENT
    if section.section.id == SIGNING:
        return None, State.PRESENT if reading.signature.clauses else State.ABSENT
    itself = reading.kind == "template"
    kept = (each.clause for each in section.clauses if itself or not each.guidance)
    found = [case.matches[clause] for clause in kept if clause in case.matches]
    if placed.state is not State.ABSENT or not found:
        return placed.part, placed.state
    part = reading.document.clauses[found[0].piece.clauses[0]].section
    return part, State.PRESENT if itself else State.MERGED


def _clause(case: _Compared, clause: FileClause, *, absent: bool) -> report.ComparedClause:
    """A clause of a section that may be `absent`."""
    reading, match = case.reading, case.matches.get(clause.clause)
    identity = case.template.reading.document.clauses[clause.clause].id
    if match is None:
        place = case.filled.get(clause.clause)
        where = _evidence(reading, reading.document.clauses[place].body, place) if place is not None else None
        return report.ComparedClause(
            clause=identity, text=clause.text, state=_gone(clause, absent), location=where, difference=(), blanks=()
        )
    start, end = _bounds(match, whole=all(case.shared[each] == 1 for each in match.piece.clauses))
    found = changes(clause.text, match.piece.view.text[start:end])
    span = match.piece.view.span(start, end)
    return report.ComparedClause(
        clause=identity,
        text=clause.text,
        state="guidance_left" if clause.guidance else _state(found),
        location=_evidence(reading, span, match.piece.clauses[0]),
        difference=tuple(report.WordChange(kind=each.kind, words=each.words) for each in found),
        blanks=tuple(
            _evidence(reading, blank.span, blank.clause)
            for blank in reading.blanks
            if span.start <= blank.span.start < span.end
        ),
    )


def _gone(clause: FileClause, absent: bool) -> report.ClauseState:
    """What has become of a clause that is not found."""
    if clause.guidance:
        return "guidance_removed"
    return "filled" if clause.blank and not absent else "absent"


def _bounds(match: Match, *, whole: bool) -> tuple[int, int]:
    """The characters of a piece that answer to the template's: all of them when nothing else answers to it."""
    piece = match.piece
    if whole:
        return 0, len(piece.view.text)
    return piece.words[match.start].start, piece.words[match.end - 1].end


def _state(found: Sequence[Change]) -> report.ClauseState:
    return "unchanged" if all(each.kind in ("kept", "filled") for each in found) else "changed"


def _evidence(reading: Reading, span: Span, clause: int) -> report.Evidence:
    document = reading.document
    page = next((page.number for page in document.pages if page.span.start <= span.start < page.span.end), None)
    return report.Evidence(
        clause=document.clauses[clause].id,
        page=page,
        quote=document.quote(span),
        start=document.start + span.start,
        end=document.start + span.end,
    )
