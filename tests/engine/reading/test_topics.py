"""What headings and neighbouring sentences supply."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from avtalesjekk.engine.reading.contacts import Contact, Contacts
from avtalesjekk.engine.reading.intervals import Rhythm
from avtalesjekk.engine.reading.labels import LABELS, LIKELY, MATTERS
from avtalesjekk.engine.reading.modality import Modality
from avtalesjekk.engine.reading.model import Meeting, Provision
from avtalesjekk.engine.reading.scope import within_scope
from avtalesjekk.engine.reading.sides import Side
from avtalesjekk.engine.reading.topics import with_topics
from avtalesjekk.extract.model import ClauseKind, Document, Span

from .maker import from_markdown

NOTHING = Provision(
    clause=0,
    span=Span(start=0, end=0),
    labels=dict.fromkeys(LABELS, 0.0),
    matters=dict.fromkeys(MATTERS, 0.0),
    place="body",
    modality=Modality.BINDING,
    actor=Side.NONE,
    rhythm=Rhythm.NONE,
    blank=False,
    leaders=Side.NONE,
    caseworkers=Side.NONE,
    meeting=Meeting.NONE,
    convener="none",
    contacts=Contacts(),
    subjects=frozenset(),
    ends="none",
    target="none",
)
LEADERS_MEET: dict[str, Any] = {"leaders": Side.BOTH, "subjects": frozenset({"meeting"})}


def labelled(**labels: float) -> dict[str, float]:
    """The probabilities `labels`, all others 0."""
    return {**NOTHING.labels, **labels}


def supplied(text: str, *known: dict[str, Any]) -> list[Provision]:
    """The provisions of the document `text` after the pass: one per paragraph, with what is `known` of each."""
    document = from_markdown(text)
    return with_topics(
        document, [replace(NOTHING, **place, **own) for place, own in zip(_places(document), known, strict=True)]
    )


def meetings_of_leaders_and(following: str) -> list[Meeting]:
    """The meetings of a sentence on leaders of both sides, and of one that follows in the same clause."""
    document = from_markdown(f"# Avtale\n\n## Møter\n\nLederne møtes hvert år. {following}\n")
    clause, body = len(document.clauses) - 1, document.clauses[-1].body
    middle = body.start + len("Lederne møtes hvert år. ")
    first = replace(NOTHING, clause=clause, span=Span(start=body.start, end=middle - 1), **LEADERS_MEET)
    second = replace(NOTHING, clause=clause, span=Span(start=middle, end=body.end))
    return [found.meeting for found in with_topics(document, [first, second])]


def _places(document: Document) -> list[dict[str, Any]]:
    bodies = (ClauseKind.PARAGRAPH, ClauseKind.ITEM)
    return [{"clause": i, "span": c.body} for i, c in enumerate(document.clauses) if c.kind in bodies]


@pytest.mark.parametrize(
    "sentence",
    [
        "Det holdes årlig ledermøte mellom partene.",
        "Det blir halde leiarmøte kvart år mellom partane.",
        "Styringsgruppen samles hvert halvår i rådhuset.",
        "Det holdes partnerskapsmøte to ganger i året.",
        "Partene møtes på ledernivå hvert år.",
    ],
)
def test_a_leader_meeting_by_its_name(sentence: str) -> None:
    (found,) = supplied(f"# Avtale\n\n## Møter\n\n{sentence}\n", {})
    assert found.meeting is Meeting.LEADER
    assert found.labels["leader_followup"] > LIKELY


@pytest.mark.parametrize(
    "sentence",
    [
        "Det holdes samarbeidsmøte hver måned i kommunen.",
        "Det blir halde fagmøte kvar månad i kommunen.",
        "Trekantsamtale holdes hver tredje måned i programmet.",
        "Teamet møtes hver uke på flyktningkontoret.",
    ],
)
def test_another_meeting_by_its_name(sentence: str) -> None:
    (found,) = supplied(f"# Avtale\n\n## Møter\n\n{sentence}\n", {})
    assert found.meeting is Meeting.OTHER


@pytest.mark.parametrize(
    "sentence",
    [
        "NAV-leder holder avdelingsmøte hver mandag for sine.",
        "Einingsleiar held personalmøte kvar veke med sine.",
        "På ledernivå går avdelingssjefen gjennom status med sine egne seksjonsledere.",
        "Ledergruppa går gjennom status på sitt eget møte.",
        "Rådmannen går gjennom arbeidet med sine mellomledere.",
    ],
)
def test_a_meeting_inside_one_party(sentence: str) -> None:
    (found,) = supplied(f"# Avtale\n\n## Møter\n\n{sentence}\n", {"leaders": Side.NAV})
    assert found.meeting is Meeting.ONE_PARTY


@pytest.mark.parametrize(
    "sentence",
    [
        "Rådmannen samler enhetslederne hver sjette uke.",
        "Kommunedirektørane i dei tre kommunane møtest i januar kvart år.",
    ],
)
def test_leaders_of_municipalities_among_themselves_meet_inside_one_party(sentence: str) -> None:
    known = {"leaders": Side.MUNICIPALITY, "labels": labelled(leader_followup=0.95)}
    (found,) = supplied(f"# Avtale\n\n## Møter\n\n{sentence}\n", known)
    assert found.meeting is Meeting.ONE_PARTY


@pytest.mark.parametrize(
    "absent",
    [
        "NAV er ikke representert.",
        "NAV-leiaren er ikkje med.",
        "Møtet er kommunens eget.",
        "Det er bare for kommunal side.",
    ],
)
def test_who_is_not_there_does_not_meet(absent: str) -> None:
    assert meetings_of_leaders_and(absent) == [Meeting.ONE_PARTY] * 2


@pytest.mark.parametrize(
    "following",
    [
        "Møtet holdes i kommunens eget møterom.",
        "NAV er ikke enig med kommunen om alt.",
        "Det er kun NAV som kan fatte vedtak om tiltak.",
        "Saken følges opp i kommunens egen ledergruppe.",
    ],
)
def test_words_of_what_is_not_there_take_no_meeting_away(following: str) -> None:
    assert meetings_of_leaders_and(following)[0] is Meeting.LEADER


def test_leaders_of_both_sides_who_meet_make_a_leader_meeting() -> None:
    (found,) = supplied("# Avtale\n\n## Møter\n\nNAV-leder og rådmannen møtes hvert år.\n", LEADERS_MEET)
    assert found.meeting is Meeting.LEADER


def test_a_leader_of_one_side_who_meets_makes_no_leader_meeting() -> None:
    only_nav = {"leaders": Side.NAV, "subjects": frozenset({"meeting", "nav_unit"})}
    (found,) = supplied("# Avtale\n\n## Møter\n\nNAV-leder møter deltakerne hvert år.\n", only_nav)
    assert found.meeting is Meeting.ONE_PARTY


@pytest.mark.parametrize(
    "following",
    [
        "Møtet holdes i november hvert år i rådhuset.",
        "Kommunen kaller inn, og NAV fører referat.",
        "Møta blir lagde til rådhuset kvart år.",
    ],
)
def test_the_next_sentence_speaks_of_the_meeting_just_named(following: str) -> None:
    text = f"# Avtale\n\n## Møter\n\nPartene holder ledermøte om samarbeidet.\n\n{following}\n"
    assert supplied(text, {}, {"convener": "municipality"})[1].meeting is Meeting.LEADER


def test_another_meeting_ends_the_topic() -> None:
    text = (
        "# Avtale\n\n## Møter\n\nPartene holder ledermøte om samarbeidet.\n\n"
        "Det holdes fagmøte hver måned i teamet.\n\nMøtet ledes av NAV i kommunens lokaler.\n"
    )
    assert supplied(text, {}, {}, {})[2].meeting is not Meeting.LEADER


def test_the_heading_names_the_meeting_for_all_that_stands_under_it() -> None:
    text = (
        "# Avtale\n\n## Ledermøte\n\nMøtet holdes i november i rådhuset.\n\n"
        "## Annet\n\nMøtet er åpent for alle i kommunen.\n"
    )
    assert [each.meeting for each in supplied(text, {}, {})] == [Meeting.LEADER, Meeting.NONE]


def test_a_meeting_with_a_name_of_its_own_is_the_same_wherever_it_is_named() -> None:
    text = (
        "# Avtale\n\n## Møter\n\nNAV-leder og rådmannen har dialogmøte om ordningen.\n\n"
        "## Evaluering\n\nSamarbeidet blir vurdert på dialogmøtet.\n"
    )
    assert [each.meeting for each in supplied(text, LEADERS_MEET, {})] == [Meeting.LEADER, Meeting.LEADER]


def test_an_evaluation_in_a_meeting_is_as_frequent_as_the_meeting() -> None:
    text = (
        "# Avtale\n\n## Møter\n\nNAV-leder og rådmannen har dialogmøte hvert år.\n\n"
        "## Evaluering\n\nSamarbeidet blir evaluert på dialogmøtet.\n"
    )
    meeting = {**LEADERS_MEET, "rhythm": Rhythm.YEARLY_OR_SHORTER}
    evaluation = {"labels": labelled(evaluation_cooperation=0.9)}
    assert supplied(text, meeting, evaluation)[1].rhythm is Rhythm.YEARLY_OR_SHORTER


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Avtalen skal evalueres hvert år.", "evaluation_agreement"),
        ("Avtala skal evaluerast kvart år.", "evaluation_agreement"),
        ("Samarbeidet skal evalueres hvert år.", "evaluation_cooperation"),
        ("Det skjer hvert år i november.", "evaluation_cooperation"),
    ],
)
def test_an_interval_under_a_heading_on_evaluation_is_that_of_the_evaluation(sentence: str, label: str) -> None:
    (found,) = supplied(f"# Avtale\n\n## Evaluering\n\n{sentence}\n", {"rhythm": Rhythm.YEARLY_OR_SHORTER})
    assert found.labels[label] > LIKELY


def test_who_calls_the_evaluation_meeting_keeps_up_no_contact() -> None:
    known = {"convener": "nav", "labels": labelled(contact_responsibility=0.9)}
    (found,) = supplied("# Avtale\n\n## Evaluering\n\nNAV kaller inn til møte om dette.\n", known)
    assert found.labels["contact_responsibility"] == 0.0


def test_under_a_heading_on_contacts_a_name_is_a_contact() -> None:
    known = {"contacts": Contacts(nav=Contact.STATED)}
    (found,) = supplied("# Avtale\n\n## Kontaktpersoner\n\nNAV Sunndal: Ola Li, tlf. 99 88 77 66\n", known)
    assert found.labels["contact_persons"] > LIKELY


def test_a_line_without_a_side_continues_that_of_the_line_before() -> None:
    first = {"contacts": Contacts(nav=Contact.STATED)}
    second = {"contacts": Contacts(unsided=Contact.STATED)}
    text = (
        "# Avtale\n\n## Kontaktpersoner\n\nNAV Sunndal: Ola Li, veileder her\n\nVara er Kari Berg når Ola er borte.\n"
    )
    assert supplied(text, first, second)[1].contacts == Contacts(nav=Contact.STATED)


@pytest.mark.parametrize(
    "sentence",
    [
        "Kontaktperson for den enkelte deltaker er Kari Berg.",
        "Kvar deltakar får kontaktperson for kvar sak i NAV.",
        "PR = programrådgiver, den som følger opp",
    ],
)
def test_the_participants_own_contact_is_no_contact_of_the_parties(sentence: str) -> None:
    known = {"labels": labelled(contact_persons=0.9), "contacts": Contacts(nav=Contact.STATED)}
    (found,) = supplied(f"# Avtale\n\n## Annet\n\n{sentence}\n", known)
    assert found.labels["contact_persons"] == 0.0


@pytest.mark.parametrize(
    ("subjects", "expected"),
    [(frozenset({"other_scheme"}), 0.0), (frozenset({"other_scheme", "programme"}), 0.9)],
)
def test_a_provision_on_another_scheme_alone_is_evidence_of_nothing(subjects: frozenset[str], expected: float) -> None:
    known = {"labels": labelled(nav_duties=0.9), "subjects": subjects}
    (found,) = supplied("# Avtale\n\n## Annet\n\nNAV følger opp deltakere i KVP.\n", known)
    assert found.labels["nav_duties"] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("I fjor gikk 60 prosent av deltakerne ut i arbeid.", 0.0),
        ("Målet er at 60 prosent av deltakerne går ut i arbeid.", 0.9),
    ],
)
def test_what_the_figures_were_is_no_target(sentence: str, expected: float) -> None:
    (found,) = supplied(f"# Avtale\n\n## Mål\n\n{sentence}\n", {"labels": labelled(performance_targets=0.9)})
    assert found.labels["performance_targets"] == expected


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("Seksjonsleder holder kontakten mellom partene i orden på ledermøtet.", True),
        ("Seksjonsleder kaller inn til ledermøtet.", False),
    ],
)
def test_who_calls_the_leaders_meeting_keeps_up_no_contact_but_who_passes_on_what_both_must_know_does(
    sentence: str, kept: bool
) -> None:
    known = {"labels": labelled(contact_responsibility=0.9), **LEADERS_MEET}
    (found,) = supplied(f"# Avtale\n\n## Møter\n\n{sentence}\n", known)
    assert (found.labels["contact_responsibility"] > LIKELY, found.meeting is Meeting.OTHER) == (kept, kept)


def test_a_meeting_inside_one_party_is_no_cooperation() -> None:
    known = {"labels": labelled(leader_followup=0.9, cooperation_forms=0.9)}
    (found,) = supplied("# Avtale\n\n## Møter\n\nStatus tas opp i bydelens eget ledermøte.\n", known)
    assert (found.meeting, found.labels["cooperation_forms"]) == (Meeting.ONE_PARTY, 0.0)


def test_what_the_office_is_gives_nobody_a_duty() -> None:
    known = {"labels": labelled(nav_office=0.9, nav_duties=0.8)}
    (found,) = supplied("# Avtale\n\n## NAV\n\nNAV er et felles kontor for stat og kommune.\n", known)
    assert found.labels["nav_duties"] == 0.0


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Opplysninger om deltakeren skal ikke gis til NAV.", Modality.NEGATED),
        ("Opplysninger om deltakeren skal ikke gis til NAV uten samtykke.", Modality.BINDING),
    ],
)
def test_a_ban_on_telling_is_no_routine_of_telling(sentence: str, expected: Modality) -> None:
    """Unless it says when to tell."""
    (found,) = supplied(f"# Avtale\n\n## Informasjon\n\n{sentence}\n", {"labels": labelled(info_participant=0.9)})
    assert found.modality is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Felles mål utformes i løpet av høsten.", Modality.OPEN),
        ("Felles mål vert fastsette på fyrste leiarmøtet.", Modality.OPEN),
        ("Felles mål er at alle kommer i arbeid eller utdanning.", Modality.BINDING),
    ],
)
def test_goals_that_are_yet_to_be_made_are_left_open(sentence: str, expected: Modality) -> None:
    (found,) = supplied(f"# Avtale\n\n## Mål\n\n{sentence}\n", {"labels": labelled(common_goals=0.9)})
    assert found.modality is expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Senteret evaluerer kurstilbudet hvert semester.",
        "Rådgiveren evaluerer programmet sammen med deltakeren hvert halvår.",
    ],
)
def test_the_evaluation_of_a_course_or_programme_is_none_of_the_cooperation(sentence: str) -> None:
    known = {"rhythm": Rhythm.YEARLY_OR_SHORTER}
    (found,) = supplied(f"# Avtale\n\n## Evaluering\n\n{sentence}\n", known)
    assert found.labels["evaluation_cooperation"] == 0.0


def test_a_sentence_of_its_own_takes_nothing() -> None:
    (found,) = supplied("# Avtale\n\n## Annet\n\nKommunen skaffer bolig til alle som bosettes.\n", {})
    assert (found.meeting, found.labels) == (Meeting.NONE, NOTHING.labels)


def test_an_evaluation_told_after_the_meeting_is_as_frequent_as_it() -> None:
    """What "they" do right after it is done there; a paragraph later it is not known."""
    evaluation = {"labels": labelled(evaluation_cooperation=0.9)}
    found = supplied(
        "Lederne møtes to ganger i året.\n\nDe spiser sammen.\n\nDe spør om samarbeidet går som det skal.\n",
        {**LEADERS_MEET, "rhythm": Rhythm.YEARLY_OR_SHORTER},
        {},
        evaluation,
    )
    assert found[2].rhythm is Rhythm.NONE
    found = supplied(
        "Lederne møtes to ganger i året.\n\nDe spør om samarbeidet går som det skal.\n",
        {**LEADERS_MEET, "rhythm": Rhythm.YEARLY_OR_SHORTER},
        evaluation,
    )
    assert found[1].rhythm is Rhythm.YEARLY_OR_SHORTER


def test_leaders_of_one_party_among_themselves() -> None:
    """Even when they call it a leaders' meeting."""
    municipal = {"leaders": Side.MUNICIPALITY, "subjects": frozenset({"meeting"})}
    found = supplied("Lederen for flyktningtjenesten har ledermøte med rådmannen.\n", municipal)
    assert found[0].meeting is Meeting.ONE_PARTY


