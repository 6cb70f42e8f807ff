"""What lies outside the cooperation on the introduction programme, whatever its words: other schemes, other people, the
past, reports to others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .labels import LIKELY
from .modality import Modality, main_clause
from .model import SUPPLIED, Provision, without
from .pieces import OLD_WORDING

_TO_AUTHORITY = re.compile(
    r"\b(?:til|med) nav (?:fylke|innlandet|nordland|rogaland|agder|vestland|trøndelag|(?:øst|vest)-viken)\b"
    r"|\btil (?:imdi|nir|ssb|kostra|fylkesmannen|statsforvalter\w*|\w*direktorat\w*"
    r"|\w*departement\w*)\b"
)
_BAN = re.compile(
    r"\b(?:opplysning|informasjon|melding)\w*\b.*\b(?:skal|må|kan) (?:ikke|ikkje|aldri) (?:\w+ ){0,2}"
    r"(?:gå|gis|gjevast|deles|delast|utveksles|utvekslast|sendes|sendast|formidles|formidlast)\b"
)
_BUT = re.compile(r"\b(?:uten|utan|med mindre|før|utover|ut over|mer enn|meir enn|enn|unntatt|om ikke|om ikkje)\b")
# Goals that somebody shall make one day are no goals yet.
_YET_TO_BE_MADE = re.compile(
    r"(?:\b(?:utform|utarbeid|drøft|formuler|fastsett|fastset|avklar|lag)\w*(?:es|ast|s)\b"
    r"|\b(?:blir|vert) (?:utform|utarbeid|drøft|formuler|fastsett|fastsatt|avklar|lag)\w*).{0,40}"
    r"\b(?:nærmere|nærare|senere|seinare|etter hvert|etter kvart|i løpet av|når|til høsten|til hausten|til våren"
    r"|(?:på|i) (?:det )?(?:første|fyrste) \w*møte\w*|på \w*planleggingsdag\w*)\b"
)
_IT_LASTS = re.compile(r"\W*(?:dette|det|oppfølgingen|oppfølginga) (?:gjelder|gjeld|varer|varar)\b")
_IT = re.compile(r"\W*(?:den|ho|han|denne) \w+(?:es|ast|s)\b")  # "Den evalueres hvert år"
_OF_IT = re.compile(
    r"\W*(?:(?:\w+ )?der|(?:for|til) (?:dem|dei|disse|desse)|(?:de|dei|dem) som er der|denne ordning\w*|den ordning\w*"
    r"|dette programmet)\b|.*\b(?:følger|følgjer|fylgjer|får|har) der\b"
)
# "I kvalifiseringsprogrammet følger NAV opp i hele programtiden" is not on the introduction programme.
_NO_PROGRAMME = re.compile(
    r"^(?!.*\b(?:intro|integreringslov|program(?:met|mets|deltak|innh))).*\bprogram(?:tid|periode)"
    r"|(?:noe|noko) (?:annet|anna) enn \w*(?:intro|program)",
    re.DOTALL,
)
# A heading on the other scheme alone, and not on how one gets from this one to that.
_OTHER_SCHEME = re.compile(r"^(?!.*\b(?:intro|flykt|overgang|etter\b)).*\b(?:kvalifiserings?program|kvp\b)")
_ITS_NAME = re.compile(r"\bkvalifiserings?program|\bkvp\b")
_NO_DUTY = r"(?!.*\b(?:skal|plikter|pliktar)\b)"  # told, and not laid down
_EXCLUDED = re.compile(
    r"\b(?:behandler|handsamar|omhandler|tar opp|tek opp) (?:ikke|ikkje) (?:introduksjons|program|ordning)"
    r"|^\W*(?:nav|kommunen|heradet|bydelen)(?: \w+)? er part i avtal\w+ (?:fordi|siden|sidan|ettersom)\b"
    r"|\b(?:omfattes|omfattast) (?:ikke|ikkje)\b|\ber (?:ikke|ikkje) omfatt(?:et|a|at)\b"
    r"|^\W*(?:avtal|rutin|tabell|dokument|tekst)\w* (?:\w+ ){0,2}(?:er|ble|blei|vart) (?:\w+ )?"
    r"(?:gjennomgått|gått gjennom|drøftet|drøfta|behandlet|behandla) (?:av|i|på|med)\b"
    r"|^\W*(?:merknad|kommentar|spørsmål)\b.*\?"
    r"|^\W*(?:punkt|avsnitt|setning|ledd|tekst)\w*\b.{0,40}\b(?:er|ble|blei|vart) (?:strøket|stroke|tatt ut|teke ut"
    r"|fjernet|fjerna)\b"
    r"|^\W*(?:(?:vi|me|jeg|eg|det) )?(?:viser|syner|vises|visast) til (?:møte|samtale|telefon|brev|e-post)"
    r"|^\W*erfaring\w* .{0,40}\b(?:er|var|viser|syner|tilsier)\b"
    rf"|^\W*(?:merknad|kommentar|bakgrunn|forklaring|erfaring\w*)(?: [\w ]{{3,30}})?:{_NO_DUTY}"
    r"|^\W*(?:merknad\W+)?(?:ved|i|hos|hjå|på) (?:de |dei )?(?:andre|mange|flere|fleire|enkelte) (?:nav-kontor\w*"
    rf"|kommun(?:er|ar|ene|ane)|bydel(?:er|ar))\b{_NO_DUTY}"
    rf"|^\W*(?:naboordning\w*|nabokommun\w*|nabobydel\w*|(?:hos|hjå) naboen)\b{_NO_DUTY}"
    r"|^\W*(?:merknad\W+)?(?:nasjonalt|på landsbasis|landssnittet|landsgjennomsnittet)\b"
    rf"(?! (?:intro|register)){_NO_DUTY}"
    r"|\b(?:har|hadde|var|ble|blei|vart)\b(?!.*\b(?:skal|må|vil)\b).*\b(?:(?:fram|frem) til (?:nå|no|i dag)|hittil)\b"
    r"|\b(?:holdes|haldast|blir halde|vert halde|ligger|ligg|faller|fell) (?:helt |heilt )?(?:utenfor|utanfor)\b"
)
# Who came to a meeting is nobody's contact.
_CAME = re.compile(r"\W*(?:til ?stede|til ?stades|møtte|forfall)\b[^.\n]{0,30}:?")
_ANSWERED_NO = re.compile(r"\?\W+nei\b")
# What follows from the rules anyway is no contribution of one's own.
_BY_RULES = re.compile(
    r"\b(?:bidra\w*|bidreg|medvirk\w*|medverk\w*|yte[r]?)\b(?: [\w,]+){0,8} (?:etter|innenfor|innanfor|i tråd med"
    r"|i samsvar med|i henhold til|i medhald av) (?:\w+ ){0,2}(?:regelverk\w*|lov(?:en|a|verk\w*)?|føringer|føringar"
    r"|retningslinje\w*)\W*$"
)
# What is over: a past tense with a word for the past, or what was ended.
_ONCE = re.compile(
    r"\b(?:tidligere|tidlegare|forrige|førre|forhenværende|den gang(?:en)?|den gongen|i prosjektperioden"
    r"|som (?:ble|vart|blei) (?:avsluttet|avslutta|lagt ned))\b|^\W*i (?:19|20)\d\d\b"
)
_WAS = re.compile(
    r"\b(?:ble|blei|vart|var|hadde|fulgte|følgde|fylgde|fikk|fekk|gikk|gjekk|holdt|heldt|møttes|møttest|drev|opphørte)\b"
)
_BINDS = re.compile(r"\b(?:skal|må|plikter|pliktar)\b")
_ENDED = re.compile(r"\ber (?:nå |no )?(?:nedlagt|lagt ned|avviklet|avvikla|opphørt)\b")
_PAST = re.compile(r"\b(?:var|hadde|ble|blei|vart|gikk|gjekk|nådde|oppnådde)\b")
_TO_COME = re.compile(r"\b(?:skal|må|mål|målet|vil)\b")


def within_scope(found: Sequence[Provision], texts: Sequence[str], headings: Sequence[str]) -> list[Provision]:
    """`found`, whose words in lower case are `texts` under `headings`, without the labels that are not theirs."""
    out: list[Provision] = []
    foreign = False
    came: int | None = None  # the clause that says who came
    replaced: int | None = None  # the clause that quotes what holds no longer
    for each, text, heading in zip(found, texts, headings, strict=True):
        if _CAME.match(text):
            came = each.clause
        if OLD_WORDING.match(text):
            replaced = each.clause
        if came == each.clause:
            each = without(each, "contact_persons")
        goes_on = (foreign and bool(_OF_IT.match(text))) or bool(_OTHER_SCHEME.search(heading))
        foreign = _is_of_other_scheme(each, text, goes_on=goes_on)
        of_office = bool(out) and out[-1].clause == each.clause and out[-1].labels["nav_office"] > LIKELY
        foreign = foreign or (of_office and bool(_IT.match(text)))
        told = each.clause == replaced or _EXCLUDED.search(text) or _is_over(text)
        if foreign or told:
            each = replace(each, labels=dict.fromkeys(each.labels, 0.0) | {"other": 1.0})
        if told:
            each = replace(each, subjects=frozenset())
        if out and _IT_LASTS.match(text) and out[-1].labels["post_programme"] > LIKELY:
            each = without(each, "duration")
        out.append(_narrowed(each, text))
    return out


def _is_over(text: str) -> bool:
    was = _ONCE.search(text) and _WAS.search(main_clause(text)) and not _BINDS.search(text)
    return bool(was or _ENDED.search(text))


def _is_of_other_scheme(each: Provision, text: str, *, goes_on: bool) -> bool:
    """Whether a provision is on kvalifiseringsprogrammet or the premises alone, and so evidence of nothing in the
    introduction programme. One that `goes_on` after such a sentence refers to it ("Der har NAV egne krav").
    """
    # Who works in the other's premises works with the other, but not in another programme.
    together = {"nav_unit", "caseworker"} <= each.subjects and not _ITS_NAME.search(text)
    own = "programme" in each.subjects and not _NO_PROGRAMME.search(text)
    return ("other_scheme" in each.subjects or goes_on) and not own and not together


def _narrowed(each: Provision, text: str) -> Provision:
    """`each` without what its words rule out.

    What the figures were is no target, and a report to an authority is none between the parties.
    """
    if each.labels["nav_office"] > SUPPLIED:  # what the office offers to all gives nobody a duty in the programme
        each = without(each, "nav_duties", "nav_contribution_delivery", "municipality_duties", "reporting")
    if each.labels["common_goals"] > LIKELY and _YET_TO_BE_MADE.search(text):
        each = replace(each, modality=Modality.OPEN)
    if _BY_RULES.search(text):
        each = without(each, "nav_contribution_planning", "nav_contribution_delivery")
    if _ANSWERED_NO.search(text) or (_BAN.search(text) and not _BUT.search(text)):
        each = replace(each, modality=Modality.NEGATED)
    told = _TO_AUTHORITY.search(text)
    if told and (" nav " in told.group() or not each.subjects & {"nav_unit", "both_parties"}):
        return without(each, "reporting")
    settled = each.modality is not Modality.OPEN
    if settled and each.labels["performance_targets"] > LIKELY and _PAST.search(text) and not _TO_COME.search(text):
        return without(each, "performance_targets")
    return each
