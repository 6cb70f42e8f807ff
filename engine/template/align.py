"""Which parts of a document hold what the sections of a template hold, and in which order.

Sections are found by the labels of what stands in a part and by the words of its heading, so that other numbers, other
headings, two sections in one and additions of one's own do no harm. A heading with nothing under it holds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..reading.model import Provision, Reading
from .sections import Section, named_by

# From this probability on a label shows a section: low, since only what comes nowhere near is said to be absent.
_SHOWN = 0.3
_SHOWN_ALONE = 0.75  # the same for labels that show a section only in a clause that shows no other
_ONLY_PURPOSE = 0.7  # from this probability on a sentence tells why, and provides for nothing else
_NAMED = 1.0  # what a fitting heading weighs, in certain labels


class State(StrEnum):
    """How a section stands in a document: not at all, in a part of its own, within a part about something else (or one
    for several sections), or in a part of its own that comes too early or too late.
    """

    ABSENT = "absent"
    PRESENT = "present"
    MERGED = "merged"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A section and where it stands. `part` is an index into `Document.sections`, None for what stands before the first
    and for a section that is absent; `provision` shows it, None where it is absent.
    """

    section: str
    state: State
    part: int | None
    provision: Provision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What stands directly under a heading; `named` are the sections that the heading names."""

    index: int | None
    named: frozenset[str]
    own_heading: bool
    provisions: tuple[Provision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Home:
    """A part that holds a section. `own` when it is about that section and no other."""

    order: int
    part: _Part
    own: bool
    weight: float
    provision: Provision


def align(sections: Sequence[Section], reading: Reading) -> tuple[Placed, ...]:
    """Where each of `sections`, which stand in the order of the template, is found in the document."""
    parts = list(_parts(sections, reading))
    weights = [_weights(sections, part) for part in parts]
    homes = {each.id: _home(each.id, parts, weights) for each in sections}
    own = [(each.id, home.order) for each in sections if (home := homes[each.id]) is not None and home.own]
    kept = _longest_rising(own)
    return tuple(_placed(each.id, homes[each.id], each.id in kept) for each in sections)


def provides(reading: Reading) -> Iterator[Provision]:
    """What the parties themselves have written: not guidance, not signatures."""
    signing = frozenset(reading.signature.clauses)
    return (each for each in reading.provisions if each.place != "guidance" and each.clause not in signing)


def _parts(sections: Sequence[Section], reading: Reading) -> Iterator[_Part]:
    document = reading.document
    under: dict[int | None, list[Provision]] = {}
    for each in provides(reading):
        under.setdefault(document.clauses[each.clause].section, []).append(each)
    named = [named_by(document.quote(section.title), sections) for section in document.sections]
    for index, inside in sorted(under.items(), key=lambda item: -1 if item[0] is None else item[0]):
        above = index
        while above is not None and not named[above]:
            above = document.sections[above].parent
        yield _Part(
            index=index,
            named=named[above] if above is not None else frozenset(),
            own_heading=above == index,
            provisions=tuple(inside),
        )


def _weights(sections: Sequence[Section], part: _Part) -> dict[str, tuple[float, Provision]]:
    """How much of each section a part holds, with the sentence that shows it best."""
    found: dict[str, tuple[float, float, Provision]] = {}
    for each in part.provisions:
        for section, chance in _shown(sections, each).items():
            total, best, where = found.get(section, (0.0, 0.0, each))
            found[section] = (total + chance, *((chance, each) if chance > best else (best, where)))
    weights = {section: (total, where) for section, (total, _, where) in found.items()}
    for section in part.named:
        total, where = weights.get(section, (0.0, part.provisions[0]))
        weights[section] = (total + _NAMED * (2 if part.own_heading else 1), where)
    return weights


def _shown(sections: Sequence[Section], provision: Provision) -> dict[str, float]:
    """The sections that a sentence shows, each with its probability."""
    likely = {label: chance for label, chance in provision.labels.items() if chance >= _SHOWN}
    if likely.get("purpose", 0.0) >= _ONLY_PURPOSE:
        likely = {"purpose": likely["purpose"]}
    shown = {each.id: max((likely.get(label, 0.0) for label in each.about), default=0.0) for each in sections}
    if not any(shown.values()):
        likely = {label: chance for label, chance in likely.items() if chance >= _SHOWN_ALONE}
        shown = {each.id: max((likely.get(label, 0.0) for label in each.about_alone), default=0.0) for each in sections}
    return {section: chance for section, chance in shown.items() if chance}


def _home(section: str, parts: Sequence[_Part], weights: Sequence[dict[str, tuple[float, Provision]]]) -> _Home | None:
    """The part that a section is found in: the one that its heading names for it, or else that holds most of it."""
    homes = [
        _Home(
            order=order,
            part=part,
            own=_is_own(section, part, weighed),
            weight=weighed[section][0],
            provision=weighed[section][1],
        )
        for order, (part, weighed) in enumerate(zip(parts, weights, strict=True))
        if section in weighed
    ]

    def fit(home: _Home) -> tuple[bool, bool, float, int]:
        named = section in home.part.named
        return named, named and home.own, home.weight, -home.order

    return max(homes, key=fit, default=None)


def _is_own(section: str, part: _Part, weighed: dict[str, tuple[float, Provision]]) -> bool:
    if part.named:
        return part.named == {section}
    most = sum(total for total, _ in weighed.values()) / 2
    return part.index is not None and weighed[section][0] > most


def _longest_rising(own: Sequence[tuple[str, int]]) -> frozenset[str]:
    """Of sections in the order of the template, with their places in the document, the most that keep that order."""
    chains: list[tuple[int, tuple[str, ...]]] = [(-1, ())]
    for section, place in own:
        longest = max((chain for chain in chains if chain[0] < place), key=_length)
        chains.append((place, (*longest[1], section)))
    return frozenset(max(chains, key=_length)[1])


def _length(chain: tuple[int, tuple[str, ...]]) -> int:
    return len(chain[1])


def _placed(section: str, home: _Home | None, in_order: bool) -> Placed:
    if home is None:
        return Placed(section=section, state=State.ABSENT, part=None, provision=None)
    state = State.MERGED if not home.own else State.PRESENT if in_order else State.MOVED
    return Placed(section=section, state=state, part=home.part.index, provision=home.provision)