@pytest.mark.parametrize(
    "text", ["Kvar deltakar skal ved oppstart få oppnemnt ein fast kontaktperson.", "Hver deltaker har kontaktperson."]
)
def test_whom_a_participant_turns_to_is_no_follow_up_by_case_workers(text: str) -> None:
    found = supplied(f"{text}\n", {"caseworkers": Side.MUNICIPALITY})
    assert found[0].caseworkers is Side.NONE


def test_a_leader_who_calls_the_case_workers_meeting_makes_it_none_of_the_leaders() -> None:
    """Even right after a sentence on the leaders' meeting; whoever calls it keeps up the contact."""
    called = {
        "leaders": Side.MUNICIPALITY,
        "caseworkers": Side.BOTH,
        "subjects": frozenset({"meeting"}),
        "rhythm": Rhythm.YEARLY_OR_SHORTER,
        "convener": "municipality",
    }
    found = supplied(
        "Lederne møtes hvert år.\n\nVeilederne møtes ukentlig, og møtene innkalles av lederen for tjenesten.\n",
        LEADERS_MEET,
        called,
    )
    assert found[1].meeting is Meeting.OTHER
    assert found[1].labels["contact_responsibility"] > LIKELY


def test_what_is_left_open_of_the_leaders_meeting_is_about_it_whatever_the_leaders_are_called() -> None:
    left_open = {"labels": labelled(leader_followup=0.8), "modality": Modality.OPEN}
    (found,) = supplied("Hvor ofte de to toppene møtes, er ikke bestemt.\n", left_open)
    assert found.meeting is Meeting.LEADER


