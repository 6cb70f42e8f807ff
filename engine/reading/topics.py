"""What neighbouring sentences supply: a meeting in one and its interval in the next, a heading that names the subject.

A topic is opened by a heading or a sentence and holds until the section ends or another sentence opens a new one.
Sentences that only refer ("møtet", "det skjer hvert halvår", "For NAV: Kari Berg, veileder") take the topic's label. A
meeting with a name of its own ("dialogmøtet") is the same meeting wherever the document names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ...extract.model import Document
from .contacts import Contact, Contacts, person_names
from .intervals import Rhythm
from .labels import LIKELY
from .modality import Modality
from .model import Meeting, Provision
from .sides import Side, joined
from .view import view

SUPPLIED = 0.75  # the probability of a label that the topic supplies
_LEADER_MEETING = re.compile(
    r"\b(?:leder|leiar|ledelses|leiings|toppleder|toppleiar|sjefs)-?(?:møte|samling|forum|treff|dialog"
    r"|nivå)\w*|\bstyrings(?:gruppe|gruppa|møte|råd|dialog)\w*"
    r"|\bpart(?:ner|nar)skapsmøte\w*|\btoppmøte\w*|\b(?:på|i) (?:toppen|leiarnivå|ledernivå|ledelsesnivå"
    r"|leiingsnivå)\b",
    re.IGNORECASE,
)
_OTHER_MEETING = re.compile(
    r"\b(?:sam(?:arbeids|handlings|ordnings)|fag|team|ansvarsgruppe|status|kontakt|drøftings|drøftins"
    r"|evaluerings|trekant|saks|deltaker|deltakar|avklarings|overgangs|oppstarts|arbeids|koordinerings"
    r"|nettverks|slutt|ip|mba)-?møte\w*"
    r"|\b(?:fag|team|arbeids|ansvars|basis)grupp\w*|\bteam(?:et|a|ene|møte\w*)?\b|\btrekantsamtale\w*|\bklasse\w*",
    re.IGNORECASE,
)
_INTERNAL_MEETING = re.compile(
    r"\b(?:avdelings|personal|stabs|intern\w*|lærer|lærar|enhets|einings|kontor|ledergruppe"
    r"|leiargruppe)-?møte\w*"
    r"|\b(?:kommunens|kommunen sitt|kommunen sine|bydelens|heradets|etatens|enhetens|navs|nav sitt|nav sine|kontorets)"
    r" (?:eget|egne|eigne|eige|interne?|ordinære) (?:\w+ )?\w*(?:møte|samling|forum)\w*",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b([a-zæøå]{3,}(?:møte|samling|forum|gruppe|grupp|dialog|treff|råd))(?:t|et|a|en|n|ne|ene|ane|r|s)?\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"\b\w*(?:møtet|møtene|møta|samlingen|samlinga|gruppen|gruppa|dialogen|forumet|treffet)\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\b(?:møter?|møtes|møtest|innkalling\w*|innkalles|innkallast|kalle[rs]?|kallar|inviter\w*|referat\w*"
    r"|saksliste\w*|sakliste\w*|hit|dit|begge gang\w*|begge gong\w*|de to|dei to|lederne|leiarane|sjefene"
    r"|sjefane|hvor ofte|kor ofte)\b",
    re.IGNORECASE,
)
_EVALUATION = re.compile(r"\b(?:evaluering|evaluerings|revisjon|revidering|evaluere)\w*", re.IGNORECASE)
_AGREEMENT = re.compile(r"\bavtal\w*|\brutine\w*", re.IGNORECASE)
_COOPERATION = re.compile(r"\bsam(?:arbeid|handling|spill|spel)\w*", re.IGNORECASE)
_CONTACT_HEADING = re.compile(
    r"\bkontakt(?:person|punkt|info|liste|ar|er|flate)?\w*|\bhvem (?:du|man|en)? ?(?:ringer|kontakter)"
    r"|\bkven (?:ein|du)? ?(?:ringer|ringjer|kontaktar)",
    re.IGNORECASE,
)
_CONTACT_PHRASE = re.compile(
    r"\b(?:vender?|vende|henvender?) (?:\w+ )?seg (?:\w+ )?til\b|\bskal vende seg til\b|\b(?:ringer?"
    r"|ringjer) \w+|\bta(?:r|k)? kontakt med\b|\b(?:kontaktes|kontaktast|nås|nåast)\b|\bsvarer for oss\b"
    r"|\ber (?:\w+ ){0,2}kontakt\b|\bfaste? telefon\b|\bspør(?:re|res|r)? etter\b",
    re.IGNORECASE,
)
_LABELLED_NAME = re.compile(r"^\W*(?:for |i |hos |hjå |på |fra |frå )?[\wæøåÆØÅ -]{2,40}:", re.IGNORECASE)
_OWN_CONTACT = re.compile(
    r"\bdeltak\w* (?:sin |egen |eigen |sin eigen )?kontakt|\bdeltagers|\bbrukers\b|\bdeltakeren (?:vender"
    r"|ringer|tar)|\bdeltakaren (?:vender|ringjer|tek)|\bkontaktperson\w* for (?:den|kvar|hver|deltak)"
    r"|\b(?:hver|kvar) deltak\w+ (?:har|får|skal ha)"
    r"|\b(?:hver|kvar|den enkelte) deltak\w+ (?:[\w,]+ ){0,8}kontaktperson"
    r"|\bdeltak\w+ forhold\w+ seg til|\bdeltakerne: egen",
    re.IGNORECASE,
)
_DEFINITION = re.compile(r"^\W*[A-ZÆØÅ]{2,5}\s*=")
_INSIDE = re.compile(r"\b(?:sine|sin|egne|eigne|internt|hans|hennes|eget|eige)\b", re.IGNORECASE)
FAINT_CONTACT = 0.15
_TO_AUTHORITY = re.compile(
    r"\btil (?:IMDi|NIR|SSB|KOSTRA|Fylkesmannen|fylkesmannen|[Ss]tatsforvalter\w*|\w*direktorat\w*|\w*departement\w*)\b"
)
_BAN = re.compile(
    r"\b(?:opplysning|informasjon|melding)\w*\b.*\b(?:skal|må|kan) (?:ikke|ikkje|aldri) (?:\w+ ){0,2}"
    r"(?:gå|gis|gjevast|deles|delast|utveksles|utvekslast|sendes|sendast|formidles|formidlast)\b",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"\b(?:uten|utan|med mindre|før|utover|ut over|mer enn|meir enn|enn|unntatt|om ikke|om ikkje)\b",
    re.IGNORECASE,
)
# The evaluation of what one party offers, or of how it shares its money, is none of the cooperation.
_OF_SERVICES = re.compile(
    r"\bevaluer\w*\s+(?:\w+\s){0,2}\w*(?:kurs|tilbud|tilbod|undervis|opplæring|kost|budsjett|tiltak|elev|deltak)\w*"
    r"|\bhusregl\w*|\b(?:bruker|brukar|spørre|elev|deltaker|deltakar)undersøk\w*",
    re.IGNORECASE,
)
# Goals that somebody shall make one day are no goals yet.
_YET_TO_BE_MADE = re.compile(
    r"\b(?:utform|utarbeid|drøft|formuler|fastsett|fastset|avklar|lag)\w*(?:es|ast|s)\b.{0,40}"
    r"\b(?:nærmere|nærare|senere|seinare|etter hvert|etter kvart|i løpet av|når|til høsten|til hausten|til våren)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:var|hadde|ble|blei|vart|gikk|gjekk|nådde|oppnådde)\b", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:skal|må|mål|målet|vil)\b", re.IGNORECASE)
_SHORT = 60
_LONGEST_CONTACT = 160
_LONGEST_REFERENCE = 160
_LASTS = 3  # sentences through which a topic that a sentence opened holds
_OWN_SUBJECTS = (
    "contact_persons", "info_settlement_plans", "info_arrival", "info_participant", "post_programme",
    "performance_targets", "reporting",
    "nav_contribution_planning", "nav_contribution_delivery", "caseworker_followup", "duration", "economy",
    "confidentiality", "work_placement", "evaluation_cooperation", "evaluation_agreement", "contact_responsibility",
)  # fmt: skip
_EVALUATIONS = ("evaluation_agreement", "evaluation_cooperation")
_FLOW = re.compile(
    r"\b(?:informasjon|beskjed|melding|kontakten|orienter|oppdater|flyt|papir|bindeledd|samordn|koordin"
    r"|løpende|løpande)\w*",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"\W*(?:der|da|då|her|(?:de|dei)(?: to)? (?!som\b)\w+"
    r"|(?:samme|same) \w+|(?:før|etter) (?:kaffen|møtet)"
    r"|(?:i|på) møt(?:et|a|ene)|(?:i|på|ved)? ?(?:den|det|dette|denne|disse|desse) (?:samme |same )?"
    r"(?:\w+ )?(?:møte|dag|samling|anledning|høve|runde|stund|økt|ettermiddag|formiddag)\w*)\b",
    re.IGNORECASE,
)
_TIMED = (Rhythm.YEARLY_OR_SHORTER, Rhythm.LONGER_THAN_YEARLY, Rhythm.REGULAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class _NamedMeeting:
    """What the document says of a meeting, wherever it says so."""

    leaders: Side
    caseworkers: Side
    rhythm: Rhythm


def with_topics(document: Document, found: Sequence[Provision]) -> list[Provision]:
    """`found` with the labels, meetings and intervals that headings and other sentences supply."""
    texts = [view(document.text, each.span).text for each in found]
    named = _named_meetings(found, texts)
    out: list[Provision] = []
    section: int | None = -1
    of_heading = Meeting.NONE
    topic, heading, by_heading, side = Meeting.NONE, "", False, Side.NONE
    age = 0  # sentences since the topic was named; a heading's topic does not age
    for each, text in zip(found, texts, strict=True):
        own = document.clauses[each.clause].section
        if own != section:
            section = own
            heading = view(document.text, document.sections[own].title).text if own is not None else ""
            topic = of_heading = _meeting_of_heading(heading)
            by_heading = bool(_CONTACT_HEADING.search(heading)) and not _OWN_CONTACT.search(heading)
            side = Side.NONE
        each = _flow(_meeting(each, text, topic, named), text, named)
        age += 1
        if each.meeting is not Meeting.NONE:
            topic, age = each.meeting, 0
        elif age >= _LASTS:
            topic = of_heading
        each = _contact(each, text, by_heading, side)
        side = _side_of_contact(each)
        out.append(_evaluation(_elsewhere(_other_scheme(each), text), text, heading))
    return _with_rhythms(out, texts, named)


def _named_meetings(found: Sequence[Provision], texts: Sequence[str]) -> dict[str, _NamedMeeting]:
    about: dict[str, list[Provision]] = {}
    for each, text in zip(found, texts, strict=True):
        for name in _names(text):
            about.setdefault(name, []).append(each)
    return {
        name: _NamedMeeting(
            leaders=joined(each.leaders for each in group),
            caseworkers=joined(each.caseworkers for each in group),
            rhythm=_first_timed(group),
        )
        for name, group in about.items()
    }


def _names(text: str) -> set[str]:
    return {match.group(1).lower().removesuffix("e") for match in _NAMED.finditer(text)}


def _first_timed(group: Iterable[Provision]) -> Rhythm:
    return next((each.rhythm for each in group if each.rhythm in _TIMED), Rhythm.NONE)


def _meeting_of_heading(heading: str) -> Meeting:
    if _OTHER_MEETING.search(heading) or re.search(r"saksbehand|sakshands", heading, re.IGNORECASE):
        return Meeting.NONE
    return Meeting.LEADER if _LEADER_MEETING.search(heading) else Meeting.NONE


def _meeting(each: Provision, text: str, topic: Meeting, named: Mapping[str, _NamedMeeting]) -> Provision:
    meeting = _own_meeting(each, text, named)
    if topic is Meeting.ONE_PARTY and _DEFINITE.search(text) and "nav_unit" not in each.subjects:
        meeting = Meeting.ONE_PARTY
    if (
        topic is Meeting.LEADER
        and _refers(each, text, inside=meeting is Meeting.ONE_PARTY)
        and meeting is not Meeting.OTHER
    ):
        meeting = Meeting.LEADER
    if meeting is Meeting.LEADER or (
        topic is Meeting.LEADER and each.leaders is not Side.NONE and meeting is Meeting.NONE
    ):
        each = replace(each, labels=_raised(each.labels, "leader_followup"))
    if meeting is Meeting.ONE_PARTY:  # what leaders of one party do among themselves is no cooperation
        each = _without(each, "cooperation_forms")
    return replace(each, meeting=meeting)


def _flow(each: Provision, text: str, named: Mapping[str, _NamedMeeting]) -> Provision:
    """Who calls the regular meetings of those who cooperate keeps up the contact. Who calls the leaders' meeting does
    not, but who passes on what both must know does, leaders or not.
    """
    regular = [named[name] for name in _names(text) if named[name].rhythm in _TIMED]
    calls = each.convener not in ("none", "open") and each.meeting is Meeting.OTHER and not _EVALUATION.search(text)
    if calls and any(meeting.caseworkers is not Side.NONE for meeting in regular):
        return replace(each, labels=_raised(each.labels, "contact_responsibility"))
    if each.meeting is not Meeting.LEADER or each.labels["contact_responsibility"] <= LIKELY:
        return each
    if _FLOW.search(text):
        return replace(each, meeting=Meeting.OTHER)
    return _without(each, "contact_responsibility")


def _refers(each: Provision, text: str, *, inside: bool) -> bool:
    """Whether the sentence speaks of the topic's meeting.

    `inside`: its own words fit a meeting inside one party as well.
    """
    if _INTERNAL_MEETING.search(text) or each.labels["nav_office"] > 0.5:
        return False
    if _DEFINITE.search(text) or each.convener != "none":
        return True
    if inside or len(text) >= _LONGEST_REFERENCE or any(each.labels[label] > 0.5 for label in _OWN_SUBJECTS):
        return False
    if each.caseworkers is not Side.NONE and each.leaders is Side.NONE:
        return False
    timed = each.rhythm is not Rhythm.NONE and (len(text) < _SHORT or each.actor is Side.NONE)
    return bool(_REFERENCE.search(text)) or timed or each.modality is Modality.OPEN


def _own_meeting(each: Provision, text: str, named: Mapping[str, _NamedMeeting]) -> Meeting:
    """The meeting that the sentence itself names. Leaders of one side who meet make a meeting inside one party."""
    if each.labels["nav_office"] > 0.5:
        return Meeting.OTHER
    if _INTERNAL_MEETING.search(text):
        return Meeting.ONE_PARTY
    if found := _LEADER_MEETING.search(text):
        among_themselves = each.leaders is Side.MUNICIPALITY and found.group().lower().startswith(("leder", "leiar"))
        return Meeting.ONE_PARTY if among_themselves else Meeting.LEADER
    if _OTHER_MEETING.search(text) and (each.leaders is not Side.BOTH or each.caseworkers is not Side.NONE):
        return Meeting.OTHER
    if any(named[name].leaders is Side.BOTH for name in _names(text)):
        return Meeting.LEADER
    if each.convener != "none" and any(named[name].caseworkers is not Side.NONE for name in _names(text)):
        return Meeting.OTHER  # a leader may call the case workers' meeting
    if each.leaders is Side.NONE:
        return Meeting.NONE
    if _INSIDE.search(text) and "meeting" in each.subjects and "nav_unit" not in each.subjects:
        return Meeting.ONE_PARTY
    likely = each.labels["leader_followup"] > LIKELY
    if "meeting" not in each.subjects:
        return Meeting.LEADER if likely and each.rhythm is not Rhythm.NONE else Meeting.NONE
    return Meeting.LEADER if each.leaders is Side.BOTH or each.labels["leader_followup"] > 0.8 else Meeting.ONE_PARTY


def _contact(each: Provision, text: str, by_heading: bool, before: Side) -> Provision:
    """`before` is the side whose contact the sentence before gives; a sentence that names no side continues it."""
    if _OWN_CONTACT.search(text):  # whom a participant turns to says nothing of how the parties follow up
        return replace(_without(each, "contact_persons"), caseworkers=Side.NONE)
    if _DEFINITION.match(text):
        return _without(each, "contact_persons")
    if each.contacts.unsided is not Contact.NONE and before is not Side.NONE:
        each = replace(each, contacts=_given_to(before, each.contacts.unsided))
    given = {each.contacts.municipality, each.contacts.nav, each.contacts.unsided} - {Contact.NONE}
    if not given or len(text) > _LONGEST_CONTACT or each.labels["contact_responsibility"] > 0.5:
        return each
    line = (
        bool(person_names(text))
        or each.blank
        or Contact.OPEN in given
        or each.labels["contact_persons"] > FAINT_CONTACT
    )
    elsewhere = any(each.labels[label] > 0.5 for label in _OWN_SUBJECTS if label != "contact_persons")
    phrase = Contact.STATED in given and _CONTACT_PHRASE.search(text) and not elsewhere
    goes_on = before is not Side.NONE and len(text) < _SHORT and not elsewhere
    if by_heading or phrase or goes_on or (line and (before is not Side.NONE or _LABELLED_NAME.match(text))):
        return replace(each, labels=_raised(each.labels, "contact_persons"))
    return each


def _given_to(side: Side, contact: Contact) -> Contacts:
    municipality, nav = side in (Side.MUNICIPALITY, Side.BOTH), side in (Side.NAV, Side.BOTH)
    return Contacts(municipality=contact if municipality else Contact.NONE, nav=contact if nav else Contact.NONE)


def _side_of_contact(each: Provision) -> Side:
    if each.labels["contact_persons"] <= LIKELY:
        return Side.NONE
    told = ((each.contacts.municipality, Side.MUNICIPALITY), (each.contacts.nav, Side.NAV))
    given = joined(side for contact, side in told if contact is not Contact.NONE)
    if given is Side.NONE and "nav_unit" in each.subjects:  # "Stillingen som kontaktperson i NAV er ledig"
        return Side.NONE if each.subjects & {"municipality", "municipal_unit"} else Side.NAV
    return given


def _other_scheme(each: Provision) -> Provision:
    """A provision on kvalifiseringsprogrammet or the premises alone is evidence of nothing in the introduction
    programme.
    """
    together = {"nav_unit", "caseworker"} <= each.subjects  # who works in the other's premises works with the other
    if "other_scheme" in each.subjects and "programme" not in each.subjects and not together:
        return replace(each, labels=dict.fromkeys(each.labels, 0.0) | {"other": 1.0})
    return each


def _elsewhere(each: Provision, text: str) -> Provision:
    """What the figures were is no target, and a report to an authority is none between the parties."""
    if (
        each.labels["nav_office"] > SUPPLIED
    ):  # what the office is and offers to all gives nobody a duty in the programme
        for label in ("nav_duties", "municipality_duties", "reporting"):
            each = _without(each, label)
    if each.labels["common_goals"] > LIKELY and _YET_TO_BE_MADE.search(text):
        each = replace(each, modality=Modality.OPEN)
    if _BAN.search(text) and not _BUT.search(text):
        each = replace(each, modality=Modality.NEGATED)
    if _TO_AUTHORITY.search(text) and not each.subjects & {"nav_unit", "both_parties"}:
        return _without(each, "reporting")
    if each.labels["performance_targets"] > LIKELY and _PAST.search(text) and not _TO_COME.search(text):
        return _without(each, "performance_targets")
    return each


def _evaluation(each: Provision, text: str, heading: str) -> Provision:
    """Under a heading on evaluation, and in a sentence on "evalueringsmøtet", an interval is that of the evaluation."""
    named = f"{heading} {text}"
    if _EVALUATION.search(heading) and each.convener != "none":
        each = _without(each, "contact_responsibility")  # who calls the evaluation keeps up no contact
    elsewhere = max(each.labels["nav_office"], each.labels["other"]) > SUPPLIED or _OF_SERVICES.search(text)
    known = any(each.labels[label] >= SUPPLIED for label in _EVALUATIONS)
    if each.rhythm is Rhythm.NONE or known or elsewhere or not _EVALUATION.search(named):
        return each
    labels = each.labels
    if _AGREEMENT.search(named):
        labels = _raised(labels, "evaluation_agreement")
    if _COOPERATION.search(named) or labels is each.labels:
        labels = _raised(labels, "evaluation_cooperation")
    return replace(each, labels=labels)


def _with_rhythms(
    found: Sequence[Provision], texts: Sequence[str], named: Mapping[str, _NamedMeeting]
) -> list[Provision]:
    """An evaluation that takes place in a meeting is as frequent as the meeting."""
    leader = _first_timed(each for each in found if each.meeting is Meeting.LEADER)
    out: list[Provision] = []
    for each, text in zip(found, texts, strict=True):
        evaluates = any(each.labels[label] > LIKELY for label in _EVALUATIONS)
        if evaluates and each.rhythm is Rhythm.NONE:
            own = next(
                (named[name].rhythm for name in sorted(_names(text)) if named[name].rhythm is not Rhythm.NONE),
                Rhythm.NONE,
            )
            if own is Rhythm.NONE and _THERE.match(text):
                own = _occasion(out, each)
            if own is Rhythm.NONE and each.meeting is Meeting.LEADER:
                own = leader
            each = replace(each, rhythm=own)
        out.append(each)
    return out


def _occasion(before: Sequence[Provision], each: Provision) -> Rhythm:
    """How often the meeting is held that the sentences right before `each` tell of."""
    near = [other for other in before[-_LASTS:] if each.clause - other.clause <= 1]
    met = (other for other in near if other.meeting is not Meeting.NONE or "meeting" in other.subjects)
    return _first_timed(met)


def _without(each: Provision, label: str) -> Provision:
    return replace(each, labels={**each.labels, label: 0.0})


def _raised(labels: Mapping[str, float], label: str) -> Mapping[str, float]:
    return {**labels, label: max(labels[label], SUPPLIED)}
