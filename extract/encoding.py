"""Bytes to text: which encoding a plain text was written in, told by the Nordic words that it makes.

A byte order mark decides, else UTF-8 where all of it is that. Other texts are taken for the encoding in which most of
the letters and signs beyond ASCII stand where Norwegian and Swedish texts have them: Windows-1252, the old Macintosh's,
that of DOS (code page 850, whose letters are those of 865), or UTF-8 with broken places. Refuses bytes that are no text
("not-a-document") and nothing but blanks ("empty").
"""

from __future__ import annotations

import codecs
import re

from .model import ReadError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSED = ("cp1252", "mac_roman", "cp850", "utf-8-sig")  # where two fit equally well, the first is taken
_DOS_END = b"\x1a"
_DOS_SIGNS = str.maketrans({"\x14": "¶", "\x15": "§"})
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b]")

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_ROW = re.compile(r"([^\x00-\x7f])\1+")
_LOWER, _UPPER = "a-zæøåäöéèêëóòôüáàâíúñç", "A-ZÆØÅÄÖÉÈÊËÓÒÔÜÁÀÂÍÚÑÇ"
# What stands beyond ASCII in Nordic texts, and how much each tells.
_FITTING = tuple(
    (weight, re.compile(pattern))
    for weight, pattern in (
        (4, r"«(?=\w[^«»]{1,300}»)"),
        (3, rf"(?<![{_UPPER}][{_UPPER}])[æøåäöé](?![{_UPPER}])|(?<=\S)»(?!\w)"),
        (3, rf"(?<![^\W\d_])[ÆØÅÄÖÉ](?=[^\W\d_])|(?<=[{_UPPER}])[ÆØÅÄÖÉ](?![{_LOWER}])|(?<!\S)Å(?!\S)"),
        (2, r"§(?=[\s§\d])|(?<!\w)[“„‘](?=\S)|(?<=\S)”(?!\w)|(?<=\S)’|[–—]"),
        (2, r"(?<!\S)[•▪·](?=\s)|(?<=\S)\xa0(?=\S)|…(?!\w)"),
        (1, rf"(?<![{_UPPER}][{_UPPER}])[èêëóòôüáàâíúñç](?![{_UPPER}])|(?<![{_LOWER}])[ÈÊËÓÒÔÜÁÀÂÍÚÑÇ]|[½¼¾°´€²®±]"),
    )
)
_MISFIT = -2


def decode(data: bytes) -> str:
    """Return the text of `data`. Raises `ReadError`."""
    if not data.strip():
        raise ReadError("empty")
    text = _by_mark(data) or _by_nulls(data) or _guessed(data.rstrip(_DOS_END))
    if _CONTROL.search(text):
        raise ReadError("not-a-document")
    return text


def _by_mark(data: bytes) -> str:
    """Return a text that is wholly in the encoding of its byte order mark, or in UTF-8; "" for any other."""
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    text = _strictly(data, encoding)
    return "" if _CONTROL.search(text) else text


def _by_nulls(data: bytes) -> str:
    """Return a text in UTF-16 without a mark, most of it ASCII, where every other byte is zero; "" for any other."""
    if b"\0" not in data:
        return ""
    texts = (_strictly(data, encoding) for encoding in ("utf-16-le", "utf-16-be"))
    return next((text for text in texts if len(_BEYOND_ASCII.findall(text)) < len(text) / 2), "")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _guessed(data: bytes) -> str:
    texts = {encoding: data.decode(encoding, errors="replace") for encoding in _GUESSED}
    texts["cp850"] = texts["cp850"].translate(_DOS_SIGNS)
    return max(texts.values(), key=_fit)


def _fit(text: str) -> int:
    """Say how well the signs beyond ASCII stand in a Nordic text; a row of the same counts as one."""
    text = _ROW.sub(r"\1", text)
    fitting = [(weight, sum(1 for _ in pattern.finditer(text))) for weight, pattern in _FITTING]
    misfits = sum(1 for _ in _BEYOND_ASCII.finditer(text)) - sum(count for _, count in fitting)
    return sum(weight * count for weight, count in fitting) + _MISFIT * misfits
