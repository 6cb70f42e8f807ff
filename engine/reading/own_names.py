"""The names that a document gives bodies and people, found in its sentences as mentions of what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from .lexicon import Mention
from .short_names import PRONOUNS, WE_BOTH
from .sides import OTHER_SIDE, Side, told_by

_ENDINGS = "s|en|er|a|et|ne|ene|ane"


class OwnNames:
    """The names of one document, by the concepts that they stand for, as `short_names` finds them."""

    def __init__(self, names: Mapping[str, frozenset[str]]) -> None:
        self._names = names
        longest_first = sorted(names, key=len, reverse=True)
        pronouns = [name for name in longest_first if name.lower() in PRONOUNS]
        others = [name for name in longest_first if name.lower() not in PRONOUNS]
        self._pattern = re.compile(
            rf"(?<!\w)(?:(?P<name>{_any(others)})(?:(?:(?<=\w{{3}})|-)(?:{_ENDINGS}))?|(?P<pronoun>{_any(pronouns)}))(?!\w)"
        )

    def mentions(self, text: str, known: Sequence[Mention]) -> list[Mention]:
        """The `known` mentions in `text` with those of own names; a name that the document gives to one side is not
        the other's, whatever it says elsewhere ("Inkluderingsteamet i NAV Stange").
        """
        if not any(name in text for name in self._names):  # which is seldom so, and quickly told
            return list(known)
        both = {match.start() for match in WE_BOTH.finditer(text)}
        own: list[Mention] = []
        kept = list(known)
        for match in self._pattern.finditer(text):
            concepts = ("both_parties",) if match.start() in both else sorted(self._names[match[match.lastgroup or 0]])
            if other := OTHER_SIDE.get(told_by(concepts)):
                kept = [m for m in kept if not _tells_inside(m, match, other)]
            own += (Mention(concept=concept, start=match.start(), end=match.end()) for concept in concepts)
        return kept + own

    def side_of(self, text: str) -> Side:
        """The side of the name that `text` is, none if it is none."""
        match = self._pattern.fullmatch(text.strip())
        return told_by(self._names[match[match.lastgroup or 0]]) if match else Side.NONE


def _any(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, names)) or "(?!)"


def _tells_inside(known: Mention, match: re.Match[str], side: Side) -> bool:
    """Whether a mention inside of an own name tells `side`."""
    return match.start() <= known.start and known.end <= match.end() and told_by([known.concept]) is side
