"""One document from its bytes to its report: read, understand, infer, judge."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..extract.model import Document, Problem, ReadError, Span
from ..extract.read import read_bytes
from ..report import model as report
from ..report.messages import text
from .inference.outcome import Evaluate, Outcome
from .reading.facts import FactSheet, fact_sheet
from .reading.model import Reading
from .reading.read import read
from .rulebook.authority import Authority, authority_on
from .rulebook.model import Rule, RuleBook

REVIEW_BELOW = 0.7
_MOST_EVIDENCE = 8
_UNREAD = frozenset({"page-without-text"})
_SEVERITY: dict[str, report.Severity] = {"skal": "error", "bør": "warning", "kan": "info", "not_in_force": "info"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to check: `profiles` are ids of packs, none means that the kind of document decides; `lang` is "nb", "nn" or "en"."""

    rulebook: RuleBook
    evaluate: Evaluate
    as_of: date
    lang: str
    profiles: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A reading with all that judging its outcomes takes."""

    reading: Reading
    sheet: FactSheet
    authority: Authority
    unread: bool
    settings: Settings


def check_file(path: Path, settings: Settings) -> report.DocumentReport:
    """Check the file at `path`. Whatever is wrong with it becomes a problem of its report."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return _unread(str(path), b"", ReadError("unreadable", reason=error.strerror or str(error)), settings.lang)
    return check_bytes(data, str(path), settings)


def check_bytes(data: bytes, name: str, settings: Settings) -> report.DocumentReport:
    """Check a document given as bytes; `name` is how the report calls it."""
    try:
        document = read_bytes(data, name)
    except ReadError as error:
        return _unread(name, data, error, settings.lang)
    return judge(read(document), settings)


def judge(reading: Reading, settings: Settings) -> report.DocumentReport:
    """Apply the rules to a reading."""
    authority, notes = _authority(reading, settings)
    case = _Case(
        reading=reading,
        sheet=fact_sheet(reading),
        authority=authority,
        unread=any(problem.code in _UNREAD for problem in reading.document.problems),
        settings=settings,
    )
    outcomes = settings.evaluate(settings.rulebook, case.sheet.facts)
    judged = [
        (rule, outcome, _part(case, rule, outcome))
        for rule, outcome in zip(settings.rulebook.rules, outcomes, strict=True)
        if _applies(rule, reading.kind, settings.profiles)
    ]
    parts = tuple(part for rule, _, part in judged if rule.requirement)
    findings = tuple(_finding(case, *each) for each in judged if each[2].status in ("nonconforming", "missing"))
    problems = tuple(_problem(problem, settings.lang) for problem in (*reading.document.problems, *notes))
    return _report(reading, parts, findings, problems)


def _applies(rule: Rule, kind: str, profiles: frozenset[str]) -> bool:
    """A rule applies when its pack is asked for by name; else when its kinds include this one. Rules of form always go by kind."""
    return rule.pack in profiles or (kind in rule.applies_to and (not profiles or not rule.requirement))


def _authority(reading: Reading, settings: Settings) -> tuple[Authority, list[Problem]]:
    """The authority behind the checklist on the document's date, and what the report must say about it."""
    if settings.profiles:
        return Authority(level="skal", instruments=tuple(sorted(settings.profiles))), []
    notes = []
    day = reading.agreement_date.day if reading.agreement_date else settings.as_of
    authority = authority_on(reading.kind, day)
    if reading.agreement_date is None and authority.instruments:
        notes.append(Problem(code="date-unknown", detail=(("as_of", settings.as_of.isoformat()),)))
    if len(authority.instruments) > 1:
        detail = (("date", day.isoformat()), ("instruments", " / ".join(authority.instruments)))
        notes.append(Problem(code="authority-unknown", detail=detail))
    return authority, notes


def _part(case: _Case, rule: Rule, outcome: Outcome) -> report.Part:
    wanted = _labels(rule)
    status: report.Status = outcome.status
    if case.unread and status == "missing":
        status = "not_assessable"
    confidence = _confidence(case, outcome, wanted)
    return report.Part(
        id=rule.id,
        status=status,
        authority=case.authority.level if rule.requirement else rule.authority,  # type: ignore[arg-type]
        severity=_SEVERITY[case.authority.level] if rule.requirement else rule.severity,
        confidence=round(confidence, 2),
        review=confidence < REVIEW_BELOW,
        evidence=tuple(_evidence(case, outcome, wanted)),
    )


