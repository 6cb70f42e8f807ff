"""Contact persons as a sentence, cell or list item states them, for each side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from .lexicon import Mention
from .placeholders import blanks
from .sides import OTHER_SIDE, Side, Sided


class Contact(StrEnum):
    """How a side's contact is given: by name or function, left for later, left blank, or not at all."""

    NONE = "none"
    STATED = "stated"
    OPEN = "open"
    BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """The contact of each side, and one of which the text does not tell the side."""

    municipality: Contact = Contact.NONE
    nav: Contact = Contact.NONE
    unsided: Contact = Contact.NONE


# The last part of what posts are called, which with a capital letter is no first name ("Flyktningkonsulent Kari Moe").
_POST = (
    r"(?:leder|leiar|konsulent|rådgiver|rådgivar|rådgjevar|veileder|rettleiar|koordinator|behandler|handsamar|sjef"
    r"|direktør|rektor|rådmann|spesialist|ansvarlig|ansvarleg|medarbeider|medarbeidar)(?:en)?"
)
_NAME = re.compile(
    rf"\b(?=[A-ZÆØÅÄÖ])(?!(?i:\w*{_POST})\b)"
    r"(?!(?:NAV|Nav|Nye|Kommune|Bydel|Kontakt|Leder|Leiar|Telefon|Tlf|For|Den|Det|Hos|Fra|Frå|Ved|Avtale)\b)"
    r"[A-ZÆØÅÄÖ][a-zæøåäöéèü]+(?:[- ][A-ZÆØÅÄÖ]\.?[a-zæøåäöéèü]*){0,2} "
    r"(?:(?:von|van|der|de|af|el|al|bin) ){0,2}"
    r"(?!(?:kommune|NAV)\b)[A-ZÆØÅÄÖ][a-zæøåäöéèü]+(?:-[A-ZÆØÅ][a-zæøå]+)?\b(?! (?:kommune|herad)\b)"
)
# A place after the name of an office; "i NAV Trond Aas" is a person, for no place has two such names.
_PLACE = re.compile(
    r"\b(?:NAV|Nav|Bydel|bydel)(?:-kontoret)?(?: i)? "
    r"(?:(?:Øvre|Nedre|Nordre|Søndre|Indre|Ytre|Midt|Midtre|Vestre|Østre|Sør|Nord|Øst|Vest|Aust|Store|Lille"
    r"|St\.|Gamle) )*"
    r"(?![A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ][a-zæøå]+\b(?! kommune))[A-ZÆØÅ][\w-]+(?:(?: og |, |/|-)[A-ZÆØÅ][\w-]+)*"
)
_LATER = re.compile(
    r"\b(?:senere|seinare|seinere|siden|sidan)\b.{0,40}\b(?:hvem|kven)\b|\b(?:hvem|kven)\b.{0,60}\b(?:senere|seinare|seinere)\b"
    r"|\b(?:oppnevn|oppnemn|utpek|utnevn|utnemn|peik|pek|avklar|avtal|meld|bestem|bli|vert|finn|kommer|kjem|velj"
    r"|velg|oppgi|oppgje)\w*\b.{0,60}"
    r"\b(?:så snart|etter at|senere|seinare|etter hvert|etter kvart|nærmere|nærare|til enhver tid|ved oppstart"
    r"|etter signering|når)\b"
    r"|\b(?:oppnevn|oppnemn|utpek|utnevn|utnemn|peik|pek|velg|vel)(?:er|ar|es|ast|e|a|s|t)?\b"
    r"|\b(?:ut|opp)(?:peiking|peking|nemning|nevning)\w*\b|\bhver sin\b|\bkvar sin\b|\b(?:hver|kvar) av partene\b"
    r"|\b(?:skal|vil) (?:\w+ )?(?:ha|oppgi|stille med|oppnevne|utpeke|peke ut|peike ut)\b|\bikkje avklart\b"
    r"|\b(?:kommer|kjem)\b.{0,20}\b(?:tilbake|attende)\b"
    r"|\bikk(?:e|je) (?:\w+ )?(?:bestemt|avklart|avgjort)\b|\bne(?:v|m)ner opp\b|\bfinn(?:er)? (?:vi|me) ut\b"
    r"|\b(?:sier|seier|gir|gjev) (?:(?:i?fra|i?frå) |beskjed )(?:\w+ ){0,3}(?:når|så snart)\b"
    r"|\b(?:hvem|kven)\b.{0,60}\bf[åi]r (?:vi|me|dere|dykk) (?:vite|vita|beskjed|melding)\b"
    r"|\bavklares\b|\bavklarast\b|\bmeld\w* (?:frå|fra) om\b|\bvedlegg\b"
)
PRONOUN = re.compile(
    r"\W*(?:det er )?(?:hun|han|ham|henne|ho|hen|vedkommende|vedkommande)\b", re.IGNORECASE
)  # who was named before
_WHO_SIGNS = re.compile(r"\bunderte(?:gnede|ikna|kna)\b", re.IGNORECASE)
# A function, whoever holds it.
_WHOEVER = re.compile(
    r"\bden som (?:til (?:enhver|kvar) tid |alltid )?"
    r"(?:(?:har|hev) (?:[\w«-]+ )?\w*(?:funksjon|stilling|vakt|rolle|saksområd)"
    r"|(?:er på|sit i|sitter i) \w*(?:vakt|skranke|mottak))",
    re.IGNORECASE,
)
_APPOINTED = re.compile(
    r"\b(?:oppnevn|oppnemn|utpek|utnevn|utnemn)(?:es|ast|s)\b|\b(?:pekes|peikast|velges|veljast) ut\b"
)
# A word that says what is asked for, and no post: "kontaktperson", but not "markedskontakten".
_CONTACT = re.compile(r"(?:hoved|hovud|fast|felles|sams)?kontakt", re.IGNORECASE)
_CONTACT_OF = re.compile(r"kontakt\w*\s+(?:i|hos|hjå|på|ved|fra|frå)\s+$", re.IGNORECASE)
_POST_AT = re.compile(rf"\w{{0,30}}{_POST} (?:for|i|ved|på|av|hos|hjå) ", re.IGNORECASE)
_POST_OF = re.compile(rf"{_POST_AT.pattern}(?:\w+ ){{0,2}}\Z", re.IGNORECASE)
_AT_SPEAKER = re.compile(
    r"\b(?:hos|hjå|når|nå|tak i|fatt i) (?P<who>oss|dere|dykk)\b", re.IGNORECASE
)  # "Ham skal dere ringe hos oss"
# "Det er Kari Moe dere skal ringe"
_YOU_TURN_TO = re.compile(
    r"\b(?P<who>dere|de|dykk) (?:skal )?(?:vende?r?|ringj?er?|kontakt\w+|forhold\w+|når|nå|(?:tar|tek"
    r"|ta) kontakt|spør\w*|snakkar?e?r?)\b"
    r"|\b(?:henvend|vend) (?P<to>dere|dykk)\b",
    re.IGNORECASE,
)
_WHOM = re.compile(r"\b(?:den|han|ham|hun|ho|henne)(?: som)? \Z", re.IGNORECASE)
_RINGS = re.compile(r" (?:skal )?(?:ring|kontakt|spør|vender seg|henvender seg|snakk)")
_POSSESSIVE = re.compile(
    r"\W*(?:navs?|kommunens|bydelens|heradets|(?:nav|kommunen|bydelen|heradet) si(?:n|tt)?) (?:\w+ )?kontakt\w*",
    re.IGNORECASE,
)
_AT = re.compile(r"\W*(?:for|hos|hjå|i|på|ved|fra|frå)\s", re.IGNORECASE)  # "Hos dere ringer vi Jonas Buer"
_LABEL = re.compile(
    r"\W*(?:for|hos|hjå|i|på|fra|frå) [\w -]{2,40}:\s", re.IGNORECASE
)  # "For NAV Stord: koordinator for …"
_SIDE_BY_SIDE = re.compile(r"\b(?:for|hos|hjå|i|på|ved|fra|frå|og)\s+$", re.IGNORECASE)
_TOWARDS = re.compile(r"\b(?:overfor|ovanfor|mot)\s+$", re.IGNORECASE)
_ADJECTIVE = re.compile(
    r"\W*(?:\w+: )?(?P<side>kommunal|statlig|statleg)"
    r"(?: kontakt\w*\b|(?: (?:avdeling|side|del|linje|eining|enhet))?(?= –|:|\t))(?!.*\b(?:kommunal|statl[ie]g) )",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"\b\d{2} ?\d{2} ?\d{2} ?\d{2}\b|\b\d{3} ?\d{2} ?\d{3}\b|@")


