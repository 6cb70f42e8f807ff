"""The short names that a document gives to bodies and roles, with what they stand for; "vi" and "dere" among them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from ...extract.model import Document
from .contacts import person_names
from .lexicon import lexicon
from .sides import OF_CONCEPT, OTHER_SIDE, Side, told_by

_ALIAS = re.compile(
    r"(?:heretter|herefter|i det følgende|i det følgjande|nedenfor|nedanfor|her|i avtalen|i avtala"
    r"|til dag(?:lig|leg)s?(?: bare| berre)?)\W*(?:kalt|kalla"
    r"|omtalt som|omtala som|benevnt|benemnd|nemnd|nemnt|kalles"
    r"|kallast)?\W*(?:[«\"“”](?P<quoted>[^«»\"“”\n]{2,30})[»\"“”]|'?(?P<name>[A-ZÆØÅ][\wæøå-]+))"
)
# "Ål kommune på den ene side og NAV Ål på den annen, i det følgende kalt kommunen og kontoret"
_PAIR = re.compile(
    r"(?:heretter|i det følgende|i det følgjande|nedenfor|nedanfor)(?: henholdsvis)? (?:kalt|kalla|benevnt|nemnd)"
    r" [«\"“]?(?P<first>\w+)[»\"”]? (?:og|samt) [«\"“]?(?P<second>\w+)[»\"”]?(?=[.,;)\n])"
)
# "Sunndal kommune, heretter K"
_LETTER = re.compile(
    r"\b(?:heretter|nedenfor|nedanfor)(?: kalt| kalla| nemnt)?,? [«\"]?(?P<name>[A-HJ-ZÆØ])[»\"]?(?=[\s,.)])"
)
_MEANS = re.compile(r"\b(?P<name>[A-ZÆØÅ]{1,5})\s*=\s*(?P<means>[^.;,\n]+)")
_IN_BRACKETS = re.compile(
    r"\s\([«\"“]?(?P<name>[A-ZÆØÅ]{1,5}|[A-ZÆØÅ]&[A-ZÆØÅ]|[A-ZÆØÅ][a-zæøå]{2,}|kontoret|etaten)[»\"”]?\)"
)
# By what a municipality takes part, whatever it is called: "Meløy kommune ved avdeling Vekst", "I kommunen er det
# Bufferen som er med".
_OF_MUNICIPALITY = re.compile(
    r"(?:\b(?:kommunen?|herad(?:et)?|bydel \w+),? (?:er representert )?(?:ved|v/)"
    r"|(?:^|[.:;] )\W*(?:i|på|fra|frå|for) (?:kommunens? side|kommunen si side|kommunal side|kommunen)\b) ?"
    r"(?:(?:er det|deltar|deltek|møter|avdelinga?|avdelingen|seksjon(?:en)?|eining|enhet(?:en)?) ){0,2}",
    re.IGNORECASE,
)
_UNIT_NAME = re.compile(
    r"(?P<name>[A-ZÆØÅ][\wæøå-]+(?: og [\wæøå-]+| [a-zæøå]+ing)?)(?= \(|,|\.| og N[Aa][Vv]| som |$)"
)
# "VIS (Vaksenopplæring, integrering og språk)"
_EXPANDED = re.compile(r"\b(?P<name>[A-ZÆØÅ]{2,5}) \((?P<means>[^()\n]{6,80})\)")
_WORDS_BEFORE = re.compile(r"[\w-]+(?: [\w-]+){0,3}\Z")  # four at most
# "Med «Kontoret» menes NAV Tønsberg", "Når det står «dere», mener vi NAV", "«Kontoret»: NAV Tønsberg".
_DEFINED = re.compile(
    r"[«\"“”](?P<name>[A-ZÆØÅa-zæøå][\w-]*)[»\"“”]"
    r"(?:[^.;:«\n]{0,30}?\b(?:men|mein|forstå|bety|tyd|sikt)\w*(?: vi\b| me\b| ein\b)?|:| er\b)"
    r"\s*(?P<means>[^.;,\n«]{2,80})"
)
# "«Etaten» – NAV Arendal", "«Brakka» (Rana kommune, Flyktningkontoret)"
_SET_OFF = re.compile(
    r"[«\"“](?P<name>[A-ZÆØÅ][\w-]*)[»\"”] ?(?:[–—-] |\()(?P<means>[^.;:\n«»()–—]{2,80})(?=[.;)\n–—(]|\Z)"
)
# "I avtalen forstås med «kontoret» NAV Tolga og med «etaten» Arbeids- og velferdsetaten".
_UNDERSTOOD = re.compile(r"\b(?:forstå|mein|men)(?:es|ast|s)\b[^.\n]*")
_WITH = re.compile(r"\bmed [«\"“”](?P<name>[\w-]+)[»\"“”] (?P<means>[^.;,\n«]{2,80}?)(?= og med [«\"“”]|[.;,]|$)")
# "Flyktningteamet (kommunal side)", "Team Integrering er kommunalt"
SIDE_OF = re.compile(
    r"\b(?P<name>\w+(?:teamet|gruppa|gruppen|avdelinga|avdelingen|eininga|enheten)"
    r"|[Aa]vdeling (?P<own>[\w-]+(?: (?:og |for )?[\w-]+){0,2})|[A-ZÆØÅ][\w-]+(?: (?!og\b)[\w-]+){0,2})"
    r"(?: \((?:[A-ZÆØÅ]{2,5}, )?(?P<means>kommunal|statlig|statleg)t?"
    r"(?: (?:side|del|linje|avdeling|ansatt|tilsett)[^()]{0,40})?\)"
    r"|(?: \((?:ansatte?|tilsette?) (?:i|av|hos) (?:[A-ZÆØÅ]\w+ )?(?P<by>kommunen?|staten)\))"
    r"|(?:,? som)? er (?P<is>kommunal|statlig|statleg)t?(?: (?:side|del|linje|avdeling|ansatte?|tilsette?))?"
    r"(?=[.,;]| og ))"
)
# "Det kommunale introteamet og det statlige arbeidslivsteamet", "Flyktninggruppa får lønn av kommunen, … av staten"
BY_ADJECTIVE = re.compile(
    r"\b(?:det|den|dei|de) (?P<means>kommunal|statl[ie]g)e"
    r" (?P<name>\w+(?:team|grupp|avdeling|eining|enhet|seksjon)\w*)",
    re.IGNORECASE,
)
_PAID_BY = re.compile(
    r"\b(?P<name>(?!mål|deltak|forslag)\w{1,30}"
    r"(?:team|grupp|avdeling|eining|enhet|seksjon|(?<!grunn)laget\b|linja\b)\w{0,6}) (?:får lønn?|lønnes|lønast"
    r"|er (?:tilsette?|ansatte?)|hører til|høyrer til|sorterer|tilhører)(?: \w+){0,2}? (?:av|i|under|hos)"
    r" (?:[A-ZÆØÅ]\w+ )?(?P<means>kommun|stat)(?:en|e|al)\b(?! (?:eller|og) )"
    r"|(?<=, )(?P<also>\w{1,30}(?:team|grupp|avdeling|eining|enhet|seksjon)\w{0,6})"
    r" (?:av|i|under|hos) (?P<by>kommun|stat)en\b(?! (?:eller|og) )",
    re.IGNORECASE,
)
# Something of which each match of `_PAID_BY` has, and is found sooner.
_EMPLOYED = ("tilset", "ansatt", "løn", "hører til", "høyrer til", "sorterer", "tilhører")
# "Statlig side: arbeidsteamet i Nav Røros"
SIDE_FIRST = re.compile(
    r"\b(?P<means>[Kk]ommunal|[Ss]tatlig|[Ss]tatleg) (?:side|linje|del)(?::| er) (?P<name>[\w-]*team(?:et)?)\b"
)
# "Busetjingslaget i Ulstein kommune", "Jobbteamet (NAV Kongsberg)"
_OWNED_NAME = r"(?P<{0}>[A-ZÆØÅ][\wæøå-]{{2,}}(?: og [a-zæøå-]+| [a-zæøå]+ing)?)"
_OWNING = r"(?P<{0}>(?:[A-ZÆØÅ][\w-]+ ){{1,3}}(?:kommune|herad)\b|N[Aa][Vv] [A-ZÆØÅ][\w-]+)"
_OWNED = re.compile(
    rf"{_OWNED_NAME.format('name')} (?:(?:i|ved|på|hos|hjå) {_OWNING.format('owner')}|\({_OWNING.format('within')}\)?)"
)
# "Velkomstenheten, Vennesla kommune, og Markedsteamet, NAV Vennesla", and the other way round; one such comma alone
# may be that of a list.
_OWNED_BY_COMMA = re.compile(
    rf"{_OWNED_NAME.format('name')}, {_OWNING.format('owner')}"
    rf"|{_OWNING.format('first')}, {_OWNED_NAME.format('unit')}(?=[,.;\n]| og |\Z)"
)
_NO_UNIT = re.compile(
    r"\A(?:rådhus|kommunehus|heradshus|kulturhus)|(?:plan(?:en|a)?|program\w*|ordning\w*|avtal\w+|rutin\w+|møte\w*|vedtak\w*)\Z",
    re.IGNORECASE,
)
# "Kjelleren er kommunens programrådgivere", "Elva: de tre veilederne på NAV", "NAV sine folk kallar vi Brygga"
_LOCAL = r"(?P<name>[A-ZÆØÅ][a-zæøå]{2,})"
_EXPLAINED = re.compile(
    rf"(?:^|[.;:,(]\s|\b(?:og|mens|medan|samt|i|på|hos) )[«\"]?{_LOCAL}[»\"]?(?:,? er| betyr| tyder|:| =| –) "
    r"(?P<means>[^.;,\n]{3,80})",
    re.MULTILINE,
)
_CALLED = re.compile(
    r" (?:(?:heter|heiter|kalles|kallast)(?: her)?|(?:kaller|kallar) (?:vi|me)|blir (?:kalt|kalla)|går under navne?t)"
    rf" [«\"]?{_LOCAL}"
)
_CLAUSE = re.compile(r"[^.;:,\n]{3,60}\Z")
_FEWEST_TIMES = 3
_PEOPLE = frozenset({"caseworker", "municipal_unit", "municipal_post", "nav_unit"})
_FOLK = re.compile(r"\b(?:folk\w*|ansatte|tilsette|(?:de|dei|dem) som)\b")
_THING = re.compile(  # "Modia er NAVs fagsystem", "Ansvar: kommunen følger opp"
    r"system|portal|løsning|verktøy|ansvar|oppg[aå]v|lokale|\bdel av\b|avtale|\w*plan\b|møte|mål\b|liste|skjema|\bdato"
    r"|\A\W*(?:kommunen|bydelen|heradet|nav|person\w*|den) \w+(?:er|ar|es|ast)\b",
    re.IGNORECASE,
)
# "seksjonen", where no other than the municipality has a section
_OFFICE = re.compile(
    r"\b\w*?(?P<noun>seksjon|avdeling|enhet|eining|senter)(?:n|en|a|et|t)?"
    r"(?: (?:for|i|ved|på|hos) [\w-]+)?\b",
    re.IGNORECASE,
)
_DEFINITE = {
    "seksjon": ("seksjonen",), "avdeling": ("avdelingen", "avdelinga"), "enhet": ("enheten",), "eining": ("eininga",),
    "senter": ("senteret",),
}  # fmt: skip
_GLOSSARY = re.compile(r"\b(?:definisjon|begrep|omgrep|forkort|ordforklaring|ordliste|ord og uttrykk)", re.IGNORECASE)
_CODES = re.compile(rf"{_GLOSSARY.pattern}|\b(?:rolle|kode|aktør)", re.IGNORECASE)
_NAMES = re.compile(
    r"na[vm]n\b|\bord\b|begrep|omgrep|forkort|uttrykk|\bkod[ea]|\bvi (?:sier|seier|kaller|kallar)", re.IGNORECASE
)
_MEANINGS = re.compile(
    r"\b(?:hvem|kven|hva|kva) (?:det|dei?|som) (?:er|betyr|tyder)\b|\bstår for\b"
    r"|\b(?:be)?ty(?:r|der|dning|ding)\b|mei?ning|forklaring",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?P<of>[A-ZÆØÅ]{1,5})(?:-?\d{1,2})?")  # "N1" is one of N's
_SPEAKERS = re.compile(
    r"\b(?P<name>[Vv]i|[Mm]e|[Dd]ere|[Dd]ykk) (?:i|på|hos|hjå|ved|frå|fra) (?P<means>[\w-]+(?: (?!og\b)[\w-]+){0,2})"
)
# "Vi = flyktningtjenesten i Andebu. «Dere» er Jobbteamet", "Modum kommune (vi) og NAV Modum (dere)"
_SPEAKERS_TOLD = re.compile(
    r"(?:[«\"“](?P<quoted>vi|me|dere|dykk)[»\"”] (?:er|betyr|tyder)|\b(?P<name>vi|me|dere|dykk) =)"
    r" (?P<means>[\w-]+(?: (?!og\b)[\w-]+){0,4})",
    re.IGNORECASE,
)
_SPEAKERS_IN_BRACKETS = re.compile(r" \([«\"“]?(?P<name>vi|me|dere|dykk)[»\"”]?\)", re.IGNORECASE)
_OURS = re.compile(r"\b(?P<means>[\w-]+) (?:vår|vårt|våre)\b(?! (?:\d|\w+ing\b))")  # "Oppvekstkontoret vårt"
_ADDRESSEE = re.compile(
    r"^\W*(?i:til|mottaker|mottakar|adressat):? (?P<means>(?:[A-ZÆØÅ]|(?:deg|leder|leiar|rådmann)\w* )[^\n.]{2,60})$",
    re.MULTILINE,
)
# How a letter ends, and who signs it then.
_CLOSING = re.compile(
    r"^(?:med )?(?:(?:vennlig|vennleg|venleg|beste) )?(?:hilsen|helsing)\b[^\n]*(?P<signed>(?:\n[^\n]*){1,4})",
    re.IGNORECASE | re.MULTILINE,
)
_THE_TWO = ("du og jeg", "du og eg", "jeg og du", "eg og du", "vi to", "me to")
_TO_OTHERS = re.compile(r"\b(?:dere|dykk|dykkar)\b", re.IGNORECASE)
# Not "vår", which is the spring too.
_FORMS = {
    "vi": ("oss", "vårt", "våre"),
    "me": ("oss", "vårt", "våre"),
    "oss": ("vårt", "våre"),
    "dere": ("deres",),
    "jeg": ("meg",),
    "eg": ("meg",),
    "du": ("deg",),
    "dykk": ("dykkar", "de"),  # where there is "dykk", who else "dei" are
}
PRONOUNS = frozenset({*_FORMS, *(form for forms in _FORMS.values() for form in forms)})
# "Vi møtes hver måned", "det vi ble enige om": the writer and the reader of a letter.
WE_BOTH = re.compile(
    r"\b(?:vi|me)\b(?:(?!\b(?:vi|me)\b)[^.;:!?\n]){0,40}?"
    r"\b(?:møt(?:es|tes|est|test|ast)|sees|ses|sjåast|treff(?:es|ast|est)|snakk(?:es|ast|est)"
    r"|begge(?= (?:to|parter|partar|kontor)|[.,;:!?]|\Z)|felles|sams|hverandre|kvarandre|(?:sammen|saman)(?! med)"
    r"|i fellesskap|enige?|samde|einige)\b",
    re.IGNORECASE,
)
_TELLING = frozenset({*OF_CONCEPT, "leader", "caseworker"})
_POST_BEFORE = re.compile(r"(?P<post>[\w-]+(?: [\w-]+)?) \Z")  # "NAV-leder Morten Li"
_POST_AFTER = re.compile(
    r"(?:, | \()(?!(?:mens|medan|og|men|som|når)\b)(?P<post>[^.,;:()\n]{3,60})"
)  # "Kari Berg, rådgiver i flyktningtjenesten"
_PLACES = re.compile(r"\b(?:NAV|[Bb]ydel) ([\w-]+)|([\w-]+) (?:kommun|herad)")
_STEM = 4  # letters that "Mottaket" shares with "Mottakstenesta"
_LONGEST_POST = 40  # characters
_LETTERHEAD = 400  # characters in which a letter says whom it is to
_LONGEST_LINE = 120  # characters of a line that says who somebody is
# A post of which the name alone does not tell the side, and that not both sides have, as they have a "leder".
_POST = re.compile(r"\b(?!nav|møte)[a-zæøå]{3,}(?:sjef|direktør|sekretær)\b", re.IGNORECASE)
# "Seksjonsleder og NAV-leder"
_BESIDE_NAVS_LEADER = re.compile(
    r"\b(?P<post>(?!nav)[a-zæøå]{3,}(?:leder|leiar|koordinator))(?:en)? og"
    r" (?:NAV-(?:leder|leiar)|(?:leder|leiar)(?:en)? (?:for|i|ved|på|av) NAV\b)",
    re.IGNORECASE,
)
_OWNER = r"\w{0,3} (?:i|ved|for|på|hos|hjå) (?P<owner>[\w-]+(?: [\w-]+)?)"
_POSTS = frozenset({"leader", "caseworker", "municipal_post"})
_UNIT = frozenset({"municipal_unit"})
_PARTY = frozenset({"municipality", "nav_unit"})
_OF_SIDE = {Side.MUNICIPALITY: _UNIT, Side.NAV: frozenset({"nav_unit"})}
_ONE = (Side.MUNICIPALITY, Side.NAV)
# First names that open sentences as words.
_WORDS_TOO = frozenset(
    {"Per", "Dag", "Liv", "Odd", "Even", "Stein", "Bo", "Tor", "Siv", "Jan", "Mai", "Gro", "Vår", "Hans"}
)


def short_names(document: Document) -> dict[str, frozenset[str]]:
    """The short names with the concepts that they stand for; one that tells nothing new is left out."""
    text = document.text
    found: dict[str, frozenset[str]] = {}
    for name, concepts in (*_in_passing(text), *_units(text)):
        found.setdefault(name, concepts)
    for name, means in _defined(text):
        others = (concepts for other, concepts in found.items() if re.search(rf"\b{re.escape(other)}\b", means))
        found.setdefault(name, _concepts(means).union(*others))
    for name, concepts in (
        *_with_their_side(text),
        *_in_glossary(document),
        *_local(text),
        *_by_their_noun(text),
    ):
        code = _CODE.fullmatch(name)
        found.setdefault(name, concepts | found.get(code["of"], frozenset()) if code else concepts)
    found = _persons(text) | found
    found = {name: concepts for name, concepts in found.items() if concepts and not _concepts(name)}
    for name, _, _, side in owned_units(text, text):
        if told_by(_concepts(name)) is not side:
            found.setdefault(name, _OF_SIDE[side])
    return dict(_in_all_forms(_posts(text) | _speakers(text) | found))


def _in_passing(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The names that stand beside what they mean: "… (heretter kalt Senteret)", "… (FT)", "FT = …", "FT (…)"."""
    for match in (*_ALIAS.finditer(text), *_LETTER.finditer(text)):
        before = text[max(0, match.start() - 120) : match.start()]
        cut = max(before.rfind("."), before.rfind("\n"), *(before.rfind(f" {word} ") for word in ("og", "samt")))
        yield match.groupdict().get("quoted") or match["name"], _means(before[cut + 1 :], text, match.start())
    for match in _PAIR.finditer(text):
        before = re.split(r"[.\n]", text[max(0, match.start() - 200) : match.start()])[-1]
        named = [mention.concept for mention in lexicon("no").mentions(before) if mention.concept in _PARTY]
        if sorted(set(named)) == sorted(_PARTY):
            yield match["first"], frozenset(named[:1])
            yield match["second"], _PARTY - set(named[:1])
    for match in (*_MEANS.finditer(text), *_EXPANDED.finditer(text)):
        yield match["name"], _concepts(match["means"])
    for match in _IN_BRACKETS.finditer(text):
        words = _WORDS_BEFORE.search(text[max(0, match.start() - 120) : match.start()])
        if words and _is_short_for(match["name"], words.group()):
            yield match["name"], _means(words.group(), text, match.start())


