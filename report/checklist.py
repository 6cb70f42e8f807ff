"""The parts of a document in the order and groups in which every report shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from .model import DocumentReport, Part

_REQUIREMENTS = (
    "G27-4.1.1",
    "G27-4.1.2",
    "G27-4.1.3",
    "G27-4.1.4",
    "G27-4.1.5",
    "G27-4.1.6",
    "G27-4.1.7",
    "G27-4",
    "G27-4.2",
    "NAVK",
    "NAT",
    "SE",
    "SE-central",
)
# What the agreement takes up of the circular beyond its minimum content: a section of its own, without advice.
_COVERAGE = ("G27-2.1", "G27-2.2", "G27-4.3", "G27-4.1-praksis")


def requirements(document: DocumentReport) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """The requirements that apply, in the order of the checklist, each with its parts."""
    for requirement in _REQUIREMENTS:
        if own := tuple(part for part in document.parts if _belongs(part, requirement)):
            yield requirement, own


def coverage(parts: Iterable[Part]) -> list[Part]:
    """Those of `parts` that are the duties which the circular lists, "-2" before "-10"."""
    listed = list(parts)
    return [part for requirement in _COVERAGE for part in _in_order(listed, requirement)]


def required(parts: Iterable[Part]) -> list[Part]:
    """The parts that are no such duties: those that the verdict is counted by."""
    return [part for part in parts if not any(_belongs(part, each) for each in _COVERAGE)]


def own_requirements(parts: Iterable[Part]) -> list[Part]:
    """The parts of requirements that only packs of the user's own know."""
    return [part for part in parts if not any(_belongs(part, each) for each in (*_REQUIREMENTS, *_COVERAGE))]


def short(identity: str) -> str:
    """The id as people say it: "4.1.5c" for "G27-4.1.5c"."""
    return identity.removeprefix("G27-")


def _belongs(part: Part, requirement: str) -> bool:
    return requirement == _requirement(part.id)


@cache  # ids are few, and asked for in every document
def _requirement(identity: str) -> str:
    """The longest of the requirements that the id starts with; "" when it starts with none."""
    known = (*_REQUIREMENTS, *_COVERAGE)
    return max((each for each in known if identity.startswith(each)), key=len, default="")


def _in_order(parts: Iterable[Part], requirement: str) -> list[Part]:
    own = [part for part in parts if _belongs(part, requirement)]
    return sorted(own, key=lambda part: [int(number) for number in re.findall(r"\d+", part.id)])
