"""A tiny DOCX writer for tests: body, lists and styles as raw XML, so that a test shows what Word would write."""

from __future__ import annotations

import io
import zipfile

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_RELATIONSHIPS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def make_docx(body: str, **parts: str) -> bytes:
    """Return a DOCX; `parts` are the insides of its other parts by kind: styles, numbering, footnotes, header …"""
    roots = {"header": "hdr", "footer": "ftr"}
    relationships = "".join(f'<Relationship Id="{kind}" Type="{_TYPE}/{kind}" Target="{kind}.xml"/>' for kind in parts)
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships {_RELATIONSHIPS}><Relationship Id="m" Type="{_TYPE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"<Relationships {_RELATIONSHIPS}>{relationships}</Relationships>",
    }
    for kind, inside in parts.items():
        root = roots.get(kind, kind)
        files[f"word/{kind}.xml"] = f"<w:{root} {_NAMESPACES}>{inside}</w:{root}>"
    return make_zip(files)


def make_zip(files: dict[str, str]) -> bytes:
    """Return a zip archive of text files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def paragraph(words: str, properties: str = "", run: str = "") -> str:
    """Return a paragraph of one run."""
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    )


def numbered(words: str, num_id: int, level: int = 0) -> str:
    """Return a paragraph of an automatic list."""
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>')


def style(identity: str, inside: str, name: str = "") -> str:
    """Return a paragraph style."""
    return f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name or identity}"/>{inside}</w:style>'


def definition(identity: int, *levels: tuple[str, str], more: dict[int, str] | None = None) -> str:
    """Return a list definition whose levels are (format, text); `more` adds XML to a level before its text."""
    inside = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{(more or {}).get(index, "")}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for index, (number_format, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{identity}">{inside}</w:abstractNum>'


def num(identity: int, of: int, override: str = "") -> str:
    """Return a list that follows a definition."""
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{of}"/>{override}</w:num>'


def row(*cells: str, properties: str = "") -> str:
    """Return a table row; a cell is its words, or XML when it begins with a tag."""
    inside = "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"
