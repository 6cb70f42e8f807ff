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
    r"\b(?:mellom|imellom|mellan)\b:?\s*(?P<names>.+?)(?=\s(?:om|vedrørende|vedrørande|angående|når det gjelder|for|med sikte|i samarbeidet|i arbeidet|knyttet til|knytt til|er|inngås|inngår|har|vert|blir|gjelder|gjeld|som|i perioden|gjeldende|angåande|avseende|rörande)\b(?! (?:flyktning|integrering|inkludering|mangfold|mangfald|oppvekst|introduksjon|voksen|vaksen|kvalifisering|bosetting|arbeid og|helse|velferd)\w*)|\.\s|\.$|;|\n\n|$)",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s*[(\[«\"“]|\s*,?\s*\b(?:heretter|i det følgende|i det følgjande|nedenfor|nedanfor|heretter kalt|org\.?\s?nr|v/)\b", re.IGNORECASE)
_AND = re.compile(r"\s+(?:og|samt|och|and)\s+|\s*[,;]\s*(?:og\s+)?|\s+[–-]\s+|\s*&\s*")
_NAMED = re.compile(
    r"(?:[A-ZÆØÅ][\w-]+(?: og [A-ZÆØÅ]\w+)? )kommune\b|\b[Bb]ydel (?:[A-ZÆØÅ][\w.-]+)(?: [A-ZÆØÅ]\w+)?|\b(?:NAV|Nav)(?:-kontoret i| kontor)?(?: [A-ZÆØÅ][\w-]+(?:/[A-ZÆØÅ]\w+)*)+|\bArbeids- og velferdsetaten(?: i)?(?: [A-ZÆØÅ]\w+)?"
)
_ALIAS = re.compile(
    r"(?:heretter|i det følgende|i det følgjande|nedenfor|nedanfor|her|i avtalen|i avtala)\W*(?:kalt|kalla|omtalt som|omtala som|benevnt|benemnd|nemnd|nemnt|kalles|kallast)?\W*[«\"“”']?(?P<name>[A-ZÆØÅ][\wæøå-]+)"
)
_SHORT = re.compile(r"\b(?P<name>[A-ZÆØÅ]{2,5})\s*=\s*(?P<means>[^.;,\n]+)|(?P<means2>[\wæøåÆØÅ-]+(?: [\wæøåÆØÅ-]+){0,3})\s\((?P<name2>[A-ZÆØÅ]{2,5})\)")


_TELLING = frozenset({*OF_CONCEPT, "leader", "caseworker"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party: its name as the document gives it, its side, and where it stands (None when the name is put together from several lines)."""

    name: str
    side: Side
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The parties in the order of the document, and its own short names with the concepts of the words they stand for."""

    parties: tuple[Party, ...]
    aliases: Mapping[str, frozenset[str]]


def side_of_name(name: str) -> Side:
    """The side that a name belongs to, by the last telling word ("NAV-kontoret i Sunndal kommune" is NAV's)."""
    mentions = [m for m in lexicon("no").mentions(name) if m.concept in OF_CONCEPT and OF_CONCEPT[m.concept] is not Side.BOTH]
    if any(m.concept == "nav_unit" for m in mentions):
        return Side.NAV
    return Side.MUNICIPALITY if mentions else Side.NONE


def parties(document: Document) -> Parties:
    """Look for the parties in the title, then in the first clauses, then among the names of offices in the text."""
    title = _title_view(document)
    opening = [view(document.text, clause.body) for clause in document.clauses[:25] if clause.kind is not ClauseKind.CONTENTS]
    found = _between(document, [title]) or _between(document, opening) or _named(document, [title]) or _named(document, opening[:12]) or _named(document, [view(document.text, c.body) for c in document.clauses[-12:]])
    return Parties(parties=tuple(found), aliases=_aliases(document))


def _title_view(document: Document) -> View:
    first = [clause for clause in document.clauses[:8] if clause.kind is ClauseKind.TITLE]
    if not first:
        return View(text="", origin=range(1))
    return view(document.text, Span(start=first[0].span.start, end=first[-1].span.end))


def _between(document: Document, views: Sequence[View]) -> list[Party]:
    for each in views:
        for match in _BETWEEN.finditer(each.text):
            names = _split(each.text[: match.end("names")], match.start("names"))
            sides = {side_of_name(each.text[start:end]) for start, end in names}
            if len(names) > 1 and Side.NONE not in sides:
                return [_party(document, each, start, end) for start, end in names]
    return []


def _split(text: str, start: int) -> list[tuple[int, int]]:
    """The ranges of the names in text[start:]; a piece that names no side belongs to the one before ("helse og velferd")."""
    pieces: list[tuple[int, int]] = []
    at = start
    for cut in [*_AND.finditer(text, start), None]:
        end = cut.start() if cut else len(text)
        trimmed = _CUT.search(text, at, end)
        piece = (at, trimmed.start() if trimmed else end)
        if text[piece[0] : piece[1]].strip():
            if pieces and side_of_name(text[slice(*piece)]) is Side.NONE and not re.match(r"[A-ZÆØÅ]", text[slice(*piece)]):
                pieces[-1] = (pieces[-1][0], piece[1])
            elif pieces and side_of_name(text[slice(*pieces[-1])]) is Side.NONE:
                pieces[-1] = (pieces[-1][0], piece[1])
            else:
                pieces.append(piece)
        if cut:
            at = cut.end()
    return pieces


def _named(document: Document, views: Sequence[View]) -> list[Party]:
    found: dict[str, Party] = {}
    for each in views:
        for match in _NAMED.finditer(each.text):
            party = _party(document, each, match.start(), match.end())
            found.setdefault(party.name, party)
    chosen = list(found.values())
    return chosen if {party.side for party in chosen} >= {Side.NAV, Side.MUNICIPALITY} else []


def _party(document: Document, each: View, start: int, end: int) -> Party:
    text = each.text[start:end]
    start += len(text) - len(text.lstrip(" :–-«\""))
    end -= len(text) - len(text.rstrip(" .,:;–-»\""))
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
