"""YAML read as plain text, lists and mappings, with the line of everything in it.

Promises that every scalar stays the text it is (plain YAML turns "no" into False and 3.10 into 3.1).
Refuses keys given twice, and anchors, with which a small file can stand for a huge one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong at `path`: the keys and positions that lead there, the last of which may be missing itself."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The contents of a file; `lines` count from 1. `data` is None when the file is no YAML."""

    data: Any
    lines: Mapping[Path, int]
    flaws: tuple[Flaw, ...]

    def line(self, path: Path) -> int:
        """Return the line of what stands at `path`, or of the nearest thing around it."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


# Without libyaml the same loader exists in Python, only slower.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_marked(text: str) -> Marked:
    """Return what `text` says. What is wrong with it stands in `flaws`; nothing is raised."""
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or error
        flaw = Flaw((), f"filen er ikke gyldig YAML ({reason}) – rett innrykk, kolon eller anførselstegn")
        return Marked(data=None, lines={(): mark.line + 1 if mark else 1}, flaws=(flaw,))
    reader = _Reader(lines={(): 1}, flaws=[], seen=set())
    data = reader.value(root, ()) if root else ""
    return Marked(data=data, lines=reader.lines, flaws=tuple(reader.flaws))


@dataclass(frozen=True, slots=True)
class _Reader:
    lines: dict[Path, int]
    flaws: list[Flaw]
    seen: set[int]

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if id(node) in self.seen:
            self.flaws.append(Flaw(path, "referanser (* og &) er ikke tillatt – skriv teksten helt ut"))
            return ""
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, position)) for position, item in enumerate(node.value)]
        return node.value

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if key in mapping:
                flaw = f"nøkkelen «{key}» står to ganger, også på linje {self.lines[*path, key]} – behold den ene"
                # A path of its own, so that the flaw gets the line of the second one.
                self.lines[*path, key, ""] = line
                self.flaws.append(Flaw((*path, key, ""), flaw))
                continue
            self.lines[*path, key] = line
            mapping[key] = self.value(value_node, (*path, key))
        return mapping
