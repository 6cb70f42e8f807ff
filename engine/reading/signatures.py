"""The signature block: where it stands, which sides sign, and whether each signatory has a name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ...extract.model import Clause, ClauseKind, Document, Span
from .contacts import person_names
from .lexicon import lexicon
from .placeholders import blanks
from .sides import Side, sided

_TAIL = 30
_LONGEST_LINE = 120  # characters of a line of the block
_BARE = 0.25  # from this probability on a line that looks like one to sign on is one
_HEADING = re.compile(
    r"^\W*(?:\d+\.?\d*\W*)?(?:underskrift\w*|signatur\w*|signering\w*|undertegning|undertegn\w*)\W*$", re.IGNORECASE
)
_PLACE_AND_DATE = re.compile(
    r"^[A-ZÆØÅ][\wæøå-]+(?: [A-ZÆØÅ][\wæøå-]+)?(?:,| den|, den)\s*(?:\d{1,2}[./ ]|_{2,}|\[).{0,25}$"
    r"|^\W*(?:sted|stad)\s*(?:/|og|,)\s*dato\b.{0,60}$",
    re.IGNORECASE,
)
_FOR = re.compile(r"^\W*(?:for|på vegne av|på vegner av)\s+\S", re.IGNORECASE)
_FOR_PARTY = re.compile(
    r"^\W*(?:for|på vegne av|på vegner av) [^.;:]{0,40}\b(?:kommune|bydel\w*|herad|nav)\b[^.;]{0,30}$", re.IGNORECASE
)
_RULED = re.compile(r"_{6,}|\.{12,}|…{3,}")


class State(StrEnum):
    """How a side signs."""

    NAMED = "named"
    BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The signatory of one side, with the words that name it."""

    side: Side
    state: State
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureBlock:
    """`clauses` are indexes into `Document.clauses`; empty when the document has no block."""

    clauses: tuple[int, ...]
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A piece of the block: its printed row and column from 0, the side that it names, the persons that it names."""

    row: int
    column: int
    span: Span
    side: Side
    names: tuple[Span, ...]


def signature_block(document: Document, likely: Mapping[int, float]) -> SignatureBlock:
    """Find the block among the last clauses. `likely` is the probability of the label "signature" per clause index."""
    clauses = document.clauses
    tail = range(max(0, len(clauses) - _TAIL), len(clauses))
    strong = [
        i
        for i in tail
        if clauses[i].kind is not ClauseKind.CONTENTS
        and _is_strong(document.quote(clauses[i].body).strip(), likely.get(i, _unread(clauses[i])))
    ]
    if not strong:
        return SignatureBlock(clauses=(), signatures=())
    inside = _run(strong, len(clauses))
    return SignatureBlock(clauses=inside, signatures=tuple(_signatures(document, inside)))


def opens_signing(text: str) -> bool:
    """Whether a line by itself tells that signatures stand here: a heading, place and date, "for" with a ruled line."""
    line = text.strip()
    return bool(
        _HEADING.match(line)
        or (line[:1].isupper() and _PLACE_AND_DATE.match(line))
        or (len(line) < _LONGEST_LINE and _RULED.match(line))
        or _FOR_PARTY.match(line)
    )


def _unread(clause: Clause) -> float:
    """The probability for a clause that is no provision: a bare line ("For Sunndal kommune") is judged by its looks."""
    return _BARE if clause.kind is ClauseKind.PARAGRAPH else 0.0


def _is_strong(text: str, probability: float) -> bool:
    if _HEADING.match(text) or _PLACE_AND_DATE.match(text):
        return True
    if len(text) < _LONGEST_LINE and (_FOR.match(text) or _RULED.search(text)):
        return probability >= _BARE
    return probability > 0.6 and len(text) < 300


def _run(strong: Sequence[int], count: int) -> tuple[int, ...]:
    """The last run of `strong`, gaps of two clauses filled, and two clauses more for the names and posts after it."""
    first = strong[-1]
    for index in reversed(strong[:-1]):
        if first - index > 3:
            break
        first = index
    return tuple(range(first, min(strong[-1] + 3, count)))


def _signatures(document: Document, inside: Sequence[int]) -> list[Signature]:
    lines = _lines(document, inside)
    found = []
    for side in (Side.MUNICIPALITY, Side.NAV):
        own = [line for line in lines if line.side is side]
        if own:
            name = _name_of(side, lines)
            below = (line.span for line in lines if line.span.start >= own[0].span.start)
            blank = next((span for span in below if blanks(document.quote(span))), own[0].span)
            found.append(Signature(side=side, state=State.NAMED if name else State.BLANK, span=name or blank))
    return found


def _lines(document: Document, inside: Sequence[int]) -> list[_Line]:
    found: list[_Line] = []
    for index in inside:
        at = document.clauses[index].span.start
        for line in document.quote(document.clauses[index].span).split("\n"):
            row = found[-1].row + 1 if found else 0
            column, place = 0, at
            for cell in re.split(r"\t+| {6,}", line):
                start = document.text.index(cell, place) if cell else place
                for piece in _cut(document, Span(start=start, end=start + len(cell))):
                    found.append(_line(document, row, column, piece))
                    column += 1
                place = start + len(cell)
            at += len(line) + 1
    return found


def _cut(document: Document, span: Span) -> list[Span]:
    """A line that two sides or two persons share is cut before the second side (with its "for") or person."""
    text = document.quote(span)
    sides = [s for s in sided(lexicon("no").mentions(text)) if s.side in (Side.MUNICIPALITY, Side.NAV)]
    names = person_names(text)
    others = (s.start for s in sides if s.side is not sides[0].side)
    other = next((start for start in others if not re.search(r"\bi (?:[\wæøå]+ )?$", text[:start])), None)
    if other is not None:
        cut = names[1][0] if len(names) > 1 and names[1][0] < other else _opening(text, other)
    elif len(names) > 1 and len({s.side for s in sides}) < 2:
        cut = names[1][0]
    else:
        return [span] if text.strip() else []
    if not cut:
        return [span]
    at = span.start + cut
    return [Span(start=span.start, end=at), *_cut(document, Span(start=at, end=span.end))]


def _opening(text: str, start: int) -> int:
    """Where the words that belong to the side at `start` begin: "for", or capitalised words ("Fitjar kommune")."""
    if opener := re.search(r"\b[Ff]or (?:[\wæøåÆØÅ-]+ )?$", text[:start]):
        return opener.start()
    before = re.search(r"(?:[A-ZÆØÅ][\wæøå-]+ )*$", text[:start])
    return before.start() if before and before.start() else start


def _line(document: Document, row: int, column: int, span: Span) -> _Line:
    text = document.quote(span)
    sides = {s.side for s in sided(lexicon("no").mentions(text))}
    side = Side.NAV if Side.NAV in sides else Side.MUNICIPALITY if Side.MUNICIPALITY in sides else Side.NONE
    persons = [] if _PLACE_AND_DATE.match(text) else person_names(text)
    names = tuple(Span(start=span.start + start, end=span.start + end) for start, end in persons)
    return _Line(row=row, column=column, span=span, side=side, names=names)


def _name_of(side: Side, lines: Sequence[_Line]) -> Span | None:
    """The name in the side's own words, row or column, after its line before the other side's, or right above it."""
    own = [line for line in lines if line.side is side]
    alone = {line.row for line in own} - {line.row for line in lines if line.side not in (side, Side.NONE)}
    columns = {line.column for line in own} - {line.column for line in lines if line.side not in (side, Side.NONE)}
    free = [line for line in lines if line.names and line.side is Side.NONE]
    below = [line for line in free if _nearest_before(line, lines) is side]
    above = [line for line in free if any(each.row == line.row + 1 for each in own)]
    unclaimed = [line for line in above if _nearest_before(line, lines) is Side.NONE]
    candidates = [
        *(line for line in own if line.names),
        *(line for line in free if line.row in alone),
        *(line for line in free if line.column in columns and line.row > own[0].row),
        *([*above, *below] if _names_come_first(lines) else [*below, *unclaimed]),
    ]
    return candidates[0].names[0] if candidates else None


def _names_come_first(lines: Sequence[_Line]) -> bool:
    """Whether each name stands above the post and office of its bearer."""
    first = next((line for line in lines if line.names or line.side is not Side.NONE), None)
    return first is not None and first.side is Side.NONE


def _nearest_before(line: _Line, lines: Sequence[_Line]) -> Side:
    """The side named last above `line` in its column."""
    above = [each.side for each in lines if each.column == line.column and each.row < line.row]
    return next((side for side in reversed(above) if side is not Side.NONE), Side.NONE)
