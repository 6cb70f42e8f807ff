"""The examples inside the rules, run through the whole reading and both evaluators."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..extract.read import read_bytes
from .inference import reference
from .inference.select import evaluator
from .reading.facts import fact_sheet
from .reading.read import read
from .reading.standing import with_standing
from .rulebook.model import RuleBook

# The day that the examples are read on.
AS_OF = date(2026, 1, 1)


def failures(rulebook: RuleBook) -> Iterator[str]:
    """One line for each example that does not give its status with every evaluator."""
    evaluators = (evaluator(), reference.evaluate)
    for rule in rulebook.rules:
        for number, example in enumerate(rule.examples, start=1):
            reading = read(read_bytes(example.text.encode(), f"{rule.id}.txt"))
            facts = with_standing(fact_sheet(reading), reading, AS_OF).facts
            outcomes = [outcome for evaluate in evaluators for outcome in evaluate(rulebook, facts)]
            given = {outcome.status for outcome in outcomes if outcome.rule == rule.id}
            if given != {example.status}:
                words = " ".join(example.text.split())
                told = f"gir {' eller '.join(sorted(given))}, skulle gitt {example.status}"
                yield f"{rule.id} eksempel {number} ({example.lang}) {told}: «{words}»"
