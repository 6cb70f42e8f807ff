"""The values of an evaluation: what is right, and what the checker said."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PartScore:
    """One part of one document. `gold` and `said` are statuses, `said` "not_reported" when the report lacks the part.

    `hit` says whether the evidence meets the gold quote; None when the status is wrong or there is nothing to compare.
    """

    document: str
    language: str
    part: str
    gold: str
    said: str
    review: bool
    hit: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldScore:
    """A field of one document: its kind, language, a date, the parties, or whether a finding is raised."""

    document: str
    field: str
    gold: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Everything measured; `documents` counts the documents."""

    documents: int
    parts: tuple[PartScore, ...]
    fields: tuple[FieldScore, ...]
