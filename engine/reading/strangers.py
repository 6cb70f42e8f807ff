"""Municipalities, districts and NAV offices that are named as if they were parties but are none.

They are what is left over from an agreement that was copied. A name counts only where it stands as a party's would: it
has a duty, pays, signs, has the contact person or is told something. Promises silence about every place of which the
agreement says what it has to do with it (a neighbour, a host, a seller, a school), and where the parties' own place is
not known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...extract.model import ClauseKind, Span
from .gazetteer import gazetteer
from .model import Reading
from .sentences import Sentence
from .sides import Side

_CAPITAL = r"[A-ZÆØÅÁČĐŊŠŽ][^\W\d_]*(?:[-–/][A-ZÆØÅ][^\W\d_]*)*"
_NAME = rf"{_CAPITAL}(?: (?:(?:og|i) )?{_CAPITAL})*"
_BEFORE_KIND = re.compile(rf"(?P<name>{_NAME}) (?:kommune|herad)(?:s|n)?\b")
_AFTER_KIND = (
    (Side.MUNICIPALITY, re.compile(rf"\b[Bb]ydel(?:en)? (?P<name>{_NAME})")),
    (Side.NAV, re.compile(rf"\b(?:NAV|Nav)(?:[- ]?kontor(?:et)?)?(?: i| ved)? (?P<name>{_NAME})")),
)
_SPLIT = re.compile(r"[-–/]| og ")
_EXPLAINED = re.compile(
    r"\b(?:nabo|vert|interkommunal|samarbeidskommun|felles|region|kjøp|leie|leig|mottak|skole|skule|sent(?:er"
    r"|ra|re)\b|senteret"
    r"|sammenslå|samanslå|slått sa|slått i hop|flytt|pendl|tidligere|tidlegare|forhenværende|delegert"
    r"|delegasjon|krisesent"
    r"|legevakt|overtatt|overteke|utlån|utlånt|lånt|prosjekt|nettverk)\w*"
    r"|\w*(?:skole|skule|senter|senteret|opplæring(?:en|a)?|mottak(?:et)?)\b"
    r"|\b(?:på vegne av|på vegner av|etter (?:egen |eigen |særskilt )?avtale|avtale\w* (?:med|fra|frå)"
    r"|avtala (?:med|frå)"
    r"|sammen med|saman med|i samarbeid med|samarbeid\w* med|lik(?:t|e)? som|slik som|etter mønster"
    r"|etter modell|inspirert)\b",
    re.IGNORECASE,
)
_LEADS = (
    r"(?:(?:leder\w*|leiar\w*|programrådgiver\w*|programrådgjevar\w*|veileder\w*|rettleiar\w*|rådmann\w*"
    r"|kommunedirektør\w*"
    r"|\w*tjenesten|\w*tenesta|\w*kontoret|\w*enheten|\w*eininga|kontaktperson\w*) (?:i|ved|hos|hjå|på|for|av) )?"
)
_OPENS = re.compile(rf"^\W*(?:\d[\d.]*\s*)?{_LEADS}$", re.IGNORECASE)
_ACTS = re.compile(
    r"^\W?\s*(?:v/\S+ |ved \S+ )?(?:(?:og|eller) \S+ (?:\S+ )?)?"
    r"(?:skal|må|plikter|pliktar|forplikter|har (?:ansvar|plikt|hovedansvar|hovudansvar)\w*|er ansvarlig"
    r"|er ansvarleg|kaller|kallar"
    r"|innkaller|innkallar|følger|følgjer|sørger|syter|dekker|dekkjer|dekkar|betaler|betalar|melder|rapporterer"
    r"|utarbeider"
    r"|utarbeidar|lager|lagar|deltar|deltek|bidrar|bidreg|oppnevner|oppnemner|orienterer|informerer|fatter)\b"
)
_AGENT = re.compile(r"\b(?:\w{3,}(?:es|ast)|(?:blir|vert|er) \w+) (?:\w+ ){0,3}(?:av|hos|hjå) $")
_CONTACT = re.compile(r"\bkontakt(?:person)?\w*\b[^.;]{0,60}\b(?:i|hos|hjå|for|ved|på) $", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:meld|varsl|orienter|informer|rapporter)\w*\b[^.;]{0,50}\b(?:til )?$"
    r"|\b(?:send|gir|gjev|lever)\w*\b[^.;]{0,40}\b(?:melding|beskjed|kopi|oversikt|liste|lista"
    r"|rapport)\w* (?:\w+ ){0,3}til $",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:NAV|Nav|NAV-kontoret|kommunen|[Pp]artene|[Pp]artane) og $|\b(?:mellom|imellom) (?:NAV|kommunen) og $"
)
_OPENING = 15  # clauses in which an agreement presents its parties


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A municipality, district or office that is named as one: `place` is its name alone."""

    side: Side
    place: str
    sentence: Sentence
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """One that is named as if it were a party; `clause` is an index into `Document.clauses`."""

    side: Side
    clause: int
    span: Span


