"""The laws, circulars and guides that agreements name, and whether they were in force: `rules/instruments.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from ..rulebook.dates import InForce, partial_date

Standing = Literal["in_force", "unknown", "repealed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """`kind` is "act" or "guidance". Of those with the same `subject` one replaced the other.

    A name counts for nothing in a document that names one of `unless_named` too.
    """

    id: str
    kind: str
    subject: str
    name: re.Pattern[str]
    in_force: InForce
    unless_named: frozenset[str]

    def standing(self, day: date) -> Standing:
        """Whether it applied on `day`; "unknown" before its time and where no source settles the day."""
        end = self.in_force.end
        if end is not None and day >= end.latest:
            return "repealed"
        return "in_force" if self.in_force.applies_on(day) == "yes" else "unknown"


@cache
def instruments() -> tuple[Instrument, ...]:
    """All of them, in the order of the file."""
    source = files("avtalesjekk.rules").joinpath("instruments.yaml").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = yaml.load(source, Loader=yaml.BaseLoader)
    return tuple(_instrument(entry) for entry in entries)


def instrument(identity: str) -> Instrument:
    """The instrument with the id `identity`; KeyError when there is none."""
    return {each.id: each for each in instruments()}[identity]


def _instrument(entry: dict[str, Any]) -> Instrument:
    end = partial_date(entry["to"]) if "to" in entry else None
    return Instrument(
        id=entry["id"],
        kind=entry["kind"],
        subject=entry["subject"],
        name=re.compile("|".join(entry["names"]), re.IGNORECASE),
        in_force=InForce(start=partial_date(entry["from"]), end=end),
        unless_named=frozenset(entry.get("unless_named", ())),
    )
