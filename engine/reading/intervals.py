"""How often something happens: "hvert halvår", "minst én gang i året", "3-4 gonger årleg", "ved behov".

Frequencies are found in bokmål, nynorsk and Swedish; whether one is promised or only wished for is not decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Rhythm(StrEnum):
    """The classes of interval that the rules tell apart."""

    NONE = "none"
    ON_DEMAND = "on_demand"
    REGULAR = "regular"
    YEARLY_OR_SHORTER = "yearly_or_shorter"
    LONGER_THAN_YEARLY = "longer_than_yearly"
    BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A frequency in [start, end) of the text. `months` between two occasions, None where the words give no number."""

    start: int
    end: int
    rhythm: Rhythm
    months: float | None = None


_NUMBERS = {
    "en": 1, "én": 1, "ein": 1, "éin": 1, "ett": 1, "et": 1, "eit": 1, "eitt": 1, "éi": 1, "ei": 1,
    "een": 1, "et par": 2, "ett par": 2, "eit par": 2, "flere": 2, "fleire": 2,
    "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7, "åtte": 8, "ni": 9, "ti": 10, "tolv": 12,
    "två": 2, "fyra": 4, "sex": 6,
    "første": 1, "annen": 2, "annet": 2, "anna": 2, "andre": 2, "annan": 2, "annat": 2, "annakvar": 2, "annankvar": 2,
    "tredje": 3, "fjerde": 4, "femte": 5, "sjette": 6, "sjuende": 7, "åttende": 8, "åttande": 8, "tolvte": 12,
    "ellevte": 11, "trettende": 13, "trettande": 13, "fjortende": 14, "fjortande": 14, "femtende": 15, "femtande": 15,
    "sekstende": 16, "sekstande": 16, "syttende": 17, "syttande": 17, "attende": 18, "attande": 18, "nittende": 19,
    "nittande": 19, "tjuende": 20, "tjuande": 20, "tjuefjerde": 24, "elleve": 11, "atten": 18, "tjuefire": 24,
}  # fmt: skip
YEAR = 12  # months between two occasions that still happen yearly
_WEEKDAYS = "mandag|måndag|tirsdag|tysdag|onsdag|torsdag|fredag"
_MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_UNITS = (
    (r"(?:virke)?dag\w*", 1 / 30),
    (rf"{_WEEKDAYS}|ukes?|uka|uken|uker|vekes?|veka|veker|vike|vecka", 12 / 52),
    (r"månede?n?r?|månade?n?r?|mnd", 1.0),
    (r"kvartale?t?", 3.0),
    (r"tertiale?t?", 4.0),
    (r"(?:sk[ou]le)?halvåre?t?|semestere?t?|termine?n?", 6.0),
    (
        rf"(?:kalender|budsjett|sk[ou]le|avtale|program)?åre?t?|høste?n?|hausten?|våre?n?|sommer(?:en)?|sommar(?:en)?|vinter(?:en)?|{_MONTHS}|jul",
        12.0,
    ),
)
_UNIT = "|".join(words for words, _ in _UNITS)
_NUMBER = r"(?:\d{1,2}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
_IN_FIGURES = r"(?:\s*\(\w+\))?"  # "en (1) gang"
_EVERY = re.compile(
    rf"\b(?:(?!\w+ år med (?:like|ulike|odde|par)\w* ?(?:årstall|årstal|tall|tal)\b)"
    rf"(?:hver|hvert|kvar|kvart|kver|kvert|varje|vart)(?:\s+(?:eneste|einaste))?(?:\s+({_NUMBER})\.?)?\s+({_UNIT})"
    rf"|(?:(?:anna|annen|annet|annan|andre)[ -]?(?:hver|hvert|kvar|kvart)[te]?|vartannat|varannan)\s+({_UNIT}))\b"
)
_TIMES = re.compile(
    r"\b(?!(?:første|andre|annen|annet|anna|annan|tredje)\b)"  # "første gang i januar" is when, not how often
    rf"({_NUMBER}){_IN_FIGURES}(?:\s*(?:-|–|til|eller|/)\s*{_NUMBER})?\s*(?:faste?\s+)?"
    r"(?:g[aoå]ng\w{0,3}|ggr?|g|x|\w*møter?|\w*saml?ing(?:er|ar)|sitting(?:er|ar)|økter|samtal(?:er|ar)|runder)\b"
    rf"\s*(?:\w+\s+){{0,2}}?(?:i\s+|per\s+|pr\.?\s*|/|om\s+|kvart\s+|hvert\s+|hver\s+|kvar\s+|gjennom\s+"
    rf"|i løpet av\s+)(?:et\s+|eit\s+|ein\s+|en\s+|hvert\s+|kvart\s+|(?P<per>\d{{1,2}})\s+)?({_UNIT})\b"
)
_OCCASION = re.compile(
    r"g[aoå]ng|ggr|møte|\d ?[gx]|(?:ing|sittning|samtal)(?:er|ar)|økter|runder"
)  # all that _TIMES counts
_APART = re.compile(
    rf"\b({_NUMBER}){_IN_FIGURES}\s+({_UNIT})s?\s+mellom(?:rom)?\b"
    r"|\b\w{0,20}(?:syklus|frekvens|hyppighet|hyppigheit|intervall|periodisitet|rytme)\W+(?:er |på )?"
    rf"(?P<cycle>{_NUMBER}) (?P<of>{_UNIT})\b(?! (?:før|etter))"
)
# One of which each match of `_APART` has, and is found sooner.
_APART_WORDS = ("mellom", "syklus", "frekvens", "hyppig", "intervall", "periodisitet", "rytme")
# "Første tirsdag i måneden"
_DAY_OF = re.compile(
    rf"\b(?:første|fyrste|siste|{_NUMBER})\s+(?:(?:hele|heile|ordinære)\s+)?(?:virkedag\w*|(?:{_WEEKDAYS})(?:en)?|dag\w*|uka?|uken|veka?)"
    r"\s+(?:i|av)\s+(?P<unit>månede?n|månaden|mnd|kvartalet|tertialet|halvåret)\b"
)
# "Styringsmøte, 4 pr. år"; elsewhere it counts people or money.
_PER = re.compile(r"(?:\A|[,(:–\t]\s?)(\d{1,2}) (?:per|pr\.?) (halvår|kvartal|tertial|måned|månad|år)\b")
_TIMES_YEARLY = re.compile(
    rf"\b({_NUMBER}){_IN_FIGURES}(?:\s*(?:-|–|til|eller)\s*{_NUMBER})?\s+(?:\w+\s+)?"
    r"(?:\w*møter?\s+|ganger\s+|gang\s+|gonger\s+|gong\s+)?(årlig|årleg|månedlig|månadleg)\w*\b"
)
_ADVERBS = (
    (re.compile(r"\b(?:odde|par|like)(?:tall?s?)?(?:uker|veker|uke|veke)\b"), 24 / 52),
    (re.compile(r"\b(?:daglig|dagleg)\w*\b"), 1 / 30),
    (re.compile(r"\b(?:ukentlig|vekentleg|vikentleg|ukevis|vekevis)\w*\b"), 12 / 52),
    (re.compile(r"\b(?:månedlig|månadleg|månedsvis|månadsvis)\w*\b"), 1.0),
    (re.compile(r"\b(?:kvartalsvis|kvartalsmessig|kvartalsmøte)\w*\b"), 3.0),
    (re.compile(r"\b(?:tertialvis|tertialsvis|tertialmøte)\w*\b"), 4.0),
    (re.compile(r"\b(?:halvårlig|halvårleg|halvårsvis|halvårsmøte)\w*\b"), 6.0),
    (re.compile(r"\b(?:årlig|årleg|årvis|årvisse?)\w*\b"), 12.0),
    (re.compile(r"\b(odde|par)tall?s?år\w*\b.*\b(?!\1)(?:odde|par)tall?s?år\w*\b"), 12.0),  # by turns
    (re.compile(r"\b(?:hvert|kvart|hver|kvar) halv(?:annet|anna|tanna|tannet) år\b"), 18.0),
    (re.compile(r"\bår (?:etter|for) år\b|\better (?:hver|kvar) (?:sommer|sommar|vinter|påske|jul)e?ferie\b"), 12.0),
    (re.compile(r"\bår som (?:ender|endar|slutter|sluttar) på (?:par|odde)tall?\b"), 24.0),
    (re.compile(r"\bår med (?:like|ulike|odde|par)\w* ?(?:årstall|årstal|tall|tal)\b"), 24.0),
    (re.compile(r"\b(?:toårlig|toårleg|toårig)\w*\b|\b(?:odde|par)tall?s?år\w*\b"), 24.0),
    (re.compile(r"\b(?:vår og høst|haust og vår|vår og haust|høst og vår|før sommeren og før jul)\b"), 6.0),
    (
        re.compile(
            rf"\b(?:{_MONTHS}|vår|høst|haust|jule|sommer|sumar|nyttårs|påske|vinter)-?(?:møte|lunsj|middag|samling|treff|runde|økt|gjennomgang|seminar|time|prat"
            r"|dialog|stund|samtale|rådslag|sjekk|evaluering)\w*"
            r"|\b(?:høstens|haustens|vårens|sommerens|vinterens) (?:\w+ )?"
            r"\w*(?:møte|samling|rådslag|treff|drøfting|samtale)\w*(?! i? ?20\d\d)"
        ),
        12.0,
    ),
    (re.compile(r"\b(?:hver|kvar) (?:haust|høst|vår|sommer|sumar|vinter)\b"), 12.0),
    (
        re.compile(
            r"\b(?:på|ved) (?:nyåret|(?:hvert |kvart )?årsskiftet?"
            r"|slutten av året|begynnelsen av året|årets slutt|årsslutt)\b"
            r"|\b(?:en|én|ein) gang (?:i|om) året\b|\brundt årsskiftet\b"
            r"|\bi løpet av (?:hvert |kvart )?(?:året|kalenderår\w*)\b"
        ),
        12.0,
    ),
)
_MONTH_OF_YEAR = re.compile(
    r"\b(?:i|innen|primo|medio|ultimo|utgangen av|første halvdel av|i slutten av|i begynnelsen av|i byrjinga av|uke i)"
    r"\s+"
    r"(?:(?:slutten|begynnelsen|byrjinga|løpet) av\s+|første \w+ i\s+)?"
    rf"({_MONTHS})\b(?!\s*\d{{4}})"
)
_MONTH_ALONE = re.compile(
    r"(?:^|[:–])\s*(?:(?:i|innen|medio|primo|ultimo) )?"
    rf"(?:{_MONTHS})(?:\s*(?:og|/|-|–|,)\s*(?:{_MONTHS}))*\s*(?:$|[–:])"
)
_SEASON = re.compile(
    r"\b(?:om|på) (?:hausten|høsten|våren|nyåret)\b"
    r"|\b(?:i|mot slutten av|innen utgangen av) (?:første|andre|tredje|fjerde|siste) (?:kvartal|tertial|halvår)\b"
    r"|\b(?:uke|veke) \d+\b|\b(?:før|etter) (?:sommeren|sommaren|jul|sommerferien|sommarferien)\b"
)
_REGULAR = re.compile(
    r"\b(?:jevnlig|jamleg|jevnleg|jamnleg|regelmessig|regelmessige|regelbunde|periodisk|periodevis|fortløpende"
    r"|løpende|løpande|fortlaupande|rutinemessig|systematisk)\w*\b"
    r"|\b(?:med|på) (?:jevne|jamne|faste|regelmessige) (?:mellomrom|tidspunkt\w*|tider)\b"
    r"|\bfaste? (?:\w+)?møte\w*\b|\bfaste? møte\w*\b"
)
_ON_DEMAND = re.compile(
    r"\b(?:ved|etter|om) (?:behov|trong|ønske|ynske|forespørsel)\b"
    r"|\bnår (?:\w+ ){0,4}(?:ber om|bed om|behov for|nødvendig|naudsynt|trengs|trengst|trengs det|ønsker det"
    r"|ynskjer det|krever det|krev det)\b"
    r"|\b(?:dersom|hvis|viss) (?:\w+ ){0,5}(?:ber om|bed om|behov|ønsker|ynskjer|krever|krev)\b"
    r"|\bpå (?:oppfordring|forespørsel|førespurnad)\b"
)
_BLANK = re.compile(r"\b(?:hver|hvert|kvar|kvart|\d+ ganger|per|pr\.?)\s*(?:\[|_{2,}|\.{3,}|…|x{2,}|<)")


