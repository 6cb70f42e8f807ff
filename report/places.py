"""Where words stand, as people would say it, and the words on one line."""

from __future__ import annotations

import re

from .messages import text
from .model import DocumentReport, Evidence, Source

_NAMED = re.compile(r"§|[^\W\d_]{2,}")  # "§ 8", "Punkt 3", "Vedlegg 1" say themselves what they are
_UNNUMBERED = re.compile(r"S(\d+)/(\d+)")


def on_one_line(evidence: Evidence) -> str:
    """The quote with its line ends and runs of blanks as single blanks."""
    return " ".join(evidence.quote.replace("-\n", "-").split())


def where(evidence: Evidence, lang: str) -> str:
    """The clause and the page: "punkt 4.2, avsnitt 1, side 3"; "" when neither is known."""
    told = [clause_name(evidence.clause, lang)] if evidence.clause else []
    if evidence.page is not None:
        told.append(f"{text('words', 'page', lang)} {evidence.page}")
    return ", ".join(told)


def clause_name(clause: str, lang: str) -> str:
    """A clause as people would call it: ids of clauses under headings without a number are counted, not printed."""
    if match := _UNNUMBERED.fullmatch(clause):
        return text("words", "unnumbered", lang, heading=match[1], place=match[2])
    number, slash, place = clause.partition("/")
    if number == "0":
        named = text("words", "opening", lang)
    else:
        named = number if _NAMED.match(number) else f"{text('words', 'point', lang)} {number}"
    return f"{named}, {text('words', 'paragraph', lang)} {place}" if place.isdigit() else f"{named}{slash}{place}"


def line_of(document: DocumentReport, evidence: Evidence) -> int | None:
    """The line of a file of plain text on which the clause with the words begins, from 1; None for other files."""
    before = (passage.line for passage in reversed(document.passages) if passage.start <= evidence.start)
    return next(before, None)


def source_name(source: Source) -> str:
    """The document and the section in it: "G-27/2017 4.1"."""
    return f"{source.document} {source.section}".strip()