def strangers(reading: Reading, said: Sequence[Sentence]) -> list[Stranger]:
    """Those that are no party, in reading order; `said` are the sentences of the document.

    There are none in Swedish and English documents.
    """
    if reading.language in ("sv", "en"):
        return []
    named = [each for sentence in said for each in _named(sentence)]
    own = _own(reading, named)
    if not own:
        return []
    count = Counter(each.place in own for each in named)
    foreign = [each for each in named if each.place not in own]
    explained = {each.place for each in foreign if _is_explained(each.place, said)}
    if count[False] >= count[True]:
        return []
    standing = (each for each in foreign if each.place not in explained and _stands_as_party(each, reading))
    placed = ((each, each.sentence.span(each.start, each.end)) for each in standing)
    # A name in the next cell is a person's ("NAV", "Rana Hussain").
    return [
        Stranger(side=each.side, clause=each.sentence.clause, span=span)
        for each, span in placed
        if "\t" not in reading.document.quote(span)
    ]


def _named(sentence: Sentence) -> Iterator[Named]:
    for match in _BEFORE_KIND.finditer(sentence.text):
        if place := gazetteer().last_in(match["name"].split()):
            start = match.end("name") - len(place)
            yield Named(side=Side.MUNICIPALITY, place=place, sentence=sentence, start=start, end=match.end())
    for side, pattern in _AFTER_KIND:
        for match in pattern.finditer(sentence.text):
            words = match["name"].split()
            place = gazetteer().first_in(words)
            for each in (place,) if place else _parts(words[0]):
                end = match.start("name") + match["name"].index(each) + len(each)
                yield Named(side=side, place=each, sentence=sentence, start=match.start(), end=end)


def _parts(word: str) -> list[str]:
    """The places of an office for several ("Lesja-Dovre")."""
    parts = _SPLIT.split(word)
    return parts if len(parts) > 1 and all(part in gazetteer().entries for part in parts) else []


def _own(reading: Reading, named: Sequence[Named]) -> frozenset[str]:
    """All names of the places of the parties: those in their names and in the title, and those beside them in the text.

    Where no party is named with its place, those that the opening names.
    """
    presenting = {reading.document.clause_at(party.span.start) for party in reading.parties if party.span}
    places = {place for text in (reading.title, *(party.name for party in reading.parties)) for place in _places(text)}
    places |= {each.place for each in named if places and each.sentence.clause in presenting}
    places = places or {each.place for each in named if each.sentence.clause < _OPENING}
    return frozenset(name for place in places for name in gazetteer().same_place(place))


def _places(text: str) -> Iterator[str]:
    for match in re.finditer(_NAME, text):
        words = match.group().split()
        for at in range(len(words)):
            if name := gazetteer().first_in(words[at:]):
                yield name
            yield from _parts(words[at])


def _is_explained(place: str, found: Sequence[Sentence]) -> bool:
    """Whether any sentence that names `place` says what the agreement has to do with it."""
    name = re.compile(rf"(?<!\w){re.escape(place)}(?!\w)")
    return any(name.search(each.text) and _EXPLAINED.search(each.text) for each in found)


def _stands_as_party(each: Named, reading: Reading) -> bool:
    if each.sentence.clause in reading.signature.clauses:
        return True
    if each.sentence.kind in (ClauseKind.TITLE, ClauseKind.HEADING):
        return False
    before, after = each.sentence.text[: each.start], each.sentence.text[each.end :]
    return bool(
        (_OPENS.search(before) and _ACTS.search(after))
        or any(pattern.search(before) for pattern in (_AGENT, _CONTACT, _TOLD, _BESIDE))
    )
