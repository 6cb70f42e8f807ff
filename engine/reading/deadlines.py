"""When something is to be done: the words that set a deadline or a period, and the days of the calendar they mean.

Read in bokmål, nynorsk and Swedish. A rhythm without a day ("hvert halvår") falls due at the end of each calendar
period, which is the latest day that keeps it; a season at the end of its last month. A deadline that counts from an
event ("innen 6 måneder etter vedtak") has no days of the calendar.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .dates import dates
from .intervals import Rhythm, intervals

_MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(
        ("januar januari", "februar februari", "mars", "april", "mai maj", "juni", "juli", "august augusti",
         "september", "oktober", "november", "desember december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?:" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + ")"
_NUMBER = (
    r"(?:\d+|en|ein|ei|et|eit|ett|én|éin|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|tolv|fjorten"
    r"|två|fyra|sex|åtta|tio|fjorton|trettio)"
)
_UNIT = (
    r"(?:(?:virke|arbeids|yrke|kalender|arbets)?dag(?:er|ar)?|døgn|dygn|timer?|timar|uker?|veker?|vecka|veckor"
    r"|måned(?:er)?|månad(?:er|ar)?|år|semester)"
)
_BY = r"(?:senest innen|seinast innan|senast inom|innen|innan|senest|seinast|senast|før|före|inom|fram til|til|på|per)"
_DAY = rf"(?:den )?\d{{1,2}}\.? ?(?:{_MONTH}(?: \d{{4}})?|\d{{1,2}}\. ?\d{{4}})"
_EVERY = r"(?:hvert|kvart|hver|kvar|varje|vart)"
_SPAN = r"[^,.;:()]{2,70}?(?=[,.;:()]|$| og | och | slik | skal | som | dersom | når | skal )"
_WEEKDAYS = {
    "mandag": "MO", "måndag": "MO", "tirsdag": "TU", "tysdag": "TU", "tisdag": "TU", "onsdag": "WE", "torsdag": "TH",
    "fredag": "FR",
}  # fmt: skip
_WEEKDAY_NAMES = "|".join(_WEEKDAYS)
# What every limit has one of. Most sentences have none, and the long pattern is tried on the others only.
_TIMELY = re.compile(
    r"\b(?:\d|inn[ae]n|sen[ea]st|seinast|før|före|inom|inntil|straks|umiddelbart|omgående|opphold|opphald|snart|snarest"
    r"|raskt som|samme|same|dröjsmål|skyndsamt|utgangen|utgongen|utløpet|slutten|slutet|starten|begynnelsen|byrjinga"
    r"|god tid|uke|veke|veck|måned|månad|år\b|ganger|gonger|kvartal|tertial|halvår|våren|høst|haust|nyåret|løpet"
    r"|første|första"
    rf"|hver|kvar|varje|varsel|frist|mandag|tirsdag|onsdag|torsdag|fredag|siste|per kvartal"
    rf"|per termin|gånger|{_MONTH})",
)
_LIMITS = re.compile(
    rf"\b(?:(?:{_BY} )?{_DAY}(?: og (?:den )?\d{{1,2}}\. ?{_MONTH})*(?: {_EVERY} år| årlig| årleg)?"
    rf"|(?:(?:{_BY}|ved|i|mot|vid) )?(?:utgangen|utgongen|utløpet|slutten|slutet|starten|begynnelsen|byrjinga) av"
    rf" (?:{_EVERY} |første |andre |tredje )?\w+(?: \d{{4}}| {_EVERY} år)?"
    rf"|(?:innen|innan|senest|seinast|senast|inom|inntil|senast inom|minst|de første|dei første|i inntil)?"
    rf" ?\b{_NUMBER} {_UNIT}s? (?:før|etter|frå|fra|efter|från|före|innan)\b {_SPAN}"
    rf"|(?:innen|innan|senest innen|senest|seinast|senast inom|senast|inom|i løpet av|de første|dei første|i inntil)"
    rf" (?:de (?:første )?|dei (?:første )?)?{_NUMBER} {_UNIT}\b"
    rf"|med (?:\w+ ){{1,2}}{_UNIT}s (?:\w+ )?(?:varsel|frist)"
    r"|(?:innen )?den \d{1,2}\. i \w+ \w+"
    rf"|(?:straks|umiddelbart|omgående|uten (?:ugrunnet |unødig )?opphold|utan (?:ugrunna |unødig )?opphald"
    rf"|snarest(?: mulig| mogleg)?|(?:same|samme) (?:dag|uke|veke)|utan dröjsmål|skyndsamt|i god tid(?: før {_SPAN})?"
    rf"|så (?:raskt|snart|fort|tidlig|tidleg) som (?:mulig|mogleg|möjligt))\b"
    r"|så snart [^,.;:()]{2,120}"
    rf"|(?:før|innen|innan) (?:jul|sommer(?:en|ferien)?|sommar(?:en|ferien)?|påske|nyttår|årsskiftet|årsskiftet)\b"
    rf"|(?<!som )før (?!øvrig|eller siden){_SPAN}"
    rf"|(?:i|innen|innan) (?:løpet av )?(?:første|andre|tredje|fjerde|siste) (?:kvartal|tertial|halvår)(?: \d{{4}})?"
    rf"|(?:i|uke i) {_MONTH}\b(?! \d{{4}})(?: (?:og|och) (?:i )?{_MONTH})*(?: {_EVERY} år)?"
    rf"|i (?:uke|veke|vecka) \d+"
    rf"|(?:første|fyrste|första|andre|andra|tredje|siste|sista) (?:{_WEEKDAY_NAMES})(?:en)? "
    r"(?:i (?:måneden|månaden)|(?:i )?(?:hver|kvar|varje) (?:måned|månad))"
    rf"|(?:{_EVERY}|om|til|våren|høsten|hausten) ?(?:våren|høsten|hausten|vår|høst|haust|nyåret)(?: \d{{4}})?"
    r"|(?:våren|høsten|hausten|hösten) \d{4}"
    rf"|(?:minst |minimum )?{_NUMBER} (?:ganger|gonger|gang|gong) i løpet av (?:et |eit |ein |en )?\w+"
    rf"|per (?:kvartal|termin)|var (?:sjätte|fjärde|tredje|annan) (?:vecka|månad)"
    rf"|{_NUMBER} gånger (?:per|om) (?:år|året|termin|månad))",
)
_SWEDISH = re.compile(
    rf"\b(?:var (sjätte|fjärde|tredje|annan) (vecka|månad)|({_NUMBER}) gånger (?:per|om) (år|månad)"
    r"|en gång (?:per|om) (?:år))"
)
_OFTEN = re.compile(rf"{_EVERY}\b", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:\b(?:de|dei|den|det|sin|sine|deres|i)|[^\W\d_]+(?:[^\W\d_ea]|en|et|ne)s) $", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?:årlige?|årlege?|årliga|månedlige|årsmøte)", re.IGNORECASE)
_NEAR = re.compile(r"(?: og| i|,| en gang i| minst)?\s*", re.IGNORECASE)
_FIXED = re.compile(rf"\b(\d{{1,2}})\.? ?({_MONTH})\b(?! ?\d{{4}})")
_NAMED_MONTH = re.compile(rf"\b({_MONTH})\b(?! ?\d{{4}})")
_DAY_OF_MONTH = re.compile(r"\bden (\d{1,2})\. i (?:hver|kvar) måna?e?d")
_NEXT_MONTH = re.compile(
    r"\bden (\d{1,2})\. i (?:påfølgende|følgende|neste|den påfølgende|påfølgjande|følgjande) måna?e?d"
)
_WEEKDAY = re.compile(rf"\b(?:(første|fyrste|första|andre|andra|tredje|siste|sista) )?({_WEEKDAY_NAMES})")
_ORDINALS = {
    "første": "1", "fyrste": "1", "första": "1", "andre": "2", "andra": "2", "tredje": "3", "siste": "-1",
    "sista": "-1",
}  # fmt: skip
_SEASONS = {
    "vår": 5,
    "sommer": 8,
    "sommar": 8,
    "høst": 11,
    "haust": 11,
    "jul": 12,
    "årsskiftet": 12,
    "nyåret": 1,
    "nyttår": 12,
}
_SEASON = re.compile(r"\b(vår|sommer|sommar|høst|haust|jul|årsskiftet|nyåret|nyttår)(?:en|a)?\b")
_QUARTER = re.compile(r"\b(første|andre|tredje|fjerde|siste) (kvartal|tertial|halvår)\b(?! \d{4})")
_LENGTHS = {"kvartal": 3, "tertial": 4, "halvår": 6}
_PLACES = {"første": 1, "andre": 2, "tredje": 3, "fjerde": 4}
_WEEKS_PER_MONTH = 52 / 12
_LAST = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Days of the calendar: either the single day `once`; or `day` (-1 is the last) of each of `months`, or `weekday`
    ("1TH" is the first Thursday) of them, every so many `years`; or every so many `weeks`, on `weekday` where given.
    """

    once: date | None = None
    months: tuple[int, ...] = ()
    day: int | None = None
    weekday: str = ""
    years: int = 1
    weeks: int = 0


