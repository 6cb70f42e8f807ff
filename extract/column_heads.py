"""Whether a row at the head of a table may name its columns, told by the texts of its cells alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

_LONGEST_HEADER = 40  # characters


def may_name_columns(texts: Sequence[str]) -> bool:
    """Whether all cells are short and no sentence or blank; the corner above a column of names may be empty."""
    named = texts if texts[0] else texts[1:]
    return all(map(_is_name, named))


def may_name_parts(texts: Sequence[str], above: Sequence[tuple[int, str]], *, stands_out: bool) -> bool:
    """Whether a row below a header row names the parts of the columns in it, as "Kommune" and "NAV" of "Ansvarlig".

    `above` tells for each cell which header stands above it, by its place and its text. Every part has a name, and a
    header without parts has nothing below it; where there is no such header, the row has to stand out as the header
    does.
    """
    widths = Counter(place for place, _ in above)
    parts = [text for text, (place, _) in zip(texts, above, strict=True) if widths[place] > 1]
    undivided = [text for text, (place, header) in zip(texts, above, strict=True) if widths[place] == 1 and header]
    corners = [text for text, (place, header) in zip(texts, above, strict=True) if widths[place] == 1 and not header]
    return (
        bool(parts)
        and all(map(_is_name, parts))
        and not any(undivided)
        and all(_is_name(text) for text in corners if text)
        and (stands_out or bool(undivided))
    )


def one_line(text: str) -> str:
    """Return a name without its line breaks."""
    return " ".join(text.split())


def _is_name(text: str) -> bool:
    return bool(text) and text[-1] not in ".:;]_" and len(text) <= _LONGEST_HEADER
