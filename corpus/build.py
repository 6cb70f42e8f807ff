"""Render the labelled sources to the documents that are checked: `python corpus/build.py [FOLDER …]`.

Every ID.src becomes ID.docx; where its header says `format: pdf` LibreOffice turns that into ID.pdf and the DOCX is
removed. Documents whose source has not changed since they were made are left alone; `--all` makes all of them anew.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from source import Line, Source, read_source

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Render what the command line asks for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folders", nargs="*", type=Path, default=[HERE])
    arguments.add_argument("--all", action="store_true")
    wanted = arguments.parse_args()
    sources = sorted(path for folder in wanted.folders for path in folder.rglob("*.src"))
    stale = [read_source(path) for path in sources if wanted.all or not _is_fresh(path)]
    for source in stale:
        render(source).save(str(source.path.with_suffix(".docx")))
    to_pdf([source.path.with_suffix(".docx") for source in stale if source.header["format"] == "pdf"])
    print(f"{len(stale)} of {len(sources)} documents made")


def _is_fresh(path: Path) -> bool:
    made = path.with_suffix("." + read_source(path).header["format"])
    return made.exists() and made.stat().st_mtime >= path.stat().st_mtime


def to_pdf(paths: list[Path]) -> None:
    """Convert to PDF beside the DOCX and remove the DOCX."""
    with tempfile.TemporaryDirectory() as profile:
        for path in paths:
            command = [
                "soffice",
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(path.parent),
                str(path),
            ]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            path.unlink()


def render(source: Source) -> Docx:
    """The Word document of a source.

    Layouts: "auto" numbers headings with a Word list, "typed" and "plain" print bold headings, "letter" prints headings
    as plain lines.
    """
    document = Document()
    name, size = re.fullmatch(r"(.+?)\s+([\d.]+)", source.header.get("font", "Calibri 11")).groups()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = name, Pt(float(size))
    layout = source.header.get("layout", "plain")
    if layout == "auto":
        _number_headings(document)
    _margins(document, source.header)
    for group in _groups(source.lines):
        if group[0].kind == "row":
            _table(document, group)
        else:
            _line(document, group[0], layout)
    return document


def _groups(lines: tuple[Line, ...]) -> Iterator[list[Line]]:
    """Lines one by one, the rows of a table together."""
    table: list[Line] = []
    for line in lines:
        if line.kind == "row" and not line.head:
            table.append(line)
            continue
        if table:
            yield table
            table = []
        if line.kind == "row":
            table = [line]
        else:
            yield [line]
    if table:
        yield table


def _line(document: Docx, line: Line, layout: str) -> None:
    if line.kind == "break":
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    elif line.kind == "title":
        paragraph = document.add_paragraph(style="Title" if layout == "auto" else None)
        run = paragraph.add_run(line.text)
        if layout != "auto":
            run.bold = True
            run.font.size = Pt(16 if layout != "letter" else 13)
    elif line.kind == "heading":
        _heading(document, line, layout)
    elif line.kind in ("bullet", "auto"):
        style = "List Number" if line.kind == "auto" else "List Bullet"
        document.add_paragraph(line.text, style=style if line.level == 1 else f"{style} {line.level}")
    elif line.kind == "box":
        _box(document.add_paragraph(line.text))
    else:
        document.add_paragraph(line.text)


def _heading(document: Docx, line: Line, layout: str) -> None:
    if layout == "auto":
        document.add_heading(line.text, level=line.level)
    elif layout == "letter":
        document.add_paragraph(line.text)
    else:
        run = document.add_paragraph().add_run(line.text)
        run.bold = True
        run.font.size = Pt(14 - line.level)


def _table(document: Docx, rows: list[Line]) -> None:
    width = max(len(row.cells) for row in rows)
    table = document.add_table(rows=0, cols=width, style="Table Grid")
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row.cells, strict=False):
            run = cell.paragraphs[0].add_run(text)
            run.bold = row.head or None


def _box(paragraph: Paragraph) -> None:
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "auto")):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
    paragraph._p.get_or_add_pPr().append(borders)


def _number_headings(document: Docx) -> None:
    """Tie the heading styles to a multilevel list "1", "1.1", "1.1.1"."""
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "90")
    for level in range(3):
        node = OxmlElement("w:lvl")
        node.set(qn("w:ilvl"), str(level))
        for name, value in (
            ("start", "1"),
            ("numFmt", "decimal"),
            ("pStyle", f"Heading{level + 1}"),
            ("lvlText", ".".join(f"%{n + 1}" for n in range(level + 1))),
        ):
            child = OxmlElement(f"w:{name}")
            child.set(qn("w:val"), value)
            node.append(child)
        abstract.append(node)
    numbering.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "90")
    reference = OxmlElement("w:abstractNumId")
    reference.set(qn("w:val"), "90")
    number.append(reference)
    numbering.append(number)
    for level in range(3):
        properties = document.styles[f"Heading {level + 1}"].element.get_or_add_pPr()
        own = OxmlElement("w:numPr")
        for name, value in (("ilvl", str(level)), ("numId", "90")):
            child = OxmlElement(f"w:{name}")
            child.set(qn("w:val"), value)
            own.append(child)
        properties.append(own)


def _margins(document: Docx, header: dict[str, str]) -> None:
    section = document.sections[0]
    if header.get("header"):
        section.header.paragraphs[0].text = header["header"]
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if header.get("footer"):
        paragraph.add_run(header["footer"] + " – side ")
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


if __name__ == "__main__":
    main()
