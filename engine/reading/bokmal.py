"""Nynorsk words in the shape of bokmål, for the classifier only: what is learnt in one language is known in the other.

No translation: frequent words, beginnings and endings are mapped as `lexicon/nn-nb.yaml` lists them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
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

    def by_parts(self, word: str) -> str:
        word = self.start.sub(lambda match: self.starts[match.group()], word)
        return (
            self.end.sub(lambda match: self.ends[match.group()], word) if len(word) >= _SHORTEST_WITH_ENDING else word
        )


def in_bokmal(text: str) -> str:
    """`text`, which is in lower case, with its nynorsk words in the shape of bokmål."""
    return _WORD.sub(lambda match: _shaped(match.group()), text)


@lru_cache(maxsize=1 << 16)  # names never end
def _shaped(word: str) -> str:
    mapped = _map()
    return mapped.words.get(word) or mapped.by_parts(word)


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
