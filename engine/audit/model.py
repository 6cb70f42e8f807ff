"""What the register of runs gives back: runs with their documents, and what people decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...report.model import Part, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """A document of a run. `text` is the digest of its words, "" when none could be read.

    `municipality` is the place of the first municipality or district among the parties, "" when there is none. The
    parts have their first quote only, and the status that the program found.
    """

    path: str
    sha256: str
    text: str
    municipality: str
    kind: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRun:
    """A run. `packs` are those used, as in the JSON report, `profiles` what was asked for, sorted."""

    number: int
    as_of: str
    version: str
    packs: tuple[Mapping[str, str | None], ...]
    profiles: tuple[str, ...]
    documents: tuple[StoredDocument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a person decided on a part of the documents whose words have the digest `text`.

    `path`, `municipality` and `kind` are those of the document at the time; `day` is an ISO day.
    """

    text: str
    part: str
    path: str
    municipality: str
    kind: str
    status: Status
    reason: str
    by: str
    day: str
