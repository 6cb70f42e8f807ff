"""The tables of the register of runs. Whoever changes them gives them a new `VERSION`.

A document of a run is known by its run and its number in it, from 0 on; so are its parts, findings and problems.
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKeyConstraint, Integer, MetaData, Table, Text

VERSION = 1

metadata = MetaData()

# One row with the version: what tells a register from any other database.
layout = Table("avtalesjekk_register", metadata, Column("version", Integer, primary_key=True, autoincrement=False))

runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("as_of", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("packs", JSON, nullable=False),
    Column("profiles", JSON, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("run", Integer, primary_key=True, autoincrement=False),
    Column("document", Integer, primary_key=True, autoincrement=False),
    Column("path", Text, nullable=False),
    Column("sha256", Text, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("municipality", Text, nullable=False),
    Column("parties", JSON, nullable=False),
    Column("kind", Text, nullable=False),
    Column("agreement_date", Text),
    Column("valid_until", Text),
    Column("verdict", Text, nullable=False),
    ForeignKeyConstraint(["run"], ["runs.number"]),
)


def _of_document(name: str, *columns: Column[str] | Column[int] | Column[float] | Column[bool]) -> Table:
    """A table whose rows belong to a document and stand in the order of `number`."""
    return Table(
        name,
        metadata,
        Column("run", Integer, primary_key=True, autoincrement=False),
        Column("document", Integer, primary_key=True, autoincrement=False),
        Column("number", Integer, primary_key=True, autoincrement=False),
        *columns,
        ForeignKeyConstraint(["run", "document"], ["documents.run", "documents.document"]),
    )


# The place of the first quote is null where there is no quote.
parts = _of_document(
    "parts",
    Column("id", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("authority", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("review", Boolean, nullable=False),
    Column("clause", Text),
    Column("page", Integer),
    Column("quote", Text),
    Column("start", Integer),
    Column("end", Integer),
)

findings = _of_document(
    "findings",
    Column("id", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
)

problems = _of_document(
    "problems",
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("page", Integer),
)

rulings = Table(
    "rulings",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("part", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("municipality", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("day", Text, nullable=False),
)
