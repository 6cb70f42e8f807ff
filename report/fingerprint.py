"""What a finding is known by in later runs: where else the document is edited does not change it."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import PurePath

from .model import DocumentReport


def fingerprints(document: DocumentReport) -> tuple[str, ...]:
    """One for each finding, in their order, as 32 hexadecimal digits.

    Made of the path, the id of the rule and the words quoted; of equal ones the second and later are counted. So the
    fingerprint of a finding changes when its words do, or when the file gets another name.
    """
    seen: Counter[tuple[str, str]] = Counter()
    made = []
    for finding in document.findings:
        words = " ".join(finding.location.quote.split()) if finding.location else ""
        seen[finding.id, words] += 1
        known_by = (PurePath(document.path).as_posix(), finding.id, words, str(seen[finding.id, words]))
        made.append(hashlib.sha256("\0".join(known_by).encode()).hexdigest()[:32])
    return tuple(made)
