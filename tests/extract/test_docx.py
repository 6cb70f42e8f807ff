"""Reading DOCX: which words are read, in which order, and what the blocks know of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pytest
from lxml import etree

from avtalesjekk.extract.docx import read_docx, read_places
from avtalesjekk.extract.docx_package import Package
from avtalesjekk.extract.model import Block, Problem, ReadError

from .docx_maker import make_docx, make_zip, numbered, paragraph, row, style

TEXT_RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


def text_of(body: str, **parts: str) -> str:
    """Return the text of a document with this body."""
    return read_docx(make_docx(body, **parts))[0]


def blocks_of(body: str, **parts: str) -> tuple[Block, ...]:
    """Return the blocks of a document with this body."""
    return read_docx(make_docx(body, **parts))[2]


def inline(xml: str) -> str:
    """Return the text of a document with one paragraph of raw XML."""
    return text_of(f"<w:p>{xml}</w:p>")


def test_blocks_are_joined_by_line_breaks_and_empty_ones_dropped() -> None:
    """An empty paragraph leaves no trace in the text."""
    assert text_of(paragraph("Én") + "<w:p/>" + paragraph("  ") + paragraph("To")) == "Én\nTo"


def test_spans_cut_the_words_of_each_block() -> None:
    """A span is the block's own slice of the text."""
    text, _, blocks, _ = read_docx(make_docx(paragraph("Én") + paragraph("To")))
    assert [text[block.span.start : block.span.end] for block in blocks] == ["Én", "To"]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>", "a\nb\nc"),
        ("<w:r><w:t>NAV</w:t><w:noBreakHyphen/><w:t>kontor</w:t></w:r>", "NAV-kontor"),
        ("<w:r><w:t>flykt</w:t><w:softHyphen/><w:t>ning</w:t></w:r>", "flykt\u00adning"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> Ja</w:t></w:r>', "☑ Ja"),
        ('<w:r><w:t>Alder </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 18</w:t></w:r>', "Alder ≥ 18"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Symbol" w:char="B4"/></w:r>', "α×"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:font="Wingdings 2" w:char="F050"/></w:r>', "→✓"),
        ('<w:r><w:sym w:font="Times New Roman" w:char="00A7"/><w:t> 4</w:t></w:r>', "§ 4"),
        ('<w:r><w:sym w:font="MS Gothic" w:char="2612"/><w:t> Ja</w:t></w:r>', "☒ Ja"),
        ('<w:r><w:sym w:font="Times New Roman" w:char="F0A7"/><w:t> 4</w:t></w:r>', "§ 4"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F054"/><w:t>Ja</w:t></w:r>', "\ufffdJa"),
        ('<w:r><w:sym w:font="Arial" w:char="E123"/><w:t>Ja</w:t></w:r>', "\ufffdJa"),
        ('<w:r><w:sym w:font="Arial"/><w:t>Ja</w:t></w:r>', "\ufffdJa"),
        ('<w:r><w:t>4</w:t><w:sym w:font="Arial" w:char="00A0"/><w:t>år</w:t></w:r>', "4\xa0år"),
        ('<w:r><w:sym w:font="Arial" w:char="D800"/><w:t>Ja</w:t></w:r>', "\ufffdJa"),
        ('<w:r><w:rPr><w:rFonts w:hAnsi="Wingdings"/></w:rPr><w:t>\uf0fe Ja \uf054</w:t></w:r>', "☑ Ja \uf054"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>\uf0b3 a</w:t></w:r>', "≥ a"),
        ('<w:r><w:rPr><w:rFonts w:hAnsi="Arial"/></w:rPr><w:t>\uf0b3</w:t></w:r>', "\uf0b3"),
    ],
)
def test_special_characters(xml: str, expected: str) -> None:
    """Elements that print as characters become those characters."""
    assert inline(xml) == expected


@pytest.mark.parametrize("wrapper", ["w:hyperlink", "w:ins", "w:moveTo", "w:smartTag", "w:fldSimple"])
def test_words_inside_of_wrappers_are_read(wrapper: str) -> None:
    """Links, insertions and tags do not hide words."""
    assert inline(f"<{wrapper}>{TEXT_RUN.format('ord')}</{wrapper}>") == "ord"


def test_content_controls_are_read_in_lines_and_around_paragraphs() -> None:
    """Both kinds of `w:sdt` are stepped into."""
    inner = f"<w:sdt><w:sdtContent>{TEXT_RUN.format('navn')}</w:sdtContent></w:sdt>"
    outer = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('blokk')}</w:sdtContent></w:sdt>"
    assert text_of(f"<w:p>{inner}</w:p>{outer}") == "navn\nblokk"


def test_deleted_and_hidden_words_are_left_out() -> None:
    """Deletions, the old place of moved text and hidden runs are not read."""
    deleted = "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{TEXT_RUN.format('y')}</w:moveFrom>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>z</w:t></w:r>"
    assert inline(deleted + moved + hidden + TEXT_RUN.format("igjen")) == "igjen"


def test_words_hidden_by_a_character_style_are_left_out() -> None:
    """`w:vanish` counts wherever it is said."""
    styles = '<w:style w:type="character" w:styleId="Skjult"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = paragraph("hemmelig", run='<w:rStyle w:val="Skjult"/>') + paragraph("synlig")
    assert text_of(body, styles=styles) == "synlig"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    """Accepting the deletion of a mark makes one paragraph of two."""
    first = paragraph("Avtalen ", "<w:rPr><w:del/></w:rPr>")
    assert text_of(first + paragraph("gjelder.") + paragraph("Slutt")) == "Avtalen gjelder.\nSlutt"


def test_a_deleted_mark_before_a_table_loses_no_words() -> None:
    """Only a paragraph that another one follows can run on."""
    first = paragraph("Foran", "<w:rPr><w:del/></w:rPr>")
    assert text_of(f"{first}<w:tbl>{row('a', 'b')}</w:tbl>") == "Foran\na\tb"


def test_tracked_changes_are_counted_in_a_problem() -> None:
    """The user is told of insertions and deletions."""
    body = f"<w:p><w:ins>{TEXT_RUN.format('ny')}</w:ins><w:del/><w:del/></w:p>"
    assert read_docx(make_docx(body))[3] == (
        Problem(code="tracked-changes", detail=(("deletions", "2"), ("insertions", "1"))),
    )


def test_a_document_without_changes_has_no_problems() -> None:
    """Nothing is reported without a reason."""
    assert read_docx(make_docx(paragraph("ren")))[3] == ()


def problems_of(body: str, **parts: str) -> list[str]:
    """Return the codes of the problems of a document with this body."""
    return [problem.code for problem in read_docx(make_docx(body, **parts))[3]]


def ole(program: str) -> str:
    """Return a paragraph with an object of this program."""
    office = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
    return f'<w:p><w:r><w:object><o:OLEObject {office} Type="Embed" ProgID="{program}"/></w:object></w:r></w:p>'


@pytest.mark.parametrize(
    "body", ["<w:altChunk/>", "<w:subDoc/>", ole("Word.Document.12"), ole("Package"), ole("AcroExch.Document.DC")]
)
def test_an_embedded_document_is_a_problem(body: str) -> None:
    """What is not read is said."""
    assert problems_of(body) == ["embedded-document"]


@pytest.mark.parametrize("body", [ole("Equation.3"), f"<w:del>{ole('Word.Document.12')}</w:del>"])
def test_a_formula_or_what_was_deleted_is_no_embedded_document(body: str) -> None:
    assert "embedded-document" not in problems_of(body)


DIAGRAMS = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
DRAWINGS = "http://schemas.openxmlformats.org/drawingml/2006/main"
DIAGRAM = (
    f'<w:p><w:r><w:t>Slik:</w:t><w:drawing><d:relIds xmlns:d="{DIAGRAMS}" r:dm="diagramData"/></w:drawing></w:r></w:p>'
)


def test_the_words_of_a_diagram_stand_after_the_paragraph_that_holds_it() -> None:
    """SmartArt keeps its words in a part of its own."""
    points = "".join(
        f'<d:pt xmlns:d="{DIAGRAMS}"><d:t><a:p xmlns:a="{DRAWINGS}"><a:r><a:t>{words}</a:t></a:r></a:p></d:t></d:pt>'
        for words in ("NAV følger opp", "", "Kommunen vedtar")
    )
    data = make_docx(DIAGRAM + paragraph("Slutt"), diagramData=f'<d:ptLst xmlns:d="{DIAGRAMS}">{points}</d:ptLst>')
    text, _, _, problems = read_docx(data)
    assert text == "Slik:\nNAV følger opp\nKommunen vedtar\nSlutt"
    assert problems == ()
    assert [text[place.span.start : place.span.end] for place in read_places(Package(data))] == text.split("\n")


def test_a_diagram_without_its_words_is_a_problem() -> None:
    assert problems_of(DIAGRAM) == ["embedded-document"]


def picture(width: int, height: int, kind: str = "picture") -> str:
    """Return a paragraph with a drawing, its size in millimetres."""
    placed = 'xmlns:p="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    inside = f'<c:pic xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/{kind}"/>'
    return (
        f'<w:p><w:r><w:drawing><p:inline {placed}><p:extent cx="{width * 36000}" cy="{height * 36000}"/>'
        f'<a:graphic xmlns:a="{DRAWINGS}"><a:graphicData>{inside}</a:graphicData></a:graphic></p:inline></w:drawing>'
        "</w:r></w:p>"
    )


def old_picture(width: int, height: int, holder: str = "pict") -> str:
    """Return a paragraph with a picture in the form that Word wrote before 2010, its size in points."""
    vml = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    style = f"width:{width}pt;height:{height}.5pt;visibility:visible"
    return f'<w:p><w:r><w:{holder}><v:shape {vml} style="{style}"><v:imagedata/></v:shape></w:{holder}></w:r></w:p>'


def grouped(width: int, height: int, picture_width: int) -> str:
    """Return a paragraph with a group of drawings, its size in millimetres, that holds one picture of this width."""
    placed = 'xmlns:p="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    group = 'xmlns:g="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
    inside = (
        f'<g:wgp {group}><g:grpSpPr><a:xfrm><a:chExt cx="{width}" cy="{height}"/></a:xfrm></g:grpSpPr>'
        f'<c:pic xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/picture"><c:spPr><a:xfrm>'
        f'<a:ext cx="{picture_width}" cy="{height}"/></a:xfrm></c:spPr></c:pic></g:wgp>'
    )
    return (
        f'<w:p><w:r><w:drawing><p:anchor {placed}><p:extent cx="{width * 36000}" cy="{height * 36000}"/>'
        f'<a:graphic xmlns:a="{DRAWINGS}"><a:graphicData>{inside}</a:graphicData></a:graphic></p:anchor></w:drawing>'
        "</w:r></w:p>"
    )


A5 = '<w:sectPr><w:pgSz w:w="8391" w:h="11906"/></w:sectPr>'


@pytest.mark.parametrize(
    "body",
    [
        picture(158, 222),
        picture(158, 90),
        picture(90, 80) + A5,
        old_picture(450, 640),
        grouped(158, 222, 150),
    ],
)
def test_a_picture_on_a_good_part_of_the_page_may_be_a_scan(body: str) -> None:
    """What may be text and is not read is said, with how many there are."""
    assert read_docx(make_docx(body))[3] == (Problem(code="unread-picture", detail=(("count", "1"),)),)


@pytest.mark.parametrize(
    "body",
    [
        picture(60, 30),
        picture(160, 25),
        picture(90, 80),
        picture(158, 222, kind="chart"),
        grouped(158, 222, 20),
        picture(40, 20) * 12,
        (picture(158, 40) + paragraph("Slik ser det ut.")) * 3,
        old_picture(180, 60),
        old_picture(450, 640, holder="object"),
        f"<w:p><w:del>{picture(158, 222)[5:-6]}</w:del></w:p>",
    ],
)
def test_a_logo_a_signature_or_a_chart_is_no_scan(body: str) -> None:
    assert "unread-picture" not in problems_of(body)


def test_a_scan_may_lie_in_strips() -> None:
    """Pictures without words between them count together."""
    assert read_docx(make_docx(picture(158, 40) * 3))[3] == (Problem(code="unread-picture", detail=(("count", "3"),)),)


def test_a_field_shows_its_result_and_not_its_instruction() -> None:
    """Also when a field stands in the instruction of another."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin, separate, end = (mark.format(kind) for kind in ("begin", "separate", "end"))
    inner = f"{begin}<w:r><w:instrText>DATE</w:instrText></w:r>{separate}{TEXT_RUN.format('skjult')}{end}"
    assert inline(f"{TEXT_RUN.format('Side ')}{begin}{inner}{separate}{TEXT_RUN.format('3')}{end}") == "Side 3"


def form_field(inside: str, result: str = "") -> str:
    """Return an old form field; some programs write its result too."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inside}</w:ffData></w:fldChar></w:r>'
    shown = f"{mark.format('separate')}{TEXT_RUN.format(result)}" if result else ""
    return f"{begin}<w:r><w:instrText>FORM</w:instrText></w:r>{shown}{mark.format('end')}"


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ('<w:result w:val="1"/>', "3 måneder"),
        ('<w:default w:val="1"/>', "3 måneder"),
        ('<w:result w:val="0"/><w:default w:val="1"/>', "1 måned"),
        ("", "1 måned"),
    ],
)
@pytest.mark.parametrize("result", ["", "3 måneder"])
def test_an_old_list_to_choose_from_shows_the_choice_once(chosen: str, expected: str, result: str) -> None:
    """The choice stands in the description of the field, whether or not there is a result."""
    entries = '<w:listEntry w:val="1 måned"/><w:listEntry w:val="3 måneder"/>'
    field = form_field(f"<w:ddList>{chosen}{entries}</w:ddList>", result)
    assert inline(f"{TEXT_RUN.format('Frist: ')}{field}{TEXT_RUN.format('.')}") == f"Frist: {expected}."


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ('<w:default w:val="0"/><w:checked/>', "☒ Ja"),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', "☐ Ja"),
        ('<w:default w:val="1"/>', "☒ Ja"),
        ("", "☐ Ja"),
    ],
)
def test_an_old_check_box_shows_whether_it_is_ticked(state: str, expected: str) -> None:
    assert inline(form_field(f"<w:checkBox>{state}</w:checkBox>") + TEXT_RUN.format(" Ja")) == expected


