"""The names of organisations in a line: a list of them cut into names, and the known ones picked out of prose.

A name is a stretch of the line without the words that follow it ("heretter kalt …", "org.nr …", "genom …"). Places
that share the word "kommuner" are a municipality each. No name is made out of words that say nothing of a body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .gazetteer import gazetteer
from .lexicon import lexicon

_LONGEST_NAME = 90
_LONGEST_LIST = 1500  # characters
_MOST = 12  # places before the last one that share the word "kommuner"
_BODIES = frozenset({"municipality", "municipal_unit", "nav_unit"})
_CAPITAL, _LETTER = "[A-ZÆØÅÄÖÁ]", "[a-zæøåäöüéáïčđŋšŧž]"  # of names of places, Sami ones too
_PAIR = (
    r"(?:Sogn og Fjordane|Møre og Romsdal|Vestfold og Telemark|Troms og Finnmark|Nore og Uvdal|Evje og Hornnes"
    r"|Lister og Mandal)"
)
_PLACE = (
    rf"(?:{_PAIR}|(?:(?:Øvre|Nedre|Nordre|Søndre|Indre|Ytre|Midt|Midtre|Vestre|Østre|Øystre|Sør|Nord|Øst|Vest|Aust|Store"
    r"|Lille|Gamle|St\.|Nye|Stor) )?(?!(?:Hver|Kvar|Denne|Vår|En|Ein|Ingen|Den|Annen|Andre|Samme|Ny|Norsk|En|Flere"
    r"|Fleire|Alle|Begge|Bydel|NAV|Nav|Lokal|Lokalt|Fylke|Kommunen|Kommune)\b)"
    rf"{_CAPITAL}{_LETTER}+(?:[-/]{_CAPITAL}{_LETTER}+){{0,3}}(?![-/]?{_LETTER}))"
)
_JOINED = re.compile(rf"{_PAIR}|Sveriges Kommuner och (?:Landsting|Regioner)")
COUNTY = re.compile(
    r"\b(?:NAV|Nav|Arbeids- og velferdsetaten i) (?:Østfold|Akershus|Oslo|Hedmark|Oppland|Innlandet|Buskerud|Vestfold"
    r"|Telemark|Vestfold og Telemark|Agder|Aust-Agder|Vest-Agder|Rogaland|Hordaland|Sogn og Fjordane|Vestland"
    r"|Møre og Romsdal|Trøndelag|Sør-Trøndelag|Nord-Trøndelag|Nordland|Troms|Finnmark|Troms og Finnmark|Øst-Viken"
    r"|Vest-Viken)(?: fylke)?\Z"
)
_ETAT_BY = re.compile(
    r"\bArbeids- og velferdsetaten,? (?:(?:ved|v/) ?(?:[\wæøå]+ (?:for|i|ved) )?)?(?=(?:NAV|Nav)\b)", re.IGNORECASE
)
_KNOWN = re.compile(
    rf"\bOslo kommune,? (?:(?:ved|v/) ?)?Bydel {_PLACE}(?: {_CAPITAL}{_LETTER}+)?"
    rf"|\b{_PLACE} (?:kommune|herad)\b|\b[Bb]ydel {_PLACE}(?: {_CAPITAL}{_LETTER}+)?"
    rf"|\b(?:NAV|Nav)(?:-kontoret i| kontor)? {_PLACE}(?! (?:kommune|herad)\b)"
    rf"|(?<!{_CAPITAL}{{2}} )\b(?:NAV|Nav) (?!(?:LEDER|LEIAR|KONTOR|TILTAK|STAT|UNG|KVP|IKT|IPS)\b){_CAPITAL}{{3,6}}\b"
    rf"(?!:| {_CAPITAL}{{2}})"
    rf"|\b(?i:arbeids- og velferdsetaten)(?: i {_PLACE})?"
    rf"|\b{_PLACE} kommun\b"
)
_SECOND_PLACE = re.compile(
    rf" og (?P<place>{_PLACE})(?=[.,;:)\n]| (?:er|som|har|skal|i|om|på)\b|\Z)"
)  # "NAV Lom og Skjåk"
_OF_PLACE = re.compile(
    rf"\b[Bb]ydel (?P<district>{_PLACE})|\b(?P<place>{_PLACE}) (?:kommune?|herad)\b(?!.*\b[Bb]ydel\b)"
)
_SEVERAL = re.compile(
    rf"\b[Vv]ertskommunen (?P<host>{_PLACE})\b(?! (?:kommune|herad)\b)"
    rf"|\b(?:[Kk]|[Ss]amarbeidsk)ommun(?:ene|ane) "
    rf"(?P<after>{_PLACE}(?:, {_PLACE}){{0,{_MOST}}},? (?:og|samt) {_PLACE})\b"
    r"(?! (?:kommune|herad)\b)"
    rf"|(?P<before>{_PLACE}(?:, {_PLACE}){{0,{_MOST}}},? (?:og|och|samt) {_PLACE}) kommun(?:er|ar|ene|ane)\b"
)
_AND = re.compile(
    r"(?<!-)\s+(?:og|samt|och|and)\s+|(?<!-)\s*[,;]\s*(?:(?:og|samt|och)\s+)?|\s+[–—-]\s+|\s*&\s*|\t+|\s+[/+]\s+"
)
_CUT = re.compile(
    r"\s*[(\[«\"“]|: (?:sam\w*)?avtale\b|,\s*(?:(?:den|fra|frå) )*\d|\s*,?\s*\b(?:heretter|vidare kalla|videre kalt"
    r"|i det følgende|i det følgjande|nedenfor|nedanfor"
    r"|nedan|her (?:kalt|kalla|kallad|nemnd|nemnt|benevnt)|her(?= [«\"“])"
    r"|org\.?\s?nr|genom|gjennom|(?:her )?representert|företrädd|som vertskommune|statlig del|statleg del)\b",
    re.IGNORECASE,
)
_MUNICIPALITY_OR_DISTRICT = re.compile(rf"(?: kommune| herad|\b[Bb]ydel {_PLACE})$")
_WITH_UNITS = re.compile(r"\bmed\b")  # "Stryn kommune, med Innvandrartenesta, Stryn vaksenopplæring og …"
_OWN_PLACE = re.compile(rf"{_PLACE} [a-zæøå]")
_LIST_ENDS = re.compile(
    r",? (?:det|den) sen(?:are|ere) (?:på|for)\b|,? på (?:oppdrag|uppdrag|vegne|vegner) (?:av|fra|frå)\b"
    r"|\b(?:på|å) den (?:eine|ene|annen|andre) sid[ae]n?\b|,? i (?:den|denne) avtal\w+\b|,? (?:och|og) övriga\b"
    r"|,? (?:og|samt) (?:øvrige|andre)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\W*(?:(?:\d+|[a-z])[.)]\s+)?(?:verksemda|virksomheten|bedrift(?:en|a)|firmaet|både|av\s"
    r"|(?:den )?(?:norske )?staten,? (?:ved|v/|representert ved))?\s*"
)
_MORE = re.compile(r"\b(?:ved|v/|med|representert|her|under)\b")
_VERB = re.compile(
    r"\b(?:skal|ska|avholdes|holdes|haldast|gi|er|är|blir|vert|møtes|møtest|vil|kan|bør|har|består|omfatter"
    r"|inngår|inngås|gjelder|gjeld|gäller|jobber|deltar|deltek|samarbeider|samarbeidet|bidrar|følger|får|tar|med på)\b"
)
_OPENS_SENTENCE = re.compile(
    r"(?:denn[ea]|dette|det|vi|me|her|i|for|för|på|avtal\w*|överenskommelse\w*|samarbeid\w*|samhandling\w*|samverkan"
    r"|partn[ea]rskap\w*|rutin\w*)\b",
    re.IGNORECASE,
)
_POST = re.compile(r"\s*,?\s*\b(?:ved|v/)\s*[\wæøå-]*(?:direktør|sjef|leder|leiar|mann|ordfør)[\wæøå]*\b.*")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\bpå den (?:ene|eine|andre|annen) sid(?:en?|a)\b")
_ENDS_WITH = " .,:;–-»\"”'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name and the range [start, end) of the line that gives it; a shared "kommuner" is added to `text` alone."""

    start: int
    end: int
    text: str


