"""The fields of words that a text draws on, for the classifier: "tell", "season" … as in `lexicon/themes.yaml`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

import yaml

_WORD = re.compile(r"[^\W\d_][\w\-/]*|%|\d+")


def themes_of(text: str) -> list[str]:
    """The fields of the words of `text`, each once, in alphabetical order."""
    return sorted({theme for word in _WORD.findall(text.lower()) for theme in _of_word(word)})


@lru_cache(maxsize=1 << 16)
def _of_word(word: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _themes() if pattern.fullmatch(word))


@cache
def _themes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    source = resources.files(__package__).joinpath("lexicon", "themes.yaml").read_text(encoding="utf-8")
    entries: dict[str, str] = yaml.load(source, Loader=yaml.CSafeLoader)
    return tuple((name, re.compile(pattern)) for name, pattern in entries.items())