def _is_short_for(name: str, words: str) -> bool:
    """Whether a name in brackets is one for the `words` before it, and not where they are or who they are."""
    is_word = name[0].isupper() and name[1:].islower()
    return not is_word or name[:_STEM].lower() in words.lower()


def _defined(text: str) -> Iterator[tuple[str, str]]:
    """The names that the document defines, with the words that it defines them by."""
    for match in _DEFINED.finditer(text):
        yield match["name"], match["means"].partition(" som ")[0]
    for match in _SET_OFF.finditer(text):
        means = match["means"]
        of_both = told_by(mention.concept for mention in lexicon("no").mentions(means)) is Side.BOTH
        if not (_concepts(means) & _POSTS or of_both or _THING.search(means)) and _is_name(match["name"], text):
            yield match["name"], means
    for sentence in _UNDERSTOOD.finditer(text):
        for match in _WITH.finditer(sentence.group()):
            yield match["name"], match["means"]


def _in_glossary(document: Document) -> Iterator[tuple[str, frozenset[str]]]:
    """The first cells of a table of definitions or codes, with what the others say that they mean."""
    for clause in document.clauses:
        if len(clause.cells) > 1 and clause.section is not None:
            title = document.quote(document.sections[clause.section].title)
            name, *cells = (document.quote(cell).strip() for cell in clause.cells)
            means = ", ".join(cells)
            explains = _GLOSSARY.search(title) or _explain(clause.headers)
            if (name and len(cells) == 1 and explains) or (_CODE.fullmatch(name) and _CODES.search(title)):
                concepts = _concepts(means.partition(" som ")[0])
                if "caseworker" in concepts:  # "programrådgjevarane, under kommunalsjefen"
                    concepts -= {"leader"}
                yield name, concepts
                if not name.isupper():  # "PR" is not "pr"
                    yield name.lower(), concepts


