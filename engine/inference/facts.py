"""Facts as the evaluators take them: checked against the vocabulary, every property present, in document order.

Refuses facts that the vocabulary does not know: a misspelt property would otherwise make rules silently blind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..rulebook.model import FactType, Vocabulary

Value = str | bool | int
Fact = Mapping[str, Value]

_ID = re.compile(r"[a-z]+([0-9]+)")


class FactError(ValueError):
    """A fact that is not in the vocabulary, or that has no usable id."""


def prepare(vocabulary: Vocabulary, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the facts with all properties of their type, ordered by the number in their ids.

    Properties with one value get their first value by default; a property `label` with several values becomes flags
    `label_<value>`, False by default. Raises FactError for unknown types, properties and values and for ids used twice.
    """
    defaults = {name: _defaults(kind) for name, kind in vocabulary.items()}
    prepared: dict[str, Fact] = {}
    for fact in facts:
        name, identity = str(fact.get("fact")), str(fact.get("id"))
        if name not in vocabulary:
            raise FactError(f"{identity} is of the unknown type {name}")
        if identity in prepared:
            raise FactError(f"two facts have the id {identity}")
        prepared[identity] = {**defaults[name], **fact}
        for key, value in fact.items():
            if key not in ("id", "fact") and not _allowed(vocabulary[name], defaults[name], key, value):
                raise FactError(f"{identity}: a {name} has no property {key} with the value {value!r}")
    return tuple(prepared[identity] for identity in sorted(prepared, key=document_order))


def document_order(identity: str) -> tuple[int, str]:
    """Return what sorts ids such as "c12" by their number; FactError when the id is not letters and then digits."""
    match = _ID.fullmatch(identity)
    if not match:
        raise FactError(f"not the id of a fact: {identity}")
    return int(match[1]), identity


def flag(name: str, value: str) -> str:
    """Return the property that says whether `value` is among the values of the property `name`."""
    return f"{name}_{value}"


def _defaults(kind: FactType) -> dict[str, Value]:
    flags: dict[str, Value] = {flag(name, value): False for name, values in kind.sets.items() for value in values}
    return flags | {name: values[0] for name, values in kind.choices.items()}


def _allowed(kind: FactType, defaults: Mapping[str, Value], key: str, value: Value) -> bool:
    if isinstance(defaults.get(key), bool):
        return isinstance(value, bool)
    return value in kind.choices.get(key, ())
