"""What the agreements beside the introduction agreement speak of, as values: the matters, and who commits to what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ...extract.model import Document, Span
from .lexicon import lexicon
from .model import Provision
from .view import view

# The classifier alone tells a matter from so much on; where words of the lexicon do, it must only find it possible.
CERTAIN, POSSIBLE = 0.7, 0.1
# How sure it is that a sentence is about a matter: its own words say so, only with its heading, or nothing but that.
OWN_WORDS, WITH_HEADING, BY_STRUCTURE = 0.9, 0.85, 0.8
LEARNT = 0.7  # the classifier alone


class Standing(StrEnum):
    """Whether a matter is provided for, or only wished for, optional, left open, blank or provided for in part."""

    STATED = "stated"
    WEAK = "weak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A place that speaks of a matter. `subject` is one of the vocabulary; `clause` an index into the clauses."""

    subject: str
    standing: Standing
    span: Span
    clause: int
    sureness: float = OWN_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """Whether a signatory commits itself under a heading, with the words that show it: the heading, or the title of
    the annex (else the name of the signatory) where the heading is absent.
    """

    signatory: str
    heading: str
    covered: bool
    span: Span
    clause: int


def sureness_of(each: Provision, name: str, told: float, standing: Standing = Standing.STATED) -> float:
    """How sure it is that a provision is about the matter `name` of `MATTERS`, 0.0 when it is not.

    `told` is how sure its words and heading make it, 0.0 where they do not tell it. What is only wished for or left
    open ("Plasseringen avklares senere") names little that the classifier could go by.
    """
    if told:
        return told if standing is Standing.WEAK or each.matters[name] > POSSIBLE else 0.0
    return LEARNT if each.matters[name] > CERTAIN else 0.0


@lru_cache(maxsize=1 << 11)  # each sentence is asked for by many
def concepts(family: str, text: str) -> frozenset[str]:
    """The concepts of a lexicon that `text` names."""
    return frozenset(mention.concept for mention in lexicon(family).mentions(text))


def matter(subject: str, standing: Standing, each: Provision, sureness: float = OWN_WORDS) -> Matter:
    """The matter that a provision is about."""
    return Matter(subject=subject, standing=standing, span=each.span, clause=each.clause, sureness=sureness)


def heading_of(document: Document, clause: int) -> str:
    """The nearest heading above a clause, "" where there is none."""
    section = document.clauses[clause].section
    return view(document.text, document.sections[section].title).text if section is not None else ""


def lead_of(document: Document, clause: int) -> str:
    """The words that introduce the list of an item, "" for other clauses."""
    lead_in = document.clauses[clause].lead_in
    return view(document.text, document.clauses[lead_in].body).text if lead_in is not None else ""


def line_of(document: Document, clause: int) -> str:
    """The text of a clause, without its number."""
    return view(document.text, document.clauses[clause].body).text.strip()


def joined_standing(standings: Iterable[bool]) -> Standing:
    """STATED when all hold."""
    return Standing.STATED if all(standings) else Standing.WEAK
