"""Which language a document is written in, by the little words that only one of them uses."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = {
    "nb": (
        "ikke jeg en et fra være hva hvem hvordan hver hvert de dem noe noen uke deres disse blir enkelte partene "
        "bosetting veileder leder ledere gjennomføres ansvarlig deltaker deltakere deltakeren deltakerne rådgiver "
        "tjenesten tjenester enheten formål gir gjøre sammen fått"
    ),
    "nn": (
        "ikkje eg ein eit frå vere vera kva kven kvar korleis kvart dei noko nokon veke deira desse vert einskilde "
        "avtala partane busetjing busetting rettleiar leiar leiarar gjere gjera gjennomførast me saman medan berre "
        "tek ansvarleg deltakar deltakarar deltakaren deltakarane rådgjevar tenesta tenester eininga føremål gjev "
        "kjem skulle òg hjå nye blei vore"
    ),
    "sv": (
        "inte jag och är för från vara vad hur varje något någon när också genom vecka deras dessa mellan "
        "överenskommelsen parterna avslutad bosättning ska skall samverkan enligt även inom vid åtaganden"
    ),
    "en": "the of and shall with between municipality agreement parties this that which should would been their",
}
_OF_WORD: dict[str, list[str]] = {}
for _code, _words in _MARKS.items():
    for _each in set(_words.split()):
        _OF_WORD.setdefault(_each, []).append(_code)


def language_of(text: str) -> str:
    """ "nb", "nn", "sv" or "en"; "und" when `text` has too few telling words (under five)."""
    counts: Counter[str] = Counter()
    for word in _WORD.findall(text.lower()):
        codes = _OF_WORD.get(word, ())
        if len(codes) == 1:
            counts[codes[0]] += 1
    if sum(counts.values()) < 5:
        return "und"
    return max(sorted(counts), key=lambda code: counts[code])
