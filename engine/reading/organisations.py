"""The organisations that Swedish agreements name: municipalities, agencies, regions and their associations."""

from __future__ import annotations

import re

from .names import Name

_PLACE = r"[A-ZÅÄÖ][\wåäöé]+(?:[-–][A-ZÅÄÖ][\wåäöé]+)?"
_PLACES = rf"{_PLACE}(?:, {_PLACE})*(?:,? (?:och|samt) {_PLACE})"
_ONE = re.compile(
    rf"\b(?:(?!Mellan|Parter|Aktör|Part)(?:(?:Upplands|Östra|Västra|Norra|Södra|Nya|Stora|Lilla) )?{_PLACE} "
    r"(?:kommun|stad|Stad)\b"
    rf"|Arbetsförmedlingen(?: (?:i )?{_PLACE})?\b(?! åta)"
    rf"|Region {_PLACE}(?: Härjedalen)?\b|Länsstyrelsen i {_PLACE}(?: {_PLACE})? län\b|[Ll]änsstyrelserna\b"
    rf"|Landstinget (?:i )?{_PLACE}\b"
    rf"|(?:{_PLACE} ){{1,3}}(?:[Uu]tbildnings|[Kk]ommunal|[Ss]amordnings|[Rr]egion)förbund\b"
    r"|Sveriges Kommuner och (?:Regioner|Landsting)\b|Svenska Kommunförbundet\b"
    r"|(?:Försäkringskassan|Migrationsverket|Integrationsverket|Arbetsmarknadsstyrelsen|Skolverket|Statens skolverk"
    r"|Socialstyrelsen|Folkbildningsrådet"
    r"|Länsarbetsnämnden|Universitets- och högskolerådet|Myndigheten för skolutveckling)"
    rf"(?:s [a-zåäö]+enhet)?(?: i {_PLACE})?\b)"
)
_SEVERAL = re.compile(rf"\b(?P<before>{_PLACES}) kommuner\b|\bkommunerna (?P<after>{_PLACES})")
_FOR_THEM = re.compile(r"\b(?:företräds|representeras|företrädda)\b.*", re.DOTALL)
_REPRESENTED = re.compile(r"förbund(?:et)? för ")  # which is the party itself
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*")
# Who has read the text, is asked or helps is bound by nothing.
_NO_PARTY = re.compile(
    r"\b(?:inte|ej|inga|ingen|bjuds|inbjud\w*|har läst|fått läsa|samarbetspart\w*)\b",
    re.IGNORECASE,
)
_KIND = re.compile(r"kommun\b|[Ss]tad\b")


def organisations(text: str) -> list[Name]:
    """The organisations that the sentences of `text` name as taking part, each once, in the order of the text.

    Of an agency the first name counts, with or without the place of an office.
    """
    found: dict[str, Name] = {}
    for sentence in _SENTENCE.finditer(text):
        if _NO_PARTY.search(sentence.group()):
            continue
        place = (sentence.start(), sentence.start() + len(_FOR_THEM.sub("", sentence.group())))
        several = list(_SEVERAL.finditer(text, *place))
        represented = _REPRESENTED.search(sentence.group()) is not None
        for match in several if not represented else ():
            group = match.lastgroup or ""
            for town in re.finditer(_PLACE, match[group]):
                start = match.start(group) + town.start()
                name = f"{town.group()} kommun"
                found.setdefault(name, Name(start=start, end=start + len(town.group()), text=name))
        for match in _ONE.finditer(text, *place):
            if not any(match.start() < other.end() and other.start() < match.end() for other in several):
                name = match.group()
                key = name if _KIND.search(name) else name.split()[0].rstrip(",")
                found.setdefault(key, Name(start=match.start(), end=match.end(), text=name))
    return sorted(found.values(), key=lambda name: name.start)
