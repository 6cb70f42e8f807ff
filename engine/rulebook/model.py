"""The values of a rule book: packs of rules, as loaded and checked, with their texts in three languages.

Promises immutable values; knows nothing of files and nothing of how rules are evaluated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .dates import InForce

# The rule engine holds 16 patterns in a rule; one is taken by the fact that says that all facts are there.
MAX_TERMS = 14

Status = Literal["met", "nonconforming", "missing", "not_applicable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactType:
    """One type of fact. `choices` are the properties with one value, whose first value is the default;
    `sets` are the properties with any number of values, none by default.
    """

    choices: Mapping[str, tuple[str, ...]]
    sets: Mapping[str, tuple[str, ...]]

    def values(self, name: str) -> tuple[str, ...]:
        """Return the values that the property `name` may have; none when there is no such property."""
        return self.choices.get(name) or self.sets.get(name, ())


Vocabulary = Mapping[str, FactType]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The same text in Bokmål, Nynorsk and English, and in Swedish where the rule is about Swedish documents."""

    nb: str
    nn: str
    en: str
    sv: str = ""

    def in_language(self, lang: str) -> str:
        """Return the text in `lang` ("nb", "nn", "en" or "sv", the last in Bokmål where there is no Swedish text);
        KeyError for other languages.
        """
        return {"nb": self.nb, "nn": self.nn, "en": self.en, "sv": self.sv or self.nb}[lang]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a rule or a pack comes from. Parts that the document does not have are empty."""

    document: str
    section: str = ""
    point: str = ""
    quote: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A question to one fact: is it of type `fact`, and has each property in `where` one of the values given?

    `where` is sorted by property and the values are sorted, so that equal questions are equal values.
    """

    fact: str
    where: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A possible outcome of a rule: it holds when each term of `when` has a fact and no term of `unless` has one.

    `message` is None exactly when `status` is "met". What a rule says when no branch holds is a branch without terms.
    """

    status: Status
    message: Text | None
    when: tuple[Term, ...] = ()
    unless: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text and the status that the rule gives it. `lang` is "nb", "nn", "en" or "sv"."""

    status: Status
    lang: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. The first branch of `outcomes` that holds decides, else `otherwise`.

    `pack` is the id of the pack it belongs to, `requirement` the id of the requirement it is a part of or "".
    """

    id: str
    pack: str
    requirement: str
    title: Text
    source: Source
    authority: Literal["skal", "bør", "kan"]
    severity: Literal["error", "warning", "info"]
    in_force: InForce
    applies_to: tuple[str, ...]
    outcomes: tuple[Branch, ...]
    otherwise: Branch
    remedy: Text
    satisfies: Text
    limits: Text
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A subject that the source of a pack asks for, as far as rules of any pack check it: `parts` are their ids."""

    title: Text
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A source of rules and the time it was in force.

    `authority` is how strongly it asks for its `subjects`, `limits` what a person must know of it; both may be empty.
    `digest` is the SHA-256 of its files.
    """

    id: str
    version: str
    title: Text
    source: Source
    in_force: InForce
    applies_to: tuple[str, ...]
    digest: str
    authority: Literal["skal", "bør", "kan"] = "skal"
    subjects: tuple[Subject, ...] = ()
    limits: Text | None = None


# Compared by identity: evaluators keep what they compile per rule book, and hashing all its texts takes time.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RuleBook:
    """All packs, their rules in order (pack by pack, by id), and the vocabulary the rules are written in."""

    vocabulary: Vocabulary
    packs: tuple[Pack, ...]
    rules: tuple[Rule, ...]

    def asked_for(self, pack: Pack) -> frozenset[str]:
        """Return the ids of the rules that `pack` asks for: its own and those that its subjects name."""
        own = {rule.id for rule in self.rules if rule.pack == pack.id}
        return frozenset(own.union(*(subject.parts for subject in pack.subjects)))


class RuleError(Exception):
    """Rules that do not load. `errors` has one text for each thing wrong: "file:line: what – what to write instead"."""

    def __init__(self, errors: tuple[str, ...]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors
