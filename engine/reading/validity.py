"""When an agreement was made, when it takes effect, and until when it holds."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence, Set
from datetime import date, timedelta

from ...extract.model import ClauseKind, Document
from .dates import MONTHS, Dated, dates
from .lasting import OPEN_ENDED, renews
from .model import FoundDate
from .pieces import row_view
from .view import View, view

_SIGNED = re.compile(
    r"\b(?:signert|undertegnet|undertegna|underskrevet|underskriven|inngått|inngås|datert|dagsatt|dato|sted/dato"
    r"|fastsatt av|fastsett av|stad/dato|undertecknad\w*|enige om|samde om)\b",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    r"\b(?:i kraft|til å gjeld[ea]|gjelder fra|gjeld frå|gjelder f\.?o\.?m|gjelde fra|gjelde frå|begynner å gjeld[ea]"
    r"|(?:settes|setjast|sett|trer|trår) i verk"
    r"|(?:(?:avtal|rutin)\w+|versjon \w+|(?:dokument|notat)et) (?:\w+ ){0,2}(?:tas|tatt|tek|teken|takast) i bruk"
    r"|virker fra|verkar frå"
    r"|virkning fra|verknad frå|gyldig fra|gyldig frå|bindende fra|løper fra|varer fra"
    r"|gjeldende fra|år fra|år frå"
    r"|gyldighet|avtaleperiode\w*|gjelder (?:i|for) perioden|gjeld (?:i|for) perioden|gäller från)\b"
    r"|\b(?:gjelder|gjeld|varer|varar|løper)\W*$|\bgjeld(?:er)? mellom\b[^.]*\b(?:fra|frå)\W*$",
    re.IGNORECASE,
)
_ANY = re.compile("")
_FROM = re.compile(r"\b(?:fra og|frå og|från och) med\b", re.IGNORECASE)  # may be of anything
# The agreement, and no participant or course.
_STOPS = (
    r"(?:(?:og|den|han|ho|avtal\w+|rutin\w+) slutt(?:er|ar)"
    r"|(?:den|han|ho|(?:avtal|rutin)\w+(?: (?:[^.]|(?<=\d)\.){0,60} og)?) (?:er|tek|tar) slutt)"
)
_UNTIL = re.compile(
    r"\b(?:til og med|t\.?o\.?m\.?|fram til|frem til|inntil|(?<!tek )(?<!tar )til|ut"
    r"|siste dag(?:en)?(?: (?:avtal\w+|rutin\w+) (?:gjelder|gjeld|varer|varar),?)?(?: er)?"
    r"|utløpet av|utgangen av|utløper|utløp|løper ut|løp ut|går ut"
    r"|(?:faller|fell) bort(?: \w+){0,3}|(?:ikke|ikkje) (?:ut over|utover|lenger enn)|senest"
    r"|opphører(?: uten oppsigelse)?|opphøyrer|upphör(?: att gälla)?|slutt?(?:tar|ar|dato|datum)?"
    rf"|slutt(?:er|ar) å gjeld[ea]|avslutt(?:es|ast|et|a)|{_STOPS}"
    r"|till och med|till)(?: automatisk| av seg (?:selv|sjølv))?\W*(?:den |utgangen av |ut |og med )?\W*$"
    r"|[–-]\W*$",
    re.IGNORECASE,
)
# Before the last day of an agreement that stands among the lines of its signatures.
_ENDS = re.compile(
    r"\b(?:slutter|sluttar|til og med|opphører|opphøyrer|utløper|(?:varer|varar) til)\W*(?:den )?\Z", re.IGNORECASE
)
_VALID = re.compile(
    r"\b(?:avtal|rutin|protokoll|notat|vedlegg)\w+ (?:\w+ ){0,2}(?:står ved lag|virker|verkar)\b"
    r"|\b(?:gjelder|gjeld|gjelde|gjelda|varer|varar|varighet|varigheit|løper|gyldig|gyldighet|utløper"
    r"|opphører|opphøyrer|i kraft"
    r"|avtaleperiode\w*|perioden|forlenges|går ut|går (?:fra|frå)|forlengast|faller bort|fell bort|gäller"
    rf"|gälla|upphör|löper|{_STOPS}"
    r"|sluttdato|slutdatum|verknad(?:stid)?|virketid)\b",
    re.IGNORECASE,
)
# "Hvor lenge varer avtalen?", above what names the days alone.
_LASTING = re.compile(
    r"\b(?:varer|varar|varighet|varigheit|avtaleperiode\w*|gyldighet\w*|gyldigheit\w*)\b", re.IGNORECASE
)
_FROM_DAY = re.compile(r"\b(?:fra|frå|från)\b|\A\W*(?:til|slutt)\b", re.IGNORECASE)
_OUT_OF_YEAR = re.compile(
    r"\b(?:gjelder|gjeld|varer|varar|løper|gyldig|gäller|fra|frå|signert|underskrevet|underskriven|ved lag)\b.{0,80}?"
    r"\b(?:(?:ut|til utgangen av|til og med|till och med|t\.?o\.?m\.?|nyttårsaft[ea]n) (?:året |kalenderåret |år )?"
    r"|(?:perioden|åra|årene|åren) 20\d\d\s?[–-]\s?)(20\d\d)\b(?![-./]\d)",
    re.IGNORECASE,
)
# "Til og med utgangen av (juni | første halvår) 2026".
_END_OF = re.compile(
    r"\b(?:(?:utgangen|utgången|slutten|slutet) (?:av|på)|(?:den )?siste? (?:dag(?:en)? i )?|den sista(?: dagen i)?"
    r"|ut(?! i )(?= [a-z])) "
    r"(?:(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r") "
    r"|(?P<which>første|fyrste|andre|annet|anna|tredje|fjerde|siste|första|andra) "
    r"(?P<part>halvår|halvåret|kvartal|kvartalet|tertial|tertialet) )?(?:i )?(?:år(?:et)? )?(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_PARTS = {"halvår": 6, "kvartal": 3, "tertial": 4}  # months
_WHICH = {
    "første": 1, "fyrste": 1, "första": 1, "andre": 2, "annet": 2, "anna": 2, "andra": 2, "tredje": 3, "fjerde": 4,
    "siste": 0,
}  # fmt: skip
_YEARS = re.compile(
    r"\b(?:(?:varer|varar|gjelder|gjeld|løper|varighet|varigheit|gyldig)\b(?:(?!opps[ei]|varsel|evaluer|revi|gjennomg|program"
    r"|\better\b|\bhver|\bkvar|\bsom\b|bo[ds]|\.\s+(?:de[nt]|part|avtal))[^;]){0,40}?"
    r"|(?:løper|består i|står i)\b(?:(?!evaluer|program)[^;]){0,40}?)"
    r"\b(?<!inntil )(ett|eitt|eit|et|to|två|tre|fire|fyra|fem|\d)(?: \(\d+\))? år\b",
    re.IGNORECASE,
)
_FROM_SIGNING = re.compile(
    r"\b(?:fra|frå|från|etter) (?:\w+ ){0,4}?(?:signer\w*|signatur\w*|underskri\w*"
    r"|underteikn\w*|undertegn\w*|undertecknan\w*|inngåelse\w*|dato|dags dato)\b",
    re.IGNORECASE,
)
# Before a day that is not the last of the agreement, in a clause on how long that lasts.
_NO_LAST_DAY = re.compile(
    r"\b(?:innen|innan|før|senest|seinast|fra|frå|med|av|datert|gang|gong|i kraft|å gjeld[ea]|evaluer\w*"
    r"|signert)\W*(?:den )?$",
    re.IGNORECASE,
)
_IS_OVER = re.compile(r"\b(?:slutt|ut av|dør|døyr|sunset|utgår|utløp)\w*\b", re.IGNORECASE)
# "Start: 1. april 2025" and, on the next line, "Slutt: 31. mars 2026"
_START_LINE = re.compile(r"\W*(?:start|fra|frå|fra og med|frå og med|gjelder fra|gjeld frå)\w*\W+\d", re.IGNORECASE)
_END_LINE = re.compile(r"\W*(?:slutt|til|til og med|utløper)\w*\W+\d", re.IGNORECASE)
# What was prolonged, or what an amendment has it say.
_PROLONGED = re.compile(
    r"\b(?:ble|blei|vart|er|blir|vert) (?:forleng|forny)\w*|\bsluttdato\w* flytt\w*|\bskal lyd[ea]\b"
    r"|\bi denne forma?\w*",
    re.IGNORECASE,
)
_COUNT = {"ett": 1, "eitt": 1, "eit": 1, "et": 1, "to": 2, "två": 2, "tre": 3, "fire": 4, "fyra": 4, "fem": 5}
# What may stand before a period that says by itself what it is: "Fra 1. juli 2022 til 30. juni 2025".
_PERIOD = re.compile(
    r"\W*(?:(?:gjelder|gjeld|gäller|varer|varar|fra|frå|från och med|från|til|till|f\.?o\.?m|fr\.?o\.?m"
    r"|start(?:dato|datum)?"
    r"|(?:avtale)?period\w*|varighet\w*|varigheit\w*|giltig\w*"
    r"|gyldig\w*|tidsrom\w*|når|virketid)\b\W*)*",
    re.IGNORECASE,
)
_OF_A_LAW = re.compile(
    r"\b(?:(?:lov|loven|lova|rundskriv\w*|veileder\w*|rettleiar\w*|forskrift\w*|vedtak|datert)\W*(?:av|fra|frå)?"
    r"|(?:avtale|avtalen|avtala)\W+(?:av|fra|frå|datert))\W*(?:den)?\W*$",
    re.IGNORECASE,
)
_CASE_NUMBER = re.compile(r"\b(?:saksnr|saksnummer|arkivsak|arkiv|j\.? ?nr|ref|vår ref)\b[.:]*\s*\S+", re.IGNORECASE)
_LONG_AFTER = 180  # days
_NEAR = 30  # characters around a day that may say that it is an end
_BEFORE = 100  # characters before a date that may say what it is
_ALONE = 25  # a line with at most so many characters beside the date stands for the date
_END = re.compile(
    r"\b(?:(?:gjelder|gjeld|varer|varar|løper|virker|verkar|har varighet|varighet|varigheit|gyldig|gyldighet|forlenges"
    r"|forlengast|fornyes|fornyast|utløper|opphører|opphøyrer|står|i kraft|bindende"
    r"|bindande)\b.{0,90}\b(?:til(?! (?:introduksjon|program|kommun|bydel|deltak|flykt|person|opplæring))"
    r"|inntil|fram|frem|ubestemt|uavgrensa|\d+ år|ett år|eit år|to år|tre år"
    r"|fire år|fem år|automatisk|inneværende|så lenge|løpende|løpande|avløses|avløst|avløyst|erstattes"
    r"|erstatta|ny avtale|ut (?:året |inneværende )?20\d\d|ut (?:den )?\d{1,2}\.|går ut|opphører)\b"
    r"|(?:varer|varar|gjelder|gjeld|løper|gäller|gälla|löper)\b.{0,60}\b(?:ut 20\d\d|tills|till|t\.o\.m"
    r"|så länge|vidare)"
    r"|(?:från|fr\.o\.m\.?)\b.{0,40}\btills vidare\b|upphör\b.{0,30}\d"
    r"|(?:går ut|opphører|opphøyrer|utløper|faller bort|fell bort"
    rf"|{_STOPS}) (?:\w+ ){{0,3}}\d"
    r"|så lenge\b.{0,60}\b(?:avtale|behandl|opplysning)"
    r"|(?:gjelder|gjeld|varer|varar|løper|gäller|löper) (?:i |for )?(?:\d+|ett|eitt|eit|et|to|två|tre|fire|fyra"
    r"|fem|tolv|tjuefire|trettiseks)(?: \(\d+\))? (?:år|måneder|månader)\b|avtaleperiode\w*\b|t\.?o\.?m\.?"
    r"|(?:til og med|tidsbegrenset|tidsavgrensa"
    r"|tidsubestemt|ubestemt tid|uavgrensa tid|tidsubegrenset|(?:valg|val)perioden)\b)"
    r"|\A\W*(?:fram til|frem til|inntil) (?:[^\W_]+ ){0,3}(?:avtale|avtala|rutine|versjon)\b"
)
_TERMINATION = re.compile(
    r"\b(?:opps(?:i|e)[a-zæøå]*|sies? opp|seiast? opp|sagt (?:[^\W_]+ ){0,2}opp|(?:seie|seia|segja|segje|seier|sier|si"
    r"|säga) (?:\w+ ){0,2}opp|uppsäg\w*|säg(?:er|a|as|s) (?:[^\W_]+ ){0,3}(?:upp|ifrån)|oppheve"
    r"|sier nei takk|heve avtalen|tre ut|(?:gå|komme|kome|vil|ønsker|ynskjer) ut av"
    r"|ut av (?:avtal(?:en|a)|samarbeidet)|vil (?:\w+ ){0,4}ut av (?:han|ho|henne|den)|(?:faller|fell) bort den dagen"
    r"|(?:gå|går|trekke|trekkje|trekker|trekkjer|trekk) (?:seg )?(?:fra|frå|ut)"
    r"|(?:ut|ikke mer|ikkje meir|avtal\w+|samarbeid\w*),?"
    r" (?:sier|seier) (?:(?:han|hun|ho|den|vedkommende) )?(?:fra|frå|ifra)\b.{3,25}"
    r"\b(?:i førevegen|i forveien|på forhånd|(?:månader|måneder) før)"
    r"|(?:måneds?|månaders?|måneders?|års?|ukers?|vekers?|dagers?|dagars?) (?:skriftlig "
    r"|skriftleg )?(?:varsel|frist))\b"
)
_START = re.compile(
    r"\b(?:trer i kraft|trår i kraft|tre i kraft|i kraft|gjelder fra|gjeld frå|ikrafttredelse|gjelder fom"
    r"|virkning fra|verknad frå)\b"
)


def agreement_date(document: Document, signature: Sequence[int], lasting: Set[int]) -> FoundDate | None:
    """The signing date, else the entry into force, else None.

    A signing date stands in the signature block, on a line of its own, or where the text says that it is one. Where the
    parties signed on different days the last one is meant. `lasting` are the clauses on how long the agreement lasts.
    """
    lines = (document.clauses[index] for index in signature)
    block = (view(document.text, span) for line in lines for span in line.cells or (line.span,))
    signed = [
        _found(each, found[0].start, found[0].end, found[0].day)
        for each in block
        if (found := dates(each.text)) and not _ENDS.search(each.text[: found[0].start])
    ]
    if signed:
        return max(signed, key=lambda each: each.day)
    if alone := _on_its_own_line(document):
        return alone
    dated = [(index, each, found) for index, _, each in _views(document) if (found := dates(each.text))]
    every = [(each, found) for _, each, found in dated]
    told = next(filter(None, (_after(every, way) for way in (_SIGNED, _EFFECT, _FROM))), None)
    told = told or _after([(each, found) for index, each, found in dated if index in lasting], _ANY)
    return told or next((_first(each, days) for each, days in every if last_of_period(each.text)), None)


def _first(each: View, days: Sequence[Dated]) -> FoundDate:
    return _found(each, days[0].start, days[0].end, days[0].day)


def valid_until(document: Document, signed: FoundDate | None, lasting: Set[int]) -> FoundDate | None:
    """The last day that the agreement holds, as stated or reckoned from a stated number of years; else None.

    Years that run from the signing are reckoned from the date `signed`, if there is one. `lasting` are the clauses on
    how long the agreement lasts, whatever their words.
    """
    found = list(_last_days(document, signed, lasting))
    own = [(each, last) for index, each, last in found if index in lasting] or [(each, last) for _, each, last in found]
    prolonged = [last for each, last in own if _PROLONGED.search(each.text)]
    return max(prolonged, key=lambda last: last.day) if prolonged else next((last for _, last in own), None)


def day_named(document: Document, signed: FoundDate | None, lasting: Set[int]) -> FoundDate | None:
    """The last day, long after the signing, that a clause on how long the agreement lasts names as some end."""
    for index, _, each in _views(document):
        for dated in reversed(dates(each.text) if index in lasting else []):
            later = signed is None or (dated.day - signed.day).days > _LONG_AFTER
            around = each.text[max(0, dated.start - _NEAR) : dated.end + _NEAR]
            ends = _IS_OVER.search(around) and not _NO_LAST_DAY.search(each.text[: dated.start])
            if later and ends and not OPEN_ENDED.search(each.text):
                return _found(each, dated.start, dated.end, dated.day)
    return None


def _last_days(
    document: Document, signed: FoundDate | None, lasting: Set[int]
) -> Iterator[tuple[int, View, FoundDate]]:
    """The last days that clauses give, with the place and the text of the clause."""
    before = ""
    for index, heading, each in _views(document):
        alone = _LASTING.search(heading) and _FROM_DAY.search(each.text)
        told = last_of_period(each.text)
        listed = _END_LINE.match(each.text) and _START_LINE.match(before)
        before = each.text
        on_this = told or alone or listed or index in lasting or _VALID.search(each.text)
        if on_this and (last := _last_day(each, told, signed)):
            yield index, each, last


def _last_day(each: View, told: Dated | None, signed: FoundDate | None) -> FoundDate | None:
    """The last day that a text on how long the agreement holds gives; `told` if it opens with a period."""
    if told:
        return _found(each, told.start, told.end, told.day)
    found = dates(each.text)
    until = [dated for dated in found if _UNTIL.search(each.text[max(0, dated.start - 60) : dated.start])]
    if until:
        last = until[-1 if _PROLONGED.search(each.text) else 0]
        return _found(each, last.start, last.end, last.day)
    if last_of := _END_OF.search(each.text):
        return _found(each, *last_of.span(), _end_of(last_of))
    if year := _OUT_OF_YEAR.search(each.text):
        return _found(each, year.start(1), year.end(1), date(int(year.group(1)), 12, 31))
    years = _YEARS.search(each.text)
    begins = found[0].day if found else signed.day if signed and _FROM_SIGNING.search(each.text) else None
    return _found(each, *years.span(), _years_later(begins, years.group(1))) if years and begins else None


def _end_of(match: re.Match[str]) -> date:
    """The last day of the month, part of a year, or year that `match` of `_END_OF` names."""
    month = 12
    if match["month"]:
        month = MONTHS[match["month"].lower()]
    elif match["which"]:
        length = _PARTS[match["part"].lower().removesuffix("et")]
        month = length * _WHICH[match["which"].lower()] or 12
    return date(int(match["year"]), month, monthrange(int(match["year"]), month)[1])


def last_of_period(text: str) -> Dated | None:
    """The last day of the period that `text` opens with, with nothing said of it: "01.04.2018 – 31.03.2021"."""
    opening = _PERIOD.match(text)
    if opening is None or not text[opening.end() : opening.end() + 1].isdigit():
        return None
    found = dates(text)
    if len(found) < 2 or found[0].start != opening.end():
        return None
    until = text[found[0].end : found[1].start].lstrip(" ,")
    return found[1] if _UNTIL.fullmatch(until) else None


def _years_later(day: date, count: str) -> date:
    """The last day of a period of `count` years that starts on `day`."""
    years = int(count) if count.isdigit() else _COUNT[count.lower()]
    return date(day.year + years, day.month, min(day.day, 28)) + timedelta(days=day.day - min(day.day, 28) - 1)


def _after(found: Sequence[tuple[View, list[Dated]]], pattern: re.Pattern[str]) -> FoundDate | None:
    """The first date of the texts `found` that stands after `pattern`."""
    for each, days in found:
        for dated in days:
            before = each.text[max(0, dated.start - _BEFORE) : dated.start]
            if pattern.search(before) and not _is_elsewhere(before):
                return _found(each, dated.start, dated.end, dated.day)
    return None


def _is_elsewhere(before: str) -> bool:
    """The date of a law or of another paper, or the last day of a period."""
    return bool(_OF_A_LAW.search(before) or _UNTIL.search(before))


def _on_its_own_line(document: Document) -> FoundDate | None:
    """A date that stands alone on a short line at the very start or end ("Oslo, 21. april 2006")."""
    for clause in (*document.clauses[-8:], *document.clauses[:8]):
        each = view(document.text, clause.span)
        found: list[Dated] = dates(each.text)
        if (
            len(found) == 1
            and len(_CASE_NUMBER.sub("", each.text)) - (found[0].end - found[0].start) < _ALONE
            and not _VALID.search(each.text)
        ):
            return _found(each, found[0].start, found[0].end, found[0].day)
    return None


def _views(document: Document) -> Iterator[tuple[int, str, View]]:
    """The clauses by their place with the headings that they stand under, a row of a table with the heads of its
    columns too.
    """
    for index, clause in enumerate(document.clauses):
        heading = "" if clause.section is None else document.quote(document.sections[clause.section].title)
        if clause.kind is not ClauseKind.CONTENTS:
            yield index, heading, view(document.text, clause.span)
        if any(clause.headers):
            yield index, heading, row_view(document, clause)


def _found(each: View, start: int, end: int, day: date) -> FoundDate:
    return FoundDate(day=day, span=each.span(start, end))


def ends_of(text: str) -> str:
    """Whether a sentence says when or how the agreement ends ("stated"), only when it begins, or neither ("none")."""
    lowered = text.lower()
    if _TERMINATION.search(lowered) or _END.search(lowered) or last_of_period(text) or renews(text):
        return "stated"
    return "start_only" if _START.search(lowered) else "none"
