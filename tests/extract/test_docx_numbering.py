"""Automatic numbers of DOCX, as Word prints them."""

from __future__ import annotations

import pytest

from avtalesjekk.extract.docx import read_docx

from .docx_maker import definition, make_docx, num, numbered, paragraph, row, style

MULTILEVEL = definition(0, ("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "%3)"), ("lowerRoman", "(%4)"))


def labels(levels: list[tuple[int, int]], numbering: str, styles: str = "") -> list[str]:
    """Return the printed labels of paragraphs that stand at these (list, level)."""
    body = "".join(numbered("x", num_id, level) for num_id, level in levels)
    text = read_docx(make_docx(body, numbering=numbering, styles=styles))[0]
    return [line.removesuffix("x").strip() for line in text.split("\n")]


def test_levels_count_and_restart_after_outer_levels() -> None:
    """An outer level starts the inner ones anew."""
    levels = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 3), (1, 2), (1, 0), (1, 1), (1, 2)]
    expected = ["1.", "1.1", "1.2", "a)", "(i)", "(ii)", "b)", "2.", "2.1", "a)"]
    assert labels(levels, MULTILEVEL + num(1, 0)) == expected


def test_the_block_holds_the_bare_number_and_the_text_the_printed_one() -> None:
    """Brackets and closing dots are not part of a number."""
    numbering = definition(0, ("lowerLetter", "(%1)")) + num(1, 0)
    text, _, blocks, _ = read_docx(make_docx(numbered("Møter", 1), numbering=numbering))
    assert (text, blocks[0].number, text[blocks[0].body.start :]) == ("(a) Møter", "a", "Møter")


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("decimal", "28"),
        ("decimalZero", "28"),
        ("lowerLetter", "bb"),
        ("upperLetter", "BB"),
        ("lowerRoman", "xxviii"),
        ("upperRoman", "XXVIII"),
        ("ordinal", "28."),
        ("none", ""),
        ("chicago", "§§§§§§§"),
        ("hebrew1", "28"),
    ],
)
def test_formats(number_format: str, expected: str) -> None:
    """The 28th of each format; an unknown format counts in decimal numbers."""
    numbering = definition(0, (number_format, "%1")) + num(1, 0)
    assert labels([(1, 0)] * 28, numbering)[-1] == expected


def test_decimal_zero_pads_to_two_digits() -> None:
    """01, not 1."""
    assert labels([(1, 0)], definition(0, ("decimalZero", "%1")) + num(1, 0)) == ["01"]


def test_a_plain_sign_in_a_symbol_font_prints_as_a_bullet() -> None:
    """ "§" in Wingdings is a square."""
    more = {0: '<w:rPr><w:rFonts w:hAnsi="Wingdings"/></w:rPr>', 1: '<w:rPr><w:rFonts w:hAnsi="Courier New"/></w:rPr>'}
    numbering = definition(0, ("bullet", "§"), ("bullet", "o"), more=more) + num(1, 0)
    assert labels([(1, 0), (1, 1)], numbering) == ["•", "o"]


def test_bullets_of_symbol_fonts_print_as_bullets() -> None:
    """The private characters of Symbol and Wingdings become "•"; others stay."""
    numbering = definition(0, ("bullet", "\uf0b7"), ("bullet", "–")) + num(1, 0)
    assert labels([(1, 0), (1, 1)], numbering) == ["•", "–"]


def test_a_legal_level_prints_all_parts_in_decimal_numbers() -> None:
    """`w:isLgl` turns "I.1" into "1.1"."""
    numbering = definition(0, ("upperRoman", "%1"), ("decimal", "%1.%2"), more={1: "<w:isLgl/>"}) + num(1, 0)
    assert labels([(1, 0), (1, 1)], numbering) == ["I", "1.1"]


def test_a_level_may_never_restart() -> None:
    """`w:lvlRestart` 0 goes on counting."""
    numbering = definition(0, ("decimal", "%1"), ("decimal", "%2"), more={1: '<w:lvlRestart w:val="0"/>'}) + num(1, 0)
    assert labels([(1, 0), (1, 1), (1, 0), (1, 1)], numbering) == ["1", "1", "2", "2"]


