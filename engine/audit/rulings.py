"""Decisions of people: what they are about, and reports in which they stand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Engine

from ...report.checklist import required, short
from ...report.decided import decided, with_parts
from ...report.formats import Presentation
from ...report.model import Decision, Part, Report
from .database import LedgerError
from .ledger import last_with, text_digest
from .model import Ruling, StoredDocument


def in_force(rulings: Iterable[Ruling]) -> dict[tuple[str, str], Ruling]:
    """For each text and part the last of `rulings`, which stand in the order in which they were made."""
    return {(ruling.text, ruling.part): ruling for ruling in rulings}


def with_rulings(text: str, parts: Iterable[Part], standing: Mapping[tuple[str, str], Ruling]) -> tuple[Part, ...]:
    """The parts of the document whose words have the digest `text`, decided where a ruling of `standing` says so."""
    return tuple(_ruled(part, standing.get((text, part.id))) for part in parts)


def ruled_report(report: Report, rulings: Iterable[Ruling], shown: Presentation) -> Report:
    """The report with the decisions that stand."""
    standing = in_force(rulings)
    documents = (
        with_parts(document, with_rulings(text_digest(document), document.parts, standing), shown)
        for document in report.documents
    )
    return replace(report, documents=tuple(documents))


def subject(engine: Engine, data: bytes, part: str, agreement: int | None) -> tuple[StoredDocument, str]:
    """The document that the file `data` was in the last run that had it, and the id of `part` in full.

    `agreement` counts the agreements of the file from 1; it may be None for a file with one. Raises `LedgerError` when
    no run had the file as it is now, or the part was not asked of it.
    """
    documents = last_with(engine, hashlib.sha256(data).hexdigest())
    if not documents:
        raise LedgerError("not-in-register")
    number = agreement or (1 if len(documents) == 1 else 0)
    if not 1 <= number <= len(documents):
        raise LedgerError("several", count=str(len(documents)))
    document = documents[number - 1]
    if not document.text:
        raise LedgerError("unread")
    wanted = {part.upper(), f"G27-{part.upper()}"}
    for one in document.parts:
        if one.id.upper() in wanted:
            return document, one.id
    asked = ", ".join(short(one.id) for one in required(document.parts))
    raise LedgerError("no-part" if asked else "no-parts", part=part, parts=asked)


def _ruled(part: Part, ruling: Ruling | None) -> Part:
    if ruling is None:
        return part
    decision = Decision(found=part.status, reason=ruling.reason, by=ruling.by, day=ruling.day)
    return decided(part, ruling.status, decision)
