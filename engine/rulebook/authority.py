"""Which instrument the minimum content of an agreement rested on, on a given day.

Where the day of a change is not known, the answer names both instruments, and the weaker authority is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from .dates import InForce, partial_date

_STRENGTH = ("not_in_force", "kan", "bør", "skal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """`level` is "skal", "bør", "kan" or "not_in_force"; `instruments` are the documents that may have applied.

    There is more than one instrument when no source seen settles which of them applied.
    """

    level: str
    instruments: tuple[str, ...]


def authority_on(kind: str, day: date) -> Authority:
    """The authority behind the minimum content of a document of `kind` dated `day`; not_in_force when there is none."""
    possible = [
        (instrument, level) for instrument, level, time in _timeline().get(kind, ()) if time.applies_on(day) != "no"
    ]
    level = min((level for _, level in possible), key=_STRENGTH.index, default="not_in_force")
    return Authority(level=level, instruments=tuple(instrument for instrument, _ in possible))


@cache
def _timeline() -> dict[str, tuple[tuple[str, str, InForce], ...]]:
    source = files("avtalesjekk.rules").joinpath("authority.yaml").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = yaml.load(source, Loader=yaml.CBaseLoader)
    return {
        kind: tuple((one["document"], one["authority"], _in_force(one)) for one in entry["instruments"])
        for entry in entries
        for kind in entry["kinds"]
    }


def _in_force(one: dict[str, str]) -> InForce:
    return InForce(start=partial_date(one["from"]), end=partial_date(one["to"]) if "to" in one else None)