def test_a_form_field_for_words_shows_its_result() -> None:
    assert inline(form_field("<w:textInput/>", "1. januar 2019")) == "1. januar 2019"


@pytest.mark.parametrize(("before", "expected"), [("", "1/2 årsverk"), ("<m:r><m:t>2</m:t></m:r>", "2 1/2 årsverk")])
def test_a_fraction_stands_on_one_line(before: str, expected: str) -> None:
    """A whole number before it stays a number of its own."""
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    assert inline(f"<m:oMath {math}>{before}{half}</m:oMath>{TEXT_RUN.format(' årsverk')}") == expected


WORD_ART = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string=" UTKAST"/></v:shape>'
    "</w:pict></w:r></w:p>"
)


def test_word_art_is_a_block_of_its_own() -> None:
    """Its words stand in an attribute."""
    assert text_of(WORD_ART + paragraph("Avtale")) == "UTKAST\nAvtale"


def test_a_watermark_stands_among_the_headers() -> None:
    """It is WordArt in a header."""
    body = paragraph("Avtale") + '<w:sectPr><w:headerReference r:id="header"/></w:sectPr>'
    text, _, blocks, _ = read_docx(make_docx(body, header=paragraph("Topp") + WORD_ART))
    assert (text, [block.margin for block in blocks]) == ("Avtale\nTopp\nUTKAST", [False, True, True])


