"""Where the clauses of a template are found in a document, by their words.

Several clauses of the template may be found in one clause of the document, and one in several that follow each other.
None is found in words that merely sound alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...extract.model import ClauseKind, Span
from ..reading.model import Reading
from ..reading.view import View, view
from .file import TemplateFile
from .words import Word, alike, words

_ALIKE = 0.6  # from this share of common words on, a clause is the template's, changed
_GUIDANCE = 0.8  # the same for guidance: what was made of it is no guidance left
_BETTER = 0.05  # by so much must two clauses together be more alike than one of them
_CANDIDATES = 3  # clauses that share the most words are looked at closely
_COMMON = 200  # a word in more clauses than this tells nothing of where a clause went
_FEW = 8  # a clause of fewer words is found only when all of them are there


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A clause of the document, or several that follow each other, as indexes into `Document.clauses`."""

    clauses: tuple[int, ...]
    view: View
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Where a clause of the template is found: `start` and `end` bound the words of the piece that answer to it."""

    piece: Piece
    start: int
    end: int
    share: float


def pieces_of(reading: Reading) -> Iterator[Piece]:
    """The clauses that hold words, in order; no headings."""
    for index, clause in enumerate(reading.document.clauses):
        if clause.kind not in (ClauseKind.HEADING, ClauseKind.CONTENTS):
            piece = _piece(reading, (index,))
            if piece.words:
                yield piece


def _piece(reading: Reading, clauses: tuple[int, ...]) -> Piece:
    document = reading.document
    first, last = document.clauses[clauses[0]].body, document.clauses[clauses[-1]].body
    seen = view(document.text, Span(start=first.start, end=last.end))
    return Piece(clauses=clauses, view=seen, words=words(seen.text))


def find_matches(template: TemplateFile, reading: Reading, pieces: dict[int, Piece]) -> dict[int, Match]:
    """Where the clauses of the template are found, by their indexes: equal ones first, each of them once, in order."""
    wanted = [(each, words(each.text)) for section in template.sections for each in section.clauses]
    equal: dict[tuple[str, ...], list[Piece]] = defaultdict(list)
    for piece in pieces.values():
        equal[_keys(piece.words)].append(piece)
    matches: dict[int, Match] = {}
    for each, old in wanted:
        if same := equal.get(_keys(old)):
            matches[each.clause] = Match(piece=same.pop(0), start=0, end=len(old), share=1.0)
    taken = {clause for match in matches.values() for clause in match.piece.clauses}
    free = {clause: piece for clause, piece in pieces.items() if clause not in taken}
    places = _places(free.values())
    found = [
        (each, match)
        for each, old in wanted
        if each.clause not in matches and not each.blank and (match := _most_alike(old, reading, free, places))
    ]
    found.sort(key=lambda pair: -pair[1].share)
    told: set[int] = set()
    for each, match in found:
        if not each.guidance:
            matches[each.clause] = match
        elif match.share >= _GUIDANCE and told.isdisjoint(match.piece.clauses):
            matches[each.clause] = match
            told.update(match.piece.clauses)
    return matches


def _keys(found: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.key for word in found)


def _places(pieces: Iterable[Piece]) -> dict[str, list[int]]:
    """The clauses that each word stands in, as far as the word is not in too many of them."""
    places: dict[str, list[int]] = defaultdict(list)
    for piece in pieces:
        for key in dict.fromkeys(_keys(piece.words)):
            places[key].append(piece.clauses[0])
    return {key: clauses for key, clauses in places.items() if len(clauses) <= _COMMON}


def _most_alike(
    old: Sequence[Word], reading: Reading, free: dict[int, Piece], places: dict[str, list[int]]
) -> Match | None:
    literal = {word.key for word in old if not word.blank}
    shares = Counter(clause for key in sorted(literal) for clause in places.get(key, ()))
    best, least = None, _ALIKE if len(literal) >= _FEW else 1.0
    for clause, _ in shares.most_common(_CANDIDATES):
        for piece in (free[clause], *_with_neighbours(reading, clause, free)):
            share, start, end = alike(old, piece.words)
            if share >= least + (_BETTER if len(piece.clauses) > 1 else 0.0):
                best, least = Match(piece=piece, start=start, end=end, share=share), share
    return best


def _with_neighbours(reading: Reading, clause: int, free: dict[int, Piece]) -> Iterator[Piece]:
    """A clause together with the one before, the one after, or both, under the same heading."""
    clauses = reading.document.clauses
    for first, last in ((clause - 1, clause), (clause, clause + 1), (clause - 1, clause + 1)):
        run = tuple(range(first, last + 1))
        if all(each in free and clauses[each].section == clauses[clause].section for each in run):
            yield _piece(reading, run)
