"""Findings that do not count because they stood in an earlier report: only what is new fails.

Promises that an earlier report is taken as it is, and that a file which is none is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..report.fingerprint import fingerprint_each, fingerprints_of_all
from ..report.model import DocumentReport, Waived
from .configuration import ConfigurationError


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """An earlier report: what its findings are known by, with resolved paths. `name` is that of its file."""

    name: str
    fingerprints: frozenset[str]


def read_baseline(file: Path, folders: Sequence[Path]) -> Baseline:
    """The findings of the JSON report in `file`. Raises `ConfigurationError`.

    Its paths are relative to the first of `folders` in which there is such a document. What was waived for a time is
    left out, since the time would have no end.
    """
    try:
        report = json.loads(file.read_bytes())
        if report["schema"] != "avtalesjekk-report-1":
            raise ValueError(report["schema"])
        known = frozenset(fingerprint_each(_findings(report, folders)))
    except OSError as error:
        raise ConfigurationError((f"{file}: kan ikke leses ({error.strerror}) – sjekk navnet",)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        told = f"{file}: er ingen rapport fra dette programmet – lag en med check --format json"
        raise ConfigurationError((told,)) from error
    return Baseline(name=file.name, fingerprints=known)


def _findings(report: Any, folders: Sequence[Path]) -> Iterator[tuple[str, str, str]]:
    """Path, id of the rule and words quoted of each finding; raises many errors for what is no report."""
    for document in _list(report["documents"]):
        path = _placed(document["path"], folders)
        for finding in _list(document["findings"]):
            quote = finding["location"]["quote"] if finding["location"] is not None else ""
            if finding["waived"] is None or finding["waived"]["kind"] == "baseline":
                yield path, finding["id"], quote


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _placed(path: str, folders: Sequence[Path]) -> str:
    candidates = [(folder / path).resolve() for folder in folders]
    return str(next((each for each in candidates if each.exists()), candidates[0]))


def compared(documents: Sequence[DocumentReport], baseline: Baseline) -> tuple[DocumentReport, ...]:
    """The documents with those findings marked that stood in `baseline` already, wherever they are checked from."""
    why = Waived(kind="baseline", reason=baseline.name)
    known_by = fingerprints_of_all([replace(one, path=str(Path(one.path).resolve())) for one in documents])
    return tuple(
        replace(
            document,
            findings=tuple(
                replace(finding, waived=why) if finding.waived is None and known in baseline.fingerprints else finding
                for finding, known in zip(document.findings, each, strict=True)
            ),
        )
        for document, each in zip(documents, known_by, strict=True)
    )