def without_asides(text: str) -> str:
    """`text` with what stands in brackets or says on which side struck out, as long as before: it holds no names."""
    return _ASIDE.sub(lambda aside: "(" + "·" * (len(aside.group()) - 2) + ")", text)


def is_proper(name: str) -> bool:
    """Whether a name tells which body is meant: "Sunndal kommune" and "flyktningtjenesten" do, "kommunen" does not."""
    mentions = lexicon("no").mentions(name)
    concepts = {m.concept for m in mentions}
    return ("municipal_unit" in concepts and "municipality" not in concepts) or any(
        not any(m.start <= word.start() and word.end() <= m.end for m in mentions)
        for word in re.finditer(r"[A-ZÆØÅÄÖ][\wæøåäö-]*", name)
    )


def is_name(text: str) -> bool:
    """Whether `text` may be the name of a party: a post ("kommunalsjefen") and a sentence are none."""
    body = any(m.concept in _BODIES for m in lexicon("no").mentions(text))
    sentence = _VERB.search(text) or _OPENS_SENTENCE.match(text)
    return 0 < len(text) <= _LONGEST_NAME and (not text.islower() or body) and not sentence


def is_unit(name: str) -> bool:
    """Whether `name` is of a unit inside a municipality, and not of a municipality or of an office of NAV's."""
    concepts = {m.concept for m in lexicon("no").mentions(name)}
    return "municipal_unit" in concepts and not concepts & {"municipality", "nav_unit"}


