"""Clauses become provisions: sentence by sentence, with labels and facts.

A list item takes the modality and the subject of its lead-in, a cell the side that its column names. A table row is
read as a whole ("Når: april – Hva: vi ser tilbake …") and, where its cells are sentences of their own, cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ...extract.model import Document
from .contacts import PRONOUN, Contact, Contacts, contacts, person_names
from .intervals import intervals, rhythm_of
from .labels import LABELS, MATTERS
from .lexicon import Mention, lexicon
from .modality import Modality, modality_of
from .model import SUPPLIED, Meeting, Provision
from .own_names import OwnNames
from .pieces import Piece, pieces
from .pipeline import Setting, docs
from .placeholders import Blank, blanks
from .roles import roles
from .sides import OTHER_SIDE, Side, Sided, joined, sided, subject
from .spacy_core import Doc, Language
from .topics import with_topics
from .validity import ends_of

_PURPOSE = re.compile(
    r"\b(?:formål|føremål|bakgrunn|innledning|innleiing|hensikt|intensjon|siktemål|syfte|bakgrund|hvorfor|kvifor)\w*",
    re.IGNORECASE,
)
# A row of the table at the front that says what the agreement is for.
_PURPOSE_ROW = re.compile(
    r"\W*(?:formål|føremål|bakgrunn|hensikt|hvorfor|kvifor)\w*(?: \w+){0,2}(?: –|:)", re.IGNORECASE
)
_NOT_ONLY_PURPOSE = re.compile(r"\b(?:mål og|resultat|felles mål)\b", re.IGNORECASE)
_MIXED = re.compile(r" og |,|/|&")  # "Kven og kvifor": only some of what stands there says why
_WHY = re.compile(
    r"^\W*(?:vi|me|partene|partane|denne avtalen|denne avtala|avtalen|avtala|rutinen|dette|dokumentet)\b[\w ]{0,12}?"
    r"\b(?:skriver|skriv|har laget|har laga|har skrevet|har skrive|er laget|er laga|er skrevet|er skriven|inngås"
    r"|lager|lagar) (?:\w+ ){0,3}for (?:at|å)\b",
    re.IGNORECASE,
)
_GUIDANCE = re.compile(
    r"\b(?:imdi og avdir|avtalepart(?:ene|ane) (?:velger|vel|bestemmer|bestem)|dett?e? bestemmer avtalepartene"
    r"|les (?:mer|meir) om|avtalemalen|avtalen bør inkludere|rutinene må utarbeides i tråd med|kan for eksempel være"
    r"|møtene kan også avholdes mellom)\b|\bdet er opp til avtalepart"
    r"|^\W*her (?:beskriver|skildrar|skriver|skriv|omtaler|omtalar) (?:avtale)?part(?:ene|ane)\b"
)
_ANNEX = re.compile(r"\b(?:vedlegg|bilaga|bilag)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:avtales|avtalast|(?:blir|vert) avtalt|bestemmes|bestemmast|avklares|avklarast|fastsettes"
    r"|fastsetjast|går på omgang"
    r"|på omgang"
    r"|(?:kommunen|bydelen|heradet) eller nav|nav eller (?:kommunen|bydelen|heradet)|etter nærmere avtale"
    r"|etter nærare avtale|den som)\b",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(
    r"\b(?:ansvar\w*|sørge[rs]?|syte[r]?|svare[r]?|svarar|står) (?:for )?(?:at|å|det|dette|gjennomføring|møte"
    r"|avvikling)\b(?! (?:avtal|rutin))|(?<!med )\bansvar\w* for\b(?! at (?:avtal|rutin))",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\bå\W*\Z")
_CELL = re.compile(r"(?:^|(?<=– ))(?P<responsible>ansvar\w*\b[^:–]*:)?(?:(?! – ).)*", re.IGNORECASE)
_POST_ALONE = re.compile(r": (?:\w*leder|\w*leiar|\w*direktør|\w*sjef|rektor)\w* (?:for|i|ved|på) \w+", re.IGNORECASE)
_CALLED_BY = re.compile(r"\b(?:inn(?:kall|by)\w*|invitasjon\w*) (?:fra|frå|av|ved) (?:[\w-]+ ){0,2}?\Z", re.IGNORECASE)
_IS_HELD = re.compile(r"\b(?:av)?h[oa]ld(?:es|ast)\b|\bf?inn(?:er)? sta?e?d\b|\bskjer\b", re.IGNORECASE)
_NO_CALL = re.compile(r"\b(?:ingen|inga|ikke|ikkje|uten|utan) (?:egen |eiga )?innkalling", re.IGNORECASE)
_WHO_CONVENES = re.compile(
    r"\b(?:hvem|kven)(?: av \w+)? som (?:skal )?(?:kall\w* inn|innkall\w*)\b(?!\W*:)", re.IGNORECASE
)
_IT = re.compile(r"\b(?:det|dette|denne|den|dei|de|gjennomføring\w*|avvikling\w*)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:(?P<first>først|fyrst)|sist)ne(?:vn|mn)(?:te|de)\b", re.IGNORECASE)
_CONCEPT_OF = {Side.MUNICIPALITY: "municipality", Side.NAV: "nav_unit"}
_OF_NAV = re.compile(r"\bnav(?: [a-zæøå]\w+)? (?:ved|v/) ?$", re.IGNORECASE)  # "Nav ved enhetsleder"
_FIGURE = re.compile(
    r"\d+ ?(?:%|prosent|pst)|\b(?:(?:minst|minimum|over|mer enn|meir enn|under) (?:\d+(?!,?\d* ?(?:t|timer"
    r"|timar)\b)|en|én|to|tre|fire"
    r"|fem|seks|sju|åtte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|tjue|tretti|halvparten|halvdelen"
    r"|to tredeler|tre firedeler|tre fjerdedeler)\b"
    r"|av hundre\b|(?:krav\w*|måltal\w*)\b[^.§]*?\d+ (?:\w+ ){0,2}(?:løp|deltak|person|kandidat|plass)"
    r"|\w+ av (?:\w+ )?(?:to|tre|fire|fem|seks|sju|åtte|ni|ti|tolv|tjue|hundre|\d+)\b|av (?:tre|fire|fem"
    r"|seks|sju|åtte|ni|ti|\d+)\b|(?:halvparten|halvdelen|tredjedel\w*|firedel\w*|fjerdedel\w*|tredel\w*)\b)"
)
_PROCESS = re.compile(
    r"\b(?:fastsett|tallfest|talfest|fastset|fastsatt|settes|setjast|sett(?:er)?|set|bestem|vedta|vedtek|avtal"
    r"|bli enige|(?:blir|vert) (?:\w+ )?(?:enige|samde|einige)|justere|oppdatere|reforhandl)\w*"
)
_RECEIVES = re.compile(
    r"\b(?:få|får|mottar|mottek|mottar|motta|blir|bli|vert|holdes|haldast|skal) (?:\w+ ){0,3}(?:beskjed"
    r"|melding|kopi|oversikt|vedtaket|lista|listen|tilsendt|orientert|informert|varslet|varsla|underrettet"
    r"|underretta|varsles|varslast)\b"
)
_LEAD_WORD = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?[.:]\s*")  # "Møter." before the sentences on them


def provisions(document: Document, nlp: Language, aliases: Mapping[str, frozenset[str]]) -> list[Provision]:
    """The provisions of `document` in reading order. Headings and tables of contents give none."""
    read = list(pieces(document))
    names = OwnNames(aliases)
    found: list[Provision] = []
    last: dict[int, Provision] = {}
    texts = ((piece.view.text, piece.setting) for piece in read)
    for piece, doc in zip(read, docs(nlp, texts, names), strict=True):
        lead_in = document.clauses[piece.clause].lead_in
        for own in _sentences(piece, doc, last.get(lead_in) if lead_in is not None else None, names):
            found.append(own)
            last[piece.clause] = own
    return with_topics(document, found)


def _sentences(piece: Piece, doc: Doc, lead: Provision | None, names: OwnNames) -> Iterator[Provision]:
    mentions: list[Mention] = doc.user_data["mentions"]
    mentions = mentions + list(_mentioned_before(piece.view.text, mentions))
    governing = piece.setting.lead
    if governing.rstrip().endswith(".") and piece.view.text[:1].isupper():  # a sentence before others
        governing, lead = "", None
    around = _around(piece.setting)
    if around is Side.NONE:
        around = names.side_of(piece.setting.lead)
    before = Side.NONE
    for row, (start, end) in enumerate(doc.user_data["sentences"]):
        sentence = piece.view.text[start:end]
        if end < len(piece.view.text) and _LEAD_WORD.fullmatch(sentence):
            continue
        own = [replace(m, start=m.start - start, end=m.end - start) for m in mentions if start <= m.start < end]
        own = [m for m in own if m.concept != "municipal_post" or not _OF_NAV.search(sentence, 0, m.start)]
        labels = dict(zip(LABELS, doc.user_data["labels"][row].tolist(), strict=True))
        matters = dict(zip(MATTERS, doc.user_data["matters"][row].tolist(), strict=True))
        modality: Modality = doc.user_data["modalities"][row]
        found = _provision(
            piece, (start, end), own, labels, matters, _governed(modality, sentence, governing, lead), around, lead
        )
        if found.actor is Side.NONE and PRONOUN.match(sentence):
            calls = found.convener in _CONCEPT_OF and before in _CONCEPT_OF
            found = replace(found, actor=before, convener=before.value if calls else found.convener)
        before = found.actor
        yield found


def _mentioned_before(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """ "Førstnevnte" and "sistnevnte" as mentions of the first and the last of the two sides named right before."""
    for match in _BEFORE.finditer(text):
        named = [s.side for s in sided([m for m in mentions if m.end <= match.start()]) if s.side in _CONCEPT_OF]
        if len(set(named)) == len(_CONCEPT_OF):
            last = named[-1]
            first = next(side for side in reversed(named) if side is not last)
            meant = first if match["first"] else last
            yield Mention(concept=_CONCEPT_OF[meant], start=match.start(), end=match.end())


@lru_cache(maxsize=1 << 10)
def _around(setting: Setting) -> Side:
    """The side that the column header, lead-in or last heading names."""
    for text in (setting.lead, setting.heading.rpartition(" / ")[2]):
        named = joined(s.side for s in sided(lexicon("no").mentions(text)))
        if named is not Side.NONE:
            return named
    return Side.NONE


def _provision(
    piece: Piece,
    place: tuple[int, int],
    mentions: Sequence[Mention],
    labels: Mapping[str, float],
    matters: Mapping[str, float],
    modality: Modality,
    around: Side,
    lead: Provision | None,
) -> Provision:
    text = piece.view.text[slice(*place)]
    lowered = text.lower()
    named = sided(mentions)
    actor = _actor(text, named, around, lead)
    rhythm = rhythm_of(intervals(text))
    role = roles(text, mentions, named)
    unfilled = blanks(text)
    blank = any(not each.party for each in unfilled)
    settled = modality not in (Modality.OPEN, Modality.NEGATED) and not blank
    return Provision(
        clause=piece.clause,
        span=piece.view.span(*place),
        labels=labels,
        matters=matters,
        place="guidance" if _GUIDANCE.search(lowered) else _place(piece, text, labels["purpose"]),
        modality=modality,
        actor=actor,
        rhythm=rhythm,
        blank=blank,
        leaders=role.leaders,
        caseworkers=role.caseworkers,
        meeting=Meeting.NONE,
        convener=_convener(text, mentions, named, actor, settled=settled),
        contacts=_as_bound(contacts(text, mentions, named, around), text, modality),
        subjects=_subjects(mentions, unfilled),
        ends=ends_of(text),
        target="figure" if _FIGURE.search(lowered) else "process" if _PROCESS.search(lowered) else "none",
    )


def _subjects(mentions: Sequence[Mention], unfilled: Sequence[Blank]) -> frozenset[str]:
    """The concepts named; a team that is a unit ("flyktningteamet") is no meeting, and a unit that stands in a blank is
    yet to be named.
    """
    units = {(m.start, m.end) for m in mentions if m.concept in ("municipal_unit", "nav_unit")}
    return frozenset(
        m.concept
        for m in mentions
        if (m.concept != "meeting" or (m.start, m.end) not in units)
        and not (m.concept == "municipal_unit" and any(each.start <= m.start < each.end for each in unfilled))
    )


def _as_bound(given: Contacts, text: str, modality: Modality) -> Contacts:
    """A contact by function is left open where the sentence leaves it open ("oppnevnes når lederen er ansatt")."""
    if modality is not Modality.OPEN or modality_of(text) is Modality.BINDING or person_names(text):
        return given
    opened = {Contact.STATED: Contact.OPEN}
    return Contacts(
        municipality=opened.get(given.municipality, given.municipality),
        nav=opened.get(given.nav, given.nav),
        unsided=opened.get(given.unsided, given.unsided),
    )


def _actor(text: str, named: Sequence[Sided], around: Side, lead: Provision | None) -> Side:
    """The subject of the sentence.

    An item without a subject of its own ("holde kommunen orientert") has that of its lead-in.
    """
    if lead is not None and lead.actor is not Side.NONE and text[:1].islower():
        return lead.actor
    if _RECEIVES.search(text.lower()):
        return Side.NONE
    own = subject(text, named)
    return own if own is not Side.NONE else around


def _place(piece: Piece, text: str, purpose: float) -> str:
    """`purpose` is the probability of the label."""
    heading = piece.setting.heading
    if _PURPOSE_ROW.match(piece.view.text) or _WHY.match(text):
        return "purpose"
    only = not _NOT_ONLY_PURPOSE.search(heading) and (purpose > SUPPLIED or not _MIXED.search(heading))
    if _PURPOSE.search(heading) and only:
        return "purpose"
    return "annex" if _ANNEX.search(heading) else "body"


def _governed(own: Modality, sentence: str, lead_text: str, lead: Provision | None) -> Modality:
    """How a sentence binds under its lead-in: what is only an option there is no duty in the items.

    An item that goes on from "… har ansvar for å:" binds as that does, unless its own words say otherwise. That a whole
    list is left open the words of its lead-in must say; where they do not, the items tell how they bind.
    """
    if _GOES_ON.search(lead_text) and modality_of(sentence) is Modality.BINDING:
        own = Modality.BINDING
    by_rules = modality_of(lead_text) if lead_text else Modality.BINDING
    governing = by_rules if lead is None or lead.modality is Modality.OPEN else lead.modality
    return governing if own is Modality.BINDING and governing is not Modality.AIM else own


def _convening_cell(text: str, mentions: Sequence[Mention]) -> re.Match[str] | None:
    """In a row the cell, with the head of its column, on who convenes or is responsible."""
    calls = [m for m in mentions if m.concept == "convene"]
    cells = _CELL.finditer(text)
    return next((c for c in cells if c["responsible"] or any(c.start() <= m.start < c.end() for m in calls)), None)


def _convener(text: str, mentions: Sequence[Mention], named: Sequence[Sided], actor: Side, *, settled: bool) -> str:
    meeting = any(m.concept == "meeting" for m in mentions) or _IT.search(text)
    if _WHO_CONVENES.search(text):
        return "open"
    if _NO_CALL.search(text):
        return "none"
    if not any(m.concept == "convene" for m in mentions) and not (meeting and _RESPONSIBLE.search(text)):
        return "none"
    if " – " in text and (cell := _convening_cell(text, mentions)):
        inside = [each for each in named if cell.start() <= each.start < cell.end()]
        told = joined(each.side for each in named)
        if not inside and told in OTHER_SIDE and _POST_ALONE.search(cell.group()):
            return OTHER_SIDE[told].value  # "leder for Inkludering og leder i NAV … vert: leder for Inkludering"
        named, actor = inside or named, Side.NONE
    if not settled or (_OPEN.search(text) and actor in (Side.NONE, Side.BOTH)):
        return "open"
    callers = [each for each in named if _CALLED_BY.search(text, 0, each.start)]
    if callers and (actor in (Side.NONE, Side.BOTH) or _IS_HELD.search(text)):
        return callers[0].side.value
    side = actor if actor is not Side.NONE else joined(s.side for s in named)
    return "open" if side is Side.NONE and blanks(text) else side.value
