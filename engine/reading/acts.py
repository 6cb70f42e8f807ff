"""Who does what in a sentence: the subject, the modal verb and the deed of each main clause that has a finite verb.

No parser: Norwegian and Swedish are verb-second, so the finite verb parts the subject from the deed, and the words that
name actors do the rest. Promises ranges of the text it is given, never words of its own. A sentence that it cannot take
apart has no acts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .words import GENITIVE, MODALITIES, PRONOUNS, ModalVerb, Word, is_passive, noun_phrase, words_of

_WITH_INFINITIVE = frozenset({"plikter", "pliktar", "forplikter", "forpliktar", "förbinder", "åtar", "avser"})
_TAKES_PLACE = (["finner", "sted"], ["finn", "stad"], ["äger", "rum"])
_JOINING = ("og", "och", "både", "eller", "samt")
_TIME_UNIT = re.compile(
    r"(?:år|halvår|kvartal|tertial|måned|månad|uke|veke|vecka|semester|høst|haust|vår|gang\w*|gong\w*|termin|\w+dag)\w*"
)
_PRESENT = re.compile(r"[a-zæøåéäö]{2,}(?:er|ar|es|ast|as)")
_AGREED = re.compile(
    r"\b(?:er|är) (?:\w+ )?(?:enige?|einige?|samde|samd|ense|inneforstått med|överens) om,? att? "
    r"|\blegg?e?r? til grunn,? at "
)
_RECEIVED = re.compile(
    r"(?:\w+ ){0,4}(?:beskjed|melding|kopi|oversikt|vedtaket|lista|listen|tilsendt|tilsend|orientering|orientert"
    r"|informert|varslet|varsla|underrettet|underretta|varsel|rapport\w*|tall\w*|referat\w*|til uttalelse"
    r"|\w+planen|stöd|informasjon|besked|uppdrag|lagt fram|førelagt|forelagt|tilbud|tilbod)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A main clause: its range of the text, who is the subject, and what is done.

    `actor` is the range of the subject where it can have a duty, else None; an `outsider` has no part in the
    cooperation. `modality` is one of "skal", "plikter",
    "vil", "bør", "kan", or "" for the present tense; `action` is the range of the deed. `passive` when the subject is
    what the deed is done to. `verb` is the finite verb in lower case. `agreed` is the range of those who are said to
    agree on it ("partene er enige om at …"), else empty.
    """

    start: int
    end: int
    actor: tuple[int, int] | None
    outsider: bool
    modality: ModalVerb
    verb: str
    passive: bool
    action: tuple[int, int]
    agreed: tuple[int, int] = (0, 0)


def acts(text: str, language: str, names: re.Pattern[str] | None) -> list[Act]:
    """The acts of the sentence `text`, in order; `names` finds the names of the parties."""
    agreed = _AGREED.search(text)
    words = words_of(" " * agreed.end() + text[agreed.end() :] if agreed else text, language, names)
    found = [act for act in (_act(text, part) for part in _parts(words)) if act is not None]
    if agreed:
        place = _agreeing(words_of(text[: agreed.end()], language, names))
        found = [replace(act, agreed=place) for act in found]
    return found


def _agreeing(words: Sequence[Word]) -> tuple[int, int]:
    """The range of those who agree, in the words that tell of it."""
    phrases = (noun_phrase(words, at, 0) for at, word in enumerate(words) if word.main)
    phrase = next((phrase for phrase in phrases if phrase), None)
    return (words[phrase[0]].start, words[phrase[1] - 1].end) if phrase else (0, 0)


