"""What a finding is known by in later runs: where else the document is edited does not change it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import PurePath

from .model import DocumentReport


def fingerprints(document: DocumentReport) -> tuple[str, ...]:
    """One for each finding, in their order, as 32 hexadecimal digits.

    Made of the path, the id of the rule and the words quoted; of equal ones the second and later are counted. So the
    fingerprint of a finding changes when its words do, or when the file gets another name.
    """
    return fingerprints_of_all((document,))[0]


def fingerprints_of_all(documents: Sequence[DocumentReport]) -> tuple[tuple[str, ...], ...]:
    """Those of each document; equal findings are counted through all the documents that one file holds."""
    made = fingerprint_each(
        (document.path, finding.id, finding.location.quote if finding.location else "")
        for document in documents
        for finding in document.findings
    )
    return tuple(tuple(islice(made, len(document.findings))) for document in documents)


def fingerprint_each(findings: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """The fingerprints of findings given as path, id of the rule, and words quoted."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for path, identity, quote in findings:
        known_by = (PurePath(path).as_posix(), identity, " ".join(quote.split()))
        seen[known_by] += 1
        yield hashlib.sha256("\0".join((*known_by, str(seen[known_by]))).encode()).hexdigest()[:32]
