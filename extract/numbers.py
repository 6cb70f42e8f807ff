"""Numbers, letters and bullets that open a paragraph: which part of a line is its number, and of what kind.

Both readers use it for numbers that the author typed. It promises never to take a date, a time of day, an amount or an
ordinal ("1. januar", "3. kvartal") for a number; where a line could be either, it says that there is no number.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

_NAMES = (
    "kapittel|kapitel|kap\\.?|punkt|pkt\\.?|avsnitt|artikkel|artikel|vedlegg|bilag|bilaga|del|"
    "chapter|section|clause|article|annex|appendix|part"
)
_POINT_NAMES = re.compile(r"(?i:punkt|pkt\.?|avsnitt|section|clause)\s+")
_MONTHS = (
    "januari?|februari?|mars|april|mai|maj|juni|juli|august|augusti|september|oktober|november|desember|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|des|dec"
)
_AFTER_ORDINAL = (
    "kvartal|halvår|tertial|termin|gang|gong|etasje|ledd|lid|punktum|setning|klasse|trinn|trin|utgave|opplag|utkast|"
    "og|eller|til|plass|prioritet|runde|semester|uke|dag|år|juledag|påskedag|pinsedag|verdenskrig"
)
_UNITS = (
    "prosent|procent|kr|kroner|kronor|mill|millioner|mrd|milliarder|tusen|timer?|timar?|minutter|dager?|dagar|døgn|uker?|"
    "veker|veckor|måned(?:er)?|månader|år|årsverk|stilling(?:er)?|grader?|ganger|personer|prosjekter|km|m|kvm|m2"
)
_ROMAN = "(?:x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})"
# The letters that a name of a number or a Roman number begins with.
_FIRST_OF_NUMBER = "".join(f"{name[0]}{name[0].upper()}" for name in (*_NAMES.split("|"), *"ivx"))
_SEPARATOR = r"(?P<end>\s*(?:[–—-]\s+)?)"

_BULLET = re.compile(r"(?:[•●○◦▪▫■‣⁃·➢►▶❖\uf000-\uf0ff]\s*|[-–—−*o]\s+)(?=\S)")
_NAMED = re.compile(
    rf"(?P<number>(?i:{_NAMES})\s+(?:\d{{1,3}}(?:\.\d{{1,2}}){{0,4}}|[IVX]{{1,5}}|[A-ZÆØÅ])(?!\w)|"
    r"§\s*\d{1,3}(?:[-–.]\d{1,3}){0,2}(?:\s?[a-z](?!\w))?)"
    r"(?:[.:)]+(?=\s|$)|(?=\s*$|\s*\n|\s+[–—-]\s|\s+[A-ZÆØÅÄÖ«\"“\[]))" + _SEPARATOR
)
_DECIMAL = re.compile(
    r"(?P<number>\(\d{1,2}(?:\.\d{1,2}){0,4}\)|\d{1,2}(?:\.\d{1,2}){0,4})"
    r"(?P<mark>[.):]{1,2}(?=\s|$)|\.(?=[A-ZÆØÅÄÖ])|(?=\s|$|[A-ZÆØÅÄÖ][a-zæøåäö]))" + _SEPARATOR
)
_LETTER = re.compile(
    rf"(?:\((?P<bracketed>[a-zæøåA-ZÆØÅ]|(?i:{_ROMAN}))\)|(?P<number>[a-zæøåA-ZÆØÅ]|{_ROMAN}|{_ROMAN.upper()})"
    r"(?:\)|\.(?=\s|$)(?!\s*\d|\s+\w\.|\s+(?:eks|fl|dvs)\b)))" + _SEPARATOR
)
_NOT_AFTER_NUMBER = re.compile(
    rf"(?:(?i:{_MONTHS})|{_AFTER_ORDINAL}|{_UNITS})(?!\w)\.?|%|(?:19|20)\d\d(?!\d)|\d{{3}}(?!\d)|[–—-]\s*\d"
)


class NumberKind(Enum):
    """The kinds of numbers that an outline tells apart; `CHAPTER` is a number with a name before it ("Vedlegg 1")."""

    NONE = "none"
    DECIMAL = "decimal"
    PARAGRAPH_SIGN = "§"
    CHAPTER = "chapter"
    LOWER_LETTER = "a"
    UPPER_LETTER = "A"
    LOWER_ROMAN = "i"
    UPPER_ROMAN = "I"


def split_number(text: str) -> tuple[str, int]:
    """Return the number that opens `text`, as in `Block.number`, and the offset where the body begins.

    A bullet gives "" and an offset above 0; a text that opens with neither gives ("", 0).
    """
    if text[:2].isalpha() and text[0] not in _FIRST_OF_NUMBER:  # as most text
        return "", 0
    if not text[:1].isdecimal():
        if bullet := _BULLET.match(text):
            return "", bullet.end()
        if named := _NAMED.match(text):
            return bare_number(named["number"]), named.end()
    if (decimal := _DECIMAL.match(text)) and _is_number(decimal, text[decimal.end("mark") :].lstrip()):
        return bare_number(decimal["number"]), decimal.end()
    if letter := _LETTER.match(text):
        return letter["bracketed"] or letter["number"], letter.end()
    return "", 0


def bare_number(label: str) -> str:
    """Return a printed label ("(a)", "4.2.", "§  3:") as `Block.number` holds it: no brackets, no closing dots."""
    return " ".join(label.split()).lstrip("([").rstrip(")].: ")


@lru_cache(maxsize=1024)
def number_kind(number: str) -> NumberKind:
    """Say what kind `number` is. "i", "v" and "x" count as Roman; only its order tells if a list means the letter."""
    if not number:
        return NumberKind.NONE
    if number.startswith("§"):
        return NumberKind.PARAGRAPH_SIGN
    if decimal_path(number):
        return NumberKind.DECIMAL
    if re.fullmatch(_ROMAN, number):
        return NumberKind.LOWER_ROMAN
    if re.fullmatch(_ROMAN.upper(), number):
        return NumberKind.UPPER_ROMAN
    if re.fullmatch(r"[^\W\d_]{1,2}", number):
        return NumberKind.LOWER_LETTER if number.islower() else NumberKind.UPPER_LETTER
    return NumberKind.CHAPTER


@lru_cache(maxsize=1024)
def decimal_path(number: str) -> tuple[int, ...]:
    """Return the parts of a decimal number, outermost first: (4, 2) for "4.2", "Punkt 4.2", "§ 4-2"; else ()."""
    digits = _POINT_NAMES.sub("", number).removeprefix("§").strip()
    if not re.fullmatch(r"\d+(?:[-–.]\d+)*", digits):
        return ()
    return tuple(int(part) for part in re.split(r"[-–.]", digits))


def follows(number: str, earlier: str) -> bool:
    """Whether `number` may come next after `earlier` in one list: "b" after "a", "3" after "2", "4.3" after "4.2"."""
    path, before = decimal_path(number), decimal_path(earlier)
    if path and before:
        return path[:-1] == before[:-1] and path[-1] == before[-1] + 1
    if len(number) == len(earlier) == 1:
        return ord(number) == ord(earlier) + 1
    return bool(number and earlier) and _roman_value(number) == _roman_value(earlier) + 1 > 1


def _is_number(decimal: re.Match[str], rest: str) -> bool:
    if decimal["number"].startswith("(") or ")" in decimal["mark"]:
        return True
    if _NOT_AFTER_NUMBER.match(rest):
        return False
    parts = decimal["number"].split(".")
    if len(parts) == 1:
        return bool(decimal["mark"]) or rest[:1].isupper()
    return not _is_date_or_time(parts)


def _is_date_or_time(parts: list[str]) -> bool:
    """Dates and times have leading zeros, a year as their third part, or whole quarters after the hour."""
    if any(part.startswith("0") for part in parts):
        return True
    if len(parts) == 3:
        return int(parts[2]) > 15
    return len(parts) == 2 and 6 <= int(parts[0]) <= 23 and parts[1] in {"15", "30", "45"}


def _roman_value(number: str) -> int:
    """Return the value of a Roman number up to 39, 0 for anything else."""
    if not re.fullmatch(_ROMAN, number.lower()):
        return 0
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in number.lower()]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