_YEARLY_BY_NAME = re.compile(r"\bårs(?:møte|evaluering|gjennomgang)\w*\b")  # unless the words say how often it is held
# Something of a time, which all that is counted or named has; most sentences have nothing of it, which is told sooner.
_TIME = re.compile(
    rf"dag|uk|ve[kc]|vik|mån|mnd|kvart|tert|semest|termin|år|høst|haust|vinter|somm[ea]r|sumar|\b(?:jul|{_MONTHS})"
)


def intervals(text: str) -> list[Interval]:
    """All frequencies in `text`, in order of their start; case does not matter."""
    lowered = text.lower()
    found = [*_counted(lowered), *_named(lowered)] if _TIME.search(lowered) else []
    for pattern, rhythm in ((_REGULAR, Rhythm.REGULAR), (_ON_DEMAND, Rhythm.ON_DEMAND), (_BLANK, Rhythm.BLANK)):
        found += [Interval(start=match.start(), end=match.end(), rhythm=rhythm) for match in pattern.finditer(lowered)]
    return sorted(found, key=lambda interval: interval.start)


def _counted(text: str) -> list[Interval]:
    found = []
    for match in _EVERY.finditer(text):
        factor = max(_number(match.group(1)), 1) if match.group(2) else 2
        found.append(_interval(match, factor * _months(match.group(2) or match.group(3))))
    for match in _TIMES.finditer(text) if _OCCASION.search(text) else ():
        apart = int(match["per"] or 1) * _months(match.group(3))
        found.append(_interval(match, apart / max(_number(match.group(1)), 1)))
    for match in _DAY_OF.finditer(text) if "dag" in text or "uk" in text or "vek" in text else ():
        found.append(_interval(match, _months(match["unit"])))
    for match in _APART.finditer(text) if any(word in text for word in _APART_WORDS) else ():
        count, unit = match.group(1) or match["cycle"], match.group(2) or match["of"]
        found.append(_interval(match, max(_number(count), 1) * _months(unit)))
    found += [_interval(m, _months(m.group(2)) / max(_number(m.group(1)), 1)) for m in _PER.finditer(text)]
    for match in _TIMES_YEARLY.finditer(text) if "lig" in text or "leg" in text else ():
        found.append(
            _interval(match, (12.0 if match.group(2).startswith("år") else 1.0) / max(_number(match.group(1)), 1))
        )
    return found


