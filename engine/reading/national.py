"""The parts of an agreement between the state and KS: purpose, duties of each, economy, evaluation, time and end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from ...extract.model import Document
from .matters import (
    BY_STRUCTURE,
    OWN_WORDS,
    WITH_HEADING,
    Matter,
    Standing,
    concepts,
    heading_of,
    joined_standing,
    lead_of,
    matter,
    sureness_of,
)
from .modality import Modality
from .model import Provision, Reading
from .signing import signing, signing_place
from .view import view

_FAMILY = "national"
_LIKELY = 0.6
_DUTIES = {"state": "duties_state", "organisation": "duties_organisation"}
_BINDS = frozenset({Modality.BINDING, Modality.AIM})  # "skal arbeide for at …" is a duty here
_SHORT_NAME = re.compile(
    r"(?P<means>[A-ZÆØÅ][\w-]+(?: [\w-]+){0,4}) \((?:(?:i det følgende|i det følgjande|heretter)(?: kalt| kalla)? )?"
    r"(?P<name>[A-ZÆØÅ]\w{1,5})\)"
)
_OF_STATE = re.compile(r"departement|direktorat|\bHusbanken\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:til|fra|frå|for|av|med|mellom|hos|gjennom|overfor|i)\s+\W*$", re.IGNORECASE)
_SUBJECT_ENDS = 60  # characters of a sentence in which its subject stands


def national_matters(reading: Reading) -> Iterator[Matter]:
    """The places that speak of each part, in reading order."""
    document = reading.document
    names = _short_names(document)
    for each in reading.provisions:
        if each.place == "guidance" or each.clause in reading.signature.clauses:
            continue
        text = view(document.text, each.span).text
        named = concepts(_FAMILY, text)
        heading = concepts(_FAMILY, heading_of(document, each.clause))
        yield from _purpose(reading, each, named, heading)
        if each.place != "purpose":
            yield from _duties(document, each, text, heading, names)
            yield from _economy(each, named, heading)
            yield from _evaluation(each, named, heading)
        yield from _end(each, named)
    yield from _signatures(reading)


def _purpose(reading: Reading, each: Provision, named: frozenset[str], heading: frozenset[str]) -> Iterator[Matter]:
    if "purpose" in named or each.labels["purpose"] > _LIKELY:
        yield matter("purpose", Standing.STATED, each, max(each.labels["purpose"], WITH_HEADING))
    elif "purpose_heading" in heading or each.place == "purpose":
        yield matter("purpose", Standing.STATED, each, WITH_HEADING)
    elif reading.document.clauses[each.clause].section == 0 and "reason" in named and each.modality not in _BINDS:
        yield matter("purpose", Standing.STATED, each, BY_STRUCTURE)


def _duties(
    document: Document, each: Provision, text: str, heading: frozenset[str], names: Mapping[str, str]
) -> Iterator[Matter]:
    """A duty of a side: that of its subject, of the lead-in of its list, or of its heading."""
    lead, title = lead_of(document, each.clause), heading_of(document, each.clause)
    duty = "duty" in concepts(_FAMILY, f"{lead} {text}") or "duty_heading" in heading
    owners = _owners(lead, names) or _owners(text[:_SUBJECT_ENDS], names) or _owners(title, names)
    open_ = each.modality not in _BINDS or "unsettled" in concepts(_FAMILY, text)
    for side, name in sorted(_DUTIES.items()):
        told = WITH_HEADING if duty and side in owners else 0.0
        if sureness := told or (0.0 if owners else sureness_of(each, f"national/duty_{side}", told)):
            yield matter(name, Standing.WEAK if open_ else Standing.STATED, each, sureness)


def _owners(text: str, names: Mapping[str, str]) -> frozenset[str]:
    """The sides that the first name in `text` stands for; a name after a preposition is nobody's subject."""
    for match in re.finditer(r"[^\W_][\w-]*", text):
        if _PREPOSITION.search(text[: match.start()]):
            continue
        named = concepts(_FAMILY, match.group()) | ({names[match.group()]} if match.group() in names else set[str]())
        if "both" in named:
            return frozenset(_DUTIES)
        if owners := named & _DUTIES.keys():
            return owners
    return frozenset()


def _short_names(document: Document) -> dict[str, str]:
    """The short names in brackets, with the side of what stands before them."""
    found = _SHORT_NAME.finditer(document.text)
    return {match["name"]: "state" if _OF_STATE.search(match["means"]) else "organisation" for match in found}


def _economy(each: Provision, named: frozenset[str], heading: frozenset[str]) -> Iterator[Matter]:
    if each.labels["economy"] > _LIKELY or "economy_heading" in heading:
        yield matter("economy", _standing(each, named), each, max(each.labels["economy"], WITH_HEADING))


def _evaluation(each: Provision, named: frozenset[str], heading: frozenset[str]) -> Iterator[Matter]:
    likely = max(each.labels["evaluation_cooperation"], each.labels["evaluation_agreement"])
    told = "follow" in named or (likely > _LIKELY and "follow_heading" in heading)
    if sureness := sureness_of(each, "national/follow_up", max(likely, BY_STRUCTURE) if told else 0.0):
        yield matter("follow_up", _standing(each, named), each, sureness)


def _end(each: Provision, named: frozenset[str]) -> Iterator[Matter]:
    """How long it lasts, and how it ends or a dispute is handled. A right to give notice is no less for its "kan"."""
    if lasts := sureness_of(each, "national/lasting", OWN_WORDS if "duration" in named else 0.0):
        yield matter("duration", Standing.WEAK if each.blank else Standing.STATED, each, lasts)
    disagree = "disagree" in named or each.labels["dispute"] > _LIKELY
    told = OWN_WORDS if "terminate" in named else max(each.labels["dispute"], WITH_HEADING) if disagree else 0.0
    if ends := sureness_of(each, "national/termination", told):
        firm = (
            joined_standing((not each.blank, "wish" not in named)) if "terminate" in named else _standing(each, named)
        )
        yield matter("termination", firm, each, ends)


def _standing(each: Provision, named: frozenset[str]) -> Standing:
    return joined_standing((each.modality in _BINDS, not each.blank, named.isdisjoint({"unsettled", "wish"})))


def _signatures(reading: Reading) -> Iterator[Matter]:
    document = reading.document
    cover = tuple(index for index, clause in enumerate(document.clauses) if clause.section is None)
    clauses = signing_place(document, len(document.clauses), reading.signature.clauses)
    clauses = cover if set(clauses) <= set(cover) else clauses
    sides = [_DUTIES.keys() & concepts(_FAMILY, party.name) for party in reading.parties]
    among_state = len(sides) > 1 and all(side == {"state"} for side in sides)
    named = [partial(_names_party, party.name) for party in reading.parties]
    yield from signing(document, clauses, named if among_state else [partial(_names, side) for side in _DUTIES])


def _names(side: str, line: str) -> bool:
    return side in concepts(_FAMILY, line)


def _names_party(name: str, line: str) -> bool:
    return name.casefold() in line.casefold()
