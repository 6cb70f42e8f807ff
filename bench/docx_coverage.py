"""How much of the visible text of DOCX files is read: `python bench/docx_coverage.py FOLDER…`.

Visible are the characters of every `w:t` in the body, its tables, text boxes and content controls, in the notes that
the body refers to and in the headers and footers of its sections, but not those of first or even pages where these have
none of their own; not what is deleted, hidden, an instruction of a field, a private code of a symbol font or the second
form of something (`mc:Fallback`). They are counted here with lxml alone and looked up in
`Document.text` in their order, story by story: the body, each text box, each table within a table, each note, each
header and footer. Blanks do not count. Prints every file below 99.5 %, every unreadable one with its code, and totals
by folder.
"""

from __future__ import annotations

import argparse
import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from avtalesjekk.extract.docx import read_docx
from avtalesjekk.extract.model import ReadError

GOAL = 0.995
SUFFIXES = {".docx", ".docm", ".dotx", ".dotm"}
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main", WORD.encode()
STRICT_RELATIONS = (
    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
W = f"{{{WORD}}}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
DELETED = {f"{W}del", f"{W}moveFrom"}
WINDOW = 20_000  # characters in which the rest of a paragraph is looked for when it is not found whole


@dataclass
class Story:
    """Paragraphs that follow one another on the page; each is the list of its visible `w:t`."""

    paragraphs: list[list[str]] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)


