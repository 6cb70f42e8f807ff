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

_START = re.compile(
    r"^\W*(?:underskrift\w*|signatur\w*|signering|undertegn\w*|for (?:og på vegne av )?[A-ZÆØÅ\[]|på vegne av|sted/dato|sted og dato|stad/dato|stad og dato|dato\b.{0,30}$|signert|(?:[A-ZÆØÅ][\wæøå-]+(?: [A-ZÆØÅ][\wæøå-]+)?),? (?:den )?(?:\d{1,2}[./]|_{2,}|\[))",
    re.IGNORECASE,
)
_TAIL = 30


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


def signature_block(document: Document, likely: Mapping[int, float], aliases: Mapping[str, Side]) -> SignatureBlock:
    """Find the block among the last clauses. `likely` gives the probability of the label "signature" per clause index."""
    clauses = document.clauses
    inside = [
        index
        for index in range(max(0, len(clauses) - _TAIL), len(clauses))
        if clauses[index].kind is not ClauseKind.CONTENTS and _belongs(document, clauses[index], likely.get(index, 0.0))
    ]
    inside = _run(inside)
    if not inside:
        return SignatureBlock(clauses=(), signatures=())
    return SignatureBlock(clauses=tuple(inside), signatures=tuple(_signatures(document, inside, aliases)))


def _belongs(document: Document, clause: Clause, probability: float) -> bool:
    text = document.quote(clause.body).strip()
    return probability > 0.5 or bool(_START.match(text)) or bool(re.search(r"_{6,}|\.{12,}", text))


def _run(indexes: Sequence[int]) -> list[int]:
    """The last run of `indexes`, gaps of up to two clauses filled (names and posts stand between the marks)."""
    if not indexes:
        return []
    run = [indexes[-1]]
    for index in reversed(indexes[:-1]):
        if run[0] - index > 3:
            break
        run = list(range(index, run[0])) + run
    return run


def _signatures(document: Document, inside: Sequence[int], aliases: Mapping[str, Side]) -> list[Signature]:
    last = min(inside[-1] + 4, len(document.clauses))
    lines = _lines(document, range(inside[0], last))
    marks: list[tuple[Side, int, Span]] = []
    names: list[tuple[int, int, Span]] = []
    for number, (column, span) in enumerate(lines):
        text = document.quote(span)
        named = {s.side for s in sided(text, lexicon("no").mentions(text), aliases)} & {Side.MUNICIPALITY, Side.NAV}
        if named:
            marks.append((Side.NAV if Side.NAV in named else Side.MUNICIPALITY, column, span))
        for start, end in person_names(text):
            names.append((number, column, Span(start=span.start + start, end=span.start + end)))
    return [_signature(document, side, marks, names, lines) for side in dict.fromkeys(mark[0] for mark in marks)]


def _lines(document: Document, indexes: range) -> list[tuple[int, Span]]:
    """The printed lines and cells of the clauses with the column they stand in, from 0."""
    found = []
    for index in indexes:
        clause = document.clauses[index]
        at = clause.span.start
        for line in document.quote(clause.span).split("\n"):
            place = at
            for column, cell in enumerate(re.split(r"\t+| {6,}", line)):
                start = document.text.index(cell, place) if cell else place
                if cell.strip():
                    found.append((column, Span(start=start, end=start + len(cell))))
                place = start + len(cell)
            at += len(line) + 1
    return found


def _signature(
    document: Document,
    side: Side,
    marks: Sequence[tuple[Side, int, Span]],
    names: Sequence[tuple[int, int, Span]],
    lines: Sequence[tuple[int, Span]],
) -> Signature:
    """A side has a signatory when a name stands in its own line, or in its column, or after its line and before the other side's."""
    own = [(column, span) for marked, column, span in marks if marked is side]
    others = [(column, span) for marked, column, span in marks if marked is not side]
    columns = {column for column, _ in own} - {column for column, _ in others}
    for _, column, name in names:
        if any(span.start <= name.start < span.end for _, span in own) and not any(span.start <= name.start < span.end for _, span in others):
            return Signature(side=side, state=State.NAMED, span=name)
        if column in columns and (column > 0 or any(other > 0 for other, _ in others)):
            return Signature(side=side, state=State.NAMED, span=name)
    for _, name_column, name in names:
        before = [(span.start, marked) for marked, column, span in marks if span.start < name.start and column == name_column]
        if before and max(before)[1] is side:
            return Signature(side=side, state=State.NAMED, span=name)
    unassigned = [name for _, column, name in names if not any(span.start < name.start for _, _, span in marks)]
    if unassigned and not any(marked is not side and span.start < own[0][1].start for marked, _, span in marks):
        return Signature(side=side, state=State.NAMED, span=unassigned[0])
    blank = next((line for _, line in lines if blanks(document.quote(line)) and line.start >= own[0][1].start), own[0][1])
    return Signature(side=side, state=State.BLANK, span=blank)
