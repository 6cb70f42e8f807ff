"""Which clause refers to a note at the foot of its page: the one in which a word carries the mark of the note.

Promises to name a clause only when it is the only one on the page with that mark; a number on its own is no mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_RAISED, _PLAIN = "⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"
_MARK = re.compile(rf"[{_PLAIN}]{{1,3}}|[{_RAISED}]+")
# Three letters, so that "m2" and "CO2" carry none, and what closes a sentence or a quotation.
_CARRIER = r"[^\W\d_]{3}[.,;:!?)»”\"]*"


def referring(note: str, candidates: Iterable[tuple[int, str]]) -> int | None:
    """Return the number of the only candidate whose text refers to the note with the text `note`, else None."""
    mark = _MARK.match(note)
    if mark is None:
        return None
    plain = mark.group().translate(str.maketrans(_RAISED, _PLAIN))
    raised = plain.translate(str.maketrans(_PLAIN, _RAISED))
    carried = re.compile(rf"{_CARRIER}(?:{plain}(?!\w)|\s?{raised}(?![{_RAISED}]))")
    found = [index for index, text in candidates if carried.search(text)]
    return found[0] if len(found) == 1 else None
