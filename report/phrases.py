"""What several formats say in the same words."""

from __future__ import annotations

from .messages import text
from .model import Decision, PackUsed, Problem, Waived


def waived_words(waived: Waived, lang: str) -> str:
    """That a finding does not count, by whom, until when and why; for one of the baseline, that it stood there."""
    return text("waived", waived.kind, lang, by=waived.by, until=waived.until or "", reason=waived.reason)


def decision_words(decision: Decision, lang: str) -> str:
    """Who decided and why, and what the program had answered, on one line."""
    found = text("statuses", decision.found, lang)
    return text("audit", "decided", lang, by=decision.by, day=decision.day, reason=decision.reason, found=found)


def problem_words(problem: Problem, lang: str) -> str:
    """What could not be read, after the page where it stands."""
    page = f"{text('words', 'page', lang)} {problem.page}: " if problem.page is not None else ""
    return f"{page}{problem.message}"


def pack_words(pack: PackUsed) -> str:
    """A pack with its version and when its source was in force: "g27-2017 1 (2017-12-13–2021-04-15)"."""
    return f"{pack.id} {pack.version} ({pack.start}–{pack.end or ''})"
