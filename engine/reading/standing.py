"""What of a document depends on the calendar, the law and the map, as facts beside those of its provisions.

The ids go on where those of the sheet end: "c" citations, "t" the last day, "m" strangers, "r" references, "g"
guidance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from .citations import citations
from .facts import Evidence, Fact, FactSheet, yes
from .guidance import guidance
from .model import Reading
from .references import broken_references
from .sentences import sentences
from .strangers import strangers


def with_standing(sheet: FactSheet, reading: Reading, as_of: date) -> FactSheet:
    """`sheet` and the facts of how `reading` stands on the day `as_of`."""
    added = [
        (f"{letter}{number}", fact, where)
        for number, (letter, fact, where) in enumerate(_all(reading, as_of), start=len(sheet.facts))
    ]
    return replace(
        sheet,
        facts=(*sheet.facts, *({"id": identity, **fact} for identity, fact, _ in added)),
        evidence={**sheet.evidence, **{identity: where for identity, _, where in added}},
    )


def _all(reading: Reading, as_of: date) -> Iterator[tuple[str, Fact, Evidence]]:
    said = list(sentences(reading.document))
    agreed = reading.agreement_date.day if reading.agreement_date else None
    for cited in citations(said, agreed, as_of):
        fact = {
            "fact": "citation",
            "instrument": cited.kind,
            "standing": cited.standing,
            "relied_on": yes(cited.relied_on),
            "current": yes(cited.current),
        }
        yield "c", fact, Evidence(span=cited.span, clause=cited.clause)
    yield from _term(reading, as_of)
    for one in strangers(reading, said):
        yield "m", {"fact": "stranger", "side": one.side.value}, Evidence(span=one.span, clause=one.clause)
    for broken in broken_references(reading.document, said):
        yield "r", {"fact": "reference", "to": broken.to}, Evidence(span=broken.span, clause=broken.clause)
    for each in guidance(reading, said):
        text = each.text.rstrip()
        yield "g", {"fact": "guidance"}, Evidence(span=each.span(0, len(text)), clause=each.clause)


def _term(reading: Reading, as_of: date) -> Iterator[tuple[str, Fact, Evidence]]:
    last = reading.valid_until
    if last is None:
        return
    ended = last.day < as_of
    where = Evidence(span=last.span, clause=reading.document.clause_at(last.span.start))
    yield "t", {"fact": "term", "ended": yes(ended)}, where
