"""A template as read from a file: its sections by meaning, its clauses, and which of them are guidance to its users."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...extract.model import ClauseKind
from ...extract.worker import read_guarded
from ..reading.model import Provision, Reading
from ..reading.read import read
from ..reading.view import view
from .align import provides
from .sections import Section, named_by, plain, shipped_template
from .words import words

SIGNING = "signature"  # the id of the section of what is signed, which need not have a heading
OPENING = "0"  # the id of what stands before the first heading
_LIKELY = 0.5
_SAYS_LITTLE = frozenset({"other", "purpose", "parties", "signature"})
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_GUIDANCE = re.compile(
    r"\W*(?:hjelpetekst|veiledning|rettleiing|slik (?:bruker|brukar) (?:du|dere|de)|tips|forklaring|merknad|eksempel"
    r"|døme|her (?:kan|skal|bør) (?:dere|de|partene|partane|kommunen)|beskriv|skriv|fyll|stryk|slett|sett inn|set inn"
    r"|malen (?:er|kan|skal|bør))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileClause:
    """A clause of the template. `clause` is an index into `Document.clauses`; `guidance` is to be taken out;
    `blank` has nothing but blanks.
    """

    clause: int
    text: str
    guidance: bool
    blank: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSection:
    """A heading of the template with what stands directly under it; `title` is "" for what stands under none."""

    section: Section
    title: str
    clauses: tuple[FileClause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFile:
    """A template: as it was read, and its sections in order."""

    reading: Reading
    sections: tuple[FileSection, ...]


def read_template(data: bytes, name: str) -> TemplateFile:
    """The template in a file, from its bytes. Raises `ReadError`."""
    return template_of(read(read_guarded(data, name)))


def template_of(reading: Reading) -> TemplateFile:
    """A document as a template that others may be compared with."""
    signing = frozenset(reading.signature.clauses)
    under: dict[int | str | None, list[FileClause]] = {}
    for each in _clauses(reading):
        key = SIGNING if each.clause in signing else reading.document.clauses[each.clause].section
        under.setdefault(key, []).append(each)
    return TemplateFile(
        reading=reading,
        sections=tuple(
            FileSection(section=_section(reading, key), title=_title(reading, key), clauses=tuple(clauses))
            for key, clauses in under.items()
        ),
    )


def _clauses(reading: Reading) -> Iterator[FileClause]:
    document = reading.document
    first: dict[int, Provision] = {}
    for each in reading.provisions:
        first.setdefault(each.clause, each)
    italic = _italic(reading)
    for index, clause in enumerate(document.clauses):
        text = view(document.text, clause.body).text.strip()
        if clause.kind not in (ClauseKind.HEADING, ClauseKind.CONTENTS) and text:
            told = index in first and first[index].place == "guidance"
            blank = all(word.blank for word in words(text))
            guidance = not blank and (told or index in italic or bool(_GUIDANCE.match(text)))
            yield FileClause(clause=index, text=text, guidance=guidance, blank=blank)


def _italic(reading: Reading) -> frozenset[int]:
    """The clauses in italics, which a template keeps for its guidance, unless most of it is in italics."""
    document = reading.document
    slanted = {block.span.start for block in document.blocks if block.italic}
    found = frozenset(index for index, clause in enumerate(document.clauses) if clause.span.start in slanted)
    return found if 2 * len(found) < len(document.clauses) else frozenset()


def _title(reading: Reading, key: int | str | None) -> str:
    document = reading.document
    return view(document.text, document.sections[key].title).text.strip() if isinstance(key, int) else ""


def _section(reading: Reading, key: int | str | None) -> Section:
    """What a section is about: what its heading says by the shipped template, and the labels of its own clauses."""
    if not isinstance(key, int):
        nothing: frozenset[str] = frozenset()
        return Section(id=key or OPENING, about=nothing, about_alone=nothing, headings=(), headings_alone=())
    document, known = reading.document, shipped_template().sections
    title = document.quote(document.sections[key].title)
    named = [each for each in known if each.id in named_by(title, known)]
    own = [each for each in provides(reading) if document.clauses[each.clause].section == key]
    heading = frozenset(_LETTERS.findall(plain(title)))
    return Section(
        id=document.sections[key].id,
        about=frozenset(label for each in named for label in each.about) or _about(own),
        about_alone=frozenset(label for each in named for label in each.about_alone),
        headings=((heading,) if heading else ()) + tuple(entry for each in named for entry in each.headings),
        headings_alone=tuple(entry for each in named for entry in each.headings_alone),
    )


def _about(own: list[Provision]) -> frozenset[str]:
    """The labels that at least half of the sentences have."""
    counted = (label for each in own for label, chance in each.labels.items() if chance >= _LIKELY)
    labels = list(counted)
    return frozenset(label for label in labels if 2 * labels.count(label) >= len(own)) - _SAYS_LITTLE