def test_an_emoji_is_read_though_it_stands_in_two_forms() -> None:
    """Word writes a check mark so, with the plain character as the second form."""
    emoji = 'xmlns:e="http://schemas.microsoft.com/office/word/2015/wordml/symex" e:font="Segoe UI Emoji" e:char="2714"'
    forms = f'<mc:Choice Requires="e"><e:symEx {emoji}/></mc:Choice><mc:Fallback><w:t>✔</w:t></mc:Fallback>'
    assert inline(f"<w:r><mc:AlternateContent>{forms}</mc:AlternateContent><w:t> Ja</w:t></w:r>") == "✔ Ja"


def test_a_text_box_is_a_block_of_its_own_and_read_once() -> None:
    """The box follows the paragraph it hangs on; the fallback for old programs is left out."""
    box = "<w:txbxContent>{}</w:txbxContent>"
    drawing = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{box.format(paragraph("boks"))}</mc:Choice>'
        f"<mc:Fallback>{box.format(paragraph('gammel boks'))}</mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p><w:r>{drawing}<w:t>tekst</w:t></w:r></w:p>" + paragraph("etter")
    assert text_of(body) == "tekst\nboks\netter"


def test_a_footnote_follows_the_block_that_refers_to_it() -> None:
    """The note is marked as one and bears its printed number."""
    notes = f'<w:footnote w:id="7">{paragraph("Se loven § 4.")}</w:footnote>'
    body = '<w:p><w:r><w:t>Avtalen</w:t><w:footnoteReference w:id="7"/></w:r></w:p>' + paragraph("Videre")
    text, _, blocks, _ = read_docx(make_docx(body, footnotes=notes))
    assert text == "Avtalen\n1 Se loven § 4.\nVidere"
    assert [(block.note, block.number) for block in blocks] == [(False, ""), (True, "1"), (False, "")]


