"""Units of text as hashed features.

A unit is a sentence with what stands around it: the heading above, the lead-in of its list or the header of its
column, and the sentence before. Each of these gives its own group of features, so that "NAV" in a heading is not "NAV"
in the text. Nynorsk is first put in the shape of bokmål, so that what is learnt in one counts in the other. Features
are character 3- to 5-grams, words, pairs of neighbouring words, concepts of the lexicon and fields of words alone and
in pairs, and the cues of `modality.py`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt

from .bokmal import in_bokmal
from .themes import themes_of

BUCKETS = 1 << 16
CUES = 1 << 13  # buckets of their own, after the others, so that labels are learnt without them
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_WORD = re.compile(r"[^\W_]+|\d+|[%§]")
_DIGITS = re.compile(r"\d")
WEIGHTS = {
    "text": 2.0, "word": 1.0, "concept": 0.8, "heading": 0.6, "lead": 0.6, "before": 0.3, "theme": 1.0,
    "theme of heading": 0.4, "theme of lead": 0.4, "cue": 3.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence (or list item, or cell) to be labelled, with its surroundings as plain text, its concepts, and the
    cues for how it binds.
    """

    text: str
    heading: str = ""
    lead: str = ""
    before: str = ""
    concepts: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """The features of several units in `index` and `value`: those of unit i from `start[i]` to `start[i + 1]`."""

    index: npt.NDArray[np.int64]
    value: npt.NDArray[np.float32]
    start: npt.NDArray[np.int64]


def features(units: Sequence[Unit]) -> Features:
    """Hash `units` into `BUCKETS` + `CUES` features; each group is scaled to length WEIGHTS[group]."""
    texts = [_plain(unit.text) for unit in units]
    grams, of_unit = _char_grams(texts)
    index: list[int] = []
    sizes, weights, owners = [], [], []
    for owner, (unit, text) in enumerate(zip(units, texts, strict=True)):
        for group, distinct in _groups(unit, text):
            index += distinct
            sizes.append(len(distinct))
            weights.append(WEIGHTS[group] / max(1, len(distinct)) ** 0.5)
            owners.append(owner)
    lengths = np.bincount(of_unit, minlength=len(units))
    owner_of = np.concatenate([of_unit, np.repeat(np.array(owners, dtype=np.int64), sizes)])
    values = np.concatenate([WEIGHTS["text"] / np.sqrt(lengths[of_unit]), np.repeat(np.array(weights), sizes)])
    order = np.argsort(owner_of, kind="stable")
    return Features(
        index=np.concatenate([grams, np.array(index, dtype=np.int64)])[order],
        value=values.astype(np.float32)[order],
        start=np.cumsum([0, *np.bincount(owner_of, minlength=len(units))], dtype=np.int64),
    )


def folded(index: npt.NDArray[np.int64], buckets: int) -> npt.NDArray[np.int64]:
    """Features in fewer `buckets` (which divide `BUCKETS`), the cues still after the others."""
    return np.where(index < BUCKETS, index % buckets, index - (BUCKETS - buckets))


def _groups(unit: Unit, text: str) -> Iterable[tuple[str, Collection[int]]]:
    """The features of each group but the first, each once; `text` is the unit's in plain shape."""
    yield "word", _named("w", _word_grams(text))
    yield "concept", _named("k", _concept_grams(unit.concepts))
    yield "heading", _around("h", unit.heading)
    yield "lead", _around("l", unit.lead)
    yield "before", _named("b", _WORD.findall(_plain(unit.before)))
    yield "theme", _named("t", _concept_grams(themes_of(unit.text)))
    yield "theme of heading", _themes_around("th", unit.heading)
    yield "theme of lead", _themes_around("tl", unit.lead)
    yield "cue", [BUCKETS + place for place in _named("m", unit.cues, CUES)]


@lru_cache(maxsize=1 << 10)
def _around(group: str, text: str) -> frozenset[int]:
    """What stands around a unit stands around its neighbours too."""
    return _named(group, _word_grams(_plain(text)))


@lru_cache(maxsize=1 << 10)
def _themes_around(group: str, text: str) -> frozenset[int]:
    return _named(group, themes_of(text))


def _plain(text: str) -> str:
    """Lower case, digits as "0", nynorsk words in the shape of bokmål."""
    return in_bokmal(_DIGITS.sub("0", text.lower()))


def _char_grams(texts: Sequence[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The distinct features of the characters of each text, and the index of the text that each is of."""
    codes = np.frombuffer("".join(f" {text} " for text in texts).encode("utf-32-le"), dtype=np.uint32)
    codes = codes.astype(np.uint64)
    lengths = np.array([len(text) + 2 for text in texts], dtype=np.int64)
    owners = np.repeat(np.arange(len(texts)), lengths)
    left = np.cumsum(lengths)[owners] - np.arange(codes.size)  # characters to the end of the text
    found = []
    for size in (3, 4, 5):
        count = max(0, codes.size - size + 1)
        rolled = np.full(count, size, dtype=np.uint64)
        for offset in range(size):
            rolled ^= codes[offset : count + offset]
            rolled *= _MULTIPLIER
            rolled ^= rolled >> np.uint64(29)
        inside = left[:count] >= size
        found.append((owners[:count] * BUCKETS + (rolled % np.uint64(BUCKETS)).astype(np.int64))[inside])
    grams = np.sort(np.concatenate(found))
    distinct = grams[np.diff(grams, prepend=-1) > 0]  # np.unique takes six times as long
    return distinct % BUCKETS, distinct // BUCKETS


def _word_grams(text: str) -> list[str]:
    words = _WORD.findall(text)
    return [*words, *(f"{a} {b}" for a, b in pairwise(words))]


def _concept_grams(concepts: Sequence[str]) -> list[str]:
    distinct = sorted(set(concepts))
    return [*distinct, *(f"{a}+{b}" for a, b in combinations(distinct, 2))]


def _named(group: str, names: Iterable[str], buckets: int = BUCKETS) -> frozenset[int]:
    seed = zlib.crc32(f"{group}:".encode())
    return frozenset(zlib.crc32(name.encode(), seed) % BUCKETS % buckets for name in names)
