"""Which language a document is written in, by the little words that only one of them uses."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = {
    "nb": "ikke jeg en et fra være hva hvem hvor hvordan hver hvert de dem noe noen når også skal gjennom uke "
    "deres disse blir enkelte mellom eventuelt kommunen avtalen partene samt etter endt bosetting veileder leder møter gjennomføres",
    "nn": "ikkje eg ein eit frå vere kva kven kvar korleis kvart dei noko nokon når òg skal gjennom veke "
    "deira desse blir vert einskilde mellom eventuelt avtala avtalen partane samt etter enda busetjing rettleiar leiar møte gjere gjennomførast me vi skje saman medan berre tek",
    "sv": "inte jag och är för att det som från vara vad vem hur varje dem något någon när också skall genom vecka "
    "deras dessa enskilde mellan kommunen överenskommelsen parterna samt efter avslutad bosättning ska mål år inom vid till",
    "en": "the of and shall to in is for with between municipality agreement parties on that be by are this",
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
