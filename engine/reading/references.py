"""References to points and annexes that the document does not have.

Promises to take a reference as the document's own only where nothing near it speaks of a law, a circular or another
paper, and to count as there whatever the document numbers or lists as an annex.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ...extract.model import ClauseKind, Document, Span
from ...extract.numbers import decimal_path
from .sentences import Sentence

# "kapittel 6 A" is one of a law.
_NUMBER = r"\d{1,2}(?:\.\d{1,2}){0,3}\b(?!\.\d| ?[A-Z]\b)"
_POINT = re.compile(
    rf"\b(?:punkt(?:et|a|ene|ane)?|pkt\.?|avsnitt|(?P<chapter>kapittel|kapitla|kapitlene|kap\.)) ?(?P<first>{_NUMBER})"
    rf"(?: ?(?:og|til|eller|[–-]) ?(?P<last>{_NUMBER})(?!\.? [a-zæøå]+ 20\d\d))?",
    re.IGNORECASE,
)
_REFERS = re.compile(
    r"\b(?:jf\.?|jfr\.?|jamfør|se(?: også)?|sjå(?: òg| også)?|etter|i|under|av|med|fra|frå|nevnt i|nemnd i"
    r"|nemnt i|omtalt i"
    r"|beskrevet i|skildra i|samsvar med|henhold til|følger av|følgjer av|unntatt|unnateke|unntak av|enligt"
    r"|stk\.)\W{1,2}(?:\w+ )?$"
    r"|\(\W*$",
    re.IGNORECASE,
)
# Anywhere before in the sentence: what follows is a point of it. "lovlig" and "lov til" name none.
_OF_A_LAW = re.compile(
    r"§|\b\w*lov(?:en|a|ens|as|forslag\w*|verk\w*)\b|\blov (?:av |om )?\d|\b[A-ZÆØÅ] ?[-–] ?\d{1,2} ?/ ?\d{2,4}"
    r"|\b(?:rundskriv|forskrift|forordning|artikkel|rammeavtal|hovedavtal|hovudavtal|statsbudsjett)\w*"
    r"|\b(?:Ot\. ?prp|St\. ?prp|Prop|Innst|Meld|NOU)\b|\bveilederen?s?\b.{0,30}$|\brettleiar(?:en)?\b.{0,30}$",
    re.IGNORECASE,
)
# Right beside the reference: it is one to another paper.
_PAPER = (
    r"(?:\w*(?:loven|lova|rundskriv\w*|forskrift\w*|veileder\w*|rettleiar\w*|plan|planen|protokoll\w*|vedtak\w*"
    r"|sak|saka|saken"
    r"|mal|malen|skjema\w*|retningslinj\w*|tilbud\w*|håndbok\w*|handbok\w*|rammeavtal\w*|hovedavtal\w*|hovudavtal\w*"
    r"|partnerskapsavtal\w*|partnarskapsavtal\w*|saksframlegg\w*))"
)
_AFTER_PAPER = re.compile(rf"\b{_PAPER}\b(?: \w+)?[ ,]*(?:(?:jf\.?|se|sjå|i|sitt?|sine) )*$", re.IGNORECASE)
_BEFORE_PAPER = re.compile(
    rf"\W{{0,2}}(?:i|til|av|frå|fra) (?:\w+ ){{0,2}}(?:{_PAPER}\b|(?:avtal(?:en|a)) (?:om|fra|frå|av|med|mellom)\b)",
    re.IGNORECASE,
)
_ANNEX = re.compile(
    r"\b(?i:vedlegg|bilag|bilaga)(?:et|ets)? (?:nr\.? ?)?(?P<first>\d{1,2}|[A-H])\b(?!\.?\d)"
    r"(?: ?(?:og|och|til|[–-]) ?(?P<last>\d{1,2}|[A-H])\b(?!\.? ?[\d%]|\.? [a-zæøå]+ 20\d\d))?"
)
_PRESENTS = re.compile(
    r"\b(?:følger|følgjer|ligger|ligg|er|blir|vert) (?:\w+ )?(?:som|ved som|vedlagt|lagt ved|med som|ved i) $",
    re.IGNORECASE,
)
_LIST = re.compile(r"^\W*(?:[\d.]+ )?(?:(?:liste|oversikt|oversyn) over )?(?:vedlegg|bilag|bilaga)\b", re.IGNORECASE)
_TITLE = re.compile(r"\W*(?:[\d.]+ )?(?:vedlegg|bilag|bilaga) (?:nr\.? ?)?(\d{1,2}|[A-H])\b", re.IGNORECASE)
_LISTED = re.compile(r"(?<![\w.])(\d{1,2}|[A-H])(?=[.):,]? )")
_To = Literal["point", "annex"]
_TITLES = (ClauseKind.TITLE, ClauseKind.HEADING)
_FEWEST_NUMBERS = 2
_SHORT = 200  # a line that names annexes is no longer than that


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenReference:
    """A reference in `span` to a point or annex that is not there; `clause` is an index into `Document.clauses`."""

    to: _To
    clause: int
    span: Span


def broken_references(document: Document, said: Sequence[Sentence]) -> list[BrokenReference]:
    """Those of the document, in reading order; `said` are its sentences."""
    numbers, annexes = _numbers(document), _annexes(document)
    of_a_law = frozenset(each.clause for each in said if _OF_A_LAW.search(each.text))
    return [
        BrokenReference(to=to, clause=each.clause, span=each.span(start, end))
        for each in said
        for to, start, end in (*_points(each, numbers, of_a_law), *_to_annexes(each, annexes))
    ]


def _points(sentence: Sentence, numbers: frozenset[str], of_a_law: frozenset[int]) -> Iterator[tuple[_To, int, int]]:
    """Those in a clause that names no law; those to chapters neither in the clause after one."""
    # In a document without numbers they may have been lost when it was made.
    if sentence.kind in _TITLES or sentence.clause in of_a_law or len(numbers) < _FEWEST_NUMBERS:
        return
    for match in _POINT.finditer(sentence.text):
        refers = _REFERS.search(sentence.text[: match.start()]) and not (
            match["chapter"] and sentence.clause - 1 in of_a_law
        )
        if refers and not (_named(match) <= numbers or _is_of(sentence, match)):
            yield "point", *match.span()


def _to_annexes(sentence: Sentence, annexes: frozenset[str]) -> Iterator[tuple[_To, int, int]]:
    if sentence.kind in _TITLES or _LIST.match(sentence.text):
        return
    for match in _ANNEX.finditer(sentence.text):
        presented = _PRESENTS.search(sentence.text[: match.start()])
        if not (presented or _named(match) <= annexes or _is_of(sentence, match)):
            yield "annex", *match.span()


def _named(match: re.Match[str]) -> set[str]:
    return {match["first"], match["last"] or match["first"]}


def _is_of(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the reference is one to a law or another paper."""
    before, after = sentence.text[: match.start()], sentence.text[match.end() :]
    return bool(_OF_A_LAW.search(before) or _AFTER_PAPER.search(before) or _BEFORE_PAPER.match(after))


