"""Which instrument the minimum content of an agreement rested on, on a given day.

Where the day of a change is not known, the answer names every instrument that may have applied, and the weakest
authority among them is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from .dates import InForce, partial_date

_STRENGTH = ("not_in_force", "kan", "bør", "skal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A document that asked for the minimum content in its time. `pack` is the id of its rule pack, "" without one."""

    document: str
    level: str
    in_force: InForce
    pack: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """`level` is "skal", "bør", "kan" or "not_in_force"; `instruments` are the documents that may have applied.

    `settled` is False when no source seen settles whether, or which of them, applied. `sources` are those of the
    instruments that have just `level`: what it rests on.
    """

    level: str
    instruments: tuple[str, ...]
    sources: tuple[str, ...]
    settled: bool


def authority_on(kind: str, day: date) -> Authority:
    """The authority behind the minimum content of a document of `kind` dated `day`; not_in_force when there is none."""
    asked = [(each, each.in_force.applies_on(day)) for each in timeline(kind)]
    possible = [each for each, applies in asked if applies != "no"]
    level = weakest(each.level for each in possible)
    return Authority(
        level=level,
        instruments=tuple(each.document for each in possible),
        sources=tuple(each.document for each in possible if each.level == level),
        settled=all(applies != "unknown" for _, applies in asked),
    )


def weakest(levels: Iterable[str]) -> str:
    """The level that binds least; "not_in_force" when there is none."""
    return min(levels, key=_STRENGTH.index, default="not_in_force")


def strongest(levels: Iterable[str]) -> str:
    """The level that binds most; "not_in_force" when there is none."""
    return max(levels, key=_STRENGTH.index, default="not_in_force")


def timeline(kind: str) -> tuple[Instrument, ...]:
    """The instruments for documents of `kind`, in order; none for kinds that no instrument spoke of."""
    return _timelines().get(kind, ())


def governed() -> frozenset[str]:
    """The ids of the packs whose rules weigh what the timeline says."""
    return frozenset(each.pack for instruments in _timelines().values() for each in instruments if each.pack)


@cache
def _timelines() -> dict[str, tuple[Instrument, ...]]:
    source = files("avtalesjekk.rules").joinpath("authority.yaml").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = yaml.load(source, Loader=yaml.CBaseLoader)
    return {
        kind: tuple(_instrument(one) for one in entry["instruments"]) for entry in entries for kind in entry["kinds"]
    }


def _instrument(one: dict[str, str]) -> Instrument:
    in_force = InForce(start=partial_date(one["from"]), end=partial_date(one["to"]) if "to" in one else None)
    return Instrument(document=one["document"], level=one["authority"], in_force=in_force, pack=one.get("pack", ""))
