"""How a sentence binds: duty, option, intention or negation, in bokmål and nynorsk.

Only the main clause counts: in "… slik at deltakeren kan søke arbeid" nobody is given an option. Main and subordinate clauses
are told apart by the subordinating word and the next comma, which is how Norwegian administrative prose is punctuated.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Modality(StrEnum):
    """The classes that the rules tell apart."""

    BINDING = "binding"
    OPTIONAL = "optional"
    INTENTION = "intention"
    NEGATED = "negated"


_WORD = re.compile(r"[^\W_]+|[,;:–]")
_SUBORDINATORS = frozenset("som at dersom hvis viss når fordi mens medan slik inntil siden sidan ettersom hvor korleis hvordan hva kva hvem kven".split())
_BINDING = re.compile(
    r"\b(?:skal|må|plikter|pliktar|plikt|forplikter|forpliktar|forpliktet|forplikta|ansvar\w*|hovedansvar\w*|hovudansvar\w*|påligger|påhviler|ligg til|vil|sørger|syter|svarer|svarar|besørger)\b"
)
_OPTIONAL_VERB = re.compile(r"\b(?:kan|bør|burde|kunne|oppfordres|oppmodast|anbefales|tilrås|tilrår|anbefaler|oppmodar|oppfordrer|står fritt|står .{0,10}fritt)\b")
_OPTIONAL = re.compile(
    r"\bved anledning\b|\bved høve\b|\b(?:har|gis|gjevast|får) (?:anledning|høve|mulighet|moglegheit|adgang)\b|\b(?:er )?(?:ønskelig|ynskjeleg|ønskeleg|valgfri\w*|valfri\w*|frivillig\w*)\b"
    r"|\b(?:så langt|i den grad|dersom|hvis|viss|når) (?:\w+ ){0,4}(?:kapasitet\w*|ressurs\w*|bemanning\w*|tida|tiden|mogleg|mulig|lar seg gjøre|let seg gjere|rom for|anledning|høve|passer|passar)\b"
    r"|\bom (?:mulig|mogleg|ønskelig|ynskjeleg)\b|\better (?:kapasitet|skjønn|eget ønske|eige ynske)\b|\bskal kunne\b|\b(?:det er|er det) (?:rom|åpning|opning|mulig|mogleg) \b|\bgjerne\b|\bhelst\b|\bbør vurdere\w*\b|\bkan hende\b"
)
_INTENTION = re.compile(
    r"\b(?:tar|tek|ta) sikte på\b|\bsikter (?:mot|på)\b|\bsiktar (?:mot|på)\b|\b(?:ønsker|ynskjer|ønskjer|ønske|håper|håpar|vonar)\b|\b(?:har|med) (?:som|til) (?:intensjon|hensikt|føremål|ambisjon|formål|siktemål)\w*\b"
    r"|\b(?:tilstreber|tilstreve|tilstrebe|tilstrebes|tilstrebar|etterstreber|etterstrebe|etterstrebar|bestreber|freistar|freiste|forsøker|forsøke|prøver|prøver|prøve å|prøver å|strekke oss|strever)\b|\bsøker å\b|\bsøkjer å\b"
    r"|\b(?:ambisjon|intensjon)(?:en|a|er)?\b|\bvil (?:\w+ )?(?:vurdere|forsøke|prøve|arbeide for|jobbe for|strebe|freiste|ønske|se på|sjå på|kunne)\b|\bplanlegger å\b|\bplanlegg å\b|\b(?:er )?innstilt på\b|\bpositive? til\b|\bmålet er (?:at|å)\b|\bdet er et mål\b|\bdet er eit mål\b|\bpå sikt\b"
)
_NOT_NEGATION = re.compile(r"\bikk(?:e|je) (?:bare|berre|minst|sjeldnere|sjeldnare|senere|seinare|lenger|til hinder|mindre|færre|være til hinder)\b|\bmed mindre\b")
_NEGATED = re.compile(
    r"\b(?:skal|kan|må|vil|bør|er|har|blir|vert|ble|finnes|finst|føres|[^\W_]{2,}(?:er|ar|es|ast))\s+(?:[^\W_]+\s+){0,3}(?:ikke|ikkje|aldri|verken|korkje|ingen|inga|intet)\b"
    r"|^(?:\W*)(?:ingen|inga|verken|korkje)\b|\b(?:ikke|ikkje) (?:avtalt|fastsatt|fastsett|aktuelt|aktuell|regulert|noen plikt|nokon plikt|ansvar)\b|\butgår\b|\bbortfaller\b|\bfell bort\b"
)


def main_clause(sentence: str) -> str:
    """`sentence` in lower case without its subordinate clauses (blanked out, so that places stay the same)."""
    lowered = sentence.lower()
    out = list(lowered)
    subordinate = False
    for match in _WORD.finditer(lowered):
        word = match.group()
        if word in ",;:–":
            subordinate = False
        elif word in _SUBORDINATORS and not (word == "som" and match.start() == 0):
            subordinate = True
        if subordinate:
            out[match.start() : match.end()] = " " * len(word)
    return "".join(out)


def modality_of(sentence: str) -> Modality:
    """How `sentence` binds. The plain present tense of an agreement ("Partene møtes hvert halvår") binds."""
    main = main_clause(sentence)
    if _NEGATED.search(_NOT_NEGATION.sub(" ", main)):
        return Modality.NEGATED
    if _INTENTION.search(main):
        return Modality.INTENTION
    if _OPTIONAL.search(sentence.lower()):
        return Modality.OPTIONAL
    if _OPTIONAL_VERB.search(main) and not _BINDING.search(main):
        return Modality.OPTIONAL
    return Modality.BINDING
