"""The matters of the agreements beside the introduction agreement, as the language of the document asks for them.

Norwegian documents are read for the subjects of NAV offices and of national agreements, Swedish ones for those of local
agreements and for the matrix of a central one. Which of them count, the rules decide by the kind of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .intervals import Rhythm
from .labels import LIKELY
from .matters import (
    BY_STRUCTURE,
    LEARNT,
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
    sureness_of,
)
from .model import Provision, Reading
from .national import national_matters
from .office import office_matters
from .signing import signing, signing_place
from .swedish import FAMILY, Actor, actors, annex_of, annexes, commitments, kinds_of
from .view import view

_SUBORDINATE = re.compile(r"\b(?:så att|för att|som|att|där|om|när|eftersom)\b", re.IGNORECASE)
_ANNEX = re.compile(r"\bbilag(?:a|an|or|orna)?:? (?P<own>[A-ZÅÄÖ]|\d+)\b", re.IGNORECASE)
_FOR_EACH = re.compile(
    r"\b(?:var och en|(?:parternas|aktörernas) åtagand\w*|(?:varje|respektive) (?:part|aktör)\w*)\b", re.IGNORECASE
)
_STAFF = frozenset({"staff"})
_DUTIES = ("municipality_duties", "nav_duties")
_GROUP = frozenset({"group", "covers", "aged"})


def matters(reading: Reading) -> tuple[Matter, ...]:
    """All matters of `reading`. What the classifier alone tells counts where no words tell the same."""
    swedish = reading.language == "sv"
    found = tuple(_swedish(reading)) if swedish else (*office_matters(reading), *national_matters(reading))
    told = {each.subject for each in found if each.sureness > LEARNT}
    return tuple(each for each in found if each.sureness > LEARNT or each.subject not in told)


def matrix(reading: Reading) -> tuple[Commitment, ...]:
    """Who commits to what, where `reading` is a Swedish agreement."""
    return tuple(commitments(reading.document)) if reading.language == "sv" else ()


def _swedish(reading: Reading) -> Iterator[Matter]:
    document = reading.document
    body = min((annex.title for annex in annexes(document)), default=len(document.clauses))
    clauses = signing_place(document, body, reading.signature.clauses)
    yearly = {each.clause for each in reading.provisions if _is_yearly(each, concepts(FAMILY, _text(reading, each)))}
    for each in reading.provisions:
        if each.clause not in clauses:
            text = _text(reading, each)
            named = concepts(FAMILY, text)
            heading = concepts(FAMILY, heading_of(document, each.clause))
            standing = _standing(each, text, named)
            yield from _goals(each, named, heading, standing, yearly=each.clause in yearly)
            yield from _equality(each, named, heading, standing)
            yield from _target_group(each, text, named, heading, standing)
            yield from _annex_revision(each, named, standing)
    yield from _actors(reading)
    yield from _annexed(reading)
    yield from signing(document, clauses, [actor.named_in for actor in _named_actors(reading)])


def _text(reading: Reading, each: Provision) -> str:
    return view(reading.document.text, each.span).text


def _standing(each: Provision, text: str, named: frozenset[str]) -> Standing:
    """What may or should be done, is hoped for or put off, is weak; "ska" beside "kan" binds, and so does a sentence
    that says "kan" only in a subordinate clause.
    """
    main = concepts(FAMILY, _SUBORDINATE.split(text, maxsplit=1)[0].strip() or text)
    optional = "option" in main and "bound" not in main
    return joined_standing((not optional, not each.blank, named.isdisjoint({"unsettled", "wish"})))


def _goals(
    each: Provision, named: frozenset[str], heading: frozenset[str], standing: Standing, *, yearly: bool
) -> Iterator[Matter]:
    """`yearly`: a sentence of the clause says that something is done every year."""
    single = "single" in named  # a plan for one person is looked at by others
    told = 0.0 if single else OWN_WORDS if "goal" in named else WITH_HEADING if "goal" in heading else 0.0
    checked = 0.0 if single else sureness_of(each, "swedish/goals_checked", told if "checked" in named else 0.0)
    if sureness := max(checked, sureness_of(each, "swedish/goals", told)):
        yield matter("goals", standing, each, sureness)
    if checked:
        yield matter("goals_yearly", joined_standing((yearly, standing is Standing.STATED)), each, checked)
    if tied := sureness_of(each, "swedish/goals_tied", told if "policy" in named else 0.0):
        yield matter("goals_tied", standing, each, tied)


def _is_yearly(each: Provision, named: frozenset[str]) -> bool:
    return "yearly" in named or each.rhythm is Rhythm.YEARLY_OR_SHORTER


def _equality(each: Provision, named: frozenset[str], heading: frozenset[str], standing: Standing) -> Iterator[Matter]:
    if named & _STAFF:
        return
    both = {"women", "men"} <= named
    told = OWN_WORDS if "equality" in named or (both and "parity" in named) else 0.0
    if "equality_heading" in heading and named & {"women", "men", "couple"}:
        told = told or WITH_HEADING
    if sureness := sureness_of(each, "swedish/gender_equality", told):
        yield matter("gender_equality", standing, each, sureness)


def _target_group(
    each: Provision, text: str, named: frozenset[str], heading: frozenset[str], standing: Standing
) -> Iterator[Matter]:
    """Under its heading a group is told by two of its name, that it is covered, and its bounds, or by a sentence that
    starts with its name; elsewhere by all three.
    """
    under = "target_heading" in heading or each.labels["target_group"] > LIKELY
    first = "group" in concepts(FAMILY, text.split(" ", 1)[0])
    told = OWN_WORDS if named >= _GROUP else 0.0
    if under and (standing is Standing.WEAK or first or len(named & _GROUP) > 1):
        told = told or WITH_HEADING
    if sureness := sureness_of(each, "swedish/target_group", told, standing):
        yield matter("target_group", standing, each, sureness)


def _annex_revision(each: Provision, named: frozenset[str], standing: Standing) -> Iterator[Matter]:
    if "other_annex" in named:
        return
    told = OWN_WORDS if {"annex", "checked"} <= named else 0.0
    if sureness := sureness_of(each, "swedish/annexes_revised", told):
        firm = joined_standing((_is_yearly(each, named), standing is Standing.STATED))
        yield matter("annexes_revised", firm, each, sureness)


def _actors(reading: Reading) -> Iterator[Matter]:
    """The list of parties; a single party beside "övriga aktörer" is named in part."""
    named = _named_actors(reading)
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
        text = _text(reading, each)
        if kinds_of(text) and "others_to_come" in concepts(FAMILY, text):
            yield matter("actors", Standing.WEAK, each, BY_STRUCTURE)


def _annexed(reading: Reading) -> Iterator[Matter]:
    """Commitments: in an annex for each party, or only for some, or only in the text."""
    document = reading.document
    parties = _named_actors(reading)
    found = [annex for annex in annexes(document) if any(annex_of(document, one, [annex]) for one in parties)]
    complete = bool(parties) and all(annex_of(document, actor, found) for actor in parties)
    standing = Standing.STATED if complete else Standing.WEAK
    pointing = False
    for each in reading.provisions:
        text = _text(reading, each)
        told = OWN_WORDS if {"annex", "commitment"} <= concepts(FAMILY, text) else 0.0
        if sureness := sureness_of(each, "swedish/annexed_commitments", told):
            pointing = True
            firm = Standing.STATED if _one_each(text, parties) and not found else standing
            yield matter("annexed_commitments", firm, each, sureness)
    for annex in found:
        span = document.clauses[annex.title].body
        yield Matter(subject="annexed_commitments", standing=standing, span=span, clause=annex.title)
    if not found and not pointing:
        yield from _in_the_text(reading)


def _named_actors(reading: Reading) -> tuple[Actor, ...]:
    """The parties, where there are several that are known organisations; else the names of the first list."""
    known = tuple(
        Actor(name=party.name, kinds=kinds_of(party.name), span=party.span, clause=at)
        for party in reading.parties
        for at, clause in enumerate(reading.document.clauses)
        if clause.span.start <= party.span.start < clause.span.end
    )
    if len(known) > 1 and all(actor.kinds for actor in known):
        return known
    return actors(reading.document) or (known if len(known) > 1 else ())


def _one_each(text: str, parties: Sequence[Actor]) -> bool:
    """Whether `text` names an annex for every party: each by name, or all of them together."""
    if _FOR_EACH.search(text) and _ANNEX.search(text):
        return True
    own = {match.group("own").lower() for match in _ANNEX.finditer(text)}
    return len(own) >= len(parties) > 1 and all(party.named_in(text) for party in parties)


def _in_the_text(reading: Reading) -> Iterator[Matter]:
    """What a party shall do: the provisions right under a line that opens it ("Vad kommunen gör"), and the first."""
    document = reading.document
    duty = next((p for p in reading.provisions if max(p.labels[label] for label in _DUTIES) > LIKELY), None)
    if duty:
        yield matter("annexed_commitments", Standing.WEAK, duty, BY_STRUCTURE)
    first = {each.clause: each for each in reversed(reading.provisions)}
    for index in range(len(document.clauses) - 1):
        line = line_of(document, index)
        opens = "body_commitment_heading" in concepts(FAMILY, line) and len(line) < 80 and not line.endswith(".")
        following = next((first[at] for at in range(index + 1, len(document.clauses)) if at in first), None)
        if opens and following:
            yield matter("annexed_commitments", Standing.WEAK, following, BY_STRUCTURE)