def test_endnotes_have_roman_numbers() -> None:
    """Word numbers endnotes i, ii, iii."""
    notes = f'<w:endnote w:id="2">{paragraph("Slutt")}</w:endnote>'
    body = '<w:p><w:r><w:t>Ord</w:t><w:endnoteReference w:id="2"/></w:r></w:p>'
    assert text_of(body, endnotes=notes) == "Ord\ni Slutt"


def test_headers_and_footers_stand_once_after_the_body() -> None:
    """Each distinct text once, marked as margin."""
    reference = '<w:headerReference r:id="header"/><w:footerReference r:id="footer"/>'
    body = paragraph("Tekst", f"<w:sectPr>{reference}</w:sectPr>") + f"<w:sectPr>{reference}</w:sectPr>"
    text, _, blocks, _ = read_docx(
        make_docx(body, header=paragraph("Topp"), footer=paragraph("Topp") + paragraph("Bunn"))
    )
    assert text == "Tekst\nTopp\nBunn"
    assert [block.margin for block in blocks] == [False, True, True]


@pytest.mark.parametrize(
    ("kind", "section", "settings", "expected"),
    [
        ("first", "", "", "Tekst"),
        ("first", '<w:titlePg w:val="0"/>', "", "Tekst"),
        ("first", "<w:titlePg/>", "", "Tekst\nTopp"),
        ("even", "", "", "Tekst"),
        ("even", "", "<w:evenAndOddHeaders/>", "Tekst\nTopp"),
        ("default", "", "", "Tekst\nTopp"),
    ],
)
def test_headers_that_are_not_printed_are_not_read(kind: str, section: str, settings: str, expected: str) -> None:
    """That of a first page only where it has its own, that of even pages only where they differ from odd ones."""
    body = paragraph("Tekst") + f'<w:sectPr><w:headerReference w:type="{kind}" r:id="header"/>{section}</w:sectPr>'
    assert text_of(body, header=paragraph("Topp"), settings=settings) == expected


