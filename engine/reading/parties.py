"""The parties of an agreement, as it names them, and the short names that it gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...extract.model import ClauseKind, Document, Span
from .lexicon import lexicon
from .sides import OF_CONCEPT, Side
from .view import View, view

_BETWEEN = re.compile(
    r"\b(?:mellom|imellom|mellan)\b:?\s*(?P<names>[^.;]+?)(?=\s(?:om|vedrørende|vedrørande|angående"
    r"|når det gjelder|med sikte|i samarbeidet|i arbeidet|i saker|i perioden|knyttet til|knytt til|er|inngås"
    r"|inngår|har|vert|blir|gjelder|gjeld|som|skal|gjeldende|angåande|avseende|rörande|för)\b"
    r"|\sfor (?:introduksjon|oppfølging|oppfølgjing|samarbeid|samhandling|arbeidet)|\.\s|\.$|;|$)",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s*[(\[«\"“]|\s*,?\s*\b(?:heretter|i det følgende|i det følgjande|nedenfor|nedanfor|heretter kalt"
    r"|org\.?\s?nr|v/)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:skal|avholdes|holdes|haldast|gi|er|blir|vert|møtes|møtest|vil|kan|bør)\b")
_LONGEST_NAME = 90
_AND = re.compile(r"\s+(?:og|samt|och|and)\s+|\s*[,;]\s*(?:og\s+)?|\s+[–-]\s+|\s*&\s*")
_NAMED = re.compile(
    r"(?:[A-ZÆØÅ][\w-]+(?: og [A-ZÆØÅ]\w+)? )kommune\b|\b[Bb]ydel (?:[A-ZÆØÅ][\w.-]+)(?: [A-ZÆØÅ]\w+)?"
    r"|\b(?:NAV|Nav)(?:-kontoret i| kontor)?(?: (?:Øvre|Nedre|Nordre|Søndre|Indre|Ytre|Midt|Vestre|Østre|Sør"
    r"|Nord|Øst|Vest|Aust|Store|Lille))?(?: [A-ZÆØÅ][\w-]+(?:/[A-ZÆØÅ]\w+)*)(?: og [A-ZÆØÅ]\w+)?"
    r"|\bArbeids- og velferdsetaten(?: i)?(?: [A-ZÆØÅ]\w+)?"
)
_ALIAS = re.compile(
    r"(?:heretter|i det følgende|i det følgjande|nedenfor|nedanfor|her|i avtalen|i avtala)\W*(?:kalt|kalla"
    r"|omtalt som|omtala som|benevnt|benemnd|nemnd|nemnt|kalles"
    r"|kallast)?\W*[«\"“”']?(?P<name>[A-ZÆØÅ][\wæøå-]+)"
)
_SHORT = re.compile(
    r"\b(?P<name>[A-ZÆØÅ]{2,5})\s*=\s*(?P<means>[^.;,\n]+)"
    r"|(?P<means2>[\wæøåÆØÅ-]+(?: [\wæøåÆØÅ-]+){0,3})\s\((?P<name2>[A-ZÆØÅ]{2,5})\)"
)


_TELLING = frozenset({*OF_CONCEPT, "leader", "caseworker"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party: its name as the document gives it, its side, and where it stands (None when the name is put together
    from several lines).
    """

    name: str
    side: Side
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The parties in the order of the document, and its own short names with the concepts that they stand for."""

    parties: tuple[Party, ...]
    aliases: Mapping[str, frozenset[str]]


def side_of_name(name: str) -> Side:
    """The side that a name belongs to, by the last telling word ("NAV-kontoret i Sunndal kommune" is NAV's)."""
    mentions = [
        m for m in lexicon("no").mentions(name) if m.concept in OF_CONCEPT and OF_CONCEPT[m.concept] is not Side.BOTH
    ]
    if any(m.concept == "nav_unit" for m in mentions):
        return Side.NAV
    return Side.MUNICIPALITY if mentions else Side.NONE


def parties(document: Document) -> Parties:
    """Look for the parties in the title, then in the first clauses, then among the names of offices in the text."""
    title = _title_view(document)
    opening = [
        view(document.text, clause.body) for clause in document.clauses[:25] if clause.kind is not ClauseKind.CONTENTS
    ]
    closing = [view(document.text, clause.body) for clause in document.clauses[-12:]]
    found = (
        _between([title])
        or _named([title])
        or _between(opening)
        or _between([title, *opening[:12]], known_sides=False)
        or _named(opening[:12])
        or _named(closing)
    )
    return Parties(parties=tuple(found), aliases=_aliases(document))


def _title_view(document: Document) -> View:
    first = [clause for clause in document.clauses[:8] if clause.kind is ClauseKind.TITLE]
    if not first:
        return View(text="", origin=range(1))
    return view(document.text, Span(start=first[0].span.start, end=first[-1].span.end))


def _between(views: Sequence[View], *, known_sides: bool = True) -> list[Party]:
    """The names after "mellom". With `known_sides` each must tell its side.

    Else it is enough that each opens with a capital.
    """
    for each in views:
        for match in _BETWEEN.finditer(each.text):
            names = _split(each.text[: match.end("names")], match.start("names"))
            texts = [each.text[start:end].strip() for start, end in names]
            fit = all(
                _is_name(text) and (side_of_name(text) is not Side.NONE if known_sides else text[:1].isupper())
                for text in texts
            )
            if len(names) > 1 and fit:
                return [_party(each, start, end) for start, end in names]
    return []


def _is_name(text: str) -> bool:
    """A party has a name of its own, or is the municipality or a unit of it; a post ("kommunalsjefen") is none."""
    named = not text.islower() or any(
        m.concept in ("municipality", "municipal_unit") for m in lexicon("no").mentions(text)
    )
    return 0 < len(text) <= _LONGEST_NAME and named and not _VERB.search(text)


def _split(text: str, start: int) -> list[tuple[int, int]]:
    """The ranges of the names in text[start:].

    A piece that names no side belongs to the one before ("helse og velferd").
    """
    pieces: list[tuple[int, int]] = []
    at = start
    for cut in [*_AND.finditer(text, start), None]:
        end = cut.start() if cut else len(text)
        trimmed = _CUT.search(text, at, end)
        piece = (at, trimmed.start() if trimmed else end)
        if text[piece[0] : piece[1]].strip():
            if pieces and _continues(text[slice(*piece)].strip()):
                pieces[-1] = (pieces[-1][0], piece[1])
            else:
                pieces.append(piece)
        if cut:
            at = cut.end()
    return pieces


def _continues(piece: str) -> bool:
    """A piece that only says more of the name before it: "ved flyktningtjenesten", "velferd"."""
    return bool(re.match(r"(?:ved|v/|med|representert|her|under)\b", piece)) or (
        side_of_name(piece) is Side.NONE and not piece[:1].isupper()
    )


def _named(views: Sequence[View]) -> list[Party]:
    found: dict[str, Party] = {}
    for each in views:
        for match in _NAMED.finditer(each.text):
            party = _party(each, match.start(), match.end())
            found.setdefault(party.name, party)
    chosen = [
        party for party in found.values() if not any(party.name != other and party.name in other for other in found)
    ]
    return chosen if {party.side for party in chosen} >= {Side.NAV, Side.MUNICIPALITY} else []


def _party(each: View, start: int, end: int) -> Party:
    text = each.text[start:end]
    start += len(text) - len(text.lstrip(' :–-«"'))
    end -= len(text) - len(text.rstrip(' .,:;–-»"'))
    return Party(name=each.text[start:end], side=side_of_name(each.text[start:end]), span=each.span(start, end))


def _aliases(document: Document) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for match in _ALIAS.finditer(document.text):
        before = document.text[max(0, match.start() - 120) : match.start()]
        cut = max(before.rfind("."), before.rfind("\n"), *(before.rfind(f" {word} ") for word in ("og", "samt")))
        found[match.group("name")] = _concepts(before[cut + 1 :])
    for match in _SHORT.finditer(document.text):
        name = match.group("name") or match.group("name2")
        found.setdefault(name, _concepts(match.group("means") or match.group("means2")))
    return {name: concepts for name, concepts in found.items() if concepts and not _concepts(name)}


def _concepts(words: str) -> frozenset[str]:
    """The concepts of `words` that tell a side or a role; a party of NAV's is NAV's wherever it lies."""
    found = frozenset(m.concept for m in lexicon("no").mentions(words)) & _TELLING
    return found - {"municipality", "municipal_unit"} if "nav_unit" in found else found
