"""Lines that give contact persons, told by their heading, their phrase or the lines around them.

The participant's own contact is none of the cooperation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .contacts import Contact, Contacts, person_names
from .labels import LIKELY
from .modality import Modality
from .model import OWN_SUBJECTS, Provision, raised, without
from .sides import OTHER_SIDE, Side, joined

_CONTACT_HEADING = re.compile(
    r"\bkontakt(?:person|punkt|info|liste|ar|er|flate)?\w*|\bhvem (?:du|man|en)? ?(?:ringer|kontakter)"
    r"|\bkven (?:ein|du)? ?(?:ringer|ringjer|kontaktar)",
    re.IGNORECASE,
)
_IS_THE_CONTACT = re.compile(r"\ber kontakten\b", re.IGNORECASE)
_CONTACT_PHRASE = re.compile(
    r"\b(?:vender?|vende|henvender?) (?:\w+ )?seg (?:\w+ )?til\b|\bskal vende seg til\b|\b(?:ringer?"
    r"|ringjer?) (?!og\b)\w+|\bta(?:r|k)? kontakt med\b|\b(?:når|treffer|treff) (?:oss|meg|dere|dykk)\b"
    r"|\b(?:kontaktes|kontaktast|nås|nåast)\b|\bsvarer for oss\b"
    r"|\b(?:dere|de|dykk|dei|vi|me|en|ein|man) (?:skal )?(?:går|gå|snakke|snakker|snakkar) (?:til|med)\b"
    r"|\bkontakt(?:en|person(?:en)?) (?:vår|dykkar|deres) er\b|\bvår kontakt\w* er\b"
    r"|\b(?:henvendelser|førespurnader|spørsmål|brev|telefon\w*|melding\w*) (?:[\w-]+ ){0,4}"
    r"(?:rettes|går|rettast|sendes|sendast|skal) til\b"
    r"|\bring (?=(?-i:[A-ZÆØÅ]|\w+ [A-ZÆØÅ]))|\bfor [^,.;:]{3,40} svar[ae]r\b"
    rf"|{_IS_THE_CONTACT.pattern}"
    r"|^\W*kontaktperson\w* (?:for|i|hos|hjå|på|fra|frå|ved) [^.:;,]{2,40} er\b"
    r"|\ber (?:\w+ ){0,2}kontakt\b|\bfaste? telefon\b|\bspør(?:re|res|r)? etter\b",
    re.IGNORECASE,
)
_TO_BE_TOLD = re.compile(
    r"^\W*(?:hvem|kven) (?:vi|me|dere|man|ein) (?:skal )?(?:ringe|ringje|kontakte|kontakta|ta kontakt)", re.IGNORECASE
)
_LABELLED_NAME = re.compile(r"^\W*(?:for |i |hos |hjå |på |fra |frå )?[\wæøåÆØÅ -]{2,40}:", re.IGNORECASE)
_OWN_CONTACT = re.compile(
    r"\bdeltak\w* (?:sin |egen |eigen |sin eigen )?kontakt|\bdeltagers|\bbrukers\b|\bdeltakeren (?:vender"
    r"|ringer|tar)|\bdeltakaren (?:vender|ringjer|tek)|\bkontaktperson\w* for (?:den|kvar|hver|deltak)"
    r"|\b(?:hver|kvar) deltak\w+ (?:har|får|skal ha) [^:.]{0,40}\b\w*(?:kontakt|veileder|rettleiar|rådgi|rådgj)"
    r"|\b(?:hver|kvar|den enkelte) deltak\w+ (?:[\w,]+ ){0,8}kontaktperson"
    r"|\bdeltak\w+ forhold\w+ seg til|\bdeltakerne: egen",
    re.IGNORECASE,
)
_UNITS = re.compile(
    r"\b(?:enhete(?:r|ne)|eining(?:ar|ane)|avdeling(?:er|ar|ene|ane)|instans(?:er|ar|ene|ane)|tj?enest(?:er|ene|ane)"
    r"|kontore?(?:r|ne|a)|etat(?:er|ar|ene|ane))\b",
    re.IGNORECASE,
)
_DEFINITION = re.compile(r"^\W*[A-ZÆØÅ]{2,5}\s*=")
_OURS = re.compile(r"\b(?:hos|hjå|på|frå|fra) (?:oss|dere|dykk|deg)\b|\b(?:vår|vårt|dykkar|deres) ", re.IGNORECASE)
_ROW_OF_CONTACTS = re.compile(r"(?:^|: |– )(?:\d+\.? )?(?:faste? )?kontaktperson\w* –", re.IGNORECASE)
_OF_CONTACT = ("contact_persons", "contact_responsibility")
_FAINT = 0.15
_SHORT = 60
_LONGEST = 160


def heads_contacts(heading: str) -> bool:
    """Whether contact persons of the parties stand under `heading`."""
    return bool(_CONTACT_HEADING.search(heading)) and not _OWN_CONTACT.search(heading)


def asks_for_units(each: Provision, text: str) -> bool:
    """Whether a blank is there for what is no contact: "Deltakende enheter i kommunen: [sett inn]"."""
    return each.blank and bool(_UNITS.search(text)) and "kontakt" not in text.lower()


def with_contact(each: Provision, text: str, *, by_heading: bool, before: Side) -> Provision:
    """`each` as a provision on contact persons where its words, its heading or its neighbours make it one.

    `before` is the side whose contact the sentence before gives; a sentence that names no side continues it.
    """
    if _OWN_CONTACT.search(text):  # whom a participant turns to says nothing of how the parties follow up
        return replace(without(each, "contact_persons"), caseworkers=Side.NONE)
    if _DEFINITION.match(text) or asks_for_units(each, text):
        return without(each, "contact_persons")
    if each.contacts.unsided is not Contact.NONE and before is not Side.NONE:
        each = replace(each, contacts=_given_to(before, each.contacts.unsided))
    if each.modality is Modality.OPEN and each.labels["contact_persons"] > LIKELY and each.contacts == Contacts():
        each = replace(each, contacts=_given_to(before if each.actor is Side.NONE else each.actor, Contact.OPEN))
    given = {each.contacts.municipality, each.contacts.nav, each.contacts.unsided} - {Contact.NONE}
    row = _ROW_OF_CONTACTS.search(text)
    keeps_up = each.labels["contact_responsibility"] > 0.5 and not _IS_THE_CONTACT.search(text)
    if not given or (len(text) > _LONGEST and not row) or keeps_up:
        return each
    named = bool(person_names(text)) or each.blank or each.labels["contact_persons"] > _FAINT
    elsewhere = any(each.labels[label] > 0.5 for label in ("dispute", *OWN_SUBJECTS) if label not in _OF_CONTACT)
    stated = Contact.STATED in given and _CONTACT_PHRASE.search(text) and not elsewhere
    phrase = stated or (Contact.OPEN in given and _TO_BE_TOLD.match(text))
    goes_on = before is not Side.NONE and len(text) < _SHORT and not elsewhere
    if (
        (by_heading and (not elsewhere or person_names(text)))
        or row
        or phrase
        or goes_on
        or ((named or Contact.OPEN in given) and before is not Side.NONE)
        or (named and _LABELLED_NAME.match(text))
    ):
        return raised(each, "contact_persons")
    return each


def with_ours(found: Sequence[Provision], texts: Sequence[str]) -> list[Provision]:
    """`found`, whose words are `texts`, with "our contact" as that of the side whose contact is not told otherwise."""
    contact = [each.labels["contact_persons"] > LIKELY for each in found]
    told = {side_of_contact(each) for each in found} - {Side.NONE}
    other = OTHER_SIDE.get(joined(told), Side.NONE)
    return [
        replace(each, contacts=_given_to(other, each.contacts.unsided))
        if known and each.contacts.unsided is Contact.STATED and _OURS.search(text)
        else each
        for each, text, known in zip(found, texts, contact, strict=True)
    ]


def _given_to(side: Side, contact: Contact) -> Contacts:
    municipality, nav = side in (Side.MUNICIPALITY, Side.BOTH), side in (Side.NAV, Side.BOTH)
    return Contacts(municipality=contact if municipality else Contact.NONE, nav=contact if nav else Contact.NONE)


def side_of_contact(each: Provision) -> Side:
    """The side whose contact `each` gives, else NONE."""
    if each.labels["contact_persons"] <= LIKELY:
        return Side.NONE
    told = ((each.contacts.municipality, Side.MUNICIPALITY), (each.contacts.nav, Side.NAV))
    given = joined(side for contact, side in told if contact is not Contact.NONE)
    if given is Side.NONE and "nav_unit" in each.subjects:  # "Stillingen som kontaktperson i NAV er ledig"
        return Side.NONE if each.subjects & {"municipality", "municipal_unit"} else Side.NAV
    return given