def test_a_later_section_may_print_the_header_of_an_earlier_one() -> None:
    """A section without a header of its own has that of the section before it."""
    first = '<w:sectPr><w:headerReference w:type="first" r:id="header"/></w:sectPr>'
    body = paragraph("Tekst", first) + "<w:sectPr><w:titlePg/></w:sectPr>"
    assert text_of(body, header=paragraph("Topp")) == "Tekst\nTopp"


def test_a_heading_style_gives_the_level_through_its_bases() -> None:
    """The name of the nearest style that is a heading decides."""
    styles = style("H2", "", "heading 2") + style("Egen", '<w:basedOn w:val="H2"/>')
    assert blocks_of(paragraph("Mål", '<w:pStyle w:val="Egen"/>'), styles=styles)[0].heading_level == 2


def test_an_outline_level_makes_a_heading_and_body_level_unmakes_it() -> None:
    """`w:outlineLvl` 0 is level 1; 9 is body text, also over a heading style."""
    styles = style("H1", "", "heading 1") + style(
        "TOC", '<w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'
    )
    body = paragraph("a", '<w:outlineLvl w:val="0"/>') + paragraph("b", '<w:pStyle w:val="TOC"/>')
    assert [block.heading_level for block in blocks_of(body, styles=styles)] == [1, None]


def test_a_title_is_no_heading() -> None:
    """The style "Title" has no level; its size tells."""
    styles = style("Title", '<w:rPr><w:sz w:val="52"/></w:rPr>')
    block = blocks_of(paragraph("Avtale", '<w:pStyle w:val="Title"/>'), styles=styles)[0]
    assert (block.heading_level, block.size) == (None, 26.0)


def test_bold_holds_only_when_every_letter_is_bold() -> None:
    """One plain word makes the block plain; a plain blank does not."""
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>fet</w:t></w:r>"
    blank = '<w:r><w:t xml:space="preserve">  </w:t></w:r>'
    body = f"<w:p>{bold}{blank}</w:p><w:p>{bold}{TEXT_RUN.format('mager')}</w:p>"
    assert [block.bold for block in blocks_of(body)] == [True, False]


