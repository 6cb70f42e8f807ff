"""The short names that a document gives to bodies and roles, with what they stand for; "vi" and "dere" among them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ...extract.model import Document
from .contacts import person_names
from .lexicon import lexicon
from .sides import OF_CONCEPT, Side, joined

_ALIAS = re.compile(
    r"(?:heretter|i det følgende|i det følgjande|nedenfor|nedanfor|her|i avtalen|i avtala)\W*(?:kalt|kalla"
    r"|omtalt som|omtala som|benevnt|benemnd|nemnd|nemnt|kalles"
    r"|kallast)?\W*[«\"“”']?(?P<name>[A-ZÆØÅ][\wæøå-]+)"
)
_MEANS = re.compile(r"\b(?P<name>[A-ZÆØÅ]{2,5})\s*=\s*(?P<means>[^.;,\n]+)")
_IN_BRACKETS = re.compile(r"\s\((?P<name>[A-ZÆØÅ]{2,5})\)")
_WORDS_BEFORE = re.compile(r"[\w-]+(?: [\w-]+){0,3}\Z")  # four at most
# "Med «Kontoret» menes NAV Tønsberg", "Når det står «dere», mener vi NAV", "«Kontoret»: NAV Tønsberg".
_DEFINED = re.compile(
    r"[«\"“”](?P<name>[A-ZÆØÅa-zæøå][\w-]*)[»\"“”]"
    r"(?:[^.;:«\n]{0,30}?\b(?:men|mein|forstå|bety|tyd|sikt)\w*(?: vi\b| me\b| ein\b)?|:| er\b)"
    r"\s*(?P<means>[^.;,\n«]{2,80})"
)
# "I avtalen forstås med «kontoret» NAV Tolga og med «etaten» Arbeids- og velferdsetaten".
_UNDERSTOOD = re.compile(r"\b(?:forstå|mein|men)(?:es|ast|s)\b[^.\n]*")
_WITH = re.compile(r"\bmed [«\"“”](?P<name>[\w-]+)[»\"“”] (?P<means>[^.;,\n«]{2,80}?)(?= og med [«\"“”]|[.;,]|$)")
# "Flyktningteamet (kommunal side)"
_SIDE_OF = re.compile(
    r"(?P<name>\b[A-ZÆØÅ][\wæøå-]+(?: [\wæøå-]+){0,2}) \((?P<means>(?:kommunal|statlig|statleg) (?:side|del|linje))\)"
)
_SPEAKERS = re.compile(
    r"\b(?P<name>[Vv]i|[Mm]e|[Dd]ere|[Dd]ykk) (?:i|på|hos|hjå|ved|frå|fra) (?P<means>[\w-]+(?: [\w-]+){0,2})"
)
# How a letter ends, and who signs it then.
_CLOSING = re.compile(
    r"^(?:med )?(?:(?:vennlig|vennleg|venleg|beste) )?(?:hilsen|helsing)\b[^\n]*(?P<signed>(?:\n[^\n]*){1,4})",
    re.IGNORECASE | re.MULTILINE,
)
_TO_OTHERS = re.compile(r"\b(?:dere|dykk|dykkar)\b", re.IGNORECASE)
# Not "vår", which is the spring too.
_FORMS = {
    "vi": ("oss", "vårt", "våre"),
    "me": ("oss", "vårt", "våre"),
    "oss": ("vårt", "våre"),
    "dere": ("deres",),
    "dykk": ("dykkar", "de"),  # where there is "dykk", who else "dei" are
}
PRONOUNS = frozenset({*_FORMS, *(form for forms in _FORMS.values() for form in forms)})
_TELLING = frozenset({*OF_CONCEPT, "leader", "caseworker"})
_POST_BEFORE = re.compile(r"(?P<post>[\w-]+(?: [\w-]+)?) \Z")  # "NAV-leder Morten Li"
_POST_AFTER = re.compile(
    r"(?:, | \()(?!(?:mens|medan|og|men|som|når)\b)(?P<post>[^.,;:()\n]{3,60})"
)  # "Kari Berg, rådgiver i flyktningtjenesten"
_LONGEST_POST = 40  # characters
_POSTS = frozenset({"leader", "caseworker", "municipal_post"})
_ONE = (Side.MUNICIPALITY, Side.NAV)
# First names that open sentences as words.
_WORDS_TOO = frozenset(
    {"Per", "Dag", "Liv", "Odd", "Even", "Stein", "Bo", "Tor", "Siv", "Jan", "Mai", "Gro", "Vår", "Hans"}
)


def short_names(document: Document) -> dict[str, frozenset[str]]:
    """The short names with the concepts that they stand for; one that tells nothing new is left out."""
    found: dict[str, frozenset[str]] = {}
    for match in _ALIAS.finditer(document.text):
        before = document.text[max(0, match.start() - 120) : match.start()]
        cut = max(before.rfind("."), before.rfind("\n"), *(before.rfind(f" {word} ") for word in ("og", "samt")))
        found[match.group("name")] = _concepts(before[cut + 1 :])
    for match in _MEANS.finditer(document.text):
        found.setdefault(match.group("name"), _concepts(match.group("means")))
    for match in _IN_BRACKETS.finditer(document.text):
        if words := _WORDS_BEFORE.search(document.text[max(0, match.start() - 120) : match.start()]):
            found.setdefault(match.group("name"), _concepts(words.group()))
    for match in _DEFINED.finditer(document.text):
        means = match.group("means").partition(" som ")[0]
        others = (concepts for name, concepts in found.items() if re.search(rf"\b{name}\b", means))
        found.setdefault(match.group("name"), _concepts(means).union(*others))
    for sentence in _UNDERSTOOD.finditer(document.text):
        for match in _WITH.finditer(sentence.group()):
            found.setdefault(match.group("name"), _concepts(match.group("means")))
    for match in _SIDE_OF.finditer(document.text):
        found.setdefault(match.group("name"), _concepts(match.group("means")))
    found = _persons(document.text) | found
    found = {name: concepts for name, concepts in found.items() if concepts and not _concepts(name)}
    return dict(_in_all_forms(_speakers(document.text) | found))


def _persons(text: str) -> dict[str, frozenset[str]]:
    """The persons whose post the text tells, by full name, and by first and last name where nobody else has it."""
    told: dict[str, frozenset[str]] = {}
    for start, end in person_names(text):
        before, after = _POST_BEFORE.search(text[max(0, start - _LONGEST_POST) : start]), _POST_AFTER.match(text, end)
        posts = [_concepts(found.group("post")) for found in (before, after) if found]
        post = next((concepts for concepts in posts if concepts & _POSTS), frozenset())
        name = " ".join(text[start:end].split())
        told[name] = told.get(name, frozenset()) | post
    parts = Counter(part for name in told for part in {name.split()[0], name.split()[-1]})
    told = {
        name: post for name, post in told.items() if joined(OF_CONCEPT[c] for c in post & OF_CONCEPT.keys()) in _ONE
    }
    short = {
        part: post
        for name, post in told.items()
        for part in (name.split()[0], name.split()[-1])
        if parts[part] == 1
        and part not in _WORDS_TOO
        and not re.search(rf"\b(?:NAV|[Bb]ydel) {part}\b|\b{part} (?:kommun|herad)", text)
    }
    return told | short


def _speakers(text: str) -> dict[str, frozenset[str]]:
    """Whom "vi" and "dere" stand for: where the text says so of both and never of another, else who signs a letter."""
    told: dict[str, frozenset[str]] = {}
    for match in _SPEAKERS.finditer(text):
        name = match.group("name").lower()
        told[name] = told.get(name, frozenset()) | (_concepts(match.group("means")) & OF_CONCEPT.keys())
    sides = {name: joined(OF_CONCEPT[concept] for concept in concepts) for name, concepts in told.items()}
    return told if set(sides.values()) == {"municipality", "nav"} else _in_letter(text)


def _in_letter(text: str) -> dict[str, frozenset[str]]:
    """Whom "oss" and "dere" stand for in a letter, which one party signs; "vi" may be both of them."""
    closing, addressed = _CLOSING.search(text), _TO_OTHERS.search(text)
    if closing is None or addressed is None:
        return {}
    lines = (_concepts(line) & OF_CONCEPT.keys() for line in closing.group("signed").splitlines())
    signer = next(filter(None, lines), frozenset())
    if not signer:
        return {}
    municipal, nav = frozenset({"municipality"}), frozenset({"nav_unit"})
    ours, theirs = (nav, municipal) if "nav_unit" in signer else (municipal, nav)
    return {"oss": ours, "dykk" if addressed.group().lower().startswith("dykk") else "dere": theirs}


def _in_all_forms(names: dict[str, frozenset[str]]) -> Iterator[tuple[str, frozenset[str]]]:
    for name, concepts in names.items():
        forms: Iterable[str] = (name, *_FORMS.get(name, ()))
        for form in forms:
            yield form, concepts
            if name in _FORMS:
                yield form.capitalize(), concepts


def _concepts(words: str) -> frozenset[str]:
    """The concepts of `words` that tell a side or a role; a party of NAV's is NAV's wherever it lies."""
    found = frozenset(m.concept for m in lexicon("no").mentions(words)) & _TELLING
    return found - {"municipality", "municipal_unit"} if "nav_unit" in found else found