def _named(text: str) -> list[Interval]:
    found = [_interval(match, months) for pattern, months in _ADVERBS for match in pattern.finditer(text)]
    # A month says when in the year, not how often, where the words give a number themselves.
    if found or _EVERY.search(text) or _TIMES.search(text):
        return found
    if by_name := [_interval(match, 12.0) for match in _YEARLY_BY_NAME.finditer(text)]:
        return by_name
    return [
        _interval(match, 12.0)
        for pattern in (_MONTH_OF_YEAR, _MONTH_ALONE, _SEASON)
        for match in pattern.finditer(text)
    ]


def _interval(match: re.Match[str], months: float) -> Interval:
    rhythm = Rhythm.YEARLY_OR_SHORTER if months <= YEAR else Rhythm.LONGER_THAN_YEARLY
    return Interval(start=match.start(), end=match.end(), rhythm=rhythm, months=months)


def _number(word: str | None) -> int:
    if word is None:
        return 1
    return int(word) if word.isdigit() else _NUMBERS[word]


def _months(unit: str) -> float:
    return next(months for words, months in _UNITS if re.fullmatch(words, unit))


_STRENGTH = (Rhythm.BLANK, Rhythm.ON_DEMAND, Rhythm.REGULAR, Rhythm.LONGER_THAN_YEARLY, Rhythm.YEARLY_OR_SHORTER)


def rhythm_of(found: list[Interval]) -> Rhythm:
    """The rhythm that these frequencies promise: a number before "regularly", "regularly" before "on demand"."""
    return max((interval.rhythm for interval in found), key=_STRENGTH.index, default=Rhythm.NONE)
