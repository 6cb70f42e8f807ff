"""The names of Norway's municipalities and Oslo's districts, now and since 2003, and which of them are the same place.

The names are data, in `places/` (the source stands there too). Splits and mergers make no strangers: what took over a
municipality, and what it was made from, counts as the same place; so do Oslo and its districts.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_LONGEST_NAME = 4  # words
_OSLO = "Oslo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """`entries` gives for a name the keys of all that have or had it; `before` and `after` lead from key to keys."""

    entries: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]
    before: Mapping[str, tuple[str, ...]]
    districts: frozenset[str]

    def same_place(self, name: str) -> frozenset[str]:
        """All names of the places called `name`, and of what they were made from and became; empty if unknown."""
        keys = self.entries.get(name, ())
        related = {key for way in (self.after, self.before) for key in _reached(keys, way)}
        found = {each for key in related for each in self.names[key]}
        if name in self.districts:
            found.add(_OSLO)
        return frozenset(found | self.districts if name == _OSLO else found)

    def first_in(self, words: list[str]) -> str:
        """The longest known name that `words` begin with, "" when there is none."""
        return next((name for name in _joined(words) if name in self.entries), "")

    def last_in(self, words: list[str]) -> str:
        """The longest known name that `words` end with, "" when there is none."""
        ends = (" ".join(words[-count:]) for count in range(min(_LONGEST_NAME, len(words)), 0, -1))
        return next((name for name in ends if name in self.entries), "")


@cache
def gazetteer() -> Gazetteer:
    """The names that ship with the program."""
    names: dict[str, tuple[str, ...]] = {}
    after: dict[str, tuple[str, ...]] = {}
    districts: set[str] = set()
    for file in ("municipalities.csv", "oslo_districts.csv"):
        for row in _rows(file):
            key = row["number"] or row["name"]
            names[key] = (row["name"], *filter(None, row["alternatives"].split("|")))
            after[key] = tuple(filter(None, row["successor"].split("|")))
            if file == "oslo_districts.csv":
                districts.update(names[key])
    return Gazetteer(
        entries=_turned(names), names=names, after=after, before=_turned(after), districts=frozenset(districts)
    )


def _rows(file: str) -> Iterator[dict[str, str]]:
    text = files(__package__).joinpath("places", file).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def _turned(lists: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    turned: dict[str, list[str]] = {}
    for key, values in lists.items():
        for value in values:
            turned.setdefault(value, []).append(key)
    return {value: tuple(keys) for value, keys in turned.items()}


def _reached(keys: tuple[str, ...], way: Mapping[str, tuple[str, ...]]) -> set[str]:
    found: set[str] = set()
    ahead = list(keys)
    while ahead:
        key = ahead.pop()
        if key not in found:
            found.add(key)
            ahead += way.get(key, ())
    return found


def _joined(words: list[str]) -> Iterator[str]:
    return (" ".join(words[:count]) for count in range(min(_LONGEST_NAME, len(words)), 0, -1))
