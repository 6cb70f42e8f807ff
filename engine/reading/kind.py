"""What kind of document this is, by its title, its structure and the matters that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...extract.model import ClauseKind, Document, Span
from .parties import Party
from .sides import Side
from .view import view

_INTRO = re.compile(r"introduksjon(?:s)?(?:program|ordning|lov|stønad|deltak|loven)|\bintro(?:en|programmet)?\b|integreringslov|nyankom|nykomn|flyktning|busett|bosett", re.IGNORECASE)
_STRONG_INTRO = re.compile(r"introduksjons?(?:program|ordning)|introduksjonslov|integreringslov|intro-?program|\bintro\b|\bintroen\b", re.IGNORECASE)
_AGREEMENT_TITLE = re.compile(r"\b(?:\w*avtale\w*|avtala|\w*rutine\w*|överenskommelse\w*|samarbeid\w* mellom|samhandling\w*|partner?skap\w*|protokoll om samarbeid)\b", re.IGNORECASE)
_ROUTINE_TITLE = re.compile(r"\b(?:\w*rutine\w*)\b", re.IGNORECASE)
_CIRCULAR = re.compile(r"\brundskriv\w*\b|\b[GQAP]-\d{1,2}/20\d\d\b", re.IGNORECASE)
_TEMPLATE = re.compile(r"\b(?:avtalemal\w*|malen er|mal for (?:lokal )?(?:samarbeids)?avtale\w*|malen|mal\b)", re.IGNORECASE)
_NATIONAL = re.compile(r"\b(?:departement\w*)\b.{0,80}\b(?:KS|Kommunenes Sentralforbund|kommunesektorens)\b|\bKS\b.{0,80}\b\w*departement\w*", re.IGNORECASE | re.DOTALL)
_SE_CENTRAL = re.compile(r"\b(?:central\w* överenskommelse\w*|Integrationsverket|Migrationsverket|Arbetsmarknadsstyrelsen|Skolverket|Sveriges Kommuner och (?:Landsting|Regioner))\b", re.IGNORECASE)
_NAV_OFFICE_TITLE = re.compile(
    r"\bpart(?:ner|nar)skap\w*|\bnav-?\s?lov\w*|\b(?:drift|etablering|organisering|utvikling|utforming)\w*\b.{0,40}\bnav|\bom (?:felles )?(?:lokalt )?(?:nav-?kontor\w*|arbeids- og velferds(?:kontor\w*|forvaltning\w*)|nav(?: i)? [A-ZÆØÅ]\w+)|\bnav-?kontoret\b", re.IGNORECASE
)
_NAV_OFFICE = re.compile(
    r"\b(?:lokaliser\w*|felles lokal\w*|minsteløsning\w*|minimumsløsning\w*|kommunale tjenester\w* (?:i|som|skal)\b|kommunale tenester|tjenestene i kontoret|enhetlig ledelse|einskapleg leiing|åpningstid\w*|opningstid\w*|arbeids- og velferdsforvaltningslov\w* § 1[34]|nav-lov\w* § 1[34]|§ 1[34]|brukermedvirkning|brukarmedverknad|sosialtjenestelov\w*|resepsjon|publikumsmottak\w*)\b", re.IGNORECASE
)
_OTHER_TITLE = re.compile(
    r"\b(?:leie\w*avtale\w*|leigeavtale\w*|husleie\w*|husleige\w*|leiekontrakt\w*|databehandl\w*|behandleravtale\w*|praksisavtale\w*|kjøpsavtale\w*|tariff\w*|arbeidsavtale\w*|bruk av lokaler|leie av|leige av|framleie\w*|fremleie\w*|eiendom\w*|vedlikehold\w*|tjenestekjøp\w*|konfidensialitet\w*|rammeavtale om kjøp|arbeidspraksis\w*|tiltaksplass\w*|opplæringskontrakt\w*)\b", re.IGNORECASE
)
_NOT_AGREEMENT_TITLE = re.compile(
    r"\b(?:møteprotokoll\w*|møtebok\w*|møteinnkalling\w*|saksframlegg\w*|saksfremlegg\w*|saksutgreiing\w*|saksutredning\w*|referat\w*|handlingsplan\w*|temaplan\w*|strategi\w*|plan for\b|plan\b|velkommen\b|veileder|rettleiar for|informasjon til|brosjyre|evaluering av|evalueringsrapport\w*|rapport\w*|årsmelding\w*|årsrapport\w*|høring\w*|nyhetsbrev|utlysning\w*|stillings\w*|guide\b|tilstandsrapport|sak \d+/\d+|saksnr|arkivsak\w*|protokoll frå|protokoll fra|orientering\w*)", re.IGNORECASE
)
_CASE = re.compile(r"\b(?:saksbehandler:|sakshandsamar:|arkivsak|saksnr|utvalgssak|utval:|utvalg:|vedtak:|forslag til vedtak|framlegg til vedtak|kommunedirektørens innstilling|innstilling:|votering|protokolltilførsel|møtedato|møtestad|møtested)", re.IGNORECASE)


def title_of(document: Document) -> str:
    """The title lines in one; else the first clause that names an agreement, else ""."""
    titles = [view(document.text, c.body).text.strip() for c in document.clauses[:8] if c.kind is ClauseKind.TITLE]
    if titles:
        return " ".join(titles)
    for clause in document.clauses[:12]:
        text = view(document.text, clause.body).text.strip()
        if _AGREEMENT_TITLE.search(text) and len(text) < 200:
            return text
    return view(document.text, document.clauses[0].body).text.strip()[:200] if document.clauses else ""


def kind_of(document: Document, language: str, title: str, parties: Sequence[Party], blanks: int, signed: bool) -> str:
    """One of the kinds of the JSON report. `blanks` counts the unfilled blanks, `signed` tells whether there is a signature block."""
    text = view(document.text, Span(start=0, end=min(len(document.text), 60_000))).text
    opening = text[:1500]
    agreement = bool(_AGREEMENT_TITLE.search(title)) or signed
    if language == "sv":
        return _swedish(text, title)
    if _CIRCULAR.search(title) and not parties:
        return "circular"
    if _NOT_AGREEMENT_TITLE.search(title) and not re.search(r"avtale mellom|avtala mellom|samarbeidsavtale\b", title, re.IGNORECASE):
        return "not-an-agreement"
    if len(_CASE.findall(text[:4000])) >= 2:
        return "not-an-agreement"
    if _NATIONAL.search(opening) and agreement:
        return "national-agreement"
    if _is_template(text, opening, parties, blanks):
        return "template"
    return _local(text, title, parties, agreement)


def _swedish(text: str, title: str) -> str:
    if not re.search(r"överenskommelse|avtal", title, re.IGNORECASE):
        return "not-an-agreement"
    return "se-central" if len(set(match.lower() for match in _SE_CENTRAL.findall(text[:6000]))) >= 3 else "se-local"


def _is_template(text: str, opening: str, parties: Sequence[Party], blanks: int) -> bool:
    """A template is not filled: its parties are blanks, and there are many of them."""
    nobody = not any(re.search(r"[A-ZÆØÅ][a-zæøå]+ kommune|(?i:nav) (?!lokal)[A-ZÆØÅ]", party.name) for party in parties)
    return blanks >= 6 and nobody and bool(_TEMPLATE.search(opening) or "[" in opening[:400] or "_" in opening[:400])


def _local(text: str, title: str, parties: Sequence[Party], agreement: bool) -> str:
    if _OTHER_TITLE.search(title):
        return "other-agreement"
    length = max(len(text), 1) / 1000
    intro, strong, office = len(_INTRO.findall(text)) / length, len(_STRONG_INTRO.findall(text)), len(_NAV_OFFICE.findall(text)) / length
    about_intro = bool(_STRONG_INTRO.search(title) or re.search(r"flyktning|integrering|innvandr|nyankom|nykomn|bosett|buset", title, re.IGNORECASE))
    sides = {party.side for party in parties}
    if not about_intro and (_NAV_OFFICE_TITLE.search(title) or office > 1.2) and office * 2 > strong / length:
        return "nav-office-agreement" if agreement else "not-an-agreement"
    if about_intro or strong >= 3 or intro > 2:
        if _ROUTINE_TITLE.search(title) and not re.search(r"avtale|avtala", title, re.IGNORECASE):
            return "intro-routine"
        if agreement or {Side.NAV, Side.MUNICIPALITY} <= sides:
            return "intro-agreement"
        return "not-an-agreement"
    return "other-agreement" if agreement else "not-an-agreement"
