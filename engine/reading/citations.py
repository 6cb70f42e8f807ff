"""Which laws, circulars and guides an agreement names, and which of them it relies on.

Promises to hold nothing against an agreement that only mentions what applied before it, or that says for whom an older
law still applies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ...extract.model import ClauseKind, Span
from .dates import dates
from .instruments import Instrument, Standing, instruments
from .sentences import Sentence

_BEFORE = re.compile(
    r"\b(?:erstatt\w*|avløs\w*|avløys\w*|ersätt\w*|i stedet for|i staden for|(?:bygger videre|byggjer vidare"
    r"|bygger vidare) på"
    r"|viderefør\w*|vidarefør\w*|fornye\w*|opphev\w*|upphäv\w*|tidligere|tidlegare|forrige|førre|gamle|gammel|gammal"
    r"|ikke lenger|ikkje lenger|het|heitte)\b",
    re.IGNORECASE,
)
_RELIES = re.compile(
    r"\b(?:bygge[rs]?|byggjer|bygg|hvil\w*|kvil\w*|hjem(?:mel|l)\w*|heim(?:el|l)\w*|grunnlag\w*|medhold|medhald|samsvar"
    r"|tråd med|følge[rs]?|følgjer|gjelder|gjeld)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[^,;.]{0,50}\b(?:opphev\w*|(?:er|ble|blei|vart|blir) (?:erstatt\w*|avløst|avløyst)|erstatt(?:et|a) av"
    r"|avløst av|avløyst av"
    r"|ikke lenger|ikkje lenger|som gjaldt|som galdt)\b",
    re.IGNORECASE,
)
_TRANSITION = re.compile(
    r"\b(?:fortsatt|fremdeles|framleis|før (?:1\. ?januar )?2021|fra før|frå før|overgangs\w+"
    r"|eldre (?:deltak\w+|sak\w*|vedtak)"
    r"|gammel|gammal|den gamle)\b",
    re.IGNORECASE,
)
_UNNAMING = (ClauseKind.TITLE, ClauseKind.HEADING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """An instrument named in `span`; `clause` is an index into `Document.clauses`.

    `standing` is that on the day of the agreement; `current` tells whether the document names one on the same subject
    that was in force then; `relied_on` whether more is said of it than that it came before or still applies to some.
    """

    instrument: str
    kind: str
    clause: int
    span: Span
    standing: Standing
    current: bool
    relied_on: bool


def citations(said: Sequence[Sentence], agreed: date | None, as_of: date) -> list[Citation]:
    """What the sentences of a document name, in reading order; `agreed` is the day of the agreement.

    Without it, what the agreement cites is judged for `as_of`, but nothing is said to be repealed when the agreement
    gives an earlier day on which it may have been made.
    """
    found = [(sentence, each, *place) for sentence in said for each, place in _named(sentence)]
    names = {each.id for _, each, _, _ in found}
    found = [one for one in found if not one[1].unless_named & names]
    day = agreed or min([as_of, *_other_days(said, {one[0].clause for one in found})])
    current = {each.subject for _, each, _, _ in found if each.in_force.applies_on(day) != "no"}
    return [
        Citation(
            instrument=each.id,
            kind=each.kind,
            clause=sentence.clause,
            span=sentence.span(start, end),
            standing=each.standing(day),
            current=each.subject in current,
            relied_on=_relied_on(sentence, start, end),
        )
        for sentence, each, start, end in found
    ]


def _named(sentence: Sentence) -> Iterator[tuple[Instrument, tuple[int, int]]]:
    for each in instruments():
        for match in each.name.finditer(sentence.text):
            yield each, match.span()


def _other_days(said: Sequence[Sentence], citing: set[int]) -> Iterator[date]:
    """The days that are given outside of the clauses that cite something."""
    for sentence in said:
        if sentence.clause not in citing:
            yield from (dated.day for dated in dates(sentence.text))


def _relied_on(sentence: Sentence, start: int, end: int) -> bool:
    before = sentence.text[:start]
    earlier = list(_BEFORE.finditer(before))
    mentioned = bool(earlier) and not _RELIES.search(before, earlier[-1].end())
    return not (
        sentence.kind in _UNNAMING
        or mentioned
        or _AFTER.match(sentence.text[end:])
        or _TRANSITION.search(sentence.text)
    )
