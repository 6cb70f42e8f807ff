"""Whether an agreement had ended on a given day: its last day as stated, or reckoned from how long it lasts.

Promises nothing of an agreement that renews itself or goes on until somebody ends it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta

from ...extract.model import Span
from .dates import dates
from .model import FoundDate
from .sentences import Sentence

_COUNT = {
    "ett": 1, "eitt": 1, "eit": 1, "et": 1, "en": 1, "én": 1, "ein": 1, "to": 2, "två": 2, "tre": 3, "fire": 4,
    "fyra": 4, "fem": 5, "seks": 6, "ti": 10, "tolv": 12, "atten": 18, "tjuefire": 24, "trettiseks": 36,
}  # fmt: skip
_NUMBER = rf"(?P<count>\d{{1,2}}|{'|'.join(_COUNT)})(?: \(\d+\))?"
_UNIT = r"(?P<unit>år|månede?r|månader|mnd)\b"
_LASTS = re.compile(
    r"\b(?:(?:samarbeids|partnerskaps|partnarskaps)?avtal(?:en|a|eperioden|etiden|etida|eforholdet)|rutinen|rutina"
    r"|överenskommelsen)\b(?: her| er \w+ og)? (?:skal )?"
    r"(?:varer|varar|vare|gjelder|gjeld|gjelde|løper|løpe|er|gäller|har (?:ei |en )?varigh?eit|har (?:en )?varighet)"
    rf"(?: (?:i|for|en|ein|periode|på|av|fast|gyldig|bindende|bindande|inngått|foreløpig"
    rf"|førebels)\b)* {_NUMBER} {_UNIT}",
    re.IGNORECASE,
)
# In a clause on how long the agreement lasts: a year and more, for what is shorter is the notice.
_LENGTH = re.compile(
    r"^(?:(?!opps|\bsi|\bsei|varsel|frist|evaluer|revi|\bgjen?nomg|\better |\binn[ea]n |\btil |\binntil "
    r"|\bhar (?:va|væ|ve|vo|sam)|program|deltak|plan|vedlegg|prosjekt|stilling|leie).)*?"
    rf"\b(?=(?:[1-5]\d|tolv|atten|tjuefire|trettiseks)\b|\w+(?: \(\d+\))? år\b){_NUMBER} {_UNIT}"
    r"(?!\W*(?:før|etter|om g[ao]ng|av gang|i slengen|seinare|senere))",
    re.IGNORECASE,
)
OPEN_ENDED = re.compile(
    r"\b(?:til|inntil|tills)\b[^.;]{0,60}\b(?:opp|sagt|upp|ifrån|fra|ny avtale|nei)\b|\btil (?:ny|en ny|ei ny) \w+"
    r"|tidsbegrens|tidsavgrens|\bubestemt|\btills vidare\b|\binntil vi?dare\b|\binntil videre\b|\bløp[ae]nde\b",
    re.IGNORECASE,
)
_LENGTH_ALONE = re.compile(
    rf"^\W*(?:varighet|varigheit|avtaleperiode|avtaletid|gyldighet|gyldigheit)\W+(?:i )?{_NUMBER} {_UNIT}",
    re.IGNORECASE,
)
_FROM_SIGNING = re.compile(
    r"\b(?:fra|frå|etter|från)\b[^.;]{0,25}\b(?:signer\w*|underskr\w*|underteikn\w*|undertegn\w*|inngått"
    r"|inngåing\w*|inngåelse\w*"
    r"|avtaleinngåelse\w*|undertecknand\w*)",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    r"\b(?:i kraft|til å gjeld[ea]|gjelder fra|gjeld frå|virkning fra|verknad frå|gyldig fra|gyldig frå|fra og med"
    r"|frå og med"
    r"|løper fra|varer fra|gäller från|från och med)\b[^.;]{0,25}$",
    re.IGNORECASE,
)
_RENEWS = re.compile(
    r"\bautomatisk\w*\b[^.;]{0,60}\b(?:forleng\w*|forny\w*)|\b(?:forleng\w*|forny\w*)\b[^.;]{0,60}\bautomatisk"
    r"|\bav seg (?:selv|sjølv)\b"
    r"|\b(?:løper|gjelder|gjeld|varer|varar|löper|gäller) (?:deretter |så |då |da )?(?:videre|vidare|tills vidare)\b"
    r"|\b(?:deretter|därefter)\b[^.;]{0,60}\b(?:inntil|til den|til ho|løpende|løpande|år av gangen|år om gangen"
    r"|år om gongen)\b"
    r"|\b(?:år|måneder|månader) (?:til )?(?:om gangen|om gongen|av gangen|i slengen)\b"
    r"|\bförläng(?:s|as)\b|\binntil videre\b|\binntil vidare\b"
    r"|\b(?:forlenges|forlengast|forlengjast"
    r"|(?:blir|vert|er) (?:(?:den|han|ho) )?(?:forlenga|forlenget|forlengd|forlengt|fornya|fornyet))\b"
    r"(?![^.;]{0,60}\btil\b[^.;]{0,20}\d)",  # to a day, which is its last then
    re.IGNORECASE,
)
# Before what would renew it: that it may, or does not, unless somebody ends it; or that it ends by itself.
_MAY = re.compile(
    r"\b(?:kan|kunne|bør|vil kunne|ønsker|ynskjer|med mindre|eventuelt|om (?:den|avtalen) skal|når|ingen|inga|uten|utan"
    r"|(?:ikke|ikkje|inte)(?! (?:\w+ ){0,2}(?:opp|sagt|sies|seiast|oppsagt|säg\w*)))\b[^.;,]{0,60}\Z"
    r"|\b(?:bort|ut|slutt|avslutt|opphør|opphøyr|utløp|dør|døyr|end|fall|fell)[a-zæøå]*\b[^.;,]{0,30}\Z",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:ikke|ikkje|inte|kan)\b", re.IGNORECASE)
_ONLY_IF = re.compile(
    r"\W*(?:\w+ )?(?:ikke|ikkje|inte|bare|berre|kun|etter ny|ved ny|(?:dersom|hvis|viss|når|om) begge)\b", re.IGNORECASE
)
_NO_LONGER = re.compile(r"\b(?:ikke|ikkje) (?:lenger enn|ut over|utover)\b", re.IGNORECASE)
_NAMED = re.compile(r"\b\w*(?:avtal|rutin|överenskommelse)\w*", re.IGNORECASE)
_AGREEMENT = re.compile(
    rf"{_NAMED.pattern}|^\W*(?:den|han|ho|deretter|därefter|blir|vert|hvis|dersom|om"
    r"|forleng\w*|forny\w*|gjelder|gjeld|gäller|varer|varar|varighet|varigheit|er (?:den|han|ho))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Length:
    """`begins` is the first day that the clause names, from which the sentence counts."""

    months: int
    span: Span
    from_signing: bool
    begins: date | None


def reckoned_end(said: Sequence[Sentence], agreed: FoundDate | None, lasting: Set[int]) -> FoundDate | None:
    """The last day of an agreement that says how long it lasts but not until when; None when no day is known to begin.

    It begins with its entry into force where the text gives that day, and else with the day of the agreement. `lasting`
    are the clauses that are about this, whatever their words.
    """
    length = next((length for each in said if (length := _length(each, each.clause in lasting))), None)
    if length is None:
        return None
    effect = None if length.from_signing else next((day for each in said if (day := _effect(each))), None)
    begins = length.begins or effect or (agreed.day if agreed else None)
    return FoundDate(day=_last_day(begins, length.months), span=length.span) if begins else None


def renews_itself(said: Iterable[Sentence], lasting: Set[int]) -> bool:
    """Whether the agreement goes on after its last day unless somebody acts, or is said to have been prolonged: by a
    sentence that names it, or one of a clause of `lasting`.
    """
    own = (each.text for each in said if each.clause in lasting or _NAMED.search(each.text))
    return any(renews(text) for text in own)


def renews(text: str) -> bool:
    """Whether a sentence says of an agreement that it goes on by itself."""
    if not _AGREEMENT.search(text):
        return False
    own = (match for match in _RENEWS.finditer(text) if not _NOT.search(match.group()))
    return any(
        not _MAY.search(text[: match.start()])
        and not _ONLY_IF.match(text, match.end())
        and not _NO_LONGER.search(text, match.end())
        for match in own
    )


def _length(sentence: Sentence, own: bool) -> _Length | None:
    text = sentence.text
    loosely = own and not OPEN_ENDED.search(sentence.view.text)
    match = _LASTS.search(text) or _LENGTH_ALONE.search(text) or (loosely and _LENGTH.search(text))
    days = dates(sentence.view.text if own else sentence.text)
    if not match or (days and not own) or _RENEWS.search(sentence.text):
        return None
    count = int(match["count"]) if match["count"].isdigit() else _COUNT[match["count"].lower()]
    return _Length(
        months=count * 12 if match["unit"].lower() == "år" else count,
        span=sentence.span(match.start("count"), match.end()),
        begins=days[0].day if days else None,
        from_signing=bool(_FROM_SIGNING.search(sentence.text)),
    )


def _effect(sentence: Sentence) -> date | None:
    found = dates(sentence.text)
    return next((one.day for one in found if _EFFECT.search(sentence.text[max(0, one.start - 60) : one.start])), None)


def _last_day(begins: date, months: int) -> date:
    """The day before the one that has the same number `months` later."""
    year, month = divmod(begins.year * 12 + begins.month - 1 + months, 12)
    day = min(begins.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)
