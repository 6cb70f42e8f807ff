"""How a sentence binds – duty, option, intention, goal, left open or negated – in bokmål and nynorsk.

Only the main clause counts: in "… slik at deltakeren kan søke arbeid" nobody is given an option. Main and subordinate
clauses are told apart by the subordinating word and the next comma, which is how Norwegian administrative prose is
punctuated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import combinations, pairwise

from .themes import themes_of


class Modality(StrEnum):
    """The classes that the rules tell apart."""

    BINDING = "binding"
    OPTIONAL = "optional"
    INTENTION = "intention"
    AIM = "aim"
    OPEN = "open"
    NEGATED = "negated"


_WORD = re.compile(r"[^\W_]+|[,;:–]")
_SUBORDINATORS = frozenset({
    "som", "at", "dersom", "hvis", "viss", "når", "fordi", "mens", "medan", "slik", "inntil", "siden", "sidan",
    "ettersom", "hvor", "kor", "hvorfor", "korleis", "hvordan", "hva", "kva", "hvem", "kven", "hvilke", "hvilken",
    "såfremt", "såframt", "forutsatt", "sålenge",
})  # fmt: skip
# "Jeg mener at partene bør …", "det sier jeg rett ut at de kan …": what somebody thinks is the main clause.
_OPINION = re.compile(
    r"\b(?:(?:jeg|eg|vi|me|ein|en|man) (?:tenker|tenkjer|mener|meiner|synes|synest|trur|tror|sier|seier)"
    r"|(?:sier|seier|mener|meiner|tenker|tenkjer) (?:jeg|eg|vi|me)(?: rett ut)?),? at\b"
)
_WHERE = re.compile(
    r"(?<=\w)(?<! og)(?<! men) der (?!skal|kan|vil|må|er)(?:\w+ ){1,3}?(?:ikke|ikkje)\b"
)  # "… endres der den ikke holder mål"
_RELATIVE = re.compile(  # "en jobb de kan leve av", "det de kan"
    r"\b(?:en|ein|ei|et|eit|det|noe|noko|alt) (?:\w+ )?(?:de|dei|han|hun|ho) (?P<modal>kan|bør)\b"
)
# "Tallet på flyktninger kommunen skal ta imot, kan gjøres kjent for NAV"
_BEFORE_VERB = re.compile(
    r"^\W*(?:[^\W_]+ ){1,6}?(?P<clause>(?:kommunen|bydelen|heradet|nav|vi|me|de|dei|partene|partane)"
    r" (?:skal|vil|kan|må) [^,.;:]*),(?= (?:kan|bør)\b)"
)
# "NAV vurderer tiltak tidlig, så det kan stå i planen"; a verb after "så" would open a main clause.
_SO_THAT = re.compile(
    r", (?=(?:så|so) (?:det|dette|vi|me|dei|de|dere|den|han|ho|hun|ein|man|ingen|alle|begge|planen|deltak\w+|nav"
    r"|kommunen|partene|partane|rådgi?j?ev\w+|veileder\w*|rettleiar\w*)\b)"
)
_NO_CLAUSE = ("har ", "ha ")  # "har som mål" opens no clause
_VERB_FIRST = re.compile(
    r"^\W*(?:er|har|blir|vert|får|skal|vil|kan|må|trenger|treng|står|kommer|kjem|mangler|manglar|ønsker|ynskjer"
    r"|lykkes|lukkast|slutter|sluttar|finnes|finst|oppstår|flytter|flyttar|passer|passar|holder|held|stemmer|stemmar"
    r"|viser|endrer|endrar|fungerer|fungerar|virker|verkar)\s[^,?]*,(?!\s(?:hvis|dersom|viss|om|når)\b[^,]*\Z)"
)
# Its verb, then without "og" or another subordinate clause a second finite verb: that is the main clause's.
_UNPUNCTUATED = re.compile(
    r"^\W*(?:når|dersom|hvis|viss|etter at|så snart|så lenge)\s(?:[^\W_]+\s)+?"
    r"(?:er|har|blir|vert|ber|får|kommer|kjem|går|ønsker|ynskjer|trenger|treng|skal|kan|må|slutter|sluttar"
    r"|starter|startar|begynner|byrjar|finnes|finst|tilsier|tilseier|tillater|passer|passar)\s"
    r"(?:(?!(?:og|eller|som|at|å|om|samt|enn)\b)[^\W_]+\s){1,6}?(?P<modal>kan|skal|bør|må|vil)\s"
)
# "Hvor mange vi skal ta imot, kan vi si fra om": what is asked stands first, and the verb before its subject.
_ASKED_FIRST = re.compile(
    r"^\W*(?:hvor|kor|hva|kva|hvem|kven|hvilke\w*)\s(?:[^\W_]+\s){1,10}?(?P<modal>kan|bør|må|vil|skal)\s"
    r"(?:vi|me|nav|kommunen|heradet|bydelen|partene|partane|[^\W_]+(?:tjenesten|tenesta|kontoret))\b"
)
_BINDING_VERB = r"skal|må|plikter|pliktar|forplikter|forpliktar|vil"
_OPTIONAL_VERB = r"kan|bør|burde|kunne|oppfordres|oppmodast|anbefales|tilrås|tilrår|anbefaler|oppmodar|oppfordrer"
_MODAL = re.compile(rf"\b(?:(?P<binding>{_BINDING_VERB})|(?P<optional>{_OPTIONAL_VERB}))\b")
_ALSO_BINDING = re.compile(rf"\b(?:og|men) (?:\w+ ){{0,3}}(?:{_BINDING_VERB})\b")
_OPTIONAL = re.compile(
    r"\bved anledning\b|\bved høve\b"
    r"|(?<!\bda )(?<!\bdå )(?<!\bså )\b(?:har|gis|gjevast|får|er)"
    r" (?:(?:det|kommunen|bydelen|heradet|nav|partene|partane) )?"
    r"(?:anledning|høve|mulighet|moglegheit|adgang|åpning|opning) til\b"
    r"|\b(?:er )?(?:ønskelig|ynskjeleg|ønskeleg|ønskjeleg|valgfri\w*|valfri\w*|frivillig\w*)\b"
    r"|\b(?:så langt|i den grad|i den utstrekning|dersom|hvis|viss|når) (?:(?!ikke|ikkje)\w+ ){0,4}"
    r"(?:kapasitet\w*|ressurs\w*|midler|midlar|bemanning\w*|tida|tiden|mogleg|mulig|lar seg gjøre|let seg gjere|rom for"
    r"|anledning|høve|passer|passar|kalenderen|praktisk|hensiktsmessig|formålstjenlig)\b"
    r"|\bom (?:mulig|mogleg|ønskelig|ynskjeleg)\b"
    r"|\b(?:oppfordret|oppfordra|oppmodet|oppmoda) til\b|\better (?:kapasitet|skjønn|eget ønske|eige ynske)\b"
    r"|\bskal kunne\b|\b(?:det er|er det) (?:rom|åpning|opning|mulig|mogleg|anledning|høve|adgang)\b|\bgjerne\b"
    r"|\bhar (?:\w+ )?lov (?:til )?å\b"
    r"|\bbør vurdere\w*\b|\bstår (?:\w+ )?fritt\b|\b(?:er (?:det )?(?:\w+ )?|faller det "
    r"|fell det )naturle?i?g\w* (?:at|å)\b"
)
_INTENTION = re.compile(
    r"\b(?:tar|tek|ta|tas|takast) (?:\w+ ){0,3}sikte på\b"
    r"|\b(?:det|dette) (?:hadde|ville) (?:vært|vore|være|vere) (?:\w+ ){1,3}(?:om|hvis|å|viss)\b"
    r"|\b(?:hadde|ville) (?:vært|vore|være|vere) (?:fint"
    r"|bra|flott|kjekt|nyttig|ønsk\w+|ynsk\w+|en fordel|ein fordel)\b|\bsikter (?:mot|på)\b|\bsiktar (?:mot"
    r"|på)\b"
    r"|\b(?:ønsker|ynskjer|ønskjer|håper|håpar|vonar)\b"
    r"|\b(?:har|med) (?:som|til|ein|en)"
    r" (?:ønske|ynske|intensjon|hensikt|føremål|ambisjon|formål|siktemål|meining|mening)\w*\b"
    r"|\ber (?:(?:tanken|meninga|meiningen|meininga|ønsket|ynsket|håpet|vona)\b|planen (?:at|å)\b)"
    r"|\b(?:tanken|meninga|meiningen|meininga) er\b"
    r"|\b(?:tilstreber|tilstreve|tilstrebe|tilstrebes|tilstrebar|etterstreber|etterstrebe|etterstrebar|bestreber"
    r"|freistar|freiste|forsøker|forsøke|prøver|prøvar|prøve å|strekke oss|strever)\b"
    r"|\bser (?:vi |me |eg |jeg )?for (?:oss|seg|meg)\b"
    r"|\ber (?:fint|bra|flott|kjekt|en fordel|ein fordel) (?:om|hvis|å|viss)\b"
    r"|\bsøker å\b|\bsøkjer å\b|\bsøke å\b|\b(?:søkes|søkast) \w+(?:dd|t|et)\b"
    r"|\b(?:våger|vågar|tør|kan|kunne|vil) (?:(?:vi|me|de|dei) )?(?:ikke|ikkje) (?:å )?love?\b"
    r"|\bhar i tankane? å\b"
    r"|\b(?:er|har|nærer|nærar) (?:[^\W_]+ ){0,2}(?:forhåpning|håp|von)(?:en|a|er)?\b"
    r"|\b(?:ambisjon|intensjon|hensikt)(?:en|a|er|ar)?\b|\b(?:har|med) plan(?:er|ar) om\b"
    r"|\b(?:skal|vil) (?:\w+ ){0,2}(?:prøve|forsøke|freiste|søke)\b"
    r"|\ber (?:òg |også )?(?:et|eit|partenes|partanes|kommunens|navs) (?:ønske|ynske|ønskje)\b"
    r"|\bvil (?:\w+ ){0,3}(?:vurdere|forsøke|prøve|strebe|freiste|ønske|se på|sjå på|kunne)\b|\bplanlegger å\b"
    r"|\bplanlegg å\b|\bhar (?:[\w-]+ ){0,3}tenkt å\b|\b(?:er )?innstilt på\b|\bpositive? til\b|\bskulle\b|\blurte på\b"
)
_AIM = re.compile(
    r"\b(?:mål|målet|målene|måla|målsettingen|målsetjinga|målsetting|målsetjing)\b(?:\s\w+){0,3}\s(?:er|at|å)\b"
    r"|\b(?:er|har)\b(?:\s\w+){0,3}\s(?:som |eit |et )?(?:felles |sams )?(?:mål|målsetting|målsetjing)\b"
    r"|\b(?:arbeider|arbeide|arbeider|jobber|jobbe|arbeidar|jobbar) (?:\w+ ){0,2}(?:for|mot) at\b"
)
_SHARED_AIM = re.compile(r"(?:felles|sams) (?:\w+ ){0,3}(?:mål\w*|ambisjon\w*)(?: \w+){0,4}\s*:")
_OPENS_WITH_SHARED_AIM = re.compile(rf"\W*(?:\w+ ){{0,6}}{_SHARED_AIM.pattern}")
_SECOND_VERB = re.compile(
    r"\b(?!\w*(?:leder|leiar|giver|gjevar|behandler|handsamar|veileder|rettleiar|lærer|lærar|partner|partar|parter)\b)"
    r"[a-zæøå]{3,}(?:er|ar|es|ast) (?:\w+ ){1,}(?:og|men|samt) (?:\w+ )?$|[,;] (?:og|men|samt) (?:\w+ )?$"
)
_SPOKEN_OF = re.compile(
    r"\b(?:når|dersom|hvis|viss|hva|kva|hvilke\w*|deltak\w+s|elevens|eleven sitt|individuelle?|planen)\b"
)
_LEFT_OPEN = re.compile(
    r"\b(?=[sevp])(?<!måneder )(?<!uker )(?<!år )(?<!dager )(?<!månader )(?<!veker )(?<!dagar )(?<!ikke )(?<!ikkje )"
    r"(?:senere|seinare|seinere|etter hvert|etter kvart|ved en senere anledning|på et senere tidspunkt)\b"
    r"|\b(?:ikke|ikkje) (?:\w+ )?(?:bestemt|avklart|avgjort|avtalt|fastsatt|fastsett|tatt stilling|teke stilling)\b"
    r"|\b(?:ikke|ikkje) (?:\w+ )?(?:semje|enighet|einighet|enige|einige|samde) om\b"
    r"|\bansvar\w*\b[^.;]{0,80}\b(?:enten|anten) hos\b[^.;]{2,60}\beller hos\b"
    r"|\bstår åpent\b|\bstår ope\b|\bgjenstand for (?:forhandl|drøft|avklar|nærmere|nærare|vurdering)\w*"
    r"|\b(?:avtales|avtalast|avklares|avklarast|bestemmes|bestemmast|fordeles|fordelast|fastsettes|fastsetjast"
    r"|avtalt|avklart|bestemt|fastsatt|fastsett) (?:nærmere|nærare|når)\b"
    r"|\b(?:avklar|fastlegg|fastset|fastsett|oppnevn|oppnemn|utpek|bestem|avgjø|avgjer|fordel)\w*(?:es|ast|t|a|s)"
    r" (?:\w+ ){0,3}(?:når|etter at|så snart|i løpet av|frå gong til gong|fra gang til gang)\b"
    r"|\b(?:skriv\w*|skreve[nt]|fyll\w*|set\w*|føres?|førast) inn\b.{0,20}\b(?:når|senere|seinare|så snart)\b"
    r"|\b(?<!lages )(?<!lagast )(?<!lager )(?<!lagar )(?:neste|ny|seinare|senere) (?:versjon|utgave|utgåve|revisjon)\b"
    r"|\b(?:kjem|kome) (?:\w+ )?(?:attende|tilbake) til\b|\b(?:kommer|komme) (?:\w+ )?tilbake til\b"
)
# An indirect question with nothing after it but its settling: "Hvem som kaller inn, avklares når …".
_ASKED = re.compile(
    r"^\W*(?:hvorvidt|korvidt)\b"
    r"|^\W*(?:hvem|hvordan|hvor ofte|hvilke|hvilken|hva|kven|korleis|kor ofte|kva)\b(?!\W*:)(?!.*\?\W*$)"
    r"|^\W*om\b.*\bkan (?:vi|me|partene|partane) .*\b(?:senere|seinare|siden|sidan)\b"
    r"|^\W*(?:når|hvor|kor|formen|fremgangsmåten|framgangsmåten)\b[^:]*\b(?!avtalens|vurdert)(?:avklar|bestem|avgjø|avgjer"
    r"|fordel|fastsett|fastset"
    r"|fastlegg|drøft|vurder|avtal)\w*(?:s|ast|t)\b"
    r"|^\W*(?:fordeles|fordelast|avtales|avtalast|avklares|avklarast|bestemmes|bestemmast)\b"
)
_SETTLING = re.compile(
    r"\b(?:avklar|avtal|avgjø|avgjer|bestem|skriv|fastlegg|fordel|fastsett|fastset|fastsatt|oppnevn|oppnemn"
    r"|utpek|utnevn|utnemn"
    r"|peik|pek|drøft|settes opp|setjast opp|sett opp|sette opp|lage|utarbeid|kommer|kjem|stilling til|nemner"
    r"|nemne|finne|velge|tatt|åpent|ope|gjenstand|meld|bli|vert)\w*"
)
_NOT_NEGATION = re.compile(
    r"\bikk(?:e|je) (?:bare|berre|minst|sjeldnere|sjeldnare|senere|seinare|lenger (?:enn|tid)|til hinder|mindre|færre"
    r"|være til hinder)\b"
    r"|\bmed mindre\b|\bslipp\w* (?:\w+ )?ikk(?:e|je) (?:\w+ )?(?:taket|av syne)\b"
)
# What stands after the first main clause; what that one says decides.
_SECOND_CLAUSE = re.compile(r"[,;] (?:og|men|samt) .*|;.*", re.DOTALL)
_NEGATED = re.compile(
    r"\b(?:skal|kan|må|vil|bør|er|har|blir|vert|ble|finnes|finst|føres|tar|får|går|gir|gjør|står"
    r"|[^\W_]*(?:tek|held|gjev|kjem|gjer|gjeld)|(?!heller\b|eller\b)[^\W_]{2,}(?:er|ar|es|ast))\s+"
    r"(?:[^\W_]+\s+){0,3}(?:ikke|ikkje|aldri|verken|korkje|ingen|inga|intet)\b"
    r"|^(?:\W*)(?:ingen|inga|verken|korkje)\b"
    r"|\b(?:ikke|ikkje) (?:avtalt|fastsatt|fastsett|aktuelt|aktuell|regulert|noen plikt|nokon plikt|ansvar)\b"
    r"|\butgår\b|\bbortfaller\b|\bfell bort\b"
)
# Something of which a negated sentence has, and is found sooner.
_NO = re.compile(r"\b(?:ikke|ikkje|ingen|inga|aldri|verken|korkje|intet|utgår|bortfaller|fell bort)\b")


def _end_of_condition(lowered: str) -> int | None:
    """Where the main clause begins after an opening clause that no comma ends ("Når kurset er over kan NAV …")."""
    opening = _UNPUNCTUATED.match(lowered) or _ASKED_FIRST.match(lowered)
    return opening.start("modal") if opening else None


@lru_cache(maxsize=1 << 12)
def main_clause(sentence: str) -> str:
    """`sentence` in lower case without its subordinate clauses (blanked out, so that places stay the same).

    A conditional clause without "dersom" ("Er deltakeren ikke i arbeid, skal …") opens with its verb and ends at the
    comma.
    """
    lowered = sentence.lower()
    if " at " in lowered:
        lowered = _OPINION.sub(lambda opinion: " " * len(opinion.group()), lowered)
    if condition := _VERB_FIRST.match(lowered):
        lowered = " " * condition.end() + lowered[condition.end() :]
    out = list(lowered)
    for start, end in _beside_main(lowered):
        out[start:end] = " " * (end - start)
    opened, subordinate = _end_of_condition(lowered), False
    results = {match.end() for match in _SO_THAT.finditer(lowered)}
    for match in _WORD.finditer(lowered):
        word = match.group()
        if word in ",;:–" or match.start() == opened:
            subordinate = False
        elif match.start() in results or (
            word in _SUBORDINATORS and not lowered.endswith(_NO_CLAUSE, 0, match.start())
        ):
            subordinate = True
        if subordinate:
            out[match.start() : match.end()] = " " * len(word)
    return "".join(out)


def _beside_main(lowered: str) -> Iterator[tuple[int, int]]:
    """The ranges of words that no subordinating word tells from the main clause."""
    if " kan" in lowered or " bør" in lowered:
        yield from (match.span("modal") for match in _RELATIVE.finditer(lowered))
        yield from (match.span("clause") for match in _BEFORE_VERB.finditer(lowered))
    if " der " in lowered:
        yield from (match.span() for match in _WHERE.finditer(lowered))


_PATTERNS = {
    "asked": _ASKED,
    "left open": _LEFT_OPEN,
    "settling": _SETTLING,
    "negated": _NEGATED,
    "no": _NO,
    "intention": _INTENTION,
    "optional": _OPTIONAL,
    "aim": _AIM,
    "shared aim": _SHARED_AIM,
    "spoken of": _SPOKEN_OF,
    "verb first": _VERB_FIRST,
    "also binding": _ALSO_BINDING,
    "question": re.compile(r"\?"),
}


@lru_cache(maxsize=1 << 12)
def _signs(sentence: str) -> tuple[str, ...]:
    """The names of the patterns that `sentence` has, each with "main" before it again where its main clause has it."""
    lowered, main = sentence.lower(), main_clause(sentence)
    found: list[str] = []
    denied = _NO.search(lowered) is not None
    for name, pattern in _PATTERNS.items():
        if (denied or pattern is not _NEGATED) and pattern.search(lowered):
            found += (name, f"main {name}") if pattern.search(main) else (name,)
    return tuple(found)


def cues(sentence: str, lead: str) -> tuple[str, ...]:
    """What in a sentence and the lead-in of its list speaks for how it binds, by name; the classifier weighs it.

    Each pattern counts anywhere and in the main clause; to these come the modal verbs, the words of the main clause and
    what the rules of `modality_of` would say.
    """
    lowered, main = sentence.lower(), main_clause(sentence)
    signs = [f"rule {modality_of(sentence)}", *([f"lead {modality_of(lead)}"] if lead else []), *_signs(sentence)]
    signs += sorted({f"modal {match.group()}" for match in _MODAL.finditer(lowered)})
    words = [word for word in _WORD.findall(main) if word[0].isalpha()]
    if first := _MODAL.search(main):
        signs.append(f"main modal {first.group()}")
        signs += [f"{first.group()} of {theme}" for theme in themes_of(main[: first.start()])]
    pairs = [f"{a} + {b}" for a, b in combinations(signs, 2)]
    return (*signs, *pairs, *words, *(f"{a} {b}" for a, b in pairwise(words)))


def is_doubtful(signs: tuple[str, ...]) -> bool:
    """Whether by the rules a sentence with these cues does not bind."""
    return signs[0] != f"rule {Modality.BINDING}"


@lru_cache(maxsize=1 << 12)
def modality_of(sentence: str) -> Modality:
    """How `sentence` binds. The plain present tense of an agreement ("Partene møtes hvert halvår") binds."""
    lowered, main, signs = sentence.lower(), main_clause(sentence), _signs(sentence)
    if "asked" in signs or ("left open" in signs and "settling" in signs):
        return Modality.OPEN
    if "no" in signs and _NEGATED.search(_NOT_NEGATION.sub(" ", _SECOND_CLAUSE.sub("", main))):
        return Modality.NEGATED
    if "shared aim" in signs and _OPENS_WITH_SHARED_AIM.match(lowered):
        return Modality.AIM
    if "main intention" in signs:
        return Modality.INTENTION
    if "optional" in signs or _has_optional_verb(main):
        return Modality.OPTIONAL
    return Modality.AIM if _is_aim(lowered) else Modality.BINDING


def _has_optional_verb(main: str) -> bool:
    """The first verb decides: "NAV følger opp i et år, og kan delta i møter" binds."""
    modal = _MODAL.search(main)
    if modal is None or not modal.group("optional") or _ALSO_BINDING.search(main):
        return False
    return not _SECOND_VERB.search(main[: modal.start()])


def _is_aim(lowered: str) -> bool:
    """A goal is stated, not spoken of ("hvilket mål som er satt", "deltakerens mål")."""
    aim = _AIM.search(lowered)
    return aim is not None and not _SPOKEN_OF.search(lowered[max(0, aim.start() - 30) : aim.end()])
