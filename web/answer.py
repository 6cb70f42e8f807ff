"""What is answered to an upload: the page with the result, or one of the files that can be taken from it.

Runs in a process that may be ended at any time, and writes nothing of the document anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import PurePath

from ..engine.batch import check_all
from ..engine.job import AUTO, Input, Job
from ..engine.rulebook.load import load_shipped
from ..report.annotated import COPIES, annotated
from ..report.formats import SUFFIXES, Presentation, render
from ..report.messages import text
from ..report.model import Report
from ..report.notes import NotAnnotatedError
from .exchange import HTML, Answer, Upload
from .pages import result_page, start_page

_STATUSES: Mapping[str, int] = {"too-large": 413, "not-a-document": 415, "crashed": 500, "failed": 500}
_UNREADABLE = 422
_MEDIA: Mapping[str, str] = {
    "html": HTML,
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_COPY = "copy-"  # and the number of the document in the file


def answer(upload: Upload, lang: str, day: date, megabytes: int) -> Answer:
    """Check the document as of `day` and answer in `lang`, one of those of the pages."""
    name = upload.name or f"{text('web', 'pasted', lang)}.txt"
    job = Job(as_of=day, lang=lang, profiles=frozenset({AUTO}))
    report = check_all([Input(name=name, data=upload.data)], job, 1)
    first = report.documents[0]
    if first.format == "unknown":
        problem = first.problems[0]
        page = start_page(lang, megabytes, problem=_sentence(problem.message))
        return Answer(status=_STATUSES.get(problem.code, _UNREADABLE), body=page)
    shown = _presentation(lang)
    if upload.wish in ("html", "json"):
        saved = f"{_stem(name)}-{text('web', 'report_name', lang)}{SUFFIXES[upload.wish]}"
        return Answer(status=200, body=render(upload.wish, report, shown), media=_MEDIA[upload.wish], name=saved)
    if upload.wish.startswith(_COPY):
        return _copy(upload, report, shown, megabytes)
    return Answer(status=200, body=result_page(report, replace(upload, name=name), shown))


def _copy(upload: Upload, report: Report, shown: Presentation, megabytes: int) -> Answer:
    """The document with comments."""
    number = upload.wish.removeprefix(_COPY)
    document = report.documents[int(number) if number.isdecimal() and int(number) < len(report.documents) else 0]
    try:
        body = annotated(upload.data, document, report.as_of, shown)
    except NotAnnotatedError as error:
        problem = _sentence(text("comments", error.code, shown.lang))
        return Answer(status=_UNREADABLE, body=start_page(shown.lang, megabytes, problem=problem))
    saved = f"{_stem(upload.name)}-{text('web', 'copy_name', shown.lang)}{COPIES[document.format]}"
    return Answer(status=200, body=body, media=_MEDIA[document.format], name=saved)


def _stem(name: str) -> str:
    return PurePath(name).stem or "avtale"


def _sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:]}."


@cache
def _presentation(lang: str) -> Presentation:
    return Presentation(lang=lang, rules={rule.id: rule for rule in load_shipped().rules})
