"""Whether the text layer of a page is text: a broken font map or a failed OCR leaves marks that no one can read."""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter

_FEWEST_CHARACTERS = 40
_MOST_UNKNOWN = 0.15
_FEWEST_LETTERS = 0.4
_MOST_CROWDED, _FEWEST_CROWDED = 0.08, 15
_PLAIN = (string.ascii_lowercase + string.digits).encode()
# What `bytes.translate` makes of lower case: v for a vowel, c for a consonant, else a blank.
_SOUNDS = b"".join(
    b"v" if code in b"aeiouy" else b"c" if code in string.ascii_lowercase.encode() else b" " for code in range(256)
)
_HEAP = 5 * b"c"
_CROWDED = re.compile(_HEAP + b"+")
_LONG_WORD = 4
# Common words of Norwegian and Swedish that are written without letters of their own.
_NORDIC_WORDS = {
    "og",
    "av",
    "til",
    "som",
    "skal",
    "med",
    "den",
    "det",
    "er",
    "en",
    "et",
    "ei",
    "ein",
    "och",
    "att",
    "ska",
}
_LEAST_NORDIC, _FEWEST_OWN_LETTERS, _FEWEST_NORDIC = 0.1, 0.003, 500
_FEWEST_VOWELS, _FEWEST_LATIN = 0.22, 100


def is_legible(text: str) -> bool:
    """Whether a text could be words of some language. A short text always is: a form has lone letters and figures.

    A text in Latin letters shifted along the alphabet gives itself away by heaps of consonants; other scripts are taken
    as they are. Agreements have 3 % of their letters in such heaps at most, and 33 % vowels at least.
    """
    text = text.lower()
    encoded = text.encode(errors="surrogatepass")
    # Counting takes time: blanks, ASCII letters and digits are left out, the others are few.
    rest = encoded.translate(None, b" " + _PLAIN)
    others = Counter(rest.decode(errors="surrogatepass"))
    plain = len(encoded) - len(rest) - encoded.count(b" ")
    total = plain + sum(
        count for character, count in others.items() if not character.isspace() and character not in "._…-–"
    )
    if total < _FEWEST_CHARACTERS:
        return True
    letters = plain + sum(count for character, count in others.items() if character.isalnum())
    unknown = sum(count for character, count in others.items() if _is_unknown(character))
    return unknown <= _MOST_UNKNOWN * total and letters >= _FEWEST_LETTERS * total and not _is_unpronounceable(encoded)


def lacks_its_letters(text: str) -> bool:
    """Whether a text in Norwegian or Swedish has hardly any æ, ø, å, ä and ö: a scan was read without these letters.

    A few lines do not tell. In parts of agreements with 500 letters and more these letters are 0.7 % at least.
    """
    words = text.lower().split()
    letters = sum(map(len, words))
    if letters < _FEWEST_NORDIC or sum(map(_NORDIC_WORDS.__contains__, words)) < _LEAST_NORDIC * len(words):
        return False
    return sum(map(text.lower().count, "æøåäö")) < _FEWEST_OWN_LETTERS * letters


def _is_unpronounceable(lower: bytes) -> bool:
    sounds = lower.translate(_SOUNDS)
    # Only longer words tell: a table of amounts is full of "kr" and "nr".
    words = b"".join([word for word in sounds.split() if len(word) >= _LONG_WORD])
    crowded = sum(map(len, _CROWDED.findall(sounds))) if _HEAP in sounds else 0
    too_few_vowels = len(words) >= _FEWEST_LATIN and words.count(b"v") < _FEWEST_VOWELS * len(words)
    return too_few_vowels or crowded > max(_MOST_CROWDED * len(words), _FEWEST_CROWDED)


def _is_unknown(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) in ("Co", "Cn")