@pytest.mark.parametrize(
    "text",
    [
        "Kvalifiseringsprogrammet har egne regler.\n\nDer har NAV ansvaret for en plan for tiden etter.\n",
        "Ingenting her.\n\nDeltakere i kvalifiseringsprogrammet følges opp av NAV i hele programtiden.\n",
        "Ingenting her.\n\nEnslige mindreårige har et eget team og omfattes ikke.\n",
        "Ingenting her.\n\nOppfølgingen har hittil vært tilfeldig.\n",
        "Ingenting her.\n\nPunktet om oppfølging er strøket.\n",
        "Kvalifiseringsprogrammet har egne regler.\n\nFor dem følger NAV opp etterpå.\n",
        "Ingenting her.\n\nVi viser til møtet hos rådmannen 21. oktober.\n",
        "Ingenting her.\n\nMøtet gjelder kontoret og behandler ikke introduksjonsordningen.\n",
        "Ingenting her.\n\n## Kvalifiseringsprogrammet\n\nNAV følger opp deltakerne etterpå.\n",
    ],
)
def test_what_is_said_of_another_scheme_or_of_the_past_is_evidence_of_nothing(text: str) -> None:
    scheme = {"subjects": frozenset({"other_scheme"})}
    second = {"labels": labelled(post_programme=0.9)} | (scheme if "NAV i hele" in text else {})
    found = supplied(text, scheme if text.startswith("Kval") else {}, second)
    assert found[1].labels == labelled(other=1.0)


