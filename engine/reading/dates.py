"""Calendar dates as Norwegian and Swedish documents write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar januari jan", "februar februari feb", "mars mar", "april apr", "mai maj", "juni jun", "juli jul",
            "august augusti aug", "september sept sep", "oktober okt", "november nov", "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DATE = re.compile(
    r"(?<!§ )(?<!pkt\. )(?<!kap\. )(?<!punkt )(?<!kapittel )(?<!avsnitt )"
    r"\b(?P<d1>\d{1,2})\s?[.\-/]\s?(?P<m1>\d{1,2})\s?[.\-/]\s?(?P<y1>(?:19|20)\d\d|\d\d)\b"
    r"|\b(?P<y2>(?:19|20)\d\d)-(?P<m2>\d\d)-(?P<d2>\d\d)\b"
    r"|\b(?P<d3>(?-i:\d[\dlIO]?|[lIO]\d|[lI](?=\.)))(?:\.\s*|:?e\s+|\.?\s?de\s+|\s+)(?P<m3>"
    + "|".join(sorted(MONTHS, key=len, reverse=True))
    + r")(?:\.|,)?\s+(?P<y3>(?:[1l]9|2[0O])[\dlIO]{2})\b",
    re.IGNORECASE,
)
_MISREAD = str.maketrans("lIiOo", "11100")  # letters that a scan gives for digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date in [start, end) of the text."""

    start: int
    end: int
    day: date


def dates(text: str) -> list[Dated]:
    """All dates in `text`, in order. A two-digit year lies in 2000–2069; a day that no calendar has is no date."""
    found = []
    for match in _DATE.finditer(text):
        parts = match.groupdict()
        year = int((parts["y1"] or parts["y2"] or parts["y3"]).translate(_MISREAD))
        month = int(parts["m1"] or parts["m2"] or MONTHS[parts["m3"].lower()])
        number = parts["d1"] or parts["d2"] or parts["d3"]
        try:
            day = date(year if year > 99 else 2000 + year, month, int(number.translate(_MISREAD)))
        except ValueError:
            continue
        found.append(Dated(start=match.start(), end=match.end(), day=day))
    return found
