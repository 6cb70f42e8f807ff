"""The walls of the rule engine: what it would get wrong, hang on or leak if the evaluator did not heed them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from avtalesjekk.engine.inference import reference, select
from avtalesjekk.engine.inference.durable import DurableEvaluator
from avtalesjekk.engine.inference.facts import Fact
from avtalesjekk.engine.inference.outcome import InferenceError
from avtalesjekk.engine.inference.ruleset import Pattern, Ruleset, packed, quiet_host
from avtalesjekk.engine.rulebook.model import Branch, RuleBook, Term

pytest.importorskip("durable.engine", reason="durable_rules does not run on this Python; the reference evaluator does")

MakeTerm = Callable[..., Term]
MakeBranch = Callable[..., Branch]
MakeBook = Callable[..., RuleBook]


def resident() -> int:
    """Return the memory of this process in bytes."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        pytest.skip("the memory of a process is only read on Linux")
    return int(statm.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGESIZE")


def test_a_fact_may_satisfy_hundreds_of_terms(term: MakeTerm, branch: MakeBranch, book: MakeBook) -> None:
    """The engine has 64 places for what a fact satisfies, 255 for its properties, and hangs on 512 patterns."""
    rules = book(*((branch("met", (term(label=(f"l{i}",)),)),) for i in range(300)))
    fact: Fact = {"id": "c0", "fact": "provision", **{f"label_l{i}": True for i in range(300)}}
    outcomes = DurableEvaluator().evaluate(rules, [fact])
    assert [(outcome.status, outcome.evidence) for outcome in outcomes] == [("met", (("c0",),))] * 300


def test_a_rule_book_may_have_thousands_of_terms(term: MakeTerm, branch: MakeBranch, book: MakeBook) -> None:
    """Rules with 14 terms each fill a ruleset with patterns before they fill it with rules."""
    labels = [f"l{i}" for i in range(0, 294, 14)]
    modalities = ("none", "binding", "optional")
    rules = book(
        *(
            (branch("met", tuple(term(label=(f"l{int(label[1:]) + i}",), modality=(modality,)) for i in range(14))),)
            for label in labels
            for modality in modalities
        )
    )
    facts: list[Fact] = [
        {"id": f"c{i}", "fact": "provision", "modality": "binding", f"label_l{i}": True} for i in range(294)
    ]
    outcomes = DurableEvaluator().evaluate(rules, facts)
    assert outcomes == reference.evaluate(rules, facts)
    assert [outcome.status for outcome in outcomes] == ["missing", "met", "missing"] * len(labels)


def test_parts_hold_no_more_than_their_capacity_and_lose_nothing() -> None:
    parts = list(packed([1, 9, 5, 5, 1, 1], lambda weight: weight, 2, 10))
    assert parts == [[(0, 1)], [(1, 9)], [(2, 5), (3, 5)], [(4, 1), (5, 1)]]


def test_two_thousand_documents_leave_no_session_and_no_memory(
    term: MakeTerm, branch: MakeBranch, book: MakeBook
) -> None:
    """The engine refuses the 1,025th live session."""
    rules = book(*((branch("met", (term(label=(f"l{i}",)),), (term(modality=("optional",)),)),) for i in range(20)))
    facts: list[Fact] = [{"id": f"c{i}", "fact": "provision", f"label_l{i}": True} for i in range(20)]
    evaluator = DurableEvaluator()
    expected = evaluator.evaluate(rules, facts)
    for _ in range(500):
        evaluator.evaluate(rules, facts)
    before = resident()
    for _ in range(1_500):
        if evaluator.evaluate(rules, facts) != expected:
            pytest.fail("the outcomes changed")
    assert resident() - before < 1_000_000


def test_an_exception_in_an_action_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine swallows it and goes on."""

    def failing(*_: object) -> Callable[[object], None]:
        def action(closure: object) -> None:
            raise ZeroDivisionError(f"in an action: {closure}")

        return action

    monkeypatch.setattr(Ruleset, "_note", failing)
    ruleset = Ruleset(quiet_host(), "test", {0: [Pattern(marks=("a",))]})
    with pytest.raises(InferenceError, match=r"an action failed: .*in an action"):
        ruleset.run("d0", [{"a"}])


def test_a_run_that_stops_early_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine leaves the rest of the rules out, without a word, when ten seconds passed within an action."""
    ruleset = Ruleset(quiet_host(), "test", {0: [Pattern(marks=("a",))]})
    monkeypatch.setattr("durable.engine._unix_now", count(step=11).__next__)
    with pytest.raises(InferenceError, match="looked at 0 of 3 messages"):
        ruleset.run("d0", [{"a"}, {"a"}, {"a"}])


def test_a_session_ends_when_the_engine_fails() -> None:
    """The engine refuses the 1,025th live session."""
    host = quiet_host()
    ruleset = Ruleset(host, "test", {0: [Pattern(marks=("a",))]})
    working = host.assert_facts

    def fail(name: str, batch: list[dict[str, object]]) -> None:
        working(name, batch)
        raise OSError("afterwards")

    host.assert_facts = fail
    for number in range(1_100):
        with pytest.raises(InferenceError, match="afterwards"):
            ruleset.run(f"d{number}", [{"a"}])
    host.assert_facts = working
    assert ruleset.run("after", [{"a"}]) == [(0, 0)]


def test_the_engine_starts_no_threads(term: MakeTerm, branch: MakeBranch, book: MakeBook) -> None:
    before = threading.active_count()
    DurableEvaluator().evaluate(book((branch("met", (term(),)),)), [{"id": "c0", "fact": "provision"}])
    assert threading.active_count() == before


def test_a_rule_book_is_compiled_once(
    term: MakeTerm, branch: MakeBranch, book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluator = DurableEvaluator()
    rules = book((branch("met", (term(),)),))
    evaluator.evaluate(rules, [])
    monkeypatch.setattr("avtalesjekk.engine.inference.durable.Ruleset", None)
    assert evaluator.evaluate(rules, [{"id": "c0", "fact": "provision"}])[0].status == "met"


def test_every_document_has_a_session_of_its_own(
    term: MakeTerm, branch: MakeBranch, book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    sessions = []

    def run(_: Ruleset, session: str, __: object) -> list[tuple[int, int]]:
        sessions.append(session)
        return []

    monkeypatch.setattr(Ruleset, "run", run)
    evaluator = DurableEvaluator()
    rules = book((branch("met", (term(),)),))
    for _ in range(3):
        evaluator.evaluate(rules, [])
    assert len(set(sessions)) == 3


def test_two_rule_books_do_not_mix(term: MakeTerm, branch: MakeBranch, book: MakeBook) -> None:
    evaluator = DurableEvaluator()
    facts: list[Fact] = [{"id": "c0", "fact": "provision", "label_l0": True}]
    statuses = [
        evaluator.evaluate(book((branch("met", (term(label=(label,)),)),)), facts)[0].status for label in ("l0", "l1")
    ]
    assert statuses == ["met", "missing"]


def test_importing_the_evaluators_does_not_import_the_engine() -> None:
    program = "import sys; import avtalesjekk.engine.inference.select; sys.exit('durable' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_engine_is_chosen_where_it_is_installed() -> None:
    pytest.importorskip("durable_rules_engine")
    assert select.evaluator() is not reference.evaluate


def test_the_reference_takes_the_place_of_an_engine_that_does_not_import(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable.engine", None)
    assert select.evaluator() is reference.evaluate
