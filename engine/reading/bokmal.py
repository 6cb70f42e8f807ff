"""Nynorsk words in the shape of bokmål, for the classifier only: what is learnt in one language is known in the other.

No translation: frequent words, beginnings and endings are mapped as `lexicon/nn-nb.yaml` lists them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import yaml

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_WITH_ENDING = 5


@dataclass(frozen=True, slots=True)
class _Map:
    words: dict[str, str]
    starts: dict[str, str]
    ends: dict[str, str]
    start: re.Pattern[str]
    end: re.Pattern[str]
    seen: dict[str, str] = field(default_factory=dict)

    def word(self, word: str) -> str:
        known = self.seen.get(word)
        if known is None:
            known = self.seen[word] = self.words.get(word) or self._by_parts(word)
        return known

    def _by_parts(self, word: str) -> str:
        word = self.start.sub(lambda match: self.starts[match.group()], word)
        return (
            self.end.sub(lambda match: self.ends[match.group()], word) if len(word) >= _SHORTEST_WITH_ENDING else word
        )


def in_bokmal(text: str) -> str:
    """`text`, which is in lower case, with its nynorsk words in the shape of bokmål."""
    mapped = _map()
    return _WORD.sub(lambda match: mapped.word(match.group()), text)


@cache
def _map() -> _Map:
    source = resources.files(__package__).joinpath("lexicon", "nn-nb.yaml").read_text(encoding="utf-8")
    data: dict[str, dict[str, str]] = yaml.load(source, Loader=yaml.CBaseLoader)
    starts, ends = (sorted(data[part], key=len, reverse=True) for part in ("starts", "ends"))
    return _Map(
        words=data["words"],
        starts=data["starts"],
        ends=data["ends"],
        start=re.compile("^(?:" + "|".join(starts) + ")"),
        end=re.compile("(?:" + "|".join(ends) + ")$"),
    )
