"""A reading as flat facts: what the rules are told, and where it stands."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
import yaml

from avtalesjekk.engine.reading.facts import FactSheet, fact_sheet
from avtalesjekk.engine.reading.intervals import Rhythm
from avtalesjekk.engine.reading.labels import LABELS
from avtalesjekk.engine.reading.modality import Modality
from avtalesjekk.engine.reading.model import Meeting, Provision, Reading
from avtalesjekk.engine.reading.read import read
from avtalesjekk.engine.reading.sides import Side
from avtalesjekk.extract.model import Span

from .maker import from_markdown

TEXT = """\
# Samarbeidsavtale mellom flyktningtjenesten i Sunndal kommune og NAV Sunndal

## Ledermøte
Lederne i kommunen og NAV møtes hvert år. Kommunen kaller inn.

## Kontakt
Kontaktperson i kommunen: [sett inn navn]

## Underskrift
Sunndal, 3. juni 2020

For Sunndal kommune: Kari Berg, rådmann

For NAV Sunndal: ________________
"""
YEARLY, LONGER = Rhythm.YEARLY_OR_SHORTER, Rhythm.LONGER_THAN_YEARLY


@cache
def reading() -> Reading:
    """The reading of TEXT."""
    return read(from_markdown(TEXT))


def of_kind(sheet: FactSheet, kind: str) -> list[dict[str, Any]]:
    """The facts of one kind, without their ids."""
    return [{k: v for k, v in fact.items() if k not in ("id", "fact")} for fact in sheet.facts if fact["fact"] == kind]


def with_provisions(*known: dict[str, Any]) -> FactSheet:
    """The facts of TEXT with other provisions: the first of its own, with nothing but what is `known` of each."""
    plain = replace(reading().provisions[0], labels=labelled(), meeting=Meeting.NONE, rhythm=Rhythm.NONE)
    plain = replace(plain, convener="none", modality=Modality.BINDING, place="body")
    return fact_sheet(replace(reading(), provisions=tuple(replace(plain, **own) for own in known)))


def labelled(**labels: float) -> dict[str, float]:
    """The probabilities `labels`, all others 0."""
    return {**dict.fromkeys(LABELS, 0.0), **labels}


def test_every_fact_has_an_id_of_its_own() -> None:
    identities = [fact["id"] for fact in fact_sheet(reading()).facts]
    assert len(set(identities)) == len(identities)


def test_provisions_are_found_by_the_id_of_their_fact() -> None:
    sheet = fact_sheet(reading())
    told = {fact["id"]: fact["modality"] for fact in sheet.facts if fact["fact"] == "provision"}
    assert told == {identity: each.modality.value for identity, each in sheet.provisions.items()}


def test_facts_speak_the_closed_vocabulary() -> None:
    source = files("avtalesjekk.engine.rulebook").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    vocabulary = yaml.safe_load(source)
    for fact in fact_sheet(reading()).facts:
        allowed = vocabulary[fact["fact"]]
        sets = {name: values["set"] for name, values in allowed.items() if isinstance(values, dict)}
        flags = {f"{name}_{value}" for name, values in sets.items() for value in values}
        for name, value in fact.items():
            if name not in ("id", "fact") and name not in flags:
                assert value in allowed[name], (fact["fact"], name)


def test_all_labels_of_a_provision_are_flags() -> None:
    (fact,) = of_kind(with_provisions({"labels": labelled(duration=0.9)}), "provision")
    assert [label for label in LABELS if fact[f"label_{label}"]] == ["duration"]


@pytest.mark.parametrize(("faint", "counts"), [(0.6, False), (0.8, True)])
def test_a_faint_candidate_gives_way_to_a_clear_provision(faint: float, counts: bool) -> None:
    sheet = with_provisions({"labels": labelled(reporting=0.98)}, {"labels": labelled(reporting=faint)})
    assert of_kind(sheet, "provision")[1]["label_reporting"] is counts


def test_a_faint_candidate_counts_where_there_is_no_clearer_one() -> None:
    (fact,) = of_kind(with_provisions({"labels": labelled(reporting=0.55)}), "provision")
    assert fact["label_reporting"] is True


def test_the_parties_with_their_sides() -> None:
    assert of_kind(fact_sheet(reading()), "party") == [
        {"side": "municipality", "unit": "yes"},
        {"side": "nav", "unit": "no"},
    ]


def test_the_signatures_with_their_states() -> None:
    assert of_kind(fact_sheet(reading()), "signature") == [
        {"side": "municipality", "state": "named"},
        {"side": "nav", "state": "blank"},
    ]


def test_a_blank_in_the_text_and_no_line_to_sign_on() -> None:
    assert of_kind(fact_sheet(reading()), "blank") == [{"place": "body"}]


def test_the_document_as_a_whole() -> None:
    assert of_kind(fact_sheet(reading()), "document") == [
        {
            "kind": "intro-agreement",
            "municipal_contacts": "all",
            "dated": "yes",
            "signature_block": "yes",
            "signed_by": "both",
        }
    ]


def test_a_document_without_date_and_block() -> None:
    bare = read(from_markdown(TEXT.partition("## Underskrift")[0]))
    (fact,) = of_kind(fact_sheet(bare), "document")
    assert (fact["dated"], fact["signature_block"], fact["signed_by"]) == ("no", "no", "none")


@pytest.mark.parametrize(
    ("parties", "contacts", "expected"),
    [
        ("Ålesund kommune, Giske kommune og NAV Ålesund", "Kontaktperson i Ålesund kommune er Kari Moe.", "some"),
        (
            "Ålesund kommune, Giske kommune og NAV Ålesund",
            "- Kontaktperson i Ålesund kommune er Kari Moe.\n- Kontaktperson i Giske kommune er Ola Li.",
            "all",
        ),
        ("Ålesund kommune, Giske kommune og NAV Ålesund", "Kontaktperson i kommunene er Kari Moe.", "all"),
        ("Ålesund kommune og NAV Ålesund", "Kontaktperson i Ålesund kommune blir peikt ut seinare.", "all"),
    ],
)
def test_each_of_several_municipalities_needs_its_contact(parties: str, contacts: str, expected: str) -> None:
    text = f"# Samarbeidsavtale mellom {parties}\n\n## Kontaktpersoner\n\n{contacts}\n"
    (fact,) = of_kind(fact_sheet(read(from_markdown(text))), "document")
    assert fact["municipal_contacts"] == expected


def test_evidence_quotes_the_words_of_the_fact() -> None:
    sheet = fact_sheet(reading())
    party = next(fact["id"] for fact in sheet.facts if fact["fact"] == "party")
    assert reading().document.quote(sheet.evidence[str(party)].span) == "flyktningtjenesten i Sunndal kommune"


def test_evidence_names_the_clause_that_it_stands_in() -> None:
    sheet = fact_sheet(reading())
    clauses = reading().document.clauses
    for evidence in sheet.evidence.values():
        assert evidence.clause is not None
        assert clauses[evidence.clause].span.start <= evidence.span.start < clauses[evidence.clause].span.end


@pytest.mark.parametrize(
    ("known", "place"),
    [
        ({"place": "annex"}, "annex"),
        ({"place": "body", "labels": labelled(purpose=0.95)}, "purpose"),
        ({"place": "body", "labels": labelled(purpose=0.5)}, "body"),
    ],
)
def test_where_a_provision_stands(known: dict[str, Any], place: str) -> None:
    (fact,) = of_kind(with_provisions(known), "provision")
    assert fact["place"] == place


def test_a_provision_in_the_signature_block() -> None:
    last = reading().signature.clauses[-1]
    (fact,) = of_kind(with_provisions({"clause": last}), "provision")
    assert fact["place"] == "signature"


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"subjects": frozenset({"nav_unit"})}, "yes"),
        ({"subjects": frozenset(), "actor": Side.BOTH}, "yes"),
        ({"subjects": frozenset(), "caseworkers": Side.NAV}, "yes"),
        ({"subjects": frozenset({"municipality"}), "actor": Side.MUNICIPALITY, "caseworkers": Side.NONE}, "no"),
        ({"subjects": frozenset(), "labels": labelled(nav_duties=0.6)}, "yes"),
        ({"subjects": frozenset(), "labels": labelled(nav_duties=0.4)}, "no"),
        ({"subjects": frozenset(), "actor": Side.MUNICIPALITY, "labels": labelled(nav_duties=0.6)}, "no"),
    ],
)
def test_whether_a_provision_names_nav(known: dict[str, Any], expected: str) -> None:
    (fact,) = of_kind(with_provisions({"actor": Side.NONE, "caseworkers": Side.NONE, **known}), "provision")
    assert fact["names_nav"] == expected


@pytest.mark.parametrize(
    ("annex", "expected"),
    [
        ("## Vedlegg 1 Mål\n\nMålet er 70 prosent.\n", "no"),
        ("## Vedlegg 2 Mål\n\nMålet er 70 prosent.\n", "yes"),
        ("", "yes"),
    ],
)
def test_a_provision_that_points_to_an_annex_that_is_not_there(annex: str, expected: str) -> None:
    text = f"# Samarbeidsavtale\n\n## Mål\nResultatkravene står i vedlegg 1 til avtalen.\n\n{annex}"
    assert of_kind(fact_sheet(read(from_markdown(text))), "provision")[0]["absent_annex"] == expected


def test_a_provision_that_gives_the_last_day_states_the_duration() -> None:
    text = "# Samarbeidsavtale mellom Lom kommune og NAV Lom\n\n## Varighet\nGyldighet: 01.01.2020–31.12.2021\n"
    assert [fact["duration"] for fact in of_kind(fact_sheet(read(from_markdown(text))), "provision")] == ["stated"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rutinen gjelder til den blir opphevet.", "stated"),
        ("Leieavtalen for lokalene gjelder til den blir opphevet.", "none"),
    ],
)
def test_what_lasts_counts_where_it_is_the_agreement(sentence: str, expected: str) -> None:
    """Whatever the classifier takes the sentence for."""
    found = read(from_markdown(f"# Samarbeidsrutine for Lom\n\n## Lokaler\n{sentence}\n"))
    found = replace(found, provisions=tuple(replace(each, labels=labelled()) for each in found.provisions))
    assert [fact["duration"] for fact in of_kind(fact_sheet(found), "provision")] == [expected]


@pytest.mark.parametrize(
    ("line", "signed_by"),
    [("For Os kommune: Siv Dal\n\n", "both"), ("", "nav")],
)
def test_a_side_signs_with_all_its_parties(line: str, signed_by: str) -> None:
    block = f"## Underskrift\nFor Lom kommune: Kari Berg\n\n{line}For NAV Lom-Os: Ola Li\n"
    text = f"# Samarbeidsavtale mellom Lom kommune, Os kommune og NAV Lom-Os\n\n## Møter\nPartene møtes.\n\n{block}"
    (fact,) = of_kind(fact_sheet(read(from_markdown(text))), "document")
    assert fact["signed_by"] == signed_by


EVALUATED = labelled(evaluation_agreement=0.9)
REVISED: dict[str, Any] = {"labels": EVALUATED, "subjects": frozenset({"revise"})}
CONVENED = {"meeting": Meeting.LEADER, "convener": "nav"}


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        (
            {**REVISED, "rhythm": YEARLY},
            {**REVISED, "rhythm": LONGER},
            {"subject": "evaluation", "point": "interval"},
        ),
        (
            {"meeting": Meeting.LEADER, "rhythm": YEARLY},
            {"meeting": Meeting.LEADER, "rhythm": LONGER},
            {"subject": "leader_meeting", "point": "interval"},
        ),
        (CONVENED, {**CONVENED, "convener": "municipality"}, {"subject": "leader_meeting", "point": "convener"}),
    ],
)
def test_provisions_that_contradict_each_other(
    one: dict[str, Any], other: dict[str, Any], conflict: dict[str, str]
) -> None:
    assert of_kind(with_provisions(one, other), "conflict") == [conflict]


def test_how_often_the_leaders_meeting_is_held_is_its_interval_though_it_evaluates() -> None:
    text = "Lederne har ledermøte hvert år.\n\nLedermøtet holdes hvert annet år når samarbeidet evalueres.\n"
    found = read(from_markdown(f"# Samarbeidsavtale for Lom\n\n## Møter\n{text}"))
    meets, evaluates = found.provisions
    both = (replace(meets, labels=labelled()), replace(evaluates, labels=EVALUATED))
    (conflict,) = of_kind(fact_sheet(replace(found, provisions=both)), "conflict")
    assert conflict == {"subject": "leader_meeting", "point": "interval"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({**REVISED, "rhythm": YEARLY}, {**REVISED, "rhythm": YEARLY}),
        ({**REVISED, "rhythm": YEARLY}, {**REVISED, "rhythm": Rhythm.ON_DEMAND}),
        ({**REVISED, "rhythm": YEARLY}, {"meeting": Meeting.LEADER, "rhythm": LONGER}),
        (
            {**REVISED, "rhythm": YEARLY},
            {**REVISED, "rhythm": LONGER, "modality": Modality.INTENTION},
        ),
        (
            {**REVISED, "rhythm": YEARLY},
            {**REVISED, "labels": labelled(evaluation_agreement=0.5), "rhythm": LONGER},
        ),
        (CONVENED, {**CONVENED, "convener": "both"}),
        (
            {"meeting": Meeting.LEADER, "rhythm": YEARLY},
            {"meeting": Meeting.LEADER, "rhythm": LONGER, "labels": EVALUATED},
        ),
        ({**REVISED, "rhythm": YEARLY}, {"labels": EVALUATED, "rhythm": LONGER, "occasion": Span(start=0, end=1)}),
    ],
)
def test_provisions_that_do_not_contradict_each_other(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert of_kind(with_provisions(one, other), "conflict") == []


def test_the_later_of_two_contradicting_provisions_is_the_evidence() -> None:
    provisions: list[Provision] = [
        replace(each, **REVISED, rhythm=rhythm, modality=Modality.BINDING, place="body", meeting=Meeting.NONE)
        for each, rhythm in zip(reading().provisions[:2], (YEARLY, LONGER), strict=True)
    ]
    sheet = fact_sheet(replace(reading(), provisions=tuple(provisions)))
    (identity,) = (str(fact["id"]) for fact in sheet.facts if fact["fact"] == "conflict")
    assert sheet.evidence[identity].span == provisions[1].span


def denials(text: str) -> list[object]:
    """What is denied of what `text` lays down elsewhere."""
    found = read(
        from_markdown(f"# Samarbeidsavtale mellom Lom kommune og NAV Lom om introduksjonsprogrammet\n\n{text}")
    )
    return [fact["subject"] for fact in of_kind(fact_sheet(found), "conflict")]


def test_what_is_laid_down_in_one_place_and_denied_in_another_is_a_conflict() -> None:
    told = "## Evaluering\n\nPartene skal evaluere samarbeidet.\n\n## Annet\n\n"
    assert denials(f"{told}Samarbeidet skal ikke evalueres.") == ["evaluation_cooperation"]


def test_a_denial_of_fixed_times_is_one_of_the_interval() -> None:
    told = "## Evaluering\n\nPartene skal evaluere samarbeidet hvert år.\n\n## Annet\n\n"
    assert denials(f"{told}Samarbeidet skal ikke evalueres til faste tider.") == ["evaluation"]


def test_a_denial_with_a_limit_denies_nothing() -> None:
    told = "## Endring\n\nPartene skal revidere avtalen hvert år.\n\n## Annet\n\n"
    assert not denials(f"{told}Avtalen kan ikke revideres uten at begge parter er enige.")


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (labelled(municipality_duties=0.8), True),
        (labelled(municipality_duties=0.8, info_arrival=0.9), False),
        (labelled(municipality_duties=0.95, info_arrival=0.9), True),
        (labelled(municipality_duties=0.8, info_arrival=0.5), True),
    ],
)
def test_what_is_told_to_the_other_party_is_no_duty_in_the_programme(labels: dict[str, float], expected: bool) -> None:
    (fact,) = of_kind(with_provisions({"labels": labels}), "provision")
    assert fact["label_municipality_duties"] is expected
