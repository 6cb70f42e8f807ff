"""What changed between two runs, as values: requirement by requirement, document by document, and the decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .model import Part, Status

Change = Literal["fell_back", "mixed", "improved", "changed", "same", "new", "gone"]
Direction = Literal["worse", "better", "other", "same"]
Standing = Literal["in_force", "text_changed", "unread", "not_asked", "absent", "replaced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTold:
    """A run: its number, the day it judged for, the version of the program, and how many documents it had."""

    number: int
    as_of: str
    version: str
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many documents have each status of a part, now and before (None without an earlier run).

    `decided` is how many of them now have it because a person decided so.
    """

    part: str
    now: Mapping[Status, int]
    before: Mapping[Status, int] | None
    decided: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChange:
    """A part of a document now and before; None where it was not asked for."""

    now: Part | None
    before: Part | None
    direction: Direction

    @property
    def id(self) -> str:
        """The id of the part."""
        part = self.now or self.before
        return part.id if part else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentChange:
    """A document now, or before when it is gone; `earlier` is its path in the earlier run, None when it was not there.

    "mixed": some parts are better and some worse; "changed": parts changed that are neither.
    """

    path: str
    earlier: str | None
    municipality: str
    change: Change
    parts: tuple[PartChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTold:
    """A decision, and what it comes to in the last run.

    `standing` is "in_force"; or why it is not: "text_changed" and "unread" of the document that is now in its place,
    "not_asked" when the part is not asked of it any more, "absent" when the run has no such document, "replaced" by a
    later decision. `found` is what the program answered for a decision in force. `path` is the document's now, else
    the one at the time of the decision.
    """

    path: str
    part: str
    status: Status
    reason: str
    by: str
    day: str
    standing: Standing
    found: Status | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    """The last run compared with an earlier one, None when there is none.

    `differing` are the ids of packs that only one of the runs used or that are not the same in both; `rejudged` when
    the versions of the program or the profiles asked for differ. Both may change answers on unchanged documents.
    """

    now: RunTold
    before: RunTold | None
    differing: tuple[str, ...]
    rejudged: bool
    tallies: tuple[Tally, ...]
    documents: tuple[DocumentChange, ...]
    decisions: tuple[DecisionTold, ...]