def test_a_remark_that_asks_for_a_provision_is_none() -> None:
    """Of those who worked on the draft, left standing."""
    asked = replace(NOTHING, labels=labelled(evaluation_agreement=0.9))
    (found,) = within_scope([asked], ["merknad fra møtet: skal vi ha noe her om evaluering av avtalen?"], [""])
    assert found.labels == labelled(other=1.0)


@pytest.mark.parametrize(
    "text",
    [
        "Merknad: Ved andre NAV-kontor er det vanlig at en veileder sitter i kartleggingen.",
        "Ved andre NAV-kontor i regionen sitter en veileder i kartleggingen.",
        "Nasjonalt er ambisjonen at 70 prosent er i arbeid året etter.",
        "Erfaring fra andre kommuner: 60 prosent i jobb er vanlig å sette som måltall.",
    ],
)
def test_what_is_told_of_others_is_no_provision(text: str) -> None:
    (found,) = within_scope([replace(NOTHING, labels=labelled(performance_targets=0.9))], [text.lower()], [""])
    assert found.labels == labelled(other=1.0)


@pytest.mark.parametrize(
    "text",
    [
        "I tidligere år ble det hver uke avholdt møte mellom kommunen og Aetat.",
        "Den førre avtala, frå 2008, vart gått gjennom kvart år.",
        "Etter Jobbsjansen, som ble avsluttet i 2022, fulgte NAV deltakerne i tolv måneder.",
        "Styringsgruppa er nå nedlagt.",
        "Naboordningen: Bydel Grorud har faste evalueringsseminarer.",
    ],
)
def test_what_was_and_what_neighbours_do_is_no_provision(text: str) -> None:
    (found,) = within_scope([replace(NOTHING, labels=labelled(cooperation_forms=0.9))], [text.lower()], [""])
    assert found.labels == labelled(other=1.0)


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen oversender NAV uttrekk fra Nasjonalt introduksjonsregister hvert år.",
        "Kommunen melder til NAV når deltakere kommer fra andre kommuner.",
    ],
)
def test_words_of_others_in_a_duty_leave_it_one(text: str) -> None:
    reports = replace(NOTHING, labels=labelled(reporting=0.9))
    assert within_scope([reports], [text.lower()], [""]) == [reports]


