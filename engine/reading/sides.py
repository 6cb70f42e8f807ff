"""Who acts: which side of the agreement a sentence speaks of, and which is its subject.

There are two sides, the municipality (with its units and posts) and NAV.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from .lexicon import Mention
from .modality import main_clause


class Side(StrEnum):
    """Which side, or both, or none that the text tells."""

    NONE = "none"
    MUNICIPALITY = "municipality"
    NAV = "nav"
    BOTH = "both"


OF_CONCEPT = {
    "municipal_unit": Side.MUNICIPALITY,
    "municipal_post": Side.MUNICIPALITY,
    "municipality": Side.MUNICIPALITY,
    "nav_unit": Side.NAV,
    "both_parties": Side.BOTH,
}
OTHER_SIDE = {Side.MUNICIPALITY: Side.NAV, Side.NAV: Side.MUNICIPALITY}
_FINITE = re.compile(
    r"\b(?:skal|kan|må|vil|bør|plikter|pliktar|er|har|blir|vert|tar|tek|får|gir|gjev|går|holder|held|står|ber|ser|sier|seier|gjer|legg|set|finn|kjem|"
    r"(?!(?:etter|under|over|eller|enten|videre|heller|dersom|sommer|unter)\b)"
    r"(?!\w+(?:leder|leiar|rådgiver|rådgivar|rådgjevar|behandler|handsamar|lærer|lærar)\b)"
    r"(?!(?:leder|leiar) (?:for|av|ved|i|på|hos)\b)"
    r"[a-zæøå]{3,}(?:er|ar|es|ast)(?<!dager)"
    r"(?<!parter)(?<!møter)(?<!personer)(?<!ledere)(?<!deltakere)(?<!deltakar))\b"
)
_OPENERS = frozenset({
    "i", "på", "ved", "for", "etter", "med", "når", "dersom", "hvis", "viss", "under", "innen", "innan", "gjennom",
    "fra", "frå", "til", "av", "om", "hver", "hvert", "kvar", "kvart", "tillegg", "videre", "vidare", "da", "då",
    "det", "der", "her", "minst", "minimum", "to", "tre", "en", "ein", "ett", "eit", "møtet", "møte",
    "møtene", "ledermøte", "leiarmøte", "innkalling",
})  # fmt: skip
_LABEL = re.compile(r"\W*[^\W\d_]*møter?:\s", re.IGNORECASE)
_BY = re.compile(r"\bav\s+(?:\w+\s+){0,4}$")
_PREPOSITION = re.compile(
    r"(?<!leder )(?<!lederen )(?<!leiar )(?<!leiaren )(?<!veileder )(?<!rettleiar )"
    r"\b(?:til|fra|frå|med|hos|hjå|på|for|om|mot|mellom|blant|via|under|gjennom|etter|overfor|ovanfor)\s+"
    r"(?:\w+\s+)?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sided:
    """A side named in [start, end) of a text."""

    side: Side
    start: int
    end: int


def sided(mentions: Iterable[Mention]) -> list[Sided]:
    """The sides that `mentions` name, in order; one inside a longer mention of the other side is left out."""
    found = [Sided(side=OF_CONCEPT[m.concept], start=m.start, end=m.end) for m in mentions if m.concept in OF_CONCEPT]
    kept: list[Sided] = []
    for each in sorted(found, key=lambda s: (s.start, -s.end)):
        while kept and _holds(each, kept[-1]):
            kept.pop()
        if not (kept and _holds(kept[-1], each)):
            kept.append(each)
    return kept


def _holds(outer: Sided, inner: Sided) -> bool:
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.start <= inner.start and inner.end <= outer.end and outer.side != inner.side


def joined(sides: Iterable[Side]) -> Side:
    """All of `sides` taken together."""
    distinct = set(sides) - {Side.NONE}
    if not distinct:
        return Side.NONE
    return distinct.pop() if len(distinct) == 1 else Side.BOTH


def told_by(concepts: Iterable[str]) -> Side:
    """The side that concepts of the lexicon tell, taken together."""
    return joined(OF_CONCEPT[concept] for concept in concepts if concept in OF_CONCEPT)


def subject(text: str, found: Sequence[Sided]) -> Side:
    """The side that is the subject of the main clause, else the agent of a passive ("innkalles av …"), else NONE.

    Norwegian is verb-second: the subject stands before the finite verb, or right after it when something else opens the
    sentence.
    """
    if not found:
        return Side.NONE
    if label := _LABEL.match(text):  # "Ledermøte: NAV-leder kaller inn …"
        cut = label.end()
        rest = [replace(s, start=s.start - cut, end=s.end - cut) for s in found if s.start >= cut]
        return subject(text[cut:], rest)
    main = main_clause(text)
    lowered = text.lower()
    agents = [s for s in found if _BY.search(lowered[: s.start])]
    verbs = (v for v in _FINITE.finditer(main) if not any(s.start <= v.start() < s.end for s in found))
    verb = next(verbs, None)
    if verb is None:
        return joined(s.side for s in (agents or found[:1]))
    before = [s for s in found if s.end <= verb.start() and main[s.start : s.end].strip()]
    opener = re.match(r"\W*(\w+)", main)
    if before and (opener is None or opener.group(1) not in _OPENERS):
        return joined(s.side for s in before if not _PREPOSITION.search(lowered[: s.start]))
    near = (s for s in found if s.start >= verb.end() and len(text[verb.end() : s.start].split()) <= 3)
    after = [s for s in near if not _PREPOSITION.search(lowered[: s.start])]
    if after and not agents:
        follow = [
            s
            for s in found
            if s.start > after[0].end
            and re.fullmatch(r"\s*(?:og|,|samt|/)\s*(?:\w+\s+){0,3}", text[after[0].end : s.start])
        ]
        return joined(s.side for s in (after[0], *follow[:1]))
    if agents:
        return joined(s.side for s in agents)
    return joined(s.side for s in before if not _PREPOSITION.search(lowered[: s.start]))
