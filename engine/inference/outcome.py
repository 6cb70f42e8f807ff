"""What an evaluator hands back, and what every evaluator promises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from ..rulebook.model import RuleBook, Status
from .facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The outcome of one rule for one document.

    `branch` is the index of the branch that decided, None when none held. `evidence[i]` are the ids of the facts, in
    document order, that satisfy term i of the branch's `when`; it is empty when no branch held.
    """

    rule: str
    status: Status
    branch: int | None
    evidence: tuple[tuple[str, ...], ...]


class Evaluate(Protocol):
    """A way to evaluate: one outcome per rule, in the order of the rule book, whatever the order of the facts.

    Raises FactError for facts outside the vocabulary of the rule book, InferenceError when the evaluation itself fails.
    """

    def __call__(self, rulebook: RuleBook, facts: Iterable[Fact]) -> tuple[Outcome, ...]: ...


class InferenceError(Exception):
    """An evaluation that failed, or rules that cannot be evaluated: never an outcome that is only partly worked out."""