def _explain(heads: Sequence[str]) -> bool:
    """Whether the heads of a table of two columns tell that one holds names and the other what they mean."""
    return len(heads) == 2 and bool(_NAMES.search(heads[0]) and _MEANINGS.search(heads[1]))


def _with_their_side(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """ "Avdeling arbeid og marked (statlig)" and, where that is more than a word, "arbeid og marked" alone."""
    for match in SIDE_OF.finditer(text):
        side = _OF_SIDE[side_of_line(owner_in(match))]
        yield match["name"], side
        if match["own"] and " " in match["own"]:
            yield match["own"], side
    for match in chain(*(pattern.finditer(text) for pattern in (SIDE_FIRST, BY_ADJECTIVE))):
        yield match["name"], _OF_SIDE[side_of_line(match["means"])]
    for name, _, owner in paid_by(text):
        yield name, _OF_SIDE[side_of_line(owner)]


def _local(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The local names of one side's people or house that the text explains once and uses again, always as a name."""
    explained = [(match["name"], match["means"]) for match in _EXPLAINED.finditer(text)]
    called = (
        (match["name"], _CLAUSE.search(text[max(0, match.start() - 60) : match.start()]))
        for match in _CALLED.finditer(text)
    )
    explained += [(name, before.group()) for name, before in called if before]
    places = frozenset(chain.from_iterable(_PLACES.findall(text))) if explained else frozenset()
    for name, means in explained:
        concepts = _concepts(means) - {"leader"}
        people = (concepts & _PEOPLE or _FOLK.search(means)) and not _THING.search(means)
        if (
            people
            and name not in places
            and told_by(concepts) in _ONE
            and _is_name(name, text)
            and re.search(rf"[a-zæøå,] {name}\b", text)
        ):
            yield name, concepts


def owned_units(text: str, names: str) -> Iterator[tuple[str, int, int, Side]]:
    """The units that `text` names beside the party that they are of, which `names` uses again and always as names: what
    each is called, where it starts and ends with its owner, and the side.
    """
    persons = person_names(text)
    owned = [(match["name"], match.start("name"), match) for match in _OWNED.finditer(text)]
    for line in re.finditer(r"[^\n]+", text) if _OWNED_BY_COMMA.search(text) else ():
        matches = list(_OWNED_BY_COMMA.finditer(text, line.start(), line.end()))
        if {_side_of_owner(match) for match in matches} == set(_ONE):
            owned += [(match["name"] or match["unit"], match.start(match.lastgroup or 0), match) for match in matches]
    for name, start, match in owned:
        known = told_by(_concepts(name))
        if (
            not _NO_UNIT.search(name)
            and _is_name(name, names)
            and not _concepts(name) & {*_POSTS, "municipality"}
            and (match.re is _OWNED or known in (Side.NONE, _side_of_owner(match)))
            and not any(first < start + len(name) and start < end for first, end in persons)
        ):
            yield name, match.start(), match.end(), _side_of_owner(match)


def _side_of_owner(match: re.Match[str]) -> Side:
    owner = next(filter(None, (match.groupdict().get(group) for group in ("owner", "within", "first"))))
    return Side.NAV if owner[:3].upper() == "NAV" else Side.MUNICIPALITY


def _is_name(word: str, text: str) -> bool:
    """Whether a text uses a word again and again, and always as a name."""
    name = re.escape(word)
    as_word = word.lower() in text and re.search(rf"\b{name.lower()}\b", text)
    return not as_word and len(re.findall(rf"\b{name}\b", text)) >= _FEWEST_TIMES


def _by_their_noun(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """ "Seksjonen", "avdelinga" where every such unit that the text tells the side of is the municipality's."""
    sides: dict[str, set[Side]] = {}
    for match in _OFFICE.finditer(text):
        concepts = _concepts(match.group()) & OF_CONCEPT.keys()
        sides.setdefault(match["noun"].lower(), set()).update(OF_CONCEPT[concept] for concept in concepts)
    for noun, told in sides.items():
        if told == {Side.MUNICIPALITY}:
            yield from ((name, _UNIT) for name in _DEFINITE[noun])


def paid_by(text: str) -> Iterator[tuple[str, int, str]]:
    """The units of which a text says who employs them: name, where it starts, "kommun…" or "stat…"."""
    for match in _PAID_BY.finditer(text) if any(word in text for word in _EMPLOYED) else ():
        group, owner = ("name", match["means"]) if match["name"] else ("also", match["by"])
        yield match[group], match.start(group), owner


def owner_in(match: re.Match[str]) -> str:
    """The words of a match that tell whose a unit is."""
    groups: dict[str, str | None] = match.groupdict()
    return next(filter(None, (groups.get(group) for group in ("means", "is", "by"))))


def side_of_line(adjective: str) -> Side:
    """The side of what is "kommunalt" or "kommunens", or "statlig" or "statens", in an office."""
    return Side.MUNICIPALITY if adjective.lower().startswith("kommun") else Side.NAV


def _means(words: str, text: str, end: int) -> frozenset[str]:
    """What the name after `words`, which end at `end` of `text`, stands for: their concepts, or a unit where the line
    says that the municipality takes part by it.
    """
    concepts = _concepts(words)
    if concepts & {"municipality", "nav_unit"}:  # "Partene er Sunndal kommune, heretter K"
        concepts -= {"both_parties"}
    line = text[text.rfind("\n", 0, end) + 1 : end]
    return _UNIT if concepts <= {"municipality"} and _OF_MUNICIPALITY.search(line) else concepts


def _units(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The names by which a municipality takes part that are those of no person."""
    for line in text.splitlines():
        for match in _OF_MUNICIPALITY.finditer(line):
            name = _UNIT_NAME.match(line, match.end())
            if name and not person_names(line[name.start() : name.end() + 20]):
                yield name["name"], _UNIT


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
    told = {name: post for name, post in told.items() if told_by(post) in _ONE}
    places = frozenset(filter(None, chain.from_iterable(_PLACES.findall(text))))
    short = {
        part: post
        for name, post in told.items()
        for part in (name.split()[0], name.split()[-1])
        if parts[part] == 1 and part not in _WORDS_TOO | places
    }
    return told | short


def _posts(text: str) -> dict[str, frozenset[str]]:
    """The posts of which a line tells whose they are ("Olav Ese, kontorsjef, Balestrand kommune"), or that stand beside
    the leader of NAV, when no line and no other words of the text give them to the other side.
    """
    told: dict[str, set[Side]] = {}
    for line in re.split(r"[\n\t]", text):
        if len(line) <= _LONGEST_LINE and person_names(line):
            concepts = {mention.concept for mention in lexicon("no").mentions(line)}
            side = told_by(concepts)
            for match in _POST.finditer(line) if side in _ONE else ():
                told.setdefault(match.group().lower(), set()).add(side)
    for match in _BESIDE_NAVS_LEADER.finditer(text):
        told.setdefault(match["post"].lower(), set()).add(Side.MUNICIPALITY)
    found: dict[str, frozenset[str]] = {}
    for post, sides in told.items():
        owned = re.finditer(rf"\b{re.escape(post)}{_OWNER}", text, re.IGNORECASE)
        owners = (_concepts(match["owner"]) for match in owned)
        sides = sides.union(OF_CONCEPT[concept] for owner in owners for concept in owner & OF_CONCEPT.keys())
        if len(sides) == 1 and not _concepts(post) & OF_CONCEPT.keys():
            found[post] = frozenset({"nav_unit" if Side.NAV in sides else "municipal_post"})
    return found


def _speakers(text: str) -> dict[str, frozenset[str]]:
    """Whom "vi" and "dere" stand for: where the text says so of both and never of another, else who signs a letter, or
    whom it is to.
    """
    told: dict[str, frozenset[str]] = {}
    spoken = [(match["name"], match["means"]) for match in _SPEAKERS.finditer(text)]
    defined = [(match["quoted"] or match["name"], match["means"]) for match in _SPEAKERS_TOLD.finditer(text)]
    for match in _SPEAKERS_IN_BRACKETS.finditer(text):
        if words := _WORDS_BEFORE.search(text[max(0, match.start() - 120) : match.start()]):
            defined.append((match["name"], words.group().rpartition(" og ")[2]))
    for name, means in defined or spoken:
        told[name.lower()] = told.get(name.lower(), frozenset()) | (_concepts(means) & OF_CONCEPT.keys())
    sides = {name: told_by(concepts) for name, concepts in told.items()}
    if set(sides.values()) == {"municipality", "nav"}:
        us = next((sides[name] for name in ("vi", "me") if name in sides), None)
        others = next((name for name in sides if name in ("dere", "dykk")), None)
        return _pronouns(us, others, leaders=False) | told if us and others else told
    return _in_letter(text) or _written_to(text)


def _in_letter(text: str) -> dict[str, frozenset[str]]:
    """Whom "vi" and "dere" stand for in a letter, which one party signs."""
    closing, addressed = _CLOSING.search(text), _TO_OTHERS.search(text)
    if closing is None or addressed is None:
        return {}
    signed = [_concepts(line) for line in closing.group("signed").splitlines()]
    signer = next(filter(None, (concepts & OF_CONCEPT.keys() for concepts in signed)), frozenset())
    if not signer:
        return {}
    is_leader = any(concepts & {"leader", "municipal_post"} for concepts in signed)
    return _pronouns(Side.NAV if "nav_unit" in signer else Side.MUNICIPALITY, addressed.group(), leaders=is_leader)


def _written_to(text: str) -> dict[str, frozenset[str]]:
    """Whom "vi" and "dere" stand for in a letter that both sign: by its addressee and by what is whose."""
    addressed = _TO_OTHERS.search(text)
    if addressed is None:
        return {}
    to = _ADDRESSEE.search(text[:_LETTERHEAD])
    spoken = [
        (match["name"].lower() in ("vi", "me"), side) for match in _SPEAKERS.finditer(text) for side in _side_of(match)
    ]
    ours = {side if by_us else OTHER_SIDE[side] for by_us, side in spoken}
    ours |= {side for match in _OURS.finditer(text) for side in _side_of(match)}
    if to and not ("kommun" in to["means"].lower() and "nav" in to["means"].lower()):
        ours |= {OTHER_SIDE[side] for side in _side_of(to)}
    return _pronouns(ours.pop(), addressed.group(), leaders=False) if len(ours) == 1 else {}


def _side_of(match: re.Match[str]) -> tuple[Side, ...]:
    """The one side that the words `means` of a match tell, if they do."""
    side = told_by(_concepts(match["means"]))
    return (side,) if side in _ONE else ()


def _pronouns(writer: Side, addressed: str, *, leaders: bool) -> dict[str, frozenset[str]]:
    """The pronouns of a letter, which calls its reader as `addressed`; `leaders` when its writer is one."""
    municipal, nav = frozenset({"municipality"}), frozenset({"nav_unit"})
    ours, theirs = (nav, municipal) if writer is Side.NAV else (municipal, nav)
    one = frozenset({"leader"} if leaders else ())
    return {
        **(dict.fromkeys(_THE_TWO, frozenset({"leader", "both_parties"})) if leaders else {}),
        **dict.fromkeys(("vi", "oss"), ours),
        **dict.fromkeys(("jeg", "eg"), ours | one),
        **({"du": theirs | one} if leaders else {}),
        **({"dykk": theirs, "me": ours} if addressed.lower().startswith("dykk") else {"dere": theirs}),
    }


def _in_all_forms(names: dict[str, frozenset[str]]) -> Iterator[tuple[str, frozenset[str]]]:
    for name, concepts in names.items():
        forms: Iterable[str] = (name, *_FORMS.get(name, ()))
        for form in forms:
            yield form, concepts
            if form[:1].islower():
                yield form[:1].upper() + form[1:], concepts


def _concepts(words: str) -> frozenset[str]:
    """The concepts of `words` that tell a side or a role; a party of NAV's is NAV's wherever it lies."""
    found = frozenset(m.concept for m in lexicon("no").mentions(words)) & _TELLING
    return found - {"municipality", "municipal_unit"} if "nav_unit" in found else found
