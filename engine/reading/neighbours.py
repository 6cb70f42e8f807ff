"""The matters of the agreements beside the introduction agreement, as the language of the document asks for them.

Norwegian documents are read for the subjects of NAV offices and of national agreements, Swedish ones for those of local
agreements and for the matrix of a central one. Which of them count, the rules decide by the kind of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .intervals import Rhythm
from .labels import LIKELY
from .matters import (
    BY_STRUCTURE,
    OWN_WORDS,
    WITH_HEADING,
    Commitment,
    Matter,
    Standing,
    concepts,
    heading_of,
    joined_standing,
    line_of,
    matter,
)
from .model import Provision, Reading
from .national import national_matters
from .office import office_matters
from .signing import signing, signing_place
from .swedish import FAMILY, actors, annex_of, annexes, commitments, kinds_of
from .view import view

_SUBORDINATE = re.compile(r"\b(?:så att|för att|som|att|där|om|när|eftersom)\b", re.IGNORECASE)
_STAFF = frozenset({"staff"})
_GROUP = frozenset({"group", "covers", "aged"})


def matters(reading: Reading) -> tuple[Matter, ...]:
    """All matters of `reading`."""
    if reading.language == "sv":
        return tuple(_swedish(reading))
    return (*office_matters(reading), *national_matters(reading))


def matrix(reading: Reading) -> tuple[Commitment, ...]:
    """Who commits to what, where `reading` is a Swedish agreement."""
    return tuple(commitments(reading.document)) if reading.language == "sv" else ()


def _swedish(reading: Reading) -> Iterator[Matter]:
    document = reading.document
    body = min((annex.title for annex in annexes(document)), default=len(document.clauses))
    clauses = signing_place(document, body, reading.signature.clauses)
    for each in reading.provisions:
        if each.clause not in clauses:
            text = view(document.text, each.span).text
            named = concepts(FAMILY, text)
            heading = concepts(FAMILY, heading_of(document, each.clause))
            standing = _standing(each, text, named)
            yield from _goals(each, named, heading, standing)
            yield from _equality(each, named, heading, standing)
            yield from _target_group(each, text, named, heading, standing)
            yield from _annex_revision(each, named, standing)
    yield from _actors(reading)
    yield from _annexed(reading)
    yield from signing(document, clauses, [actor.named_in for actor in actors(document)])


def _standing(each: Provision, text: str, named: frozenset[str]) -> Standing:
    """What may or should be done, is hoped for or put off, is weak; "ska" beside "kan" binds, and so does a sentence
    that says "kan" only in a subordinate clause.
    """
    main = concepts(FAMILY, _SUBORDINATE.split(text, maxsplit=1)[0].strip() or text)
    optional = "option" in main and "bound" not in main
    return joined_standing((not optional, not each.blank, named.isdisjoint({"unsettled", "wish"})))


def _goals(each: Provision, named: frozenset[str], heading: frozenset[str], standing: Standing) -> Iterator[Matter]:
    under = "goal" in heading
    if "goal" not in named and not under:
        return
    sureness = OWN_WORDS if "goal" in named else WITH_HEADING
    yield matter("goals", standing, each, sureness)
    yearly = "yearly" in named or each.rhythm is Rhythm.YEARLY_OR_SHORTER
    if yearly and "checked" in named and ("goal" in named or "outcome" in named):
        yield matter("goals_yearly", standing, each, sureness)
    if "policy" in named:
        yield matter("goals_tied", standing, each, sureness)


def _equality(each: Provision, named: frozenset[str], heading: frozenset[str], standing: Standing) -> Iterator[Matter]:
    if named & _STAFF:
        return
    both = {"women", "men"} <= named
    if "equality" in named or (both and "parity" in named):
        yield matter("gender_equality", standing, each)
    elif "equality_heading" in heading and named & {"women", "men", "couple"}:
        yield matter("gender_equality", standing, each, WITH_HEADING)


def _target_group(
    each: Provision, text: str, named: frozenset[str], heading: frozenset[str], standing: Standing
) -> Iterator[Matter]:
    """Under its heading a group is told by two of its name, that it is covered, and its bounds, or by a sentence that
    starts with its name; elsewhere by all three.
    """
    under = "target_heading" in heading or each.labels["target_group"] > LIKELY
    first = "group" in concepts(FAMILY, text.split(" ", 1)[0])
    if under and (standing is Standing.WEAK or first or len(named & _GROUP) > 1):
        yield matter("target_group", standing, each, WITH_HEADING)
    elif named >= _GROUP:
        yield matter("target_group", standing, each)


def _annex_revision(each: Provision, named: frozenset[str], standing: Standing) -> Iterator[Matter]:
    if not {"annex", "checked"} <= named:
        return
    yearly = "yearly" in named or each.rhythm is Rhythm.YEARLY_OR_SHORTER
    yield matter("annexes_revised", joined_standing((yearly, standing is Standing.STATED)), each)


def _actors(reading: Reading) -> Iterator[Matter]:
    """The list of parties; a single party beside "övriga aktörer" is named in part."""
    document = reading.document
    named = actors(document)
    for actor in named:
        yield Matter(
            subject="actors",
            standing=Standing.STATED,
            span=actor.span,
            clause=actor.clause,
            sureness=BY_STRUCTURE,
        )
    if named:
        return
    for each in reading.provisions:
        text = view(document.text, each.span).text
        if kinds_of(text) and "others_to_come" in concepts(FAMILY, text):
            yield matter("actors", Standing.WEAK, each, BY_STRUCTURE)


def _annexed(reading: Reading) -> Iterator[Matter]:
    """Commitments: in an annex for each party, or only for some, or only in the text."""
    document = reading.document
    parties, found = actors(document), annexes(document)
    complete = len(found) > 1 and all(annex_of(document, actor, found) for actor in parties)
    standing = Standing.STATED if complete else Standing.WEAK
    pointing = [
        each
        for each in reading.provisions
        if {"annex", "commitment"} <= concepts(FAMILY, view(document.text, each.span).text)
    ]
    yield from (matter("annexed_commitments", standing, each) for each in pointing)
    for annex in found:
        span = document.clauses[annex.title].body
        yield Matter(subject="annexed_commitments", standing=standing, span=span, clause=annex.title)
    if not found and not pointing:
        yield from _in_the_text(reading)


def _in_the_text(reading: Reading) -> Iterator[Matter]:
    """The provisions right under a line that opens what a party commits itself to ("Vad kommunen gör")."""
    document = reading.document
    first = {each.clause: each for each in reversed(reading.provisions)}
    for index in range(len(document.clauses) - 1):
        line = line_of(document, index)
        opens = "body_commitment_heading" in concepts(FAMILY, line) and len(line) < 80 and not line.endswith(".")
        following = next((first[at] for at in range(index + 1, len(document.clauses)) if at in first), None)
        if opens and following:
            yield matter("annexed_commitments", Standing.WEAK, following, BY_STRUCTURE)
