"""Dates of which only a part is known, and the time a rule was in force, answered in three values.

Promises never to pick a day that no source settles: where a partial date leaves the answer open, it is "unknown".
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

Validity = Literal["yes", "no", "unknown"]

_PARTIAL = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A day known to lie between `earliest` and `latest`, both included; `text` is how the source gives it."""

    text: str
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The time something applies: `start` is included, `end` is not, `end` None means that it still applies."""

    start: PartialDate
    end: PartialDate | None = None

    @property
    def timeless(self) -> bool:
        """Return whether nothing at all is known of the time, as of what no instrument ever brought into force."""
        return self.start.text == "?" and self.end is None

    def applies_on(self, day: date) -> Validity:
        """Return whether `day` lies in the time, "unknown" where a partial date leaves it open."""
        started = _reached(self.start, day)
        ended: Validity = _reached(self.end, day) if self.end else "no"
        if started == "no" or ended == "yes":
            return "no"
        return "yes" if (started, ended) == ("yes", "no") else "unknown"


def partial_date(text: str) -> PartialDate:
    """Return the date that "2017", "2021-04", "2021-04-01" or "?" (any day at all) stands for.

    Raises ValueError for everything else, and for days that no calendar has.
    """
    if text == "?":
        return PartialDate(text=text, earliest=date.min, latest=date.max)
    if not _PARTIAL.fullmatch(text):
        raise ValueError(f"not a date: {text}")
    parts = [int(part) for part in text.split("-")]
    earliest = date(*[*parts, 1, 1][:3])
    if len(parts) == 3:
        return PartialDate(text=text, earliest=earliest, latest=earliest)
    month = parts[1] if len(parts) == 2 else 12
    return PartialDate(text=text, earliest=earliest, latest=date(parts[0], month, monthrange(parts[0], month)[1]))


def _reached(start: PartialDate, day: date) -> Validity:
    if day < start.earliest:
        return "no"
    return "yes" if day >= start.latest else "unknown"
