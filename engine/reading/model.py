"""What the reader of language hands on: a `Document` with its language, kind, parties, dates and provisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ...extract.model import Document, Span
from .contacts import Contacts
from .intervals import Rhythm
from .modality import Modality
from .parties import Party
from .sides import Side
from .signatures import SignatureBlock

SUPPLIED = 0.75  # the probability of a label that other sentences or a heading supply
# Labels of provisions that speak of their own subject, and not of the meeting that their neighbours tell of.
OWN_SUBJECTS = (
    "contact_persons", "info_settlement_plans", "info_arrival", "info_participant", "post_programme",
    "performance_targets", "reporting",
    "nav_contribution_planning", "nav_contribution_delivery", "caseworker_followup", "duration", "economy",
    "confidentiality", "work_placement", "evaluation_cooperation", "evaluation_agreement", "contact_responsibility",
)  # fmt: skip


class Meeting(StrEnum):
    """Whose meeting it is: of leaders of both parties, of one party's leaders, another one, or none."""

    NONE = "none"
    LEADER = "leader"
    ONE_PARTY = "one_party"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A sentence, list item or cell of a clause, with what it provides.

    `clause` is an index into `Document.clauses`. `labels` and `matters` hold the probability of each, 0–1. `place` is
    "body", "purpose", "annex", "guidance" (of a template) or "signature". `actor` is the subject of the sentence (or of
    its lead-in, heading or column). `convener` is the side that calls a meeting, "open" when that is left open, else
    "none". `subjects` are the concepts of the lexicon that it names. `ends` tells of the agreement's duration:
    "stated", "start_only" or "none".
    `target` is "figure" for a number or share to reach, "process" for a way to set targets, else "none".
    `occasion` is the sentence on the meeting whose interval it has, None for an interval of its own or none.
    """

    clause: int
    span: Span
    labels: Mapping[str, float]
    matters: Mapping[str, float]
    place: str
    modality: Modality
    actor: Side
    rhythm: Rhythm
    blank: bool
    leaders: Side
    caseworkers: Side
    meeting: Meeting
    convener: str
    contacts: Contacts
    subjects: frozenset[str]
    ends: str
    target: str
    occasion: Span | None = None


def without(each: Provision, *labels: str) -> Provision:
    """`each` as no provision on `labels`."""
    return replace(each, labels={**each.labels, **dict.fromkeys(labels, 0.0)})


def raised(each: Provision, label: str, probability: float = SUPPLIED) -> Provision:
    """`each` as a provision on `label`, at least as sure as what is supplied can be."""
    return replace(each, labels={**each.labels, label: max(each.labels[label], probability)})


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date and the words that give it."""

    day: date
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfilledBlank:
    """A blank that nobody filled in."""

    clause: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """`kind` is one of the kinds of the JSON report; `title` may be ""; `draft` when it says that it is one."""

    document: Document
    language: str
    kind: str
    title: str
    draft: bool
    parties: tuple[Party, ...]
    agreement_date: FoundDate | None
    valid_until: FoundDate | None
    provisions: tuple[Provision, ...]
    signature: SignatureBlock
    blanks: tuple[UnfilledBlank, ...]