def test_a_run_can_switch_off_what_its_style_switches_on() -> None:
    """The run's own property wins over the paragraph style."""
    styles = style("Fet", "<w:rPr><w:b/><w:i/></w:rPr>")
    body = paragraph("a", '<w:pStyle w:val="Fet"/>') + paragraph("b", '<w:pStyle w:val="Fet"/>', '<w:b w:val="0"/>')
    assert [(block.bold, block.italic) for block in blocks_of(body, styles=styles)] == [(True, True), (False, True)]


def test_size_comes_from_the_document_defaults_when_nothing_else_says() -> None:
    """Sizes are half points in the file."""
    styles = '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="23"/></w:rPr></w:rPrDefault></w:docDefaults>'
    assert blocks_of(paragraph("a"), styles=styles)[0].size == 11.5


def test_a_typed_number_is_split_from_the_body() -> None:
    """A paragraph without automatic number is looked at for a typed one."""
    text, _, blocks, _ = read_docx(make_docx(paragraph("4.2 Ledermøter")))
    assert (blocks[0].number, text[blocks[0].body.start : blocks[0].body.end]) == ("4.2", "Ledermøter")


def test_a_typed_bullet_is_a_list_item_without_number() -> None:
    """The body begins after the bullet."""
    text, _, blocks, _ = read_docx(make_docx(paragraph("- Møter")))
    assert (blocks[0].number, blocks[0].list_level, text[blocks[0].body.start :]) == ("", 0, "Møter")


def test_a_table_row_is_a_block_with_cells() -> None:
    """Cells are joined by a tab, and each cell's span is one slice."""
    text, _, blocks, _ = read_docx(make_docx(f"<w:tbl>{row('Oppgave', 'NAV')}</w:tbl>"))
    assert text == "Oppgave\tNAV"
    assert [text[cell.start : cell.end] for cell in blocks[0].cells] == ["Oppgave", "NAV"]


def test_paragraphs_of_a_cell_are_joined_by_line_breaks() -> None:
    """Automatic numbers in cells are printed too, so that only the paragraphs' own words and numbers stand there."""
    assert text_of(f"<w:tbl>{row(paragraph('a') + paragraph('b'), 'c')}</w:tbl>") == "a\nb\tc"


def test_rows_know_the_header_above_each_cell() -> None:
    """A row that is marked to be repeated names the columns; its own cells have none."""
    table = row("Hva", "Hvem", properties="<w:tblHeader/>") + row("Møte", "Leder")
    assert [block.headers for block in blocks_of(f"<w:tbl>{table}</w:tbl>")] == [("", ""), ("Hva", "Hvem")]


def test_three_short_cells_on_top_name_the_columns() -> None:
    """A header need not be marked when it looks like one."""
    table = row("Hva", "Hvem", "Når") + row("Møte", "Leder", "Årlig")
    assert blocks_of(f"<w:tbl>{table}</w:tbl>")[1].headers == ("Hva", "Hvem", "Når")


def test_the_corner_above_a_column_of_names_may_be_empty() -> None:
    table = row("", "Bydelen", "NAV") + row("Navn", "Kari Moe", "Ola Li")
    assert blocks_of(f"<w:tbl>{table}</w:tbl>")[1].headers == ("", "Bydelen", "NAV")


def test_a_table_of_labels_has_no_headers() -> None:
    """Two columns whose first row is plain are labels and values."""
    table = row("Kommune", "Sunndal") + row("Kontor", "NAV Sunndal")
    assert blocks_of(f"<w:tbl>{table}</w:tbl>")[1].headers == ("", "")


def test_a_header_over_two_columns_stands_above_both() -> None:
    """`w:gridSpan` widens a header."""
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("Ansvar")
    table = row("Hva", wide, properties="<w:tblHeader/>") + row("Møte", "Kommune", "NAV")
    assert blocks_of(f"<w:tbl>{table}</w:tbl>")[1].headers == ("Hva", "Ansvar", "Ansvar")


def test_a_title_across_a_table_is_not_its_header() -> None:
    """The first row with columns names them, also when the author marked both."""
    title = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("Ansvar") + "</w:tc>"
    for mark, bold in (("<w:tblHeader/>", ""), ("", "<w:b/>")):
        header = row(paragraph("Hva", run=bold), paragraph("Hvem", run=bold), properties=mark)
        table = f"<w:tr><w:trPr>{mark}</w:trPr>{title}</w:tr>{header}{row('Møte', 'Leder')}"
        assert blocks_of(f"<w:tbl>{table}</w:tbl>")[2].headers == ("Hva", "Hvem")


