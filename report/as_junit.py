"""The report as JUnit's XML: a suite for each document, a case for each part and for each other finding.

A breach fails, unless it is for information only; what is waived or does not apply is skipped, and what could not be
read is an error. Without times, which would differ from run to run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from .formats import Presentation
from .messages import text
from .model import DocumentReport, Finding, Part, Report
from .phrases import decision_words, pack_words, problem_words, waived_words
from .places import on_one_line, source_name, where

# What XML 1.0 cannot hold, not even as a reference.
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RESULTS = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def render(report: Report, shown: Presentation) -> bytes:
    """The report as indented XML in UTF-8; same report, same bytes."""
    suites = [_suite(report, document, shown) for document in report.documents]
    root = _element("testsuites", name="avtalesjekk", **_counts(suites))
    root.extend(suites)
    ElementTree.indent(root)
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _suite(report: Report, document: DocumentReport, shown: Presentation) -> ElementTree.Element:
    cases = list(_cases(document, shown))
    suite = _element("testsuite", name=document.path)
    properties = _element("properties")
    for name, value in _about(report, document):
        properties.append(_element("property", name=name, value=value))
    suite.append(properties)
    suite.extend(cases)
    if document.problems:
        suite.append(_element("system-out", _notes(document, shown.lang)))
    suite.attrib |= _counts([suite])
    return suite


def _about(report: Report, document: DocumentReport) -> Iterator[tuple[str, str]]:
    yield "avtalesjekk", report.version
    yield "as_of", report.as_of
    yield "sha256", document.sha256
    yield "verdict", document.verdict
    for pack in report.packs:
        yield "pack", pack_words(pack)


def _cases(document: DocumentReport, shown: Presentation) -> Iterator[ElementTree.Element]:
    findings = {finding.id: finding for finding in document.findings}
    for part in document.parts:
        yield _part(document, part, findings.get(part.id), shown)
    ids = {part.id for part in document.parts}
    for finding in document.findings:
        if finding.id not in ids:
            yield _case(document, finding.id, shown.title(finding.id), _result(finding, shown.lang))
    if document.verdict == "not_assessable" and not any(part.status == "not_assessable" for part in document.parts):
        message = text("verdicts", document.verdict, shown.lang)
        unread = _element("error", _notes(document, shown.lang), type=document.verdict, message=message)
        yield _case(document, message, "", unread)


def _part(document: DocumentReport, part: Part, finding: Finding | None, shown: Presentation) -> ElementTree.Element:
    if finding:
        result = _result(finding, shown.lang)
    elif part.status == "met":
        result = None
    else:
        name = "error" if part.status == "not_assessable" else "skipped"
        result = _element(name, type=part.status, message=text("statuses", part.status, shown.lang))
    case = _case(document, part.id, shown.title(part.id), result)
    if part.decision:
        case.append(_element("system-out", decision_words(part.decision, shown.lang)))
    return case


def _case(
    document: DocumentReport, identity: str, title: str, result: ElementTree.Element | None
) -> ElementTree.Element:
    case = _element("testcase", classname=document.path, name=f"{identity} {title}".strip())
    if result is not None:
        case.append(result)
    return case


def _result(finding: Finding, lang: str) -> ElementTree.Element:
    severity = text("severities", finding.severity, lang)
    told = [f"«{on_one_line(finding.location)}» ({where(finding.location, lang)})"] if finding.location else []
    told.append(f"{text('words', 'remedy', lang)}: {finding.remedy}")
    told.append(f"[{severity}, {source_name(finding.source)}]")
    if finding.waived:
        message = f"{waived_words(finding.waived, lang)} – {finding.message}"
        return _element("skipped", "\n".join(told), type="waived", message=message)
    if finding.severity == "info":
        return _element("skipped", "\n".join(told), type="info", message=f"{severity}: {finding.message}")
    return _element("failure", "\n".join(told), type=finding.severity, message=finding.message)


def _notes(document: DocumentReport, lang: str) -> str:
    return "\n".join(problem_words(problem, lang) for problem in document.problems)


def _counts(suites: list[ElementTree.Element]) -> dict[str, str]:
    """How many cases there are in the suites, and with each result."""
    cases = [case for suite in suites for case in suite.iter("testcase")]
    told = {name: sum(case.find(tag) is not None for case in cases) for name, tag in _RESULTS.items()}
    return {name: str(count) for name, count in ({"tests": len(cases)} | told).items()}


def _element(tag: str, content: str = "", **attributes: str) -> ElementTree.Element:
    made = ElementTree.Element(tag, {name: _NO_XML.sub("\ufffd", value) for name, value in attributes.items()})
    made.text = _NO_XML.sub("\ufffd", content) or None
    return made
