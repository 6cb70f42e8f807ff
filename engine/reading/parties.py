"""The parties of an agreement, as it names them, and the short names that it gives them."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from ...extract.model import Clause, ClauseKind, Document, Span
from .lexicon import lexicon
from .names import COUNTY, Name, is_name, is_proper, known_names, listed_names, without_asides
from .organisations import organisations
from .short_names import BY_ADJECTIVE, SIDE_FIRST, SIDE_OF, owned_units, owner_in, paid_by, short_names, side_of_line
from .sides import OF_CONCEPT, Side
from .view import View, view

_BETWEEN = re.compile(
    r"\b(?:mellom|imellom|mellan)\b:?\s*(?P<names>[^.;]{1,1500}?)(?=(?:,? og)?\s(?:om|vedrørende|vedrørande|angående"
    r"|når det gjelder|med sikte|i samarbeidet|i arbeidet|i saker|i perioden|knyttet til|knytt til|er|inngås"
    r"|inngår|har|vert|blir|gjelder|gjeld|som|skal|gjeldende|angåande|avseende|rörande)\b"
    r"|(?<!Myndigheten)\sför\b"
    r"|\sfor (?:introduksjon|oppfølging|oppfølgjing|samarbeid|samhandling|arbeidet)|\.\s|\.$|;|$)",
    re.IGNORECASE,
)
_SPEAKS_OF_AGREEMENT = re.compile(
    r"(?:\w*avtal\w*|överenskommelse\w*|samarbeid\w*|rutine\w*|inngå\w*|slutt?\w*|træffas|träffa\w*|partn[ea]rskap\w*)"
    r"(?: [^\s.;]+){0,3} \Z|\A\W*\Z",
    re.IGNORECASE,
)
# "Rammeavtala mellom KS og staten" is another one, in an agreement on an office.
_ANOTHER = re.compile(r"\b(?:rammeavtal|hoved?avtal|hovudavtal|den sentrale avtal)(?:en|a)\W*\Z", re.IGNORECASE)
_HEADS_PARTIES = re.compile(
    r"^\W*(?:(?:[\d.]+|[IVX]+\.)\W+)?(?:§ ?[\d-]+\W+)?(?:avtale|samarbeids)?(?:part(?:ar|er|ane|ene|erna|nerne|narane)"
    r"|aktörer(?:na)?|partn[ea]rskapet)\b|\bavtalepart(?:ar|er)\b"
    r"|\b(?:hvem|kven) avtal\w+ (?:bind\w*|(?:er|gjeld|gjelder) mell?om)\b",
    re.IGNORECASE,
)
_ARE_PARTIES = re.compile(
    r"\b(?:avtale)?part(?:ar|er|ane|ene|erna)?(?: (?:i|til|till) (?:avtal|överenskomm)\w+)? (?:er|är)\b:?\s*"
    r"|^\W*(?:avtale)?part(?:ar|er|ane|ene)?[:\t ]\s*|\bpartn[ea]rskapet (?:er|består av)\s+(?!inngått)"
    r"|\b(?:ingås|ingåtts|inngås|inngått|slutes|sluts|tecknas|träffas) av\s+"
    r"|\b(?:undertegnet|undertegna|underskrevet|underskriven|signert) av\s+",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(
    r"\b(?:følgende|følgjande|följande|desse|disse) (?:part\w*|aktör\w*|aktør\w*)\W*$", re.IGNORECASE
)
CALLED_ROUTINE = re.compile(r"rutine|prosedyre", re.IGNORECASE)
CALLED_AGREEMENT = re.compile(r"avtale|avtala", re.IGNORECASE)
_FORMER = re.compile(r"(?:tidligere|tidlegare|forhenværende|forhenverande)\b", re.IGNORECASE)
_UNIT = re.compile(
    r"\b(?P<name>(?:team|seksjon|avdeling|enhet|eining) [A-ZÆØÅ][\w-]+"
    r"|[\wæøå-]*(?:team|avdeling|eining|enhet|seksjon|kontor|tenest|tjenest)(?:et|en|a|ene)?"
    r"(?: for [\wæøå]+| arbeid\w*)?)"
    r"(?: \(|,? (?:som )?(?:er|har) )(?:[^\W\d_]+ ){0,2}?(?P<means>kommun\w+|stat\w+)",
    re.IGNORECASE,
)
_UNIT_NOUN = re.compile(
    r"(?:team|lag|grupp|avdeling|seksjon|eining|enhet|kontor|tenest|tjenest)\w*\Z|\A(?:team|seksjon|avdeling|enhet|eining)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r", (?=[a-zæøå]\w*(?: \w+)?\W*\Z)")  # "Hareid kommune og Sande kommune, samarbeidskommuner"
_MUNICIPALITY = re.compile(r"\w (?:kommune|herad)\Z")
_PARTY_COLUMN = re.compile(r"\W*(?:(?:avtale)?part(?:er|ar|ene|ane)?|aktör(?:er)?|fullt na[mv]n)\W*\Z", re.IGNORECASE)
_NO_PARTY = re.compile(r"\b(?:ej|inte|ikke|ikkje|ingen) part\b", re.IGNORECASE)
_STOP = re.compile(r"\.(?:\s|$)|;|$")
_OPEN = re.compile(r"\b(?:mellom|mellan)\W*\Z", re.IGNORECASE)
_SECOND_NAME = re.compile(r"\s(?:og|och|samt)\s+\S")
_MOST_LINES = 8  # lines of a cover that the names of the parties may take
_LEAD = 120  # characters before "mellom" that may speak of an agreement
_OPENING = 25  # clauses at the beginning in which the parties are looked for
_FIRST = 12  # clauses in which any name that stands there may be a party's
_BOTH = frozenset({Side.NAV, Side.MUNICIPALITY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party: its name, its side, and where it is named ("Tolga kommune" may stand as "kommunene Tolga og Os")."""

    name: str
    side: Side
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The parties in the order of the document, and its own short names with the concepts that they stand for."""

    parties: tuple[Party, ...]
    aliases: Mapping[str, frozenset[str]]


def side_of_name(name: str, family: str = "no") -> Side:
    """The side that a name belongs to, by the last telling word ("NAV-kontoret i Sunndal kommune" is NAV's)."""
    mentions = [
        m for m in lexicon(family).mentions(name) if m.concept in OF_CONCEPT and OF_CONCEPT[m.concept] is not Side.BOTH
    ]
    if any(m.concept == "nav_unit" for m in mentions):
        return Side.NAV
    return Side.MUNICIPALITY if mentions else Side.NONE


def parties(document: Document, language: str) -> Parties:
    """Look for the parties in the title, the section on them, the first clauses, and then in the block at the end.

    The first place that gives each a name of its own counts. "Kommunen" is a party only where no place does.
    """
    aliases = short_names(document)
    return Parties(parties=_found(_Places(document, language), aliases), aliases=aliases)


def _found(places: _Places, aliases: Container[str]) -> tuple[Party, ...]:
    """The parties by the first way that gives each a name that tells which body is meant, and is no short name."""
    if places.routine:
        found = places.between(places.title) or places.pair() or places.units()
        told = () if found else places.between(places.opening[:_FIRST])
        told = told if all(is_proper(party.name) for party in told) else ()
        return found or told or places.named([*places.title, *places.opening[:_FIRST]]) or places.office()
    ways: tuple[Callable[[], tuple[Party, ...]], ...] = (
        lambda: places.between(places.title),
        places.section,
        lambda: places.between([*places.opening, *places.cover]),
        places.pair,
        lambda: places.named(places.opening[:_FIRST]),
        lambda: places.named(places.closing),
        lambda: places.named([*places.title, *places.opening[:_FIRST], *places.margins, *places.closing]),
        places.column,
        places.organised,
        places.units,
    )
    second_best: tuple[Party, ...] = ()
    for way in ways:
        found = way()
        if places.language == "sv" and any(party.name.endswith(" kommune") for party in found):
            continue  # "Ale, Lerum och Tjörns kommuner", read as Norwegian ones
        if found and all(is_proper(party.name) and party.name not in aliases for party in found):
            return found
        second_best = second_best or found
    return second_best


class _Places:
    """Where a document names its parties."""

    def __init__(self, document: Document, language: str) -> None:
        self.language = language
        self._text = document.text
        self._family = "sv" if language == "sv" else "no"
        clauses = [clause for clause in document.clauses if clause.kind is not ClauseKind.CONTENTS]
        self._kinds = [clause.kind for clause in clauses[:_OPENING]]
        self._rows = [(clause.cells, clause.headers) for clause in clauses[:_OPENING] if clause.cells]
        titles = [clause for clause in clauses[:8] if clause.kind is ClauseKind.TITLE]
        titles = titles or [clause for clause in clauses[:1] if clause.kind is ClauseKind.HEADING]
        self._title_lines = [view(document.text, clause.body) for clause in titles]
        whole = [Span(start=titles[0].span.start, end=titles[-1].span.end)] if titles else []
        self.title = [view(document.text, span) for span in whole]
        self.opening = [view(document.text, clause.body) for clause in clauses[:_OPENING]]
        self.cover = [each for at in range(len(self.opening)) for each in _on_several_lines(document, clauses, at)]
        self.closing = [view(document.text, clause.body) for clause in clauses[-_FIRST:]]
        self.margins = [view(document.text, block.body) for block in document.blocks if block.margin]
        title = " ".join(each.text for each in self.title)
        self.routine = bool(CALLED_ROUTINE.search(title)) and not CALLED_AGREEMENT.search(title)

    def between(self, views: Sequence[View]) -> tuple[Party, ...]:
        """The names after "mellom". One that tells no side counts only where the words speak of an agreement."""
        for each in views:
            text = without_asides(each.text)
            for match in _BETWEEN.finditer(text):
                if _ANOTHER.search(text, max(0, match.start() - _LEAD), match.start()):
                    continue
                speaks = bool(_SPEAKS_OF_AGREEMENT.search(text, max(0, match.start() - _LEAD), match.start()))
                found = self._listed(each, match.start("names"), match.end("names"), any_side=speaks)
                if len(found) > 1:
                    return found
        return ()

    def section(self) -> tuple[Party, ...]:
        """The parties that a section on them names in a list, a sentence or line by line, or a line "partene er …"."""
        for at, each in enumerate(self.opening):
            heads = self._kinds[at] is ClauseKind.HEADING and bool(_HEADS_PARTIES.search(each.text))
            listed = self._items(at) if heads or _FOLLOWING.search(each.text) else ()
            found = listed or self._are_parties(each) or (self._under_heading(at) if heads else ())
            if found:
                return found
        return ()

    def column(self) -> tuple[Party, ...]:
        """The cells of a column on the parties, each of which is a name."""
        cells = [
            view(self._text, cell)
            for row, heads in self._rows
            if not any(_NO_PARTY.search(view(self._text, cell).text) for cell in row)
            for cell, head in zip(row, heads, strict=False)
            if _PARTY_COLUMN.match(head)
        ]
        named = [(each, without_asides(each.text).strip()) for each in cells]
        found = [self._party(each, Name(start=0, end=len(name), text=name)) for each, name in named if is_name(name)]
        return _sorted_out(found) if len(found) > 1 else ()

    def pair(self) -> tuple[Party, ...]:
        """A line of the title that holds nothing but the names of both sides."""
        found = tuple(party for party in self._line(self._title_lines) if party.side is not Side.NONE)
        return found if {party.side for party in found} >= _BOTH else ()

    def named(self, views: Sequence[View]) -> tuple[Party, ...]:
        """The municipalities and offices that are named anywhere in `views`, when both sides are among them."""
        found = [self._party(each, name) for each in views for name in known_names(each.text)]
        chosen = _nearby(_without_office(_sorted_out(found)))
        return chosen if {party.side for party in chosen} >= _BOTH else ()

    def organised(self) -> tuple[Party, ...]:
        """The organisations of a Swedish agreement, at the first place that names two: the section on them, the title,
        a paragraph, or the beginning and end of the document; else the first that is named.
        """
        everywhere = [*self.title, *self.opening, *self.margins, *self.closing]
        places = [*self._sections(), self.title, *([each] for each in self.opening), everywhere]
        found: tuple[Party, ...] = ()
        for views in places if self._family == "sv" else ():
            found = _sorted_out([self._party(each, name) for each in views for name in organisations(each.text)])
            if len(found) > 1:
                return found
        return found[:1]

    def _sections(self) -> Iterator[list[View]]:
        """What stands below each heading on the parties, down to the next heading."""
        headings = [at for at, kind in enumerate(self._kinds) if kind is ClauseKind.HEADING]
        for at, following in pairwise([*headings, len(self._kinds)]):
            if any(m.concept == "parties_heading" for m in lexicon("swedish").mentions(self.opening[at].text)):
                yield self.opening[at + 1 : following]

    def units(self) -> tuple[Party, ...]:
        """The municipal and the state unit of one office that a routine tells apart."""
        owned = [
            Party(name=each.text[start:end], side=side, span=each.span(start, end))
            for each in [*self.title, *self.opening]
            for _, start, end, side in owned_units(each.text, self._text)
        ]
        if {party.side for party in owned} >= _BOTH:
            return _sorted_out(owned)
        told: dict[Side, Party] = {}
        for each in self.opening:
            sided = (match for match in SIDE_OF.finditer(each.text) if _UNIT_NOUN.search(match["name"]))
            matches = chain(*(pattern.finditer(each.text) for pattern in (_UNIT, BY_ADJECTIVE, SIDE_FIRST)), sided)
            named = [(match["name"], match.start("name"), owner_in(match)) for match in matches]
            for name, start, owner in (*named, *paid_by(each.text)):
                party = Party(name=name, side=side_of_line(owner), span=each.span(start, start + len(name)))
                told.setdefault(party.side, party)
        return tuple(told.values()) if set(told) == _BOTH else ()

    def office(self) -> tuple[Party, ...]:
        """The office that a routine is for, where it names no other."""
        views = [*self.title, *self.opening[:_FIRST], *self.margins]
        named = _sorted_out([self._party(each, name) for each in views for name in known_names(each.text)])
        return named if len(named) == 1 and named[0].side is Side.NAV else ()

    def _under_heading(self, at: int) -> tuple[Party, ...]:
        """The parties named below the heading `at`, down to the next one."""
        headings = (i for i in range(at + 1, len(self._kinds)) if self._kinds[i] is ClauseKind.HEADING)
        under = self.opening[at + 1 : next(headings, None)]
        told = next((found for each in under if (found := self._are_parties(each))), ())
        return self.between(under) or told or self._line(under[:1]) or self.named(under)

    def _items(self, at: int) -> tuple[Party, ...]:
        """The items of the list after the clause `at`, or after the line that follows it; each opens with a name."""
        first = next((i for i in (at + 1, at + 2) if self._kinds[i : i + 1] == [ClauseKind.ITEM]), at)
        found: list[Party] = []
        for kind, each in zip(self._kinds[first:], self.opening[first:], strict=True):
            if kind is not ClauseKind.ITEM:
                break
            aside = _ASIDE.search(each.text)
            names = self._listed(each, 0, aside.start() if aside else len(each.text), any_side=True)
            if not names:
                return ()
            if {party.side for party in found} >= _BOTH and not is_proper(names[0].name):
                continue  # "Med fra kommunens side: flyktningkontoret", below the parties
            found += [names[0], *(name for name in names[1:] if _MUNICIPALITY.search(name.name))]
        return tuple(found) if len(found) > 1 else ()

    def _are_parties(self, each: View) -> tuple[Party, ...]:
        """The names after "partene er"."""
        match = _ARE_PARTIES.search(each.text)
        return self._sentence(each, match.end()) if match else ()

    def _line(self, views: Sequence[View]) -> tuple[Party, ...]:
        """The first of `views` that is a list of names and nothing else."""
        return next((found for each in views if (found := self._sentence(each, 0))), ())

    def _sentence(self, each: View, start: int) -> tuple[Party, ...]:
        stop = _STOP.search(without_asides(each.text), start)
        found = self._listed(each, start, stop.start() if stop else len(each.text), any_side=True)
        return found if len(found) > 1 else ()

    def _listed(self, each: View, start: int, end: int, *, any_side: bool) -> tuple[Party, ...]:
        """The parties of a list; none when one of its pieces can be no party."""
        names = listed_names(without_asides(each.text), start, end)
        found = [self._party(each, name) for name in names if not _FORMER.match(name.text)]
        fit = all(
            is_name(party.name) and (party.side is not Side.NONE or (any_side and party.name[:1].isupper()))
            for party in found
        )
        return _sorted_out(found) if fit else ()

    def _party(self, each: View, name: Name) -> Party:
        return Party(name=name.text, side=side_of_name(name.text, self._family), span=each.span(name.start, name.end))


def _on_several_lines(document: Document, clauses: Sequence[Clause], at: int) -> list[View]:
    """The line `at` with those after it down to the last name, when "mellom" ends it, as on a cover."""
    if not _OPEN.search(document.quote(clauses[at].body)):
        return []
    lines = (Span(start=clauses[at].body.start, end=each.body.end) for each in clauses[at + 1 : at + _MOST_LINES])
    whole = next((span for span in lines if _SECOND_NAME.search(document.quote(span))), None)
    return [view(document.text, whole)] if whole else []


def _sorted_out(found: Sequence[Party]) -> tuple[Party, ...]:
    """Each party once: not the agency beside its office, nor the city beside its district, nor a part of a name."""
    once = {party.name: party for party in reversed(found)}
    office = any(party.side is Side.NAV and is_proper(party.name) for party in found)
    district = any(re.search(r"\bbydel\b", name, re.IGNORECASE) for name in once)
    return tuple(
        party
        for party in reversed(once.values())
        if not (party.side is Side.NAV and office and not is_proper(party.name))
        and not (party.name == "Oslo kommune" and district)
        and not any(party.name != name and party.name in name for name in once)
    )


def _without_office(found: Sequence[Party]) -> tuple[Party, ...]:
    """Where NAV's county is named, its local office is what the agreement is about."""
    county = any(COUNTY.search(party.name) for party in found)
    return tuple(p for p in found if not county or p.side is not Side.NAV or COUNTY.search(p.name))


def _nearby(found: Sequence[Party]) -> tuple[Party, ...]:
    """The municipalities in the name of the office, if it has any, and that office: others are only mentioned, and "NAV
    Når" is the head of a table.
    """
    offices = " ".join(party.name for party in found if party.side is Side.NAV)
    near = {p.name for p in found if p.side is Side.MUNICIPALITY and p.name.rsplit(" ", 1)[0] in offices}
    places = [name.rsplit(" ", 1)[0] for name in near]
    near |= {p.name for p in found if p.side is Side.NAV and any(place in p.name for place in places)}
    return tuple(p for p in found if not near or p.name in near)
