"""What practitioners call things: the concepts that words and phrases name."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtalesjekk.engine.reading.lexicon import MOST_WORDS, Lexicon, Mention, lexicon, phrase

CLAUSES = Path(__file__).resolve().parents[3] / "corpus" / "clauses" / "cs-nb.jsonl"


def concepts(text: str, family: str = "no") -> set[str]:
    """The concepts that `text` names."""
    return {mention.concept for mention in lexicon(family).mentions(text)}


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("flyktningtjenesten", "municipal_unit"),
        ("flyktningtenesta", "municipal_unit"),
        ("enhet for integrering", "municipal_unit"),
        ("voksenopplæringen", "municipal_unit"),
        ("vaksenopplæringa", "municipal_unit"),
        ("helsestasjon", "municipal_unit"),
        ("rådmannen", "municipal_post"),
        ("programrådgjevar", "municipal_post"),
        ("Sunndal kommune", "municipality"),
        ("heradet", "municipality"),
        ("bydelen", "municipality"),
        ("NAV", "nav_unit"),
        ("NAV-kontoret", "nav_unit"),
        ("Arbeids- og velferdsetaten", "nav_unit"),
        ("jobbspesialist", "nav_unit"),
        ("partene", "both_parties"),
        ("partane", "both_parties"),
        ("kvarandre", "both_parties"),
        ("NAV-leder", "leader"),
        ("leiarane", "leader"),
        ("styringsgruppa", "leader"),
        ("saksbehandler", "caseworker"),
        ("sakshandsamar", "caseworker"),
        ("rettleiar", "caseworker"),
        ("trekantsamtale", "meeting"),
        ("kallar inn", "convene"),
        ("innkaller", "convene"),
        ("evalueres", "evaluate"),
        ("reviderast", "revise"),
        ("avtala", "agreement"),
        ("individuell plan", "plan"),
        ("individuelle planar", "plan"),
        ("deltakarane", "participant"),
        ("busetjing", "settle"),
        ("nyankomne", "arrival"),
        ("gir beskjed", "inform"),
        ("seier frå", "inform"),
        ("etter avsluttet program", "post_programme"),
        ("etter avslutta program", "post_programme"),
        ("når programmet er slutt", "post_programme"),
        ("felles mål", "goal"),
        ("70 prosent", "target"),
        ("statistikk", "report"),
        ("kontaktperson", "contact"),
        ("KVP", "other_scheme"),
        ("kvalifiseringsprogrammet", "other_scheme"),
        ("introduksjonsprogrammet", "programme"),
    ],
)
def test_norwegian_names_of_a_concept(words: str, concept: str) -> None:
    assert concept in concepts(f"Det gjelder {words}, ikke annet.")


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("kommunen", "municipality"),
        ("Arbetsförmedlingen", "nav_unit"),
        ("vuxenutbildningen", "municipal_unit"),
        ("parterna", "both_parties"),
        ("styrgruppen", "leader"),
        ("handläggare", "caseworker"),
        ("sammankallar", "convene"),
        ("utvärderas", "evaluate"),
        ("följs upp", "evaluate"),
        ("överenskommelsen", "agreement"),
        ("nyanlända", "participant"),
        ("rapporterar", "report"),
    ],
)
def test_swedish_names_of_a_concept(words: str, concept: str) -> None:
    assert concept in concepts(words, "sv")


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("møteleder", "leader"),
        ("navnet", "nav_unit"),
        ("navlen", "nav_unit"),
        ("hundre", "municipality"),
        ("veilede", "caseworker"),
        ("partikkel", "both_parties"),
        ("forleder", "nav_unit"),
        ("byen", "municipality"),
    ],
)
def test_a_word_that_only_resembles_a_name(words: str, concept: str) -> None:
    assert concept not in concepts(words)


def test_kvalifiseringsprogrammet_is_not_the_introduction_programme() -> None:
    assert "programme" not in concepts("Kvalifiseringsprogrammet drives av NAV.")


def test_a_mention_is_quoted_where_it_stands() -> None:
    text = "Møtet ledes av Flyktningtjenesten."
    unit = next(m for m in lexicon("no").mentions(text) if m.concept == "municipal_unit")
    assert text[unit.start : unit.end] == "Flyktningtjenesten"


def test_mentions_stand_in_the_order_of_the_text() -> None:
    starts = [m.start for m in lexicon("no").mentions("NAV og kommunen møtes i ledermøte når partene ber om det.")]
    assert starts == sorted(starts)


@pytest.mark.parametrize("text", ["NAV INFORMERER KOMMUNEN", "nav informerer kommunen"])
def test_case_does_not_matter(text: str) -> None:
    assert {"nav_unit", "inform", "municipality"} <= concepts(text)


def test_a_single_word_is_found_as_a_whole_word_only() -> None:
    small = Lexicon(words=(("meeting", re.compile("møte")),), phrases=())
    assert small.mentions("møtebok møte") == [Mention(concept="meeting", start=8, end=12)]


def test_a_word_names_all_its_concepts_each_time() -> None:
    small = Lexicon(words=(("a", re.compile("nav")), ("b", re.compile("nav|aetat"))), phrases=())
    assert [mention.concept for mention in small.mentions("nav og nav")] == ["a", "b", "a", "b"]


def test_phrases_of_one_concept_do_not_overlap_and_those_of_two_may() -> None:
    small = Lexicon(words=(), phrases=(phrase("a", ["nav og nav"]), phrase("b", ["og nav", "nav i .+"])))
    assert [(m.concept, m.start, m.end) for m in small.mentions("nav og nav og nav")] == [
        ("a", 0, 10),
        ("b", 4, 10),
        ("b", 11, 17),
    ]


@pytest.mark.parametrize("family", ["no", "sv", "office", "national", "swedish"])
def test_a_phrase_that_stands_in_a_text_is_found_by_the_word_that_opens_it(family: str) -> None:
    """The first words of an entry are told from its pattern; a group with a blank could hide one."""
    texts = [json.loads(line)["text"].lower() for line in CLAUSES.read_text(encoding="utf-8").splitlines()]
    known = lexicon(family)
    for text in texts:
        found = {mention.concept for mention in known.mentions(text)}
        starts = [match.start() for match in re.finditer(r"(?<![\w-])\w", text)]
        there = {each.concept for each in known.phrases if any(each.whole.match(text, start) for start in starts)}
        assert there <= found, text


@given(st.text(alphabet=st.characters(max_codepoint=0x17F, exclude_characters="İ"), max_size=80))
def test_mentions_are_ranges_of_any_text(text: str) -> None:
    assert all(0 <= m.start < m.end <= len(text) for m in lexicon("no").mentions(text))


def test_words_are_not_remembered_without_end() -> None:
    """Names and numbers of thousands of documents."""
    small = Lexicon(words=(("nav", re.compile("nav")),), phrases=())
    for number in range(MOST_WORDS + 10):
        small.mentions(f"navn{number}")
    assert len(small._seen) <= MOST_WORDS
    assert [mention.concept for mention in small.mentions("nav")] == ["nav"]


def test_three_is_no_verb_of_meeting() -> None:
    """ "De tre trer sammen" has both."""
    assert not [
        m for m in lexicon("no").mentions("De tre kommunene betaler stillingen sammen.") if m.concept == "meeting"
    ]
    assert [m for m in lexicon("no").mentions("De tre trer sammen hver høst.") if m.concept == "meeting"]
