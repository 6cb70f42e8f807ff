"""A document as a page shows it: its points as rows with all their words, and its text with the evidence marked.

Pure values for the template `html/document.html.j2`, which writes them out. Promises that rows and marks lead to each
other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.text import Text

from .checklist import coverage, short
from .comparison import comparison_lines
from .formats import Presentation
from .marked import Paragraph, Span, mark_of, paragraphs, visible
from .messages import text
from .model import DocumentReport, Evidence, Part, Passage, Status
from .phrases import decision_words, problem_words, waived_words
from .places import on_one_line, source_name, where
from .points import MARKS, VERDICT_TONES, Group, Point, heading, name, points, status_counts

_MOST_QUOTES = 2  # in full; of the others only the places are given


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of the document and their place; `anchor` is the id of their mark in the text, "" where there is none."""

    words: str
    where: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A point in words, "" for what it does not have. `anchor` is its id on the page, `label` what its marks say.

    `others` are the places beyond those quoted.
    """

    anchor: str
    label: str
    id: str
    title: str
    tone: Status
    mark: str
    status: str
    review: str
    decided: str
    quotes: tuple[Quote, ...]
    others: tuple[Quote, ...]
    message: str
    severity: str
    remedy: str
    source: str
    waived: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows of one group under a heading."""

    group: Group
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document in words. `anchor` is its id on the page, `lang` the language of its text as HTML names it.

    `comparison` are the lines of a comparison with a template, each with how far it is set in.
    """

    anchor: str
    name: str
    path: str
    lang: str
    tone: Status
    mark: str
    verdict: str
    counts: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    problems: tuple[str, ...]
    comparison: tuple[tuple[int, str], ...]
    paragraphs: tuple[Paragraph, ...]


def document_view(document: DocumentReport, anchor: str, shown: Presentation) -> DocumentView:
    """The document as a page shows it; every id on the page begins with `anchor`."""
    lang = shown.lang
    listed = list(points(document))
    quotes = [[_quote(one, anchor, document.passages, lang) for one in point.evidence] for point in listed]
    rows = [_row(listed[index], f"{anchor}-{index}", own, shown) for index, own in enumerate(quotes)]
    spans = [
        Span(start=evidence.start, end=evidence.end, anchor=row.anchor, label=row.label, tone=row.tone)
        for point, row in zip(listed, rows, strict=True)
        for evidence in point.evidence
    ]
    tone = VERDICT_TONES[document.verdict]
    return DocumentView(
        anchor=anchor,
        name=name(document),
        path=document.path,
        lang="" if document.language == "und" else document.language,
        tone=tone,
        mark=MARKS[tone],
        verdict=text("verdicts", document.verdict, lang),
        counts=status_counts(document, lang),
        facts=tuple(_facts(document, lang)),
        blocks=tuple(_blocks(document, listed, rows, lang)),
        problems=tuple(problem_words(problem, lang) for problem in document.problems),
        comparison=tuple(_comparison(document, lang)),
        paragraphs=tuple(paragraphs(document.passages, spans, anchor)),
    )


def _facts(document: DocumentReport, lang: str) -> Iterator[tuple[str, str]]:
    told = {
        "kind": text("kinds", document.kind, lang),
        "language": text("languages", document.language, lang),
        "parties": ", ".join(document.parties),
        "date": document.agreement_date or text("words", "undated", lang),
        "valid_until": document.valid_until or "",
        "pages": str(document.pages or ""),
        "sha256": document.sha256,
    }
    if document.basis:
        yield text("words", "basis", lang), document.basis.message
    for head, value in told.items():
        if value:
            yield text("heads", head, lang), value


def _blocks(document: DocumentReport, listed: Sequence[Point], rows: Sequence[Row], lang: str) -> Iterator[Block]:
    pairs = zip(listed, rows, strict=True)
    for headed, block in groupby(pairs, key=lambda pair: heading(pair[0], lang)):
        own = list(block)
        group = own[0][0].group
        if group == "duty":
            taken = sum(part.status == "met" for part in coverage(document.parts))
            headed = text("words", "coverage", lang, taken=str(taken), listed=str(len(own)))
        yield Block(group=group, heading=headed, rows=tuple(row for _, row in own))


def _row(point: Point, anchor: str, quotes: Sequence[Quote], shown: Presentation) -> Row:
    lang, finding = shown.lang, point.finding
    title = shown.title(point.id)
    return Row(
        anchor=anchor,
        label=short(point.id) if point.part else title,
        id=short(point.id),
        title=title,
        tone=point.tone,
        mark=MARKS[point.tone],
        status=text("statuses", point.part.status, lang) if point.part else "",
        review=_review(point.part, lang) if point.part else "",
        decided=decision_words(point.part.decision, lang) if point.part and point.part.decision else "",
        quotes=tuple(quotes[:_MOST_QUOTES]),
        others=tuple(quotes[_MOST_QUOTES:]),
        message=finding.message if finding else "",
        severity=text("severities", finding.severity, lang) if finding else "",
        remedy=finding.remedy if finding else "",
        source=source_name(finding.source) if finding else "",
        waived=waived_words(finding.waived, lang) if finding and finding.waived else "",
    )


def _review(part: Part, lang: str) -> str:
    return text("page", "review", lang, confidence=str(round(part.confidence * 100))) if part.review else ""


def _quote(evidence: Evidence, anchor: str, passages: Sequence[Passage], lang: str) -> Quote:
    return Quote(
        words=visible(on_one_line(evidence)),
        where=where(evidence, lang),
        anchor=mark_of(evidence, passages, anchor),
    )


def _comparison(document: DocumentReport, lang: str) -> Iterator[tuple[int, str]]:
    if document.template:
        itself = document.template.sha256 == document.sha256
        for indent, line in comparison_lines(document.template, lang, _quoted, itself=itself):
            yield indent // 4, line.plain


def _quoted(evidence: Evidence, lang: str) -> Text:
    return Text(f"«{on_one_line(evidence)}» ({where(evidence, lang)})")
