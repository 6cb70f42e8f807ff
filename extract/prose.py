"""Long paragraphs cut into groups of sentences, so that a provision has a place of its own.

It knows no language: a sentence ends at a full stop, a question or an exclamation mark before a capital, unless the
word before is as short as an abbreviation or is a number. It promises pieces that cover the paragraph, but for the
blanks between them, and that a paragraph of usual length stays whole.
"""

from __future__ import annotations

import re

from .model import Span

LONGEST_PARAGRAPH = 700  # characters
_GROUP = 350  # characters from which on a group is full
_REST = 150  # characters that a last group has at least
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{4}[.!?])[»\"”)]?\s+(?=[«\"“(]?[^\W\d_a-zæøåäöü])")


def sentence_groups(text: str, body: Span) -> list[Span]:
    """Return the pieces of the paragraph `body` of `text` in order; one piece when it is not long."""
    if body.end - body.start <= LONGEST_PARAGRAPH:
        return [body]
    pieces, start = [], body.start
    for end in _SENTENCE_END.finditer(text, body.start, body.end):
        if end.start() - start >= _GROUP and body.end - end.end() >= _REST:
            pieces.append(Span(start=start, end=end.start()))
            start = end.end()
    return [*pieces, Span(start=start, end=body.end)]
