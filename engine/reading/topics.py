"""What neighbouring sentences supply: a meeting named in one sentence and its interval in the next, a heading that names the subject.

A topic is opened by a heading or a sentence and holds until the section ends or another sentence opens a new one. Sentences
that only refer ("møtet", "det skjer hvert halvår", "For NAV: Kari Berg, veileder") take the topic's label.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...extract.model import Document
from .contacts import Contact
from .intervals import Rhythm
from .labels import LIKELY
from .model import Meeting, Provision
from .modality import Modality
from .sides import Side
from .view import view

SUPPLIED = 0.75  # the probability of a label that the topic supplies
_LEADER_MEETING = re.compile(
    r"\b(?:leder|leiar|ledelses|leiings|toppleder|toppleiar|sjefs|års)-?(?:møte|samling|forum|treff|dialog|nivå)\w*|\bstyrings(?:gruppe|møte|råd|dialog)\w*"
    r"|\bpart(?:ner|nar)skapsmøte\w*|\btoppmøte\w*|\b(?:på|i) (?:toppen|leiarnivå|ledernivå|ledelsesnivå|leiingsnivå)\b",
    re.IGNORECASE,
)
_OTHER_MEETING = re.compile(
    r"\b(?:sam(?:arbeids|handlings|ordnings)|fag|team|ansvarsgruppe|status|kontakt|drøftings|drøftins|evaluerings|trekant|saks|deltaker|deltakar|avklarings|overgangs|personal|oppstarts|arbeids|koordinerings|nettverks|slutt|ip-)-?møte\w*"
    r"|\b(?:fag|team|arbeids|ansvars|basis)grupp\w*|\b\w*team\w*|\btrekantsamtale\w*|\bklasse\w*",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\b(?:møtet|møta|møtene|møter|møte|møtes|møtest|samlinga|samlingen|innkalling\w*|innkalles|innkallast|kalle[rs]?|kallar|inviter\w*|referat\w*|saksliste\w*|sakliste\w*|hit|dit|begge gang\w*|begge gong\w*|de to|dei to|lederne|leiarane|sjefene|sjefane)\b",
    re.IGNORECASE,
)
_EVALUATION = re.compile(r"\b(?:evaluering|evaluerings|revisjon|revidering|evaluere)\w*", re.IGNORECASE)
_AGREEMENT = re.compile(r"\bavtal\w*|\brutine\w*", re.IGNORECASE)
_COOPERATION = re.compile(r"\bsam(?:arbeid|handling|spill|spel)\w*", re.IGNORECASE)
_CONTACT_HEADING = re.compile(r"\bkontakt(?:person|punkt|info|liste|ar|er|flate)?\w*|\bhvem (?:du|man|en)? ?(?:ringer|kontakter)|\bkven (?:ein|du)? ?(?:ringer|ringjer|kontaktar)", re.IGNORECASE)
_OWN_CONTACT = re.compile(r"\bdeltak\w* (?:sin |egen |eigen |sin eigen )?kontakt|\bdeltagers|\bbrukers\b", re.IGNORECASE)
_LONGEST_CONTACT = 200
_LONGEST_REFERENCE = 160


def with_topics(document: Document, found: Sequence[Provision]) -> list[Provision]:
    """`found` with the labels and meetings that headings and earlier sentences supply."""
    out: list[Provision] = []
    section: int | None = -1
    topic, heading = Meeting.NONE, ""
    contacts = False
    for each in found:
        own = document.clauses[each.clause].section
        if own != section:
            section = own
            heading = view(document.text, document.sections[own].title).text if own is not None else ""
            topic = _meeting_of_heading(heading)
            contacts = bool(_CONTACT_HEADING.search(heading)) and not _OWN_CONTACT.search(heading)
        text = view(document.text, each.span).text
        each = _meeting(each, text, topic)
        if each.meeting is not Meeting.NONE:
            topic = each.meeting
        contacts = contacts or each.labels["contact_persons"] > LIKELY
        out.append(_evaluation(_contact(each, text, contacts), text, heading))
    return out


def _meeting_of_heading(heading: str) -> Meeting:
    if _OTHER_MEETING.search(heading) or re.search(r"saksbehand|sakshands", heading, re.IGNORECASE):
        return Meeting.NONE
    return Meeting.LEADER if _LEADER_MEETING.search(heading) else Meeting.NONE


def _meeting(each: Provision, text: str, topic: Meeting) -> Provision:
    meeting = _named_meeting(each, text)
    refers = _REFERENCE.search(text) or each.rhythm is not Rhythm.NONE or each.modality in (Modality.OPEN, Modality.NEGATED)
    if meeting is Meeting.NONE and topic is Meeting.LEADER and refers and len(text) < _LONGEST_REFERENCE:
        meeting = Meeting.LEADER
    if meeting is Meeting.LEADER:
        each = replace(each, labels=_raised(each.labels, "leader_followup"))
    return replace(each, meeting=meeting)


def _named_meeting(each: Provision, text: str) -> Meeting:
    """The meeting that the sentence itself names. Leaders of one side who meet make a meeting inside one party."""
    if _LEADER_MEETING.search(text):
        return Meeting.LEADER
    if _OTHER_MEETING.search(text):
        return Meeting.OTHER
    if each.leaders is Side.NONE or not each.subjects & {"meeting"}:
        likely = each.labels["leader_followup"] > LIKELY and each.rhythm is not Rhythm.NONE and each.leaders is not Side.NONE
        return Meeting.LEADER if likely else Meeting.NONE
    if each.leaders is Side.BOTH or each.labels["leader_followup"] > 0.8:
        return Meeting.LEADER
    return Meeting.ONE_PARTY


def _contact(each: Provision, text: str, contacts: bool) -> Provision:
    given = {each.contacts.municipality, each.contacts.nav} & {Contact.STATED, Contact.OPEN, Contact.BLANK}
    if contacts and given and len(text) < _LONGEST_CONTACT and not _OWN_CONTACT.search(text):
        return replace(each, labels=_raised(each.labels, "contact_persons"))
    return each


def _evaluation(each: Provision, text: str, heading: str) -> Provision:
    """Under a heading on evaluation, and in a sentence on "evalueringsmøtet", an interval is that of the evaluation."""
    if each.rhythm is Rhythm.NONE or not _EVALUATION.search(f"{heading} {text}"):
        return each
    if any(each.labels[label] > LIKELY for label in ("evaluation_agreement", "evaluation_cooperation")):
        return each
    named = f"{heading} {text}"
    labels = each.labels
    if _AGREEMENT.search(named):
        labels = _raised(labels, "evaluation_agreement")
    if _COOPERATION.search(named) or labels is each.labels:
        labels = _raised(labels, "evaluation_cooperation")
    return replace(each, labels=labels)


def _raised(labels: Mapping[str, float], label: str) -> Mapping[str, float]:
    return {**labels, label: max(labels[label], SUPPLIED)}