def deadline_of(text: str, *, rhythmic: bool = True) -> str:
    """The words that set a deadline or period in `text` as one phrase, "" when it sets none.

    "Hvert år … innen 15. juni" is read as "innen 15. juni hvert år": the day first, then how often. `rhythmic` is False
    where it is known that `text` has no rhythm.
    """
    lowered = text.lower()
    limits = [match.span() for match in _LIMITS.finditer(lowered)] if _TIMELY.search(lowered) else []
    rhythms = _rhythms(text, limits) if rhythmic else []
    pieces = _merged(text, sorted({*limits, *rhythms}))
    ordered = sorted(pieces, key=lambda piece: not any(piece[0] <= at < piece[1] for at, _ in limits))
    whole = ""
    for phrase in dict.fromkeys(_lowered(text[start:end]) for start, end in ordered):
        whole += (" " if _OFTEN.match(phrase) else ", ") * bool(whole) + phrase
    return whole


def _lowered(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _rhythms(text: str, limits: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found = [(each.start, each.end, each.rhythm) for each in intervals(text)]
    kept = [
        (start + 3 * bool(re.match(r"e[nt] å", text[start:end])), end)  # not "en" of "en årlig oversikt"
        for start, end, rhythm in found
        if rhythm not in (Rhythm.BLANK, Rhythm.ON_DEMAND)
        and not (_ATTRIBUTE.fullmatch(text[start:end]) and _DEFINITE.search(text[:start]))
        and not re.fullmatch(r"systematisk\w*|rutinemessig\w*|dagleg\w*|daglig\w*|løpende|løpande", text[start:end])
    ]
    if not kept and not limits:
        kept = [(s, e) for s, e, _ in found if re.fullmatch(r"løpende|løpande|fortløpende", text[s:e], re.IGNORECASE)]
    return kept


def _merged(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        while start < end and text[start].isspace():
            start += 1
        if merged and (start <= merged[-1][1] or _NEAR.fullmatch(text, merged[-1][1], start)):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return [(start, start + len(text[start:end].rstrip())) for start, end in merged]


def schedules_of(deadline: str) -> tuple[Schedule, ...]:
    """The days that the words of a deadline mean, none when they name none. The most definite words decide."""
    words = deadline.lower()
    if fixed := _FIXED.findall(words):
        return tuple(Schedule(months=(_MONTH_NUMBERS[month],), day=int(day)) for day, month in fixed)
    if given := dates(words):
        return tuple(Schedule(once=each.day) for each in given)
    if months := tuple(sorted({_MONTH_NUMBERS[month] for month in _NAMED_MONTH.findall(words)})):
        return (Schedule(months=months, day=_LAST),)
    if part := _QUARTER.search(words):
        length = _LENGTHS[part.group(2)]
        return (Schedule(months=(min(_PLACES.get(part.group(1), 12) * length, 12),), day=_LAST),)
    every = (
        1.0
        if re.search(r"dag(?:en)? (?:i )?(?:(?:hver|kvar|varje) )?(?:måned|månad)", words)
        else _months_between(words)
    )
    if re.search(r"\d{4}", words):
        return ()  # "høsten 2009": no day, and not each year
    if (every is None or every >= 12) and (season := _SEASON.search(words)):
        return (Schedule(months=(_SEASONS[season.group(1)],), day=_LAST, years=round((every or 12) / 12)),)
    return _periods(words, every) if every else ()


def _months_between(words: str) -> float | None:
    counted = [each.months for each in intervals(words) if each.months]
    if counted:
        return counted[0]
    swedish = _SWEDISH.search(words)
    if swedish is None:
        return None
    if swedish.group(1):
        number = {"sjätte": 6, "fjärde": 4, "tredje": 3, "annan": 2}[swedish.group(1)]
        return number * (1 / _WEEKS_PER_MONTH if swedish.group(2) == "vecka" else 1.0)
    times = {"två": 2, "tre": 3, "fyra": 4, "sex": 6}.get(swedish.group(3) or "", 1)
    return (1.0 if swedish.group(4) == "månad" else 12.0) / times


def _periods(words: str, every: float) -> tuple[Schedule, ...]:
    named = _WEEKDAY.search(words)
    weekday = _WEEKDAYS[named.group(2)] if named else ""
    if every % 1:
        weeks = round(every * _WEEKS_PER_MONTH)
        even = weeks and abs(every * _WEEKS_PER_MONTH - weeks) < 0.05
        return (Schedule(weeks=weeks, weekday=weekday),) if even else ()
    if every >= 12:
        return (Schedule(months=(12,), day=_LAST, years=round(every / 12)),)
    if 12 % every:
        return ()
    months = tuple(range(int(every), 13, int(every)))
    if day := _DAY_OF_MONTH.search(words):
        return (Schedule(months=months, day=int(day.group(1))),)
    if following := _NEXT_MONTH.search(words):
        return (Schedule(months=tuple(sorted(month % 12 + 1 for month in months)), day=int(following.group(1))),)
    if named and named.group(1):
        return (Schedule(months=months, weekday=_ORDINALS[named.group(1)] + weekday),)
    return (Schedule(months=months, day=_LAST),)
