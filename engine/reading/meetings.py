"""Which meeting a sentence speaks of: the leaders', another one of both parties, or one inside a party.

A topic is opened by a heading or a sentence and holds until the section ends or another sentence opens a new one. A
meeting with a name of its own ("dialogmøtet") is the same meeting wherever the document names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ...extract.model import ClauseKind, Document
from .intervals import Rhythm
from .labels import LIKELY
from .modality import Modality
from .model import OWN_SUBJECTS, SUPPLIED, Meeting, Provision, raised, without
from .sides import Side, joined

_LEADER_MEETING = re.compile(
    r"\b(?:leder|leiar|ledelses|leiings|toppleder|toppleiar|sjefs)-?(?:møte|samling|forum|treff|dialog"
    r"|nivå|prat|lunsj|kaffe|runde|time|økt|bord|middag|frokost)\w*|\bstyrings(?:gruppe|gruppa|møte|råd|dialog|utval)\w*"
    r"|\bpart(?:ner|nar)skapsmøte\w*|\btoppmøte\w*|\b(?:på|i) (?:toppen|leiarnivå|ledernivå|ledelsesnivå"
    r"|leiingsnivå|strategisk nivå|øverste nivå|øvste nivå)\b"
)
_OTHER_MEETING = re.compile(
    r"\b(?:sam(?:arbeids|handlings|ordnings)|fag|team|ansvarsgruppe|status|kontakt|drøftings|drøftins"
    r"|evaluerings|trekant|saks|deltaker|deltakar|avklarings|overgangs|oppstarts|arbeids|koordinerings"
    r"|nettverks|slutt|ip|mba)-?møte\w*"
    r"|\b(?:fag|team|arbeids|ansvars|basis)grupp\w*|\bteam(?:et|a|ene|møte\w*)?\b|\btrekantsamtale\w*|\bklasse\w*"
)
_COOPERATION_MEETING = re.compile(r"\bsam(?:arbeids|handlings|ordnings)-?møte\w*")
_INTERNAL_MEETING = re.compile(
    r"\b(?:avdelings|personal|stabs|intern\w*|lærer|lærar|enhets|einings|kontor|ledergruppe"
    r"|leiargruppe)-?møte\w*"
    r"|\bintern\w* (?:\w+ )?\w*(?:tavle|møte|samling|forum|gjennomgang)\w*"
    r"|\b(?:kommunens|kommunenes|kommunanes|kommunen sitt|kommunen sine|bydelens|heradets|etatens|enhetens"
    r"|navs|nav sitt|nav sine|kontorets"
    r"|(?:rådmannen|kommunedirektøren|kommunalsjefen|enhetslederen|nav-lederen)s|(?:rådmannen|kommunedirektøren"
    r"|kommunalsjefen|einingsleiaren|nav-leiaren) (?:sitt|sine))"
    r" (?:eget|egne|eigne|eige|egen|eigen|eiga|interne?|ordinære)"
    r" (?:\w+ )?\w*(?:møte(?!rom)|samling|forum|gruppe|gruppa)\w*"
    r"|(?:leder|leiar)møtet? (?:sitt|sine)\b"
    r"|\b(?:sitt|sine) (?:eget|eige|egne|eigne) \w*(?:møte|samling)\w*"
)
_OWN_LEADERS = re.compile(
    r"\b(?:sine )?(?:egne|eigne) \w*(?:leder|leiar)\w*|\bsine mellomle(?:dere|iarar)\b"
    r"|\bmed (?:\w+ )?\w*(?:leder|leiar|ansatt|tilsett|rettleiar|veileder|rådgiver|rådgjevar)\w* (?:sine|sin)\b"
    r"|\bmed sine (?:\w+ )?\w*(?:leder|leiar|ansatt|tilsett|rettleiar|veileder|rådgiver|rådgjevar)\w*"
    r"|\w*le(?:derne|iarane) sine (?:til|i|på|inn|hver|kvar)\b|\bseg i ?mellom\b"
    r"|\bmed (?:sine )?(?:egne|eigne) (?:avdeling|seksjon|ansatt|tilsett|folk|lag)\w*"
    r"|\b(?:har|held|holder) sitt \w*møte\b"
)
_NAMED = re.compile(
    r"\b([a-zæøå]{3,}(?:møte|samling|forum|gruppe|grupp|dialog|treff|råd)|(?:program|felles|samarbeids)styre)"
    r"(?:t|et|a|en|n|ne|ene|ane|r|s)?\b"
)
EVALUATION = re.compile(r"\b(?:evaluering|evaluerings|revisjon|revidering|evaluere)\w*")
_DEFINITE = re.compile(
    r"\b\w*(?:møtet|møtene|møta|samlingen|samlinga|gruppen|gruppa|dialogen(?! m(?:ed|ellom|illom)\b)|forumet|treffet"
    r"|utvalet|utvalget)\b"
)
# Who is not there does not meet, be that said of the meeting in the sentence before.
_NAV_ABSENT = re.compile(
    r"\bnav(?:s|-\w+)?\b(?: \w+){0,3} (?:ikke|ikkje) (?:\w+ )?(?:representert|til stede|til stades|sete|invitert"
    r"|innkalt|deltar|deltek|til bords|med(?= (?:på|i) (?:møte|det|dette|desse|disse)|(?: der| her)?\W*\Z))"
    r"|\bnav(?:-\w+)? (?:deltar|deltek|møter) (?:ikke|ikkje)\b"
    r"|\ber (?:kommunens|kommunen sitt|bydelens|heradets) (?:eget|eige)\W*\Z"
    r"|\b(?:bare|berre|kun) for (?:bydelen|kommunen|heradet|nav|(?:statlig|statleg|kommunal) side)\b"
    r"|– (?:[^–:]*: )?(?:bare|berre|kun) (?:bydelen|kommunen|heradet|nav)(?= –|\W*\Z)"
)
_SAYS_OF_IT = re.compile(r"\W*(?:de[nt]|dette|møte[tn]\w*|saml\w+) (?:er|var)\b")
_SEVERAL_LEADERS = re.compile(
    r"\w*(?:lederne|ledere|leiarane|leiarar|sjefene|sjefane|sjefer|direktørane|direktørene)\b|\brådmenn"
)
_REFERENCE = re.compile(
    r"\b(?:møter?|møtes|møtest|innkalling\w*|innkalles|innkallast|kalle[rs]?|kallar|inviter\w*|referat\w*"
    r"|saksliste\w*|sakliste\w*|hit|dit|begge gang\w*|begge gong\w*"
    r"|(?:de|dei) to(?! (?:etat|tenest|tjenest|hus|kontor|kommun))|lederne|leiarane|sjefene"
    r"|sjefane|hvor ofte|kor ofte)\b"
)
_MUNICIPAL = frozenset({"municipality", "municipal_unit", "municipal_post", "both_parties"})
_INSIDE = re.compile(r"\b(?:sine|sin|egne|eigne|internt|hans|hennes|eget|eige)\b")
_SHORT = 60
_LONGEST_REFERENCE = 160
LASTS = 3  # sentences through which a topic that a sentence opened holds
_COUNCIL = re.compile(r"\b(?:formannskap|kommunestyre|heradsstyre|bystyre)\w*")
_FLOW = re.compile(
    r"\b(?:kjem|kommer|når) (?:fram|frem)\b"
    r"|\b(?:informasjon|opplysning|beskjed|melding|kontakten|forbindels|samband|orienter|oppdater|flyt|papir|bindeledd"
    r"|samordn|koordin|løpende|løpande)\w*"
)
TIMED = (Rhythm.YEARLY_OR_SHORTER, Rhythm.LONGER_THAN_YEARLY, Rhythm.REGULAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMeeting:
    """What the document says of a meeting, wherever it says so."""

    leaders: Side
    caseworkers: Side
    timed: Provision | None  # the first that says how often


def with_meetings(
    document: Document,
    found: Sequence[Provision],
    texts: Sequence[str],
    headings: Sequence[tuple[int | None, str]],
    named: Mapping[str, NamedMeeting],
) -> list[Provision]:
    """`found`, whose words in lower case are `texts`, with the meeting that each speaks of and what follows from that.

    `headings` are the section of each and its heading in lower case, `named` the meetings with a name of their own.
    """
    out: list[Provision] = []
    section: int | None = -1
    topic = of_heading = Meeting.NONE
    opened: int | None = None  # the clause that named the topic, None for the heading
    age = 0  # sentences since the topic was named; a heading's topic does not age
    for each, text, (own, heading) in zip(found, texts, headings, strict=True):
        if own != section:
            section, opened = own, None
            topic = of_heading = _meeting_of_heading(heading)
        clause = document.clauses[each.clause]
        beside = opened not in (None, each.clause) and (clause.kind is ClauseKind.ITEM or bool(clause.cells))
        each = _flow(_meeting(each, text, topic, named, beside=beside), text, named)
        if out and out[-1].clause == each.clause and _is_absence(each, text):
            if out[-1].meeting is Meeting.LEADER:
                out[-1] = without(replace(out[-1], meeting=Meeting.ONE_PARTY), "cooperation_forms")
            elif out[-1].caseworkers is Side.BOTH:
                inside = without(replace(out[-1], meeting=Meeting.ONE_PARTY), "cooperation_forms")
                out[-1] = replace(inside, caseworkers=Side.MUNICIPALITY)
        age += 1
        if each.meeting is not Meeting.NONE:
            topic, age, opened = each.meeting, 0, each.clause
        elif age >= LASTS:
            topic, opened = of_heading, None
        out.append(each)
    return out


def named_meetings(found: Sequence[Provision], texts: Sequence[str]) -> dict[str, NamedMeeting]:
    """The meetings with a name in `texts`, the words of `found` in lower case, by the name as `names_of` gives it."""
    about: dict[str, list[Provision]] = {}
    for each, text in zip(found, texts, strict=True):
        for name in names_of(text):
            about.setdefault(name, []).append(each)
    return {
        name: NamedMeeting(
            leaders=joined(each.leaders for each in group),
            caseworkers=joined(each.caseworkers for each in group),
            timed=first_timed(group),
        )
        for name, group in about.items()
    }


@lru_cache(maxsize=1 << 10)  # each sentence is looked at by many
def names_of(text: str) -> frozenset[str]:
    """The names of meetings in `text`, which is in lower case, without their endings."""
    return frozenset(match.group(1).removesuffix("e") for match in _NAMED.finditer(text))


def first_timed(group: Iterable[Provision]) -> Provision | None:
    """The first that says how often, None where none does."""
    return next((each for each in group if each.rhythm in TIMED), None)


def _meeting_of_heading(heading: str) -> Meeting:
    if _OTHER_MEETING.search(heading) or re.search(r"saksbehand|sakshands", heading):
        return Meeting.NONE
    return Meeting.LEADER if _LEADER_MEETING.search(heading) else Meeting.NONE


def _meeting(
    each: Provision, text: str, topic: Meeting, named: Mapping[str, NamedMeeting], *, beside: bool
) -> Provision:
    """`beside`: the topic is that of another item of the list or another row of the table."""
    meeting = _own_meeting(each, text, named)
    if (
        topic is Meeting.ONE_PARTY
        and meeting is not Meeting.LEADER
        and _DEFINITE.search(text)
        and "nav_unit" not in each.subjects
    ):
        meeting = Meeting.ONE_PARTY
    if (
        topic is Meeting.LEADER
        and _refers(each, text, inside=meeting is Meeting.ONE_PARTY, beside=beside)
        and meeting is not Meeting.OTHER
    ):
        meeting = Meeting.LEADER
    if meeting is Meeting.NONE and each.modality is Modality.OPEN and each.labels["leader_followup"] > SUPPLIED:
        meeting = Meeting.LEADER  # "Hvor ofte lederne treffes, er ikke bestemt", whatever they are called
    if meeting is Meeting.LEADER or (
        topic is Meeting.LEADER and each.leaders is not Side.NONE and meeting is Meeting.NONE
    ):
        each = raised(each, "leader_followup")
    return replace(_cooperation(each, text, meeting), meeting=meeting)


def _cooperation(each: Provision, text: str, meeting: Meeting) -> Provision:
    """`each` as a form of cooperation where both parties meet; what one does among themselves is none."""
    if meeting is Meeting.ONE_PARTY:
        return without(each, "cooperation_forms")
    of_leaders = meeting is Meeting.LEADER and each.leaders is Side.BOTH
    if each.rhythm in TIMED and (
        of_leaders or (each.labels["nav_office"] <= LIKELY and _COOPERATION_MEETING.search(text))
    ):
        each = raised(each, "cooperation_forms")
    matter = all(each.labels[label] <= LIKELY for label in ("other", "dispute", "nav_office"))
    if meeting is Meeting.OTHER and matter and "meeting" in each.subjects and _of_caseworkers(each):
        each = raised(each, "caseworker_followup")
    return each


def _flow(each: Provision, text: str, named: Mapping[str, NamedMeeting]) -> Provision:
    """Who calls the regular meetings of those who cooperate keeps up the contact. Who calls the leaders' meeting does
    not, but who passes on what both must know does, leaders or not.
    """
    regular = [named[name] for name in names_of(text) if named[name].timed]
    calls = each.convener not in ("none", "open") and each.meeting is Meeting.OTHER and not EVALUATION.search(text)
    itself = each.rhythm in TIMED and each.caseworkers is Side.BOTH
    if calls and (itself or any(meeting.caseworkers is not Side.NONE for meeting in regular)):
        return raised(each, "contact_responsibility")
    if each.meeting is not Meeting.LEADER or each.labels["contact_responsibility"] <= LIKELY:
        return each
    if _FLOW.search(text):
        return replace(each, meeting=Meeting.OTHER)
    return without(each, "contact_responsibility")


def _refers(each: Provision, text: str, *, inside: bool, beside: bool) -> bool:
    """Whether the sentence speaks of the topic's meeting.

    `inside`: its own words fit a meeting inside one party as well. `beside`: the next item or row, with a month or an
    interval of its own.
    """
    if _INTERNAL_MEETING.search(text) or _COUNCIL.search(text) or _NAV_ABSENT.search(text):
        return False
    if each.labels["nav_office"] > 0.5 or _of_caseworkers(each):
        return False
    elsewhere = any(each.labels[label] > 0.5 for label in OWN_SUBJECTS)
    if _DEFINITE.search(text) or (each.convener != "none" and not (beside and elsewhere)):
        return True
    if inside or len(text) >= _LONGEST_REFERENCE or elsewhere:
        return False
    if each.caseworkers is not Side.NONE and each.leaders is Side.NONE:
        return False
    meets = each.labels["other"] <= LIKELY and not beside
    timed = meets and each.rhythm is not Rhythm.NONE and (len(text) < _SHORT or each.actor is Side.NONE)
    return bool(_REFERENCE.search(text)) or timed or each.modality is Modality.OPEN


def _of_caseworkers(each: Provision) -> bool:
    """Whether the case workers of both sides take part; a leader of one may call or lead their meeting."""
    return each.caseworkers is Side.BOTH and each.leaders is not Side.BOTH


def _is_absence(each: Provision, text: str) -> bool:
    """Whether a sentence says of the meeting before it that NAV is not there, or that it is the municipality's own."""
    own = _SAYS_OF_IT.match(text) and _INTERNAL_MEETING.search(text) and "nav_unit" not in each.subjects
    return bool(own or _NAV_ABSENT.search(text))


