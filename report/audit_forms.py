"""What changed between two runs, as text, JSON and CSV; the same for the same runs and decisions."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from io import StringIO
from typing import Any, get_args

from rich.console import Console
from rich.table import Table

from .audit import AuditReport, Change, DecisionTold, DocumentChange, PartChange, RunTold, Tally
from .cells import defused
from .checklist import short
from .formats import Presentation
from .messages import text
from .model import Part, Status
from .phrases import decision_words
from .places import on_one_line, where

_WIDTH = 1000  # characters: in a file or pipe no cell of the table is broken
_NARROWEST = 80  # characters that the table takes on any terminal
_SHOWN: tuple[Status, ...] = ("met", "nonconforming", "missing", "not_assessable")
_COLUMNS = (
    "document",
    "earlier",
    "municipality",
    "change",
    "part",
    "direction",
    "before",
    "now",
    "found",
    "decided_by",
    "decided_on",
    "reason",
    "review",
    "clause",
    "page",
    "quote",
)


def audit_text(report: AuditReport, shown: Presentation) -> bytes:
    """The report for people. In a file or pipe no line is broken."""
    out = StringIO()
    width = max(shown.width or _WIDTH, _NARROWEST)
    console = Console(file=out, width=width, highlight=False, markup=False, color_system=None)
    wrapped = shown.width is not None
    for line in _head(report, shown.lang):
        console.print(line, soft_wrap=not wrapped)
    console.print()
    console.print(_table(report, shown))
    for line in (*_documents(report, shown), *_decisions(report.decisions, shown.lang)):
        console.print(line, soft_wrap=not wrapped)
    return _trimmed(out.getvalue())


def decisions_text(decisions: Iterable[DecisionTold], lang: str) -> bytes:
    """All decisions, those that stand first."""
    lines = [*_decisions(decisions, lang)][1:] or [text("audit", "no_decisions", lang)]
    return _trimmed("\n".join(lines))


def audit_json(report: AuditReport) -> bytes:
    """The report as JSON; shares are of the documents of which the part was asked, None when of none."""
    whole = {
        "schema": "avtalesjekk-audit-1",
        "now": asdict(report.now),
        "before": asdict(report.before) if report.before else None,
        "packs_differing": list(report.differing),
        "rejudged": report.rejudged,
        "requirements": [_tally(tally) for tally in report.tallies],
        "documents": [_document(document) for document in report.documents],
        "decisions": [asdict(decision) for decision in report.decisions],
    }
    return _json(whole)


def decisions_json(decisions: Iterable[DecisionTold]) -> bytes:
    """All decisions as JSON, in the order in which they were made."""
    return _json({"schema": "avtalesjekk-decisions-1", "decisions": [asdict(decision) for decision in decisions]})


def audit_csv(report: AuditReport) -> bytes:
    """A line for each part of each document, comma-separated with a header (RFC 4180); nothing in it is a formula."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for document in report.documents:
        for part in document.parts:
            writer.writerow(defused(cell) for cell in _row(document, part))
    return out.getvalue().encode()


def _json(whole: Mapping[str, Any]) -> bytes:
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _trimmed(lines: str) -> bytes:
    return "".join(f"{line.rstrip()}\n" for line in lines.splitlines()).encode()


def _head(report: AuditReport, lang: str) -> Iterator[str]:
    yield _run("run", report.now, lang)
    yield _run("since", report.before, lang) if report.before else text("audit", "first", lang)
    if report.differing:
        yield text("audit", "differing", lang, packs=", ".join(report.differing))
    if report.rejudged:
        yield text("audit", "rejudged", lang)


def _run(code: str, run: RunTold, lang: str) -> str:
    told = {name: str(value) for name, value in asdict(run).items()}
    return text("audit", code, lang, **told)


def _table(report: AuditReport, shown: Presentation) -> Table:
    table = Table(box=None, expand=False, pad_edge=False, padding=(0, 2, 0, 0), header_style="")
    table.add_column(text("audit", "part", shown.lang))
    for status in _SHOWN:
        table.add_column(text("statuses", status, shown.lang))
    for tally in report.tallies:
        cells = [_cell(tally, status, shown.lang) for status in _SHOWN]
        decided = text("audit", "by_person", shown.lang, count=str(tally.decided))
        title = _titled(tally.part, shown)
        table.add_row(f"{title}\n{decided}" if tally.decided else title, *cells)
    return table


def _titled(identity: str, shown: Presentation) -> str:
    """The part with its title; parts of packs that were not given have none here."""
    return f"{short(identity)} {shown.title(identity)}" if identity in shown.rules else short(identity)


def _cell(tally: Tally, status: Status, lang: str) -> str:
    """The number and share; where they are not what they were, the change, and on a second line what they were."""
    now, before = tally.now, tally.before
    told = f"{now[status]} ({_percent(now, status)})"
    if before is None or (now[status], _percent(now, status)) == (before[status], _percent(before, status)):
        return told
    earlier = text("audit", "earlier", lang, value=f"{before[status]} ({_percent(before, status)})")
    return f"{told} {now[status] - before[status]:+d}\n{earlier}"


