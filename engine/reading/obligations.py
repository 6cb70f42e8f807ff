"""The register of obligations: who has to do what, how bindingly, by when and on which condition.

Made from the provisions of a reading, for every kind of agreement. Each is cut from the document: actor, action,
deadline and condition are its own words. An item of a list has the actor and the verb of its lead-in ("KS skal:"), a
cell those of its row and column. Purpose, background, definitions and what the agreement says of itself are no
obligations. `actor` is "" where the document does not say who acts ("Referatet arkiveres").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...extract.model import Clause, Span
from .acts import Act, acts
from .deadlines import deadline_of
from .deeds import is_duty, opens_with_deed, states_content
from .intervals import Rhythm
from .model import Provision, Reading
from .surroundings import Around, Surroundings, heads_duties, heard
from .words import MODALITIES, PRONOUNS, VERB_FIRST, ModalVerb, Word, is_passive, noun_phrase, words_of

AGREEMENTS = frozenset(
    {
        "intro-agreement",
        "intro-routine",
        "nav-office-agreement",
        "national-agreement",
        "se-local",
        "se-central",
        "other-agreement",
    }
)
_CONDITION = re.compile(
    r"(?<!og )(?<!eller )(?<!sier )(?<!seier )(?<!om )\b(?:når|dersom|hvis|viss|såfremt|såframt|forutsatt at"
    r"|føresett at|med mindre|i den grad|när|ifall|såvida|så langt)\b(?! det gjelder| det gjeld| det gäller)[^,.;]*"
    r"(?:, eller [^,.;]*)?|\b(?:ved|etter|om|vid) (?:behov|trong)\b|^om [^,.;:]*(?=,)"
)
_ASKED = re.compile(r"\b(?:hvem|hva|kven|kva|vem|vad|hvor|kor) [^.;]{0,30}$", re.IGNORECASE)  # "hvem det er, når de …"
_FORUM = re.compile(
    r"\b(?:i|på|ved|innen) ((?:(?:det|den|de|dei|et|eit|felles|faste|gjeldende|siste|første"
    r"|ordinære|årlige|årlege|\d\.) ){0,3}(?:[\w-]*(?:møtet|møta|møtene|møte|ordningen|ordninga"
    r"|konsultasjonsordning|forumet|utvalget|utvalet|gruppen|gruppa|mötet|samrådet)))\b",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\w*(?:ing|inga|ingen|else|elsen|sjon|sjonen|drift|del|bruk|løpet|grunnlag|bakgrunn|hjelp|tall|ende|ande|gang)"
)
_PARTICLES = frozenset(
    {"opp", "ut", "inn", "ned", "til", "fram", "frem", "under", "sammen", "saman", "fellesskap", "upp", "in"}
)
_MEETING = re.compile(r"møte|samtale|samling|løs|drøft|fordel|avtales|träff|samråd", re.IGNORECASE)
_SENT = re.compile(r"(?:over|inn|videre)?(?:meld|send|sänd|rapport|gis|gje|lever|formidl|varsl|inform|skal|ska)")
_UNTOLD = PRONOUNS - {"vi", "me"}  # with no actor before them, they may stand for the agreement itself
_FILLED_IN_LATER = re.compile(r"\[.*\]\W*", re.DOTALL)
_COLUMNS = (
    ("who", re.compile(r"\b(?:ansvar\w*|hvem|kven|utføres av|aktør|vem|innkaller|innkallar)\b", re.IGNORECASE)),
    (
        "when",
        re.compile(r"\b(?:frist\w*|når|tidspunkt|tid|hyppighe\w+|dato|när|hvor ofte|kor ofte)\b", re.IGNORECASE),
    ),
    (
        "what",
        re.compile(r"\b(?:tiltak|oppgave\w*|oppgåve\w*|hva|kva|aktivitet\w*|handling|vad|uppgift)\b", re.I),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """`modality` is "skal", "plikter", "vil", "bør", "kan" or "" (plain present tense). `clause` is an index into
    `Document.clauses`; `actor`, `action`, `deadline` and `condition` are words of the document in one line, the last
    two "" where there is none. `span` is the sentence, item or cell they stand in.
    """

    actor: str
    modality: ModalVerb
    action: str
    deadline: str
    condition: str
    clause: int
    span: Span


def obligations(reading: Reading) -> tuple[Obligation, ...]:
    """The obligations in the order of the document; none where it is no agreement."""
    if reading.kind not in AGREEMENTS:
        return ()
    names = _names(reading)
    above = Surroundings(document=reading.document, language=reading.language, names=names)
    return tuple(_Register(reading=reading, names=names, above=above).found())


def _names(reading: Reading) -> re.Pattern[str] | None:
    names = sorted({party.name for party in reading.parties if len(party.name) > 1}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)") if names else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Register:
    """A reading, the pattern of its parties' names, and its lead-ins and headings."""

    reading: Reading
    names: re.Pattern[str] | None
    above: Surroundings

    def found(self) -> Iterator[Obligation]:
        document, last, before = self.reading.document, -1, ""
        leading = {clause.lead_in for clause in document.clauses}
        for provision in self.reading.provisions:
            index, clause = provision.clause, document.clauses[provision.clause]
            first, last = index != last, index
            if clause.cells:
                yield from self._row(index, clause) if first else ()
            elif index not in leading or not self.above.lead(index):
                around = self.above.of(clause)
                # Only the first sentence of an item goes on with its lead-in.
                for each in self._sentence(provision, around if first else replace(around, governed=False), before):
                    before = each.actor or before
                    yield self._with_items(index, each) if index in leading else each

    def _with_items(self, index: int, lead: Obligation) -> Obligation:
        """The obligation of a lead-in ("Kommunen legger inn:") with the items that are no sentences of their own."""
        document = self.reading.document
        if not heard(document, document.clauses[index].body).endswith(":"):
            return lead
        items = [heard(document, clause.body).rstrip(" .;,") for clause in document.clauses if clause.lead_in == index]
        if any(acts(item, self.reading.language, self.names) for item in items):
            return lead
        return replace(lead, action=f"{lead.action}: {'; '.join(items)}")

    def _sentence(self, provision: Provision, around: Around, before: str) -> Iterator[Obligation]:
        text = heard(self.reading.document, provision.span)
        skipped = provision.place in ("guidance", "signature") or _FILLED_IN_LATER.fullmatch(text)
        if skipped or (provision.place == "purpose" and not states_content(text)):
            return
        if around.governed:
            yield _made(provision, text, around.actor, around.modality, text, around)
            return
        found = acts(text, self.reading.language, self.names)
        if goes_on := _going_on(provision, text, found, around):
            yield goes_on
            return
        for act in found:
            if is_duty(text, act, provision):
                part = text[act.start if len(found) > 1 else 0 : act.end]
                action = text[slice(*act.action)] if act.actor or act.passive else part
                actor = self._actor(text, act, before) or around.actor
                if actor.lower() not in _UNTOLD and action.strip(" ,;:."):
                    yield _made(provision, part, actor, act.modality, action, around)

    def _actor(self, text: str, act: Act, before: str) -> str:
        """Who acts; for a pronoun, the actor named before."""
        if act.actor is None:
            return (self._doer(text, act) or text[slice(*act.agreed)]) if act.passive else ""
        actor = text[slice(*act.actor)].strip(" ,")
        return before if before and actor.lower() in PRONOUNS else actor

    def _doer(self, text: str, act: Act) -> str:
        """Who does what is done: an agent ("av NAV"), those between whom a meeting is, its sender, or the meeting."""
        words = words_of(text, self.reading.language, self.names)
        for at, word in enumerate(words):
            if act.start <= word.start < act.end and word.main and at and _tells_actor(text, act, words, at):
                phrase = noun_phrase(words, at + 1, 3)
                if phrase:
                    return text[words[phrase[0]].start : words[phrase[1] - 1].end]
        forum = _FORUM.search(text, act.start, act.end)
        return forum.group(1) if forum else ""

    def _row(self, index: int, clause: Clause) -> Iterator[Obligation]:
        """The obligations of a table row: one per cell under an actor's name, or one of "what", "who" and "when"."""
        document = self.reading.document
        texts = [heard(document, cell) for cell in clause.cells]
        headers = [*clause.headers, *[""] * (len(texts) - len(clause.headers))]
        if texts == [header.strip() for header in headers]:
            return
        cells = dict(zip((_column(header) for header in headers), texts, strict=True))
        if cells.get("what") and (cells.get("who") or ("when" in cells and opens_with_deed(cells["what"]))):
            yield self._told_in_columns(index, clause, cells)
            return
        for header, text, cell in zip(headers, texts, clause.cells, strict=True):
            actor = self.above.owner(header.strip())
            if actor and text and (opens_with_deed(text) or heads_duties(header)):
                yield _obligation(index, cell, text, actor, "", text, cells.get("when", "") or deadline_of(text))

    def _told_in_columns(self, index: int, clause: Clause, cells: dict[str, str]) -> Obligation:
        what = cells["what"]
        found = acts(what, self.reading.language, self.names)
        modality = found[0].modality if found else ""
        deadline = cells.get("when", "") or deadline_of(what)
        return _obligation(index, clause.span, what, cells.get("who", ""), modality, what, deadline)


