"""The text of a document in pieces with the evidence marked.

Promises that the pieces of a paragraph are the words of its passage in order, none lost or doubled, however the
evidence overlaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .model import Evidence, Passage, Status

_WORST_FIRST: Sequence[Status] = ("missing", "nonconforming", "not_assessable", "not_applicable", "met")
_BULLET = 0xF0B7  # of the font Symbol, which pages do not have
_VISIBLE: Mapping[int, str] = {
    **dict.fromkeys((*range(32), 127), ""),
    ord("\t"): " | ",  # between the cells of a row
    ord("\n"): " ",
    _BULLET: "•",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Evidence from `start` to `end`, not included, in what `extract` prints, for the row with the id `anchor`.

    `label` is what the row is called in the text, `tone` its status.
    """

    start: int
    end: int
    anchor: str
    label: str
    tone: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a passage: a mark where they are evidence, its `tone` the worst status that they show, else None.

    `anchor` is the id of the mark, "" for none; `ending` are the spans that end with these words, one of each row.
    """

    words: str
    tone: Status | None
    anchor: str
    ending: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A passage in pieces; `kind` and `level` as there. `page` is set on the first paragraph of each page."""

    kind: str
    level: int
    page: int | None
    pieces: tuple[Piece, ...]


def visible(words: str) -> str:
    """The words with bars for tabs, blanks for line ends, and without control characters."""
    return words.translate(_VISIBLE)


def mark_of(words: Evidence | Span, passages: Sequence[Passage], anchor: str) -> str:
    """The id of the mark that the words begin with, for a document with the id `anchor`; "" when none has them."""
    start = _marked_from(words, passages)
    return "" if start is None else _mark(anchor, start)


def paragraphs(passages: Sequence[Passage], spans: Sequence[Span], anchor: str) -> Iterator[Paragraph]:
    """The passages of a document with the id `anchor`, with `spans` marked in them."""
    marked = {_marked_from(span, passages) for span in spans}
    page: int | None = None
    for passage in passages:
        yield Paragraph(
            kind=passage.kind,
            level=passage.level,
            page=passage.page if passage.page != page else None,
            pieces=tuple(_pieces(passage, spans, marked, anchor)),
        )
        page = passage.page


def _pieces(passage: Passage, spans: Sequence[Span], marked: set[int | None], anchor: str) -> Iterator[Piece]:
    """The passage cut where a span begins or ends."""
    first, last = passage.start, passage.start + len(passage.text)
    own = [(max(span.start, first), min(span.end, last), span) for span in spans]
    own = [(start, end, span) for start, end, span in own if start < end]
    cuts = sorted({first, last, *(cut for start, end, _ in own for cut in (start, end))})
    for start, end in pairwise(cuts):
        over = [(until, span) for since, until, span in own if since <= start and end <= until]
        tones = {span.tone for _, span in over}
        yield Piece(
            words=visible(passage.text[start - first : end - first].replace("-\n", "-")),
            tone=next((tone for tone in _WORST_FIRST if tone in tones), None),
            anchor=_mark(anchor, start) if over and start in marked else "",
            ending=tuple({span.anchor: span for until, span in over if until == end}.values()),
        )


def _marked_from(words: Evidence | Span, passages: Sequence[Passage]) -> int | None:
    """Where the mark of the words begins: their start, or the next place that is in a passage; None without one."""
    shared = (
        (max(words.start, passage.start), min(words.end, passage.start + len(passage.text))) for passage in passages
    )
    return next((start for start, end in shared if start < end), None)


def _mark(anchor: str, start: int) -> str:
    return f"{anchor}-t{start}"
