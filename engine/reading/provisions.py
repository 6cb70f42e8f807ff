"""Clauses become provisions: sentence by sentence, with labels and facts, and with what neighbouring sentences supply.

A list item takes the modality and the subject of its lead-in; a sentence that only says "møtet" takes the kind of meeting from
the sentence or the heading before it; a cell takes the side that its column names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from ...extract.model import Clause, ClauseKind, Document, Span
from .contacts import Contacts, contacts
from .intervals import Rhythm, intervals, rhythm_of
from .labels import LABELS
from .lexicon import Mention, lexicon
from .modality import Modality, modality_of
from .model import Provision
from .pipeline import Setting, docs
from .placeholders import blanks
from .roles import roles
from .sides import Side, Sided, joined, sided, subject
from .view import View, view

LIKELY = 0.5
_PURPOSE = re.compile(r"\b(?:formål|føremål|bakgrunn|innledning|innleiing|hensikt|intensjon|siktemål|syfte|bakgrund)\w*", re.IGNORECASE)
_NOT_ONLY_PURPOSE = re.compile(r"\b(?:mål og|resultat|felles mål)\b", re.IGNORECASE)
_LEADER_MEETING = re.compile(
    r"\b(?:leder|leiar|ledelses|leiings|toppleder|toppleiar)-?(?:møte|samling|forum|treff|dialog)\w*|\bstyrings(?:gruppe|møte|råd)\w*|\bpart(?:ner|nar)skapsmøte\w*|\btoppmøte\w*|\bstyringsdialog\w*", re.IGNORECASE
)
_OTHER_MEETING = re.compile(
    r"\b(?:sam(?:arbeids|handlings|ordnings)|fag|team|ansvarsgruppe|status|kontakt|drøftings|drøftins|evaluerings|trekant|saks|deltaker|deltakar|avklarings|overgangs|personal|oppstarts|arbeids|koordinerings|nettverks)-?møte\w*|\b(?:fag|team|arbeids|ansvars|basis)grupp\w*|\bteam\w*|\btrekantsamtale\w*", re.IGNORECASE
)
_BARE_MEETING = re.compile(r"\b(?:møtet|møta|møtene|møter|møte|møtes|møtest|det innkalles|innkalling\w*|kalle[rs]? inn|referat\w*|kallar|kaller|samlinga|samlingen|her|hit)\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:avtales|avtalast|bestemmes|bestemmast|avklares|avklarast|fastsettes|fastsetjast|går på omgang|på omgang|etter nærmere avtale|etter nærare avtale|den som)\b", re.IGNORECASE)
_END = re.compile(
    r"\b(?:gjelder|gjeld|varer|varar|løper|løper|har varighet|varighet|varigheit|gyldig|gyldighet|forlenges|forlengast|fornyes|fornyast|utløper|opphører|opphøyrer|står ved lag|i kraft)\b.{0,80}\b(?:til|inntil|fram|frem|ubestemt|uavgrensa|\d+ år|ett år|eit år|to år|tre år|fire år|fem år|automatisk|inneværende|så lenge|så lenge|løpende|løpande|avløses|avløyst|erstattes|erstatta|ny avtale|én|ein)\b"
    r"|\b(?:gjelder|gjeld|varer|varar|løper) (?:i |for )?(?:\d+|ett|eitt|eit|et|to|tre|fire|fem)(?: \(\d+\))? år\b|\bavtaleperiode\w*\b|\bt\.?o\.?m\.?|\b(?:til og med|tidsbegrenset|tidsavgrensa|tidsubestemt|ubestemt tid|uavgrensa tid|tidsubegrenset)\b",
    re.IGNORECASE,
)
_TERMINATION = re.compile(r"\b(?:opps(?:i|e)[a-zæøå]*|sies? opp|seiast? opp|sagt opp|seie opp|seier opp|sier opp|oppseiing\w*|oppsigelse\w*|heve avtalen|gå ut av avtalen|tre ut av)\b", re.IGNORECASE)
_START = re.compile(r"\b(?:trer i kraft|trår i kraft|tre i kraft|i kraft|gjelder fra|gjeld frå|ikrafttredelse|gjelder fom|virkning fra|verknad frå)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A text to be analysed: a clause, or a cell of a row, with what stands around it."""

    clause: int
    view: View
    setting: Setting
    column: str


def provisions(document: Document, nlp: Language, aliases: Mapping[str, Side]) -> list[Provision]:
    """The provisions of `document` in reading order. Headings and tables of contents give none."""
    pieces = list(_pieces(document))
    analysed = docs(nlp, ((piece.view.text, piece.setting) for piece in pieces))
    found: list[Provision] = []
    by_clause: dict[int, Provision] = {}
    for piece, doc in zip(pieces, analysed, strict=True):
        clause = document.clauses[piece.clause]
        lead = by_clause.get(clause.lead_in) if clause.lead_in is not None else None
        for sentence in _sentences(document, piece, doc, lead, aliases):
            found.append(sentence)
            by_clause[piece.clause] = sentence
    return _with_topics(document, found)


def _pieces(document: Document) -> Iterator[_Piece]:
    for index, clause in enumerate(document.clauses):
        if clause.kind in (ClauseKind.HEADING, ClauseKind.TITLE, ClauseKind.CONTENTS):
            continue
        heading = heading_path(document, clause)
        if clause.cells:
            yield from _cells(document, index, clause, heading)
        else:
            lead = _text(document, document.clauses[clause.lead_in].body) if clause.lead_in is not None else ""
            setting = Setting(heading=heading, lead=lead)
            seen = view(document.text, clause.body)
            if seen.text.strip():
                yield _Piece(clause=index, view=seen, setting=setting, column="")


