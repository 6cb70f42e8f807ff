"""When an agreement was made, when it takes effect, and until when it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...extract.model import ClauseKind, Document, Span
from .dates import Dated, dates
from .model import FoundDate
from .view import View, view

_SIGNED = re.compile(r"\b(?:signert|undertegnet|undertegna|underskrevet|underskriven|inngått|inngås|inngått den|datert|dagsatt|dato|sted/dato|stad/dato|undertecknad|avtalen er inngått|avtala er inngått)\b", re.IGNORECASE)
_EFFECT = re.compile(r"\b(?:trer i kraft|trår i kraft|tre i kraft|tek til å gjelde|i kraft|gjelder fra|gjeld frå|gjelder f\.?o\.?m|gjelde fra|gjelde frå|virkning fra|verknad frå|gyldig fra|gyldig frå|fra og med|frå og med|bindende fra|løper fra|varer fra|gjeldende fra)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:til og med|t\.?o\.?m\.?|fram til|frem til|inntil|varer til|gjelder til|gjeld til|løper til|utløper|utløp|går ut|til|senest|opphører|–|-)\W*(?:den |utgangen av |ut )?\W*$", re.IGNORECASE)
_VALID = re.compile(r"\b(?:gjelder|gjeld|varer|varar|varighet|varigheit|løper|gyldig|gyldighet|utløper|opphører|i kraft|avtaleperiode\w*|perioden|forlenges|går ut|gäller)\b", re.IGNORECASE)
_LAW = re.compile(r"\b(?:lov|rundskriv|veileder\w*|rettleiar\w*|forskrift\w*|av|datert|avtale av|avtalen av)\W*(?:av |den |fra |frå )?\W*$", re.IGNORECASE)


def agreement_date(document: Document, signature: Sequence[int]) -> FoundDate | None:
    """The signing date (in the signature block, or where the text says so), else the entry into force, else None."""
    block = [view(document.text, document.clauses[index].span) for index in signature]
    for each in block:
        for dated in dates(each.text):
            return _found(each, dated)
    for pattern in (_SIGNED, _EFFECT):
        for each in _views(document):
            for dated in dates(each.text):
                before = each.text[max(0, dated.start - 60) : dated.start]
                if pattern.search(before) and not _LAW.search(before.rstrip()[-14:] if pattern is _EFFECT else ""):
                    return _found(each, dated)
    return _on_the_cover(document)


def valid_until(document: Document) -> FoundDate | None:
    """The stated last day, else None."""
    for each in _views(document):
        for dated in dates(each.text):
            before = each.text[max(0, dated.start - 90) : dated.start]
            if _UNTIL.search(before) and _VALID.search(each.text):
                return _found(each, dated)
    return None


def _on_the_cover(document: Document) -> FoundDate | None:
    """A date that stands alone on a short line at the very start or end ("Oslo, 21. april 2006")."""
    ends = [*document.clauses[:8], *document.clauses[-6:]]
    for clause in ends:
        each = view(document.text, clause.span)
        found = dates(each.text)
        if len(found) == 1 and len(each.text) - (found[0].end - found[0].start) < 25:
            return _found(each, found[0])
    return None


def _views(document: Document) -> Iterator[View]:
    for clause in document.clauses:
        if clause.kind is not ClauseKind.CONTENTS:
            yield view(document.text, clause.span)


def _found(each: View, dated: Dated) -> FoundDate:
    return FoundDate(day=dated.day, span=each.span(dated.start, dated.end))