@lru_cache(maxsize=1 << 10)  # each sentence is asked for several times
def person_names(text: str) -> tuple[tuple[int, int], ...]:
    """Where `text` names a person: half-open ranges. Names of places and offices are left out."""
    places = [match.span() for match in _PLACE.finditer(text)]
    return tuple(m.span() for m in _NAME.finditer(text) if not any(start <= m.start() < end for start, end in places))


def contacts(text: str, mentions: Sequence[Mention], found: Sequence[Sided], around: Side) -> Contacts:
    """The contacts that `text` gives. `around` is the side of the heading, lead-in or column, for a text without one.

    With both sides in one text the words up to the next side's name belong to the side named before them.
    """
    persons = person_names(text)
    marks = [s for s in found if s.side in (Side.MUNICIPALITY, Side.NAV) and not _TOWARDS.search(text[: s.start])]
    # "Kontaktperson i NAV er Kari Moe": the office tells the side, whatever post she has elsewhere in the text.
    marks = [s for s in marks if not any(start <= s.start < end for start, end in persons)] or marks
    if (side := _sided_by_adjective(text)) is not None:
        if all(mark.side is side for mark in marks):
            return _contacts({side: _state(text, mentions, 0, len(text))})
        marks = [Sided(side=side, start=0, end=0), *marks]
    if not marks:
        state = _state(text, mentions, 0, len(text))
        if around is Side.BOTH or any(s.side is Side.BOTH for s in found):
            return Contacts(municipality=state, nav=state)
        return Contacts(unsided=state) if around is Side.NONE else _contacts({around: state})
    if (only := _only_side(text, marks, persons)) is not None:
        side, start = only
        return _contacts({side: _state(text, mentions, start, len(text))})
    told: dict[Side, Contact] = {}
    for side in (Side.MUNICIPALITY, Side.NAV):
        own = [m for m in marks if m.side is side]
        if own:
            other = [m for m in marks if m.side is not side]
            start = 0 if not other or own[0].start < other[0].start else _boundary(text, other, own[0].start)
            end = min((_boundary(text, own, o.start) for o in other if o.start > own[0].start), default=len(text))
            told[side] = _state(text, mentions, start, max(end, own[0].end))
    return _contacts(told)


