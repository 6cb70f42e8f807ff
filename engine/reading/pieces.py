"""What is read of a document: its paragraphs, items, table rows and cells, each with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...extract.model import Clause, ClauseKind, Document
from .intervals import intervals
from .lexicon import lexicon
from .pipeline import Setting
from .sides import sided
from .view import View, view

# Up to three words and nothing else, or a question without its mark: a heading that nothing marks as one.
_BARE_HEADING = re.compile(
    r"[^\W\d_]+(?: [^\W\d_]+){0,2}"
    # "Det NAV tar seg av"
    r"|(?:Det|Hva|Kva|Hvem|Kven|Hvordan|Korleis|Når|Hvor|Kor|Slik) [^.:;,!?\d]{3,45}"
)
_WHEN = re.compile(r"\W*(?:frist|når|hyppighet|hyppigheit|tidspunkt|tid|hvor ofte|kor ofte)\b", re.IGNORECASE)
# What an amendment replaces, and quotes.
OLD_WORDING = re.compile(
    r"\W*(?:utgått|tidligere|tidlegare|gammel|gamal|gamle|opprinnelig|opphavleg|eldre)e? (?:ordlyd|tekst"
    r"|formulering)\w*\W*",
    re.IGNORECASE,
)
_TO_FILL = re.compile(r"\A\W*(?:fylles|fyllast|skal fylles) ut\W*\Z", re.IGNORECASE)
_NOTHING = " \n-–—"  # what stands in a cell that is empty
_LONGEST_LABEL = 80  # characters of the cell that says what its row is about
_LONGEST_HEADER = 40  # characters
_CELL = 25  # a cell from this many characters on is read by itself too


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A text to be analysed: a clause, a table row or a cell, with what stands around it."""

    clause: int
    view: View
    setting: Setting


def pieces(document: Document) -> Iterator[Piece]:
    """The pieces of `document` in reading order. Headings and tables of contents are none."""
    replaced: frozenset[int] = frozenset()  # columns of the table that quote what holds no longer
    for index, clause in enumerate(document.clauses):
        if clause.kind in (ClauseKind.HEADING, ClauseKind.TITLE, ClauseKind.CONTENTS):
            continue
        heading = heading_path(document, clause)
        if clause.cells:
            old = _old_columns(document, clause)
            replaced = old or replaced
            if not (old or _heads_table(document, index)):
                yield from _row(document, index, clause, heading, replaced)
        else:
            replaced = frozenset()
            lead = view(document.text, document.clauses[clause.lead_in].body).text if clause.lead_in is not None else ""
            seen = view(document.text, clause.body)
            if seen.text.strip() and not (
                clause.kind is ClauseKind.PARAGRAPH and _BARE_HEADING.fullmatch(seen.text.strip())
            ):
                yield Piece(clause=index, view=seen, setting=Setting(heading=heading, lead=lead))


def _old_columns(document: Document, clause: Clause) -> frozenset[int]:
    """The columns that a row says to be of old wording, as the first row of an amendment's table does."""
    return frozenset(at for at, cell in enumerate(clause.cells) if OLD_WORDING.fullmatch(document.quote(cell)))


def _heads_table(document: Document, index: int) -> bool:
    """Whether the cells of a row are the headers of the next one."""
    cells = tuple(document.quote(cell).strip() for cell in document.clauses[index].cells)
    after = document.clauses[index + 1 : index + 2]
    are_headers = bool(after) and any(cells) and tuple(header.strip() for header in after[0].headers) == cells
    # The first row of a table that goes on overleaf is taken for its headers too.
    return are_headers and not any(len(cell) > _LONGEST_HEADER or intervals(cell) for cell in cells)


def row_view(document: Document, clause: Clause) -> View:
    """The cells of a table row in one text, each after the header of its column; without those that are empty."""
    filled = _filled(document, clause)
    return _joined_row(filled) if filled else view(document.text, clause.span)


def _filled(document: Document, clause: Clause, without: frozenset[int] = frozenset()) -> list[tuple[str, View]]:
    """The cells of a row that hold something, with their headers; those of the columns `without` are left out."""
    views = [view(document.text, cell) for cell in clause.cells]
    headers = [*clause.headers, *[""] * (len(views) - len(clause.headers))]
    told = ((_TO_FILL.sub("", header), seen) for header, seen in zip(headers, views, strict=True))
    return [pair for at, pair in enumerate(told) if pair[1].text.strip(_NOTHING) and at not in without]


def _row(document: Document, index: int, clause: Clause, heading: str, replaced: frozenset[int]) -> Iterator[Piece]:
    filled = _filled(document, clause, replaced)
    if filled and not _is_list_of_sentences([seen.text for _, seen in filled]):
        yield Piece(clause=index, view=_joined_row(filled), setting=Setting(heading=heading))
    first = next((number for number, (_, seen) in enumerate(filled) if any(map(str.isalpha, seen.text))), 0)
    label = filled[first][1].text if filled and len(filled[first][1].text) < _LONGEST_LABEL else ""
    for number, (header, seen) in enumerate(filled):
        topic = number <= first and not seen.text.endswith((".", "!")) and len(seen.text) < _LONGEST_LABEL
        topic = topic and not _names_a_side(header)
        when = _WHEN.match(header) is not None  # says nothing by itself
        if len(filled) > 1 and len(seen.text) >= _CELL and not (topic or when):
            around = " / ".join(part for part in (heading, label if number > first else "") if part)
            yield Piece(clause=index, view=seen, setting=Setting(heading=around, lead=header))


@lru_cache(maxsize=1 << 10)  # each header stands above many cells
def _names_a_side(header: str) -> bool:
    return bool(sided(lexicon("no").mentions(header)))


def _is_list_of_sentences(cells: Sequence[str]) -> bool:
    """Whether every cell after the first says what it says by itself; in an annual wheel the first says when."""
    return (
        len(cells) > 2
        and not intervals(cells[0])
        and all(len(cell) >= _CELL and cell.endswith((".", ".)")) for cell in cells[1:])
    )


def _joined_row(filled: Sequence[tuple[str, View]]) -> View:
    """The cells of a row in one text, each after its header.

    A header's letters have the place of the cell that follows.
    """
    text, origin = "", list[int]()
    for header, seen in filled:
        before = (" – " if text else "") + (f"{header}: " if header else "")
        text += before + seen.text
        origin += [seen.origin[0]] * len(before) + list(seen.origin[:-1])
    return View(text=text, origin=(*origin, filled[-1][1].origin[-1]))


def heading_path(document: Document, clause: Clause) -> str:
    """The headings above `clause`, outermost first."""
    titles = []
    at = clause.section
    while at is not None:
        titles.append(view(document.text, document.sections[at].title).text)
        at = document.sections[at].parent
    return " / ".join(reversed(titles))
