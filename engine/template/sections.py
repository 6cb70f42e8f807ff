"""The sections of a template by meaning, and the shipped description of the template of December 2023.

The description lies beside the rules that rest on it. It holds headings and short marked quotations, not the template.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_WORD = re.compile(r"[^\W_]+")

Words = frozenset[str]  # that must all stand in a heading; "*" at the end of one stands for the rest of a word


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of a template. `about` are the labels that show it, `about_alone` those that do so only in a clause
    that shows no other section; `headings` and `headings_alone` are the same for the heading above.
    """

    id: str
    about: frozenset[str]
    about_alone: frozenset[str]
    headings: tuple[Words, ...]
    headings_alone: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """The shipped description. `counted` are the ids of the sections that an agreement is asked for. `source_headings`
    are the headings of all of them in the template, `titles` what they are called by language. `marks` are words that
    show that a document was made from it, `enough` how many of them do. `blanks` and `guidance` are the first words of
    what to fill in and what to take out, by section; what stands before the first section has the id "".
    """

    start: date
    sections: tuple[Section, ...]
    counted: frozenset[str]
    source_headings: Mapping[str, str]
    titles: Mapping[str, Mapping[str, str]]
    marks: tuple[str, ...]
    enough: int
    blanks: Mapping[str, tuple[str, ...]]
    guidance: Mapping[str, tuple[str, ...]]


@cache
def shipped_template() -> Template:
    """The template of December 2023."""
    source = files("avtalesjekk.rules").joinpath("template-2023", "description", "sections.yaml")
    data: dict[str, Any] = yaml.load(source.read_text(encoding="utf-8"), Loader=_LOADER)
    told = data["sections"]
    return Template(
        start=date.fromisoformat(data["from"]),
        sections=tuple(_section(each) for each in told),
        counted=frozenset(each["id"] for each in told if each["counts"] == "yes"),
        source_headings={each["id"]: each["heading"] for each in told},
        titles={each["id"]: each["title"] for each in told},
        marks=tuple(plain(mark) for mark in data["marks"]),
        enough=int(data["enough"]),
        blanks={each["id"]: tuple(each["blanks"]) for each in told},
        guidance={"": tuple(data["opening"])} | {each["id"]: tuple(each["guidance"]) for each in told},
    )


def _section(data: Mapping[str, Any]) -> Section:
    return Section(
        id=data["id"],
        about=frozenset(data["about"]),
        about_alone=frozenset(data["about_alone"]),
        headings=tuple(frozenset(words.split()) for words in data["headings"]),
        headings_alone=tuple(frozenset(words.split()) for words in data["headings_alone"]),
    )


def plain(text: str) -> str:
    """`text` in lower case, with single spaces."""
    return " ".join(text.lower().split())


def named_by(heading: str, sections: Collection[Section]) -> frozenset[str]:
    """The ids of the sections that a heading names: of two, not the one whose words are only some of the other's.

    What fits alone only counts when nothing else fits.
    """
    words = _WORD.findall(plain(heading))
    fitting = {each.id: _fitting(words, each.headings) for each in sections}
    if not any(fitting.values()):
        fitting = {each.id: _fitting(words, each.headings_alone) for each in sections}
    every = [entry for entries in fitting.values() for entry in entries]
    return frozenset(
        identity
        for identity, entries in fitting.items()
        if any(not any(entry < other for other in every) for entry in entries)
    )


def _fitting(words: Collection[str], entries: Collection[Words]) -> list[Words]:
    return [entry for entry in entries if all(any(_fits(word, stem) for word in words) for stem in entry)]


def _fits(word: str, stem: str) -> bool:
    return word.startswith(stem[:-1]) if stem.endswith("*") else word == stem