def test_a_second_header_row_names_the_parts_of_a_column() -> None:
    """Below the header without parts the cell goes on, or is empty."""
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("Ansvarlig")
    table = row("Hva", wide, properties="<w:tblHeader/>") + row("", "Kommune", "NAV") + row("Møte", "Kari", "Ola")
    assert [block.headers for block in blocks_of(f"<w:tbl>{table}</w:tbl>")] == [
        ("", ""),
        ("", "", ""),
        ("Hva", "Ansvarlig Kommune", "Ansvarlig NAV"),
    ]


def test_a_cell_that_continues_the_one_above_is_empty() -> None:
    """The merged words stand once; the cells below keep their places."""
    restart = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("NAV")
    goes_on = "<w:tcPr><w:vMerge/></w:tcPr>" + paragraph("")
    text, _, blocks, _ = read_docx(make_docx(f"<w:tbl>{row(restart, 'a')}{row(goes_on, 'b')}</w:tbl>"))
    assert text == "NAV\ta\n\tb"
    assert len(blocks[1].cells) == 2


def test_deleted_rows_are_left_out() -> None:
    """A tracked deletion of a row is accepted."""
    assert text_of(f"<w:tbl>{row('a', 'b', properties='<w:del/>')}{row('c', 'd')}</w:tbl>") == "c\td"


def test_a_deleted_cell_leaves_no_column() -> None:
    """The cells after it stand under their own headers."""
    cell = "<w:tc><w:tcPr><w:cellDel/></w:tcPr><w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p></w:tc>"
    last = row("Plan", "NAV", "juni").replace("</w:tc>", f"</w:tc>{cell}", 1)
    table = f"<w:tbl>{row('Hva', 'Hvem', 'Når')}{last}</w:tbl>"
    assert text_of(table) == "Hva\tHvem\tNår\nPlan\tNAV\tjuni"
    assert blocks_of(table)[1].headers == ("Hva", "Hvem", "Når")


def test_a_row_of_one_cell_is_read_as_body() -> None:
    """Frames around text, and headings across a table, are paragraphs."""
    blocks = blocks_of(f"<w:tbl>{row(paragraph('1. Formål') + paragraph('Avtalen skal …'))}</w:tbl>")
    assert [(block.number, block.cells) for block in blocks] == [("1", ()), ("", ())]


def test_a_table_in_a_cell_follows_the_outer_row() -> None:
    """Its rows are rows of their own."""
    inner = f"<w:tbl>{row('x', 'y')}</w:tbl>"
    assert text_of(f"<w:tbl>{row('a', paragraph('b') + inner)}{row('c', 'd')}</w:tbl>") == "a\tb\nx\ty\nc\td"


def test_tables_in_a_cell_stay_under_their_lead_in() -> None:
    """A cell whose words and tables alternate is read from top to bottom, and then the next cell."""
    first, second = (f"<w:tbl>{row(*cells)}</w:tbl>" for cells in (("a", "kartlegge"), ("b", "bistå")))
    cell = paragraph("Kommunen skal:") + first + paragraph("NAV skal:") + second + paragraph("Slutt.")
    expected = "Kommunen skal:\na\tkartlegge\nNAV skal:\nb\tbistå\nSlutt.\nMerknad\nEtter\tpå"
    assert text_of(f"<w:tbl>{row(cell, 'Merknad')}{row('Etter', 'på')}</w:tbl>") == expected


def test_the_lead_ins_of_two_cells_stay_above_their_tables() -> None:
    first, second = (f"<w:tbl>{row(*cells)}</w:tbl>" for cells in (("a", "kartlegge"), ("b", "bistå")))
    cells = paragraph("Kommunen skal:") + first, paragraph("NAV skal:") + second
    assert text_of(f"<w:tbl>{row(*cells)}</w:tbl>") == "Kommunen skal:\na\tkartlegge\nNAV skal:\nb\tbistå"


