"""What kind of document this is, by its title, its structure and the matters that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ...extract.model import ClauseKind, Document, Page, Span
from .names import COUNTY
from .parties import CALLED_AGREEMENT, CALLED_ROUTINE, Party
from .sides import Side
from .view import view

_AGREEMENT = re.compile(
    r"\w*avtale\w*|\bavtala\b|\w*rutine\w*|överenskommelse\w*|\bsam(?:arbeid"
    r"|handling)\w* (?:\w+ ){0,3}(?:mellom|imellom)\b|\bpart(?:ner|nar)skap\w*|\bprotokoll om samarbeid\b",
    re.IGNORECASE,
)
# Where the programme lies in the NAV office there are no two parties to agree.
_INSIDE = re.compile(
    r"\b(?:[Ii]ntroduksjons(?:program|ordning|arbeid)\w*|[Pp]rogrammet) (?:(?!ikke|ikkje)\w+ ){0,4}"
    r"(?:(?:ligger|ligg|lagt|organisert|plassert) (?:\w+ ){0,2}(?:i|til|under|hos|hjå|på|ved)|del av)"
    r" (?:Nav|NAV)-?kontoret\b"
    r"|\blagt introduksjons\w+ (?:i|til|under|hos|hjå) (?:Nav|NAV)-?kontoret\b"
)
_SAYS_ROUTINE = re.compile(
    r"\b(?:denne|dette er (?:en|ein|ei)) (?:intern[ea]? )?(?:samarbeids)?rutin(?:e|en|a)\b|\bintern samarbeidsrutine\b",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"\b(?:ikke|ikkje) (?:\w+ ){0,2}(?:under|i|til|del av) (?:Nav|NAV)-?kontoret\b|\bto (?:likestilte"
    r"|likestilde) parter\b"
)
_NOT_ON_SCHEME = re.compile(
    r"\b(?:ikke|ikkje) (?:en |ein )?del av introduksjons\w+"
    r"|\b(?:avtal\w+|den|ho|han) (?:gjelder|gjeld|omfatter|omfattar) (?:ikke|ikkje) (?:deltak\w+ i )?introduksjons\w+"
    r"|\bintroduksjonsprogram\w*[^.]{0,60} (?:(?:omfattes|omfattast) (?:ikke|ikkje)|er (?:ikke"
    r"|ikkje) omfatt(?:et|a|at))\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"\W*(?:(?:møte)?(?:referat|protokoll) (?:fra|frå)|til ?stede|til ?stades|møtende|forfall|referent|sak \d+/\d+)\b",
    re.IGNORECASE,
)
_FEWEST_OF_MINUTES = 2  # lines as minutes have them; twice as many where somebody signed
# What is written for those whom it tells about, and binds nobody.
_FOR_READERS = re.compile(
    r"\b(?:til|for) (?:deg som|dykk som|dere som|alle (?:som|i)|arbeidsgiver|arbeidsgjev|frivillig"
    r"|innbygger|innbyggjar|nabo)",
    re.IGNORECASE,
)
_CIRCULAR = re.compile(r"^\W*(?:rundskriv\b|[A-Z]-\d{1,2}/(?:19|20)\d\d\b)", re.IGNORECASE)
_SAYS_CIRCULAR = re.compile(r"\b(?:dette|i dette) rundskriv\w*", re.IGNORECASE)
_TEMPLATE = re.compile(
    r"\b(?:avtalemal\w*|malen er|mal for (?:lokal )?(?:samarbeids)?avtale\w*|malen|mal)\b",
    re.IGNORECASE,
)
_NAMED_PARTY = re.compile(r"[A-ZÆØÅ][a-zæøå]+ (?:kommune|herad)|(?i:nav) (?!lokal)[A-ZÆØÅ]")
_MINISTRY = re.compile(r"\w*(?:departement|direktorat)\w*|\b(?:IMDi|UDI|Husbanken|Kompetanse Norge)\b", re.IGNORECASE)
_KS = re.compile(r"\bKS\b|Kommunenes Sentralforbund|kommunesektorens", re.IGNORECASE)
_LOCAL = re.compile(r"\b(?:kommune|herad|bydel|fylke\w*)\b|\bNAV (?!Arbeids)[A-ZÆØÅ]", re.IGNORECASE)
_SE_AGREEMENT = re.compile(r"överenskomm|kommit överens|\b(?:samverkans)?avtal|\bÖK\b", re.IGNORECASE)
_SE_PAPER = re.compile(
    r"^\W*(?:minnesanteckning|protokoll|mötesanteckning|vägledning|guide|handbok|broschyr|tjänsteskrivelse|handlingsplan"
    r"|lokal plan|information (?:till|om)|välkommen|rapport|uppföljning av)",
    re.IGNORECASE,
)
_SE_OTHER = re.compile(
    r"personuppgift|biträdesavtal|\bhyra\b|hyresavtal|lokalhyra|sekretess|upphandl|köpe?avtal|tjänsteavtal|ramavtal"
    r"|anställningsavtal|leverans",
    re.IGNORECASE,
)
_SE_AUTHORITY = re.compile(
    r"\b(?:Integrationsverket|Migrationsverket|Arbetsmarknadsstyrelsen|Arbetsförmedlingen|Skolverket"
    r"|Socialstyrelsen|Försäkringskassan|Sveriges Kommuner och (?:Landsting|Regioner)"
    r"|Myndigheten för skolutveckling)\b"
)
_SE_CENTRAL = re.compile(
    r"\bcentral\w* (?:\w+ )?överenskommelse\w*|\bnationell\w* överenskommelse\w*|\binom staten\b",
    re.IGNORECASE,
)
_SE_ASSOCIATION = re.compile(r"Sveriges Kommuner och|Kommunförbundet|\bSK[LR]\b")
_SE_MUNICIPALITY = re.compile(r"\b[A-ZÅÄÖ][a-zåäö]+s? kommun\b")
_OFFICE_TITLE = re.compile(
    r"\bpart(?:ner|nar)skap\w*|\b(?:drift|etablering|organisering|utvikling|utforming)\w*\b.{0,60}\b(?:nav"
    r"|arbeids- og velferds)|\bom (?:felles )?(?:lokalt )?(?:nav-?kontor|arbeids- og velferds(?:kontor"
    r"|forvaltning))|\bnav-?kontoret\b(?!.{0,20}\bi\b)",
    re.IGNORECASE,
)
_OFFICE_LAW = re.compile(
    r"\b(?:nav-?lov(?:en|a)|arbeids- og velferdsforvaltning(?:s?lov)?(?:en|a)?),?\W{1,3}§§? ?(?:\d+ (?:og|,) )?14\b"
    r"|§ ?14 i (?:nav-?lov|(?:lov om )?arbeids- og velferdsforvaltning)",
    re.IGNORECASE,
)
_INTRO_TITLE = re.compile(
    r"introduksjon|\bintro|integrering|flyktning|innvandr|nyankom|nykom|bosett|buset|mangfold|mangfald",
    re.IGNORECASE,
)
_OTHER_TITLE = re.compile(
    r"\b(?:leie\w*avtale\w*|leigeavtale\w*|husleie\w*|husleige\w*|leiekontrakt\w*|\w*databehandl\w*"
    r"|behandleravtale\w*|\w*praksisavtale\w*|\w*praksis(?:plass)?\b|\w*treningsplass\w*"
    r"|kjøpsavtale\w*|tariff\w*|arbeidsavtale\w*"
    r"|bruk av lokaler|leie av|leige av|framleie\w*|fremleie\w*|eiendom\w*|eigedom\w*|vedlikehold\w*"
    r"|tjenestekjøp\w*|konfidensialitet\w*|tiltaksplass\w*|opplæringskontrakt\w*)\b",
    re.IGNORECASE,
)
_OTHER_SCHEME = re.compile(r"\bkvalifiserings?program|\bjobbstø(?:tte|nad)|\bIPS\b", re.IGNORECASE)
_NO_AGREEMENT_TITLE = re.compile(
    r"\b(?:møteprotokoll\w*|møtebok\w*|møteinnkalling\w*|saksframlegg\w*|saksfremlegg\w*|saksutgreiing\w*"
    r"|saksutredning\w*|referat\w*|handlingsplan\w*|temaplan\w*|strategi\w*|plan|velkommen|veileder"
    r"|rettleiar for|informasjon til|brosjyre|evaluering av|evalueringsrapport\w*|rapport\w*|årsmelding\w*"
    r"|årsrapport\w*|høring\w*|nyhetsbrev|utlysning\w*|stillingsutlysning\w*|guide|tilstandsrapport"
    r"|sak \d+/\d+|saksnr|arkivsak\w*|protokoll frå|protokoll fra|orientering\w*)\b",
    re.IGNORECASE,
)
_OPENS_OTHERWISE = re.compile(
    r"\W*(?:møtereferat|referat|saksframlegg|saksfremlegg|saksprotokoll|møteprotokoll|møtebok|saksutgreiing"
    r"|evaluering av)\b",
    re.IGNORECASE,
)
# Who approved an agreement may stand below its title, with the case.
_APPROVAL = re.compile(
    r"\b(?:vedtatt|vedteken|vedteke|godkjent|godkjend|behandlet|behandla|handsama)\b.{0,80}\bsak \d+/\d+", re.IGNORECASE
)
_PLAINLY_AGREEMENT = re.compile(
    r"\bavtale mellom|\bavtala mellom|\b(?:som|protokoll og) avtal[ea]\b"
    r"|\bsamarbeidsavtale\b(?!.{0,60}(?:orientering|uttalelse|behandling"
    r"|sak\b))",
    re.IGNORECASE,
)
_CASE_HEADER = re.compile(
    r"\b(?:utvalgssak|utval:|utvalg:|(?-i:Vedtak|VEDTAK):|forslag til vedtak"
    r"|framlegg til vedtak|innstilling:|votering|protokolltilførsel|møtedato|møtestad|møtested)",
    re.IGNORECASE,
)
_LETTERHEAD = re.compile(r"\b(?:saksbehandler:|sakshandsamar:|arkivsak|saksnr)", re.IGNORECASE)
_SAYS_AGREED = re.compile(r"\bavtal(?:e|en|a)\b|\b(?:enige|einige|samde) om\b", re.IGNORECASE)
_DRAFT = re.compile(r"\bUTKAST\b|\bDRAFT\b|^\W*[Uu]tkast\b|[–-] ?utkast\b|\([Uu]tkast\b")
_LONGEST_MARK = 100  # characters of a line that marks a draft
_COVER = 15  # clauses in which the lines of a cover stand
_LIKELY = 0.6
_MANY_SUBJECTS = 11  # from which on it is about the programme, whoever it says that it leaves out
_SUBJECTS = (
    "nav_contribution_planning", "nav_contribution_delivery", "leader_followup", "caseworker_followup",
    "contact_responsibility", "info_settlement_plans",
    "info_arrival", "info_participant", "evaluation_cooperation", "evaluation_agreement", "post_programme",
    "common_goals", "performance_targets", "reporting",
)  # fmt: skip
_FEWEST_SUBJECTS = 5


def title_of(document: Document) -> str:
    """The title lines and, on a cover, the lines that name the agreement and its parties; "" for an empty document."""
    opening = document.clauses[:_COVER]
    titles = [clause for clause in opening if clause.kind is ClauseKind.TITLE]
    texts = [view(document.text, clause.body).text.strip() for clause in titles]
    if _AGREEMENT.search(" ".join(texts)):
        return " ".join(texts)
    for at, clause in enumerate(opening):
        text = view(document.text, clause.body).text.strip()
        if _AGREEMENT.search(text) and len(text) < 200 and not text.endswith(".") and not any(clause.headers):
            following = (
                [view(document.text, each.body).text.strip() for each in opening[at + 1 : at + 2]]
                if text.endswith("mellom")
                else []
            )
            return " ".join([*texts, text, *following])
    return " ".join(texts) or (view(document.text, opening[0].body).text.strip()[:200] if opening else "")


def is_draft(document: Document) -> bool:
    """Whether the document says of itself that it is a draft: in its first lines, or in a running header or footer."""
    return _marks_draft(_opening(document)) or draft_in_margins(document, document.pages)


def draft_in_margins(document: Document, pages: Iterable[Page]) -> bool:
    """Whether a running header or footer that stands first on one of `pages` says that they are a draft.

    Where the format has no pages every header and footer counts.
    """
    numbers = {None, *(page.number for page in pages)}
    margins = (block for block in document.blocks if block.margin and block.page in numbers)
    return _marks_draft(document.quote(block.body) for block in margins)


def _marks_draft(lines: Iterable[str]) -> bool:
    return any(_DRAFT.search(line) for line in lines if len(line) <= _LONGEST_MARK)


def _opening(document: Document) -> list[str]:
    """The first lines."""
    return [document.quote(clause.body) for clause in document.clauses[:_COVER]]


def kind_of(
    document: Document,
    language: str,
    title: str,
    parties: Sequence[Party],
    blanks: int,
    signed: bool,
    labels: Sequence[Mapping[str, float]],
) -> str:
    """One of the kinds of the JSON report.

    `blanks` counts the unfilled blanks, `signed` tells whether there is a signature block, `labels` are those of the
    provisions.
    """
    text = view(document.text, Span(start=0, end=min(len(document.text), 60_000))).text
    if language == "sv":
        return _swedish(text, title, parties, signed)
    if _CIRCULAR.match(title) or _SAYS_CIRCULAR.search(text[:1500]):
        return "circular"
    if _OPENS_OTHERWISE.match(title):
        return "not-an-agreement"
    minutes = sum(bool(_MINUTES.match(line)) for line in _opening(document))
    if minutes >= _FEWEST_OF_MINUTES * (2 if signed else 1):
        return "not-an-agreement"
    if _FOR_READERS.search(title) and not _AGREEMENT.search(title):
        return "not-an-agreement"
    says_otherwise = _NO_AGREEMENT_TITLE.search(_APPROVAL.sub("", title)) and not _PLAINLY_AGREEMENT.search(title)
    if says_otherwise or _is_case(text[:4000], signed):
        return "not-an-agreement"
    named = " ".join([title, *(party.name for party in parties)])
    if (_MINISTRY.search(named) and _KS.search(named)) or _is_nationwide(parties):
        return "national-agreement"
    if _is_template(text[:1500], parties, blanks):
        return "template"
    return _local(title, text[:1500], parties, signed, labels)


def _is_nationwide(parties: Sequence[Party]) -> bool:
    """Whether a ministry or directorate agrees with another one or with others, and no local body does."""
    names = [party.name for party in parties]
    central = [name for name in names if _MINISTRY.search(name)]
    return bool(central) and len(names) > 1 and not any(_LOCAL.search(name) for name in names)


def _is_case(opening: str, signed: bool) -> bool:
    """Whether lines of a case stand at the head; those of a letterhead alone stand on signed agreements too."""
    headers = len(_CASE_HEADER.findall(opening))
    return headers + len(_LETTERHEAD.findall(opening)) >= 2 and not (signed and headers == 0)


def _swedish(text: str, title: str, parties: Sequence[Party], signed: bool) -> str:
    if _SE_PAPER.search(title):
        return "not-an-agreement"
    if _SE_OTHER.search(title):
        return "other-agreement"
    if not _SE_AGREEMENT.search(title) and not (signed and len(parties) > 1):
        return "not-an-agreement"
    if any(_SE_MUNICIPALITY.search(party.name) for party in parties):
        return "se-local"
    authorities = len(set(_SE_AUTHORITY.findall(text[:6000])))
    nationwide = authorities >= 3 and bool(_SE_CENTRAL.search(text[:6000]))
    return "se-central" if nationwide or any(_SE_ASSOCIATION.search(party.name) for party in parties) else "se-local"


def _is_template(opening: str, parties: Sequence[Party], blanks: int) -> bool:
    """A template is not filled: its parties are blanks, and there are many of them."""
    nobody = not any(_NAMED_PARTY.search(party.name) for party in parties)
    return (
        blanks >= 6
        and nobody
        and bool(_TEMPLATE.search(opening) or "[" in opening[:400] or "_" in opening[:400] or "…" in opening[:400])
    )


def _local(
    title: str, opening: str, parties: Sequence[Party], signed: bool, labels: Sequence[Mapping[str, float]]
) -> str:
    on_scheme = bool(_INTRO_TITLE.search(title))
    if _OTHER_TITLE.search(title) or (_OTHER_SCHEME.search(title) and not on_scheme):
        return "other-agreement"
    both = {Side.NAV, Side.MUNICIPALITY} <= {party.side for party in parties}
    agreement = bool(_AGREEMENT.search(title)) or signed
    subjects = sum(any(each[label] > _LIKELY for each in labels) for label in _SUBJECTS)
    if not on_scheme and subjects < _MANY_SUBJECTS and _NOT_ON_SCHEME.search(opening):
        return "other-agreement"
    office = sum(each["nav_office"] > _LIKELY for each in labels)
    county = any(COUNTY.search(party.name) for party in parties)
    by_law = office > 1 and _OFFICE_LAW.search(opening)  # others cite it too
    by_title = (office > 1 or subjects < _FEWEST_SUBJECTS) and _OFFICE_TITLE.search(title)
    by_labels = office > max(3, len(labels) / 5)
    if not on_scheme and (by_title or by_law or by_labels or (county and office > 1)):
        return "nav-office-agreement" if agreement else "not-an-agreement"
    # A letter may say what the parties have agreed on without calling itself an agreement in its title.
    agreed = both and subjects >= 2 and bool(_INTRO_TITLE.search(opening) and _SAYS_AGREED.search(opening))
    if on_scheme or subjects >= _FEWEST_SUBJECTS or agreed:
        routine = CALLED_ROUTINE.search(title) or (not signed and _SAYS_ROUTINE.search(opening))
        inside = _INSIDE.search(opening) or (routine and not _OUTSIDE.search(opening))
        if inside and not CALLED_AGREEMENT.search(title):
            return "intro-routine"
        intro = agreement or agreed or (both and subjects >= _FEWEST_SUBJECTS)
        return "intro-agreement" if intro else "not-an-agreement"
    return "other-agreement" if agreement else "not-an-agreement"
