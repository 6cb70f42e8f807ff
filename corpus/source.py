"""The labelled source of a corpus document: a header, then one block a line, with its labels in double braces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_LABELS = re.compile(r"\s*\{\{([^}]*)\}\}\s*$")
_NUMBERED = re.compile(r"(?:\d+\)|[a-zæøå]\)|[ivx]+\)) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A block. `kind`: title, heading, paragraph, bullet, numbered, auto, row, break or box; `level` counts from 1."""

    kind: str
    text: str
    labels: tuple[str, ...] = ()
    level: int = 1
    cells: tuple[str, ...] = ()
    head: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A corpus document before it is rendered."""

    path: Path
    header: dict[str, str]
    lines: tuple[Line, ...]


def read_source(path: Path) -> Source:
    """Read a `.src` file. Raises ValueError when it has no header."""
    _, header, body = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = dict(_field(line) for line in header.splitlines() if line.strip())
    lines: list[Line] = []
    for raw in body.splitlines():
        if raw.strip():
            lines.append(_line(raw.rstrip(), in_table=bool(lines) and lines[-1].kind == "row"))
        elif lines and lines[-1].kind == "row":
            lines.append(Line(kind="gap", text=""))
    return Source(path=path, header=fields, lines=tuple(line for line in lines if line.kind != "gap"))


def _field(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip(), re.sub(r"\s+#\s.*$", "", value).strip()


def _line(raw: str, *, in_table: bool) -> Line:
    match = _LABELS.search(raw)
    labels = tuple(label.strip() for label in match.group(1).split(",")) if match else ()
    text = raw[: match.start()] if match else raw
    if text.startswith(">>>"):
        return Line(kind="break", text="")
    if text.startswith("|"):
        cells = tuple(cell.strip() for cell in text.strip().strip("|").split("|"))
        return Line(kind="row", text="\t".join(cells), labels=labels, cells=cells, head=not in_table)
    for mark, kind in (("!! ", "box"), ("= ", "title"), ("+ ", "auto")):
        if text.startswith(mark):
            return Line(kind=kind, text=text[len(mark) :], labels=labels)
    if heading := re.match(r"(#+) ", text):
        return Line(kind="heading", text=text[heading.end() :], labels=labels, level=len(heading.group(1)))
    if bullet := re.match(r"(-{1,3}) ", text):
        return Line(kind="bullet", text=text[bullet.end() :], labels=labels, level=len(bullet.group(1)))
    if _NUMBERED.match(text):
        return Line(kind="numbered", text=text, labels=labels)
    return Line(kind="paragraph", text=text.replace("\\t", "\t"), labels=labels)