def test_case_workers_of_both_who_meet_follow_up() -> None:
    meets = {"caseworkers": Side.BOTH, "subjects": frozenset({"meeting"})}
    (found,) = supplied("Programrettleiarar og jobbspesialistar har fagmøte om deltakarane.\n", meets)
    assert found.labels["caseworker_followup"] > LIKELY


def test_what_is_about_something_else_is_no_meeting_however_often() -> None:
    found = supplied(
        "Lederne har ledermøte hvert år.\n\nHuset vårt har brannøvelse to ganger i året.\n",
        {},
        {"labels": labelled(other=0.9), "rhythm": Rhythm.YEARLY_OR_SHORTER},
    )
    assert [each.meeting for each in found] == [Meeting.LEADER, Meeting.NONE]


@pytest.mark.parametrize(
    "text",
    [
        "Partene skal møtes hver måned, slik det ble gjort i tidligere år.",
        "Deltakere som tidligere var i programmet, følges opp av NAV.",
        "Resultatkravet er 70 prosent, mot 62 prosent i 2019, da tallet ble satt.",
    ],
)
def test_what_only_mentions_the_past_is_a_provision(text: str) -> None:
    meets = replace(NOTHING, labels=labelled(cooperation_forms=0.9))
    assert within_scope([meets], [text.lower()], [""]) == [meets]


