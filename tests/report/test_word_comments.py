"""Comments in a copy of a DOCX: the words stay, the comments stand at theirs."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from docx import Document
from lxml import etree

from avtalesjekk.extract.read import read_bytes
from avtalesjekk.report.model import Evidence
from avtalesjekk.report.notes import NotAnnotatedError, Note
from avtalesjekk.report.word_comments import with_comments

from ..extract.docx_maker import make_docx, make_zip, paragraph, row

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAY = "2026-11-22"
MAIN = "word/document.xml"
BOX = (
    "<w:p><w:r><w:t>Foran.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
    "<w:txbxContent><w:p><w:r><w:t>I boksen står dette.</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>I boksen står dette.</w:t></w:r></w:p>"
    "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)


def on(data: bytes, quote: str, said: str = "Ikke godt nok") -> Note:
    """Return a note on the first `quote` of a document."""
    start = read_bytes(data, "x.docx").text.index(quote)
    at = Evidence(clause="1", page=None, quote=quote, start=start, end=start + len(quote))
    return Note(at=at, heading=said, lines=("Fordi.",))


def word(words: str) -> bytes:
    """Return a document as python-docx writes it, with one paragraph."""
    document, out = Document(), io.BytesIO()
    document.add_paragraph(words)
    document.save(out)
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def anchored(data: bytes) -> dict[str, str]:
    """Return the words between the marks of each comment, by its id."""
    open_marks: dict[str, str] = {}
    found: dict[str, str] = {}
    for element in etree.fromstring(parts(data)[MAIN]).iter(f"{W}*"):
        identity = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            open_marks[identity] = ""
        elif element.tag == f"{W}commentRangeEnd":
            found[identity] = open_marks.pop(identity)
        elif element.tag == f"{W}t":
            open_marks = {each: words + (element.text or "") for each, words in open_marks.items()}
    return found


def commented(body: str, quote: str, **more: str) -> bytes:
    """Return a copy of a document with a comment on `quote`, which reads as the original does."""
    data = make_docx(body, **more)
    made = with_comments(data, [on(data, quote)], DAY)
    before, after = read_bytes(data, "x.docx"), read_bytes(made, "x.docx")
    assert (after.text, after.blocks, after.clauses) == (before.text, before.blocks, before.clauses)
    return made


def test_word_gets_a_comment_with_author_day_heading_and_lines() -> None:
    """As python-docx, which reads what Word writes, sees it."""
    data = word("Partene møtes ved behov.")
    (comment,) = Document(io.BytesIO(with_comments(data, [on(data, "ved behov")], DAY))).comments
    assert (comment.author, comment.initials, str(comment.timestamp)[:10]) == ("avtalesjekk", "AS", DAY)
    assert [each.text for each in comment.paragraphs] == ["Ikke godt nok", "Fordi."]


def test_the_comment_is_on_the_exact_words() -> None:
    """The run is cut in pieces that look alike."""
    made = commented(paragraph("Partene møtes ved behov &amp; så ofte de vil.", run="<w:i/>"), "behov & så")
    assert anchored(made) == {"0": "behov & så"}
    runs = [run for run in etree.fromstring(parts(made)[MAIN]).iter(f"{W}r") if run.find(f"{W}t") is not None]
    assert [run.find(f"{W}rPr/{W}i") is not None for run in runs] == [True] * 3


def test_blanks_at_a_cut_are_kept() -> None:
    """A text without blanks around it need not say so; its pieces must."""
    made = commented("<w:p><w:r><w:t>ett to tre</w:t></w:r></w:p>", "to")
    texts = list(etree.fromstring(parts(made)[MAIN]).iter(f"{W}t"))
    assert [each.text for each in texts] == ["ett ", "to", " tre"]
    assert {each.get("{http://www.w3.org/XML/1998/namespace}space") for each in texts} == {"preserve"}


def test_blanks_that_word_does_not_show_are_not_brought_to_light() -> None:
    """Then the whole run is marked."""
    made = commented("<w:p><w:r><w:t> ett to tre </w:t></w:r></w:p>", "to")
    assert anchored(made) == {"0": " ett to tre "}


def test_words_in_several_runs_are_marked_from_the_first_to_the_last() -> None:
    """Whatever is between them."""
    body = (
        "<w:p><w:r><w:t>Avt</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>alen</w:t><w:tab/>"
        "<w:t>gjelder</w:t></w:r><w:r><w:t>til</w:t></w:r></w:p>"
    )
    assert anchored(commented(body, "talen\tgjel")) == {"0": "talengjel"}


def test_nothing_but_the_marks_is_new_in_the_main_part() -> None:
    """When no run has to be cut; and every other part is the same, byte for byte."""
    body = "<!-- note -->" + paragraph("En.") + "<w:p ><w:r><w:t>To &#229;r.</w:t></w:r\n></w:p>" + "<w:sectPr/>"
    data = make_docx(body, styles="", footnotes="", settings="<w:trackRevisions/>")
    before, after = parts(data), parts(with_comments(data, [on(data, "To år.")], DAY))
    marks = rb"<w:commentRange[^>]*/>|<w:r xmlns:w=[^>]*><w:commentReference[^>]*/></w:r>"
    assert re.sub(marks, b"", after[MAIN]) == before[MAIN]
    listed = {MAIN, "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert {name for name in before if before[name] != after[name]} == listed
    assert after.keys() - before.keys() == {"word/comments.xml"}


def test_a_comment_on_a_table_row_stays_in_its_first_cell() -> None:
    """A mark across cells is lost on other programs."""
    made = commented(f"<w:tbl>{row('Rolle', 'Navn')}{row('Leder', 'Kari')}</w:tbl>", "Leder\tKari")
    assert anchored(made) == {"0": "Leder"}


def test_a_comment_in_a_cell_is_on_its_words() -> None:
    """Cells are read as they stand."""
    assert anchored(commented(f"<w:tbl>{row('Rolle', 'Navn')}{row('Leder', 'Kari')}</w:tbl>", "Kari")) == {"0": "Kari"}


def test_a_text_box_is_marked_as_a_whole_from_outside() -> None:
    """Word has no comments inside of text boxes."""
    root = etree.fromstring(parts(commented(BOX, "boksen"))[MAIN])
    (mark,) = root.iter(f"{W}commentRangeStart")
    assert mark.getparent().getparent().tag == f"{W}body"
    assert mark.getnext().find(f".//{W}txbxContent") is not None


def test_a_tracked_insertion_is_marked_around() -> None:
    """And what was deleted is still there."""
    body = (
        '<w:p><w:r><w:t>Avtalen </w:t></w:r><w:del w:id="7" w:author="a"><w:r><w:delText>kan</w:delText></w:r></w:del>'
        '<w:ins w:id="8" w:author="a"><w:r><w:t>skal evalueres</w:t></w:r></w:ins></w:p>'
    )
    made = commented(body, "evalueres")
    assert anchored(made) == {"0": "skal evalueres"}
    assert b"<w:delText>kan</w:delText>" in parts(made)[MAIN]


def test_a_run_with_tracked_properties_is_not_cut() -> None:
    """The id of the change would stand twice."""
    changed = '<w:b/><w:rPrChange w:id="3" w:author="a"><w:rPr/></w:rPrChange>'
    made = commented(paragraph("ett to tre", run=changed), "to")
    assert (anchored(made), parts(made)[MAIN].count(b"rPrChange ")) == ({"0": "ett to tre"}, 1)


def test_words_of_a_footnote_are_marked_where_it_is_referred_to() -> None:
    """A comment in the note itself is refused by other programs."""
    body = '<w:p><w:r><w:t>Partene</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + paragraph("Slutt.")
    made = commented(body, "Se loven", footnotes=f'<w:footnote w:id="2">{paragraph("Se loven.")}</w:footnote>')
    (mark,) = etree.fromstring(parts(made)[MAIN]).iter(f"{W}commentRangeStart")
    assert mark.getnext().find(f"{W}footnoteReference") is not None


def test_words_of_a_header_are_marked_in_the_body() -> None:
    """Other programs refuse a file with comments in headers."""
    reference = (
        '<w:sectPr><w:headerReference xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        ' w:type="default" r:id="header"/></w:sectPr>'
    )
    made = commented(paragraph("Avtalen.") + reference, "UTKAST", header=paragraph("UTKAST"))
    assert anchored(made) == {"0": "Avtalen."}


def test_comments_that_are_there_stay_and_ids_do_not_meet() -> None:
    """Also when the part holds none with the highest id."""
    old = f'<w:comment w:id="4" w:author="Kari">{paragraph("Min merknad")}</w:comment>'
    body = '<w:p><w:commentRangeStart w:id="9"/><w:r><w:t>Avtalen.</w:t></w:r><w:commentRangeEnd w:id="9"/></w:p>'
    data = make_docx(body, comments=old)
    made = with_comments(data, [on(data, "Avtalen.")], DAY)
    comments = etree.fromstring(parts(made)["word/comments.xml"])
    assert [(each.get(f"{W}id"), each.get(f"{W}author")) for each in comments] == [("4", "Kari"), ("10", "avtalesjekk")]
    assert old.encode() in parts(made)["word/comments.xml"]
    assert parts(made)["word/_rels/document.xml.rels"] == parts(data)["word/_rels/document.xml.rels"]


def test_overlapping_comments_are_each_on_their_words() -> None:
    """Also those that begin or end at the same place."""
    data = make_docx(paragraph("en to tre fire"))
    quotes = ["to tre", "to", "tre", "tre fire"]
    assert list(anchored(with_comments(data, [on(data, each) for each in quotes], DAY)).items()) == [
        ("1", "to"),
        ("0", "to tre"),
        ("2", "tre"),
        ("3", "tre fire"),
    ]


def test_a_number_that_word_counts_is_not_in_the_way() -> None:
    """The words after it are marked."""
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    made = commented(paragraph("Formål her", listed), "1. Formål", numbering=numbering)
    assert anchored(made) == {"0": "Formål"}


def test_the_same_notes_give_the_same_bytes() -> None:
    """There is no clock in the file."""
    data = make_docx(paragraph("Avtalen."))
    assert with_comments(data, [on(data, "Avtalen.")], DAY) == with_comments(data, [on(data, "Avtalen.")], DAY)


def test_signs_of_xml_in_what_is_said_are_said() -> None:
    """And control characters, which XML cannot hold, are left out."""
    data = word("Avtalen.")
    made = with_comments(data, [on(data, "Avtalen.", "<w:p> & \x00«æ»")], DAY)
    (comment,) = Document(io.BytesIO(made)).comments
    assert comment.paragraphs[0].text == "<w:p> & «æ»"


def test_a_strict_document_gets_strict_comments() -> None:
    """Its words have namespaces of their own."""
    old, new = b"schemas.openxmlformats.org/wordprocessingml/2006", b"purl.oclc.org/ooxml/wordprocessingml"
    plain = parts(make_docx(paragraph("Avtalen.")))
    strict = make_zip({name: content.replace(old, new).decode() for name, content in plain.items()})
    made = parts(with_comments(strict, [on(strict, "Avtalen.")], DAY))
    assert old not in made[MAIN] + made["word/comments.xml"]
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in made["word/_rels/document.xml.rels"]


def test_a_document_without_words_is_refused() -> None:
    """There is nothing to put a comment on."""
    data = make_docx("<w:p/>")
    note = Note(at=Evidence(clause="", page=None, quote="", start=0, end=0), heading="Tomt", lines=(), closing=True)
    with pytest.raises(NotAnnotatedError, match="no-words"):
        with_comments(data, [note], DAY)


def test_a_copy_that_would_read_differently_is_refused() -> None:
    """Here a cut would fall into CDATA and show the mark as words."""
    data = make_docx("<w:p><w:r><w:t><![CDATA[ett to tre]]></w:t></w:r></w:p>")
    with pytest.raises(NotAnnotatedError, match="unusual"):
        with_comments(data, [on(data, "to")], DAY)


def test_a_main_part_in_utf_16_is_refused() -> None:
    """Marks are put between bytes."""
    data = make_docx(paragraph("Avtalen."))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts(data).items():
            archive.writestr(name, content.decode().encode("utf-16") if name == MAIN else content)
    with pytest.raises(NotAnnotatedError, match="unusual"):
        with_comments(out.getvalue(), [on(data, "Avtalen.")], DAY)


def test_without_notes_the_copy_is_the_original() -> None:
    """Byte for byte."""
    data = make_docx(paragraph("Avtalen."))
    assert with_comments(data, [], DAY) is data
