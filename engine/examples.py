"""The examples inside the rules, run through the whole reading and both evaluators."""

from __future__ import annotations

from collections.abc import Iterator

from ..extract.read import read_bytes
from .inference import reference
from .inference.select import evaluator
from .reading.facts import fact_sheet
from .reading.read import read
from .rulebook.model import Example, Rule, RuleBook


def failures(rulebook: RuleBook) -> Iterator[str]:
    """One line for each example that does not give its status with every evaluator."""
    for rule in rulebook.rules:
        for number, example in enumerate(rule.examples, start=1):
            for name, status in _statuses(rulebook, rule, example).items():
                if status != example.status:
                    words = " ".join(example.text.split())
                    yield f"{rule.id} eksempel {number} ({example.lang}): {name} gir {status}, skulle gitt {example.status}: «{words}»"


def _statuses(rulebook: RuleBook, rule: Rule, example: Example) -> dict[str, str]:
    facts = fact_sheet(read(read_bytes(example.text.encode(), f"{rule.id}.txt"))).facts
    both = {"durable_rules": evaluator(), "reference": reference.evaluate}
    return {
        name: next(outcome.status for outcome in evaluate(rulebook, facts) if outcome.rule == rule.id)
        for name, evaluate in both.items()
    }
