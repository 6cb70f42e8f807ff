"""From the outcomes of the rules to the report on a document: which rules apply, how much each weighs, what shows it.

Promises that silence never means "fine": what may stand in a part that could not be read is never said to be missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..extract.model import ClauseKind, Document, Problem, Span
from ..report import model as report
from .certainty import Certainty, labels_of, sureness
from .inference.outcome import Outcome
from .intake import told
from .reading.facts import FactSheet
from .reading.model import Reading
from .register import entries
from .rulebook.model import Rule
from .settings import Settings
from .template.facts import titles
from .weighing import INTRO, Scales, applies, basis, by_date, scales, source_of, unsettled, weight

REVIEW_BELOW = 0.94  # of confidence; in training 18 % of the parts, with 72 % of the errors
_MOST_EVIDENCE = 12
_OFFICE = "nav-office-agreement"
_SUPPORTED = frozenset({"nb", "nn", "sv"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A reading with all that judging its outcomes takes. `unread` when some of the document could not be read."""

    reading: Reading
    sheet: FactSheet
    certainty: Certainty
    scales: Scales
    unread: bool
    settings: Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """A rule that applies, with its outcome and what that comes to."""

    rule: Rule
    outcome: Outcome
    part: report.Part


def judge(reading: Reading, sheet: FactSheet, outcomes: Iterable[Outcome], settings: Settings) -> report.DocumentReport:
    """Report on a reading. `outcomes` are those of the rules of `settings.rulebook`, in its order."""
    document = reading.document
    dated = reading.agreement_date.day if reading.agreement_date else None
    case = _Case(
        reading=reading,
        sheet=sheet,
        certainty=Certainty(reading, sheet),
        scales=scales(_kinds(reading, sheet), dated, settings),
        unread=any(problem.code in report.UNREAD for problem in document.problems),
        settings=settings,
    )
    judged = [
        _Judged(rule=rule, outcome=outcome, part=_part(case, rule, outcome))
        for rule, outcome in zip(settings.rulebook.rules, outcomes, strict=True)
        if applies(case.scales, rule)
    ]
    findings = tuple(_finding(case, each) for each in judged if each.part.status in ("nonconforming", "missing"))
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
        verdict=_verdict(case, judged, findings),
        parts=tuple(each.part for each in judged if each.rule.requirement),
        findings=findings,
        obligations=tuple(entry.obligation for entry in entries(reading)),
        problems=tuple(told(problem, settings.lang) for problem in (*document.problems, *_notes(case, judged))),
        basis=basis(case.scales, [each.rule for each in judged], settings.lang),
        passages=tuple(passages(document)),
    )


def passages(document: Document) -> Iterator[report.Passage]:
    """The clauses of the document with their words."""
    lines = {block.span.start: block.line for block in document.blocks}
    for clause in document.clauses:
        section = document.sections[clause.section] if clause.section is not None else None
        yield report.Passage(
            clause=clause.id,
            kind=clause.kind.value,
            level=section.level if section and clause.kind is ClauseKind.HEADING else 0,
            page=clause.page,
            text=document.quote(clause.span),
            start=document.start + clause.span.start,
            line=lines.get(clause.span.start),
        )


def _kinds(reading: Reading, sheet: FactSheet) -> tuple[str, ...]:
    """The kind of the document, after that of the introduction agreement where a NAV-office agreement is one too."""
    scheme = any(fact.get("subject") == "introduction_scheme" for fact in sheet.facts)
    return (INTRO, reading.kind) if reading.kind == _OFFICE and scheme else (reading.kind,)


def _notes(case: _Case, judged: Sequence[_Judged]) -> Iterable[Problem]:
    """What the user should know of the judging beside the problems of the reading."""
    reading, as_of = case.reading, case.settings.as_of.isoformat()
    if reading.language not in _SUPPORTED and judged:
        yield Problem(code="language-unsupported")
    if reading.draft:
        yield Problem(code="draft")
    dated = [each.rule for each in judged if by_date(case.scales, each.rule)]
    if dated and reading.agreement_date is None:
        yield Problem(code="date-unknown", detail=(("as_of", as_of),))
    for instruments in unsettled(case.scales, dated):
        yield Problem(
            code="authority-unknown", detail=(("date", case.scales.day.isoformat()), ("instruments", instruments))
        )