def test_targets_put_off_are_not_those_of_the_past() -> None:
    put_off = replace(NOTHING, labels=labelled(performance_targets=0.9), modality=Modality.OPEN)
    text = "Resultatkrav kommer vi tilbake til når vi har sett hvordan 2022 ble."
    assert within_scope([put_off], [text.lower()], [""]) == [put_off]


def test_a_report_to_the_county_is_none_between_the_parties() -> None:
    reports = replace(NOTHING, labels=labelled(reporting=0.9), subjects=frozenset({"nav_unit"}))
    (found,) = within_scope([reports], ["nav-kontoret leverer månedsrapport til nav nordland."], [""])
    assert found.labels["reporting"] == 0.0


def test_the_council_does_not_hold_the_leaders_meeting() -> None:
    found = supplied(
        "Det er ledermøte hvert år.\n\nFormannskapet gjennomgår arbeidet hvert kvartal.\n",
        {"rhythm": Rhythm.YEARLY_OR_SHORTER},
        {"rhythm": Rhythm.YEARLY_OR_SHORTER},
    )
    assert [each.meeting for each in found] == [Meeting.LEADER, Meeting.NONE]


def test_a_meeting_of_case_workers_ends_the_talk_of_the_leaders() -> None:
    """Whoever they are, and however the next sentence refers to it."""
    below = {"labels": labelled(caseworker_followup=0.9), "subjects": frozenset({"meeting"})}
    found = supplied(
        "Lederne har ledermøte hvert år.\n\nKonsulenten og saksbehandleren møtes hver uke.\n\nHun kaller inn.\n",
        {},
        below,
        {"convener": "municipality"},
    )
    assert [each.meeting for each in found] == [Meeting.LEADER, Meeting.OTHER, Meeting.NONE]


def test_an_evaluation_in_the_discussion_is_as_frequent_as_that() -> None:
    found = supplied(
        "Rådmannen kaller inn til drøfting annethvert år.\n\nI drøftingen skal samarbeidet evalueres.\n",
        {"rhythm": Rhythm.LONGER_THAN_YEARLY, "subjects": frozenset({"meeting"})},
        {"labels": labelled(evaluation_cooperation=0.9)},
    )
    assert found[1].rhythm is Rhythm.LONGER_THAN_YEARLY


def test_a_question_that_is_answered_no_is_negated() -> None:
    (found,) = within_scope([NOTHING], ["får nav kopi av planen? – nei, den ligger hos deltakeren."], [""])
    assert found.modality is Modality.NEGATED


def test_what_follows_from_the_rules_is_no_contribution() -> None:
    contributes = replace(NOTHING, labels=labelled(nav_duties=0.9, nav_contribution_planning=0.9))
    (found,) = within_scope([contributes], ["nav bidrar i planlegging etter gjeldende regelverk."], [""])
    assert found.labels == labelled(nav_duties=0.9)