def test_a_level_may_restart_after_an_outer_level_only() -> None:
    """`w:lvlRestart` 1 ignores the level in between."""
    more = {2: '<w:lvlRestart w:val="1"/>'}
    numbering = definition(0, ("decimal", "%1"), ("decimal", "%2"), ("decimal", "%3"), more=more) + num(1, 0)
    levels = [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)]
    assert labels(levels, numbering) == ["1", "1", "1", "2", "2", "2", "1"]


def test_lists_of_one_definition_share_their_count() -> None:
    """A second `w:num` goes on where the first stopped."""
    numbering = definition(0, ("decimal", "%1")) + num(1, 0) + num(2, 0)
    assert labels([(1, 0), (2, 0), (1, 0)], numbering) == ["1", "2", "3"]


def test_a_start_override_begins_anew_once() -> None:
    """The override counts when its list is first met, and not again."""
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = definition(0, ("decimal", "%1")) + num(1, 0) + num(2, 0, override)
    assert labels([(1, 0), (2, 0), (2, 0)], numbering) == ["1", "5", "6"]


def test_a_level_override_changes_the_format() -> None:
    """`w:lvlOverride` may hold a whole level."""
    level = '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1:"/></w:lvl>'
    numbering = definition(0, ("decimal", "%1")) + num(1, 0, f'<w:lvlOverride w:ilvl="0">{level}</w:lvlOverride>')
    assert labels([(1, 0)], numbering) == ["C:"]