class Visible:
    """The visible stories of one DOCX."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        name = next(target for kind, target in self._relations("").values() if kind == "officeDocument")
        related = self._relations(name)
        parts = dict(related.values())
        self._styles = self._read_styles(parts.get("styles"))
        self._default = next((name for name, style in self._styles.items() if is_default(style)), None)
        self._notes = {kind: self._root(parts.get(kind)) for kind in NOTES.values()}
        self.stories: list[Story] = []
        body = self._root(name)
        self._tell(body)
        seen: set[str] = set()
        special = {"first": has(body, "titlePg"), "even": has(self._root(parts.get("settings")), "evenAndOddHeaders")}
        for reference in () if body is None else body.iter(f"{W}headerReference", f"{W}footerReference"):
            if not special.get(reference.get(f"{W}type") or "", True):
                continue
            _, target = related.get(reference.get(RELATION), ("", ""))
            if target not in seen:
                seen.add(target)
                self._tell(self._root(target))

    def _tell(self, container: etree._Element | None) -> None:
        if container is not None:
            self.stories.append(Story())
            self._walk(container, self.stories[-1], None, in_table=False)

    def _walk(self, parent: etree._Element, story: Story, paragraph: list[str] | None, *, in_table: bool) -> None:
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str) or tag in DELETED or self._is_fallback(child) or self._is_deleted_row(child):
                continue
            if tag == f"{W}p":
                story.paragraphs.append([])
                self._walk(child, story, story.paragraphs[-1], in_table=in_table)
            elif tag == f"{W}txbxContent" or (tag == f"{W}tbl" and in_table):
                self._tell_inner(child)
            elif tag == f"{W}tbl":
                self._walk(child, story, None, in_table=True)
            elif tag == f"{W}r" and self._is_hidden(child):
                continue
            elif tag == f"{W}fldChar":
                turn(story.fields, child.get(f"{W}fldCharType"))
            elif tag in NOTES:
                self._tell_note(NOTES[tag], child.get(f"{W}id"))
            elif tag == f"{W}t" and paragraph is not None and all(story.fields):
                paragraph.append(compact(child.text or ""))
            else:
                self._walk(child, story, paragraph, in_table=in_table)

    def _tell_inner(self, container: etree._Element) -> None:
        story = Story()
        self.stories.append(story)
        self._walk(container, story, None, in_table=container.tag == f"{W}tbl")

    def _tell_note(self, kind: str, identity: str | None) -> None:
        root = self._notes[kind]
        for note in () if root is None else root:
            if note.get(f"{W}id") == identity:
                self._tell(note)
                return

    @staticmethod
    def _is_fallback(element: etree._Element) -> bool:
        if element.tag != f"{COMPATIBILITY}Fallback":
            return element.tag == f"{COMPATIBILITY}Choice" and element.getprevious() is not None
        return element.getprevious() is not None

    @staticmethod
    def _is_deleted_row(element: etree._Element) -> bool:
        return element.tag == f"{W}tr" and element.find(f"{W}trPr/{W}del") is not None

    def _is_hidden(self, run: etree._Element) -> bool:
        own = run.find(f"{W}rPr/{W}vanish")
        if own is not None:
            return own.get(f"{W}val", "1") not in ("0", "false", "off")
        paragraph = next(run.iterancestors(f"{W}p"))
        styles = run.find(f"{W}rPr/{W}rStyle"), paragraph.find(f"{W}pPr/{W}pStyle")
        names = [None if style is None else style.get(f"{W}val") for style in styles]
        names[1] = names[1] or self._default
        return next((hidden for name in names if (hidden := self._hidden_by(name)) is not None), False)

    def _hidden_by(self, name: str | None) -> bool | None:
        for _ in range(20):
            style = self._styles.get(name)
            if style is None:
                return None
            vanish, base = style.find(f"{W}rPr/{W}vanish"), style.find(f"{W}basedOn")
            if vanish is not None:
                return vanish.get(f"{W}val", "1") not in ("0", "false", "off")
            name = None if base is None else base.get(f"{W}val")
        return None

    def _read_styles(self, part: str | None) -> dict[str | None, etree._Element]:
        root = self._root(part)
        return {} if root is None else {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}

    def _root(self, part: str | None) -> etree._Element | None:
        if not part or part not in self._zip.namelist():
            return None
        data = self._zip.read(part).replace(*STRICT).replace(*STRICT_RELATIONS)
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))

    def _relations(self, part: str) -> dict[str | None, tuple[str, str]]:
        folder, file = posixpath.split(part)
        root = self._root(posixpath.join(folder, "_rels", f"{file}.rels"))
        return {
            each.get("Id"): (
                (each.get("Type") or "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.get("Target") or "")).lstrip("/"),
            )
            for each in (() if root is None else root.iter("{*}Relationship"))
        }


def has(root: etree._Element | None, name: str) -> bool:
    """Whether an on/off element is switched on anywhere below `root`."""
    found = () if root is None else root.iter(f"{W}{name}")
    return any(each.get(f"{W}val", "1") not in ("0", "false", "off") for each in found)


def is_default(style: etree._Element) -> bool:
    """Whether a style is that of paragraphs which name none."""
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")


def turn(fields: list[bool], mark: str | None) -> None:
    """Follow the fields that are open: True while the result is shown."""
    if mark == "begin":
        fields.append(False)
    elif mark == "separate" and fields:
        fields[-1] = True
    elif mark == "end" and fields:
        fields.pop()


def compact(text: str) -> str:
    """Return a text without blanks and private codes."""
    return "".join(character for character in text if not (character.isspace() or "\uf000" <= character <= "\uf0ff"))


def lost(story: Story, text: str) -> Iterator[str]:
    """Yield the visible pieces of a story that do not stand in the compact text in their order."""
    at = 0
    for paragraph in story.paragraphs:
        whole = "".join(paragraph)
        found = text.find(whole, at)
        if found >= 0:
            at = found + len(whole)
            continue
        for piece in paragraph:
            found = text.find(piece, at, at + WINDOW)
            if found < 0:
                yield piece
            else:
                at = found + len(piece)


def measure(path: Path) -> tuple[int, list[str]]:
    """Return how many characters of a file are visible, and the pieces that were not read. Raises `ReadError`."""
    data = path.read_bytes()
    text, _, _, _ = read_docx(data)
    stories = Visible(data).stories
    total = sum(len(piece) for story in stories for paragraph in story.paragraphs for piece in paragraph)
    return total, [piece for story in stories for piece in lost(story, compact(text))]


def files(folders: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Yield each DOCX below the folders with its folder, in order."""
    for folder in folders:
        yield from ((folder, path) for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES)


def main() -> None:
    """Measure every DOCX and print what is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    counts: Counter[tuple[Path, str]] = Counter()
    for folder, path in files(parser.parse_args().folders):
        try:
            total, pieces = measure(path)
        except ReadError as error:
            counts[folder, error.code] += 1
            print(f"{error.code:16} {path}")
            continue
        missing = sum(map(len, pieces))
        counts[folder, "read"] += 1
        counts[folder, "characters"] += total
        counts[folder, "missing"] += missing
        if missing > (1 - GOAL) * total:
            counts[folder, "below"] += 1
            print(f"{1 - missing / total:16.2%} {path}: {missing} of {total}, e.g. {pieces[:3]}")
    print_totals(counts)


def print_totals(counts: Counter[tuple[Path, str]]) -> None:
    """Print one line for each folder."""
    columns = ("read", "below", "characters", "missing")
    for folder in dict.fromkeys(folder for folder, _ in counts):
        own = [(code, number) for (each, code), number in sorted(counts.items()) if each == folder]
        refused = [f"{code} {number}" for code, number in own if code not in columns]
        print(folder.name, *(f"{name} {counts[folder, name]}" for name in columns), *refused, sep="; ")


if __name__ == "__main__":
    main()