def test_who_came_to_a_meeting_is_nobodys_contact() -> None:
    named = replace(NOTHING, labels=labelled(contact_persons=0.9))
    found = within_scope([named, named], ["til stede fra kommunen: kari berg.", "fra nav: ola li."], ["", ""])
    assert [each.labels["contact_persons"] for each in found] == [0.0, 0.0]


def test_a_text_that_is_gone_through_every_year_is_evaluated_whatever_it_is_called() -> None:
    (found,) = supplied("Notatet blir gått gjennom kvart år.\n", {"rhythm": Rhythm.YEARLY_OR_SHORTER})
    assert found.labels["evaluation_agreement"] > LIKELY


def test_a_regular_cooperation_meeting_is_a_form_of_cooperation() -> None:
    (found,) = supplied("Det er samarbeidsmøte hver måned.\n", {"rhythm": Rhythm.YEARLY_OR_SHORTER})
    assert found.labels["cooperation_forms"] > LIKELY


def test_how_long_the_follow_up_lasts_is_not_how_long_the_agreement_does() -> None:
    found = supplied(
        "NAV følger opp den som ikke har fått arbeid.\n\nDette gjelder i inntil ett år.\n",
        {"labels": labelled(post_programme=0.9)},
        {"labels": labelled(duration=0.6)},
    )
    assert found[1].labels["duration"] == 0.0


def test_a_blank_for_when_it_shall_be_done_is_one_of_what_shall_be_done() -> None:
    """In the same clause."""
    document = from_markdown("Kommunen melder tallene til NAV. Dette skal gjøres hver ______ .\n")
    (place,) = _places(document)
    reports = replace(NOTHING, **place, labels=labelled(reporting=0.9))
    again = place["span"].start + len("Kommunen melder tallene til NAV. ")
    when = replace(
        NOTHING,
        clause=place["clause"],
        span=Span(start=again, end=place["span"].end),
        blank=True,
        rhythm=Rhythm.BLANK,
    )
    told = with_topics(document, [reports, when])[0]
    assert (told.blank, told.rhythm) == (True, Rhythm.BLANK)


@pytest.mark.parametrize(("actor", "expected"), [(Side.MUNICIPALITY, (Contact.OPEN, Contact.NONE))])
def test_a_contact_that_is_to_come_is_left_open(actor: Side, expected: tuple[Contact, Contact]) -> None:
    known = {"labels": labelled(contact_persons=0.9), "modality": Modality.OPEN, "actor": actor}
    (found,) = supplied("Kommunen: namn kjem.\n", known)
    assert (found.contacts.municipality, found.contacts.nav) == expected


def test_a_report_to_leaders_is_no_meeting_of_them() -> None:
    reports = {
        "labels": labelled(reporting=0.9, leader_followup=0.8),
        "leaders": Side.BOTH,
        "rhythm": Rhythm.YEARLY_OR_SHORTER,
    }
    (found,) = supplied("Rapport går til lederne hvert tertial.\n", reports)
    assert found.meeting is Meeting.NONE


def test_an_internal_board_is_no_meeting_of_leaders() -> None:
    found = supplied("Lederne møtes hvert år.\n\nIntern tavle på NAV: hver mandag.\n", LEADERS_MEET, {})
    assert found[1].meeting is Meeting.ONE_PARTY


def test_the_occasion_is_the_sentence_on_the_meeting() -> None:
    text = "Lederne møtes to ganger i året.\n\nDe spør om samarbeidet går som det skal.\n"
    evaluation = {"labels": labelled(evaluation_cooperation=0.9)}
    found = supplied(text, {**LEADERS_MEET, "rhythm": Rhythm.YEARLY_OR_SHORTER}, evaluation)
    assert (found[0].occasion, found[1].occasion) == (None, found[0].span)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NAV har de oppgavene og pliktene som følger av NAV-loven og rundskrivet.", True),
        ("NAV har en plan som følger av loven.", False),
    ],
)
def test_a_party_that_has_the_duties_of_the_law_has_duties(text: str, expected: bool) -> None:
    (found,) = supplied(f"{text}\n", {"actor": Side.NAV})
    assert (found.labels["nav_duties"] > LIKELY) is expected


def test_who_takes_over_after_the_programme_follows_up_after_it() -> None:
    known = {
        "actor": Side.MUNICIPALITY,
        "labels": labelled(municipality_duties=0.9),
        "subjects": frozenset({"post_programme"}),
    }
    text = "Kommunen overfører saken til videre oppfølging etter endt program."
    assert supplied(f"{text}\n", known)[0].labels["post_programme"] > LIKELY
    assert supplied("Kommunen deler ut bevis etter endt program.\n", known)[0].labels["post_programme"] == 0.0