def test_a_style_link_leads_to_the_definition_of_the_list_style() -> None:
    """`w:numStyleLink` names a style, whose list has the levels."""
    link = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Liste"/></w:abstractNum>'
    styles = (
        '<w:style w:type="numbering" w:styleId="Liste"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = definition(0, ("decimal", "§ %1")) + link + num(1, 0) + num(2, 1)
    assert labels([(2, 0)], numbering, styles) == ["§ 1"]


def test_a_style_gets_its_level_from_the_list_that_names_it() -> None:
    """`w:pStyle` of a level ties a heading style to it, also through a base style."""
    more = {0: '<w:pStyle w:val="H1"/>', 1: '<w:pStyle w:val="H2"/>'}
    numbering = definition(0, ("decimal", "%1"), ("decimal", "%1.%2"), more=more) + num(1, 0)
    styles = style("H1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') + style(
        "H2", '<w:basedOn w:val="H1"/>'
    )
    body = paragraph("a", '<w:pStyle w:val="H1"/>') + paragraph("b", '<w:pStyle w:val="H2"/>')
    assert read_docx(make_docx(body, numbering=numbering, styles=styles))[0] == "1 a\n1.1 b"


def test_list_zero_takes_a_paragraph_out_of_its_styles_list() -> None:
    """`w:numId` 0 means no number, and the paragraph is not counted."""
    styles = style("L", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    in_list = '<w:pStyle w:val="L"/>'
    out = in_list + '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = paragraph("a", in_list) + paragraph("b", out) + paragraph("c", in_list)
    text = read_docx(make_docx(body, numbering=definition(0, ("decimal", "%1)")) + num(1, 0), styles=styles))[0]
    assert text == "1) a\nb\n2) c"


def test_empty_paragraphs_are_counted_but_not_read() -> None:
    """Word prints their number, so the next one must be right."""
    body = numbered("a", 1) + numbered("", 1) + numbered("c", 1)
    assert read_docx(make_docx(body, numbering=definition(0, ("decimal", "%1.")) + num(1, 0)))[0] == "1. a\n3. c"


def test_deleted_paragraphs_are_not_counted() -> None:
    """A paragraph whose words and mark are deleted is gone."""
    gone = (
        '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>b</w:delText></w:r></w:del></w:p>"
    )
    body = numbered("a", 1) + gone + numbered("c", 1)
    assert read_docx(make_docx(body, numbering=definition(0, ("decimal", "%1.")) + num(1, 0)))[0] == "1. a\n2. c"


GONE = (
    '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:{mark}/></w:rPr></w:pPr>'
    "<w:{mark}><w:r><w:t>b</w:t></w:r></w:{mark}></w:p>"
)


def changed(*body: str) -> str:
    """Return the text of a document with this body, whose list 1 counts "1." and 2 counts "a)"."""
    lists = definition(0, ("decimal", "%1.")) + definition(1, ("lowerLetter", "%1)")) + num(1, 0) + num(2, 1)
    return read_docx(make_docx("".join(body), numbering=lists))[0]


@pytest.mark.parametrize(
    "between",
    [
        '<w:bookmarkEnd w:id="1"/>',
        '<w:proofErr w:type="gramStart"/>',
        '<w:commentRangeStart w:id="1"/><w:permEnd w:id="2"/>',
        '<w:moveFromRangeEnd w:id="1"/><w:moveToRangeStart w:id="2"/>',
        "<w:ins/><w:del/>",
    ],
)
@pytest.mark.parametrize("mark", ["del", "moveFrom"])
def test_a_deleted_paragraph_is_not_counted_whatever_mark_follows_it(mark: str, between: str) -> None:
    """Marks between paragraphs print nothing."""
    assert changed(numbered("a", 1), GONE.format(mark=mark), between, numbered("c", 1)) == "1. a\n2. c"


def test_a_deleted_paragraph_joins_the_next_into_a_content_control_and_out_of_it() -> None:
    """A `w:sdt` ends no text."""
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    gone = GONE.format(mark="del")
    into = changed(numbered("a", 1), gone, control.format(numbered("c", 1)))
    out = changed(numbered("a", 1), control.format(gone) + '<w:bookmarkEnd w:id="1"/>', numbered("c", 1))
    assert [into, out] == ["1. a\n2. c"] * 2


def test_joined_paragraphs_are_one_line_with_the_number_of_the_last() -> None:
    """The mark that is left bears the properties."""
    first = paragraph("Avtalen ", '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>')
    assert changed(first, '<w:bookmarkEnd w:id="1"/>', numbered("gjelder.", 2)) == "a) Avtalen gjelder."


def test_a_deleted_paragraph_before_a_table_is_gone() -> None:
    """It takes no number; one with words left stays, and keeps its own."""
    left = paragraph("b", '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>')
    table = f"<w:tbl>{row('x', 'y')}</w:tbl>"
    assert changed(GONE.format(mark="del"), table, left, table, numbered("c", 1)) == "x\ty\n1. b\nx\ty\n2. c"


def test_the_last_paragraph_of_a_cell_joins_nothing() -> None:
    """What stands after the table is another text."""
    last = paragraph("y", "<w:rPr><w:del/></w:rPr>")
    assert changed(f"<w:tbl>{row('x', last)}</w:tbl>", paragraph("z")) == "x\ty\nz"


@pytest.mark.parametrize(
    ("properties", "styles"),
    [
        ("<w:rPr><w:vanish/></w:rPr>", ""),
        ('<w:pStyle w:val="Skjult"/>', style("Skjult", "<w:rPr><w:vanish/></w:rPr>")),
        (
            '<w:pStyle w:val="Egen"/>',
            style("Skjult", "<w:rPr><w:vanish/></w:rPr>") + style("Egen", '<w:basedOn w:val="Skjult"/>'),
        ),
        ('<w:rPr><w:rStyle w:val="Skjult"/></w:rPr>', style("Skjult", "<w:rPr><w:vanish/></w:rPr>")),
    ],
)
def test_a_hidden_paragraph_is_not_counted(properties: str, styles: str) -> None:
    """Whether the mark itself hides it or a style."""
    hidden = paragraph("b", f'<w:numPr><w:numId w:val="1"/></w:numPr>{properties}', "<w:vanish/>")
    lists = definition(0, ("decimal", "%1.")) + num(1, 0)
    body = numbered("a", 1) + hidden + numbered("c", 1)
    assert read_docx(make_docx(body, numbering=lists, styles=styles))[0] == "1. a\n2. c"


def test_an_outer_level_that_was_never_met_prints_its_start() -> None:
    """As Word does for "1.1" before any "1"."""
    assert labels([(1, 1)], MULTILEVEL + num(1, 0)) == ["1.1"]


def test_a_level_that_was_skipped_counts_as_used_once() -> None:
    """After "2" and "2.1.1", the second level goes on with "2.2"; a first level that was skipped goes on with "2."."""
    numbering = definition(0, ("decimal", "%1."), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")) + num(1, 0)
    levels = [(1, 1), (1, 1), (1, 0), (1, 2), (1, 1), (1, 2)]
    assert labels(levels, numbering) == ["1.1", "1.2", "2.", "2.1.1", "2.2", "2.2.1"]
