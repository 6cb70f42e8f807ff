"""Who acts: which side of the agreement a sentence speaks of, and which is its subject.

There are two sides, the municipality (with its units and posts) and NAV. Names that the document itself defines
("heretter kalt Etaten", "FT = flyktningtjenesten") count like the words they stand for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
    "municipality": Side.MUNICIPALITY,
    "nav_unit": Side.NAV,
    "both_parties": Side.BOTH,
}
_FINITE = re.compile(
    r"\b(?:skal|kan|må|vil|bør|plikter|pliktar|er|har|blir|vert|tar|tek|får|gir|gjev|går|holder|held|står|"
    r"(?!etter|under|over|eller|enten|videre|heller|dersom|sommer|unter)[a-zæøå]{3,}(?:er|ar|es|ast)(?<!dager)(?<!parter)(?<!møter)(?<!personer)(?<!ledere)(?<!deltakere)(?<!deltakar))\b"
)
_OPENERS = frozenset(
    "i på ved for etter med når dersom hvis viss under innen innan gjennom fra frå til av om hver hvert kvar kvart tillegg videre vidare da då "
    "det der her ved minst minimum to tre en ein ett eit møtet møte møtene ledermøte leiarmøte innkalling".split()
)
_BY = re.compile(r"\bav\s+(?:\w+\s+){0,4}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sided:
    """A side named in [start, end) of a text."""

    side: Side
    start: int
    end: int


def sided(text: str, mentions: Iterable[Mention], aliases: Mapping[str, Side]) -> list[Sided]:
    """The sides named in `text`, in order; a mention inside a longer one of the other side is left out
    ("NAV-kontoret i kommunen" names both, "nav-kommunen" one)."""
    found = [Sided(side=OF_CONCEPT[m.concept], start=m.start, end=m.end) for m in mentions if m.concept in OF_CONCEPT]
    if aliases:
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in sorted(aliases, key=len, reverse=True)) + r")(?:s|en|a|et)?(?!\w)")
        found += [Sided(side=aliases[_longest(m.group(), aliases)], start=m.start(), end=m.end()) for m in pattern.finditer(text)]
    inner = [s for s in found if not any(o.start <= s.start and s.end <= o.end and (o.end - o.start) > (s.end - s.start) and o.side != s.side for o in found)]
    return sorted(inner, key=lambda s: s.start)


def _longest(word: str, aliases: Mapping[str, Side]) -> str:
    return max((name for name in aliases if word.startswith(name)), key=len)


def joined(sides: Iterable[Side]) -> Side:
    """All of `sides` taken together."""
    distinct = set(sides) - {Side.NONE}
    if not distinct:
        return Side.NONE
    return distinct.pop() if len(distinct) == 1 else Side.BOTH


def subject(text: str, found: Sequence[Sided]) -> Side:
    """The side that is the subject of the main clause, else the agent of a passive ("innkalles av …"), else NONE.

    Norwegian is verb-second: the subject stands before the finite verb, or right after it when something else opens the sentence.
    """
    if not found:
        return Side.NONE
    main = main_clause(text)
    agents = [s for s in found if _BY.search(text.lower(), 0, s.start) and _BY.search(text.lower()[: s.start])]
    verb = _FINITE.search(main)
    if verb is None:
        return joined(s.side for s in found[:1]) if not agents else joined(s.side for s in agents)
    before = [s for s in found if s.end <= verb.start() and main[s.start : s.end].strip()]
    opener = re.match(r"\W*(\w+)", main)
    if before and (opener is None or opener.group(1) not in _OPENERS):
        return joined(s.side for s in before)
    after = [s for s in found if s.start >= verb.end() and len(text[verb.end() : s.start].split()) <= 3]
    if after and not agents:
        follow = [s for s in found if s.start > after[0].end and re.fullmatch(r"\s*(?:og|,|samt|/)\s*(?:\w+\s+){0,3}", text[after[0].end : s.start])]
        return joined(s.side for s in (after[0], *follow[:1]))
    if agents:
        return joined(s.side for s in agents)
    return joined(s.side for s in before)
