"""The report as workflow commands of GitHub Actions: an annotation for each finding that counts, then a notice.

The notice says how many findings are waived. Digests are lines for those who turn on debug logging.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from .as_json import summary
from .formats import Presentation
from .messages import text
from .model import DocumentReport, Finding, Report
from .phrases import pack_words, problem_words
from .places import line_of, on_one_line, where

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report, shown: Presentation) -> bytes:
    """One command on each line."""
    return "".join(f"{line}\n" for line in _lines(report, shown)).encode()


def _lines(report: Report, shown: Presentation) -> Iterator[str]:
    for document in report.documents:
        for finding in document.findings:
            if finding.waived is None:
                yield _annotation(document, finding, shown)
        for problem in document.problems:
            level = "warning" if document.verdict == "not_assessable" else "notice"
            yield _command(level, problem_words(problem, shown.lang), file=_path(document), title=problem.code)
    yield _command("notice", _summary(report, shown.lang), title=f"avtalesjekk {report.version}")
    for document in report.documents:
        yield _command("debug", f"{_path(document)} {document.verdict} sha256 {document.sha256}")


def _annotation(document: DocumentReport, finding: Finding, shown: Presentation) -> str:
    told = [finding.message]
    line = None
    if finding.location:
        line = line_of(document, finding.location)
        told.append(f"«{on_one_line(finding.location)}» ({where(finding.location, shown.lang)})")
    told.append(f"{text('words', 'remedy', shown.lang)}: {finding.remedy}")
    title = f"{finding.id} {shown.title(finding.id)}"
    place = {"file": _path(document)} | ({"line": str(line)} if line is not None else {})
    return _command(_COMMANDS[finding.severity], "\n".join(told), **place, title=title)


def _summary(report: Report, lang: str) -> str:
    counts = summary(report.documents)
    documents = counts.pop("documents")
    told = [f"{count} {text('verdicts', verdict, lang)}" for verdict, count in counts.items() if count]
    waived = sum(finding.waived is not None for document in report.documents for finding in document.findings)
    if waived:
        told.append(text("waivers", "count", lang, count=str(waived)))
    packs = ", ".join(pack_words(pack) for pack in report.packs)
    return "\n".join(
        [
            f"{documents} {text('words', 'documents', lang)} – {', '.join(told)}",
            f"{text('words', 'as_of', lang)} {report.as_of}. {text('words', 'packs', lang)}: {packs}",
        ]
    )


def _path(document: DocumentReport) -> str:
    return PurePath(document.path).as_posix()


def _command(name: str, message: str, **properties: str) -> str:
    """A command with its values escaped, so that no name of a file or word of a document can end it."""
    told = ",".join(
        f"{key}={_data(value).replace(':', '%3A').replace(',', '%2C')}" for key, value in properties.items()
    )
    return f"::{name}{' ' if told else ''}{told}::{_data(message)}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
