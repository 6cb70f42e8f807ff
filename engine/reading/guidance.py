"""Text that a template gives to those who fill it in, left standing in an agreement.

Promises that a sentence which an agreement may contain in earnest counts only where the agreement is of the time of the
shipped template or has other text of a template in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ...extract.model import ClauseKind
from .instruments import instrument
from .model import Reading
from .sentences import Sentence

_CERTAIN = re.compile(
    r"\bIMDi og (?:AVdir|Arbeids- og velferdsdirektoratet)\b.{0,20}\b(?:foreslår|føreslår|anbefaler|tilrår)"
    r"|\b(?:foreslår|anbefaler) IMDi og AVdir\b"
    r"|\bavtalemal(?:en)? (?:er|bør|skal|kan|gir)\b|\b(?:hakeparantes|hakeparentes|klammeparentes)\w*"
    r"|\b[Aa]vtalepart(?:ene|ane) (?:velger|vel|kan velge|kan velje) (?:om|selv|sjølv)\b.{0,60}\b(?:henvise"
    r"|vise til|konkretiser|beskriv|skildr)"
    r"|\b[Aa]vtalepart(?:ene|ane) (?:kan )?(?:selv|sjølv) presiser"
    r"|\b(?:hjelpetekst|veiledningstekst|rettleiingstekst|eksempeltekst|instruksjonstekst)\w*"
    r"|\b(?:slettes|slettast|fjernes|fjernast|strykes|strykast)\b.{0,40}\b(?:før|når) (?:avtal\w+|dokumentet"
    r"|underskr\w+|signer\w+)"
    r"|\b(?:[Tt]ekst(?:en)?|[Aa]vsnitt(?:et)?) (?:i|med|merket med|merkt med) (?:kursiv|grønt|grønn|blått|blå"
    r"|rødt|raudt|grått|gult)\b"
    r"|\bopp til avtalepart(?:ene|ane) å (?:fylle|skrive|beskrive|skildre)"
    r"|\bopp til (?:avtale)?part(?:ene|ane) (?:hva|kva) som (?:inngår|inngår|skal stå|står) (?:i|under) dette punktet",
    re.IGNORECASE,
)
_LIKELY = re.compile(
    r"\b[Aa]vtalepart(?:ene|ane) (?:bestemmer|bestem|avgjør|avgjer) (?:selv|sjølv)\b|\b[Dd]e(?:tte"
    r"|t) bestemmer avtalepart(?:ene|ane)\b"
    r"|\b[Ll]es mer om .{0,80}\bi veilederen\b|\b[Ll]es meir om .{0,80}\bi rettleiaren\b"
    r"|\b[Aa]vtal(?:en|a) bør (?:inkludere|inneholde|innehalde|beskrive|skildre|omtale) (?:informasjon"
    r"|opplysning\w*|rutin\w*|en|ein|ei|hvordan|hvem|kven|korleis)\b"
    r"|\b[Rr]utinene må utarbeides i tråd med avtalepartenes\b|\b[Hh]er (?:kan|bør|skal) (?:partene|partane"
    r"|avtalepart\w+|dere|de|kommunen og NAV) (?:beskrive|skildre|skrive|fylle)\b"
    r"|\bEt delmål kan for eksempel være\b|\bEit delmål kan til dømes vere\b",
    re.IGNORECASE,
)


def guidance(reading: Reading, said: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of guidance among those of the agreement, in reading order."""
    found = [each for each in said if each.kind is not ClauseKind.TITLE]
    certain = [each for each in found if _CERTAIN.search(each.text)]
    if not (certain or _of_its_time(reading)):
        return []
    return [each for each in found if each in certain or _LIKELY.search(each.text)]


def _of_its_time(reading: Reading) -> bool:
    """Whether the agreement may have been made from the template, which came with the present guide."""
    agreed = reading.agreement_date.day if reading.agreement_date else date.max
    return agreed >= instrument("guide-2023").in_force.start.latest