@pytest.mark.parametrize(
    ("text", "nav"),
    [("Kontaktperson hos oss er Ann Isaksen.", Contact.STATED), ("Kontaktperson er Ann Isaksen.", Contact.NONE)],
)
def test_our_contact_is_that_of_the_side_that_is_not_told_otherwise(text: str, nav: Contact) -> None:
    contact = {"labels": labelled(contact_persons=0.9)}
    municipal = {**contact, "contacts": Contacts(municipality=Contact.STATED)}
    found = supplied(
        f"## Oss\n{text}\n\n## Kommunen\nI kommunen er det Siv Dal.\n",
        {**contact, "contacts": Contacts(unsided=Contact.STATED)},
        municipal,
    )
    assert found[0].contacts.nav is nav


def test_the_next_item_of_an_annual_wheel_is_about_something_else() -> None:
    monthly = {"rhythm": Rhythm.YEARLY_OR_SHORTER}
    found = supplied("- Mai: Lederne møtes.\n- Juni: Avslutning.\n", {**LEADERS_MEET, **monthly}, monthly)
    assert [each.meeting for each in found] == [Meeting.LEADER, Meeting.NONE]


def test_a_leader_with_leaders_of_the_same_office_meets_inside_one_party() -> None:
    own = {**LEADERS_MEET, "subjects": frozenset({"meeting", "nav_unit"})}
    (found,) = supplied("NAV-leder har møte med alle avdelingslederne sine hver mandag.\n", own)
    assert found.meeting is Meeting.ONE_PARTY


def test_that_the_agreement_has_been_gone_through_is_no_evaluation() -> None:
    (found,) = supplied("Avtalen er gått gjennom av begge kontorene.\n", {"labels": labelled(evaluation_agreement=0.7)})
    assert found.labels == labelled(other=1.0)


def test_what_an_amendment_quotes_and_replaces_is_no_provision() -> None:
    evaluates = replace(NOTHING, labels=labelled(evaluation_agreement=0.9))
    found = within_scope(
        [evaluates, evaluates, replace(evaluates, clause=NOTHING.clause + 1)],
        ["utgått ordlyd: «avtalen evalueres årlig.", "den evalueres i mai.»", "ny ordlyd: «avtalen evalueres i juni.»"],
        ["", "", ""],
    )
    assert [each.labels["evaluation_agreement"] for each in found] == [0.0, 0.0, 0.9]


@pytest.mark.parametrize(
    "text",
    ["deltakere der får oppfølging i ett år.", "nav følger der opp deltakeren i ett år.", "de som er der, følges opp."],
)
def test_there_is_in_the_scheme_just_named(text: str) -> None:
    other = replace(NOTHING, labels=labelled(nav_duties=0.9), subjects=frozenset({"other_scheme"}))
    follows = replace(NOTHING, labels=labelled(post_programme=0.9))
    found = within_scope([other, follows], ["kvalifiseringsprogrammet er nav sitt.", text], ["", ""])
    assert found[1].labels == labelled(other=1.0)


def test_case_workers_of_nav_in_another_scheme_work_with_nobody() -> None:
    other = replace(NOTHING, labels=labelled(evaluation_cooperation=0.9))
    other = replace(other, subjects=frozenset({"other_scheme", "nav_unit", "caseworker"}))
    (found,) = within_scope([other], ["i kvalifiseringsprogrammet evaluerer veilederne i nav hvert halvår."], [""])
    assert found.labels == labelled(other=1.0)


@pytest.mark.parametrize(
    ("sentence", "rhythm"),
    [
        ("Samarbeidet evalueres i møtet etter punkt 4.", Rhythm.LONGER_THAN_YEARLY),
        ("I møtet som er nevnt i punkt 4 evalueres samarbeidet.", Rhythm.LONGER_THAN_YEARLY),
        ("Samarbeidet evalueres etter punkt 9.", Rhythm.NONE),
    ],
)
def test_an_evaluation_in_a_meeting_that_is_named_by_its_number_is_as_frequent(sentence: str, rhythm: Rhythm) -> None:
    text = (
        f"# Avtale\n\n4. Enhetsleder og NAV-leder møtes hvert annet år.\n\n5. Varsel gis skriftlig.\n\n6. {sentence}\n"
    )
    meeting = {**LEADERS_MEET, "rhythm": Rhythm.LONGER_THAN_YEARLY, "meeting": Meeting.LEADER}
    evaluation = {"labels": labelled(evaluation_cooperation=0.9)}
    assert supplied(text, meeting, {}, evaluation)[2].rhythm is rhythm
