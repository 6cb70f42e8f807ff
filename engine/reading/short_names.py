"""The short names that a document gives to bodies and roles, with what they stand for."""

from __future__ import annotations

import re

from ...extract.model import Document
from .lexicon import lexicon
from .sides import OF_CONCEPT

_ALIAS = re.compile(
    r"(?:heretter|i det følgende|i det følgjande|nedenfor|nedanfor|her|i avtalen|i avtala)\W*(?:kalt|kalla"
    r"|omtalt som|omtala som|benevnt|benemnd|nemnd|nemnt|kalles"
    r"|kallast)?\W*[«\"“”']?(?P<name>[A-ZÆØÅ][\wæøå-]+)"
)
_SHORT = re.compile(
    r"\b(?P<name>[A-ZÆØÅ]{2,5})\s*=\s*(?P<means>[^.;,\n]+)"
    r"|(?P<means2>[\wæøåÆØÅ-]+(?: [\wæøåÆØÅ-]+){0,3})\s\((?P<name2>[A-ZÆØÅ]{2,5})\)"
)
_TELLING = frozenset({*OF_CONCEPT, "leader", "caseworker"})


def short_names(document: Document) -> dict[str, frozenset[str]]:
    """The short names with the concepts that they stand for; one that tells nothing new is left out."""
    found: dict[str, frozenset[str]] = {}
    for match in _ALIAS.finditer(document.text):
        before = document.text[max(0, match.start() - 120) : match.start()]
        cut = max(before.rfind("."), before.rfind("\n"), *(before.rfind(f" {word} ") for word in ("og", "samt")))
        found[match.group("name")] = _concepts(before[cut + 1 :])
    for match in _SHORT.finditer(document.text):
        name = match.group("name") or match.group("name2")
        found.setdefault(name, _concepts(match.group("means") or match.group("means2")))
    return {name: concepts for name, concepts in found.items() if concepts and not _concepts(name)}


def _concepts(words: str) -> frozenset[str]:
    """The concepts of `words` that tell a side or a role; a party of NAV's is NAV's wherever it lies."""
    found = frozenset(m.concept for m in lexicon("no").mentions(words)) & _TELLING
    return found - {"municipality", "municipal_unit"} if "nav_unit" in found else found
