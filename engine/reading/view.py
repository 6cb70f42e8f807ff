"""The matching view of a text: what a reader hears, with a map back to what stands on the page.

Words broken at a line end are joined, soft hyphens dropped, ligatures opened, letters composed (NFC), all white space
becomes a single space, and the abbreviations of the field are written out ("Enh.leder", "samarb."). Matching uses the
view; evidence is always cut from the document, through `View.span`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ...extract.model import Span

_LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_MARKED = re.compile(r"[\u00ad\ufb00-\ufb06\u0300-\u036f]")
# What the view may show otherwise: white space but single spaces inside a sentence, soft hyphens, ligatures, marks.
_NOT_PLAIN = re.compile(r"[\u00ad\ufb00-\ufb06\u0300-\u036f]|[^\S ]| (?:(?<![\w.,;:)] )|(?<=\w )(?!\w)|(?!\S))")
# A break after a capital or a digit ("NAV-\nkontoret", "G-\n27") keeps its hyphen: it stands in the word itself.
# Nor does a hyphen that stands for the rest of the word ("arbeids-\nog inkluderingsdepartementet").
_HYPHENATION = re.compile(r"(?<=[a-zæøåäö])[-\u00ad\u2010]\n(?=[a-zæøåäö])(?!(?:og|eller|samt|och)\b)")
_KEPT_HYPHEN = re.compile(r"(?<=[A-ZÆØÅ\d][-\u2010])\n(?=[a-zæøåäö])")
# Names of units and posts, which end other words and open compounds, with what they are in a compound.
_UNITS = {
    "avd": ("avdeling", "avdelings"), "enh": ("enhet", "enhets"), "seksj": ("seksjon", "seksjons"),
    "kons": ("konsulent", "konsulent"), "rådg": ("rådgiver", "rådgiver"), "veil": ("veileder", "veileder"),
    "jobbspes": ("jobbspesialist", "jobbspesialist"), "koord": ("koordinator", "koordinator"),
    "saksbeh": ("saksbehandler", "saksbehandler"), "medarb": ("medarbeider", "medarbeider"),
    "oppf": ("oppfølging", "oppfølgings"), "progr": ("program", "program"), "flyktn": ("flyktning", "flyktning"),
    "integr": ("integrering", "integrerings"), "tj": ("tjeneste", "tjeneste"), "tilb": ("tilbud", "tilbuds"),
}  # fmt: skip
_WORDS = {
    "samarb": ("samarbeid", "samarbeids"), "vurd": ("vurdering", "vurderings"), "eval": ("evaluering", "evaluerings"),
    "oppl": ("opplysninger", "opplysnings"), "arb": ("arbeid", "arbeids"), "avt": ("avtalen", "avtale"),
    "kval": ("kvalifisering", "kvalifiserings"), "inform": ("informasjon", "informasjons"),
    "skriftl": ("skriftlig", "skriftlig"), "muntl": ("muntlig", "muntlig"),
    "hensiktsm": ("hensiktsmessig", "hensiktsmessig"),
}  # fmt: skip
_ABBREVIATION = re.compile(
    rf"(?i:(?<![.@])(?P<unit>{'|'.join(_UNITS)})|(?<![.@\w])(?P<word>{'|'.join(_WORDS)}))\.(?!(?:no|com|kommune)\b)"
)
_LONGEST_SHORT = max(map(len, (*_UNITS, *_WORDS))) + 1  # with the letter before it
_LAST_LETTERS = tuple(short[-3:] for short in (*_UNITS, *_WORDS))
_PERSON = re.compile(r" [A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ]")
_ENDS = re.compile(r"\W*\Z| [A-ZÆØÅ]")
_NAMED = ("avd", "enh", "seksj", "tj")  # a name may follow with a capital letter
_GAP = re.compile(rf"{_HYPHENATION.pattern}|{_KEPT_HYPHEN.pattern}|(?P<space>\s{{2,}}|[^\S ])")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`text` is the view; `origin[i]` is the place in the document of the character that gave `text[i]`, with one entry
    more than `text` has characters: the end of the viewed range."""

    text: str
    origin: tuple[int, ...] | range

    def span(self, start: int, end: int) -> Span:
        """The range of the document that `text[start:end]` (end not included) was made from."""
        if start >= end:
            return Span(start=self.origin[start], end=self.origin[start])
        return Span(start=self.origin[start], end=self.origin[end - 1] + 1)


