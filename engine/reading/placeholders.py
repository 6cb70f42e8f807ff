"""Blanks that nobody filled in: "[sett inn dato]", "____", "xx", "dd.mm.åååå", "NN", "<navn>"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_BLANK = re.compile(
    r"(?<!» )\[(?!\d{1,3}\]|…\]|\.\.\.\]|sic\]|(?:heretter|nedenfor|nedanfor)\b|\s*[xX✓]?\s*\])[^\[\]\n]{0,120}\]"
    # Empty brackets are boxes to tick, but not before a unit or after a preposition.
    r"|(?:(?<= ved )|(?<= hos )|(?<= hjå )|(?<= for ))\[\s*\]"
    r"|\[\s*\](?= ?(?:prosent|pst|%|år|måned|månad|uke|veke|dag|deltak|person|plass|gang|gong))"
    r"|<(?!https?:|mailto:|[\w.+-]+@)[^<>\n]{2,80}>"
    r"|«\s*(?i:navn|namn|dato|sett inn|fyll inn)\b[^»\n]{0,60}»"
    r"|_{3,}|(?<![.\w])\.{5,}(?!\.|\s*\d+\s*(?:\n|$))|…{2,}"
    r"|\b[xX]{2,}[.\- ][xX]{2,}[.\- ](?:[xX]{2,}|20[xX]{2})\b|\b[xX]{2,}\b|\b20[xX_]{2}\b"
    r"|\b(?i:dd[.\-/ ]{1,2}mm[.\-/ ]{1,2}(?:åååå|yyyy|åå|yy))\b"
    r"|\bN\.?N\.?\b(?!\s*[A-ZÆØÅ][a-zæøå])"
    r"|\((?:sett|fyll|skriv|legg|før|set)\s+inn\b[^()\n]{0,80}\)"
    r"|\((?:navn|namn|dato|stilling|kommunens navn|fylles (?:inn|ut)|fyllast (?:inn|ut))\b"
    r"(?![^()]*(?:født|fødsel|fødd|adresse|alder|språk|kjønn|deltak|bruker|brukar|søker))[^()\n]{0,40}\)"
    r"|(?:^|(?<=[:–-] ))(?i:fylles|fyllast) ut\b|\b(?:fylles|fyllast) ut (?:senere|seinare)\b"
    r"|\b(?i:fylles|fyllast) inn(?: (?:senere|seinare|av)\b)?"
    r"|\b(?i:sett|set|fyll) inn (?:navn|namn|dato|tall|tal|periode|kommune)\w*"
)
# What every blank has something of; most sentences have nothing of it, and this is told sooner.
_SIGN = re.compile(r"[\[<_…«(]|\.\.\.\.\.|[xX][xX]|N\.?N|[dD][dD][.\-/ ]|[fF]yll|FYLL|[sS]ett? inn|SETT? INN")
_LINE_FOR_NAME = re.compile(r"_{3,}|\.{5,}|…{2,}")
_PARTY = re.compile(
    r"\[(?:sett inn |set inn )?(?:navn på |namn på )?(?:kommune\w*|bydel\w*|lokalkontor\w*"
    r"|nav[- ]?(?:kontor\w*|lokal\w*)?|\w*(?:enhet|eining|tjeneste|teneste|kontor)\w*)\]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A blank in [start, end) of the text; `ruled` for a line of underscores or dots, which may be a line to sign on;
    `party` for the name of a party, which leaves a provision complete but for the name."""

    start: int
    end: int
    ruled: bool
    party: bool


@lru_cache(maxsize=1 << 10)  # a sentence is looked at by many
def blanks(text: str) -> tuple[Blank, ...]:
    """All blanks in `text`, in order."""
    if not _SIGN.search(text):
        return ()
    return tuple(
        Blank(
            start=match.start(),
            end=match.end(),
            ruled=bool(_LINE_FOR_NAME.fullmatch(match.group())),
            party=bool(_PARTY.fullmatch(match.group())),
        )
        for match in _BLANK.finditer(text)
    )