def _numbers(document: Document) -> frozenset[str]:
    """All numbers that the document prints, those of items also after the number of what they stand under."""
    found: set[str] = set()
    for section in document.sections:
        found |= _paths(section.number)
    for clause in document.clauses:
        own = _paths(clause.number)
        above = _paths(document.sections[clause.section].number) if clause.section is not None else set()
        found |= own | {f"{outer}.{inner}" for outer in above for inner in own if "." not in inner}
        if printed := re.match(r"\W{0,2}(\d{1,2}(?:\.\d{1,2}){0,3})[.):]?\s", document.quote(clause.span)):
            found.add(printed.group(1))
    return frozenset(found)


def _paths(number: str) -> set[str]:
    """The number in figures ("Kapittel 4", "§ 4-1" and "4.1" as "4", "4.1" and "4.1"), and all that stand above it."""
    path = decimal_path(number) or tuple(re.findall(r"\d+", number))
    parts = [str(part) for part in path]
    return {".".join(parts[:count]) for count in range(1, len(parts) + 1)}


def _annexes(document: Document) -> frozenset[str]:
    """The numbers and letters of the annexes that the document has or lists, in capitals."""
    found: set[str] = set()
    listing = False
    for clause in document.clauses:
        text = " ".join(document.quote(clause.span).split())
        if _LIST.match(text) and len(text) < _SHORT:
            listing = True
            found |= {match.group(1).upper() for match in _LISTED.finditer(f"{text} ")}
        elif listing and (clause.kind is ClauseKind.ITEM or re.match(r"\W*(?:\d{1,2}|[A-H])[.):]? ", text)):
            found |= {match.group(1).upper() for match in _LISTED.finditer(text[:12])}
            found.add(clause.number.upper())
        else:
            listing = False
        if named := _TITLE.match(text):
            found.add(named.group(1).upper())
    return frozenset(found)
