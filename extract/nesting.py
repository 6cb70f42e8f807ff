"""Which heading may stand under which: by number, else by the level that the format gives it, else by look.

Numbers win over levels, because authors count more carefully than they choose styles: "4.2" stands under "4" and never
under "3", whatever their styles are.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .headings import Look
from .numbers import NumberKind, decimal_path, follows, number_kind

_RANKS = {"del": 0, "part": 0, "artikkel": 2, "artikel": 2, "article": 2}
_USUAL_RANK = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What decides the place of a heading. `continued` when a later heading bears the number after this one's."""

    number: str
    level: int | None
    look: Look
    continued: bool


def may_hold(outer: Heading, inner: Heading, open_kinds: Collection[NumberKind]) -> bool:
    """Whether `inner` may stand under `outer`; `open_kinds` are the kinds of number of all open headings."""
    by_number = _by_number(outer.number, inner.number)
    if by_number is not None:
        return by_number
    if outer.level is not None and inner.level is not None and outer.level != inner.level:
        return outer.level < inner.level
    if outer.number and inner.number:
        kind = number_kind(inner.number)
        return kind is not NumberKind.CHAPTER and kind not in open_kinds
    if outer.level is not None:
        return inner.level is None
    if inner.level is not None:
        return False
    return outer.look > inner.look or (outer.continued and outer.look == inner.look)


def is_above(path: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether `path` is the number of something that holds `other`: (4,) is above (4, 2)."""
    return 0 < len(path) < len(other) and other[: len(path)] == path


def _by_number(outer: str, inner: str) -> bool | None:
    """What two numbers of one kind say; None when they say nothing."""
    kind = number_kind(inner)
    if kind is not number_kind(outer) or kind is NumberKind.NONE:
        return None
    if kind is NumberKind.CHAPTER:
        return _rank(outer) < _rank(inner)
    path, inner_path = decimal_path(outer), decimal_path(inner)
    if not path:
        return False if follows(inner, outer) else None
    if len(inner_path) > len(path):
        return is_above(path, inner_path)
    beside = path[: len(inner_path)]
    return False if inner_path[:-1] == beside[:-1] and inner_path[-1] > beside[-1] else None


def _rank(number: str) -> int:
    return _RANKS.get(number.split()[0].casefold(), _USUAL_RANK)
