"""What neighbouring sentences and headings supply: a meeting, its interval, the side whose contact a line gives.

Sentences that only refer ("det skjer hvert halvår", "For NAV: Kari Berg, veileder") take the label of what they refer
to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...extract.model import Document
from .contact_lines import asks_for_units, heads_contacts, side_of_contact, with_contact, with_ours
from .intervals import Rhythm
from .labels import LIKELY
from .meetings import EVALUATION, LASTS, TIMED, NamedMeeting, first_timed, named_meetings, names_of, with_meetings
from .modality import Modality
from .model import OWN_SUBJECTS, SUPPLIED, Meeting, Provision, raised, without
from .scope import within_scope
from .sides import Side
from .view import view

_BY_LAW = re.compile(
    r"\bhar (?:[\w,]+ ){0,5}(?:oppgave|oppgåve|plikt|ansvar)\w* (?:\w+ ){0,3}(?:som )?"
    r"(?:følger av|følgjer av|følger etter|er fastsatt i|er fastsett i|er lagt til|går fram av|framgår av|etter"
    r"|i henhold til) .{0,60}"
    r"(?:lov\b|loven|lova|rundskriv|regelverk|forskrift|rettleiar|veileder)"
    r"|\bhar (?:de |dei )?(?:plikt|oppgave|oppgåve|ansvar)\w* (?:som )?.{0,60}(?:lov|loven|lova"
    r"|rundskriv\w*|veileder\w*"
    r"|rettleiar\w*)\b.{0,40}\b(?:fastsetter|fastset|pålegger|pålegg|lister opp|listar opp|nevner|nemner)\b"
)
_FOLLOW_UP = re.compile(r"\b(?:oppfølg|oppfylg|følg\w* opp|fylg\w* opp|overfør)\w*")
_AGREEMENT = re.compile(r"\bavtal\w*|\brutine\w*")
_COOPERATION = re.compile(r"\bsam(?:arbeid|handling|spill|spel)\w*")
# The evaluation of what one party offers, or of how it shares its money, is none of the cooperation.
_OF_SERVICES = re.compile(
    r"\bevaluer\w*\s+(?:\w+\s){0,2}\w*(?:kurs|tilbud|tilbod|undervis|opplæring|kost|budsjett|tiltak|elev|deltak)\w*"
    r"|\bevaluer\w*\s.{0,40}\b(?:sammen|saman) med (?:\w+ )?(?:deltak|elev)\w*"
    r"|\bhusregl\w*|\b(?:bruker|brukar|spørre|elev|deltaker|deltakar)undersøk\w*"
)
# What the document calls itself, and that it is gone through or changed.
_ITSELF_REVISED = re.compile(
    r"\b(?:avtal\w+|rutinen|tabellen|notatet|protokollen|matrisa|matrisen|årshjulet|heftet|papiret|dokumentet|semja"
    r"|teksten)\b"
    r" (?:\w+ ){0,4}?(?:revider\w*|endres|endrast|endrer|endra|justeres|justerast|oppdateres|oppdaterast|rettes"
    r"|rettast|gått|gåast|gås"
    r"|gjennomgås|gjennomgåast|tas opp|takast opp|tas fram|takast fram|skrives om|skriven om|skrivast om)\b"
)
# "Møteplanen står ved lag til …" tells nothing of how long the agreement lasts.
_OTHERS_LAST = re.compile(
    r"\W*(?!avtale|samarbeids)\w*(?:plan|kontrakt)(?:en|a|ane|ene)? (?:står ved lag|gjeld|gjelder|varer|varar|løper)\b"
)
_LEVEL_OF_CASEWORKERS = re.compile(r"\b(?:saksbehandler|sakshandsamar|saksbehandlar|medarbeider|medarbeidar)[- ]?nivå")
_TARGET = re.compile(r"\W*måltal\w* [^.]*\d")
_BY_BOTH = 0.9  # the probability where a heading and the words below it tell the same
_IT_SHALL = re.compile(r"\W*(?:dette|det|rapporten|møtet) (?:skal|gjøres|gjerast|skjer|blir|vert)\b")
_HOW_OFTEN = re.compile(r"\W*(?:hvor|kor) ofte (?:dette|det)\b")
_EVALUATIONS = ("evaluation_agreement", "evaluation_cooperation")
_THEN = re.compile(r"\W*(?:der|da|då)\b")  # of what the sentence before says, be it a meeting or not
_THERE = re.compile(
    r"\W*(?:der|da|då|her|(?:de|dei)(?: to)? (?!som\b)\w+"
    r"|(?:samme|same) \w+|(?:før|etter) (?:kaffen|møtet)"
    r"|(?:i|på) (?:same|samme) \w+|(?:på|under) (?:bordet|(?:dette|det|desse|disse) møt\w+)"
    r"|(?:i|på) (?:møt(?:et|a|ene)|drøfting(?:a|en|ane)|samtalen|samling(?:a|en)|dialogen)"
    r"|(?:i|på|ved)? ?(?:den|det|dette|denne|disse|desse) (?:samme |same )?"
    r"(?:\w+ )?(?:møte|dag|samling|anledning|høve|runde|stund|økt|ettermiddag|formiddag)\w*)\b"
)

_POINT = r"(?:punkt|pkt\.?|avsnitt|kap\w*\.?|art\.|artik\w+|§)"
_NUMBER = r"(?P<number>\d+(?:\.\d+)*)(?:,? nr\.? ?(?P<item>\d+))?"
# "Evaluering etter artikkel 10", "gjennomgangen etter 9.1"
_EVALUATION_UNDER = re.compile(
    r"\b(?:evaluering|vurdering|gjennomgang|gransk|ettersyn|gjennomgåing)\w* (?:som )?"
    r"(?:(?:nevnt|nemnt|omtalt|omtala) )?"
    rf"(?:etter|i|under|jf\.?) (?:(?:{_POINT}|del) ?)?{_NUMBER}\b"
    r"(?!\.? ?(?:år|måned|månad|mnd|uke|veke|dag|kvart|tert|halvår|sem|prosent|%))"
)
# "I møtet etter punkt 4"
_MEETING_UNDER = re.compile(
    r"\b\w*(?:møte|samling|treff|dialog)\w* (?:som er )?(?:(?:som )?(?:nevnt|nemnt|nemnd|omtalt|omtala) )?(?:etter"
    r"|i|under|jf\.?)"
    rf" {_POINT} ?{_NUMBER}"
)


def with_topics(document: Document, found: Sequence[Provision]) -> list[Provision]:
    """`found` with the labels, meetings and intervals that headings and other sentences supply."""
    texts = [view(document.text, each.span).text for each in found]
    headings = _headings(document, found)
    words = [text.lower() for text in texts]  # which is looked through twice as fast as text in either case
    above = [(section, heading.lower()) for section, heading in headings]
    named = named_meetings(found, words)
    met = with_meetings(document, found, words, above, named)
    met = _of_the_meeting_named(document, met, words)
    met = [_by_own_words(each, text) for each, text in zip(met, words, strict=True)]
    met = within_scope(_with_contacts(met, texts, headings), words, [heading for _, heading in above])
    told = [_by_heading(each, text, heading) for each, text, (_, heading) in zip(met, words, above, strict=True)]
    return _with_blanks(_with_rhythms(document, told, words, named), words)


def _headings(document: Document, found: Sequence[Provision]) -> list[tuple[int | None, str]]:
    """The section of each of `found`, None for none, and its heading."""
    sections = [document.clauses[each.clause].section for each in found]
    titles = {own: view(document.text, document.sections[own].title).text for own in sections if own is not None}
    return [(own, titles[own] if own is not None else "") for own in sections]


def _with_contacts(
    found: Sequence[Provision], texts: Sequence[str], headings: Sequence[tuple[int | None, str]]
) -> list[Provision]:
    out: list[Provision] = []
    section: int | None = -1
    by_heading, side = False, Side.NONE
    for each, text, (own, heading) in zip(found, texts, headings, strict=True):
        if own != section:
            section, by_heading, side = own, heads_contacts(heading), Side.NONE
        out.append(with_contact(each, text, by_heading=by_heading, before=side))
        side = side_of_contact(out[-1])
    return with_ours(out, texts)


def _with_blanks(found: Sequence[Provision], texts: Sequence[str]) -> list[Provision]:
    """A blank for when "this" shall be done is one of the provision before it in the clause; so is what says that it is
    not settled how often something is reported.
    """
    out: list[Provision] = []
    for each, text in zip(found, texts, strict=True):
        unsettled = out and each.modality is Modality.OPEN and out[-1].clause == each.clause
        if unsettled and out[-1].labels["reporting"] > LIKELY and _HOW_OFTEN.match(text):
            out[-1] = replace(out[-1], blank=True)
        if each.blank and out and out[-1].clause == each.clause and _IT_SHALL.match(text):
            rhythm = each.rhythm if each.rhythm is Rhythm.BLANK else out[-1].rhythm
            out[-1] = replace(out[-1], blank=True, rhythm=rhythm)
        out.append(each)
    return out


def _by_own_words(each: Provision, text: str) -> Provision:
    """A party that has the duties that follow from the law has duties; who shall follow up when the programme is over
    does so after it; a target is no goal.
    """
    if _OTHERS_LAST.match(text):
        each = without(each, "duration")
    if "municipality" in each.subjects and asks_for_units(each, text):
        each = raised(each, "parties")
    if _TARGET.match(text):
        each = without(raised(each, "performance_targets"), "common_goals")
    duty = {Side.NAV: "nav_duties", Side.MUNICIPALITY: "municipality_duties"}.get(each.actor)
    if duty and _BY_LAW.search(text):
        each = raised(each, duty)
    after = "post_programme" in each.subjects and _FOLLOW_UP.search(text) and each.labels["reporting"] < LIKELY
    return raised(each, "post_programme") if after and duty and each.labels[duty] > LIKELY else each


def _by_heading(each: Provision, text: str, heading: str) -> Provision:
    """Under a heading on evaluation, and in a sentence on "evalueringsmøtet", an interval is that of the evaluation.
    Under one on the level of case workers, what these do is their follow-up.
    """
    named = f"{heading} {text}"
    if _LEVEL_OF_CASEWORKERS.search(heading) and each.caseworkers is not Side.NONE:
        each = raised(each, "caseworker_followup")
    on_evaluation = EVALUATION.search(heading)
    if on_evaluation and each.convener != "none":
        each = without(each, "contact_responsibility")  # who calls the evaluation keeps up no contact
    if on_evaluation and each.rhythm in TIMED and EVALUATION.search(text):
        likelier = max(_EVALUATIONS, key=each.labels.__getitem__)
        each = raised(each, likelier, _BY_BOTH) if each.labels[likelier] > LIKELY else each
    elsewhere = max(each.labels["nav_office"], each.labels["other"]) > SUPPLIED or _OF_SERVICES.search(text)
    known = any(each.labels[label] >= SUPPLIED for label in _EVALUATIONS)
    if each.rhythm is not Rhythm.NONE and not elsewhere and _ITSELF_REVISED.search(text):
        each = raised(each, "evaluation_agreement")
    if each.rhythm is Rhythm.NONE or known or elsewhere or not EVALUATION.search(named):
        return each
    of_agreement, of_cooperation = _AGREEMENT.search(named), _COOPERATION.search(named)
    if of_agreement:
        each = raised(each, "evaluation_agreement")
    return raised(each, "evaluation_cooperation") if of_cooperation or not of_agreement else each


def _with_rhythms(
    document: Document, found: Sequence[Provision], texts: Sequence[str], named: Mapping[str, NamedMeeting]
) -> list[Provision]:
    """An evaluation that takes place in a meeting is as frequent as the meeting."""
    leader = first_timed(each for each in found if each.meeting is Meeting.LEADER)
    out: list[Provision] = []
    for each, text in zip(found, texts, strict=True):
        evaluates = any(each.labels[label] > LIKELY for label in _EVALUATIONS)
        if evaluates and each.rhythm is Rhythm.NONE:
            meeting = next((named[name].timed for name in sorted(names_of(text)) if named[name].timed), None)
            if meeting is None and (place := _MEETING_UNDER.search(text)):
                meeting = first_timed(_under(document, found, place))
            if meeting is None and _THERE.match(text):
                at_once = (one for one in out[-1:] if one.clause == each.clause and _THEN.match(text))
                meeting = first_timed(at_once) or _occasion(out, each)
            if meeting is None and each.meeting is Meeting.LEADER:
                meeting = leader
            if meeting is None and out and out[-1].clause == each.clause and "meeting" in out[-1].subjects:
                meeting = first_timed(out[-1:])
            if meeting is None:
                before = (one for one in reversed(out[-2:]) if one.clause == each.clause)
                meeting = first_timed(one for one in before if _says_when_only(one))
            if meeting is not None:
                each = replace(each, rhythm=meeting.rhythm, occasion=meeting.span)
        out.append(each)
    return out


def _says_when_only(each: Provision) -> bool:
    """Whether a sentence is about no matter of its own: "I september hvert år svarer begge på et skjema"."""
    elsewhere = (label for label in OWN_SUBJECTS if label not in _EVALUATIONS)
    return all(each.labels[label] <= 0.5 for label in ("other", *elsewhere))


def _of_the_meeting_named(document: Document, found: Sequence[Provision], texts: Sequence[str]) -> list[Provision]:
    """How often "møte etter punkt 4" is held is said of the leaders' meeting where point 4 is on no other, and how
    often "evaluering etter punkt 5" of the evaluation there.
    """
    out: list[Provision] = []
    for each, text in zip(found, texts, strict=True):
        if each.rhythm in TIMED and each.meeting is not Meeting.LEADER and (place := _MEETING_UNDER.search(text)):
            met = {one.meeting for one in _under(document, found, place)} - {Meeting.NONE}
            if met == {Meeting.LEADER}:
                each = raised(replace(each, meeting=Meeting.LEADER), "leader_followup")
        elif each.rhythm in TIMED and (place := _EVALUATION_UNDER.search(text)):
            there = _under(document, found, place)
            for label in _EVALUATIONS:
                if (likely := max((one.labels[label] for one in there), default=0.0)) > LIKELY:
                    each = raised(each, label, likely)
        out.append(each)
    return out


def _under(document: Document, found: Sequence[Provision], place: re.Match[str]) -> list[Provision]:
    """The provisions under the number that a match of `_MEETING_UNDER` or `_EVALUATION_UNDER` names."""
    wanted = {number for number in (place["number"], place["item"]) if number}
    return [one for one in found if wanted <= _numbers(document, one)]


def _numbers(document: Document, each: Provision) -> set[str]:
    """The printed numbers of the clause and of the section that a provision stands in."""
    clause = document.clauses[each.clause]
    numbers = [clause.number, *([document.sections[clause.section].number] if clause.section is not None else [])]
    return {number.strip("§. ") for number in numbers}


def _occasion(before: Sequence[Provision], each: Provision) -> Provision | None:
    """What says how often the meeting is held that the sentences right before `each` tell of."""
    near = [other for other in before[-LASTS:] if each.clause - other.clause <= 1]
    met = (other for other in near if other.meeting is not Meeting.NONE or "meeting" in other.subjects)
    return first_timed(met)
