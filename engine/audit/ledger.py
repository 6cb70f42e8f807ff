"""The register of runs: what was found in each run, and what people decided.

A run is stored in one transaction, whole or not at all, and never changed. Decisions are only added; the last one on a
part of a text stands.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Engine, RowMapping, Table, func, insert, select

from ...report.fingerprint import fingerprints
from ...report.model import DocumentReport, Evidence, Part, Report
from ..reading import names
from . import tables
from .database import LedgerError, place_of, reading, writing
from .model import Ruling, StoredDocument, StoredRun

_PLACE = ("clause", "page", "quote", "start", "end")


def text_digest(document: DocumentReport) -> str:
    """The SHA-256 of the words of the document, however they are set; "" when there are none."""
    words = [word for passage in document.passages for word in passage.text.split()]
    return hashlib.sha256(" ".join(words).encode()).hexdigest() if words else ""


def store(engine: Engine, report: Report, profiles: Iterable[str]) -> int:
    """Store a run and return its number: one more than that of the last, from 1 on."""
    run = {
        "as_of": report.as_of,
        "version": report.version,
        "packs": [asdict(pack) for pack in report.packs],
        "profiles": sorted(profiles),
    }
    with writing(engine) as connection:
        number = (connection.scalar(select(func.max(tables.runs.c.number))) or 0) + 1
        connection.execute(insert(tables.runs), {"number": number, **run})
        for table, rows in _rows(number, report.documents):
            if rows:
                connection.execute(insert(table), rows)
    return number


def last_and_earlier(engine: Engine, since: int | None) -> tuple[StoredRun, StoredRun | None]:
    """The last run and run `since`, by default the one before it. Raises `LedgerError` where there is no such run."""
    with reading(engine) as connection:
        numbers = list(connection.scalars(select(tables.runs.c.number).order_by(tables.runs.c.number)))
    if not numbers:
        raise LedgerError("none", place=place_of(engine))
    *earlier, last = numbers
    if since is not None and since not in earlier:
        raise LedgerError("no-run", number=str(since), last=str(last))
    return load(engine, last), load(engine, since or earlier[-1]) if earlier else None


def load(engine: Engine, number: int) -> StoredRun:
    """The run with this number, which must be there."""
    with reading(engine) as connection:
        run = connection.execute(select(tables.runs).where(tables.runs.c.number == number)).mappings().one()
        rows = {
            table: connection.execute(
                select(table).where(table.c.run == number).order_by(*table.primary_key.columns)
            ).mappings()
            for table in (tables.documents, tables.parts)
        }
        parts: dict[int, list[Part]] = defaultdict(list)
        for row in rows[tables.parts]:
            parts[row["document"]].append(_part(row))
        documents = tuple(_document(row, parts[row["document"]]) for row in rows[tables.documents])
    return StoredRun(
        number=number,
        as_of=run["as_of"],
        version=run["version"],
        packs=tuple(run["packs"]),
        profiles=tuple(run["profiles"]),
        documents=documents,
    )


def last_with(engine: Engine, sha256: str) -> list[StoredDocument]:
    """The agreements of the file with these bytes in the last run that had it, one for each text."""
    last = select(func.max(tables.documents.c.run)).where(tables.documents.c.sha256 == sha256)
    with reading(engine) as connection:
        number = connection.scalar(last)
    if number is None:
        return []
    same = [document for document in load(engine, number).documents if document.sha256 == sha256]
    return list({document.text: document for document in same}.values())


def decide(engine: Engine, ruling: Ruling) -> None:
    """Add a decision."""
    with writing(engine) as connection:
        number = (connection.scalar(select(func.max(tables.rulings.c.number))) or 0) + 1
        connection.execute(insert(tables.rulings), {"number": number, **asdict(ruling)})


def rulings(engine: Engine) -> list[Ruling]:
    """All decisions in the order in which they were made."""
    columns = [column for column in tables.rulings.c if column.name != "number"]
    with reading(engine) as connection:
        return [
            Ruling(**row) for row in connection.execute(select(*columns).order_by(tables.rulings.c.number)).mappings()
        ]


def _rows(run: int, documents: Iterable[DocumentReport]) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """The rows of each table that make up the documents of a run."""
    rows: dict[Table, list[dict[str, Any]]] = {
        table: [] for table in (tables.documents, tables.parts, tables.findings, tables.problems)
    }
    for number, document in enumerate(documents):
        place = {"run": run, "document": number}
        rows[tables.documents].append(place | _document_row(document))
        for table, own in (
            (tables.parts, map(_part_row, document.parts)),
            (tables.findings, _finding_rows(document)),
            (tables.problems, map(asdict, document.problems)),
        ):
            rows[table] += [{**place, "number": index, **row} for index, row in enumerate(own)]
    yield from rows.items()


def _document_row(document: DocumentReport) -> dict[str, Any]:
    return {
        "path": document.path,
        "sha256": document.sha256,
        "text": text_digest(document),
        "municipality": next(filter(None, map(names.place_of, document.parties)), ""),
        "parties": list(document.parties),
        "kind": document.kind,
        "agreement_date": document.agreement_date,
        "valid_until": document.valid_until,
        "verdict": document.verdict,
    }


def _part_row(part: Part) -> dict[str, Any]:
    place: Mapping[str, Any] = asdict(part.evidence[0]) if part.evidence else dict.fromkeys(_PLACE)
    return {
        "id": part.id,
        "status": part.status,
        "authority": part.authority,
        "severity": part.severity,
        "confidence": part.confidence,
        "review": part.review,
        **place,
    }


def _finding_rows(document: DocumentReport) -> Iterator[dict[str, Any]]:
    for finding, known_by in zip(document.findings, fingerprints(document), strict=True):
        yield {"id": finding.id, "severity": finding.severity, "fingerprint": known_by}


def _document(row: RowMapping, parts: Iterable[Part]) -> StoredDocument:
    return StoredDocument(
        path=row["path"],
        sha256=row["sha256"],
        text=row["text"],
        municipality=row["municipality"],
        kind=row["kind"],
        parts=tuple(parts),
    )


def _part(row: RowMapping) -> Part:
    place = {name: row[name] for name in _PLACE}
    return Part(
        id=row["id"],
        status=row["status"],
        authority=row["authority"],
        severity=row["severity"],
        confidence=row["confidence"],
        review=row["review"],
        evidence=(Evidence(**place),) if row["quote"] is not None else (),
    )