def _percent(counts: Mapping[Status, int], status: Status) -> str:
    share = _share(counts, status)
    return "–" if share is None else f"{100 * share:.0f} %"


def _share(counts: Mapping[Status, int], status: Status) -> float | None:
    """How large a share of the documents of which the part was asked has the status."""
    asked = sum(counts[each] for each in _SHOWN)
    return round(counts[status] / asked, 4) if asked else None


def _documents(report: AuditReport, shown: Presentation) -> Iterator[str]:
    """The documents by what became of them; of those unchanged, the number."""
    if report.before is None:
        return
    count = Counter(document.change for document in report.documents)
    for change in get_args(Change):
        if not count[change]:
            continue
        yield ""
        yield f"{text('audit', change, shown.lang)}: {count[change]}"
        if change != "same":
            for document in report.documents:
                if document.change == change:
                    yield from _told(document, shown)


def _told(document: DocumentChange, shown: Presentation) -> Iterator[str]:
    moved = document.earlier is not None and document.earlier != document.path
    before = text("audit", "earlier", shown.lang, value=document.earlier or "")
    place = f"{document.path} ({before})" if moved else document.path
    yield f"  {document.municipality} – {place}" if document.municipality else f"  {place}"
    if document.change in ("new", "gone"):
        return
    for part in document.parts:
        if part.direction != "same":
            answers = f"{_status(part.before, shown.lang)} → {_status(part.now, shown.lang)}"
            yield f"    {_titled(part.id, shown)}: {answers}"
            yield from (f"      {line}" for line in _shows(part, shown.lang))


def _status(part: Part | None, lang: str) -> str:
    return text("statuses", part.status, lang) if part else text("audit", "not_asked_for", lang)


def _shows(part: PartChange, lang: str) -> Iterator[str]:
    """The words that the answer rests on, and who decided it, or had decided what it was before."""
    now, before = part.now, part.before
    if now and now.evidence:
        yield f"«{on_one_line(now.evidence[0])}» ({where(now.evidence[0], lang)})"
    if now and now.decision:
        yield decision_words(now.decision, lang)
    elif before and before.decision:
        yield f"{text('audit', 'before', lang)}: {decision_words(before.decision, lang)}"


def _decisions(decisions: Iterable[DecisionTold], lang: str) -> Iterator[str]:
    """The decisions that stand, then the others with the reason why they do not."""
    listed = list(decisions)
    for code, stand in (("standing", True), ("lapsed", False)):
        chosen = [decision for decision in listed if (decision.standing == "in_force") == stand]
        if not chosen:
            continue
        yield ""
        yield f"{text('audit', code, lang)}: {len(chosen)}"
        for one in chosen:
            status = text("statuses", one.status, lang)
            told = text("audit", "ruling", lang, status=status, by=one.by, day=one.day, reason=one.reason)
            yield f"  {one.path} {short(one.part)}: {told}"
            yield f"    {_why(one, lang)}"


def _why(decision: DecisionTold, lang: str) -> str:
    if decision.found is None:
        return text("audit", decision.standing, lang)
    return text("audit", "found", lang, found=text("statuses", decision.found, lang))


def _tally(tally: Tally) -> dict[str, Any]:
    before = tally.before
    return {
        "part": tally.part,
        "now": _numbers(tally.now),
        "before": _numbers(before) if before is not None else None,
        "change": {status: tally.now[status] - before[status] for status in tally.now} if before is not None else None,
        "decided": tally.decided,
    }


def _numbers(counts: Mapping[Status, int]) -> dict[str, Any]:
    return {
        status: {"count": count, "share": _share(counts, status)} if status in _SHOWN else {"count": count}
        for status, count in counts.items()
    }


def _document(document: DocumentChange) -> dict[str, Any]:
    return {
        "path": document.path,
        "earlier": document.earlier,
        "municipality": document.municipality,
        "change": document.change,
        "parts": [
            {
                "id": part.id,
                "direction": part.direction,
                "before": part.before.status if part.before else None,
                "now": part.now.status if part.now else None,
                "decision": asdict(part.now.decision) if part.now and part.now.decision else None,
            }
            for part in document.parts
        ],
    }


def _row(document: DocumentChange, part: PartChange) -> Iterator[str]:
    now = part.now
    decision = now.decision if now else None
    quote = now.evidence[0] if now and now.evidence else None
    yield from (document.path, document.earlier or "", document.municipality, document.change)
    yield from (part.id, part.direction, part.before.status if part.before else "", now.status if now else "")
    yield from (decision.found, decision.by, decision.day, decision.reason) if decision else ("",) * 4
    yield "yes" if now and now.review else ""
    yield from (quote.clause, str(quote.page or ""), on_one_line(quote)) if quote else ("",) * 3
