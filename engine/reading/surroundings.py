"""What a clause takes from the words above it: the actor and the verb of a lead-in, the actor of a heading.

"KS plikter å:" governs the items of its list; under the heading "Etatens ansvar" it is Etaten that acts where a
sentence names nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ...extract.model import Clause, ClauseKind, Document, Span
from .acts import Act, acts
from .deadlines import deadline_of
from .view import view
from .words import ModalVerb, kinds_of, noun_phrase, words_of

_DUTY = re.compile(
    r"\b\w*(?:ansvar|oppgave|oppgåve|plikt|rolle|bidrag|uppgift|åtagande|åtaganden|skyldighet|gjør|gjer|innsats|arbeid)\w*\b",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(
    r"\b(?:ansvar\w*|oppgav\w*|oppgåv\w*|plikt\w*|forplikt\w*|uppgift\w*|åtagande\w*)\b", re.IGNORECASE
)
_NO_OWNER = re.compile(
    r"kontaktperson|team|grupp|møte|forum|nivå|ledelse|leiing|part(?:er|ar|ene|ane)?\b", re.IGNORECASE
)
_ANNEX_NUMBER = re.compile(r"^(?:bilaga|bilag|vedlegg) \w{1,2}\b[.:]?\s*", re.IGNORECASE)
_STILL_OPEN = ("gjennom", "også", "i", "ved", "blant", "bl", "særlig", "særleg")  # "Departementet vil gjennom IMDi"
_LONGEST_NAME = 5  # words of a heading that may be the name of an actor
# Words broken at a line end and the like: only these texts need the view.
_UNUSUAL = re.compile(r"[\u00ad\ufb00-\ufb06\u0300-\u036f]|[-\u2010]\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """`governed` when the clause only goes on with what stands above it: "KS skal: …", with that `actor` and
    `modality` and, where the clause sets none, that `deadline`. `title` is a heading that may name an actor unknown to
    the lexicon, else "".
    """

    actor: str = ""
    modality: ModalVerb = ""
    governed: bool = False
    deadline: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The lead-ins and headings of a document, each looked at once. `names` finds the names of the parties."""

    document: Document
    language: str
    names: re.Pattern[str] | None
    _leads: dict[int, Around | None] = field(default_factory=dict)
    _heads: dict[tuple[int, bool], Around] = field(default_factory=dict)

    def of(self, clause: Clause) -> Around:
        """What stands above `clause`: the lead-in of its list when that hands something on, else its heading."""
        item = clause.kind is ClauseKind.ITEM
        if item and clause.lead_in is not None and (led := self.lead(clause.lead_in)):
            return led
        if clause.section is None:
            return Around()
        if (clause.section, item) not in self._heads:
            self._heads[clause.section, item] = self._headed(clause.section, item)
        return self._heads[clause.section, item]

    def lead(self, index: int) -> Around | None:
        """What the clause at `index` hands on as a lead-in, None when it is a sentence of its own."""
        if index not in self._leads:
            self._leads[index] = self._led(heard(self.document, self.document.clauses[index].body))
        return self._leads[index]

    def _led(self, lead: str) -> Around | None:
        bare = lead.rstrip(" :")
        found = acts(bare, self.language, self.names)
        if not found:
            return Around(actor=bare, governed=True) if lead.endswith(":") and self.is_actor(bare) else None
        act = found[-1]
        rest = bare[slice(*act.action)]
        open_ended = _unfinished(rest, act) if act.modality else _RESPONSIBLE.search(rest)
        if act.actor is None or not open_ended:
            return None
        return Around(
            actor=bare[slice(*act.actor)].strip(" ,"),
            modality=act.modality,
            governed=True,
            deadline=deadline_of(bare),
        )

    def _headed(self, section: int, item: bool) -> Around:
        """Items under a heading are duties when it heads duties: "Kommunens oppgaver", "Kommunen skal"."""
        title = _ANNEX_NUMBER.sub("", heard(self.document, self.document.sections[section].title))
        if led := self._led(title):
            return replace(led, governed=item and (bool(led.modality) or title.endswith(":")))
        actor = self.owner(title)
        governed = item and bool(actor) and heads_duties(title)
        return Around(actor=actor, governed=governed, title=title if len(title.split()) <= _LONGEST_NAME else "")

    def owner(self, title: str) -> str:
        """Whose the heading is: "Etatens ansvar" is Etaten's, "Region Skåne" that of Region Skåne; else ""."""
        if self.is_actor(title):
            return "" if _NO_OWNER.search(title) else title
        words = words_of(title, self.language, self.names)
        for word in words[:3]:
            stem = word.text.rstrip("s'’")
            if word.text != stem and "actor" in kinds_of(stem) and _DUTY.search(title, word.end):
                return title[words[0].start : word.end].rstrip("s'’")
        return ""

    def is_actor(self, text: str) -> bool:
        """Whether `text` is the name of an actor and nothing else."""
        words = words_of(text, self.language, self.names)
        phrase = noun_phrase(words, 0, 2)
        return phrase is not None and phrase[1] == len(words)


def heads_duties(title: str) -> bool:
    """Whether a heading of somebody's is about what they have to do: "NAVs innsats"."""
    return bool(_DUTY.search(title))


def _unfinished(rest: str, act: Act) -> bool:
    """Whether the deed of a lead-in is still to come: "KS skal", "vil gjennom IMDi", "plikter å"."""
    words = re.findall(r"[^\W_]+", rest.lower())
    return not words or words == [act.verb] or words[-1] in ("å", "att") or words[0] in _STILL_OPEN


def heard(document: Document, span: Span) -> str:
    """The words of `span` in one line. Their places are not asked for, so most texts need no view."""
    raw = document.quote(span)
    return view(document.text, span).text.strip() if _UNUSUAL.search(raw) else " ".join(raw.split())