def _is_internal(each: Provision, text: str) -> bool:
    """Whether the sentence says that the meeting is one party's."""
    own = _OWN_LEADERS.search(text) and each.actor is not Side.BOTH
    return bool(own or _INTERNAL_MEETING.search(text) or _NAV_ABSENT.search(text))


def _own_meeting(each: Provision, text: str, named: Mapping[str, NamedMeeting]) -> Meeting:
    """The meeting that the sentence itself names. Leaders of one side who meet make a meeting inside one party."""
    if each.labels["nav_office"] > 0.5:
        return Meeting.OTHER
    if _is_internal(each, text):
        return Meeting.ONE_PARTY
    if found := _LEADER_MEETING.search(text):
        among_themselves = each.leaders is Side.MUNICIPALITY and found.group().startswith(("leder", "leiar"))
        return Meeting.ONE_PARTY if among_themselves else Meeting.LEADER
    others = _OTHER_MEETING.search(text) and (each.leaders is not Side.BOTH or each.caseworkers is not Side.NONE)
    below = each.labels["caseworker_followup"] > LIKELY and each.leaders is Side.NONE
    if others or ("meeting" in each.subjects and (below or _of_caseworkers(each))):
        return Meeting.OTHER
    if any(named[name].leaders is Side.BOTH for name in names_of(text)):
        return Meeting.LEADER
    if each.convener != "none" and any(named[name].caseworkers is not Side.NONE for name in names_of(text)):
        return Meeting.OTHER  # a leader may call the case workers' meeting
    return Meeting.NONE if each.leaders is Side.NONE else _meeting_of_leaders(each, text)


def _meeting_of_leaders(each: Provision, text: str) -> Meeting:
    """The meeting of a sentence that names leaders and no meeting known by its name."""
    elsewhere = each.subjects & {"nav_unit", "both_parties"}
    if each.leaders is Side.MUNICIPALITY and not elsewhere and _SEVERAL_LEADERS.search(text):
        return Meeting.ONE_PARTY
    across = "nav_unit" in each.subjects and each.subjects & _MUNICIPAL
    if _INSIDE.search(text) and "meeting" in each.subjects and not across:
        return Meeting.ONE_PARTY
    likely = each.labels["leader_followup"] > LIKELY
    if "meeting" not in each.subjects:
        among_leaders = each.labels["leader_followup"] > SUPPLIED and each.caseworkers is Side.NONE
        calls = "convene" in each.subjects and (each.leaders is Side.BOTH or among_leaders)
        met = (
            likely
            and (calls or each.rhythm is not Rhythm.NONE)
            and all(each.labels[own] < each.labels["leader_followup"] for own in OWN_SUBJECTS)
        )
        return Meeting.LEADER if met else Meeting.NONE
    return Meeting.LEADER if each.leaders is Side.BOTH or each.labels["leader_followup"] > 0.9 else Meeting.ONE_PARTY
