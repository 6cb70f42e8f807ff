"""The register of obligations as values, and as text, CSV and JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from .cells import defused
from .messages import text
from .model import Obligation

_FIELDS = ("clause", "actor", "modality", "action", "deadline", "condition")
_WIDTH = 140  # characters of a line in a file or pipe


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A day on which an obligation falls due, or the first of a series by `rule`, a recurrence rule of RFC 5545.

    `rule` is "" for a single day. `assumed` when the document does not name the exact day.
    """

    first: date
    rule: str
    assumed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An obligation, the words of the document that lay it down, and its days of the calendar."""

    obligation: Obligation
    quote: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The obligations of an agreement, in its order. `kind` as in the JSON report."""

    path: str
    kind: str
    title: str
    parties: tuple[str, ...]
    entries: tuple[Entry, ...]


def register_text(registers: Sequence[Register], lang: str, width: int | None) -> str:
    """A table for each agreement. `width` is that of the terminal in characters, None for a file or pipe."""
    out = StringIO()
    console = Console(file=out, width=width or _WIDTH, highlight=False, markup=False, color_system=None)
    for number, each in enumerate(registers):
        if number:
            console.print()
        console.print(" ".join(each.title.split()) or each.path)
        console.print()
        console.print(_table(each, lang) if each.entries else text("obligations", "none", lang))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _table(register: Register, lang: str) -> Table:
    table = Table(box=None, expand=True, pad_edge=False, padding=(0, 2, 1, 0))
    for field, ratio in zip(_FIELDS, (None, 4, None, 9, 4, 4), strict=True):
        table.add_column(text("obligations", field, lang), ratio=ratio, no_wrap=ratio is None, justify="left")
    for entry in register.entries:
        table.add_row(*(Text(getattr(entry.obligation, field) or "–") for field in _FIELDS))
    return table


def register_csv(registers: Sequence[Register]) -> str:
    """One line per obligation, comma-separated with a header (RFC 4180); nothing in it runs as a formula."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(["actor", "modality", "action", "deadline", "condition", "clause", "document"])
    for each in registers:
        title = " ".join(each.title.split()) or each.path
        for one in (entry.obligation for entry in each.entries):
            row = (one.actor, one.modality, one.action, one.deadline, one.condition, one.clause, title)
            writer.writerow([defused(cell) for cell in row])
    return out.getvalue()


def register_json(registers: Sequence[Register]) -> str:
    """The obligations as in the JSON report, per agreement, with a final newline; same register, same bytes."""
    documents = [
        {
            "path": each.path,
            "kind": each.kind,
            "title": each.title,
            "parties": list(each.parties),
            "obligations": [asdict(entry.obligation) for entry in each.entries],
        }
        for each in registers
    ]
    whole = {"schema": "avtalesjekk-obligations-1", "documents": documents}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
