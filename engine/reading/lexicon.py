"""The concept lexicon: the many names that practitioners give a unit, a role, a meeting, a plan or an arrival.

The words are data, in `lexicon/`. An entry without a space names single words and is tried on every word once (then
remembered); an entry with a space names a phrase and is searched for in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import yaml

MOST_WORDS = 50_000  # that are remembered
_WORD = re.compile(r"[^\W_][\w\-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A concept named in a text: the half-open range of characters [start, end), counted in that text."""

    concept: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled entries of one language family."""

    words: tuple[tuple[str, re.Pattern[str]], ...]
    phrases: tuple[tuple[str, re.Pattern[str]], ...]
    _seen: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def concepts_of(self, word: str) -> tuple[str, ...]:
        """The concepts that the single, lower-case `word` names."""
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) >= MOST_WORDS:  # names and numbers never end
                self._seen.clear()
            found = self._seen[word] = tuple(name for name, pattern in self.words if pattern.fullmatch(word))
        return found

    def mentions(self, text: str) -> list[Mention]:
        """Every mention in `text`, in any case, ordered by start."""
        return sorted(self._scan(text.lower()), key=lambda mention: (mention.start, -mention.end))

    def _scan(self, lowered: str) -> Iterator[Mention]:
        for match in _WORD.finditer(lowered):
            for concept in self.concepts_of(match.group()):
                yield Mention(concept=concept, start=match.start(), end=match.end())
        for concept, pattern in self.phrases:
            for match in pattern.finditer(lowered):
                yield Mention(concept=concept, start=match.start(), end=match.end())


@cache
def lexicon(family: str) -> Lexicon:
    """The lexicon of a language family: "no" (bokmål and nynorsk) or "sv"."""
    source = resources.files(__package__).joinpath("lexicon", f"{family}.yaml").read_text(encoding="utf-8")
    entries: dict[str, list[str]] = yaml.load(source, Loader=yaml.CSafeLoader)
    words, phrases = [], []
    for concept, patterns in entries.items():
        alone = [pattern for pattern in patterns if " " not in pattern]
        joined = [pattern for pattern in patterns if " " in pattern]
        if alone:
            words.append((concept, re.compile("|".join(alone))))
        if joined:
            phrases.append((concept, re.compile(r"(?<!\w)(?:" + "|".join(joined) + r")(?!\w)")))
    return Lexicon(words=tuple(words), phrases=tuple(phrases))
