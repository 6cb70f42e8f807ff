"""The report as values: what every format is made from. Field names are those of the JSON report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["met", "nonconforming", "missing", "not_applicable", "not_assessable"]
Severity = Literal["error", "warning", "info"]
Authority = Literal["skal", "bør", "kan", "not_in_force"]
Reason = Literal["date", "as_of", "profile"]
Modality = Literal["skal", "plikter", "vil", "bør", "kan", ""]
Verdict = Literal["conforms", "deviates", "nonconforming", "not_assessable", "out_of_scope"]
ClauseState = Literal["unchanged", "changed", "filled", "absent", "guidance_left", "guidance_removed"]

# The codes of problems that leave some words of the document unread.
UNREAD = frozenset({"page-without-text", "embedded-document", "unread-picture"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words of the document: `quote` is `text[start:end]` of what `extract` prints.

    `clause` is the id of the clause, "" outside clauses; `page` counts from 1, None without pages.
    """

    clause: str
    page: int | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """That the person `by` decided the status of a part, on the ISO day `day`; `found` is what the program answered."""

    found: Status
    reason: str
    by: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The status of one part of a requirement. `confidence` is 0–1; `review` asks a person to look.

    With a `decision` the status is the one decided; the confidence and the evidence are still the program's.
    """

    id: str
    status: Status
    authority: Authority
    severity: Severity
    confidence: float
    review: bool
    evidence: tuple[Evidence, ...]
    decision: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The place in a legal source that a finding rests on."""

    document: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """Why a finding does not count: somebody waived it, or it stood in the baseline already.

    `until` is the last day of a waiver as an ISO day; None, and `by` "", for the baseline.
    """

    kind: Literal["waiver", "baseline"]
    reason: str
    by: str = ""
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is missing or does not conform; `location` is None when there is nothing to point at."""

    id: str
    severity: Severity
    message: str
    source: Source
    location: Evidence | None
    remedy: str
    waived: Waived | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """Who has to do what, in the words of the document; "" for what it does not say.

    `modality` is "" for the plain present tense ("partene møtes hvert halvår"), `clause` the id of the clause.
    """

    actor: str
    modality: Modality
    action: str
    deadline: str
    condition: str
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What kept the program from reading all, in the user's language."""

    code: str
    message: str
    page: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChange:
    """A run of words: kept, removed from the template's, added to them, or filled in for a blank."""

    kind: Literal["kept", "removed", "added", "filled"]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedClause:
    """A clause of a template: its id and text there, what became of it, where it stands, and the blanks left in it."""

    clause: str
    text: str
    state: ClauseState
    location: Evidence | None
    difference: tuple[WordChange, ...]
    blanks: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedSection:
    """A section of a template. `part` is the id of the section of the document that holds it, None under no heading."""

    id: str
    title: str
    state: Literal["absent", "present", "merged", "moved"]
    part: str | None
    clauses: tuple[ComparedClause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A document against the template in the file `path`; `added` are the clauses that the template does not have."""

    path: str
    sha256: str
    sections: tuple[ComparedSection, ...]
    added: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A clause of the document with its words, `text` from `start` on in what `extract` prints.

    `kind` is "title", "heading", "paragraph", "item", "row", "note" or "contents"; `level` counts headings from 1
    and is 0 for the others; `page` counts from 1, None without pages. `line` is the line that it begins on in a file of
    plain text, counted from 1, None in other formats.
    """

    clause: str
    kind: str
    level: int
    page: int | None
    text: str
    start: int
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What the checklist was judged by: the instruments that applied or may have applied, and in words why.

    `reason` is "date" for the date of the document, "as_of" when it has none, "profile" when they were asked for.
    """

    authority: Authority
    instruments: tuple[str, ...]
    reason: Reason
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReport:
    """All about one document. Dates are ISO days or None; `pages` is None for formats without pages.

    `template` is None for a document that was not compared with a template, `basis` for one that the checklist is not
    for. `passages` is all that was read, for reports that show the document.
    """

    path: str
    sha256: str
    format: str
    pages: int | None
    language: str
    kind: str
    title: str
    parties: tuple[str, ...]
    agreement_date: str | None
    valid_until: str | None
    verdict: Verdict
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...]
    obligations: tuple[Obligation, ...]
    problems: tuple[Problem, ...]
    template: Comparison | None = None
    basis: Basis | None = None
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackUsed:
    """A rule pack with its version, and when its source was in force: the dates as the source gives them.

    `digest` is the SHA-256 of its files. `start` is "?" where no source gives it; `end`, not included, is None for
    what still applies.
    """

    id: str
    version: str
    digest: str
    start: str
    end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The report on all documents, in the order in which they were given."""

    version: str
    packs: tuple[PackUsed, ...]
    as_of: str
    documents: tuple[DocumentReport, ...]
