"""The part of JSON Schema that the rule files need, with errors in words that tell what to write instead.

The schema file that editors use is the one that the loader checks against. `description` says what belongs in a place
and ends the error text. `x-check` names a check in Python, which runs where the schema finds nothing wrong except under
the keys that `x-ignores` lists. Data is text, lists and mappings only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .marked import Flaw

Check = Callable[[Any], Iterator[Flaw]]
_Node = Mapping[str, Any]
_Part = Callable[[Any, _Node, str], Iterator[Flaw]]

_TYPES: Mapping[type, str] = {str: "string", list: "array", dict: "object"}
_WORDS = {"string": "en tekst", "array": "en liste", "object": "nøkler med verdier"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """A schema document with its definitions, and the checks it names."""

    document: Mapping[str, Any]
    checks: Mapping[str, Check]

    def flaws(self, definition: str, data: Any) -> list[Flaw]:
        """Return all that is wrong with `data` as a `definition`."""
        return list(self._flaws(data, {"$ref": f"#/$defs/{definition}"}, "filen"))

    def _flaws(self, data: Any, schema: _Node, name: str) -> Iterator[Flaw]:
        schema = self._resolved(schema)
        kind = _TYPES[type(data)]
        allowed = schema.get("type", kind)
        if kind not in ([allowed] if isinstance(allowed, str) else allowed):
            wanted = _WORDS[allowed] if isinstance(allowed, str) else " eller ".join(_WORDS[one] for one in allowed)
            yield Flaw((), f"«{name}» skal være {wanted} – skriv {_hint(schema)}")
            return
        part: _Part = _text if kind == "string" else self._list if kind == "array" else self._object
        found = list(part(data, schema, name))
        yield from found
        if "x-check" in schema:
            ignored = set(schema.get("x-ignores", ()))
            if all(ignored.intersection(flaw.path) for flaw in found):
                yield from self.checks[schema["x-check"]](data)

    def _resolved(self, schema: _Node) -> _Node:
        if "$ref" not in schema:
            return schema
        named = self.document["$defs"][schema["$ref"].removeprefix("#/$defs/")]
        return {**self._resolved(named), **schema}

    def _list(self, data: list[Any], schema: _Node, name: str) -> Iterator[Flaw]:
        if len(data) < schema.get("minItems", 0):
            yield Flaw((), f"«{name}» er tom – skriv {_hint(schema)}")
        for position, item in enumerate(data):
            for flaw in self._flaws(item, schema["items"], name):
                yield _at(position, flaw)

    def _object(self, data: dict[str, Any], schema: _Node, name: str) -> Iterator[Flaw]:
        # Only what a part of the schema speaks of is looked at: "if" and its branches speak of single keys.
        known = schema.get("properties", {})
        for key, value in data.items():
            inner = known.get(key, schema.get("additionalProperties", {}))
            if inner:
                for flaw in self._flaws(value, inner, key):
                    yield _at(key, flaw)
            elif inner is False and key in known:
                yield Flaw((key,), f"«{key}» hører ikke hjemme her – fjern nøkkelen")
            elif inner is False:
                yield Flaw((key,), f"ukjent nøkkel «{key}» – {_suggestion(key, known)}")
        for key in schema.get("required", ()):
            if key not in data:
                yield Flaw((key,), f"«{key}» mangler – skriv {_hint(self._resolved(known[key]))}")
        if "if" in schema:
            holds = not any(self._flaws(data, schema["if"], name))
            yield from self._object(data, schema["then" if holds else "else"], name)


def _text(data: str, schema: _Node, name: str) -> Iterator[Flaw]:
    if "enum" in schema and data not in schema["enum"]:
        yield Flaw((), f"«{data}» er ikke tillatt i «{name}» – skriv {one_of(schema['enum'])}")
    if len(data.strip()) < schema.get("minLength", 0):
        yield Flaw((), f"«{name}» er tom – skriv {_hint(schema)}")
    if "pattern" in schema and not re.search(schema["pattern"], data):
        yield Flaw((), f"«{data}» er ikke tillatt i «{name}» – skriv {_hint(schema)}")


def one_of(values: Iterable[str]) -> str:
    """Return "en av: …" for the values."""
    return "en av: " + ", ".join(values)


def _at(key: str | int, flaw: Flaw) -> Flaw:
    return Flaw((key, *flaw.path), flaw.message)


def _hint(schema: _Node) -> str:
    return str(schema["description"])


def _suggestion(key: str, known: Mapping[str, Any]) -> str:
    from difflib import get_close_matches  # only for rules with errors; costs time at start-up

    close = get_close_matches(key, known, n=1)
    return f"mente du «{close[0]}»?" if close else f"skriv {one_of(known)}"
