"""The words of a sentence as the register of obligations sees them: what each can be, and whether it stands in the main
clause.

Words by which actors and verbs are known are data, in `lexicon/deeds.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

import yaml

ModalVerb = Literal["skal", "plikter", "vil", "bør", "kan", ""]
MODALITIES: Mapping[str, ModalVerb] = {
    "skal": "skal", "må": "skal", "ska": "skal", "skall": "skal", "måste": "skal",
    "plikter": "plikter", "pliktar": "plikter", "forplikter": "plikter", "forpliktar": "plikter",
    "förbinder": "plikter", "åtar": "plikter", "åtek": "plikter",
    "vil": "vil", "vill": "vil", "avser": "vil",
    "bør": "bør", "burde": "bør", "bör": "bør", "kan": "kan",
}  # fmt: skip
PRONOUNS = frozenset({"de", "dei", "vi", "me", "han", "hun", "ho"})
_WORD = re.compile(r"[^\W_]+(?:[-/.:’'][^\W_]+)*(?:-(?= og | eller |/)|['’](?= ))?|[,;:–()]")
_SWEDISH_ONLY = frozenset({"om", "att", "innan", "då"})
_INFINITIVE_AFTER = frozenset({"kommer", "avser", "sig", "för", "genom", "med", "av"})
_ACRONYM = re.compile(r"[A-ZÆØÅÄÖ]{2,6}(?:[a-z]{1,3})?")
_NO_PART = frozenset({"preposition", "subordinator", "verb", "passive", "stative", "deponent"})
_GOES_ON = re.compile(r" (?:og|eller|och) ")  # after a comma: the clause that opens the sentence is not over yet
_NO_ACTORS = re.compile(
    r"CV|KVP|IKT|PC|PDF|SFI|CÖK|GDPR|ID|IP|EØS|TV|SMS|OK|HMS|IOP|LOV|FOR|NR|SVO|NIR|LIS|VO|DATO|JA|NEI|OBS"
)
_PASSIVE = re.compile(r"[a-zæøåéäö]{2,}(?:es|ast|as)")
GENITIVE = re.compile(r"\w*(?:(?<!tj)enes|anes|ernas|arnas|ens|ets)")
# A condition without "dersom" opens with its verb: "Skifter deltakeren mål, sendes ny kopi".
VERB_FIRST = re.compile(
    r"(?:Er|Har|Blir|Vert|Får|Skal|Vil|Kan|Trenger|Treng|Står|Kommer|Kjem|Mangler|Manglar|Ønsker|Oppstår|Slutter|Skifter"
    r"|Skiftar|Uteblir|Flytter|Avbryter|Finnes|Är)\s[^,?]*(?=,)"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign in [start, end) of the text; `main` in a main clause.

    `kinds` are those of `lexicon/deeds.yaml`, and "name" in the name of a party.
    """

    text: str
    start: int
    end: int
    kinds: frozenset[str]
    main: bool
    capital: bool


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    source = resources.files(__package__).joinpath("lexicon", "deeds.yaml").read_text(encoding="utf-8")
    entries: dict[str, list[str]] = yaml.load(source, Loader=yaml.CBaseLoader)
    return tuple((kind, re.compile("|".join(patterns))) for kind, patterns in entries.items())


@lru_cache(maxsize=1 << 14)  # names and numbers never end
def kinds_of(word: str) -> frozenset[str]:
    """What the lower-case `word` can be."""
    return frozenset(kind for kind, pattern in _kinds() if pattern.fullmatch(word))


@lru_cache(maxsize=256)
def words_of(text: str, language: str, names: re.Pattern[str] | None) -> tuple[Word, ...]:
    """The words of `text`; those in a match of `names` (the parties) are actors."""
    named = [match.span() for match in names.finditer(text)] if names else []
    found: list[Word] = []
    begun, depth = False, 0
    opening = VERB_FIRST.match(text)
    main = opening is None
    for match in _WORD.finditer(text):
        start, end = match.span()
        word, kinds, capital = _known(match.group())
        if word in ",;:–":
            if opening is None or start >= opening.end():
                main = begun or word != "," or not _GOES_ON.match(text, end)
        elif "subordinator" in kinds and _subordinates(word, found, language):
            main = False
        depth += (word == "(") - (word == ")")
        if named and any(start >= first and end <= last for first, last in named):
            kinds |= {"actor", "name"}
        in_main = main and not depth and word not in "(),;:–"
        begun |= in_main
        found.append(Word(word, start, end, kinds, in_main, capital))
    return tuple(found)


@lru_cache(maxsize=4096)
def _known(written: str) -> tuple[str, frozenset[str], bool]:
    """A word as it is written: in lower case, its kinds, and whether it has a capital. Acronyms are actors."""
    word, kinds = written.lower(), kinds_of(written.lower())
    capitals = (len(written) > 1 and written.isupper()) or written in ("IMDi", "AVdir")
    if capitals and _ACRONYM.fullmatch(written) and not _NO_ACTORS.fullmatch(written):
        kinds |= {"actor"}
    return word, kinds, written[:1].isupper()


def _subordinates(word: str, before: Sequence[Word], language: str) -> bool:
    """Whether a word that can open a subordinate clause does so after the words `before`."""
    if word in _SWEDISH_ONLY and language != "sv":
        return False
    last = before[-1].text if before else ""
    if word in ("om", "då"):
        return last in ("", ",")
    return {
        "snart": last == "så",
        "som": last not in ("har", "ha"),  # "har som oppgave" opens no clause
        "att": last not in _INFINITIVE_AFTER,
        "der": last != "",
    }.get(word, True)


def is_passive(word: Word) -> bool:
    """Whether `word` is a passive in -s or -st."""
    if word.kinds & {"deponent", "noun", "actor"} or GENITIVE.fullmatch(word.text):
        return False
    return "passive" in word.kinds or bool(_PASSIVE.fullmatch(word.text))


def noun_phrase(words: Sequence[Word], at: int, skip: int) -> tuple[int, int] | None:
    """The indices [start, end) of an actor with what belongs to it, from `at`, after up to `skip` words before it."""
    head = at
    while head < len(words) and "actor" not in words[head].kinds:
        word = words[head]
        if word.text.endswith("-"):  # "Arbeids- og velferdsetaten"
            head, skip = head + 2, skip + 2
            continue
        if head - at >= skip or word.kinds & _NO_PART or word.text in ",;:–()" or word.text in MODALITIES:
            return None
        if _PASSIVE.fullmatch(word.text) and not GENITIVE.fullmatch(word.text):
            return None
        head += 1
    if head >= len(words):
        return None
    end = head + 1
    while longer := _longer(words, end):
        end = longer
    return at, end


def _longer(words: Sequence[Word], end: int) -> int | None:
    """Where the phrase that ends at `end` goes on to: a name, what the actor belongs to, or one more actor."""
    if end >= len(words):
        return None
    word = words[end]
    if "name" in word.kinds and "name" in words[end - 1].kinds:
        return end + 1
    if word.capital and "actor" not in word.kinds:
        return end + 1
    following = words[end + 1] if end + 1 < len(words) else None
    if following is None:
        return None
    if word.text in ("for", "ved", "i", "på", "av", "hos", "från", "fra", "frå", "för", "vid"):
        known = "actor" in following.kinds or following.capital or following.text in ("dem", "dei", "deim")
        return end + 2 if known else None
    if word.text in ("og", "samt", "och", "eller"):
        phrase = noun_phrase(words, end + 1, 1)
        return phrase[1] if phrase else None
    return None
