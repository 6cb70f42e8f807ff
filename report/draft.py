"""An agreement to fill in, as a Word document: our wording, Word's own styles and numbers, a field for every blank.

Same input, same bytes. Nothing that is left blank is passed off as a provision: a blank shows its square brackets.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from .messages import text
from .wording import WordedProvision, WordedSection, agreement

_BLANK = re.compile(r"(\[[^\]]+\])")
_PROVISION = "Avtalepunkt"  # the style of a numbered provision
_NUMBERS = "90"
_EPOCH = datetime(2000, 1, 1)  # the moment that the file says it was made, whenever it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a draft is for: the names of the parties, and `lang`, "nb" or "nn"."""

    municipality: str
    nav: str
    lang: str


def whole(draft: Draft) -> bytes:
    """A whole agreement as DOCX."""
    title = text("draft", "title", draft.lang, municipality=draft.municipality, nav=draft.nav)
    return _document(title, "", agreement(draft.lang), draft)


def missing(draft: Draft, lacking: Collection[str], path: str) -> bytes:
    """The provisions for the rules with these ids only, as DOCX: what the agreement in the file called `path` lacks."""
    title = text("draft", "missing", draft.lang)
    opening = text("draft", "opening", draft.lang, path=path)
    return _document(title, opening, tuple(_helping(agreement(draft.lang), lacking)), draft)


def _helping(sections: tuple[WordedSection, ...], lacking: Collection[str]) -> Iterator[WordedSection]:
    """The sections with, for each part that is lacking, the provision that says the least of what is there already."""
    every = [provision for section in sections for provision in section.provisions]
    wanted = []
    for part in lacking:
        helping = [each for each in every if part in each.parts]
        wanted += sorted(helping, key=lambda each: len(set(each.parts).difference(lacking)))[:1]
    for section in sections:
        if provisions := tuple(each for each in section.provisions if each in wanted):
            yield replace(section, provisions=provisions)


def _document(title: str, opening: str, sections: tuple[WordedSection, ...], draft: Draft) -> bytes:
    document = Document()
    _set_up(document, title, draft.lang)
    document.add_paragraph(title, style="Title")
    if opening:
        document.add_paragraph(opening)
    for section in sections:
        document.add_paragraph(section.heading, style="Heading 1")
        if section.lead:
            document.add_paragraph(section.lead, style=_PROVISION)
        for provision in section.provisions:
            style = "List Bullet" if section.lead else "Normal" if _signs(provision) else _PROVISION
            _write(
                document.add_paragraph(style=style),
                provision.text.format(municipality=draft.municipality, nav=draft.nav),
            )
    return _stable(document)


def _signs(provision: WordedProvision) -> bool:
    """Whether it is a line of the signature block, which has no number."""
    return (
        not set(provision.parts).isdisjoint(("FORM-signature", "FORM-date")) and "FORM-duration" not in provision.parts
    )


def _set_up(document: WordDocument, title: str, lang: str) -> None:
    """Styles, numbers and properties."""
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.created = properties.modified = _EPOCH
    properties.language = f"{lang}-NO"
    numbering = document.part.numbering_part.element
    # Abstract numberings must stand before those that use them.
    numbering.insert(0, _numbers())
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{_NUMBERS}"><w:abstractNumId w:val="{_NUMBERS}"/></w:num>')
    )
    styles = document.styles
    provision = styles.add_style(_PROVISION, WD_STYLE_TYPE.PARAGRAPH)
    provision.base_style = styles["Normal"]
    blank = styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    blank.font.color.rgb = RGBColor(0x59, 0x59, 0x59)
    for level, style in enumerate((styles["Heading 1"], provision)):
        style.element.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{_NUMBERS}"/></w:numPr>')
        )
    for style in (styles["Normal"], provision):
        style.paragraph_format.space_after = Pt(6)
    for element in styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), f"{lang}-NO")


def _numbers() -> BaseOxmlElement:
    """Headings as "1", provisions as "1.1"."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{shape}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl>'
        for level, (style, shape) in enumerate((("Heading1", "%1"), (_PROVISION, "%1.%2")))
    )
    return parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_NUMBERS}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )


def _write(paragraph: Paragraph, words: str) -> None:
    """The words, each blank as a field with the blank as what it shows until it is filled."""
    for piece in filter(None, _BLANK.split(words)):
        if _BLANK.fullmatch(piece):
            paragraph._p.append(_field(piece))
        else:
            paragraph.add_run(piece)


def _field(blank: str) -> BaseOxmlElement:
    return parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias w:val={quoteattr(blank.strip('[]'))}/><w:showingPlcHdr/><w:text/>"
        '</w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
        f"<w:t>{escape(blank)}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def _stable(document: WordDocument) -> bytes:
    """The file, the same bytes whenever it is made."""
    made, again = BytesIO(), BytesIO()
    document.save(made)
    with ZipFile(made) as source, ZipFile(again, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, date_time=_EPOCH.timetuple()[:6]), source.read(name), ZIP_DEFLATED)
    return again.getvalue()
