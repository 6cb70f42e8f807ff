"""The subjects of an agreement on a NAV office, sentence by sentence, and whether it takes the introduction scheme in.

The framework agreement of 2006 names five: location and design, organisation and running, the municipal services in the
office, user representatives, and other municipal and state services.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .matters import OWN_WORDS, WITH_HEADING, Matter, Standing, concepts, heading_of, matter, sureness_of
from .modality import Modality
from .model import Provision, Reading
from .view import view

_FAMILY = "office"
_FEWEST_ON_SCHEME = 2  # provisions under headings on the scheme, from which on the interaction with it is regulated


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cue:
    """What tells that a sentence is about a subject: a word of `words` (any at all where there are none) under the
    heading, or all of `alone`.
    """

    subject: str
    heading: str
    words: frozenset[str]
    alone: frozenset[str]
    elsewhere: frozenset[str] = frozenset()  # headings under which it is about something else
    unless: frozenset[str] = frozenset()


_CUES = (
    _Cue(
        subject="office_location",
        heading="place_heading",
        words=frozenset({"place"}),
        alone=frozenset({"located"}),
    ),
    _Cue(
        subject="office_operation",
        heading="run_heading",
        words=frozenset({"run", "led"}),
        alone=frozenset({"led"}),
    ),
    _Cue(
        subject="office_services",
        heading="services_heading",
        words=frozenset({"municipal_service"}),
        alone=frozenset({"municipal_service", "placed"}),
        elsewhere=frozenset({"outside_heading"}),
        unless=frozenset({"outside"}),
    ),
    _Cue(
        subject="user_representatives",
        heading="user_heading",
        words=frozenset(),
        alone=frozenset({"user_body"}),
    ),
    _Cue(
        subject="other_services",
        heading="outside_heading",
        words=frozenset({"other_service"}),
        alone=frozenset({"other_service", "office_joint"}),
    ),
)


def office_matters(reading: Reading) -> Iterator[Matter]:
    """The sentences on the five subjects, in reading order, and those that take the introduction scheme in."""
    regulated: list[Provision] = []
    for each in reading.provisions:
        if each.place in ("purpose", "guidance", "signature") or each.clause in reading.signature.clauses:
            continue
        named = concepts(_FAMILY, view(reading.document.text, each.span).text)
        heading = concepts(_FAMILY, heading_of(reading.document, each.clause))
        standing = _standing(each, named)
        for cue in _CUES:
            told = _sureness(cue, named, heading, standing)
            sureness = sureness_of(each, f"office/{cue.subject}", told, standing)
            if sureness and not named & cue.unless:
                yield matter(cue.subject, standing, each, sureness)
                if cue.subject == "office_services" and "scheme" in named and standing is Standing.STATED:
                    yield matter("introduction_scheme", standing, each, sureness)
        if "scheme_heading" in heading and "outside" not in named and each.modality is Modality.BINDING:
            regulated.append(each)
    if len(regulated) >= _FEWEST_ON_SCHEME:
        yield from (matter("introduction_scheme", Standing.STATED, each, WITH_HEADING) for each in regulated)


def _standing(each: Provision, named: frozenset[str]) -> Standing:
    firm = each.modality is Modality.BINDING and not each.blank and named.isdisjoint({"unsettled", "wish"})
    return Standing.STATED if firm else Standing.WEAK


def _sureness(cue: _Cue, named: frozenset[str], heading: frozenset[str], standing: Standing) -> float:
    """How sure it is that the sentence is about the subject; 0.0 when it is not.

    What is left open names little ("Spørsmålet tas opp senere"): its heading is enough.
    """
    if named & cue.unless:
        return 0.0
    if cue.alone <= named and (not heading & cue.elsewhere):
        return OWN_WORDS
    if cue.heading not in heading or heading & cue.elsewhere:
        return 0.0
    told = not cue.words or named & cue.words or (standing is Standing.WEAK and "unsettled" in named)
    return WITH_HEADING if told else 0.0