def place_of(name: str) -> str:
    """The place of the municipality or district in `name` ("Os" of "Os kommune"), "" when it names none."""
    found = _OF_PLACE.search(name)
    return (found.group("district") or found.group("place")) if found else ""


def known_names(text: str) -> list[Name]:
    """The municipalities, districts and offices that `text` names anywhere, in order."""
    several = list(_SEVERAL.finditer(text))
    found = [name for match in several for name in _each(match)]
    for match in _KNOWN.finditer(text):
        if not any(each.start() <= match.start() < each.end() for each in several):
            second = _SECOND_PLACE.match(text, match.end())
            both = second is not None and {match.group().split()[-1], second["place"]} <= gazetteer().entries.keys()
            end = second.end() if second and both else match.end()
            found.append(Name(start=match.start(), end=end, text=text[match.start() : end]))
    return sorted(found, key=lambda name: name.start)


def listed_names(text: str, start: int, end: int) -> list[Name]:
    """The names of a list in text[start:end]; a piece that only says more of the one before belongs to it."""
    end = min(end, start + _LONGEST_LIST)
    if stop := _LIST_ENDS.search(text, start, end):
        end = stop.start()
    several = list(_SEVERAL.finditer(text, start, end))
    found: list[Name] = []
    at = start
    for match in several:
        found += _pieces(text, at, match.start())
        found += _each(match)
        at = match.end()
    return [*found, *_pieces(text, at, end)]


def _each(match: re.Match[str]) -> list[Name]:
    offset = match.start(match.lastgroup or 0)
    return [
        Name(start=offset + place.start(), end=offset + place.end(), text=f"{place.group()} kommune")
        for place in re.finditer(_PLACE, match.group(match.lastgroup or 0))
    ]


def _pieces(text: str, start: int, end: int) -> list[Name]:
    pairs = {place for pair in _JOINED.finditer(text, start, end) for place in range(pair.start(), pair.end())}
    ranges: list[tuple[int, int]] = []
    at, parted_by = start, ""
    for cut in [*(each for each in _AND.finditer(text, start, end) if each.start() not in pairs), None]:
        trimmed = _CUT.search(text, at, cut.start() if cut else end)
        stop = trimmed.start() if trimmed else cut.start() if cut else end
        if text[at:stop].strip(_ENDS_WITH):
            before = text[slice(*ranges[-1])] if ranges else ""
            piece = text[at:stop].strip()
            if before and _continues(piece, before, parted_by):
                ranges[-1] = (ranges[-1][0], stop)
            else:
                ranges.append((at, stop))
        at, parted_by = (cut.end(), cut.group().strip()) if cut else (end, "")
    return [_name(text, *each) for each in ranges]


def _continues(piece: str, before: str, parted_by: str) -> bool:
    """A piece that only says more of the name before it: "ved flyktningtjenesten", "velferd", NAV's second place.

    After a comma a unit is that through which the municipality or district before it takes part.
    """
    if parted_by == "," and is_unit(piece) and _MUNICIPALITY_OR_DISTRICT.search(before):
        return True
    if _MORE.match(piece) or (re.match(r"(?:NAV|Nav) ", before) and re.fullmatch(_PLACE, piece)):
        return True
    if is_unit(piece) and _OWN_PLACE.match(piece) and parted_by == "," and not _WITH_UNITS.search(before):
        return False  # "Seljord kommune ved flyktningtenesta, Seljord vaksenopplæring og NAV Seljord"
    if is_unit(piece) and (_MORE.search(before) or (before.endswith(" kommune") and " " not in piece)):
        return True
    bodies = [m for m in lexicon("no").mentions(piece) if m.concept in _BODIES]
    inside = not bodies or re.search(r"\b(?:i|ved|for|på) $", piece[: bodies[0].start])
    return not piece[:1].isupper() and bool(inside)


def _name(text: str, start: int, end: int) -> Name:
    """The name in text[start:end] without what opens or follows it; NAV's own office goes before the agency."""
    if opening := _OPENING.match(text, start, end):
        start = opening.end()
    if by := _ETAT_BY.search(text, start, end):
        start = by.end()
    if post := _POST.search(text, start, end):
        end = post.start()
    end -= len(text[start:end]) - len(text[start:end].rstrip(_ENDS_WITH))
    # A hyphen at the end of a line of a PDF: "Inn-" and "Trøndelag" on the next.
    return Name(start=start, end=end, text=re.sub(r"(?<=\w)- (?=[A-ZÆØÅ])", "-", text[start:end]))
