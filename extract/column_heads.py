"""Whether the first row of a table may name its columns, told by the texts of its cells alone."""

from __future__ import annotations

from collections.abc import Sequence

_LONGEST_HEADER = 40  # characters


def may_name_columns(texts: Sequence[str]) -> bool:
    """Whether all cells are short and no sentence or blank; the corner above a column of names may be empty."""
    named = texts if texts[0] else texts[1:]
    return all(named) and not any(text[-1] in ".:;]_" or len(text) > _LONGEST_HEADER for text in named)