def _labels(rule: Rule) -> frozenset[str]:
    """The labels that any branch of `rule` asks for."""
    terms = (term for branch in rule.outcomes for term in (*branch.when, *branch.unless))
    return frozenset(value for term in terms for name, values in term.where if name == "label" for value in values)


def _sureness(case: _Case, fact: str, wanted: frozenset[str]) -> float:
    """How sure the reader is that the fact is what the rule looks for: the probability of its likeliest wanted label."""
    provision = case.sheet.provisions.get(fact)
    if provision is None or not wanted:
        return 1.0
    return max(provision.labels[label] for label in wanted)


def _confidence(case: _Case, outcome: Outcome, wanted: frozenset[str]) -> float:
    """The weakest link: every term counts with its best fact; where nothing was found, the nearest miss counts against it."""
    if outcome.evidence:
        return min(max(_sureness(case, fact, wanted) for fact in facts) for facts in outcome.evidence)
    nearest = max((provision.labels[label] for provision in case.reading.provisions for label in wanted), default=0.0)
    return 1.0 - nearest


def _evidence(case: _Case, outcome: Outcome, wanted: frozenset[str]) -> Iterable[report.Evidence]:
    """The facts of all terms, the surest first, one of each term before the second of any."""
    ranked = [sorted(facts, key=lambda fact: -_sureness(case, fact, wanted)) for facts in outcome.evidence]
    rounds = (facts[depth] for depth in range(_MOST_EVIDENCE) for facts in ranked if depth < len(facts))
    for fact in list(dict.fromkeys(rounds))[:_MOST_EVIDENCE]:
        where = case.sheet.evidence.get(fact)
        if where is not None:
            yield _quote(case.reading.document, where.span, where.clause)


def _quote(document: Document, span: Span, clause: int | None) -> report.Evidence:
    page = next((page.number for page in document.pages if page.span.start <= span.start < page.span.end), None)
    return report.Evidence(
        clause=document.clauses[clause].id if clause is not None else "",
        page=page,
        quote=document.quote(span),
        start=span.start,
        end=span.end,
    )


def _finding(case: _Case, rule: Rule, outcome: Outcome, part: report.Part) -> report.Finding:
    lang = case.settings.lang
    branch = rule.otherwise if outcome.branch is None else rule.outcomes[outcome.branch]
    return report.Finding(
        id=rule.id,
        severity=part.severity,
        message=branch.message.in_language(lang) if branch.message else "",
        source=report.Source(document=rule.source.document, section=rule.source.section),
        location=part.evidence[0] if part.evidence else None,
        remedy=rule.remedy.in_language(lang),
    )


def _problem(problem: Problem, lang: str) -> report.Problem:
    return report.Problem(code=problem.code, message=text("problems", problem.code, lang, **dict(problem.detail)), page=problem.page)


def _verdict(parts: Sequence[report.Part], findings: Sequence[report.Finding]) -> report.Verdict:
    if not parts:
        return "out_of_scope"
    severities = {finding.severity for finding in findings}
    if "error" in severities:
        return "nonconforming"
    if any(part.status == "not_assessable" for part in parts):
        return "not_assessable"
    return "deviates" if "warning" in severities else "conforms"


def _report(
    reading: Reading, parts: tuple[report.Part, ...], findings: tuple[report.Finding, ...], problems: tuple[report.Problem, ...]
) -> report.DocumentReport:
    document = reading.document
    return report.DocumentReport(
        path=document.path,
        sha256=document.sha256,
        format=document.format,
        pages=len(document.pages) or None,
        language=reading.language,
        kind=reading.kind,
        title=reading.title,
        parties=tuple(party.name for party in reading.parties),
        agreement_date=reading.agreement_date.day.isoformat() if reading.agreement_date else None,
        valid_until=reading.valid_until.day.isoformat() if reading.valid_until else None,
        verdict=_verdict(parts, findings),
        parts=parts,
        findings=findings,
        obligations=(),
        problems=problems,
    )


def _unread(name: str, data: bytes, error: ReadError, lang: str) -> report.DocumentReport:
    """The report on a document of which nothing could be read."""
    return report.DocumentReport(
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="unknown",
        pages=None,
        language="und",
        kind="unknown",
        title="",
        parties=(),
        agreement_date=None,
        valid_until=None,
        verdict="not_assessable",
        parts=(),
        findings=(),
        obligations=(),
        problems=(_problem(Problem(code=error.code, detail=error.detail), lang),),
    )
