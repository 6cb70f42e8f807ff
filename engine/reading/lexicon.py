"""The concept lexicon: the many names that practitioners give a unit, a role, a meeting, a plan or an arrival.

The words are data, in `lexicon/`. An entry without a space names single words, one with a space a phrase. Both are
tried on every word once, then it is remembered which concepts the word names and which phrases may open with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A concept that several words name; `opening` is what the first of them may be."""

    concept: str
    opening: re.Pattern[str]
    whole: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled entries of one language family."""

    words: tuple[tuple[str, re.Pattern[str]], ...]
    phrases: tuple[Phrase, ...]
    _seen: dict[str, tuple[tuple[str, ...], tuple[Phrase, ...]]] = field(default_factory=dict)

    def mentions(self, text: str) -> list[Mention]:
        """Every mention in `text`, in any case, ordered by start."""
        return sorted(self._scan(text.lower()), key=lambda mention: (mention.start, -mention.end))

    def _scan(self, lowered: str) -> Iterator[Mention]:
        ends: dict[str, int] = {}  # of the last phrase of each concept
        for match in _WORD.finditer(lowered):
            named, opened = self._known(match.group())
            for concept in named:
                yield Mention(concept=concept, start=match.start(), end=match.end())
            for phrase in opened:
                if match.start() >= ends.get(phrase.concept, 0) and (
                    found := phrase.whole.match(lowered, match.start())
                ):
                    ends[phrase.concept] = found.end()
                    yield Mention(concept=phrase.concept, start=match.start(), end=found.end())

    def _known(self, word: str) -> tuple[tuple[str, ...], tuple[Phrase, ...]]:
        """The concepts that the single, lower-case `word` names, and the phrases that may open with it."""
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) >= MOST_WORDS:  # names and numbers never end
                self._seen.clear()
            found = self._seen[word] = (
                tuple(name for name, pattern in self.words if pattern.fullmatch(word)),
                tuple(phrase for phrase in self.phrases if phrase.opening.fullmatch(word)),
            )
        return found


@cache
def lexicon(family: str) -> Lexicon:
    """The lexicon of a language family: "no" (bokmål and nynorsk) or "sv"."""
    source = resources.files(__package__).joinpath("lexicon", f"{family}.yaml").read_text(encoding="utf-8")
    entries: dict[str, list[str]] = yaml.load(source, Loader=yaml.CSafeLoader)
    words, phrases = [], list[Phrase]()
    for concept, patterns in entries.items():
        alone = [pattern for pattern in patterns if " " not in pattern]
        joined = [pattern for pattern in patterns if " " in pattern]
        if alone:
            words.append((concept, re.compile("|".join(alone))))
        if joined:
            phrases.append(phrase(concept, joined))
    return Lexicon(words=tuple(words), phrases=tuple(phrases))


def phrase(concept: str, entries: Sequence[str]) -> Phrase:
    """Compile the entries of a concept that name several words each."""
    return Phrase(
        concept=concept,
        opening=re.compile("|".join(map(_opening, entries))),
        whole=re.compile("(?:" + "|".join(entries) + r")(?!\w)"),
    )


def _opening(entry: str) -> str:
    """Each alternative of `entry` up to its first blank that stands in no group."""
    depth, within, kept = 0, True, ""
    for sign in entry:
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and sign in "| ":
            within = sign == "|"
        kept += sign * within
    return kept
