"""The signature block: where it stands, which sides sign, and whether each signatory has a name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ...extract.model import ClauseKind, Document, Span
from .contacts import person_names
from .lexicon import lexicon
from .placeholders import blanks
from .sides import Side, sided

_TAIL = 30
_HEADING = re.compile(r"^\W*(?:\d+\.?\d*\W*)?(?:underskrift\w*|signatur\w*|signering\w*|undertegning|undertegn\w*)\W*$", re.IGNORECASE)
_PLACE_AND_DATE = re.compile(r"^[A-ZÆØÅ][\wæøå-]+(?: [A-ZÆØÅ][\wæøå-]+)?(?:,| den|, den)\s*(?:\d{1,2}[./ ]|_{2,}|\[).{0,25}$|^\W*(?:sted|stad)\s*(?:/|og|,)\s*dato\b.{0,60}$", re.IGNORECASE)
_FOR = re.compile(r"^\W*(?:for|på vegne av|på vegner av)\s+\S", re.IGNORECASE)
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
    """A printed line or cell of the block: its column from 0, the sides it names, the persons it names."""

    column: int
    span: Span
    sides: frozenset[Side]
    names: tuple[Span, ...]


def signature_block(document: Document, likely: Mapping[int, float]) -> SignatureBlock:
    """Find the block among the last clauses. `likely` gives the probability of the label "signature" per clause index."""
    clauses = document.clauses
    tail = range(max(0, len(clauses) - _TAIL), len(clauses))
    strong = [i for i in tail if clauses[i].kind is not ClauseKind.CONTENTS and _is_strong(document.quote(clauses[i].body).strip(), likely.get(i, 0.0))]
    if not strong:
        return SignatureBlock(clauses=(), signatures=())
    inside = _run(strong, len(clauses))
    return SignatureBlock(clauses=inside, signatures=tuple(_signatures(document, inside)))


def _is_strong(text: str, probability: float) -> bool:
    if _HEADING.match(text) or _PLACE_AND_DATE.match(text):
        return True
    if len(text) < 120 and (_FOR.match(text) or _RULED.search(text)):
        return probability > 0.25
    return probability > 0.6 and len(text) < 300


def _run(strong: Sequence[int], count: int) -> tuple[int, ...]:
    """The last run of `strong`, gaps of two clauses filled, and two clauses more: names and posts stand between and after."""
    first = strong[-1]
    for index in reversed(strong[:-1]):
        if first - index > 3:
            break
        first = index
    return tuple(range(first, min(strong[-1] + 3, count)))


def _signatures(document: Document, inside: Sequence[int]) -> list[Signature]:
    lines = list(_lines(document, inside))
    marked = [line for line in lines if line.sides]
    found = []
    for side in (Side.MUNICIPALITY, Side.NAV):
        own = [line for line in marked if side in line.sides]
        if own:
            name = _name_of(side, lines)
            blank = next((line.span for line in lines if blanks(document.quote(line.span)) and line.span.start >= own[0].span.start), own[0].span)
            found.append(Signature(side=side, state=State.NAMED if name else State.BLANK, span=name or blank))
    return found


def _lines(document: Document, inside: Sequence[int]) -> list[_Line]:
    found = []
    for index in inside:
        clause = document.clauses[index]
        at = clause.span.start
        for line in document.quote(clause.span).split("\n"):
            place = at
            for column, cell in enumerate(re.split(r"\t+| {6,}", line)):
                start = document.text.index(cell, place) if cell else place
                found += _split(document, column, Span(start=start, end=start + len(cell)))
                place = start + len(cell)
            at += len(line) + 1
    return found


def _split(document: Document, column: int, span: Span) -> list[_Line]:
    """A line of the block; one that names both sides is cut before the name or "for" that opens the second side's words."""
    text = document.quote(span)
    if not text.strip():
        return []
    named = [s for s in sided(lexicon("no").mentions(text)) if s.side in (Side.MUNICIPALITY, Side.NAV)]
    names = tuple(Span(start=span.start + start, end=span.start + end) for start, end in person_names(text))
    sides = frozenset(s.side for s in named)
    if len(sides) == 2 and len(names) > 1:
        cut = names[1].start
        first, second = Span(start=span.start, end=cut), Span(start=cut, end=span.end)
        if any(s.start + span.start < cut for s in named) and any(s.start + span.start >= cut for s in named):
            return [*_split(document, column, first), *_split(document, column, second)]
    if Side.NAV in sides:
        sides = frozenset({Side.NAV})
    return [_Line(column=column, span=span, sides=sides, names=names)]


def _name_of(side: Side, lines: Sequence[_Line]) -> Span | None:
    """The name in the side's own line, else in its column or nearest after its line, before the other side's."""
    for line in lines:
        if side in line.sides and line.names:
            return line.names[0]
    columns = {line.column for line in lines if side in line.sides}
    shared = {line.column for line in lines if line.sides and side not in line.sides}
    for line in lines:
        if line.names and not line.sides and line.column in columns - shared:
            return line.names[0]
    before: dict[int, frozenset[Side]] = {}
    for line in lines:
        if len(line.names) > 1 and not line.sides:
            continue
        if line.sides:
            before[line.column] = line.sides
        elif line.names and side in before.get(line.column, frozenset()):
            return line.names[0]
    return _above(side, lines) or _in_columns(side, lines)


def _in_columns(side: Side, lines: Sequence[_Line]) -> Span | None:
    """The name in a line with a name for every side, in the order in which the sides stand above."""
    order = list(dict.fromkeys(one for line in lines for one in sorted(line.sides)))
    for line in lines:
        if not line.sides and len(order) == 2 and len(line.names) == 2:
            return line.names[order.index(side)] if side in order else None
    return None


def _above(side: Side, lines: Sequence[_Line]) -> Span | None:
    """The name printed above the side's line, as where posts stand under the signatures."""
    for earlier, later in zip(lines, lines[1:], strict=False):
        if earlier.names and not earlier.sides and side in later.sides:
            return earlier.names[0]
    return None
