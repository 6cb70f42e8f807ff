"""What a run is asked to do: the documents, and what they are all checked with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

AUTO = "auto"  # among the profiles: all rules that the kind of the document asks for


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A document to check: `data` None means the file called `name`."""

    name: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What every document of a run is checked with; the fields as in `Settings`, the template still unread.

    `rules` are the folders of packs beside those that ship.
    """

    as_of: date
    lang: str
    profiles: frozenset[str]
    template: Input | None = None
    rules: tuple[Path, ...] = ()
