"""The report as one page that needs nothing else: no network, and no script but to filter.

By a policy with the digests of its style and its script the page forbids itself all that it does not hold. All words of
documents are escaped. Same report, same bytes.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from itertools import groupby
from typing import get_args

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from .as_json import summary
from .checklist import short
from .formats import Presentation
from .html_view import DocumentView, Row, document_view
from .messages import text
from .model import DocumentReport, Report, Status
from .points import MARKS, VERDICT_TONES, Point, all_points, heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A document in the matrix; a cell is None where the document was not held against the point."""

    document: DocumentReport
    view: DocumentView
    cells: tuple[Row | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How many documents have a status at a point; where the bar starts and how long it is, in per cent of all."""

    tone: Status
    count: int
    start: float
    length: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How often a point is met, of `total` documents that were held against it; a bar for each status."""

    id: str
    title: str
    total: int
    bars: tuple[Bar, ...]


def render(report: Report, shown: Presentation) -> bytes:
    """The page, in the language shown."""
    columns = all_points(report.documents)
    matrix = [point for point in columns if point.group != "duty"]
    grouped = _groups(matrix, shown.lang)
    page = environment(shown.lang).get_template("page.html.j2")
    counts = summary(report.documents)
    made = page.render(
        report=report,
        documents=counts.pop("documents"),
        verdicts=[(verdict, count) for verdict, count in counts.items() if count],
        groups=[(headed, [(short(point.id), shown.title(point.id)) for point in own]) for headed, own in grouped],
        lines=[_line(document, number, matrix, shown) for number, document in enumerate(report.documents, 1)],
        tallies=[
            (headed, list(_tallies(own, report.documents, shown))) for headed, own in _groups(columns, shown.lang)
        ],
    )
    return made.encode()


def environment(lang: str) -> Environment:
    """The templates of `html/`, all escaping; in them `say` gives a text in `lang` and `file` a file as it is."""
    made = Environment(
        loader=FunctionLoader(_file), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    made.globals |= {
        "say": partial(_say, lang),
        "page_lang": lang,
        "file": lambda name: Markup(_file(name)),
        "digest": lambda name: b64encode(hashlib.sha256(_file(name).encode()).digest()).decode(),
        "statuses": get_args(Status),
        "marks": MARKS,
        "verdict_tones": VERDICT_TONES,
    }
    return made


def _say(lang: str, group: str, code: str, **fields: object) -> str:
    return text(group, code, lang, **{name: str(value) for name, value in fields.items()})


def _file(name: str) -> str:
    return files(__package__).joinpath("html", name).read_text(encoding="utf-8")


def _groups(points: Sequence[Point], lang: str) -> Iterator[tuple[str, list[Point]]]:
    for headed, own in groupby(points, key=lambda point: heading(point, lang)):
        yield headed, list(own)


def _line(document: DocumentReport, number: int, columns: Sequence[Point], shown: Presentation) -> Line:
    view = document_view(document, f"d{number}", shown)
    rows = {row.id: row for block in view.blocks for row in block.rows}
    return Line(document=document, view=view, cells=tuple(rows.get(short(column.id)) for column in columns))


def _tallies(points: Sequence[Point], documents: Sequence[DocumentReport], shown: Presentation) -> Iterator[Tally]:
    statuses = Counter((part.id, part.status) for document in documents for part in document.parts)
    for point in points:
        counts = [(status, statuses[point.id, status]) for status in get_args(Status)]
        total = sum(count for _, count in counts)
        bars, start = [], 0.0
        for status, count in counts:
            bars.append(Bar(tone=status, count=count, start=round(start, 2), length=round(100 * count / total, 2)))
            start += 100 * count / total
        yield Tally(id=short(point.id), title=shown.title(point.id), total=total, bars=tuple(bars))
