"""From the data of a rule file to a rule. Takes only data in which the schema and the checks found nothing wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .dates import InForce, partial_date
from .model import Branch, Example, Pack, Rule, Source, Subject, Term, Text

_Data = Mapping[str, Any]


def build_pack(data: _Data, digest: str) -> Pack:
    """Return the pack that a pack.yaml describes; `digest` is that of all its files."""
    return Pack(
        id=data["id"],
        version=data["version"],
        title=Text(**data["title"]),
        source=Source(**data["source"]),
        in_force=build_in_force(data["in_force"]),
        applies_to=tuple(data["applies_to"]),
        authority=data.get("authority", "skal"),
        subjects=tuple(
            Subject(title=Text(**subject["title"]), parts=tuple(subject["parts"]))
            for subject in data.get("subjects", ())
        ),
        limits=Text(**data["limits"]) if "limits" in data else None,
        digest=digest,
    )


def build_rule(data: _Data, pack: str) -> Rule:
    """Return the rule that a rule file of the pack with the id `pack` describes."""
    return Rule(
        id=data["id"],
        pack=pack,
        requirement=data["requirement"],
        title=Text(**data["title"]),
        source=Source(**data["source"]),
        authority=data["authority"],
        severity=data["severity"],
        in_force=build_in_force(data["in_force"]),
        applies_to=tuple(data["applies_to"]),
        outcomes=tuple(build_branch(branch) for branch in data["outcomes"]),
        otherwise=build_branch(data["otherwise"]),
        remedy=Text(**data["remedy"]),
        satisfies=Text(**data["satisfies"]),
        limits=Text(**data["limits"]),
        examples=tuple(Example(**example) for example in data["examples"]),
    )


def build_branch(data: _Data) -> Branch:
    """Return the branch; its terms and its message may be absent."""
    return Branch(
        status=data["status"],
        message=Text(**data["message"]) if "message" in data else None,
        when=tuple(build_term(term) for term in data.get("when", ())),
        unless=tuple(build_term(term) for term in data.get("unless", ())),
    )


def build_term(data: _Data) -> Term:
    """Return the term. A single value stands for a list of one; without "fact" it asks for a provision."""
    where = {name: (value,) if isinstance(value, str) else tuple(sorted(set(value))) for name, value in data.items()}
    fact = where.pop("fact", ("provision",))[0]
    return Term(fact=fact, where=tuple(sorted(where.items())))


def build_in_force(data: _Data) -> InForce:
    """Return the time; ValueError when a date is none."""
    return InForce(start=partial_date(data["from"]), end=partial_date(data["to"]) if "to" in data else None)
