"""Which leaders and case workers a sentence speaks of, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .lexicon import Mention
from .sides import Side, Sided, joined

_PLURAL = re.compile(r"(?:ne|ane|ene|ere|arar|erne|arane)\b|nivå|møte|forum|grupp|samling|råd\b|team")
_MEETING = re.compile(r"møt|forum|samling|nivå|grupp")
_LINK = re.compile(r"\s*(?:\w+\s+){0,2}?(?:ved|i|for|av|hos|på|til|fra|frå|hjå|v/|,|\()\s*(?:[\w-]+\s+){0,2}?")
_OFFICE = " nav"  # "leder NAV Årstad"
_WITHIN = re.compile(r"\s(?:i|ved|hos|på|hjå)\s")  # "integreringsteamet i NAV" is NAV's
_WORK_WITH = re.compile(r"\bsamarbeid\w* med\s+$")  # what they talk of
_AND = re.compile(r"\s*(?:og|samt|/|,)\s*(?:(?:i|ved|for|hos|hjå)\s+)?")
_OWN = re.compile(r"(?<!nav )(?<!kommunen )(?<!bydelen )(?<!heradet )\b(?:sine|sin|sitt)(?: egne| eigne)? \Z")
_NAV_BY_NAME = re.compile(
    r"(?:jobb|karriere|arbeids|oppfølgings)?(?:veileder|rettleiar|veiledar|vegleiar)\w*|(?:jobbspesialist|markedskontakt|marknadskontakt)\w*"
    r"|kontor(?:leder|leiar|sjef)\w*"
)
_MUNICIPAL_BY_NAME = re.compile(r"(?:program|intro|flyktning|integrerings|bosettings)\w*")
# "veilederen nevnt i punkt 2": a guide, and nobody.
_GUIDE = re.compile(
    r"(?:veileder|rettleiar)\w* (?:nevnt|nemn[dt]|regner opp|reknar opp|lister opp|listar opp|(?:sier"
    r"|seier)(?! (?:i?fra|i?frå)\b)"
    r"|(?:om|til) (?:introduksjon|integrering|lov|ordning)"
    r"|(?:fra|frå|av) (?:(?:19|20)\d\d|direktorat|departement|imdi|avdir))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The sides whose leaders and whose case workers are named; `level` words ("på ledernivå") count for both sides."""

    leaders: Side
    caseworkers: Side


def roles(text: str, mentions: Sequence[Mention], found: Sequence[Sided]) -> Roles:
    """The leaders and case workers named in `text`."""
    lowered = text.lower()
    named = [m for m in mentions if m.concept in ("leader", "caseworker") and not _GUIDE.match(lowered, m.start)]
    return Roles(
        leaders=_sides_of("leader", lowered, named, found), caseworkers=_sides_of("caseworker", lowered, named, found)
    )


def _sides_of(role: str, text: str, named: Sequence[Mention], found: Sequence[Sided]) -> Side:
    mentions = [m for m in named if m.concept == role]
    if not mentions:
        return Side.NONE
    sides = [_side_of(text, m, [n for n in named if n.start > m.start], found) for m in mentions]
    if len(mentions) > 1:  # "Avdelingsdirektøren samler sine seksjonsledere": they are hers
        hers = [bool(_OWN.search(text, 0, m.start)) for m in mentions]
        sides = [Side.NONE if own else side for own, side in zip(hers, sides, strict=True)]
    persons = {
        text[m.start : m.end]: side
        for m, side in zip(mentions, sides, strict=True)
        if not _MEETING.search(text, m.start, m.end)
    }
    own = set(persons.values())
    acting = {s.side for s in found if not _WORK_WITH.search(text, 0, s.start)}
    several = len(persons) > 1 or any(_PLURAL.search(name) for name in persons)
    if several and len(own) == 1 and own != {Side.BOTH} and acting <= own:
        return own.pop()  # "lederen for flyktningtjenesten har ledermøte med rådmannen"
    if Side.BOTH in sides:
        return Side.BOTH
    whose = joined(sides)
    if whose is Side.NONE and len(mentions) > 1:
        return Side.BOTH
    if whose is Side.NAV and Side.NONE in sides:  # "senterleder og NAV-leder": the other one is the other party's
        return Side.BOTH
    # "Lederne møtes to ganger i året i begge hus", but not what one leader sees to for both sides.
    more = len(mentions) > 1 or _PLURAL.search(text, mentions[0].start, mentions[0].end)
    if whose in (Side.NAV, Side.MUNICIPALITY) and more and any(s.side is Side.BOTH for s in found):
        return Side.BOTH
    return whose


def _and_of(text: str, found: Sequence[Sided]) -> list[Sided]:
    """The sides that "og" joins to the first of `found` ("lederne i kommunen og NAV")."""
    together = []
    for before, after in pairwise(found):
        if not _AND.fullmatch(text, before.end, after.start):
            break
        together.append(after)
    return together


def _side_of(text: str, mention: Mention, later: Sequence[Mention], found: Sequence[Sided]) -> Side:
    inside = [s for s in found if s.start < mention.end and s.end > mention.start]
    if inside:
        return inside[0].side
    until = min((m.start for m in later), default=len(text))
    for at, side in enumerate(found):
        linked = text[mention.end : side.start + 3] == _OFFICE or _LINK.fullmatch(text, mention.end, side.start)
        if mention.end <= side.start < until + 1 and linked:
            owner = next((s for s in found[at + 1 :] if _WITHIN.fullmatch(text, side.end, s.start)), side)
            return joined(s.side for s in (owner, *_and_of(text, [s for s in found[at:] if s.start < until])))
    before = [s for s in found if s.end <= mention.start and not text[s.end : mention.start].strip()]
    if before:
        return before[-1].side
    word = text[mention.start : mention.end]
    if _NAV_BY_NAME.fullmatch(word):
        return Side.NAV
    if _MUNICIPAL_BY_NAME.fullmatch(word):
        return Side.MUNICIPALITY
    return Side.BOTH if _PLURAL.search(word) else Side.NONE
