"""The report as SARIF 2.1.0 (OASIS), for code scanning and editors.

Offsets are characters of the text that `extract` prints, since a DOCX or PDF has none of its own. Findings that are
waived stand there as suppressed; what could not be read are notifications of the run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import PurePath
from typing import Any, TypeAlias
from urllib.parse import quote

from ..engine.rulebook.model import Rule
from .fingerprint import fingerprints_of_all
from .formats import Presentation
from .messages import text
from .model import DocumentReport, Evidence, Finding, Report
from .phrases import waived_words
from .places import line_of, source_name, where

_Json: TypeAlias = dict[str, Any]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render(report: Report, shown: Presentation) -> bytes:
    """The report as indented JSON with a final newline; same report, same bytes."""
    return (json.dumps(_log(report, shown), ensure_ascii=False, indent=2) + "\n").encode()


def _log(report: Report, shown: Presentation) -> _Json:
    ids = sorted({finding.id for document in report.documents for finding in document.findings})
    driver = {
        "name": "avtalesjekk",
        "version": report.version,
        "language": shown.lang,
        "rules": [_rule(identity, shown) for identity in ids],
        "properties": {"packs": [asdict(pack) for pack in report.packs]},
    }
    invocation = {
        "executionSuccessful": all(document.format != "unknown" for document in report.documents),
        "toolExecutionNotifications": [note for document in report.documents for note in _notifications(document)],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "artifacts": [_artifact(document) for document in report.documents],
        "results": list(_results(report.documents, ids, shown)),
        "columnKind": "unicodeCodePoints",
        "properties": {"as_of": report.as_of},
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(identity: str, shown: Presentation) -> _Json:
    title = shown.title(identity)
    described: _Json = {"id": identity, "shortDescription": {"text": title}}
    rule = shown.rules.get(identity)
    if rule is None:
        return described | {"fullDescription": {"text": title}, "defaultConfiguration": {"level": "warning"}}
    told = list(_help(rule, shown.lang))
    return described | {
        "fullDescription": {"text": rule.satisfies.in_language(shown.lang)},
        "help": {
            "text": "\n".join(f"{word}: {words}" for word, words in told),
            "markdown": "\n\n".join(f"**{word}:** {words}" for word, words in told),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": sorted({rule.pack, rule.requirement, *rule.applies_to} - {""})},
    }


def _help(rule: Rule, lang: str) -> Iterator[tuple[str, str]]:
    """What a reader of the finding wants to know of the rule: a word for each thing, and the thing."""
    source = f"{rule.source.document} {rule.source.section}".strip()
    yield text("words", "source", lang), source + (f" – «{rule.source.quote}»" if rule.source.quote else "")
    yield text("words", "satisfied_by", lang), rule.satisfies.in_language(lang)
    yield text("words", "remedy", lang), rule.remedy.in_language(lang)
    yield text("words", "limits", lang), rule.limits.in_language(lang)


def _artifact(document: DocumentReport) -> _Json:
    return {
        "location": _artifact_location(document),
        "hashes": {"sha-256": document.sha256},
        "properties": {"verdict": document.verdict, "kind": document.kind, "title": document.title},
    }


def _artifact_location(document: DocumentReport) -> _Json:
    path = PurePath(document.path)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(path.as_posix()), "uriBaseId": "%SRCROOT%"}


def _results(documents: Sequence[DocumentReport], ids: Sequence[str], shown: Presentation) -> Iterator[_Json]:
    for index, (document, known_by) in enumerate(zip(documents, fingerprints_of_all(documents), strict=True)):
        for finding, fingerprint in zip(document.findings, known_by, strict=True):
            yield {
                "ruleId": finding.id,
                "ruleIndex": ids.index(finding.id),
                "level": _LEVELS[finding.severity],
                "message": {"text": _message(finding, shown.lang)},
                "locations": [{"physicalLocation": _place(document, index, finding.location)}],
                # GitHub looks at the first name only.
                "partialFingerprints": {"primaryLocationLineHash": fingerprint, "avtalesjekk/v1": fingerprint},
                "suppressions": _suppressions(finding, shown.lang),
                "properties": _properties(document, finding),
            }


def _message(finding: Finding, lang: str) -> str:
    place = where(finding.location, lang) if finding.location else ""
    return f"{finding.message} ({place})" if place else finding.message


def _place(document: DocumentReport, index: int, location: Evidence | None) -> _Json:
    artifact = {"artifactLocation": _artifact_location(document) | {"index": index}}
    if location is None:
        return artifact
    region: _Json = {"snippet": {"text": location.quote}}
    line = line_of(document, location)
    if line is not None:
        region = {"startLine": line} | region
    else:
        region = {"charOffset": location.start, "charLength": location.end - location.start} | region
    return artifact | {"region": region}


def _suppressions(finding: Finding, lang: str) -> list[_Json]:
    """None is said with an empty list: where some results have suppressions, all must tell."""
    if finding.waived is None:
        return []
    return [
        {
            "kind": "external",
            "justification": waived_words(finding.waived, lang),
            "properties": asdict(finding.waived),
        }
    ]


def _properties(document: DocumentReport, finding: Finding) -> _Json:
    """What SARIF has no place for; `review` asks a person to look."""
    told: _Json = {"source": source_name(finding.source), "remedy": finding.remedy}
    if finding.location:
        told |= {"clause": finding.location.clause, "page": finding.location.page}
    part = next((part for part in document.parts if part.id == finding.id), None)
    if part:
        told |= {"confidence": part.confidence, "review": part.review}
    if part and part.decision:
        told |= {"decision": asdict(part.decision)}
    return told


def _notifications(document: DocumentReport) -> Iterator[_Json]:
    for problem in document.problems:
        yield {
            "descriptor": {"id": problem.code},
            "level": "error" if document.format == "unknown" else "warning",
            "message": {"text": problem.message},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact_location(document)}}],
            "properties": {"page": problem.page},
        }
