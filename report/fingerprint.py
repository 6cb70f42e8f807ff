"""What a finding is known by in later runs: where else the document is edited does not change it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath

from .model import DocumentReport, Finding


def fingerprints(document: DocumentReport) -> tuple[str, ...]:
    """One for each finding, in their order, as 32 hexadecimal digits.

    Made of the path, the id of the rule and the words quoted; of equal ones the second and later are counted. So the
    fingerprint of a finding changes when its words do, or when the file gets another name.
    """
    return fingerprints_of_all((document,))[0]


def fingerprints_of_all(documents: Iterable[DocumentReport]) -> tuple[tuple[str, ...], ...]:
    """Those of each document; equal findings are counted through all the documents that one file holds."""
    seen: Counter[tuple[str, str, str]] = Counter()
    return tuple(
        tuple(_fingerprint(PurePath(document.path).as_posix(), finding, seen) for finding in document.findings)
        for document in documents
    )


def _fingerprint(path: str, finding: Finding, seen: Counter[tuple[str, str, str]]) -> str:
    known_by = (path, finding.id, " ".join(finding.location.quote.split()) if finding.location else "")
    seen[known_by] += 1
    return hashlib.sha256("\0".join((*known_by, str(seen[known_by]))).encode()).hexdigest()[:32]
