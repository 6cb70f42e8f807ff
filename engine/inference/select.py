"""The choice between the evaluators. Which one runs never changes an outcome, only how it is worked out."""

from __future__ import annotations

from . import reference
from .durable import DurableEvaluator
from .outcome import Evaluate


def evaluator() -> Evaluate:
    """Return an evaluator for all documents of a process: by the rule engine, or in Python where there is none."""
    try:
        return DurableEvaluator().evaluate
    except ImportError:
        return reference.evaluate