def _parts(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Main clauses side by side: a conjunction, then an actor, then a finite verb open a new one."""
    first = 0
    for at, word in enumerate(words):
        joins = word.text in ("mens", "medan") or (word.main and word.text in ("og", "men", "samt", "och"))
        if not joins or at - first < 3:
            continue
        phrase = noun_phrase(words, at + 1, 2)
        opens = phrase and phrase[1] < len(words) and _finite(words, phrase[1])
        if opens and _seen_verb(words[first:at]) and not _in_subject(words, first, at):
            yield words[first:at]
            first = at + 1
    yield words[first:]


def _in_subject(words: Sequence[Word], first: int, at: int) -> bool:
    """Whether the conjunction at `at` joins subjects behind their verb: "skal rektor og NAV-leder møtes"."""
    verb = next((i for i in range(first, at) if words[i].main and _finite(words, i)), None)
    phrase = noun_phrase(words, _past_adverbs(words, verb + 1), 2) if verb is not None else None
    return phrase is not None and phrase[1] > at


def _seen_verb(words: Sequence[Word]) -> bool:
    return any(word.main and _finite(words, at) for at, word in enumerate(words))


def _finite(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    before = words[at - 1].kinds if at else frozenset()
    after = words[at + 1].kinds if at + 1 < len(words) else frozenset()
    if word.text in _WITH_INFINITIVE:
        return any(each.text in ("å", "att", "seg", "sig") for each in words[at + 1 : at + 7])
    if word.text in MODALITIES or word.kinds & {"stative", "deponent"}:
        return True
    if "either" in word.kinds and "actor" in before:
        return at + 1 < len(words) and not after & {"preposition", "deponent", "stative"}
    if "verb" in word.kinds:
        return "preposition" not in before
    if "actor" in word.kinds or "person" in word.kinds or (word.capital and at):
        return False
    if "passive" in word.kinds:
        return True
    if "noun" in word.kinds or not _PRESENT.fullmatch(word.text) or GENITIVE.fullmatch(word.text):
        return False
    if not at and word.capital and is_passive(word):
        return False  # a sentence opens with its passive in no style; "Lauvsnes, 17. mars" opens with a place
    pronoun = at == 1 and words[0].text in PRONOUNS and not is_passive(word)  # "De holder …", not "De ansattes …"
    return pronoun or not before & {"preposition", "determiner"}


def _act(text: str, words: Sequence[Word]) -> Act | None:
    at = _verb(words)
    if at is None:
        return None
    if not words[at].main:
        words = _main_from(words, at)
    verb = words[at]
    modality = _modality(words, at)
    before = [index for index in range(at) if words[index].main]
    subject = _subject_before(words, before)
    inverted = subject is None
    if inverted and not is_passive(verb):
        subject = noun_phrase(words, _past_adverbs(words, at + 1), 2)
    passive = _receives(text, words, at, subject, inverted) or _passive_voice(words, at, subject, inverted)
    if not _opens(words, before) and (passive or inverted):
        begins = words[before[0]].start
    elif modality:
        begins = _deed(words, subject[1] if subject and inverted and not passive else at + 1)
    else:
        begins = verb.start
    who = words[slice(*subject)] if subject else ()
    return Act(
        start=words[0].start,
        end=words[-1].end,
        actor=(who[0].start, who[-1].end) if who and not passive else None,
        outsider=not any("actor" in word.kinds or word.text in PRONOUNS for word in who),
        modality=modality,
        verb=verb.text,
        passive=passive,
        action=(begins, len(text[: words[-1].end].rstrip(" .;,:"))),
    )


def _modality(words: Sequence[Word], at: int) -> ModalVerb:
    verb = words[at].text
    future = verb in ("kommer", "kjem") and any(word.text in ("att", "å") for word in words[at + 1 : at + 13])
    return "vil" if future else MODALITIES.get(verb, "")


def _verb(words: Sequence[Word]) -> int | None:
    """The finite verb of the main clause; where no comma ends what stands before it, the second verb there is."""
    for at, word in enumerate(words):
        if word.main and _finite(words, at):
            return at
    verbs = [
        at
        for at in range(len(words))
        if _finite(words, at) and not (at and words[at - 1].text in MODALITIES and is_passive(words[at]))
    ]
    inverted = [at for at in verbs[1:-1] if words[at + 1].text == "det" or "actor" in words[at + 1].kinds]
    return inverted[0] if inverted else verbs[1] if len(verbs) > 1 else None


def _main_from(words: Sequence[Word], at: int) -> Sequence[Word]:
    """`words` with the main clause going on from `at` to the next sign."""
    end = next((i for i in range(at, len(words)) if words[i].text in ",;:–"), len(words))
    return [*words[:at], *(replace(word, main=True) for word in words[at:end]), *words[end:]]


def _subject_before(words: Sequence[Word], before: Sequence[int]) -> tuple[int, int] | None:
    """The subject, where it stands before the verb and can have a duty."""
    if not before or _opens(words, before):
        return None
    if words[before[0]].text in PRONOUNS and len(before) == 1:
        return before[0], before[0] + 1
    for index in before:
        if words[index].kinds & {"actor", "person"}:
            if index and "preposition" in words[index - 1].kinds and words[index - 1].text not in _JOINING:
                continue
            return before[0], _without_adverbs(words, before[0], before[-1] + 1)
    return None


def _without_adverbs(words: Sequence[Word], start: int, end: int) -> int:
    """The end of a subject without adverbs; what a relative clause says of it belongs to it."""
    if end < len(words) and words[end].text == "som":
        end = next(i for i in range(end, len(words)) if words[i].main or i == len(words) - 1)
    while end - 1 > start and ("adverb" in words[end - 1].kinds or words[end - 1].text in ",:"):
        end -= 1
    return end


def _opens(words: Sequence[Word], before: Sequence[int]) -> bool:
    """Whether something else than the subject stands first: a clause, or words of time and place."""
    if not before or before[0] > 0:
        return True
    first = words[before[0]]
    second = words[before[0] + 1].text if len(words) > before[0] + 1 else ""
    if first.text in ("hver", "hvert", "kvar", "kvart", "varje", "en", "én", "ein", "to", "tre", "første", "siste"):
        return bool(_TIME_UNIT.fullmatch(second)) or (first.text in ("hver", "kvar") and second == "")
    return "opener" in first.kinds


def _past_adverbs(words: Sequence[Word], at: int) -> int:
    while at < len(words) and "adverb" in words[at].kinds:
        at += 1
    return at


def _receives(text: str, words: Sequence[Word], at: int, subject: tuple[int, int] | None, inverted: bool) -> bool:
    """Whether the subject gets something that another has to give: "NAV får kopi av vedtaket"."""
    if subject is None:
        return False
    rest = subject[1] if inverted else at + 1
    if words[at].text in MODALITIES:
        if rest >= len(words) or words[rest].text not in ("få", "ha", "motta", "mottas"):
            return False
        rest += 1
    elif words[at].text not in ("får", "mottar", "mottek"):
        return False
    return rest < len(words) and bool(_RECEIVED.match(text, words[rest].start))


def _passive_voice(words: Sequence[Word], at: int, subject: tuple[int, int] | None, inverted: bool) -> bool:
    verb = words[at]
    if verb.text not in MODALITIES and verb.text not in ("kommer", "kjem"):
        if verb.text in ("blir", "vert", "er"):
            return subject is None and verb.text != "er" and _participle(words[at + 1 : at + 8])
        return is_passive(verb) or [word.text for word in words[at : at + 2]] in _TAKES_PLACE
    rest = words[subject[1] if subject and inverted else at + 1 :]
    near = rest[: 5 if subject else 14]
    if subject is None and any(
        word.text in ("bli", "verta", "verte", "bliva", "være", "vere", "vara") for word in near
    ):
        return any(word.text in ("bli", "verta", "verte") for word in near) and _participle(near)
    return any(is_passive(word) and word.main for word in near)


def _participle(words: Sequence[Word]) -> bool:
    return any(re.fullmatch(r"[a-zæøåäö]{2,}(?:et|t|a|dd|d)", word.text) and not word.kinds for word in words)


def _deed(words: Sequence[Word], at: int) -> int:
    """Where the deed begins after a modal verb and its particles: "plikter å", "forplikter seg til å"."""
    while at < len(words) - 1 and (words[at].text in ("å", "att", "seg", "sig", "til") or words[at].text in ",:"):
        at += 1
    return words[min(at, len(words) - 1)].start
