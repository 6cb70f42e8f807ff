"""The report as JSON, in the form that `report.schema.json` describes."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any, get_args

from .formats import Presentation
from .model import DocumentReport, Report, Verdict


def render(report: Report, _shown: Presentation) -> bytes:
    """The report as indented JSON with a final newline; same report, same bytes."""
    return (json.dumps(as_dict(report), ensure_ascii=False, indent=2) + "\n").encode()


def as_dict(report: Report) -> dict[str, Any]:
    """The report as plain lists and mappings."""
    return {
        "schema": "avtalesjekk-report-1",
        "tool": {"name": "avtalesjekk", "version": report.version, "packs": [asdict(pack) for pack in report.packs]},
        "as_of": report.as_of,
        "documents": [_document(document) for document in report.documents],
        "summary": summary(report.documents),
    }


def _document(document: DocumentReport) -> dict[str, Any]:
    """A document; its text, what it was not compared with and what nobody decided are left out."""
    told = asdict(replace(document, passages=()))
    del told["passages"]
    if document.template is None:
        del told["template"]
    for part in told["parts"]:
        if part["decision"] is None:
            del part["decision"]
    return told


def summary(documents: tuple[DocumentReport, ...]) -> dict[str, int]:
    """How many documents there are in all, and with each verdict."""
    verdicts = [document.verdict for document in documents]
    return {"documents": len(documents)} | {verdict: verdicts.count(verdict) for verdict in get_args(Verdict)}