def test_strict_files_are_read_like_others() -> None:
    """The ISO strict form differs in its namespaces only."""
    files = zipfile.ZipFile(io.BytesIO(make_docx(paragraph("Strengt"))))
    strict = {
        name: files.read(name)
        .decode()
        .replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name in files.namelist()
    }
    assert read_docx(make_zip(strict))[0] == "Strengt"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"Hei kommune", "not-a-document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old-doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "not-a-document"),
        (b"PK\x03\x04 avkortet", "damaged"),
        (make_zip({"bilde.txt": "hei"}), "not-a-document"),
        (make_docx(paragraph("a"))[:-30], "damaged"),
        (make_docx("<w:p>"), "damaged"),
        (make_docx("<w:p/>" * 1_000_001), "too-large"),
    ],
)
def test_what_is_no_docx_is_refused_by_name(data: bytes, code: str) -> None:
    """Every failure is a `ReadError` with a code."""
    with pytest.raises(ReadError) as error:
        read_docx(data)
    assert error.value.code == code


def test_a_document_of_python_docx_is_read() -> None:
    """The usual package layout, with its own styles, works."""
    document = docx.Document()
    document.add_heading("Formål", level=2)
    document.add_paragraph("Møter", style="List Bullet 2")
    stream = io.BytesIO()
    document.save(stream)
    text, pages, blocks, _ = read_docx(stream.getvalue())
    assert text == "Formål\n• Møter"
    assert pages == ()
    assert [(block.heading_level, block.list_level) for block in blocks] == [(2, None), (None, 1)]


def test_a_numbered_heading_is_no_list_item() -> None:
    """A heading keeps its number, not a list level."""
    styles = style("H1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', "heading 1")
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    block = blocks_of(paragraph("Mål", '<w:pStyle w:val="H1"/>'), styles=styles, numbering=numbering)[0]
    assert (block.number, block.list_level, block.heading_level) == ("1", None, 1)


def test_a_list_that_does_not_exist_prints_no_number() -> None:
    """A broken reference is no reason to stop."""
    assert text_of(numbered("Møter", 99)) == "Møter"


@pytest.mark.shared
def test_every_visible_character_of_the_sources_is_read(seeds: Path) -> None:
    """Nothing is lost and nothing comes twice; only bullets are added."""
    for path in sorted(seeds.glob("*.docx")):
        archive = zipfile.ZipFile(path)
        parts = [name for name in archive.namelist() if re.match(r"word/(?:document|header\d|footer\d)\.xml", name)]
        roots = [etree.fromstring(archive.read(name)) for name in parts]
        written = Counter("".join(text.text or "" for root in roots for text in root.iter("{*}t")))
        read = Counter(read_docx(path.read_bytes())[0])
        difference = {character for character in written | read if written[character] != read[character]}
        assert difference <= {"•", " ", "\n"}, path.name


def test_reading_above_a_word_is_read() -> None:
    """What is printed in small type above a word is visible text too."""
    above, below = "<w:rt><w:r><w:t>over</w:t></w:r></w:rt>", "<w:rubyBase><w:r><w:t>under</w:t></w:r></w:rubyBase>"
    body = f"<w:p><w:r><w:ruby>{above}{below}</w:ruby></w:r></w:p>"
    assert read_docx(make_docx(body))[0] == "overunder"


def test_every_word_has_a_place_in_the_file() -> None:
    """Numbers that Word counts have none; the blanks around a paragraph are skipped."""
    body = paragraph("  Én ") + f"<w:tbl>{row('To', paragraph('Tre') + paragraph('Fire'))}</w:tbl>"
    data = make_docx(body + "<w:p><w:r><w:t>Fem</w:t><w:tab/><w:t>seks</w:t></w:r></w:p>")
    text = read_docx(data)[0]
    places = read_places(Package(data))
    assert [text[place.span.start : place.span.end] for place in places] == [
        "Én",
        "To",
        "Tre",
        "Fire",
        "Fem",
        "\t",
        "seks",
    ]
    assert [place.element.text for place in places if place.skipped] == ["  Én "]


def test_places_cover_the_words_of_the_corpus(corpus: Path) -> None:
    """All but the joints between blocks and cells, and numbers and bullets."""
    for path in sorted((corpus / "train").rglob("*.docx")):
        data = path.read_bytes()
        text = read_docx(data)[0]
        between, at = "", 0
        for place in read_places(Package(data)):
            words = text[place.span.start : place.span.end]
            assert (place.element.text or words)[place.skipped :].startswith(words), path.name
            between, at = between + text[at : place.span.start], place.span.end
        assert not re.search(r"[^\W\d_]{2}", between + text[at:]), path.name
