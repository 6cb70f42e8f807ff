"""The words of a PDF page's text: where they stand in it, and how they are joined again."""

from __future__ import annotations

import numpy as np
import pytest

from avtalesjekk.extract.pdf_words import HYPHEN_MARK, are_readable, ends_in_hyphen, join_words, split_words, unswapped

TEXT = f"NAV og sam{HYPHEN_MARK}\r\narbeid \x07 \U0001f600\xa0x\ty"


def test_words_end_at_blanks_and_hyphens() -> None:
    """A hard blank is none; the mark of a hyphen belongs to the word that it breaks."""
    words = split_words(TEXT)
    assert [TEXT[start:end] for start, end in zip(words.starts, words.ends, strict=True)] == [
        "NAV",
        "og",
        f"sam{HYPHEN_MARK}",
        "arbeid",
        "\x07",
        "\U0001f600\xa0x",
        "y",
    ]
    assert words.breaks.tolist() == [0, 0, 0, 2, 2, 2, 2]
    assert words.closed.tolist() == [False, False, True, False, False, False, False]


def test_a_text_can_be_empty() -> None:
    """Or blank, or one mark."""
    assert [len(split_words(text).starts) for text in ("", " \r\n", HYPHEN_MARK)] == [0, 0, 0]


def test_what_cannot_be_printed_is_no_word() -> None:
    """The others are joined without it."""
    words = split_words(TEXT)
    readable = are_readable(TEXT, words)
    assert readable.tolist() == [True, True, True, True, False, True, True]
    first, last = np.array([0, 3]), np.array([2, 5])
    assert join_words(TEXT, words.chosen(readable), first, last) == ["NAV og sam-", "arbeid \U0001f600\xa0x y"]


@pytest.mark.parametrize(("text", "expected"), [("sam-\r", True), ("sam-", True), ("sam- og", False), ("-", False)])
def test_a_hyphen_at_the_end_of_a_line_breaks_a_word(text: str, expected: bool) -> None:
    """But one before a blank does not, and a dash alone is none."""
    assert ends_in_hyphen(text, 0, text.index("-") + 1) is expected


def test_swapped_letters_are_put_right() -> None:
    """Real Chinese, and a text of nothing else, are left alone."""
    assert unswapped("\u6600\u6c00yktning") == "flyktning"
    for text in ("\u6600\u6c00 \u5e73 NAV", "\u6600\u6c00", "flyktning"):
        assert unswapped(text) == text