@lru_cache(maxsize=1 << 11)  # each clause is looked at by many
def view(text: str, span: Span) -> View:
    """View the range `span` of `text`."""
    raw = text[span.start : span.end]
    if not _NOT_PLAIN.search(raw):
        return _written_out(View(text=raw, origin=range(span.start, span.end + 1)))
    return _written_out(_letter_by_letter(raw, span) if _MARKED.search(raw) else _run_by_run(raw, span))


def _abbreviations(text: str) -> Iterator[re.Match[str]]:
    """The abbreviations before full stops, of which there are few."""
    start = 0
    while (dot := text.find(".", start)) >= 0:
        if text[max(start, dot - 3) : dot].lower().endswith(_LAST_LETTERS):
            found = _ABBREVIATION.search(text, max(start, dot - _LONGEST_SHORT))
            if found and found.end() == dot + 1:
                yield found
        start = dot + 1


def _written_out(seen: View) -> View:
    """A view with its abbreviations as whole words, whose added letters have the place of the dot. The dot stays where
    it may end the sentence too, and not before a person's name.
    """
    text, origin, at = "", list[int](), 0
    for match in _abbreviations(seen.text):
        short = (match["unit"] or match["word"]).lower()
        alone, compound = _UNITS.get(short) or _WORDS[short]
        follows = seen.text[match.end() : match.end() + 1]
        whole = compound if follows.isalpha() else alone
        named = short in _NAMED or (match["unit"] and _PERSON.match(seen.text, match.end()))
        ends = not follows.isalpha() and not named and _ENDS.match(seen.text, match.end())
        kept = len(match.group()) - 1
        text += seen.text[at : match.end() - 1] + whole[kept:] + ("." if ends else "")
        origin += seen.origin[at : match.end() - 1]
        origin += [seen.origin[match.end() - 1]] * (len(whole) - kept + bool(ends))
        at = match.end()
    return View(text=text + seen.text[at:], origin=(*origin, *seen.origin[at:])) if at else seen


def _run_by_run(raw: str, span: Span) -> View:
    """The view of a text in which only white space and broken words are shown otherwise."""
    out: list[str] = []
    origin: list[int] = []
    at = len(raw) - len(raw.lstrip())
    for match in _GAP.finditer(raw, at):
        out.append(raw[at : match.start()])
        origin += range(span.start + at, span.start + match.start())
        if match["space"]:
            out.append(" ")
            origin.append(span.start + match.start())
        at = match.end()
    out.append(raw[at:])
    return View(text="".join(out), origin=(*origin, *range(span.start + at, span.end + 1)))


def _letter_by_letter(raw: str, span: Span) -> View:
    """The view of a text with letters that are shown otherwise."""
    breaks = (match for pattern in (_HYPHENATION, _KEPT_HYPHEN) for match in pattern.finditer(raw))
    dropped = {place for match in breaks for place in range(match.start(), match.end())}
    out: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(raw):
        if place in dropped or letter == "\u00ad":
            continue
        if letter.isspace():
            if out and out[-1] != " ":
                out.append(" ")
                origin.append(span.start + place)
        elif unicodedata.combining(letter) and out:
            out[-1] = unicodedata.normalize("NFC", out[-1] + letter)[0]
        else:
            for piece in _LIGATURES.get(letter, letter):
                out.append(piece)
                origin.append(span.start + place)
    return View(text="".join(out), origin=(*origin, span.end))
