"""Two runs compared: which document is which, what became better or worse, and which decisions still stand.

Decisions count in both runs wherever the text is the one decided on, so a decision alone is never taken for a change.
Only parts that the verdict is counted by are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias, get_args

from ...report.audit import (
    AuditReport,
    Change,
    DecisionTold,
    Direction,
    DocumentChange,
    PartChange,
    RunTold,
    Standing,
    Tally,
)
from ...report.checklist import required
from ...report.model import Part, Status
from .model import Ruling, StoredDocument, StoredRun
from .rulings import in_force, with_rulings

_Documents: TypeAlias = Sequence[StoredDocument]

# From bad to good; what could not be assessed or does not apply is neither.
_RANK: Mapping[Status, int] = {"missing": 0, "nonconforming": 1, "met": 2}
# What a document is known by; a key with "" in it says nothing.
_Key: TypeAlias = Callable[[StoredDocument], tuple[str, ...]]


def _municipality(document: StoredDocument) -> tuple[str, ...]:
    return document.municipality, document.kind


_KEYS: tuple[_Key, ...] = (  # the surest first
    lambda document: (document.path, document.text),
    lambda document: (document.path, document.municipality),
    lambda document: (document.path,),
    lambda document: (document.sha256,),
    lambda document: (document.text,),
    _municipality,
)


def compare(now: StoredRun, before: StoredRun | None, rulings: Sequence[Ruling]) -> AuditReport:
    """Compare `now` with an earlier run. `rulings` stand in the order in which they were made."""
    standing = in_force(rulings)
    documents = _ruled(now, standing)
    earlier = _ruled(before, standing) if before else []
    return AuditReport(
        now=_told(now),
        before=_told(before) if before else None,
        differing=_differing(now, before) if before else (),
        rejudged=before is not None and (now.version, now.profiles) != (before.version, before.profiles),
        tallies=tuple(_tallies(documents, earlier if before else None)),
        documents=tuple(_change(*pair) for pair in _pairs(documents, earlier)),
        decisions=tuple(_decision(ruling, standing, now.documents) for ruling in rulings),
    )


def _ruled(run: StoredRun, standing: Mapping[tuple[str, str], Ruling]) -> list[StoredDocument]:
    return [
        replace(document, parts=tuple(required(with_rulings(document.text, document.parts, standing))))
        for document in run.documents
    ]


def _told(run: StoredRun) -> RunTold:
    return RunTold(number=run.number, as_of=run.as_of, version=run.version, documents=len(run.documents))


def _differing(now: StoredRun, before: StoredRun) -> tuple[str, ...]:
    one_only = [pack for pack in (*now.packs, *before.packs) if (pack in now.packs) != (pack in before.packs)]
    return tuple(sorted({str(pack["id"]) for pack in one_only}))


def _tallies(documents: _Documents, earlier: _Documents | None) -> Iterable[Tally]:
    now, before = _counts(documents), _counts(earlier or ())
    none = dict.fromkeys(get_args(Status), 0)
    decided = Counter(part.id for document in documents for part in document.parts if part.decision)
    for identity in sorted({*now, *before}):
        yield Tally(
            part=identity,
            now=now.get(identity, none),
            before=before.get(identity, none) if earlier is not None else None,
            decided=decided[identity],
        )


def _counts(documents: _Documents) -> dict[str, dict[Status, int]]:
    counts: dict[str, dict[Status, int]] = {}
    for document in documents:
        for part in document.parts:
            counts.setdefault(part.id, dict.fromkeys(get_args(Status), 0))[part.status] += 1
    return counts


def _pairs(now: _Documents, before: _Documents) -> list[tuple[StoredDocument | None, StoredDocument | None]]:
    """Each document with the one that it was before, None for those that are new or gone."""
    left, earlier = dict(enumerate(now)), dict(enumerate(before))
    found: dict[int, int] = {}
    for key in _KEYS:
        ours, theirs = _places(left, key), _places(earlier, key)
        for known_by in ours.keys() & theirs.keys():
            same = ours[known_by], theirs[known_by]
            if key is _municipality and max(map(len, same)) > 1:
                continue  # which is which is anybody's guess
            for one, other in zip(*same, strict=False):
                found[one] = other
                del left[one], earlier[other]
    current = [(document, before[found[place]] if place in found else None) for place, document in enumerate(now)]
    return [*current, *((None, document) for document in earlier.values())]


def _places(documents: Mapping[int, StoredDocument], key: _Key) -> dict[tuple[str, ...], list[int]]:
    """The places in the run of those that are known by the same thing."""
    places: dict[tuple[str, ...], list[int]] = {}
    for place, document in documents.items():
        known_by = key(document)
        if "" not in known_by:
            places.setdefault(known_by, []).append(place)
    return places


def _change(now: StoredDocument | None, before: StoredDocument | None) -> DocumentChange:
    ours, theirs = _by_id(now), _by_id(before)
    parts = tuple(_part_change(ours.get(each), theirs.get(each)) for each in dict.fromkeys([*ours, *theirs]))
    document = now or before
    return DocumentChange(
        path=document.path if document else "",
        earlier=before.path if before else None,
        municipality=document.municipality if document else "",
        change=_kind_of_change(parts) if now and before else ("new" if now else "gone"),
        parts=parts,
    )


def _by_id(document: StoredDocument | None) -> dict[str, Part]:
    return {part.id: part for part in document.parts} if document else {}


def _part_change(now: Part | None, before: Part | None) -> PartChange:
    return PartChange(now=now, before=before, direction=_direction(now, before))


def _direction(now: Part | None, before: Part | None) -> Direction:
    if now is None or before is None:
        return "other"
    if now.status == before.status:
        return "same"
    if now.status not in _RANK or before.status not in _RANK:
        return "other"
    return "better" if _RANK[now.status] > _RANK[before.status] else "worse"


def _kind_of_change(parts: Iterable[PartChange]) -> Change:
    directions = {part.direction for part in parts}
    if {"better", "worse"} <= directions:
        return "mixed"
    if "better" in directions:
        return "improved"
    if "worse" in directions:
        return "fell_back"
    return "changed" if "other" in directions else "same"


def _decision(ruling: Ruling, standing: Mapping[tuple[str, str], Ruling], documents: _Documents) -> DecisionTold:
    document = _now(ruling, documents)
    found = next((part.status for part in document.parts if part.id == ruling.part), None) if document else None
    stands = _standing(ruling, standing, document, asked=found is not None)
    return DecisionTold(
        path=document.path if document else ruling.path,
        part=ruling.part,
        status=ruling.status,
        reason=ruling.reason,
        by=ruling.by,
        day=ruling.day,
        standing=stands,
        found=found if stands == "in_force" else None,
    )


def _now(ruling: Ruling, documents: _Documents) -> StoredDocument | None:
    """The document with the text decided on; else the one in its file, or of its municipality."""

    def likeness(document: StoredDocument) -> tuple[bool, bool, bool]:
        same_place = bool(ruling.municipality) and _municipality(document) == (ruling.municipality, ruling.kind)
        return document.text == ruling.text, document.path == ruling.path, same_place

    return max((document for document in documents if any(likeness(document))), key=likeness, default=None)


def _standing(
    ruling: Ruling, standing: Mapping[tuple[str, str], Ruling], document: StoredDocument | None, *, asked: bool
) -> Standing:
    if standing[ruling.text, ruling.part] is not ruling:
        return "replaced"
    if document is None:
        return "absent"
    if document.text == ruling.text:
        return "in_force" if asked else "not_asked"
    if (document.text, ruling.part) in standing:
        return "replaced"
    return "text_changed" if document.text else "unread"
