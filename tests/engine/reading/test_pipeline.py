"""Sentences, concepts and labels of a text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from avtalesjekk.engine.reading.labels import LABELS, LIKELY
from avtalesjekk.engine.reading.pipeline import Setting, docs, pipeline, sentence_starts, units

WORDS = "NAV kaller inn jf. kap. 3. § 5 m.m. 1. juni a. K. Hansen ; ? ! . «Møte» (se pkt. 2) 2021."
SENTENCES = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=20).map(" ".join)


def sentences(text: str) -> list[str]:
    """The sentences of `text`."""
    starts = sentence_starts(text)
    return [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def doc_of(text: str, setting: Setting | None = None, language: str = "nb") -> Doc:
    """`text` after the pipeline."""
    return docs(pipeline(language), [(text, setting or Setting())])[0]


def likely(text: str, setting: Setting | None = None) -> set[str]:
    """The labels of `text` that count."""
    return {label for label, probability in doc_of(text, setting).cats.items() if probability > LIKELY}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Partene møtes. NAV kaller inn.", ["Partene møtes.", "NAV kaller inn."]),
        ("Møte blir halde kvart år. Kommunen kallar inn.", ["Møte blir halde kvart år.", "Kommunen kallar inn."]),
        ("Er det behov? Da kaller NAV inn.", ["Er det behov?", "Da kaller NAV inn."]),
        ("«Partene møtes.» NAV kaller inn.", ["«Partene møtes.»", "NAV kaller inn."]),
        ("(Partene møtes.) NAV kaller inn.", ["(Partene møtes.)", "NAV kaller inn."]),
        ("Se pkt. 3 (jf. § 5). Kommunen kaller inn.", ["Se pkt. 3 (jf. § 5).", "Kommunen kaller inn."]),
        ("Møtet holdes i uke 40. NAV kaller inn.", ["Møtet holdes i uke 40.", "NAV kaller inn."]),
        ("Frist er 31.12. NAV melder fra.", ["Frist er 31.12.", "NAV melder fra."]),
        ("Avtalen gjelder til 2021. Den fornyes.", ["Avtalen gjelder til 2021.", "Den fornyes."]),
    ],
)
def test_a_full_stop_ends_a_sentence(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("text", ["Kommunen bosetter; NAV følger opp.", "kommunen bosetter; nav følger opp"])
def test_a_semicolon_ends_a_sentence(text: str) -> None:
    assert len(sentences(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Jf. integreringsloven kap. 3 og § 5.",
        "Se rundskriv nr. 27/2017 pkt. 4.1.",
        "Bl.a. kartlegging, f.eks. CV.",
        "Ot.prp. nr. 28 (2002–2003) gjelder.",
        "NAV v/ avd. leder deltar.",
        "jfr. Integreringsloven § 9",
        "NAV mv. deltar, osv. etter behov.",
        "Överenskommelsen gäller t.ex. barn.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Jf. § 3 nr. 2, bl.a. (kommunen/NAV).", "Jf. § 3 nr. 2 , bl.a. ( kommunen / NAV ) ."),
        ("«Kontoret» møtes 2. mai; 50% osv.", "« Kontoret » møtes 2. mai ; 50 % osv."),
        ("Prosjektleder: Kari. Hvem? Ola!", "Prosjektleder : Kari . Hvem ? Ola !"),
    ],
)
def test_tokens_are_words_abbreviations_and_marks(text: str, tokens: str) -> None:
    assert [token.text for token in doc_of(text)] == tokens.split()


@pytest.mark.parametrize("abbreviation", ["m.m.", "mv.", "osv.", "m.fl.", "o.l."])
def test_an_abbreviation_that_closes_a_list_may_end_a_sentence(abbreviation: str) -> None:
    assert len(sentences(f"NAV deltar på møter {abbreviation} Kommunen kaller inn.")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Møtet holdes 1. juni hvert år.",
        "Rapport sendes innen 15. januar og 1. juli.",
        "Møte i 1. kvartal og 3. tertial.",
        "Det holdes 2. møte i høst.",
        "Lov 6. november 2020 nr. 127 om integrering",
        "Träff hålls den 5. maj varje år.",
    ],
)
def test_an_ordinal_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "text", ["Kontaktperson i NAV er Kari M. Berg.", "Enhetsleder K. Hansen kaller inn.", "a. Kommunen kaller inn."]
)
def test_an_initial_or_the_letter_of_an_item_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize("text", ["Se vedlegg B. Partene møtes.", "Det følger av punkt A. Partene møtes."])
def test_a_letter_that_names_an_annex_ends_a_sentence(text: str) -> None:
    assert len(sentences(text)) == 2


@given(SENTENCES)
def test_sentence_starts_ascend_and_cover_the_text(text: str) -> None:
    starts = sentence_starts(text)
    assert starts[0] == 0
    assert all(before < after for before, after in pairwise(starts))
    assert "".join(sentences(text)).replace(" ", "") == text.replace(" ", "")


@given(st.text(max_size=80))
def test_sentences_of_any_text_lie_in_it(text: str) -> None:
    assert all(0 <= start <= len(text) for start in sentence_starts(text))


def test_a_very_long_text_is_cut_in_reasonable_time() -> None:
    """Each full stop is judged by what stands near it, not by all that stands before it."""
    assert len(sentence_starts("Partene møtes hvert år. " * 20_000)) == 20_000


@pytest.mark.parametrize("language", ["nb", "nn", "sv", "en", "und"])
def test_every_language_has_a_pipeline(language: str) -> None:
    assert [sentence.text for sentence in doc_of("NAV møter. Kommunen møter.", language=language).sents] == [
        "NAV møter.",
        "Kommunen møter.",
    ]


@given(SENTENCES)
def test_there_is_a_row_of_probabilities_for_each_sentence(text: str) -> None:
    doc = doc_of(text)
    assert doc.user_data["labels"].shape == (len(list(doc.sents)), len(LABELS))


def test_probabilities_lie_between_0_and_1() -> None:
    labels = doc_of("Lederne møtes årlig. Kommunen kaller inn.").user_data["labels"]
    assert ((labels >= 0) & (labels <= 1)).all()


def test_a_text_has_the_highest_probability_of_its_sentences() -> None:
    doc = doc_of("Lederne møtes årlig. Avtalen gjelder i to år.")
    assert list(doc.cats.values()) == pytest.approx(doc.user_data["labels"].max(axis=0).tolist())


def test_texts_are_labelled_together_as_alone() -> None:
    texts = ["Lederne møtes årlig.", "", "Avtalen gjelder i to år. Den kan sies opp."]
    together = docs(pipeline("nb"), [(text, Setting()) for text in texts])
    assert [doc.cats for doc in together] == [pytest.approx(doc_of(text).cats, abs=1e-6) for text in texts]


def test_an_empty_text_has_no_labels() -> None:
    assert set(doc_of("").cats.values()) == {0.0}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Lederne i kommunen og NAV møtes minst én gang i året.", "leader_followup"),
        ("Leiarane i kommunen og NAV har leiarmøte kvart år.", "leader_followup"),
        ("Kontaktperson i kommunen er Kari Nordmann.", "contact_persons"),
        ("Avtalen evalueres hvert år.", "evaluation_agreement"),
        ("Avtalen gjelder til 31.12.2025 og kan sies opp med tre måneders varsel.", "duration"),
        ("Kommunen informerer NAV om vedtak om årlig bosetting av flyktninger.", "info_settlement_plans"),
        ("NAV følger opp deltakerne som ikke er i arbeid etter avsluttet introduksjonsprogram.", "post_programme"),
        ("NAV følgjer opp deltakarane etter avslutta introduksjonsprogram.", "post_programme"),
        ("Målet er at 70 prosent av deltakerne er i arbeid eller utdanning ett år etter.", "performance_targets"),
    ],
)
def test_a_plain_provision_is_labelled(text: str, label: str) -> None:
    assert label in likely(text)


def test_a_sentence_is_a_unit_with_its_setting_concepts_and_the_sentence_before() -> None:
    doc = doc_of("NAV kaller inn. Lederne møtes.", Setting(heading="Ledermøte", lead="Hvert år"))
    first, second = units(doc)
    assert (first.before, second.before) == ("", first.text)
    assert (second.heading, second.lead) == ("Ledermøte", "Hvert år")
    assert "leader" in second.concepts
    assert "nav_unit" not in second.concepts


def test_a_pipeline_without_labels_needs_no_weights() -> None:
    doc = docs(pipeline("nb", labelled=False), [("NAV kaller inn.", Setting())])[0]
    assert "labels" not in doc.user_data


def test_a_pipeline_that_has_seen_too_many_words_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run over thousands of documents would otherwise keep all their names and numbers; what it finds is the same."""
    monkeypatch.setattr("avtalesjekk.engine.reading.pipeline.MOST_WORDS", 300)
    text = "Partene møtes. " + " ".join(f"navn{number}" for number in range(400))
    pipeline("nb")
    before, same = doc_of(text), pipeline("nb")
    assert len(same.vocab) < len(before.vocab)
    assert doc_of(text).cats == before.cats


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Punkt 3 andre ledd skal lyde: «NAV kan vere med i arbeidet med den individuelle planen.»", 2),
        ("Ny ordlyd: «NAV-leder innkaller enhetslederen til ett møte hver november.»", 2),
        ("Punkt 6 bokstav c: Læringssenteret sender NAV kopi av planen.", 2),
        ("Utgått ordlyd: «NAV vil forsøke å følge opp tidligere deltakere.»", 1),
        ("Med kontoret menes: «NAV Tolga»", 1),
    ],
)
def test_the_words_that_an_amendment_puts_in_are_a_sentence_of_their_own(text: str, expected: int) -> None:
    """What it takes out stays with the words that say so."""
    assert len(sentence_starts(text)) == expected
