"""Swedish agreements on the reception of new arrivals: their actors, annexes and signatures, and what they provide for.

Structure tells most: the list of parties, the annexes with their titles, the lines where the parties sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...extract.model import ClauseKind, Document, Span
from .matters import Commitment, concepts, line_of
from .view import view

FAMILY = "swedish"
HEADINGS = ("annex", "role", "goals", "actors", "equality", "more-agreements")
_ASSOCIATIONS = frozenset({"org-association", "org-regional-association"})
_ONE_EACH = (ClauseKind.ITEM, ClauseKind.ROW)
_LONGEST_TITLE = 160
_LONGEST_NAME = 90
_NUMBERED_ANNEX = re.compile(r"^\W*bilaga\s+\w{1,3}\b", re.IGNORECASE)
_BARE_ANNEX = re.compile(r"^\W*bilaga(?:\s+\w{1,3})?\W*$", re.IGNORECASE)
_COMMITMENTS = re.compile(r"^(?P<whose>\S.{2,60}?)s\s+åtagande\w*\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bmellan\b\s*(?P<names>.+)", re.DOTALL | re.IGNORECASE)
_NAMED_AS = re.compile(r"^\W*(?:parter(?:na)? är)\s+", re.IGNORECASE)
_WHOLE = re.compile(r"\b(Kommuner och (?:Landsting|Regioner))\b")
_NEXT = re.compile(r"\s*[,;]\s+|\s+(?:samt|och)\s+(?=[A-ZÅÄÖ])")
_SENTENCE_END = re.compile(r"\s?\.\s+(?=[A-ZÅÄÖ])|\.$")
_REST = re.compile(r"\s*\(|,?\s+(?:på uppdrag av|i det följande|om |avser |det senare|nedan)\b.*|\s+(?:genom|ved)\s.*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party by its name, where it stands, and the kinds of organisation that the name tells."""

    name: str
    kinds: frozenset[str]
    span: Span
    clause: int

    def named_in(self, text: str) -> bool:
        """Whether `text` names this party, by its name or as an organisation of its kind."""
        return bool(self.kinds & kinds_of(text)) or self.name.lower() in text.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """An annex of commitments: the clause of its title, and the clauses up to the next annex (not included)."""

    title: int
    end: int


def kinds_of(text: str) -> frozenset[str]:
    """The kinds of organisation that `text` names; those within "Sveriges Kommuner och Landsting" are none."""
    found = frozenset(concept for concept in concepts(FAMILY, text) if concept.startswith("org-"))
    return found - {"org-municipality", "org-county-council"} if found & _ASSOCIATIONS else found


def actors(document: Document) -> tuple[Actor, ...]:
    """The parties that the first list of at least two names gives; else the single one named among "övriga aktörer"."""
    end = min((annex.title for annex in annexes(document)), default=len(document.clauses))
    for clause in range(end):
        named = _listed(document, clause) or _under_heading(document, clause)
        if len(named) > 1:
            return named
    return ()


def _listed(document: Document, clause: int) -> tuple[Actor, ...]:
    """The names in a clause of its own: after "mellan", or all of a clause under a heading on the parties."""
    text = _SENTENCE_END.split(re.sub(r"\s?\([^()]*\)", "", _NAMED_AS.sub("", line_of(document, clause))))[0]
    if between := _BETWEEN.search(text):
        return _split(document, clause, between.group("names"))
    if not _on_parties(document, clause) or document.clauses[clause].kind in _ONE_EACH:
        return ()
    return _split(document, clause, text)


def _under_heading(document: Document, clause: int) -> tuple[Actor, ...]:
    """The names that the items of a list or the first cells of rows give, one each."""
    kind = document.clauses[clause].kind
    if kind not in _ONE_EACH or not _on_parties(document, clause):
        return ()
    found: list[Actor] = []
    for index in range(clause, len(document.clauses)):
        if document.clauses[index].kind is not kind:
            break
        found += _split(document, index, line_of(document, index).partition("\t")[0])[:1]
    return tuple(found)


