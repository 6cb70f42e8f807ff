"""Every rule, requirement and pack explained in plain language."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.engine.rulebook.model import Pack, Rule
from avtalesjekk.report.explanation import explanation, pack_explanation, requirement_heading
from avtalesjekk.report.messages import text

BOOK = load_shipped()
every_language = pytest.mark.parametrize("lang", ["nb", "nn", "en"])


@every_language
@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_a_rule_is_explained_in_full(rule: Rule, lang: str) -> None:
    """Source, authority and dates, weight, what satisfies it, how to mend it, examples, what a person must judge."""
    told = explanation(rule, lang).splitlines()
    assert told[0] == f"{rule.id}  {rule.title.in_language(lang)}"
    assert told[1].endswith(f": {rule.pack}")
    for code, words in [
        ("source", f"{rule.source.document} {rule.source.section}".strip()),
        ("authority", text("authorities", rule.authority, lang)),
        ("severity", text("severities", rule.severity, lang)),
        ("applies_to", text("kinds", rule.applies_to[0], lang)),
        ("satisfied_by", rule.satisfies.in_language(lang)),
        ("remedy", rule.remedy.in_language(lang)),
        ("limits", rule.limits.in_language(lang)),
    ]:
        assert any(line.startswith(f"{text('words', code, lang)}: {words}") for line in told), code
    if not rule.in_force.timeless:
        assert any(rule.in_force.start.text in line for line in told)
    for status in {example.status for example in rule.examples}:
        start = f"{text('words', 'example', lang)} – {text('statuses', status, lang)}: «"
        assert any(line.startswith(start) for line in told), status


@every_language
@pytest.mark.parametrize("pack", BOOK.packs, ids=lambda pack: pack.id)
def test_a_pack_is_explained_in_full(pack: Pack, lang: str) -> None:
    """Its source, its time, what it applies to, its rules, and the rules that its subjects name."""
    told = pack_explanation(pack, BOOK.rules, lang)
    assert told.startswith(f"{pack.id}  {pack.title.in_language(lang)}\n")
    assert pack.source.document in told
    assert (text("words", "timeless", lang) if pack.in_force.timeless else pack.in_force.start.text) in told
    assert all(identity in told for identity in BOOK.asked_for(pack))
    assert all(subject.title.in_language(lang) in told for subject in pack.subjects)
    assert pack.limits is None or pack.limits.in_language(lang) in told


def test_a_requirement_says_how_many_parts_it_has() -> None:
    """And what it is called, where it has a name."""
    assert requirement_heading("G27-4.1.5", 3, "nb") == "Kravet G27-4.1.5 har 3 deler: Regelmessig evaluering"
    assert requirement_heading("EGNE-1", 1, "en") == "Requirement EGNE-1 has 1 parts"
