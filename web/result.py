"""A report as the page shows it: what was found on each point and, where it is not enough, why and what to write.

Pure values for `html/result.html.j2`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..report.annotated import COPIES
from ..report.formats import Presentation
from ..report.html_view import Block, DocumentView, Row, document_view
from ..report.messages import text
from ..report.model import DocumentReport, Status
from ..report.places import source_name
from ..report.points import MARKS, Group, Point, points
from ..report.wording import LANGUAGES, suggested

_BLANK = re.compile(r"(\[[^\]]+\])")
_MOST_SUGGESTIONS = 2
_WORST_FIRST: Sequence[Status] = ("missing", "nonconforming", "not_assessable", "met", "not_applicable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Wording for the agreement: all of it, and in pieces, every other one a blank."""

    words: str
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A point with what helps where it is not enough; "" and nothing where it is."""

    row: Row
    why: str
    quote: str
    satisfies: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Points under a heading, `tone` the worst status among them; `met` of them are, of those that apply."""

    anchor: str
    group: Group
    heading: str
    tone: Status
    mark: str
    met: int
    total: int
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A document with its verdict in a sentence and what that was judged by, "" if by nothing; `facts` are the others.

    `wording` is the language of what is suggested, `copy` the format of a copy with comments, "" for none.
    """

    view: DocumentView
    sentence: str
    basis: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    wording: str
    copy: str

    def of(self, *groups: Group) -> list[Section]:
        """The sections of these groups."""
        return [section for section in self.sections if section.group in groups]


def result(document: DocumentReport, anchor: str, shown: Presentation) -> Result:
    """The document as the page shows it; every id on the page begins with `anchor`."""
    view = document_view(document, anchor, shown)
    # The basis stands with the verdict; the digest is for those who compare files, and in their reports.
    elsewhere = {text("words", "basis", shown.lang), text("heads", "sha256", shown.lang)}
    listed = iter(points(document))
    return Result(
        view=view,
        sentence=text("web", document.verdict, shown.lang),
        basis=document.basis.message if document.basis else "",
        facts=tuple(fact for fact in view.facts if fact[0] not in elsewhere),
        # Rows stand in the order of the points.
        sections=tuple(
            _section(block, [next(listed) for _ in block.rows], f"{anchor}-s{number}", document, shown)
            for number, block in enumerate(view.blocks)
        ),
        wording=document.language if document.language in LANGUAGES else "nb",
        copy=document.format.upper() if document.format in COPIES else "",
    )


def _section(block: Block, own: Sequence[Point], anchor: str, document: DocumentReport, shown: Presentation) -> Section:
    tones = [row.tone for row in block.rows]
    tone = next(tone for tone in _WORST_FIRST if tone in tones)
    return Section(
        anchor=anchor,
        group=block.group,
        heading=block.heading,
        tone=tone,
        mark=MARKS[tone],
        met=tones.count("met"),
        total=len(tones) - tones.count("not_applicable"),
        advice=tuple(_advice(row, point, document, shown) for row, point in zip(block.rows, own, strict=True)),
    )


def _advice(row: Row, point: Point, document: DocumentReport, shown: Presentation) -> Advice:
    rule, finding, lang = shown.rules.get(point.id), point.finding, shown.lang
    if rule is None or finding is None:
        return Advice(row=row, why="", quote="", satisfies="", suggestions=())
    source = source_name(finding.source)
    if point.part:
        why = text("web", "why_text", lang, source=source, authority=text("authorities", point.part.authority, lang))
    else:
        why = text("web", "source", lang, source=source)
    return Advice(
        row=row,
        why=why,
        quote=rule.source.quote,
        satisfies=rule.satisfies.in_language(lang),
        suggestions=tuple(_suggestions(point.id, document)),
    )


def _suggestions(identity: str, document: DocumentReport) -> Iterator[Suggestion]:
    for words in suggested(identity, document)[:_MOST_SUGGESTIONS]:
        yield Suggestion(words=words, pieces=tuple(_BLANK.split(words)))
