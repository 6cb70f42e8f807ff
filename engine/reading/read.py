"""From a document to a reading: the passes in order."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace

from ...extract.model import Clause, ClauseKind, Document
from .bundle import papers_within, unread_elsewhere
from .kind import draft_in_margins, is_draft, kind_of, title_of
from .labels import LIKELY
from .language import language_of
from .lasting import reckoned_end, renews_itself
from .model import FoundDate, Provision, Reading, UnfilledBlank
from .parties import parties
from .pipeline import pipeline
from .placeholders import blanks
from .provisions import provisions
from .sentences import sentences
from .signatures import signature_block
from .validity import agreement_date, day_named, valid_until
from .view import view

_AGREEMENTS = frozenset(
    {"intro-agreement", "intro-routine", "nav-office-agreement", "national-agreement", "se-local", "se-central"}
)
# A form in an annex: for participants, or for what is sent now and then.
_FORM = re.compile(r"\W*(?:vedlegg|bilag)\b.*(?:skjema|samtykke|erklæring)", re.IGNORECASE)
_NEVER_CONCLUDED = frozenset({"circular", "template", "not-an-agreement"})  # nobody is bound by them from any day


def read_all(document: Document) -> tuple[Reading, ...]:
    """Read the agreements that a file holds beside other papers, or else the file as one document."""
    found = [each for each in map(read, papers_within(document)) if each.kind in _AGREEMENTS]
    if not found:
        return (read(document),)
    found = [replace(each, draft=each.draft or draft_in_margins(document, each.document.pages)) for each in found]
    first = found[0].document
    unread = unread_elsewhere(document, [each.document for each in found])
    found[0] = replace(found[0], document=replace(first, problems=(*first.problems, *unread)))
    return tuple(found)


def read(document: Document) -> Reading:
    """Read the language of `document`: everything that the rules ask for."""
    language = language_of(document.text)
    named = parties(document, language)
    found = tuple(provisions(document, pipeline(language), named.aliases))
    signature = signature_block(document, _likely_signature(found), named)
    unfilled = _unfilled(document, frozenset(signature.clauses))
    title = title_of(document)
    kind = kind_of(
        document,
        language,
        title,
        named.parties,
        len(unfilled),
        bool(signature.clauses),
        [each.labels for each in found],
    )
    concluded = kind not in _NEVER_CONCLUDED
    lasting = {each.clause for each in found if each.labels["duration"] > LIKELY}
    agreed = agreement_date(document, signature.clauses, lasting) if concluded else None
    return Reading(
        document=document,
        language=language,
        kind=kind,
        title=title,
        draft=is_draft(document),
        parties=named.parties if concluded else (),
        agreement_date=agreed,
        valid_until=_end(document, agreed, lasting) if concluded else None,
        provisions=found,
        signature=signature,
        blanks=unfilled,
    )


def _end(document: Document, agreed: FoundDate | None, lasting: Set[int]) -> FoundDate | None:
    said = list(sentences(document))
    if renews_itself(said, lasting):
        return None
    stated = valid_until(document, agreed, lasting)
    return stated or reckoned_end(said, agreed, lasting) or day_named(document, agreed, lasting)


def _likely_signature(found: tuple[Provision, ...]) -> dict[int, float]:
    """How likely each clause is to be one of signatures: not at all when it rather names contacts or a meeting."""
    signing: dict[int, float] = {}
    other: dict[int, float] = {}
    for each in found:
        signing[each.clause] = max(signing.get(each.clause, 0.0), each.labels["signature"])
        told = max(each.labels[label] for label in ("contact_persons", "leader_followup", "caseworker_followup"))
        other[each.clause] = max(other.get(each.clause, 0.0), told)
    return {clause: own if own > other[clause] else 0.0 for clause, own in signing.items()}


def _unfilled(document: Document, signing: frozenset[int]) -> tuple[UnfilledBlank, ...]:
    """Blanks left in the text. A ruled line in the signature block is there to be signed on, a form for participants
    to be filled in by them.
    """
    found = []
    for index, clause in enumerate(document.clauses):
        if clause.kind is not ClauseKind.CONTENTS and not _in_form(document, clause):
            seen = view(document.text, clause.span)
            found += [
                UnfilledBlank(clause=index, span=seen.span(blank.start, blank.end))
                for blank in blanks(seen.text)
                if not (blank.ruled and index in signing)
            ]
    return tuple(found)


def _in_form(document: Document, clause: Clause) -> bool:
    if clause.section is None:
        return False
    section = document.sections[clause.section]
    return bool(_FORM.match(document.text, section.span.start, section.title.end))
