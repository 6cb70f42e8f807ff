"""Loading rule packs that are right."""

from __future__ import annotations

from pathlib import Path

from avtalesjekk.engine.rulebook.load import load_packs, load_shipped
from avtalesjekk.engine.rulebook.model import Term, Text
from avtalesjekk.engine.rulebook.vocabulary import shipped_vocabulary


def test_scalars_are_read_as_the_text_they_are(pack: Path) -> None:
    """Plain YAML would make 4.10 the number 4.1, 2017 a number and "yes" True."""
    rule = load_packs([pack]).rules[0]
    assert rule.source.section == "4.10"
    assert rule.in_force.start.text == "2017"
    assert rule.outcomes[1].unless[0].where[0] == ("blank", ("yes",))


def test_a_term_asks_for_a_provision_unless_it_says_otherwise(pack: Path) -> None:
    outcomes = load_packs([pack]).rules[0].outcomes
    assert [outcomes[0].when[0].fact, outcomes[1].when[0].fact] == ["conflict", "provision"]


def test_terms_that_ask_the_same_are_equal_whatever_their_order(pack: Path) -> None:
    path = pack / "X-1.yaml"
    swapped = "{modality: [binding], label: [evaluation_agreement, evaluation_cooperation]}"
    before = load_packs([pack]).rules[0].outcomes[1].when
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("{label: [evaluation_cooperation, evaluation_agreement], modality: binding}", swapped), "utf-8"
    )
    assert load_packs([pack]).rules[0].outcomes[1].when == before
    assert before == (
        Term(
            fact="provision",
            where=(("label", ("evaluation_agreement", "evaluation_cooperation")), ("modality", ("binding",))),
        ),
    )


def test_a_met_branch_has_no_message_and_the_others_have_theirs(pack: Path) -> None:
    rule = load_packs([pack]).rules[0]
    assert rule.outcomes[1].message is None
    assert rule.otherwise.message == Text(nb="Mangler", nn="Manglar", en="Missing")


def test_a_text_is_given_in_the_language_asked_for(pack: Path) -> None:
    title = load_packs([pack]).rules[0].title
    assert [title.in_language(lang) for lang in ("nb", "nn", "en")] == [
        "Jevnlig evaluering",
        "Jamleg evaluering",
        "Regular evaluation",
    ]


def test_rules_stand_in_the_order_of_the_packs_and_of_their_files(pack: Path, tmp_path: Path) -> None:
    text = (pack / "X-1.yaml").read_text(encoding="utf-8")
    (pack / "A-2.yaml").write_text(text.replace("id: X-1", "id: A-2"), encoding="utf-8")
    other = tmp_path / "a-pack"
    other.mkdir()
    (other / "pack.yaml").write_text((pack / "pack.yaml").read_text("utf-8").replace("test-pack", "a-pack"), "utf-8")
    (other / "B-1.yaml").write_text(text.replace("id: X-1", "id: B-1"), encoding="utf-8")
    book = load_packs([pack, other])
    assert [(rule.pack, rule.id) for rule in book.rules] == [
        ("test-pack", "A-2"),
        ("test-pack", "X-1"),
        ("a-pack", "B-1"),
    ]
    assert [pack.id for pack in book.packs] == ["test-pack", "a-pack"]


def test_in_force_may_have_no_end(pack: Path) -> None:
    path = pack / "X-1.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(", to: 2021-04", ""), encoding="utf-8")
    assert load_packs([pack]).rules[0].in_force.end is None


def test_the_shipped_rules_load() -> None:
    book = load_shipped()
    assert book.rules
    assert {rule.pack for rule in book.rules} <= {pack.id for pack in book.packs}


def test_the_shipped_vocabulary_reads_choices_and_sets() -> None:
    provision = shipped_vocabulary()["provision"]
    assert "other" in provision.sets["label"]
    assert provision.choices["blank"] == ("no", "yes")