def _only_side(text: str, marks: Sequence[Sided], persons: Sequence[tuple[int, int]]) -> tuple[Side, int] | None:
    """The one side whose contact a text gives that names both, and where what is said of it starts."""
    labelled = _LABEL.match(text)
    if labelled and len({mark.side for mark in marks if mark.start < labelled.end()}) == 1:
        return marks[0].side, labelled.end()
    alone = not any(_SIDE_BY_SIDE.search(text[: mark.start]) for mark in marks[1:] if mark.side is not marks[0].side)
    if _AT.match(text) and alone and len(persons) < 2 and text[: marks[0].start].count(" ") < 2:
        return marks[0].side, 0
    if _POSSESSIVE.match(text) and text.lower().count("kontakt") == 1:
        return marks[0].side, marks[0].end
    speaker = _at_speaker(text, marks) or _of_office(text, marks)
    if speaker is not None:
        return speaker, 0
    last, others = marks[-1], marks[:-1]
    only_last = not any(m.side is last.side or _CONTACT_OF.search(text[: m.start]) for m in others)
    return (last.side, 0) if only_last and _CONTACT_OF.search(text[: last.start]) else None


def _sided_by_adjective(text: str) -> Side | None:
    """The side of a row or sentence that opens with "Kommunal" or "Statlig", and speaks of no other."""
    opening = _ADJECTIVE.match(text)
    return None if opening is None else Side.NAV if opening["side"].lower().startswith("stat") else Side.MUNICIPALITY


def _at_speaker(text: str, marks: Sequence[Sided]) -> Side | None:
    """The side of the "oss" or "dere" that somebody is reached at, or the one that "dere" turn to."""
    found = list(_AT_SPEAKER.finditer(text))
    at = [mark.side for mark in marks if len(found) == 1 and mark.start == found[0].start("who")]
    turning = _YOU_TURN_TO.search(text)
    turned = (turning.start("who"), turning.start("to")) if turning else ()
    at += [OTHER_SIDE[mark.side] for mark in marks if mark.start in turned or _is_caller(text, mark)]
    return at[0] if at else None


def _is_caller(text: str, mark: Sided) -> bool:
    """ "Hun er den NAV ringer": a contact of the other side."""
    return bool(_WHOM.search(text[: mark.start]) and _RINGS.match(text, mark.end))


def _of_office(text: str, marks: Sequence[Sided]) -> Side | None:
    """The side of "kontaktperson i NAV" where all other sides only say of what somebody is the leader."""
    of = [mark for mark in marks if _CONTACT_OF.search(text[: mark.start])]
    if len(of) != 1:
        return None
    others = (mark for mark in marks if mark not in of)
    posts = all(_POST_OF.search(text[: mark.start]) or _POST_AT.match(text, mark.start) for mark in others)
    return of[0].side if posts else None


def _boundary(text: str, before: Sequence[Sided], place: int) -> int:
    """Where the words of the earlier side end: at the last comma, "og" or full stop before `place`."""
    first = max((s.end for s in before if s.end <= place), default=0)
    cuts = [match.end() for match in re.finditer(r"[,.;:]|\bog\b|\bmens\b|\bmedan\b|\t|–", text[first:place])]
    return first + cuts[-1] if cuts else place


def _contacts(told: dict[Side, Contact]) -> Contacts:
    return Contacts(municipality=told.get(Side.MUNICIPALITY, Contact.NONE), nav=told.get(Side.NAV, Contact.NONE))


def _state(text: str, mentions: Sequence[Mention], start: int, end: int) -> Contact:
    piece = text[start:end]
    unfilled, named = blanks(piece), person_names(piece)
    # "Kontakt: ____ (Kari Moe sluttet i mai)"
    if unfilled and (not named or unfilled[0].end <= named[0][0]):
        return Contact.BLANK
    if named or _NUMBER.search(piece) or PRONOUN.match(text) or _WHO_SIGNS.search(text):
        return Contact.STATED
    if _WHOEVER.search(piece):
        return Contact.STATED
    if _APPOINTED.search(piece.lower()):
        return Contact.OPEN
    posts = ("leader", "caseworker", "municipal_post")
    if any(
        start <= m.start < end and m.concept in posts and not _CONTACT.match(text, m.start, m.end) for m in mentions
    ):
        return Contact.STATED
    return Contact.OPEN if _LATER.search(text.lower()) else Contact.NONE