def _part(case: _Case, rule: Rule, outcome: Outcome) -> report.Part:
    status: report.Status = outcome.status
    if case.unread and status == "missing":
        status = "not_assessable"
    authority, severity = weight(case.scales, rule)
    confidence = case.certainty.of(rule, outcome)
    return report.Part(
        id=rule.id,
        status=status,
        authority=authority,
        severity=severity,
        confidence=round(confidence, 2),
        # What is not good enough here may be made good where nothing could be read.
        review=confidence < REVIEW_BELOW or (case.unread and status == "nonconforming"),
        evidence=tuple(_evidence(case, rule, outcome)),
    )


def _evidence(case: _Case, rule: Rule, outcome: Outcome) -> Iterable[report.Evidence]:
    """The facts of all terms, the surest first, then in reading order, one of each term before the second of any.

    Where a term asks for an interval that another sentence gives, that sentence too.

    That a rule does not apply follows from the kind of the document, which its title shows.
    """
    document = case.reading.document
    if outcome.status == "not_applicable":
        titles = (index for index, clause in enumerate(document.clauses) if clause.kind is ClauseKind.TITLE)
        yield from (_quote(document, document.clauses[index].span, index) for index in list(titles)[:1])
        return
    wanted = labels_of(rule)
    ranked = [
        sorted(facts, key=lambda fact: -round(sureness(case.sheet, fact, wanted), 1)) for facts in outcome.evidence
    ]
    rounds = (facts[depth] for depth in range(_MOST_EVIDENCE) for facts in ranked if depth < len(facts))
    terms = rule.outcomes[outcome.branch].when if outcome.branch is not None else ()
    asked = zip(terms, outcome.evidence, strict=False)
    timed = {fact for term, facts in asked if "interval" in dict(term.where) for fact in facts}
    places = [
        place
        for fact in dict.fromkeys(rounds)
        for place in (case.sheet.evidence.get(fact), case.sheet.occasions.get(fact) if fact in timed else None)
        if place is not None
    ]
    yield from (_quote(document, place.span, place.clause) for place in list(dict.fromkeys(places))[:_MOST_EVIDENCE])


def _quote(document: Document, span: Span, clause: int | None) -> report.Evidence:
    page = next((page.number for page in document.pages if page.span.start <= span.start < page.span.end), None)
    return report.Evidence(
        clause=document.clauses[clause].id if clause is not None else "",
        page=page,
        quote=document.quote(span),
        start=document.start + span.start,
        end=document.start + span.end,
    )


def _finding(case: _Case, judged: _Judged) -> report.Finding:
    rule, index, lang = judged.rule, judged.outcome.branch, case.settings.lang
    branch = rule.otherwise if index is None else rule.outcomes[index]
    return report.Finding(
        id=rule.id,
        severity=judged.part.severity,
        message=_message(case, judged.outcome, branch.message.in_language(lang)) if branch.message else "",
        source=report.Source(document=source_of(case.scales, rule), section=rule.source.section),
        location=judged.part.evidence[0] if judged.part.evidence else None,
        remedy=rule.remedy.in_language(lang),
    )


def _message(case: _Case, outcome: Outcome, message: str) -> str:
    """The message of a rule with its blanks filled.

    "{0}", "{1}" … are the names that the facts of the branch's first, second … term are by, "{sections}" the titles of
    the template's sections that its facts are about.
    """
    for number, facts in enumerate(outcome.evidence):
        names = dict.fromkeys(case.sheet.names[fact] for fact in facts if fact in case.sheet.names)
        message = message.replace(f"{{{number}}}", ", ".join(names))
    deciding = {fact for facts in outcome.evidence for fact in facts}
    about = [fact for fact in case.sheet.facts if fact["id"] in deciding]
    return message.replace("{sections}", titles(about, case.settings.lang))


def _verdict(case: _Case, judged: Sequence[_Judged], findings: Sequence[report.Finding]) -> report.Verdict:
    """An error stands whatever else could not be read. Nothing conforms of which no requirement was checked."""
    severities = {finding.severity for finding in findings}
    checked = any(each.rule.requirement for each in judged)
    if "error" in severities:
        return "nonconforming"
    # The kind of a document of which a part could not be read may be wrong too.
    if any(each.part.status == "not_assessable" for each in judged) or (case.unread and not checked):
        return "not_assessable"
    if "warning" in severities:
        return "deviates"
    return "conforms" if checked else "out_of_scope"