def _on_parties(document: Document, clause: int) -> bool:
    section = document.clauses[clause].section
    title = view(document.text, document.sections[section].title).text if section is not None else ""
    return document.clauses[clause].kind is not ClauseKind.HEADING and "parties_heading" in concepts(FAMILY, title)


def _split(document: Document, clause: int, names: str) -> tuple[Actor, ...]:
    whole = _WHOLE.sub(lambda match: match.group().replace(" och ", " & "), names)
    found = []
    for piece in _NEXT.split(whole):
        full = piece.replace(" & ", " och ")
        name = _REST.sub("", full).strip(" .:–-")
        if name[:1].isupper() and len(name) <= _LONGEST_NAME:
            found.append(Actor(name=name, kinds=kinds_of(full), span=_place(document, clause, name), clause=clause))
        if re.search(r"\b(?:på uppdrag av|i det följande)\b", full):
            break
    return tuple(found)


def _place(document: Document, clause: int, name: str) -> Span:
    """Where `name` stands in the clause; all of it where a line break runs through the name."""
    body = document.clauses[clause].body
    at = document.text.find(name, body.start, body.end)
    return Span(start=at, end=at + len(name)) if at >= 0 else body


def annexes(document: Document) -> tuple[Annex, ...]:
    """The annexes by their titles: "Bilaga 1", or "Skolverkets åtaganden", marked as headings or not."""
    titles = [index for index, clause in enumerate(document.clauses) if _is_title(document, index)]
    ends = [*titles, len(document.clauses)][1:]
    return tuple(Annex(title=title, end=end) for title, end in zip(titles, ends, strict=True))


def _printed(document: Document, clause: int) -> str:
    """The text of a clause with its number: "Bilaga 1" is one."""
    return view(document.text, document.clauses[clause].span).text.strip()


def _is_title(document: Document, clause: int) -> bool:
    text = _printed(document, clause)
    if document.clauses[clause].kind not in (ClauseKind.HEADING, ClauseKind.TITLE, ClauseKind.PARAGRAPH):
        return False
    if len(text) > _LONGEST_TITLE or text.endswith((":", ".")):
        return False
    whose = _COMMITMENTS.search(text)
    return bool(_NUMBERED_ANNEX.search(text) or (whose and kinds_of(whose.group("whose"))))


def annex_of(document: Document, actor: Actor, found: Sequence[Annex]) -> Annex | None:
    """The annex of an actor: the one whose title names it, else the one that opens by naming it."""
    titles = {annex.title: _printed(document, annex.title) for annex in found}
    named = [annex for annex in found if actor.named_in(titles[annex.title])]
    bare = [annex for annex in found if _BARE_ANNEX.match(titles[annex.title]) and annex.title + 1 < annex.end]
    opening = [annex for annex in bare if actor.named_in(line_of(document, annex.title + 1))]
    return next(iter([*named, *opening]), None)


def commitments(document: Document) -> Iterator[Commitment]:
    """The matrix of a central agreement: for each signatory, whether it has an annex and which headings that covers."""
    found = annexes(document)
    for actor in actors(document):
        own = annex_of(document, actor, found)
        title = (document.clauses[own.title].body, own.title) if own else (actor.span, actor.clause)
        for heading in HEADINGS:
            at = own.title if own and heading == "annex" else _heading(document, own, heading) if own else None
            span, clause = (document.clauses[at].body, at) if at is not None else title
            yield Commitment(signatory=actor.name, heading=heading, covered=at is not None, span=span, clause=clause)


def _heading(document: Document, annex: Annex, heading: str) -> int | None:
    """The first heading inside the annex that is about the matter."""
    inside = (
        index for index in range(annex.title + 1, annex.end) if document.clauses[index].kind is ClauseKind.HEADING
    )
    return next((index for index in inside if f"heading-{heading}" in concepts(FAMILY, line_of(document, index))), None)