def _going_on(provision: Provision, text: str, found: Sequence[Act], around: Around) -> Obligation | None:
    """The obligation of a clause that goes on with its heading: "Region Skåne" – "kallar till hälsoundersökning"."""
    begun = text[:1].islower()
    actor = around.actor or (around.title if re.match(r"[a-zæøåäö]+(?:er|ar)\b", text) else "")
    if not (actor and opens_with_deed(text) and (begun or not any(act.actor or act.passive for act in found))):
        return None
    modal = next((act for act in found if text.lower().startswith(tuple(MODALITIES))), None)
    action = text[slice(*modal.action)] if modal else text
    return _made(provision, text, actor, modal.modality if modal else "", action, around)


def _tells_actor(text: str, act: Act, words: Sequence[Word], at: int) -> bool:
    """Whether the preposition at `at` leads to who acts: "gis av", "avholdes mellom", "meldes fra"."""
    word, before = words[at].text, words[at - 1]
    if word in ("av", "gjennom", "via", "genom"):
        if before.text in _PARTICLES or is_passive(before):
            return True
        # After a noun, "av" may as well belong to that: "drift av kontoret".
        core = "," not in text[act.start : words[at].start] and words[0].start == act.action[0]
        return word == "av" and core and not _OF.fullmatch(before.text)
    if word in ("mellom", "mellan"):
        return bool(_MEETING.search(text))
    return (
        word in ("fra", "frå", "från")
        and bool(_SENT.match(act.verb))
        and "actor" in words[min(at + 1, len(words) - 1)].kinds
    )


def _column(header: str) -> str:
    return next((column for column, pattern in _COLUMNS if pattern.search(header)), header)


def _made(provision: Provision, text: str, actor: str, modality: ModalVerb, action: str, around: Around) -> Obligation:
    """The obligation that `text`, a sentence or part of one, lays down."""
    deadline = deadline_of(text, rhythmic=provision.rhythm is not Rhythm.NONE) or around.deadline
    return _obligation(provision.clause, provision.span, text, actor, modality, action, deadline)


def _obligation(
    clause: int, span: Span, text: str, actor: str, modality: ModalVerb, action: str, deadline: str
) -> Obligation:
    opening = VERB_FIRST.match(text)
    found = [opening, *_CONDITION.finditer(text.lower())]
    places = (match.span() for match in found if match and not _ASKED.search(text[: match.start()]))
    return Obligation(
        actor=actor,
        modality=modality,
        action=action.strip(" ,;:."),
        deadline=deadline,
        condition="; ".join(text[slice(*place)].strip() for place in places),
        clause=clause,
        span=span,
    )