def _cells(document: Document, index: int, clause: Clause, heading: str) -> Iterator[_Piece]:
    first = _text(document, clause.cells[0])
    for number, cell in enumerate(clause.cells):
        seen = view(document.text, cell)
        if seen.text.strip():
            column = clause.headers[number] if number < len(clause.headers) else ""
            row = first if number and len(first) < 80 else ""
            around = " / ".join(part for part in (heading, row) if part)
            yield _Piece(clause=index, view=seen, setting=Setting(heading=around, lead=column), column=column)


def heading_path(document: Document, clause: Clause) -> str:
    """The headings above `clause`, outermost first."""
    titles = []
    at = clause.section
    while at is not None:
        titles.append(_text(document, document.sections[at].title))
        at = document.sections[at].parent
    return " / ".join(reversed(titles))


def _text(document: Document, span: Span) -> str:
    return view(document.text, span).text


def _sentences(document: Document, piece: _Piece, doc: Doc, lead: Provision | None, aliases: Mapping[str, Side]) -> Iterator[Provision]:
    mentions: list[Mention] = doc.user_data["mentions"]
    around = _around(piece, aliases, doc)
    for row, sentence in enumerate(doc.sents):
        start, end = sentence.start_char, sentence.end_char
        own = [replace(m, start=m.start - start, end=m.end - start) for m in mentions if start <= m.start < end]
        yield _provision(document, piece, sentence.text, (start, end), own, doc.user_data["labels"][row].tolist(), around, lead, aliases)


def _around(piece: _Piece, aliases: Mapping[str, Side], doc: Doc) -> Side:
    """The side that the column header, lead-in or last heading names."""
    for text in (piece.setting.lead, piece.setting.heading.rpartition(" / ")[2]):
        named = joined(s.side for s in sided(text, _mentions(text), aliases))
        if named is not Side.NONE:
            return named
    return Side.NONE


def _mentions(text: str) -> list[Mention]:
    return lexicon("no").mentions(text)


def _provision(
    document: Document,
    piece: _Piece,
    text: str,
    place: tuple[int, int],
    mentions: Sequence[Mention],
    labels: Sequence[float],
    around: Side,
    lead: Provision | None,
    aliases: Mapping[str, Side],
) -> Provision:
    named = sided(text, mentions, aliases)
    own = subject(text, named)
    frequencies = intervals(text)
    rhythm = rhythm_of(frequencies)
    role = roles(text, mentions, named)
    return Provision(
        clause=piece.clause,
        span=piece.view.span(*place),
        labels=dict(zip(LABELS, labels, strict=True)),
        place=_place(piece.setting.heading),
        modality=_modality(text, piece.setting.lead, lead),
        actor=own if own is not Side.NONE else around,
        rhythm=rhythm,
        months=next((f.months for f in frequencies if f.rhythm is rhythm), None),
        blank=bool(blanks(text)),
        leaders=role.leaders,
        caseworkers=role.caseworkers,
        meeting=_meeting(text, mentions),
        convener=_convener(text, mentions, named, own, around),
        contacts=contacts(text, mentions, named, around),
        subjects=frozenset(m.concept for m in mentions),
        ends=_ends(text),
    )


def _place(heading: str) -> str:
    if _PURPOSE.search(heading) and not _NOT_ONLY_PURPOSE.search(heading):
        return "purpose"
    return "annex" if re.search(r"\b(?:vedlegg|bilaga|bilag)\b", heading, re.IGNORECASE) else "body"


def _modality(text: str, lead_text: str, lead: Provision | None) -> Modality:
    own = modality_of(text)
    governing = lead.modality if lead is not None else modality_of(lead_text) if lead_text else Modality.BINDING
    return governing if own is Modality.BINDING and governing is not Modality.BINDING else own


def _meeting(text: str, mentions: Sequence[Mention]) -> str:
    if _LEADER_MEETING.search(text):
        return "leader"
    if _OTHER_MEETING.search(text):
        return "other"
    concepts = {m.concept for m in mentions}
    return "leader" if "leader" in concepts and "meeting" in concepts else "none"


def _convener(text: str, mentions: Sequence[Mention], named: Sequence[Sided], own: Side, around: Side) -> str:
    if not any(m.concept == "convene" for m in mentions):
        return "none"
    side = own if own is not Side.NONE else joined(s.side for s in named)
    if side is Side.NONE:
        return "open" if _OPEN.search(text) else around.value
    return side.value


def _ends(text: str) -> str:
    if _TERMINATION.search(text) or _END.search(text):
        return "stated"
    return "start_only" if _START.search(text) else "none"


def _with_topics(document: Document, found: Sequence[Provision]) -> list[Provision]:
    """Carry the leader meeting from a heading or an earlier sentence to the sentences that only say "møtet"."""
    out: list[Provision] = []
    topic, section = "none", -1
    for each in found:
        clause = document.clauses[each.clause]
        own_section = clause.section if clause.section is not None else -1
        if own_section != section:
            section, topic = own_section, _heading_topic(document, clause)
        text = document.quote(each.span)
        if each.meeting != "none":
            topic = each.meeting
        elif topic == "leader" and (_BARE_MEETING.search(text) or (each.rhythm is not Rhythm.NONE and len(text) < 120)):
            each = replace(each, meeting="leader")
        out.append(each)
    return out


def _heading_topic(document: Document, clause: Clause) -> str:
    if clause.section is None:
        return "none"
    title = _text(document, document.sections[clause.section].title)
    return _meeting(title, _mentions(title)) if not re.search(r"saksbehand|sakshands", title, re.IGNORECASE) else "none"
