"""The lines of a signature block: which side each names, and the person who signs for a side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...extract.model import Document, Span
from .contacts import person_names
from .lexicon import Mention, lexicon
from .sides import Side, sided

_FOR_CODE = re.compile(r"\W*[Ff]or (?P<code>[A-ZÆØÅ]{1,5})\b")
PLACE_AND_DATE = re.compile(
    r"^[A-ZÆØÅÄÖ][\wæøåäö-]+(?: (?:i )?[A-ZÆØÅÄÖ][\wæøåäö-]+)?(?:,| den|, den)"
    r"\s*(?:[\dlIO]{1,2}[./ ]|_{2,}|\[).{0,25}$"
    r"|^[A-ZÆØÅÄÖ][\wæøåäö-]+,? (?:den )?(?:(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{2,4})$"
    r"|^\W*(?:sted|stad|ort)\s*(?:/|og|och|,)\s*(?:dato|datum)\b.{0,60}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A piece of the block: its printed row and column from 0, the side and the persons that it names, and whether it
    names a post.
    """

    row: int
    column: int
    span: Span
    side: Side
    post: bool
    names: tuple[Span, ...]


def lines_of(document: Document, inside: Sequence[int], codes: Mapping[str, Side]) -> list[Line]:
    """The pieces of the clauses `inside`, cut at tabs, wide gaps and where a second side or person begins.

    `codes` are the document's own short names of the sides ("K", "N").
    """
    found: list[Line] = []
    for index in inside:
        at = document.clauses[index].span.start
        heads = [_named_side(lexicon("no").mentions(header)) for header in document.clauses[index].headers]
        heads = heads if {Side.MUNICIPALITY, Side.NAV} <= set(heads) else []  # a column for each party
        for line in document.quote(document.clauses[index].span).split("\n"):
            row = found[-1].row + 1 if found else 0
            column, place = 0, at
            for number, cell in enumerate(re.split(r"\t+| {6,}", line)):
                start = document.text.index(cell, place) if cell else place
                head = heads[number] if number < len(heads) else None
                for piece in _cut(document, Span(start=start, end=start + len(cell))):
                    found.append(_line(document, row, column, piece, codes, head))
                    column += 1
                place = start + len(cell)
            at += len(line) + 1
    return found


def _cut(document: Document, span: Span) -> list[Span]:
    """A line that two sides or two persons share is cut before the second side (with its "for") or person."""
    text = document.quote(span)
    sides = [s for s in sided(lexicon("no").mentions(text)) if s.side in (Side.MUNICIPALITY, Side.NAV)]
    names = persons(text)
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


def persons(text: str) -> list[tuple[int, int]]:
    """The persons that a line names; a comma parts one from the office before it."""
    pieces = re.finditer(r"[^,]+", text)
    return [
        (piece.start() + start, piece.start() + end) for piece in pieces for start, end in person_names(piece.group())
    ]


def names_post(mentions: Iterable[Mention]) -> bool:
    """Whether somebody's post is among `mentions`."""
    return any(mention.concept in ("leader", "municipal_post") for mention in mentions)


def _opening(text: str, start: int) -> int:
    """Where the words that belong to the side at `start` begin: "for", or capitalised words ("Fitjar kommune")."""
    if opener := re.search(r"\b[Ff]or (?:[\wæøåÆØÅ-]+ )?$", text[:start]):
        return opener.start()
    before = re.search(r"(?:[A-ZÆØÅ][\wæøå-]+ )*$", text[:start])
    return before.start() if before and before.start() else start


def _named_side(mentions: Iterable[Mention]) -> Side | None:
    """The side that `mentions` name, NAV before a municipality in whose name its office is; None for none of them."""
    sides = {s.side for s in sided(mentions)}
    return next((side for side in (Side.NAV, Side.MUNICIPALITY) if side in sides), None)


def _line(document: Document, row: int, column: int, span: Span, codes: Mapping[str, Side], head: Side | None) -> Line:
    text = document.quote(span)
    mentions = lexicon("no").mentions(text)
    post = names_post(mentions)
    side = _named_side(mentions) or head or Side.NONE
    if side is Side.NONE and (coded := _FOR_CODE.match(text)):
        side = codes.get(coded["code"], Side.NONE)
    people = [] if PLACE_AND_DATE.match(text) else persons(text)
    names = tuple(Span(start=span.start + start, end=span.start + end) for start, end in people)
    return Line(row=row, column=column, span=span, side=side, post=post, names=names)


def name_of(side: Side, lines: Sequence[Line]) -> Span | None:
    """The name in the side's own words, row or column, after its line before the other side's, or right above it."""
    own = [line for line in lines if line.side is side]
    alone = {line.row for line in own} - {line.row for line in lines if line.side not in (side, Side.NONE)}
    columns = {line.column for line in own} - {line.column for line in lines if line.side not in (side, Side.NONE)}
    # Right above the post of one of the other side: "Kari Moe" over "rektor", whatever stands beside her.
    theirs = {(line.row - 1, line.column) for line in lines if line.side not in (side, Side.NONE) and line.post}
    free = [line for line in lines if line.names and line.side is Side.NONE]
    below = [line for line in free if _nearest_before(line, lines) is side]
    above = [line for line in free if any((each.row, each.column) == (line.row + 1, line.column) for each in own)]
    unclaimed = [line for line in above if _nearest_before(line, lines) is Side.NONE]
    # A row for each party: whose names they are is told by the first cell, and not by the row above.
    heads = {line.side for line in lines if line.column == 0} >= {Side.MUNICIPALITY, Side.NAV}
    rows = {line.row for line in own if line.column == 0} & alone if heads else frozenset()
    candidates = [
        *(line for line in own if line.names),
        *(line for line in free if line.row in rows),
        *(
            line
            for line in free
            if line.row in alone
            and _nearest_before(line, lines) in (side, Side.NONE)
            and (line.row, line.column) not in theirs
        ),
        *(line for line in free if line.column in columns and line.row > own[0].row),
        *([*above, *below] if _names_come_first(lines) else [*below, *unclaimed]),
    ]
    return candidates[0].names[0] if candidates else None


def _names_come_first(lines: Sequence[Line]) -> bool:
    """Whether each name stands above the post and office of its bearer."""
    first = next((line for line in lines if line.names or line.side is not Side.NONE), None)
    return first is not None and first.side is Side.NONE


def _nearest_before(line: Line, lines: Sequence[Line]) -> Side:
    """The side named last above `line` in its column."""
    above = [each.side for each in lines if each.column == line.column and each.row < line.row]
    return next((side for side in reversed(above) if side is not Side.NONE), Side.NONE)
